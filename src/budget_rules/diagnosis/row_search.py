"""What errors of whole rows are found by: the violated relations of rows, and the sums of what stands below a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct, field

from budget_rules.checks import Equation, Linear
from budget_rules.diagnosis.system import Relation, System
from budget_rules.disclosure import Row, Table
from budget_rules.messages import Message
from budget_rules.place import Place, Source

#: A row that only prints one amount, or is in one relation, is like another one by chance.
FEWEST = 2


class TableError(Struct, frozen=True):
    """One error, in words, and the violated relations it explains."""

    said: Message
    relations: list[Relation]
    #: Rows, or figures of a sentence, that other findings, about names, codes and words, speak of.
    rows: frozenset[Source] = field(default=frozenset())
    #: The words that are wrong, and what they should be, where it is words.
    printed: str = ""
    expected: str = ""


class Found(Struct, frozen=True):
    """What rows are looked for in: the violated relations, by the places of their figures."""

    system: System
    #: Those whose rows have codes.
    tables: list[Table]
    at: dict[Place, list[Relation]]
    #: Where something is found that is no relation of figures; of a row, something about its name or code.
    doubted: frozenset[Source]
    #: Those with the number of a table's rows, by the table, and those that hold in a way worth saying.
    counting: dict[Source, list[Relation]]

    def of(self, places: Iterable[Place]) -> list[Relation]:
        """The violated relations with a figure at one of the places, in order."""
        found = {relation.number: relation for place in places for relation in self.at.get(place, ())}
        return [found[number] for number in sorted(found)]

    def only_of(self, places: set[Place]) -> list[Relation]:
        """Those with figures at these places and nowhere else."""
        return [one for one in self.of(places) if all(each.figure.place in places for each in one.variables.values())]

    def counting_one(self, table: Table, difference: int) -> list[Relation]:
        """Those that would hold if the table had one row more (1) or less (-1)."""
        found = self.counting.get(table.source, [])
        return [one for one in found if one.check.equation.difference() == difference]


def places_of(rows: Iterable[Row]) -> Iterator[Place]:
    """Where the figures of rows stand."""
    for row in rows:
        for cell in row.cells.values():
            if cell.figure is not None:
                yield cell.figure.place


def sources_of(row: Row) -> frozenset[Source]:
    """Where a finding about the row may stand."""
    return frozenset({row.source, *(cell.source for cell in row.cells.values())})


def amounts_of(row: Row) -> dict[int, Decimal]:
    """What the row prints that is not nil, by column."""
    return {at: cell.figure.value for at, cell in row.cells.items() if cell.figure is not None and not cell.figure.nil}


def below(table: Table, above: Row) -> list[Row]:
    """The rows that add up to the one above: those of its items, or all that are nobody's."""
    if above.total:
        return [row for row in table.rows if row.parent is None and not row.total and row.side == above.side]
    return [row for row in table.rows if row.parent is above]


def sums_of(table: Table, above: Row, found: Found) -> list[Relation]:
    """The violated sums of what stands below a row of the table: its own figure on the left, theirs on the right."""
    own, parts = set(places_of([above])), set(places_of(below(table, above)))
    relations = found.only_of(own | parts)
    return [one for one in relations if len(one.ways) == 1 and _is_sum(one.check.equation, own, parts)]


def _is_sum(equation: Equation, own: set[Place], parts: set[Place]) -> bool:
    left, right = equation.left, equation.right
    if not isinstance(left, Linear) or not isinstance(right, Linear) or equation.operator != "=":
        return False
    if len(left.terms) != 1 or left.terms[0][1].place not in own:
        return False
    return any(figure.place in parts for _, figure, _ in right.terms)


def off_by(equation: Equation, amounts: Iterable[Decimal]) -> bool:
    """Whether the sum is off by one of the amounts, as far as rounding goes."""
    if not isinstance(equation.left, Linear) or not isinstance(equation.right, Linear):
        return False
    difference, allowed = abs(equation.difference()), equation.allowed()
    return any(abs(difference - amount) <= 2 * allowed for amount in amounts)


def amount_of(relation: Relation) -> str:
    """How much a relation is off, as its finding says it."""
    finding = relation.check.finding
    return "" if finding is None else finding.difference.lstrip("-")
