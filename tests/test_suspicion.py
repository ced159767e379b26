"""Differences within what rounding allows, but hardly by chance."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_rules.checks import Equation, Linear
from budget_rules.figure import MINUS, ONE, Figure, read_figure, unit_named
from budget_rules.findings import Report, Severity, Status
from budget_rules.place import Place, Source
from budget_rules.suspicion import truncated, unlikely
from disclosures import confronted
from published import SHANGHAI_BUDGETS, SHAOXING, checked

ROWS = [f"[20101{number:02}, 项目{number}, 10.00, ~, ~, 10.00]" for number in range(1, 21)]


def spending(total: str) -> str:
    lines = "\n".join(f"    - {row}" for row in [f"[20101, 人大事务, {total}, ~, ~, {total}]", *ROWS])
    return (
        "- title: 2022年部门支出预算总表\n  unit: 万元\n"
        "  columns: [科目编码, 科目名称, 总计, {基本支出: [人员支出, 公用经费]}, 项目支出]\n  rows:\n" + lines + "\n"
    )


def report(folder: Path, total: str) -> Report:
    return confronted(folder, "in: 支出总表\nfor: parent\nassert: parent = sum(children)", spending(total))


def test_a_long_sum_that_is_off_by_more_than_chance_is_suspicious(tmp_path: Path) -> None:
    """Of 21 rounded figures 0.105 is possible and 0.053 are four standard deviations."""
    found = report(tmp_path, "200.06")
    assert {finding.status for finding in found.findings} == {Status.SUSPICIOUS}
    assert {finding.severity for finding in found.findings} == {Severity.WARNING}
    assert (found.counts.suspicious, found.counts.violated) == (2, 0)
    counts = found.counts
    assert counts.checks == counts.held + counts.violated + counts.suspicious + counts.not_executed
    assert "四舍五入最多可差 0.105万元" in str(found.findings[0].message)
    assert {cause.status for cause in found.causes} == {Status.SUSPICIOUS}


@pytest.mark.parametrize("total", ["200.00", "200.05", "199.95"])
def test_what_chance_explains_is_not(tmp_path: Path, total: str) -> None:
    assert report(tmp_path, total).findings == []


def test_what_rounding_cannot_explain_is_an_error(tmp_path: Path) -> None:
    assert {finding.status for finding in report(tmp_path, "200.11").findings} == {Status.VIOLATED}


def figure(text: str) -> Figure:
    return read_figure(text, unit=unit_named("万元"), place=Place(text, Source("x")))


def total_of(total: str, *parts: str) -> Equation:
    return Equation("=", Linear([(ONE, figure(total), "")]), Linear([(ONE, figure(part), "") for part in parts]))


def test_few_figures_are_never_suspicious() -> None:
    assert not unlikely(total_of("10.02", "5.00", "5.00", "0.00"))


def test_a_document_that_cuts_figures_off_is_recognised() -> None:
    """Cut off, a total is never less than its parts."""
    over = [total_of("10.01", "5.00", "5.00"), total_of("10.02", "3.33", "3.33", "3.34")] * 2
    assert truncated(over)
    assert truncated(Equation("=", one.right, one.left) for one in over)
    assert not truncated(over[:3])
    assert not truncated([*over, total_of("9.99", "5.00", "5.00")])
    turned = Linear([*over[0].left.terms, (MINUS, figure("1.00"), "")]) if isinstance(over[0].left, Linear) else None
    assert turned is not None and not truncated([Equation("=", turned, over[0].right)] * 4)


@pytest.mark.parametrize("path", [*SHANGHAI_BUDGETS, SHAOXING], ids=lambda path: path.name)
def test_published_documents_are_neither_suspicious_nor_contradictory(path: Path) -> None:
    found = checked(path)
    assert found.counts.suspicious == 0
    assert "joint-consistency" not in {finding.rule for finding in found.findings}
