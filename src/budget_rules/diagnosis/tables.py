"""Errors that no single figure explains: the unit that a table states, rows, words of direction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from msgspec import structs

from budget_rules.checks import Equation, Linear, State, Tree
from budget_rules.diagnosis.directions import wrong_directions
from budget_rules.diagnosis.row_search import TableError, places_of
from budget_rules.diagnosis.rows import row_errors
from budget_rules.diagnosis.system import Relation, System
from budget_rules.disclosure import Disclosure, Table
from budget_rules.figure import UNITS, Figure
from budget_rules.findings import Report
from budget_rules.messages import message
from budget_rules.place import Place

#: So many relations with other tables and the text must be put right by another unit.
_FEWEST = 3
#: Of all that the table has with them; the rest may be errors of their own.
_MOST_OF_THEM = Decimal("0.8")
_OTHER_UNIT = {"元": "万元", "万元": "元"}


def table_errors(system: System, report: Report) -> list[TableError]:
    """The errors of whole tables, of rows and of words; no relation belongs to two of them."""
    found: list[TableError] = []
    taken: set[int] = set()
    violated = [relation for relation in system.relations if relation.violated]
    noted = [relation for relation in system.relations if relation.noted]
    errors = chain(
        _units(system, report.disclosure, violated),
        row_errors(system, report, violated, noted),
        wrong_directions(system, report.disclosure),
    )
    for error in errors if violated else ():
        own = [relation for relation in error.relations if relation.number not in taken]
        if own:
            taken.update(relation.number for relation in own)
            found.append(structs.replace(error, relations=own))
    return found


def _units(system: System, disclosure: Disclosure, violated: Sequence[Relation]) -> Iterator[TableError]:
    """The table that explains most first: what is compared with it seems to be in another unit too."""
    left = list(system.relations)
    tables = [table for table in disclosure.tables if table.unit is not None and table.unit.name in _OTHER_UNIT]
    places = {id(table): set(places_of(table.rows)) for table in tables}
    tables = [table for table in tables if sum(_crosses(one, places[id(table)]) for one in violated) >= _FEWEST]
    while tables:
        explained = [(table, _explained(table, places[id(table)], left)) for table in tables]
        table, relations = max(explained, key=lambda one: len(one[1]))
        if not relations:
            return
        assert table.unit is not None
        said = message(
            "cause.unit", table=table.title or table.name, printed=table.unit.name,
            other=_OTHER_UNIT[table.unit.name], count=len(relations),
        )  # fmt: skip
        yield TableError(said, relations)
        tables.remove(table)
        numbers = {relation.number for relation in relations}
        left = [relation for relation in left if relation.number not in numbers]


def _explained(table: Table, places: set[Place], relations: Sequence[Relation]) -> list[Relation]:
    """The violated relations that hold with the table in the other unit; none where that puts little right."""
    assert table.unit is not None
    factor = UNITS[_OTHER_UNIT[table.unit.name]].factor / table.unit.factor
    crossing = [relation for relation in relations if _crosses(relation, places)]
    right = [one for one in crossing if one.violated and _holds_scaled(one, places, factor)]
    if len(right) < _FEWEST:
        return []
    wrong = [one for one in crossing if not one.violated and not _holds_scaled(one, places, factor)]
    enough = _MOST_OF_THEM * sum(one.violated for one in crossing)
    return right if len(right) - len(wrong) >= enough else []


def _crosses(relation: Relation, places: set[Place]) -> bool:
    """Whether the relation has figures that print something both in the table and outside."""
    inside = {one.figure.place in places for one in relation.variables.values() if not one.figure.nil}
    return len(inside) > 1


def _holds_scaled(relation: Relation, places: set[Place], factor: Decimal) -> bool:
    return any(
        all(_scaled(equation, places, factor).evaluate() is not State.VIOLATED for equation in way)
        for way in relation.ways
    )


def _scaled(equation: Equation, places: set[Place], factor: Decimal) -> Equation:
    def figure_of(figure: Figure) -> Figure:
        if figure.place not in places:
            return figure
        return structs.replace(figure, value=figure.value * factor, half=figure.half * factor)

    def tree_of(tree: Tree) -> Tree:
        if isinstance(tree, Linear):
            return Linear([(term[0], figure_of(term[1]), term[2]) for term in tree.terms], tree.constant)
        return structs.replace(tree, left=tree_of(tree.left), right=tree_of(tree.right))

    return structs.replace(equation, left=tree_of(equation.left), right=tree_of(equation.right))
