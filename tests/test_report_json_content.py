"""The disclosure in the JSON result: what is printed, the relations between its figures, and what guards them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import budget_rules
from budget_rules.findings import Report
from budget_rules.reports import json as report_json
from budget_rules.reports.json_content import content
from disclosures import BALANCE, SPENDING, confronted, disclosure, section

SAMPLE = Path(__file__).parents[1] / "samples" / "2022.yaml"
SCHEMA = Path(budget_rules.__file__).parent / "schemas" / "result.schema.json"
SUMS = """\
in: 支出总表
for: column
assert: 合计 = sum(类)
"""


@pytest.fixture(scope="module")
def report() -> Report:
    rulebook = budget_rules.load_rules()
    return budget_rules.confront(rulebook, budget_rules.load(str(SAMPLE), vocabulary=rulebook.vocabulary))


@pytest.fixture(scope="module")
def result(report: Report) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(report_json.text(report_json.result([report])))["documents"][0]
    return parsed


def marked(result: dict[str, Any]) -> dict[str, str]:
    """By id: what stands at its mark in the content."""
    found: dict[str, str] = {}
    for part in result["content"]["sections"]:
        texts = [(part["heading"], part["figures"])]
        texts += [(one["text"], one["figures"]) for one in part["paragraphs"]]
        for text, marks in texts:
            found.update((mark["id"], text[mark["start"] : mark["stop"]]) for mark in marks)
    for table in result["content"]["tables"]:
        for row in table["rows"]:
            found.update((cell["figure"], cell["text"]) for cell in row["cells"] if cell["figure"])
    return found


def test_a_real_result_is_as_its_schema_says(report: Report) -> None:
    jsonschema.validate(
        json.loads(report_json.text(report_json.result([report]))), json.loads(SCHEMA.read_text("utf-8"))
    )


def test_every_printed_figure_is_there_once_in_order_of_print(result: dict[str, Any], report: Report) -> None:
    ids = [one["id"] for one in result["figures"]]

    assert ids == [f"f{number}" for number in range(1, report.table_figures + report.text_figures + 1)]
    lines = [one["source"]["line"] for one in result["figures"]]
    assert lines == sorted(lines)


def test_every_figure_stands_where_the_content_marks_it(result: dict[str, Any]) -> None:
    printed = {one["id"]: one["printed"] for one in result["figures"]}
    found = marked(result)

    assert {name: text for name, text in found.items() if text} == printed
    assert found.keys() - printed.keys() == {
        figure["id"] for finding in result["findings"] for figure in finding["figures"] if not figure["printed"]
    } - {None}


def test_guards_and_coverage_count_the_checks(result: dict[str, Any]) -> None:
    guards = {one["id"]: one["guards"] for one in result["figures"]}
    bound = [name for check in result["checks"] for name in check["figures"]]
    coverage = result["coverage"]

    assert all(bound.count(name) <= number for name, number in guards.items()), "conditions guard figures too"
    assert sum(guards.values()) >= len(bound) > 1000
    assert coverage["figures"] == len(guards) == coverage["guarded"] + len(coverage["unguarded"])
    assert coverage["guarded"] == coverage["once"] + coverage["twice_or_more"]
    assert coverage["once"] == sum(1 for number in guards.values() if number == 1)


def test_a_violated_relation_says_what_was_found_of_it(result: dict[str, Any]) -> None:
    violated = [check for check in result["checks"] if check["state"] == "violated"]

    assert violated
    for check in violated:
        finding = result["findings"][check["finding"]]
        assert (finding["rule"], finding["instance"]) == (check["rule"], check["instance"])


def test_the_state_of_a_figure_is_the_worst_of_its_relations(tmp_path: Path) -> None:
    wrong = SPENDING.replace("合计, 2597.26, 1791.61", "合计, 2597.26, 1792.61")
    document: dict[str, Any] = report_json.document(confronted(tmp_path, SUMS, wrong))
    states = {(one["place"], one["printed"]): one["state"] for one in document["figures"]}

    assert states["支出总表[合计, 人员经费]", "1792.61"] == "violated"
    assert states["支出总表[合计, 总计]", "2597.26"] == "held"
    assert states["支出总表[行政运行, 总计]", "1825.87"] == "unguarded"
    assert document["coverage"]["unguarded"][0]["reason"] == "《支出总表》的“总计”栏有规则，但不涉及这一行"


def test_a_blank_that_should_print_something_can_be_found_in_the_content(tmp_path: Path) -> None:
    blank = SPENDING.replace("合计, 2597.26,", "合计, ~,")
    document: dict[str, Any] = report_json.document(confronted(tmp_path, SUMS, blank))

    assert document["findings"][0]["figures"][0]["id"] == "b1"
    cells = document["content"]["tables"][0]["rows"][0]["cells"]
    assert [cell["figure"] for cell in cells] == [None, None, "b1", "f1", "f2", "f3"]
    assert "b1" not in {one["id"] for one in document["figures"]}


def test_the_two_sides_of_a_printed_row_have_the_same_index(tmp_path: Path) -> None:
    rows = content(disclosure(tmp_path, BALANCE), {})["tables"][0]["rows"]  # type: ignore[index]

    assert [(row["index"], row["side"], row["name"]) for row in rows[:5]] == [
        (0, "收入", "一、财政拨款"),
        (0, "支出", "一、一般公共服务支出"),
        (1, "收入", "一般公共预算"),
        (1, "支出", "人大事务"),
        (2, "收入", "二、其他收入"),
    ]


def test_text_after_the_tables_comes_after_them(tmp_path: Path) -> None:
    head = disclosure(tmp_path).path
    text = Path(head).read_text("utf-8") + "narrative:\n" + section("（一）收支预算", "支出预算 2597.26 万元。")
    Path(head).write_text(text, "utf-8")

    loaded = budget_rules.load(head)
    assert content(loaded, {})["order"] == [{"table": 0}, {"section": 0}]
