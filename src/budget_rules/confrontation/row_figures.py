"""The figures that a sum takes from each row of a table: where they stand is looked up once for all rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from budget_rules.checks import Linear, Term
from budget_rules.confrontation.binding import reference_tree
from budget_rules.confrontation.environment import Absent, Unreadable
from budget_rules.confrontation.index import TableIndex
from budget_rules.confrontation.rows import Rows
from budget_rules.confrontation.scopes import named_term
from budget_rules.disclosure import Row
from budget_rules.messages import message
from budget_rules.rulebook.expression import Flat, Reference
from budget_rules.rulebook.own_names import CHILDREN, MATCH

#: Adds a row's figures; False: it must be looked at by itself.
Collect = Callable[[Row, list[Term]], bool]
#: Where no row has a cell.
_NOWHERE = (-1,)


def collects(flat: Flat, here: Rows, side: str) -> list[Collect] | None:
    """What adds the figures of a sum; None where something there could not be read.

    Raises:
        Absent: it speaks of what is not there at any row of that side.
    """
    found: list[Collect] = []
    own: list[tuple[Decimal, int, str]] = []
    for factor, reference in flat.terms:
        if not reference.table:
            own.extend(_own(factor, reference, here, side))
            continue
        if own:
            found.append(_take(own))
            own = []
        try:
            found.append(_collect(factor, reference, here))
        except Unreadable:
            return None
    return [*found, _take(own)] if own else found


def _own(factor: Decimal, reference: Reference, here: Rows, side: str) -> Iterator[tuple[Decimal, int, str]]:
    """The row's own columns of that name."""
    names = reference.row.names
    columns = here.table.columns(names, side, here.year)
    if columns is None and not reference.optional:
        raise Absent(message("skip.no-column", table=here.table.table.name, column=names[0]))
    return ((factor, column.index, named_term(names[0], column)) for column in columns or ())


def _take(own: list[tuple[Decimal, int, str]]) -> Collect:
    def take(row: Row, found: list[Term]) -> bool:
        cells = row.cells
        for factor, index, role in own:
            cell = cells.get(index)
            if cell is None or cell.figure is None:
                return False
            found.append((factor, cell.figure, role))
        return True

    return take


def _collect(factor: Decimal, reference: Reference, here: Rows) -> Collect:
    """What adds the figures of a reference to a table, or to related rows."""
    if reference.table == MATCH:
        return _match(factor, reference, here)
    if reference.table == CHILDREN:
        return _below(factor, reference, here)
    table = here.index.tables.get(reference.table)
    if reference.row.names == ("row",) and table is not None:
        return _elsewhere(factor, reference, here, table)
    tree = reference_tree(reference, here.at(here.rows[0]))  # a row of its own, the same for all
    assert isinstance(tree, Linear)
    terms = [(factor * times, figure, role) for times, figure, role in tree.terms]

    def same(row: Row, found: list[Term]) -> bool:
        found.extend(terms)
        return True

    return same


def _below(factor: Decimal, reference: Reference, here: Rows) -> Collect:
    """A column in the rows below."""
    columns = _by_side(here.table, reference.row.names)

    def below(row: Row, found: list[Term]) -> bool:
        return bool(row.children) and all(_add(child, columns[child.side], factor, found) for child in row.children)

    return below


def _match(factor: Decimal, reference: Reference, here: Rows) -> Collect:
    """A column in the row's only match."""
    columns, matches = _by_side(here.table, reference.row.names), here.matches or {}

    def match(row: Row, found: list[Term]) -> bool:
        others = matches.get(id(row), ())
        return len(others) == 1 and _add(others[0], columns[others[0].side], factor, found)

    return match


def _add(row: Row, columns: tuple[int, ...], factor: Decimal, found: list[Term]) -> bool:
    for column in columns:
        cell = row.cells.get(column)
        if cell is None or cell.figure is None:
            return False
        found.append((factor, cell.figure, row.label))
    return True


def _elsewhere(factor: Decimal, reference: Reference, here: Rows, table: TableIndex) -> Collect:
    """A column in the row's counterpart in a table; nothing where the item is not listed there, and so is nil."""
    columns = _by_side(table, None if reference.cell is None else reference.cell.names)

    def elsewhere(row: Row, found: list[Term]) -> bool:
        other = row if table is here.table else table.counterpart(row)
        if other is None:
            listed = bool(row.code) and not row.total and table.lists_level(row.level)
            if reference.optional:
                return listed or len(table.by_name.get(row.canonical, ())) < 2
            return listed and table.unknown is None
        for column in columns[other.side]:
            cell = other.cells.get(column)
            if cell is None or cell.figure is None:
                return False
            found.append((factor, cell.figure, cell.figure.place.label))
        return True

    return elsewhere


def _by_side(table: TableIndex, names: tuple[str, ...] | None) -> dict[str, tuple[int, ...]]:
    """Where the columns of that name are, for rows of each side."""
    sides = {row.side for row in table.table.rows}
    found = {side: table.columns(names, side) for side in sides}
    return {side: tuple(column.index for column in columns or ()) or _NOWHERE for side, columns in found.items()}
