"""The rows of a table as places where a rule applies, all at once, and the figures that sums take from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import zip_longest

from msgspec import Struct

from budget_rules.checks import Linear, TermRole
from budget_rules.confrontation.absent import Absent, Unreadable
from budget_rules.confrontation.binding import reference_tree
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.scopes import MatchEnvironment, RowEnvironment, matches, named_term
from budget_rules.confrontation.series import Series, figures_of
from budget_rules.confrontation.sums import Group
from budget_rules.confrontation.table_index import TableIndex
from budget_rules.disclosure import Row
from budget_rules.figure import Figure
from budget_rules.messages import message
from budget_rules.rulebook.expression import Flat, Reference
from budget_rules.rulebook.own_names import CHILDREN, LEVELS, MATCH
from budget_rules.rulebook.rule import Rule

#: Where no row has a cell.
_NOWHERE = -1
#: The figures that a place takes from somewhere, each with the name of its term; None: it must be looked at by itself.
Taken = list[tuple[Figure, TermRole]] | None


class Rows(Struct, frozen=True):
    """Rows of a table as places where a rule applies. ``year``: whose columns are meant; empty: this year."""

    index: DisclosureIndex
    table: TableIndex
    rows: list[Row]
    year: str = ""
    #: For a rule on matched rows: the matches of each row, by its identity.
    matches: dict[int, list[Row]] | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def at(self, place: int) -> RowEnvironment:
        """What names stand for at one of the rows."""
        row = self.rows[place]
        if self.matches is not None:
            return MatchEnvironment(self.index, self.table, row, self.matches[id(row)])
        return RowEnvironment(self.index, self.table, row, self.year)

    def some(self, rows: list[Row]) -> Rows:
        """The same for some of the rows."""
        return Rows(self.index, self.table, rows, self.year, self.matches)

    def by_side(self) -> dict[str, Rows]:
        """The rows on each side of the table."""
        sides = list(dict.fromkeys([row.side for row in self.rows]))
        if len(sides) == 1:
            return {sides[0]: self}
        return {side: self.some([row for row in self.rows if row.side == side]) for side in sides}

    def groups(self, flat: Flat, left_out: set[int]) -> list[Group] | None:
        """The terms of a sum at the rows, see ``Places``."""
        return _groups(flat, self, left_out)

    def series(self, column: int) -> Series:
        """The figures of the rows in a column."""
        everywhere = self.rows is self.table.table.rows
        return self.table.series(column) if everywhere else Series(figures_of(self.rows, column))


def rows_meant(rule: Rule, index: DisclosureIndex, table: TableIndex) -> Iterator[Rows]:
    """The rows of the table that a rule on rows is about: this year's, and those of each other year."""
    scope = rule.scope
    if scope.kind == "level_rows":
        yield Rows(index, table, table.rows((scope.what,)) if scope.what in LEVELS else _of_side(table, scope.what))
        return
    rows = table.relating
    if scope.matched:
        yield Rows(index, table, rows, matches=matches(rule, table))
        return
    if scope.of:  # totals have other names elsewhere: rules compare them by name
        rows = [row for row in rows if not row.total]
    yield Rows(index, table, rows)
    if rule.within_row:
        yield from (Rows(index, table, rows, year) for year in table.blocks)


def _of_side(table: TableIndex, side: str) -> list[Row]:
    return [row for row in table.table.rows if row.side == side and not row.total]


def _groups(flat: Flat, here: Rows, left_out: set[int]) -> list[Group] | None:
    """The terms of a sum at rows of one side; ``left_out`` collects the rows that must be looked at by themselves.

    None: that is so of all of them.

    Raises:
        Absent: it speaks of what is not there at any row of that side.
    """
    found: list[Group] = []
    try:
        for factor, reference in flat.terms:
            if reference.table:
                found.extend(_related(factor, reference, here, left_out))
            else:
                found.append(_own(factor, reference, here, left_out))
    except Unreadable:
        return None
    return [group for group in found if group.series]


def _own(factor: Decimal, reference: Reference, here: Rows, left_out: set[int]) -> Group:
    """The rows' own columns of that name."""
    names = reference.row.names
    columns = here.table.columns(names, here.rows[0].side, here.year)
    if columns is None and not reference.optional:
        raise Absent(message("skip.no-column", table=here.table.table.name, column=names[0]))
    series = [here.series(column.index) for column in columns or ()]
    for one in series:
        if one.holes:
            left_out.update(place for place, figure in enumerate(one.figures) if figure is None)
    return Group(factor, series, [named_term(names[0], column) for column in columns or ()])


def _related(factor: Decimal, reference: Reference, here: Rows, left_out: set[int]) -> Iterator[Group]:
    """What the rows take from a table, or from related rows."""
    table = here.index.tables.get(reference.table)
    if reference.table == MATCH:
        taken = _match(reference, here)
    elif reference.table == CHILDREN:
        taken = _below(reference, here)
    elif reference.row.names == ("row",) and table is not None:
        taken = _elsewhere(reference, here, table)
    else:
        tree = reference_tree(reference, here.at(0))  # a row of its own, the same for all
        assert isinstance(tree, Linear)
        for times, figure, role in tree.terms:
            yield Group(factor * times, [Series([figure] * len(here))], [str(role)])
        return
    yield from side_by_side(factor, list(map(taken, here.rows)), left_out)


def side_by_side(factor: Decimal, found: list[Taken], left_out: set[int]) -> Iterator[Group]:
    """What each place takes: the first of each, the second of each …"""
    left_out.update(place for place, terms in enumerate(found) if terms is None)
    for terms in zip_longest(*(terms or () for terms in found)):
        figures = [None if term is None else term[0] for term in terms]
        yield Group(factor, [Series(figures)], [["" if term is None else term[1] for term in terms]])


def _below(reference: Reference, here: Rows) -> Callable[[Row], Taken]:
    """A column in the rows below."""
    columns = _by_side(here.table, reference.row.names)

    def below(row: Row) -> Taken:
        return _labelled(row.children, columns) if row.children else None

    return below


def _match(reference: Reference, here: Rows) -> Callable[[Row], Taken]:
    """A column in the row's only match."""
    columns, matches = _by_side(here.table, reference.row.names), here.matches or {}

    def match(row: Row) -> Taken:
        others = matches.get(id(row), ())
        return _labelled(others, columns) if len(others) == 1 else None

    return match


def _labelled(rows: list[Row], columns: dict[str, tuple[int, ...]]) -> Taken:
    found: list[tuple[Figure, TermRole]] = []
    for row in rows:
        for column in columns[row.side] or (_NOWHERE,):
            cell = row.cells.get(column)
            if cell is None or cell.figure is None:
                return None
            found.append((cell.figure, row.label))
    return found


def _elsewhere(reference: Reference, here: Rows, table: TableIndex) -> Callable[[Row], Taken]:
    """A column in the row's counterpart in a table; nothing where the item is not listed there, and so is nil."""
    columns = _by_side(table, None if reference.cell is None else reference.cell.names)

    def elsewhere(row: Row) -> Taken:
        other = row if table is here.table else table.counterpart(row)
        if other is None:
            if is_nil_in(table, row, optional=reference.optional):
                return [] if reference.optional or any(columns.values()) else None
            other = _the_one_that_prints(table, row, columns)
        return None if other is None else taken_from(other, columns[other.side])

    return elsewhere


def _the_one_that_prints(table: TableIndex, row: Row, columns: dict[str, tuple[int, ...]]) -> Row | None:
    """The only row of the row's name that prints something in the columns, as ``binding.cells`` would find it."""
    found = () if row.code else table.by_name.get(row.canonical, ())
    if len(found) < 2 or any(one.side != found[0].side for one in found):
        return None
    wanted = columns[found[0].side]
    printing = [one for one in found if any(column in one.cells and one.cells[column].text for column in wanted)]
    return printing[0] if len(printing) == 1 else None


def taken_from(row: Row, columns: tuple[int, ...]) -> Taken:
    """The figures of a row in columns of a table, named by their places."""
    found: list[tuple[Figure, TermRole]] = []
    for column in columns or (_NOWHERE,):
        cell = row.cells.get(column)
        if cell is None or cell.figure is None:
            return None
        found.append((cell.figure, cell.figure.place))
    return found


def is_nil_in(table: TableIndex, row: Row, *, optional: bool) -> bool:
    """Whether a row that has no counterpart in a table is an item that is not listed there, and so is nil."""
    listed = bool(row.code) and not row.total and table.lists_level(row.level)
    if optional:
        return listed or len(table.by_name.get(row.canonical, ())) < 2
    return listed and table.unknown is None


def _by_side(table: TableIndex, names: tuple[str, ...] | None) -> dict[str, tuple[int, ...]]:
    """Where the columns of that name are, for rows of each side."""
    return {side: tuple([column.index for column in table.columns(names, side) or ()]) for side in table.sides}
