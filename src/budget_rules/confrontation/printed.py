"""Conditions on what a row prints: they need no figure, and are worked out once for all rows and all rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from itertools import chain
from typing import TypeGuard

from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.table_index import TableIndex
from budget_rules.disclosure import Cell, Role
from budget_rules.messages import message
from budget_rules.rulebook.expression import Condition, Contains, State
from budget_rules.vocabulary import normalise

#: A section (款) has items (项) below it; some classes have no sections.
_LEVELS_BELOW = ((2, 3),)
#: Subjects of conditions on a whole table.
OF_TABLE = ("table", "unit", "note")
#: A name or a remark that says nothing: 111.
_WORDLESS = re.compile(r"[0-9.,、/*#xX×_-]+")


def is_of_row(condition: Condition) -> TypeGuard[State | Contains]:
    """Whether the condition is about what a row prints, where rows are what a rule is about."""
    return isinstance(condition, Contains) or (isinstance(condition, State) and condition.subject not in OF_TABLE)


def rows_so(condition: State | Contains, index: DisclosureIndex, table: TableIndex, year: str = "") -> Set[int]:
    """The rows of which the condition is so, by identity. ``year``: whose columns are meant; empty: this year.

    Raises:
        Absent: the table has no such column.
    """
    how = (condition.words,) if isinstance(condition, Contains) else (condition.predicate, condition.text)
    key = (condition.subject, year, *how)
    if key not in table.rows_so:
        subject = condition.subject
        if subject != "row" and not any(table.columns((subject,), side, year) for side in table.sides):
            raise Absent(message("skip.no-column", table=table.table.name, column=subject))
        table.rows_so[key] = frozenset(_look(condition, index, table, year))
    return table.rows_so[key]


def _look(condition: State | Contains, index: DisclosureIndex, table: TableIndex, year: str) -> set[int]:
    rows = table.table.rows
    if isinstance(condition, State) and condition.subject == "row" and condition.predicate in _OF_CLASSIFICATION:
        return {id(row) for row in rows} - _OF_CLASSIFICATION[condition.predicate](table, index)
    if isinstance(condition, State) and condition.subject == "row":
        return {id(row) for row in rows if (row.canonical in table.damaged) != (condition.predicate == "complete")}
    key = (condition.subject, year)
    if key not in table.printed:
        table.printed[key] = _printed(table, condition.subject, year)
    printed, known = table.printed[key]
    if isinstance(condition, Contains):
        words = [normalise(word) for word in index.vocabulary.words[condition.words]]
        having = {text for text in set(chain(*printed.values())) if any(word in text for word in words)}
        return {row for row, texts in printed.items() if not having.isdisjoint(texts)}
    if condition.text:
        wanted = normalise(condition.text)
        return {row for row, texts in printed.items() if wanted in texts}
    if condition.predicate == "wordless":
        return {row for row, texts in printed.items() if any(map(_WORDLESS.fullmatch, texts))}
    return {id(row) for row in rows} - known if condition.predicate in ("empty", "absent") else known


def _doubled(table: TableIndex, index: DisclosureIndex) -> set[int]:
    """The rows of a side without codes that are named once more than in any table with codes."""
    found: set[int] = set()
    for name in table.sides:
        side = table.side(name)
        rows = [row for row in table.table.rows if row.side == name and not row.total and row.name]
        if (
            side is None
            or not side.classification
            or any(one.side == name and one.role is Role.CODE for one in table.table.columns)
        ):
            continue
        listed: Counter[str] = Counter()
        for row in rows:
            listed[row.canonical] += 1
            most = max(
                (sum(1 for one in other.by_name.get(row.canonical, ()) if one.code) for other in index.tables.values()),
                default=0,
            )
            if 0 < most < listed[row.canonical]:
                found.add(id(row))
    return found


def _unfilled(table: TableIndex, index: DisclosureIndex) -> set[int]:
    """The sections with figures and without an item, in a table that lists the items of others."""
    listed = {section for section, item in _LEVELS_BELOW if item in table.coded_levels}
    return {
        id(row)
        for row in table.table.rows
        if row.code.startswith("2") and row.level in listed and not row.children and not row.total
        if any(cell.figure is not None and cell.figure.value for cell in row.cells.values())
    }


#: What rows of a classification can be, with the rows that are not.
_OF_CLASSIFICATION = {"single": _doubled, "filled": _unfilled}


def _printed(table: TableIndex, subject: str, year: str) -> tuple[dict[int, list[str]], set[int]]:
    """What rows print in the columns of that name, normalised; and the rows that print more than a dash for nothing."""
    rows = table.table.rows
    columns = {side: table.columns((subject,), side, year) or () for side in {row.side for row in rows}}
    found: dict[int, list[str]] = {}
    known: set[int] = set()
    for row in rows:
        for column in columns[row.side]:
            cell = row.cells.get(column.index)
            if cell is not None and cell.text:
                found.setdefault(id(row), []).append(normalise(cell.text))
                if cell.figure is None or cell.figure.value or not _is_dash(cell):
                    known.add(id(row))
    return found, known


def _is_dash(cell: Cell) -> bool:
    """Whether it prints a dash for nothing."""
    return cell.figure is not None and cell.figure.nil and not any(map(str.isdigit, cell.text))
