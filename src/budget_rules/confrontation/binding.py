"""Binding a rule's expressions to the figures they stand for at one place."""

from __future__ import annotations

from decimal import Decimal

from budget_rules.checks import Equation, Linear, Quotient, Term, Tree, why_not_comparable
from budget_rules.confrontation.absent import Absent, Unreadable
from budget_rules.confrontation.environment import Environment
from budget_rules.confrontation.narrated import narrated
from budget_rules.confrontation.table_index import LEVEL_NUMBERS, TableIndex
from budget_rules.disclosure import ILLEGIBLE, Cell, Column, Row
from budget_rules.figure import MINUS, NUMBER, ONE, ZERO, Figure
from budget_rules.messages import message
from budget_rules.place import Place
from budget_rules.rulebook.expression import (
    TEXT,
    Comparison,
    Count,
    Expression,
    Flat,
    Number,
    Operation,
    Reference,
    Total,
)
from budget_rules.rulebook.own_names import CHILDREN, MATCH

#: What stands before the bracket where it is no table; empty: a bare name.
_BY_MEANING = frozenset({"", CHILDREN, MATCH, TEXT})


def bind(expression: Expression, env: Environment) -> Tree:
    """The figures of an expression.

    Raises:
        Absent: a name stands for nothing here.
        Unreadable: it stands for something that could not be read.
    """
    if isinstance(expression, Reference):
        return reference_tree(expression, env) if expression.table else env.bare(expression)
    if isinstance(expression, Operation):
        return _operate(expression, env)
    if isinstance(expression, Number):
        return Linear(constant=expression.value)
    if isinstance(expression, Total):
        return reference_tree(expression.of, env)
    return _count(expression, env)


def bind_comparison(comparison: Comparison, env: Environment) -> Equation:
    """The equation (or ordering) that a comparison is at this place."""
    flat_left, flat_right = comparison.flat_left, comparison.flat_right
    equation = Equation(
        comparison.operator,
        bind(comparison.left, env) if flat_left is None else _add_up(flat_left, env),
        bind(comparison.right, env) if flat_right is None else _add_up(flat_right, env),
    )
    why_not = why_not_comparable(equation)
    if why_not is not None:
        raise Unreadable(why_not)
    return equation


def _add_up(flat: Flat, env: Environment) -> Linear:
    terms: list[Term] = []
    for factor, reference in flat.terms:
        if reference.table not in _BY_MEANING:
            terms += _terms(reference, env, factor)
        elif reference.table or not env.collect(reference, factor, terms):
            tree = reference_tree(reference, env)
            assert isinstance(tree, Linear)
            terms += tree.times(factor)
    return Linear(terms, flat.constant)


def _operate(operation: Operation, env: Environment) -> Tree:
    left, right = bind(operation.left, env), bind(operation.right, env)
    if isinstance(left, Linear) and isinstance(right, Linear):
        if operation.operator == "+":
            return Linear([*left.terms, *right.terms], left.constant + right.constant)
        if operation.operator == "-":
            return Linear([*left.terms, *right.times(MINUS)], left.constant - right.constant)
        if operation.operator == "*" and not (left.terms and right.terms):
            scale, of = (left.constant, right) if not left.terms else (right.constant, left)
            return Linear(of.times(scale), scale * of.constant)
    return Quotient(operation.operator, left, right)


def _count(count: Count, env: Environment) -> Tree:
    reference = count.of
    name = reference.table or reference.row.names[0]
    table = env.index.tables.get(name)
    if table is None:
        raise Absent(message("skip.no-table", table=name))
    rows = env.rows(table, reference.row) if reference.table else [row for row in table.table.rows if not row.total]
    place = Place(name, table.table.source)
    figure = Figure(str(len(rows)), NUMBER.factor * len(rows), ZERO, NUMBER, place)
    return Linear([(ONE, figure, message("role.rows", table=name))])


def reference_tree(reference: Reference, env: Environment) -> Tree:
    """The figures a reference stands for."""
    if not reference.table:
        return env.bare(reference)
    if reference.table == CHILDREN:
        return env.children(reference)
    if reference.table == MATCH:
        return env.match(reference)
    if reference.table == TEXT:
        return narrated(reference, env)
    return Linear(_terms(reference, env, ONE))


def _terms(reference: Reference, env: Environment, factor: Decimal) -> list[Term]:
    """The cells of a table that a reference stands for."""
    table = env.index.tables.get(reference.table)
    try:
        if table is None:
            raise Absent(message("skip.no-table", table=reference.table))
        return cells(table, env.rows(table, reference.row), env.column_names(reference.cell), reference, factor)
    except Absent:
        if reference.optional:
            return []
        raise


def cells(
    table: TableIndex,
    rows: list[Row],
    names: tuple[str, ...] | None,
    reference: Reference,
    factor: Decimal = ONE,
    *,
    by_row: bool = False,
) -> list[Term]:
    """The cells of ``rows`` in the columns that ``names`` stand for, with their factor."""
    several = len(rows) > 1
    if several and reference.row.names[-1] not in LEVEL_NUMBERS and not by_row:
        rows = _the_one_that_prints(table, rows, names, reference)
        several = False
    found: list[Term] = []
    if not rows and not any(table.columns(names, side) for side in table.sides):
        raise _no_column(table, names)  # what is not listed is nil only in a column that is there
    for row in rows:
        columns = table.columns(names, row.side)
        if columns is None:
            raise _no_column(table, names)
        for column in columns:
            figure = figure_at(table, row, column)
            found.append((factor, figure, row.label if several or by_row else figure.place))
    return found


def _no_column(table: TableIndex, names: tuple[str, ...] | None) -> Absent:
    return Absent(message("skip.no-column", table=table.table.name, column="/".join(names) if names else "—"))


def _the_one_that_prints(
    table: TableIndex, rows: list[Row], names: tuple[str, ...] | None, reference: Reference
) -> list[Row]:
    """Several rows have the name: the one that prints something in the column is meant, if it is only one."""
    name = "/".join(reference.row.names)
    if table.table.rows and any(row.side != rows[0].side for row in rows):
        raise Absent(message("skip.ambiguous-row", table=table.table.name, row=name))
    columns = table.columns(names, rows[0].side) or ()
    printing = [row for row in rows if any(row.text(column) for column in columns)]
    if len(printing) == 1:
        return printing
    if printing:
        raise Absent(message("skip.ambiguous-row", table=table.table.name, row=name))
    raise Absent(message("skip.row-prints-nothing", table=table.table.name, row=rows[0].label))


def figure_at(table: TableIndex, row: Row, column: Column) -> Figure:
    """The figure of one cell.

    Raises:
        Unreadable: the cell was not read, or has no known unit.
    """
    cell: Cell | None = row.cells.get(column.index)
    if cell is None or cell.text == ILLEGIBLE:
        raise Unreadable(message("skip.not-read", table=table.table.name, row=row.label, column=column.name))
    if cell.figure is None:
        if column.unit is None:
            raise Unreadable(message("skip.no-unit", table=table.table.name))
        raise Unreadable(message("skip.no-figure", place=f"{table.table.name}[{row.label}]", text=cell.text[:20]))
    return cell.figure
