"""The 绩效指标表 that page breaks damaged: certain or unread, never guessed."""

from __future__ import annotations

import pytest

from budget_rules.disclosure import Cell, Disclosure, Row, Table
from sources_support import shaoxing


@pytest.fixture(scope="module")
def document() -> Disclosure:
    return shaoxing()


@pytest.fixture(scope="module")
def indicators(document: Disclosure) -> Table:
    return document.tables[-1]


def on_line(indicators: Table, line: int) -> Row:
    return next(row for row in indicators.rows if row.cells[0].source.line == line)


def cells(table: Table, row: Row, *names: str) -> list[Cell]:
    return [row.cells[column.index] for column in table.columns if column.name in names]


def texts(indicators: Table, line: int, *names: str) -> list[str]:
    return [cell.text for cell in cells(indicators, on_line(indicators, line), *names)]


@pytest.mark.parametrize(
    ("line", "amounts"),
    [
        (473, ["570000", "0"]),  # the intact page
        (480, ["1250000", "500000"]),  # moved by +1 and +2
        (489, ["420000", "125000"]),  # the remark's column is taken by an amount
        (499, ["900000", "298000"]),  # both remark columns are gone
        (519, ["10710000", "0"]),  # no annual indicator
        (589, ["1200000", "840000"]),
    ],
)
def test_the_two_amounts_of_a_project(indicators: Table, line: int, amounts: list[str]) -> None:
    assert texts(indicators, line, "金额", "预算金额") == amounts


def test_amounts_are_in_yuan_whatever_the_other_tables_print(indicators: Table) -> None:
    figures = [cell.figure for cell in cells(indicators, on_line(indicators, 473), "金额")]
    assert [str(figure.unit) for figure in figures if figure] == ["元"]


def test_every_row_has_the_weight_of_its_overall_indicator_or_the_total(indicators: Table) -> None:
    for row in indicators.rows[1:]:
        assert row.cells[9].figure is not None
        assert not row.cells[9].figure.nil


def test_an_annual_indicator_is_read_wherever_it_has_moved(indicators: Table) -> None:
    names = ("年度绩效三级指标名称", "年度绩效指标符号", "年度绩效指标值", "年度绩效指标单位", "年度绩效指标权重")
    assert texts(indicators, 490, *names) == ["预算执行率", "≥", "90", "%", "10"]
    assert texts(indicators, 558, *names) == ["预算执行率", "≥", "90", "%", "10"]


def test_remarks_stand_with_their_indicator(indicators: Table) -> None:
    assert texts(indicators, 489, "总体绩效备注") == ["111"]
    assert texts(indicators, 492, "年度绩效备注")[0].startswith("满意度高于95%")
    assert texts(indicators, 499, "总体绩效备注", "年度绩效备注") == ["", ""]


def test_what_is_not_certain_is_unread_and_no_nil(document: Disclosure, indicators: Table) -> None:
    shifted = [(entry.source.line, entry.text) for entry in document.unread if entry.reason.key == "unread.shifted"]
    assert shifted == [(478, "0"), (496, "0"), (496, "0"), (510, "0"), (510, "0")]
    for line in (478, 496, 510):
        figures = [on_line(indicators, line).cells[index].figure for index in (18, 20, 21)]
        assert figures == [None, None, None]


def test_projects_that_lost_rows_are_named(document: Disclosure) -> None:
    lost = {entry.text for entry in document.unread if entry.reason.key == "unread.rows-lost"}
    assert "市人大代表工作经费" in lost
    assert "绍兴市地方立法工作经费" not in lost


def test_a_project_goes_on_over_a_page_break_though_its_name_is_damaged(document: Disclosure) -> None:
    lost = {entry.text for entry in document.unread if entry.reason.key == "unread.rows-lost"}
    assert not lost & {"各平台维保费", "各平台维护 保费"}


def test_each_budget_amount_that_was_read_is_the_amount_of_a_project_in_the_other_table(document: Disclosure) -> None:
    """The reader never looks there, so that this confirms what it took for certain."""
    projects = document.table("项目支出表")
    assert projects is not None
    known = {figure.value for figure in projects.figures()}
    read = [
        cell.figure.value
        for row in document.tables[-1].rows
        for cell in cells(document.tables[-1], row, "预算金额")
        if cell.figure is not None and not cell.figure.nil
    ]
    assert len(read) == 11
    assert set(read) <= known
