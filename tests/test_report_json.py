"""The JSON result: its format, and that it can be relied on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import budget_rules
from budget_rules.messages import language, message, set_language
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.reports import json as report_json
from fake_engine import outcome, report

KINDS = ("held", "error", "warning", "suspicious", "wrong", "unexecuted", "absent")


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    before = language()
    yield
    set_language(before)


@pytest.fixture
def schema() -> Any:
    return json.loads((Path(budget_rules.__file__).parent / "schemas" / "result.schema.json").read_text("utf-8"))


def written(**changes: str) -> dict[str, Any]:
    outcomes = [outcome("2022.yaml", 3, kind, f"rule-{kind}", "支出总表") for kind in KINDS]
    parsed: dict[str, Any] = json.loads(report_json.text(report_json.result([report(outcomes, **changes)])))
    return parsed


def test_the_result_is_as_its_schema_says(schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(written(), schema)
    jsonschema.validate(json.loads(report_json.text(report_json.result([]))), schema)


def test_the_schema_refuses_what_is_not_the_result(schema: Any) -> None:
    changes: tuple[dict[str, Any], ...] = ({"format": 2}, {"documents": [{}]}, {"more": 1})
    for change in changes:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**written(), **change}, schema)


def test_a_finding_has_everything_that_other_outputs_need() -> None:
    finding = written()["documents"][0]["findings"][0]
    figures = finding.pop("figures")

    assert finding == {
        "rule": "rule-error",
        "instance": "支出总表",
        "title": "合计 = 各类之和",
        "severity": "error",
        "status": "violated",
        "message": "支出总表[合计, 总计] 印为 4,396.61 万元，应为 4,386.61 万元",
        "relation": "4,396.61 = 3,587.27 + 799.34",
        "expected": "4,386.61",
        "printed": "4,396.61",
        "difference": "10.00",
        "allowed": "0.015",
        "also": [],
        "place": "支出总表[合计, 总计]",
        "source": {"line": 3, "column": 5},
        "quote": "",
        "mark": None,
        "suggestion": "",
        "basis": "支出总表 表内平衡",
        "waived": None,
        "cause": 0,
    }
    assert figures[0] == {
        "id": None,
        "role": "合计",
        "place": "支出总表[合计, 总计]",
        "printed": "4,396.61",
        "unit": "万元",
        "source": {"line": 3, "column": 5},
    }


def test_what_was_not_checked_is_told_with_its_reason() -> None:
    document = written()["documents"][0]

    assert [one["reason"] for one in document["not_executed"]] == ["支出总表没有单位"] * 2
    assert [one["reason"] for one in document["not_applicable"]] == ["没有支出总表"]
    assert document["unread"] == [{"source": {"line": 7}, "text": "12 34", "reason": "列错位"}]
    counts = document["counts"]
    assert counts["checks"] == counts["held"] + counts["violated"] + counts["suspicious"] + counts["not_executed"]


def test_messages_are_in_the_language_chosen() -> None:
    set_language("en")
    assert written()["documents"][0]["unread"][0]["reason"] == "shifted columns"


def test_a_disclosure_that_cannot_be_read_is_told(schema: Any) -> None:
    error = BudgetError([Problem(Source(path="2023.yaml", line=3, column=7), message("fake.broken"))])
    result = json.loads(report_json.text(report_json.result([], [error, error])))

    jsonschema.validate(result, schema)
    assert result["errors"] == [
        {"path": "2023.yaml", "line": 3, "column": 7, "message": "不认识的键“tabels”（是否想写“tables”？）"}
    ]


def test_the_same_report_gives_the_same_bytes() -> None:
    outcomes = [outcome("2022.yaml", 3, kind, "rule", "支出总表") for kind in KINDS]
    first, second = (report_json.text(report_json.result([report(outcomes)])) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("unit", ["\x1b[31m", "\u202e", "\x9b", "\ud800", "\U000e0041", "<\ufeff>"])
def test_harmful_characters_are_escaped_and_kept(unit: str) -> None:
    text = report_json.text(report_json.result([report([], unit=unit)]))

    assert unit not in text
    assert json.loads(text)["documents"][0]["unit"] == unit
    text.encode()


def test_chinese_is_written_as_it_is() -> None:
    assert '"unit": "绍兴市人大办本级"' in report_json.text(report_json.result([report([])]))
