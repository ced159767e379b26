"""Conditions on what a row prints: they need no figure, and are worked out once for all rows and all rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from typing import TypeGuard

from budget_rules.confrontation.index import DisclosureIndex, TableIndex
from budget_rules.disclosure import Cell, Column, Row
from budget_rules.rulebook.expression import Condition, Contains, State
from budget_rules.vocabulary import normalise

#: Subjects of conditions on a whole table.
OF_TABLE = ("table", "unit", "note")
#: A name or a remark that says nothing: 111.
_WORDLESS = re.compile(r"[0-9.,、/*#xX×_-]+")


def is_of_row(condition: Condition) -> TypeGuard[State | Contains]:
    """Whether the condition is about what a row prints, where rows are what a rule is about."""
    return isinstance(condition, Contains) or (isinstance(condition, State) and condition.subject not in OF_TABLE)


def rows_so(condition: State | Contains, index: DisclosureIndex, table: TableIndex, year: str = "") -> Set[int]:
    """The rows of which the condition is so, by identity. ``year``: whose columns are meant; empty: this year."""
    how = (condition.words,) if isinstance(condition, Contains) else (condition.predicate, condition.text)
    key = (condition.subject, *how, year)
    if key not in table.rows_so:
        table.rows_so[key] = frozenset(_look(condition, index, table, year))
    return table.rows_so[key]


def _look(condition: State | Contains, index: DisclosureIndex, table: TableIndex, year: str) -> set[int]:
    rows = table.table.rows
    if isinstance(condition, State) and condition.subject == "row":
        return {id(row) for row in rows if (row.canonical in table.damaged) != (condition.predicate == "complete")}
    is_so = _test(condition, index)
    columns = {side: table.columns((condition.subject,), side, year) or () for side in {row.side for row in rows}}
    return {id(row) for row in rows if is_so(row, columns[row.side])}


def _test(condition: State | Contains, index: DisclosureIndex) -> Callable[[Row, tuple[Column, ...]], bool]:
    if isinstance(condition, Contains):
        words = [normalise(word) for word in index.vocabulary.words[condition.words]]
        return lambda row, columns: any(word in text for text in _texts(row, columns) for word in words)
    if condition.text:
        wanted = normalise(condition.text)
        return lambda row, columns: wanted in _texts(row, columns)
    if condition.predicate == "wordless":
        return lambda row, columns: any(_WORDLESS.fullmatch(text) for text in _texts(row, columns))
    if condition.predicate in ("empty", "absent"):
        return _is_blank
    return lambda row, columns: not _is_blank(row, columns)


def _texts(row: Row, columns: tuple[Column, ...]) -> list[str]:
    return [normalise(text) for column in columns if (text := row.text(column))]


def _is_blank(row: Row, columns: tuple[Column, ...]) -> bool:
    cells = row.cells
    return all(_prints_nothing(cells.get(column.index)) for column in columns)


def _prints_nothing(cell: Cell | None) -> bool:
    """Whether nothing is printed, or a dash for nothing."""
    if cell is None or not cell.text:
        return True
    return cell.figure is not None and cell.figure.nil and not any(map(str.isdigit, cell.text))
