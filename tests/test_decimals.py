"""A figure with another number of decimals than all others of its table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budget_rules import confront, load
from budget_rules.findings import Finding
from budget_rules.mutation import Field
from published import shipped

SAMPLE = Path(__file__).parents[1] / "samples" / "2022.yaml"


def _found(planted: dict[str, str]) -> list[Finding]:
    disclosure = load(SAMPLE, vocabulary=shipped().vocabulary)
    field = Field(disclosure)
    places = {figure.place.label: figure.place for figure in field.figures}
    with field.planted({places[label]: text for label, text in planted.items()}):
        report = confront(shipped(), disclosure)
    return [finding for finding in report.findings if finding.rule == "decimals"]


@pytest.mark.parametrize("printed", ["1391.9", "1391.975", "1392"])
def test_a_digit_too_few_or_too_many_is_noticed(printed: str) -> None:
    (finding,) = _found({"支出总表[行政运行, 人员经费]": printed})
    assert finding.place == "支出总表[行政运行, 人员经费]"
    assert f"印为 {printed}，本表其余 58 个金额都印 2 位小数" in str(finding.message)


def test_two_odd_ones_in_a_large_table_are_one_finding() -> None:
    (finding,) = _found({"支出总表[行政运行, 人员经费]": "1391.9", "支出总表[行政运行, 公用经费]": "361.7"})
    assert len(finding.also) == 1 and len(finding.parts) == 2


def test_where_zeros_are_dropped_any_number_may_be_right(tmp_path: Path) -> None:
    path = tmp_path / "2022.yaml"
    text = SAMPLE.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(\.[0-9]*[1-9])0+(?=[,\]])|\.0+(?=[,\]])", r"\1", text), encoding="utf-8")
    report = confront(shipped(), load(path, vocabulary=shipped().vocabulary))
    assert not [finding for finding in report.findings if finding.rule == "decimals"]
