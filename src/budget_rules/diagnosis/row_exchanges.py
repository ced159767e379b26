"""Rows in each other's place: their figures, or their codes and names, are those of the other one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from msgspec import Struct

from budget_rules.diagnosis.row_search import FEWEST, Found, TableError, places_of, sources_of
from budget_rules.diagnosis.system import Relation
from budget_rules.disclosure import Row, Table
from budget_rules.messages import message

#: Where more rows of a table are wrong, it is not that two of them are in each other's place.
MOST_WRONG = 40


class _Exchange(Struct, frozen=True):
    """Two rows that may be in each other's place, and the violated relations that hold then."""

    table: Table
    rows: tuple[Row, Row]
    relations: list[Relation]
    #: Whether their names or codes are in doubt.
    named: bool

    @property
    def weight(self) -> tuple[bool, int]:
        """How much speaks for it."""
        return self.named, len(self.relations)

    def error(self) -> TableError:
        """The error, in words."""
        key = "cause.names-exchanged" if self.named else "cause.rows-exchanged"
        name, other = (row.name for row in self.rows)
        said = message(
            key, table=self.table.title or self.table.name, name=name, other=other, count=len(self.relations)
        )
        return TableError(said, self.relations, frozenset().union(*map(sources_of, self.rows)))


def exchanged_rows(tables: Sequence[Table], found: Found) -> Iterator[TableError]:
    """Rows of one parent of which everything holds once each prints what the other one does.

    What is compared may as well be exchanged in the one table as in the other: then more must speak for one of them.
    """
    exchanges = [exchange for table in tables for exchange in _of_table(table, found)]
    for one in exchanges:
        numbers = {relation.number for relation in one.relations}
        rivals = [
            other.weight
            for other in exchanges
            if other is not one and numbers & {relation.number for relation in other.relations}
        ]
        if all(one.weight > weight for weight in rivals):
            yield one.error()


def _of_table(table: Table, found: Found) -> Iterator[_Exchange]:
    wrong = [row for row in table.rows if not row.total and found.of(places_of([row]))]
    for row, other in combinations(wrong, 2) if len(wrong) <= MOST_WRONG else ():
        if row.parent is other.parent and row.side == other.side and len(row.code) == len(other.code):
            exchange = _exchange(table, row, other, found)
            if exchange is not None:
                yield exchange


def _exchange(table: Table, row: Row, other: Row, found: Found) -> _Exchange | None:
    taken = _taking(row, other, found), _taking(other, row, found)
    values = {**taken[0], **taken[1]}
    named = all(sources_of(one) & found.doubted for one in (row, other))
    # One figure alone in another row is an error of that figure; what is nil was not exchanged, but moved.
    if len(taken[0]) < (1 if named else FEWEST) or not any(taken[0].values()) or not any(taken[1].values()):
        return None
    relations = {one.number: one for number in values for one in found.system.variables[number].relations}
    broken = [one for one in relations.values() if not found.system.holds(one, values)]
    # By code the rows are right where only their names are wrong.
    if any(one.violated if named else one.hard or not one.violated for one in broken):
        return None
    right = [one for one in relations.values() if one.violated and one not in broken]
    equal = [one for one in right if one.check.equation.operator == "="]
    told = all(any(numbers.keys() & one.variables.keys() for one in equal) for numbers in taken)
    return _Exchange(table, (row, other), right, named) if told and len(right) >= FEWEST else None


def _taking(row: Row, other: Row, found: Found) -> dict[int, Decimal]:
    """The values of the row's figures, by number, if they were those of the other one."""
    taken: dict[int, Decimal] = {}
    for at, cell in row.cells.items():
        figure, its = cell.figure, other.cells[at].figure if at in other.cells else None
        variable = None if figure is None else found.system.variable_at(figure.place)
        if variable is not None and its is not None and its.value != variable.figure.value:
            taken[variable.number] = its.value
    return taken
