"""Waivers: bound to what is printed, valid until a day, written from a JSON result without losing anything."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from textwrap import dedent

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import budget_rules
from budget_rules.cli import main
from budget_rules.findings import Report
from budget_rules.messages import language, set_language
from budget_rules.place import Source
from budget_rules.problem import BudgetError
from budget_rules.reports import json as report_json
from budget_rules.waivers import Use, Waiver, apply_waivers, read_waivers, uses_of
from budget_rules.waivers.reading import FILE_KEYS, KEYS, read_nodes
from budget_rules.waivers.waiver import Binding
from budget_rules.waivers.writing import added
from budget_rules.yaml_nodes import Nodes
from disclosures import HEAD, SPENDING, confronted

SCHEMA = json.loads((Path(budget_rules.__file__).parent / "schemas" / "waivers.schema.json").read_text("utf-8"))
RULE = """\
in: 支出总表
for: column
assert: 合计 = sum(类)
"""
WRONG = SPENDING.replace("合计, 2597.26", "合计, 2597.62")
PLACE = "支出总表[合计, 总计]"
PRINTED = ("2597.62万元", "2125.62万元", "471.64万元")
TODAY = date(2022, 3, 1)
FILE = """\
waivers:
  - disclosure: 某市某局 2022 年单位预算
    rule: own-rule
    place: 支出总表[合计, 总计]
    printed: [2597.62万元, 2125.62万元, 471.64万元]   # 一条注释
    reason: 已在更正公告中说明
    owner: 张三
    until: 2022-03-01
"""


def waiver(**changes: object) -> Waiver:
    made: dict[str, object] = {
        "binding": Binding("own-rule", PLACE, PRINTED),
        "disclosure": "",
        "reason": "已说明",
        "owner": "张三",
        "until": None,
        "source": Source("w.yaml", 2, 5),
    }
    return Waiver(**{**made, **changes})  # type: ignore[arg-type]


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return confronted(tmp_path, RULE, WRONG)


def write(folder: Path, text: str) -> Path:
    path = folder / "waivers.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    return path


def test_a_waiver_is_read_with_its_place(tmp_path: Path) -> None:
    path = write(tmp_path, FILE)
    (found,) = read_waivers([path])
    assert found == waiver(
        disclosure="某市某局 2022 年单位预算",
        reason="已在更正公告中说明",
        until=TODAY,
        source=Source(str(path), 2, 5),
    )


def test_it_waives_the_finding_until_its_last_day_is_over(report: Report, tmp_path: Path) -> None:
    waivers = read_waivers([write(tmp_path, FILE)])

    apply_waivers(report, waivers, TODAY)
    (waived,) = report.waived
    assert waived is not None
    assert (waived.owner, waived.reason, waived.expires) == ("张三", "已在更正公告中说明", TODAY)
    assert report.outcomes[0].open_findings == []
    assert [used.use for used in uses_of(waivers, [report], ["own-rule"], TODAY)] == [Use.USED]

    apply_waivers(report, waivers, date(2022, 3, 2))
    assert report.waived == [None]
    (used,) = uses_of(waivers, [report], ["own-rule"], date(2022, 3, 2))
    assert (used.use, str(used.why)) == (Use.EXPIRED, "已于 2022-03-01 到期，不再豁免")


@pytest.mark.parametrize(
    ("tables", "why"),
    [
        (WRONG.replace("2597.62", "2597.63"), "所印数字已变，现为 2597.63万元、2125.62万元、471.64万元"),
        (WRONG.replace("支出, 471.64", "支出, 471.65"), "所印数字已变，现为 2597.62万元、2125.62万元、471.65万元"),
        (WRONG.replace("unit: 万元", "unit: 元"), "所印数字已变，现为 2597.62元、2125.62元、471.64元"),
        (SPENDING, "已没有这个问题，可以删去"),
    ],
)
def test_it_reopens_when_a_figure_of_the_relation_changes(tmp_path: Path, tables: str, why: str) -> None:
    report = confronted(tmp_path, RULE, tables)
    apply_waivers(report, [waiver()], TODAY)
    assert [one for one in report.waived if one] == []
    (used,) = uses_of([waiver()], [report], ["own-rule"], TODAY)
    assert (used.use, str(used.why)) == (Use.UNUSED, why)


def test_figures_that_a_condition_rests_on_bind_it_too(tmp_path: Path) -> None:
    rule = "in: 支出总表\nassert: table is empty\n"
    findings = []
    for tables in (SPENDING, SPENDING.replace("299.75", "299.57")):
        report = confronted(tmp_path, rule, tables)
        (found,) = json.loads(report_json.text(report_json.result([report])))["documents"][0]["findings"]
        findings.append([figure["printed"] for figure in found["figures"]])
    assert findings[0][:4] == ["2597.26", "1791.61", "505.90", "299.75"]
    assert findings[0] != findings[1]


def test_a_waiver_of_another_disclosure_neither_waives_nor_is_reported(report: Report) -> None:
    other = waiver(disclosure="某市某局 2021 年单位预算")
    apply_waivers(report, [other], TODAY)
    assert report.waived == [None]
    assert [used.use for used in uses_of([other], [report], ["own-rule"], TODAY)] == [Use.ELSEWHERE]
    (used,) = uses_of([waiver(binding=Binding("own-rule", "x", ()))], [report], [], TODAY, complete=False)
    assert used.use is Use.ELSEWHERE


def test_departments_that_share_a_title_do_not_share_waivers(tmp_path: Path) -> None:
    title = "title: 某区2022年区级部门预算"
    head = HEAD.replace("title: 某市某局 2022 年单位预算", title)
    rule = "in: all\nassert: unit is known\n"
    tables = SPENDING.replace("unit: 万元", "unit: ~")
    waived = []
    for name in ("甲局", "乙局"):
        report = confronted(tmp_path, rule, tables, head=head.replace("unit: 某市某局", f"unit: {name}"))
        binding = Binding("own-rule", "2022年部门支出预算总表", ())
        apply_waivers(report, [waiver(binding=binding, disclosure="甲局 某区2022年区级部门预算")], TODAY)
        waived.append([one is not None for one in report.waived])
    assert waived == [[True], [False]]


def test_a_rule_that_there_is_not_is_named_with_the_nearest(report: Report) -> None:
    (used,) = uses_of([waiver(binding=Binding("own-rul", PLACE, PRINTED))], [report], ["own-rule"], TODAY)
    assert str(used.why) == "没有“own-rul”这条规则（是否想写“own-rule”？）"


def test_every_mistake_is_named_at_its_place(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """\
        waivers:
          - rule: own-rule
            plaec: 支出总表[合计, 总计]
            printed: 2597.62万元
            reason: ""
            until: 2022-02-30
        wavers: []
        """,
    )
    with pytest.raises(BudgetError) as error:
        read_waivers([path, tmp_path / "none.yaml"])
    assert str(error.value).replace(f"{tmp_path}/", "").split("\n") == [
        "none.yaml: 文件不存在",
        "waivers.yaml:2:5: 缺少键“place”",
        "waivers.yaml:2:5: 缺少键“owner”",
        "waivers.yaml:3:5: 不认识的键“plaec”（是否想写“place”？）",
        "waivers.yaml:4:14: 此处应为列表，实为文本“2597.62万元”",
        "waivers.yaml:5:13: reason 不能为空",
        "waivers.yaml:6:12: “2022-02-30”应为日期，如 2026-12-31",
        "waivers.yaml:7:1: 不认识的键“wavers”（是否想写“waivers”？）",
    ]


def test_the_schema_knows_the_keys_of_the_reader() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert tuple(SCHEMA["properties"]) == FILE_KEYS
    assert tuple(SCHEMA["$defs"]["waiver"]["properties"]) == KEYS
    parsed = yaml.load(FILE, Loader=yaml.BaseLoader)
    jsonschema.validate(parsed, SCHEMA)
    for change in ({"reason": " "}, {"until": "1. 3. 2022"}, {"whom": "张三"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"waivers": [{**parsed["waivers"][0], **change}]}, SCHEMA)


def test_the_waiver_shown_in_the_documentation_waives_a_finding_of_the_sample() -> None:
    folder = Path(__file__).parents[1]
    shown = (folder / "docs" / "waivers.md").read_text("utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", shown, re.DOTALL)
    nodes = Nodes("w.yaml", block)
    waivers = read_nodes(nodes)
    nodes.raise_problems()
    rulebook = budget_rules.load_rules()
    report = budget_rules.confront(rulebook, budget_rules.load(folder / "samples" / "2022.yaml"))
    (used,) = uses_of(waivers, [report], [rule.id for rule in rulebook.rules], TODAY)
    assert used.use is Use.USED


# ---- writing


@pytest.fixture
def result(report: Report, tmp_path: Path) -> Path:
    path = tmp_path / "result.json"
    path.write_text(report_json.text(report_json.result([report])), encoding="utf-8")
    return path


def waive(result: Path, output: Path, *more: str) -> int:
    before = language()
    try:
        return main(["waive", str(result), "-o", str(output), "--reason", "已说明", "--owner", "李四", *more])
    finally:
        set_language(before)


def test_waivers_are_written_from_a_result(result: Path, report: Report, tmp_path: Path) -> None:
    output = tmp_path / "w.yaml"
    assert waive(result, output, "--until=2022-12-31") == 0
    text = output.read_text("utf-8")
    assert text.split("\n", 1)[1] == dedent(
        """\
        waivers:
          - disclosure: 某市某局 2022 年单位预算
            rule: own-rule
            place: 支出总表[合计, 总计]
            printed: [2597.62万元, 2125.62万元, 471.64万元]
            reason: 已说明
            owner: 李四
            until: 2022-12-31
        """
    )
    apply_waivers(report, read_waivers([output]), TODAY)
    assert None not in report.waived


def test_they_are_added_to_a_file_with_its_comments(
    result: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "# 我们的豁免\n" + FILE.replace("own-rule", "other-rule") + "  # 以上由财务处核定"
    output = write(tmp_path, other)
    assert waive(result, output) == 0
    text = output.read_text("utf-8")
    assert text.startswith(other + "\n  - disclosure: ")
    assert [one.binding.rule for one in read_waivers([output])] == ["other-rule", "own-rule"]

    capsys.readouterr()
    assert waive(result, output) == 0
    assert output.read_text("utf-8") == text
    said = capsys.readouterr()
    assert "这条豁免已在文件中；要改就改那里" in said.err
    assert "没有可写的豁免" in said.out


@pytest.mark.parametrize(
    "text", ["waivers: []\n", "waivers:\n", '{"waivers": [{rule: a, place: b, printed: [], reason: c, owner: d}]}\n']
)
def test_no_entry_is_lost_however_the_file_is_written(result: Path, tmp_path: Path, text: str) -> None:
    output = write(tmp_path, text)
    before = read_waivers([output])
    assert waive(result, output) == 0
    assert [one.binding for one in read_waivers([output])] == [
        *(one.binding for one in before),
        Binding("own-rule", PLACE, PRINTED),
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--until=31.12.2022"], "--until: “31.12.2022”应为日期，如 2026-12-31"),
        (["--rule=own-rul"], "result.json: 结果中没有规则“own-rul”的问题（是否想写“own-rule”？）"),
        (["--reason= "], "--reason: --reason 不能为空"),
    ],
)
def test_wrong_options_are_one_line(
    result: Path, tmp_path: Path, more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert waive(result, tmp_path / "w.yaml", *more) == 4
    assert capsys.readouterr().err.replace(f"{tmp_path}/", "") == said + "\n"
    assert not (tmp_path / "w.yaml").exists()


@pytest.mark.parametrize("text", ["[]", "{}", "{", '{"documents": [{}]}', '{"documents": 3}'])
def test_what_is_no_result_is_refused(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "result.json"
    path.write_text(text, encoding="utf-8")
    assert waive(path, tmp_path / "w.yaml") == 4
    assert capsys.readouterr().err.endswith("不是检查结果；请用 pytest --budget=… --budget-json=文件 生成\n")


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=12)
SAID = TEXTS.map(str.strip).filter(bool)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.builds(Binding, st.just("a-rule"), TEXTS.map(str.strip), st.lists(TEXTS).map(tuple))), SAID, SAID)
def test_whatever_is_printed_is_written_and_read_again(
    tmp_path_factory: pytest.TempPathFactory, bindings: list[Binding], reason: str, owner: str
) -> None:
    path = tmp_path_factory.mktemp("waivers") / "w.yaml"
    for binding in bindings:
        path.write_text(added(path, [waiver(binding=binding, reason=reason, owner=owner)]), encoding="utf-8")
    found = read_waivers([path]) if bindings else ()
    assert [(one.binding, one.reason, one.owner) for one in found] == [(one, reason, owner) for one in bindings]
