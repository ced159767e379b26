"""The page, as text: it says what the JSON result says, and the text of a disclosure does nothing in it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from budget_rules.cli import main
from budget_rules.messages import language, set_language
from budget_rules.reports import json as report_json
from budget_rules.reports import page
from budget_rules.reports.page.anchors import Anchors
from budget_rules.reports.page.grid import header_rows
from budget_rules.reports.page.marks import SYMBOLS, marks
from budget_rules.reports.page.picture import KINDS, kind_of
from page_results import large, sample


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    before = language()
    yield
    set_language(before)


def made(result: dict[str, Any]) -> Any:
    return lxml.html.fromstring(page.text(result))


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_causes_and_findings_are_those_of_the_result_in_its_order() -> None:
    result = sample()
    document, tree = result["documents"][0], made(result)
    causes = tree.cssselect(".cause")

    assert [int(one.get("data-cause")) for one in causes] == list(range(len(causes)))
    found = [int(one.get("data-finding")) for one in tree.cssselect("[data-finding]")]
    assert sorted(found) == list(range(len(document["findings"])))
    for one in tree.cssselect("[data-finding]"):
        finding = document["findings"][int(one.get("data-finding"))]
        assert finding["title"] in words(one)
        assert " ".join(finding["relation"].split()) in words(one)


def test_counts_are_those_of_the_result() -> None:
    result = sample()
    document, tree = result["documents"][0], made(result)
    shown = {one.get("data-count"): int(one.text) for one in tree.cssselect("[data-count]")}
    told = words(tree.cssselect(".told")[0])

    assert shown["error"] == 4
    assert sum(shown.values()) == len(tree.cssselect(".cause"))
    for name in ("checks", "held", "held_by_rounding", "violated", "not_executed"):
        assert f"{document['counts'][name]:,}" in told
    assert len(tree.cssselect("[data-not-executed]")) == len(document["not_executed"])
    assert len(tree.cssselect("[data-not-applicable]")) == len(document["not_applicable"])
    assert len(tree.cssselect("[data-unread]")) == len(document["unread"])
    assert len(tree.cssselect(".figures li")) == len(document["coverage"]["unguarded"])


def test_every_figure_stands_on_the_page_once_as_printed() -> None:
    result = sample()
    tree = made(result)

    shown = {one.get("data-f"): one.text for one in tree.cssselect(".paper .f")}
    assert shown == {one["id"]: one["printed"] for one in result["documents"][0]["figures"]}


def test_text_and_tables_are_all_there() -> None:
    result = sample()
    content, paper = result["documents"][0]["content"], made(result).cssselect(".paper")[0]
    shown = "".join(paper.text_content().split())

    for section in content["sections"]:
        for text in (section["heading"], *(one["text"] for one in section["paragraphs"])):
            assert "".join(text.split()) in shown
    tables = paper.cssselect("table")
    assert [words(one.cssselect("caption .name")[0]) for one in tables] == [one["title"] for one in content["tables"]]
    for table, shown_table in zip(content["tables"], tables, strict=True):
        cells = [cell["text"] for row in table["rows"] for cell in row["cells"] if cell["text"]]
        texts = [one.text_content() for one in shown_table.cssselect("tbody td, tbody th") if one.text_content()]
        assert sorted(texts) == sorted(cells)
        for row in shown_table.cssselect("tbody tr"):
            assert len(row) == len(table["columns"])


def test_headers_are_grouped_as_printed() -> None:
    columns = [
        {"path": path, "name": path[-1], "side": side, "role": "figure"}
        for path, side in (
            (["科目"], ""),
            (["基本支出", "人员支出"], ""),
            (["基本支出", "公用经费"], ""),
            (["项目支出"], ""),
            (["项目支出"], ""),
        )
    ]
    first, second = header_rows(columns)

    assert [(one.text, one.across, one.down, one.group) for one in first] == [
        ("科目", 1, 2, False),
        ("基本支出", 2, 1, True),
        ("项目支出", 1, 2, False),
        ("项目支出", 1, 2, False),
    ]
    assert [one.text for one in second] == ["人员支出", "公用经费"]


def test_a_table_too_wide_for_paper_is_turned_and_printed_smaller() -> None:
    for columns, size in ((8, "table"), (16, "table wide"), (22, "table wide small"), (60, "table wide smallest")):
        tree = made(large(tables=1, rows=2, columns=columns, findings=1))
        assert [one.get("class") for one in tree.cssselect(".paper .table")] == [size]


def test_the_sides_of_a_table_stand_side_by_side() -> None:
    rows = made(sample()).cssselect(".paper table")[0].cssselect("tbody tr")

    assert [cell.text_content() for cell in rows[0]] == ["一、财政拨款", "4185.26", "一般公共服务支出", "3587.27"]
    assert [cell.tag for cell in rows[0]] == ["th", "td", "th", "td"]
    assert [cell.text_content() for cell in rows[-1]] == ["收入总计", "4396.61", "支出总计", "4396.61"]


def test_only_the_suspected_figure_of_a_relation_is_marked_wrong() -> None:
    result = sample()
    document = result["documents"][0]
    tree = made(result)
    wrong = [(one.text, one.get("class")) for one in tree.cssselect(".paper .m-error, .paper .m-notice")]

    assert ("2.8", "f m-error") in wrong
    assert ("4396.61", "f m-error") not in wrong
    state = {one["id"]: one["state"] for one in document["figures"]}
    assert {one.get("data-f") for one in tree.cssselect(".paper .m-unguarded")} == {
        name for name, found in state.items() if found == "unguarded"
    }


def test_a_figure_that_only_a_broken_relation_speaks_of_is_suspicious() -> None:
    result = large(tables=1, rows=3, findings=1)
    found = marks(result["documents"][0])

    assert found["f1"] == "error"
    assert {found[f"f{number}"] for number in range(2, 9)} == {"suspicious"}
    assert found["f9"] == "held"


def test_what_is_waived_is_shown_and_not_counted() -> None:
    result = large(tables=1, rows=3, findings=2)
    waived = {"reason": "上级批复如此", "owner": "张三", "expires": "2026-12-31"}
    result["documents"][0]["findings"][0]["waived"] = waived
    tree = made(result)

    assert [one.get("data-mark") for one in tree.cssselect(".cause")] == ["waived", "error"]
    assert "上级批复如此（张三，到 2026-12-31）" in words(tree.cssselect(".cause")[0])
    assert tree.cssselect('[data-count="error"]')[0].text == "1"
    assert tree.cssselect(".verdict")[0].text_content().endswith("有 1 处错误，应改正后再公开")


def test_of_several_suspects_the_likeliest_is_marked_wrong_and_the_others_suspicious() -> None:
    result = large(tables=1, rows=3, findings=1)
    (cause,) = result["documents"][0]["causes"]
    cause["suspects"].append({**cause["suspects"][0], "figure": "f2"})
    found = marks(result["documents"][0])

    assert (found["f1"], found["f2"]) == ("error", "suspicious")
    cause["suspects"].clear()
    assert marks(result["documents"][0])["f1"] == "error", "the one that the finding names"


def test_states_are_told_apart_without_colour() -> None:
    signs = [sign for mark, sign in SYMBOLS.items() if mark not in ("held", "unguarded")]
    assert len(set(signs)) == len(signs) and all(signs), "these two have a line instead: none, and dots"
    legend = made(sample()).cssselect(".legend .entry")
    assert [one[0].get("class").split()[-1] for one in legend[:-1]] == [
        f"m-{mark}"
        for mark in (
            "error",
            "warning",
            "notice",
            "suspicious",
            "waived",
            "rounded",
            "held",
            "not_executed",
            "unguarded",
        )
    ]
    assert {kind_of(mark, guards) for mark in SYMBOLS for guards in (0, 1, 2)} == set(KINDS)


def test_the_picture_has_a_square_for_every_figure() -> None:
    result = sample()
    paths = made(result).cssselect(".tiles path")

    assert sum(path.get("d").count("M") for path in paths) == len(result["documents"][0]["figures"])


def test_a_finding_without_figures_points_at_what_it_is_about() -> None:
    result = sample()
    document, html = result["documents"][0], page.text(result)
    tree: Any = lxml.html.fromstring(html)
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', html)
    assert data is not None
    causes = json.loads(data[1])["documents"][0]["causes"]
    ids = {one.get("id"): one for one in tree.cssselect("[id]")}

    pointed = {document["findings"][one["findings"][0]]["rule"]: ids[one["anchor"]] for one in causes if one["anchor"]}
    assert "机关事业单位基本养老保险缴费支出(项)" in words(pointed["old-names"])
    assert pointed["capital-note"].get("class") == "note"
    assert words(pointed["projects-named"]) == "办公设备购置"
    assert all(one["anchor"] or one["figures"] for one in causes)


def test_findings_about_titles_headings_and_the_whole_disclosure_point_there_too() -> None:
    result = sample()
    document = result["documents"][0]
    ids = {one.get("id"): one for one in made(result).cssselect("[id]")}
    anchors = Anchors(document["content"], "d1")
    content = document["content"]
    paragraph = content["sections"][1]["paragraphs"][0]
    line = paragraph["source"]["line"]

    def pointed(**changed: Any) -> str:
        finding = {"quote": "", "instance": "", "source": {"line": 0}}
        return words(ids[anchors.of({**finding, **changed})])

    title = content["tables"][1]["title"]
    assert pointed(quote=title).startswith(title)
    heading = content["sections"][3]
    assert pointed(quote=heading["heading"]) == heading["heading"]
    assert pointed(quote=paragraph["text"][5:30]) == " ".join(paragraph["text"].split()), "part of it"
    assert pointed(source={"line": line, "column": 60}) == " ".join(paragraph["text"].split()), "in its middle"
    assert pointed(source={"line": line + 1}) == " ".join(paragraph["text"].split()), "what stands before the place"
    named = content["sections"][4]
    assert pointed(instance=named["name"]) == named["heading"]
    assert pointed() == "绍兴市人大办本级 2022 年单位预算", "the whole disclosure: its own title"
    first = content["contents"][0]
    assert pointed(source=first["source"]) == first["text"]


def test_every_cause_of_a_printed_document_leads_somewhere() -> None:
    result = sample()
    document = result["documents"][0]
    document["content"]["title"] = {"text": "", "source": {}}
    for page_number, section in enumerate(document["content"]["sections"], 1):
        section["source"] = {"page": page_number, "box": [50.0, 50.0, 500.0, 60.0]}
        for number, paragraph in enumerate(section["paragraphs"]):
            paragraph["source"] = {"page": page_number, "box": [50.0, 70.0 + 40 * number, 500.0, 82.0 + 40 * number]}
    anchors = Anchors(document["content"], "d1")
    many = next(n for n, one in enumerate(document["content"]["sections"]) if len(one["paragraphs"]) > 2)
    lone = {"quote": "", "instance": "", "source": {"page": many + 1, "box": [60.0, 98.0, 300.0, 109.0]}}

    assert anchors.of(lone) == f"d1s{many}p0", "the second line of the first paragraph"
    assert anchors.of({**lone, "source": {}}) == "d1title", "there is always a place"
    ids = {one.get("id") for one in made(result).cssselect("[id]")}
    assert "d1title" in ids


def test_waivers_that_waive_nothing_are_shown() -> None:
    result = sample()
    waiver: dict[str, Any] = {
        "rule": "class-sums",
        "place": "支出总表",
        "printed": [],
        "reason": "上级批复",
        "owner": "张三",
    }
    waiver |= {"disclosure": "", "expires": "2022-12-31", "source": {"path": "waivers.yaml", "line": 3, "column": 3}}
    result["waivers"] = [
        {**waiver, "use": "expired", "why": "已于 2022-12-31 到期，不再豁免"},
        {**waiver, "use": "unused", "why": "已没有这个问题，可以删去"},
        {**waiver, "use": "used", "why": ""},
        {**waiver, "use": "elsewhere", "why": ""},
    ]
    tree = made(result)

    assert [words(one) for one in tree.cssselect("#stale li")] == [
        f"waivers.yaml:3:3 class-sums（支出总表）：{why} 当时的理由：上级批复（张三，到 2022-12-31）"
        for why in ("已于 2022-12-31 到期，不再豁免", "已没有这个问题，可以删去")
    ]
    assert "2 条豁免没有起作用" in words(tree.cssselect(".told")[0])
    assert not made(sample()).cssselect("#stale")


def test_several_documents_and_those_that_could_not_be_read() -> None:
    result = sample()
    result["documents"] *= 2
    result["errors"] = [{"path": "2023.yaml", "line": 3, "message": "不认识的键“tabels”"}]
    tree = made(result)

    assert [one.get("id") for one in tree.cssselect("article")] == ["d1", "d2"]
    assert len(tree.cssselect("nav li")) == 2
    assert words(tree.cssselect(".unusable li")[0]) == "2023.yaml 第 3 行 不认识的键“tabels”"
    ids = [one.get("id") for one in tree.cssselect("[id]")]
    assert len(ids) == len(set(ids))


def test_a_result_without_documents_is_a_page_too() -> None:
    tree = made(
        {"format": 1, "documents": [], "errors": [{"path": "a.yaml", "message": "没有这个文件"}], "waivers": []}
    )
    assert words(tree.cssselect("h1")[0]) == "没有可以显示的文件"


def test_english() -> None:
    set_language("en")
    tree = made(sample())

    assert tree.get("lang") == "en"
    assert tree.cssselect(".paper")[0].get("lang") == "zh-CN"
    assert words(tree.cssselect(".verdict")[0]) == "✗4 errors: correct before publishing"


HARMFUL = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--<script>",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "支出\u202e总表\u2066",
    "总\x1b[31m表",
    "\ud800",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", HARMFUL)
def test_text_of_a_disclosure_does_nothing(text: str) -> None:
    result = large(tables=1, rows=2, columns=2, findings=1)
    document = result["documents"][0]
    before = len(lxml.html.fromstring(page.text(result)).cssselect("*"))
    document["unit"] = document["path"] = text
    for section in document["content"]["sections"]:
        section["heading"] = section["paragraphs"][0]["text"] = section["name"] = text
    for table in document["content"]["tables"]:
        table["title"] = table["unit"] = table["columns"][1]["path"][1] = text
        table["rows"][0]["cells"][0]["text"] = table["rows"][0]["cells"][1]["text"] = text
    for one in document["figures"]:
        one["place"] = one["printed"] = text
    for one in document["findings"]:
        one.update(message=text, relation=text, title=text, place=text, instance=text, basis=text)
    document["causes"][0].update(message=text, place=text)
    document["not_executed"][0].update(reason=text, title=text)
    document["unread"] = [{"source": {"line": 1}, "text": text, "reason": text}]
    html = page.text(result)
    tree: Any = lxml.html.fromstring(html)

    assert len(tree.cssselect("*")) - before < 12, "no element but those of the unread passage"
    assert len(tree.cssselect("script")) == 2
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b\ud800]", html)
    assert "49" not in words(tree.cssselect("h1")[0])
    html.encode()


def test_nothing_is_loaded_from_anywhere() -> None:
    html = page.text(sample())
    tree: Any = lxml.html.fromstring(html)
    (policy,) = tree.cssselect('meta[http-equiv="Content-Security-Policy"]')

    assert policy.get("content").startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy.get("content")
    links = [one.get(name) for one in tree.iter() for name in ("href", "src", "action") if one.get(name)]
    assert all(link.startswith("#") or link == "data:," for link in links)
    assert not tree.cssselect("[style]"), "the policy would refuse it"
    assert "http:" not in html and "https:" not in html


def test_a_large_disclosure_is_fast() -> None:
    result = large()
    assert len(result["documents"][0]["figures"]) == 6400
    start = time.process_time()
    html = page.text(result)

    assert time.process_time() - start < 5
    assert len(html.encode()) < 4_000_000


def test_the_command_makes_the_page_of_a_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given, output = tmp_path / "result.json", tmp_path / "page.html"
    given.write_text(report_json.text(sample()), encoding="utf-8")

    assert main(["page", str(given), "-o", str(output)]) == 0
    assert output.read_text("utf-8") == page.text(sample())
    assert main(["--lang=en", "page", str(given), "-o", "-"]) == 0
    assert '<html lang="en">' in capsys.readouterr().out


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"format": 2}', '{"format": 1, "documents": [{}], "errors": []}', "\ud800"]
)
def test_what_is_no_result_is_one_line(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = tmp_path / "result.json"
    given.write_bytes(text.encode("utf-8", "surrogatepass"))

    assert main(["page", str(given), "-o", str(tmp_path / "page.html")]) == 4
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{given}:")
    assert any(said in line for said in ("--budget-json", "UTF-8", "文件为空"))
    assert [one.name for one in tmp_path.iterdir()] == ["result.json"]
