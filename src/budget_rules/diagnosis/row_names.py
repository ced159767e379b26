"""Items of the text under the name of another one: the amount is that of an item which the text does not name."""

from __future__ import annotations

from collections.abc import Iterator

from budget_rules.checks import State
from budget_rules.diagnosis.row_search import Found, TableError, places_of, sources_of
from budget_rules.diagnosis.system import Relation, Variable
from budget_rules.disclosure import Row, Table
from budget_rules.messages import message
from budget_rules.relation import as_printed


def misnamed_items(table: Table, found: Found) -> Iterator[TableError]:
    """Amounts of the text that are not what their row prints, but what another row does, which is missed there."""
    missed = [row for row in table.rows if sources_of(row) & found.doubted and not row.total]
    for row in table.rows:
        if row in missed or not missed:
            continue
        compared = [(one, said) for one in found.of(places_of([row])) if (said := _narrated(one)) is not None]
        fitting = {other.index: _fitting(row, other, compared, found) for other in missed if other.level == row.level}
        fitting = {index: relations for index, relations in fitting.items() if relations}
        if len(fitting) == 1:
            ((index, relations),) = fitting.items()
            other = next(one for one in missed if one.index == index)
            said = next(said for one, said in compared if one is relations[0])
            slots = {"where": said.figure.place.label, "printed": as_printed(said.figure), "name": row.name}
            text = message("cause.misnamed", **slots, other=other.name, count=len(relations))
            yield TableError(text, relations, sources_of(other))


def _narrated(relation: Relation) -> Variable | None:
    """The amount of the text that a relation compares with one figure of a table."""
    said = [one for one in relation.variables.values() if one.figure.place.span is not None]
    return (
        said[0] if len(said) == 1 and len(relation.variables) == 2 and relation.check.equation.operator == "=" else None
    )


def _fitting(row: Row, other: Row, compared: list[tuple[Relation, Variable]], found: Found) -> list[Relation]:
    """The relations that hold if the text speaks of the other row."""
    right: list[Relation] = []
    for relation, said in compared:
        (cell,) = [one for one in relation.variables.values() if one is not said]
        at = next(
            at for at, one in row.cells.items() if one.figure is not None and one.figure.place == cell.figure.place
        )
        its = other.cells[at].figure if at in other.cells else None
        if its is not None and its.value:
            put = found.system.put(relation.check.equation, {cell.number: its.value})
            if put.evaluate() is not State.VIOLATED:
                right.append(relation)
    return right
