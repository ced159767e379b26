"""Tables that print as rows what their template has as columns: the three public expenses under ``2025年预算数``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budget_rules.disclosure import Role
from budget_rules.sources.headers import is_number
from budget_rules.sources.raw import RawCell, RawTable
from budget_rules.vocabulary import ColumnTerm, TableTerms, lookup

#: So many rows must be named as columns are, and no column may be.
_ENOUGH = 3


def upright(raw: RawTable, terms: TableTerms) -> RawTable:
    """The table with its rows as columns, where they are named so; each column of figures is a row.

    Only tables whose rows are no classification items can stand either way.
    """
    (side, *others) = terms.sides
    if others or side.classification or not side.total or not raw.rows:
        return raw

    def figures(text: str) -> bool:
        key = lookup(side.columns, text)
        term: ColumnTerm | None = None if key is None else side.columns[key]
        return term is not None and term.role is Role.FIGURE

    names = [row[0] for row in raw.rows]
    if sum(figures(cell.text) for cell in names) < _ENOUGH or any(figures(path[-1]) for path in raw.paths):
        return raw
    columns = [
        index for index in range(1, len(raw.paths)) if _are_figures([row[index] for row in raw.rows if row[0].text])
    ]
    rows = [
        [RawCell("".join(raw.paths[index][-1:]), raw.source), *(row[index] for row in raw.rows)] for index in columns
    ]
    return replace(raw, paths=[raw.paths[0], *((cell.text,) for cell in names)], rows=rows) if rows else raw


def _are_figures(cells: Sequence[RawCell]) -> bool:
    return any(cell.text for cell in cells) and all(not cell.text or is_number(cell.text) for cell in cells)
