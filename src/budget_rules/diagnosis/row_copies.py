"""Rows that are like others: listed twice, or with the figures of another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budget_rules.diagnosis.row_search import FEWEST, Found, TableError, amounts_of, off_by, places_of
from budget_rules.diagnosis.system import Relation
from budget_rules.disclosure import Row, Table
from budget_rules.messages import Message, message


def copied_rows(table: Table, found: Found) -> Iterator[TableError]:
    """Rows of items that print the same figures, where what one of them prints does not hold."""
    alike: dict[tuple[int | None, tuple[tuple[int, Decimal], ...]], list[Row]] = defaultdict(list)
    for row in table.rows:
        if (row.code or row.name) and not row.total and len(amounts := amounts_of(row)) >= FEWEST:
            alike[row.level, tuple(amounts.items())].append(row)
    for rows in alike.values():
        again = _again(rows)
        if again is not None:
            yield from _twice(table, again, found)
        elif len(rows) == 2 and all(row.code for row in rows):
            yield from _copied(table, rows, found)


def _again(rows: Sequence[Row]) -> Row | None:
    """The row that is the same as the one before; None where there is none, or more than one."""
    first: dict[str, Row] = {}
    again = [row for row in rows if first.setdefault(row.code or row.canonical, row) is not row]
    return again[0] if len(again) == 1 else None


def _twice(table: Table, row: Row, found: Found) -> Iterator[TableError]:
    """Items without codes may have the same name; of those a sum must be too large by just what the row prints."""
    relations = found.of(places_of([row]))
    amounts = amounts_of(row).values()
    too_large = [
        one for one in relations if one.check.equation.difference() < 0 and off_by(one.check.equation, amounts)
    ]
    if len(relations if row.code else too_large) >= FEWEST:
        relations = [*relations, *found.counting_one(table, -1)]
        slots = {"table": table.title or table.name, "name": row.name}
        yield TableError(message("cause.row-twice", **slots, count=len(relations)), relations)


def _copied(table: Table, rows: Sequence[Row], found: Found) -> Iterator[TableError]:
    first, second = (found.of(places_of([row])) for row in rows)
    (other, wrong), relations = (rows, second) if len(second) >= len(first) else (rows[::-1], first)
    if len(relations) >= FEWEST and len(second) != len(first):
        slots = {"table": table.title or table.name, "name": wrong.name, "other": other.name}
        right = _right(wrong, relations)
        yield TableError(message("cause.row-copied", **slots, right=right, count=len(relations)), relations)


def _right(row: Row, relations: Sequence[Relation]) -> str | Message:
    """What one of the row's figures should print, where a finding says so."""
    places = set(places_of([row]))
    for relation in relations:
        finding = relation.check.finding
        if finding and finding.expected and finding.parts and finding.parts[0].figure.place in places:
            return message("cause.row-right", place=finding.place, expected=finding.expected)
    return ""
