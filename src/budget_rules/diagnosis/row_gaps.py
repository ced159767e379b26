"""Rows that no table has: what stands below another one does not add up to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from budget_rules.diagnosis.row_search import FEWEST, Found, TableError, amount_of, below, places_of, sums_of
from budget_rules.diagnosis.slips import slip
from budget_rules.diagnosis.system import Relation
from budget_rules.disclosure import Row, Table
from budget_rules.messages import message


def missing_rows(table: Table, found: Found) -> Iterator[TableError]:
    """Sums in several columns that lack the same amount, where nothing else speaks against the row above them."""
    for above in table.rows:
        if not (above.code or above.total) or not found.of(places_of([above])):
            continue
        sums = sums_of(table, above, found)
        differences = {abs(one.check.equation.difference()) for one in sums}
        alone = {one.number for one in found.of(places_of([above]))} == {one.number for one in sums}
        if len(sums) < FEWEST or len(differences) > 1 or not alone or not all(map(_too_small, sums)):
            continue
        if not _slipped(above, sums) and not _misprinted(below(table, above), sums, found):
            relations = [*sums, *found.counting_one(table, 1)]
            slots = {"table": table.title or table.name, "name": above.name, "amount": amount_of(sums[0])}
            yield TableError(message("cause.row-lacking", **slots, count=len(relations)), relations)


def _too_small(relation: Relation) -> bool:
    """Whether what stands below is less than the row itself."""
    return relation.check.equation.difference() > 0


def _misprinted(rows: Sequence[Row], sums: Sequence[Relation], found: Found) -> bool:
    """Whether rather a row that is there is wrong: more speaks against it, or it alone is a slip away."""
    numbers = {one.number for one in sums}
    doubtful = any(one.number not in numbers for one in found.of(places_of(rows)))
    return doubtful or sum(_slipped(row, sums) for row in rows) == 1


def _slipped(row: Row, sums: Sequence[Relation]) -> bool:
    """Whether the row's figures are a likely slip away from what makes all the sums hold."""
    places = set(places_of([row]))
    for one in sums:
        equation = one.check.equation
        printed = next((figure for _, figure, _ in equation.terms() if figure.place in places), None)
        if printed is None:
            return False
        total = next(iter(equation.terms()))[1] is printed
        value = printed.value + (-1 if total else 1) * equation.difference()
        if not slip(printed, structs.replace(printed, text=printed.show(value), value=value)):
            return False
    return True
