"""Rows that a page break cuts in two: a name that goes on at the top of the next page belongs to the row before it.

Word lets a row of several lines break across pages; the rest of its name then stands in a row of its own, without code
and figures.
"""

from __future__ import annotations

from collections.abc import Sequence

from budget_rules.disclosure import Cell, Column, Role
from budget_rules.sources.enumerators import enumerator_level
from budget_rules.sources.headers import is_number
from budget_rules.vocabulary import TableTerms, lookup


def whole_rows(rows: Sequence[Sequence[Cell]], columns: Sequence[Column], terms: TableTerms) -> list[Sequence[Cell]]:
    """The rows, each as long as there are columns, with those joined that a page break has cut."""
    if not any(row[0].source.page for row in rows[:1]):
        return list(rows)  # the source has no pages
    found: list[Sequence[Cell]] = []
    for row in rows:
        if found and _goes_on(row, found[-1], columns, terms):
            pairs = zip(found[-1], row, strict=True)
            found[-1] = [Cell(above.text + cell.text, above.source) for above, cell in pairs]
        else:
            found.append(row)
    return found


def _goes_on(row: Sequence[Cell], before: Sequence[Cell], columns: Sequence[Column], terms: TableTerms) -> bool:
    """Whether a row at the top of a page only prints the rest of names that the last row of the page before begins."""
    printed = [column for column in columns if row[column.index].text]
    if not printed or not _next_page(row[printed[0].index], before[printed[0].index]):
        return False
    coded = any(before[column.index].text for column in columns if column.role is Role.CODE)
    counted = any(is_number(before[column.index].text) for column in columns if column.role is Role.FIGURE)
    for column in printed:
        above, rest = before[column.index].text, row[column.index].text
        if column.role not in (Role.NAME, Role.TEXT) or not above or is_number(rest):
            return False
        if lookup(terms.side(column.side).rows, rest) is not None:
            return False
        if not coded and (enumerator_level(rest) or not (counted or enumerator_level(above))):
            return False
    return True


def _next_page(cell: Cell, above: Cell) -> bool:
    here, there = cell.source.page, above.source.page
    return here is not None and there is not None and here == there + 1
