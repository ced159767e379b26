"""Relations that only add cells up, bound for many places at once.

Names are looked up once for a table, and figures are taken by column. What cannot be bound so, because something is
absent, was not read, stands in several rows or is multiplied, is left to ``binding``, which also says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from budget_rules.checks import Equation, Linear, Shape, sums_of_cells
from budget_rules.confrontation.binding import comparable, reference_tree
from budget_rules.confrontation.environment import Absent, Unreadable
from budget_rules.confrontation.index import Strip, TableIndex
from budget_rules.disclosure import Row
from budget_rules.figure import ONE, Figure
from budget_rules.messages import Message
from budget_rules.rulebook.expression import Comparison, Reference

if TYPE_CHECKING:
    from budget_rules.confrontation.scopes import ColumnEnvironment, ParentEnvironment, RowEnvironment

Role = str | Message | None
#: Rows in which names stand for the same columns: of a side, for a year; or a column.
Strand = tuple[str, str] | int


class Series(NamedTuple):
    """One figure for each row."""

    figures: Mapping[Row, Figure]
    quantity: str
    #: None: the label of the figure's place.
    role: Role = None


class Family(NamedTuple):
    """The rows whose figures make a relation, in whatever column."""

    members: Sequence[Row]
    shape: Shape
    #: Whether a number is added, which no amount of money can be.
    numbered: bool


def along_rows(comparison: Comparison, env: RowEnvironment, table: TableIndex) -> dict[Row, Equation]:
    """The relation in every row on one side of a table where it can be bound so."""
    key = id(comparison), env.strand
    if key not in table.strands:
        table.strands[key] = _along_rows(comparison, env, table)
    return table.strands[key]


def _along_rows(comparison: Comparison, env: RowEnvironment, table: TableIndex) -> dict[Row, Equation]:
    references = _references(comparison)
    if references is None:
        return {}
    rows = table.rows_of(env.row.side)
    series: list[Series] = []
    left = 0
    for side in references:
        left = len(series)
        for reference in side:
            found = _series(reference, env, rows)
            if found is None:
                return {}
            series.extend(found)
    shape = _shape(comparison, left, [one.role for one in series])
    if not series or not comparable([one.quantity for one in series], shape.left_constant or shape.right_constant):
        return {}
    rows = [row for row in rows if all(row in one.figures for one in series)]
    together = zip(*(map(one.figures.__getitem__, rows) for one in series), strict=True)
    return {row: sums_of_cells(shape, figures) for row, figures in zip(rows, together, strict=True)}


def _series(reference: Reference, env: RowEnvironment, rows: Sequence[Row]) -> list[Series] | None:
    """The figures that a reference stands for in each row; without those rows where that is not plain."""
    if not reference.table:
        return env.series(reference)
    table = env.index.tables.get(reference.table)
    if table is None:
        return None
    if reference.row.names == ("row",):
        return _counterparts(table, env.column_names(reference.cell), env, rows)
    try:
        tree = reference_tree(reference, env)  # the same cells in every row
    except (Absent, Unreadable):
        return None
    assert isinstance(tree, Linear)
    return [Series(dict.fromkeys(rows, figure), figure.unit.quantity, role) for _, figure, role in tree.terms]


def _counterparts(
    table: TableIndex, names: tuple[str, ...] | None, env: RowEnvironment, rows: Sequence[Row]
) -> list[Series] | None:
    """The figures of the rows that stand for the same in another table."""
    figures: dict[Row, Figure] = {}
    quantity = ""
    for row in rows:
        found = row if table is env.table else table.counterpart(row)
        columns = None if found is None else table.columns(names, found.side)
        strip = None if columns is None or len(columns) != 1 else table.strip(columns[0])
        if strip is None or found is None:
            continue
        if quantity and strip.quantity != quantity:
            return None
        quantity = strip.quantity
        if found in strip.figures:
            figures[row] = strip.figures[found]
    return [Series(figures, quantity)]


def in_column(family: Family | None, strip: Strip | None) -> Equation | None:
    """The relation between rows in one column, where it can be bound so."""
    if family is None or strip is None or (family.numbered and strip.quantity == "money"):
        return None
    try:
        return sums_of_cells(family.shape, tuple(map(strip.figures.__getitem__, family.members)))
    except KeyError:
        return None  # one of them was not read


def family_of(comparison: Comparison, env: ColumnEnvironment | ParentEnvironment, table: TableIndex) -> Family | None:
    """The rows that a relation is about in any column like this one."""
    key = id(comparison), env.family
    if key not in table.families:
        table.families[key] = _family(comparison, env)
    return table.families[key]


def _family(comparison: Comparison, env: ColumnEnvironment | ParentEnvironment) -> Family | None:
    references = _references(comparison)
    if references is None:
        return None
    members: list[Row] = []
    left = 0
    for side in references:
        left = len(members)
        for reference in side:
            found = None if reference.table else env.members(reference)
            if found is None:
                return None
            members.extend(found)
    shape = _shape(comparison, left, [row.label for row in members])
    return Family(members, shape, bool(shape.left_constant or shape.right_constant)) if members else None


def _references(comparison: Comparison) -> tuple[list[Reference], list[Reference]] | None:
    """What is added up on either side; None where anything is subtracted or is no sum at all."""
    left, right = comparison.flat_left, comparison.flat_right
    if left is None or right is None or not all(factor is ONE for factor, _ in left.terms + right.terms):
        return None
    return [reference for _, reference in left.terms], [reference for _, reference in right.terms]


def _shape(comparison: Comparison, left: int, roles: Sequence[Role]) -> Shape:
    assert comparison.flat_left is not None and comparison.flat_right is not None
    constants = comparison.flat_left.constant, comparison.flat_right.constant
    return Shape(comparison.operator, left, tuple(roles), *constants)
