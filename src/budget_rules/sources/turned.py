"""Tables that print as rows what their template has as columns: the three public expenses under ``2025年预算数``."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from budget_rules.disclosure import Cell, Role
from budget_rules.figure import normal_width
from budget_rules.sources.headers import is_number
from budget_rules.sources.raw import RawTable
from budget_rules.vocabulary import ColumnTerm, TableTerms, lookup

#: So many rows must be named as columns are, and more than columns.
_ENOUGH = 3


def upright(raw: RawTable, terms: TableTerms) -> RawTable:
    """The table with its rows as columns, where they are named so; each column of figures is a row.

    Only tables whose rows are no classification items can stand either way.
    """
    (side, *others) = terms.sides
    if others or side.classification or not side.total or not raw.rows:
        return raw

    def term(text: str) -> ColumnTerm | None:
        key = lookup(side.columns, text)
        return None if key is None else side.columns[key]

    def figures(text: str) -> bool:
        found = term(text)
        return found is not None and found.role is Role.FIGURE

    names = [row[0] for row in raw.rows]
    named = sum(figures(cell.text) for cell in names)
    if named < _ENOUGH or named <= sum(figures(path[-1]) for path in raw.paths):
        return raw  # 上年预算数 and 增减额 may be columns either way
    columns = [
        index for index in range(1, len(raw.paths)) if _are_figures([row[index] for row in raw.rows if row[0].text])
    ]
    rows: list[list[Cell]] = []
    for index in columns:
        header = raw.paths[index][-1]
        found = term(header)
        rate = "%" in normal_width(header) or (found is not None and found.unit == "%")
        cells = [row[index] for row in raw.rows]
        rows.append([Cell(header, raw.source), *(map(_as_rate, cells) if rate else cells)])
    return structs.replace(raw, paths=[raw.paths[0], *((cell.text,) for cell in names)], rows=rows) if rows else raw


def _as_rate(cell: Cell) -> Cell:
    """A rate with the unit that its header says, as its new column has another one."""
    bare = cell.text and cell.text[-1] not in "%％" and is_number(cell.text)
    return structs.replace(cell, text=f"{cell.text}%") if bare else cell


def _are_figures(cells: Sequence[Cell]) -> bool:
    return any(cell.text for cell in cells) and all(not cell.text or is_number(cell.text) for cell in cells)
