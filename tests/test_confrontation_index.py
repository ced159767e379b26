"""What is kept with a disclosure is never stale."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from budget_rules import confront, load
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.disclosure import ILLEGIBLE, Cell, Disclosure
from budget_rules.findings import Report
from budget_rules.messages import set_language
from budget_rules.mutation import Field
from published import shipped

SAMPLE = Path(__file__).parents[1] / "samples" / "2022.yaml"


@pytest.fixture
def disclosure() -> Disclosure:
    return load(SAMPLE, vocabulary=shipped().vocabulary)


def _said(report: Report) -> list[tuple[object, ...]]:
    return [
        (one.rule, one.instance, one.counts, [str(finding.message) for finding in one.findings])
        for one in report.outcomes
    ]


def _again_and_anew(disclosure: Disclosure) -> list[tuple[object, ...]]:
    """What is said of a disclosure that was confronted before, which is what is said of one that was not."""
    again = _said(confront(shipped(), disclosure))
    disclosure.kept.index = None
    assert _said(confront(shipped(), disclosure)) == again
    return again


def test_other_figures_are_seen(disclosure: Disclosure) -> None:
    before = _said(confront(shipped(), disclosure))
    field = Field(disclosure)
    places = {figure.place.label: figure.place for figure in field.figures}
    with field.planted({places["支出总表[合计, 总计]"]: "4369.61"}):
        assert _again_and_anew(disclosure) != before
    assert _again_and_anew(disclosure) == before


def test_a_row_that_is_gone_is_not_found(disclosure: Disclosure) -> None:
    before = _said(confront(shipped(), disclosure))
    del disclosure.tables[0].rows[3]
    assert _again_and_anew(disclosure) != before


def test_another_paragraph_is_read(disclosure: Disclosure) -> None:
    before = _said(confront(shipped(), disclosure))
    section = next(section for section in disclosure.sections if len(section.paragraphs) > 1)
    section.paragraphs.append(section.paragraphs.pop(0))
    del disclosure.sections[-1]
    assert _again_and_anew(disclosure) != before


def test_another_year_is_another_disclosure(disclosure: Disclosure) -> None:
    before = _said(confront(shipped(), disclosure))
    disclosure.year = 2012
    assert _again_and_anew(disclosure) != before


def test_places_are_named_in_the_language_of_now(disclosure: Disclosure) -> None:
    confront(shipped(), disclosure)
    set_language("en")
    try:
        _again_and_anew(disclosure)
    finally:
        set_language("zh")


@pytest.mark.parametrize("copy", [deepcopy, lambda one: pickle.loads(pickle.dumps(one))], ids=["copied", "pickled"])
def test_a_copy_is_looked_at_by_itself(disclosure: Disclosure, copy: Callable[[Disclosure], Disclosure]) -> None:
    before = _said(confront(shipped(), disclosure))
    copied = copy(disclosure)
    assert copied.kept.index is None
    for table in copied.tables:
        linked = [row for row in table.rows if row.parent is not None]
        assert all(row.parent in table.rows and row in row.parent.children for row in linked if row.parent)
    assert _said(confront(shipped(), copied)) == before
    assert DisclosureIndex.of(copied, shipped().vocabulary) is not DisclosureIndex.of(disclosure, shipped().vocabulary)


def test_another_text_in_a_cell_is_seen(disclosure: Disclosure) -> None:
    before = _said(confront(shipped(), disclosure))
    table = next(table for table in disclosure.tables if table.name == "绩效指标表")
    column = next(column for column in table.columns if column.name == "总体绩效三级指标名称")
    row = next(row for row in table.rows if row.text(column))
    row.cells[column.index] = Cell("", row.source)
    assert _again_and_anew(disclosure) != before


def test_a_cell_that_is_gone_is_not_found(disclosure: Disclosure) -> None:
    before = _said(confront(shipped(), disclosure))
    table = next(table for table in disclosure.tables if table.name == "支出总表")
    total = next(row for row in table.rows if row.total)
    del total.cells[max(total.cells)]
    assert _again_and_anew(disclosure) != before


def test_a_row_may_have_been_lost_once_a_cell_is_unreadable(disclosure: Disclosure) -> None:
    """``path in 一般公共预算支出表`` is about names, and yet depends on whether all of the table was read."""
    table = next(table for table in disclosure.tables if table.name == "一般公共预算支出表")
    confront(shipped(), disclosure)
    row = next(row for row in table.rows if row.code)
    index, cell = next((index, cell) for index, cell in row.cells.items() if cell.figure is not None)
    row.cells[index] = Cell(ILLEGIBLE, cell.source)
    _again_and_anew(disclosure)
