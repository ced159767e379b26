"""Where a rule applies: the places of a disclosure that its ``for`` names, and what names mean there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budget_rules.checks import Linear, Term, Tree
from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.binding import cells, figure_at
from budget_rules.confrontation.environment import Environment
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.table_index import TableIndex
from budget_rules.disclosure import SUBTOTALS, Column, Row
from budget_rules.figure import ONE
from budget_rules.messages import message
from budget_rules.rulebook.expression import Reference, Selector
from budget_rules.rulebook.own_names import ALL_ROWS, ALL_TABLES
from budget_rules.rulebook.rule import Rule
from budget_rules.vocabulary import AGAIN, normalise


class RowEnvironment(Environment):
    """``for: row``: a bare name is a column of the row; ``row`` is its counterpart in another table."""

    __slots__ = ("block", "row")

    def __init__(self, index: DisclosureIndex, table: TableIndex, row: Row, block: str = "") -> None:
        self.index = index  # not by ``super()``: of no other environment are there so many
        self.table = table
        self.row = row
        #: The year whose columns are meant; empty: this year.
        self.block = block

    def bare(self, reference: Reference) -> Tree:
        """The row's figure in the column of that name."""
        assert self.table is not None
        columns = self.table.columns(reference.row.names, self.row.side, self.block)
        if columns is None:
            if reference.optional:
                return Linear()
            name = reference.row.names[0]
            raise Absent(message("skip.no-column", table=self.table.table.name, column=name))
        name = reference.row.names[0]
        return Linear([(ONE, figure_at(self.table, self.row, column), named_term(name, column)) for column in columns])

    def rows(self, table: TableIndex, row: Selector) -> list[Row]:
        """The counterpart of the row, or what the selector names."""
        if row.names != ("row",):
            return super().rows(table, row)
        if table is self.table:
            return [self.row]
        found = table.counterpart(self.row)
        if found is not None:
            return [found]
        if self.row.code and not self.row.total and table.lists_level(self.row.level):
            if table.unknown is not None:
                where = {"table": table.table.name, "row": self.row.label, "unknown": table.unknown.label}
                raise Absent(message("skip.unknown-row", **where))
            return []
        if not self.row.code and len(table.by_name.get(self.row.canonical, ())) > 1:
            return table.by_name[self.row.canonical]
        raise Absent(message("skip.no-row", table=table.table.name, row=self.row.label))

    def children(self, reference: Reference) -> Tree:
        """The figures of a column in the rows below."""
        assert self.table is not None
        if not self.row.children:
            raise Absent(message("skip.no-children", table=self.table.table.name, row=self.row.label))
        return Linear(cells(self.table, self.row.children, reference.row.names, reference, by_row=True))


class MatchEnvironment(RowEnvironment):
    """``for: row matched by``: ``match`` is the only row that says the same in the columns named."""

    __slots__ = ("matches",)

    def __init__(self, index: DisclosureIndex, table: TableIndex, row: Row, matches: list[Row]) -> None:
        super().__init__(index, table, row)
        self.matches = matches

    def match(self, reference: Reference) -> Tree:
        """The figure of a column in that row."""
        assert self.table is not None
        if len(self.matches) != 1:
            key = "skip.many-matches" if self.matches else "skip.no-match"
            raise Absent(message(key, table=self.table.table.name, row=self.row.label))
        return Linear(cells(self.table, self.matches, reference.row.names, reference, by_row=True))


class CellEnvironment(RowEnvironment):
    """``for: cell``: one cell; ``row`` and ``column`` are its counterparts elsewhere."""

    __slots__ = ("column",)

    def __init__(self, index: DisclosureIndex, table: TableIndex, row: Row, column: Column) -> None:
        super().__init__(index, table, row)
        self.column = column

    def bare(self, reference: Reference) -> Tree:
        """The cell."""
        assert self.table is not None
        figure = figure_at(self.table, self.row, self.column)
        return Linear([(ONE, figure, figure.place)])

    def collect(self, reference: Reference, factor: Decimal, terms: list[Term]) -> bool:
        """The cell's figure, where it was read."""
        cell = self.row.cells.get(self.column.index)
        if cell is None or cell.figure is None:
            return False
        terms.append((factor, cell.figure, cell.figure.place))
        return True

    def column_names(self, cell: Selector | None) -> tuple[str, ...] | None:
        """``column`` is the column of the same name; a subtotal is its group, the total the other table's total."""
        if cell is None or cell.names != ("column",):
            return super().column_names(cell)
        assert self.table is not None
        terms = self.table.side(self.column.side)
        if terms is not None and self.column.name == terms.total:
            return None
        grouped = self.column.name in SUBTOTALS and self.column.groups
        return self.column.groups[-1:] if grouped else (self.column.name,)


class ColumnEnvironment(Environment):
    """``for: column``: a bare name is a row, or the rows of a level."""

    __slots__ = ("column",)

    def __init__(self, index: DisclosureIndex, table: TableIndex, column: Column) -> None:
        super().__init__(index, table)
        self.column = column

    def bare(self, reference: Reference) -> Tree:
        """The figures of those rows in the column."""
        table = self.table
        assert table is not None
        rows = [row for row in self.rows(table, reference.row) if row.side == self.column.side]
        if not rows and not reference.row.names[0].isdigit():
            if reference.optional:
                return Linear()
            name = "/".join(reference.row.names)
            raise Absent(message("skip.no-row", table=table.table.name, row=name))
        return Linear([(ONE, figure_at(table, row, self.column), row.label) for row in rows])

    def collect(self, reference: Reference, factor: Decimal, terms: list[Term]) -> bool:
        """The figures of those rows in the column, where there are such rows and all were read."""
        assert self.table is not None
        index, side = self.column.index, self.column.side
        rows = [row for row in self.rows(self.table, reference.row) if row.side == side]
        for row in rows:
            cell = row.cells.get(index)
            if cell is None or cell.figure is None:
                return False
            terms.append((factor, cell.figure, row.label))
        return bool(rows)

    def rows(self, table: TableIndex, row: Selector) -> list[Row]:
        """The rows of that name; none where an optional one is missing."""
        if row.names == (ALL_ROWS,):
            return [one for one in table.table.rows if not one.total and one.parent is None]
        _, again, number = self.column.side.partition(AGAIN)
        own = table.rows((*row.names[:-1], row.names[-1] + again + number)) if again else []
        return own or table.rows(row.names)


class ParentEnvironment(Environment):
    """``for: parent``: a row with rows below it, in one column."""

    __slots__ = ("column", "row")

    def __init__(self, index: DisclosureIndex, table: TableIndex, row: Row, column: Column) -> None:
        super().__init__(index, table)
        self.row = row
        self.column = column

    def bare(self, reference: Reference) -> Tree:
        """``parent`` or ``children``."""
        table = self.table
        assert table is not None
        rows = [self.row] if reference.row.names == ("parent",) else self.row.children
        return Linear([(ONE, figure_at(table, row, self._column_of(row)), row.label) for row in rows])

    def collect(self, reference: Reference, factor: Decimal, terms: list[Term]) -> bool:
        """The figure of the row, or of the rows below, where all were read."""
        index, found = self.column.index, len(terms)
        for row in (self.row,) if reference.row.names == ("parent",) else self.row.children:
            cell = row.cells.get(index)
            if cell is None or cell.figure is None:
                del terms[found:]
                return False
            terms.append((factor, cell.figure, row.label))
        return True

    def _column_of(self, row: Row) -> Column:
        """The column of that name on the row's side: a list may go on in the block beside."""
        assert self.table is not None
        if row.side == self.column.side:
            return self.column
        columns = self.table.columns((self.column.name,), row.side)
        return columns[0] if columns is not None and len(columns) == 1 else self.column


class GroupEnvironment(Environment):
    """``for: group by``: a bare name is a column, over all rows of the group."""

    __slots__ = ("members",)

    def __init__(self, index: DisclosureIndex, table: TableIndex, members: list[Row]) -> None:
        super().__init__(index, table)
        self.members = members

    def bare(self, reference: Reference) -> Tree:
        """The figures of the column in the group's rows."""
        assert self.table is not None
        return Linear(cells(self.table, self.members, reference.row.names, reference, by_row=True))


def named_term(name: str, column: Column) -> str:
    """What a figure of a row is called in a relation that names its column."""
    return name if column.name in (name, "小计", "合计") else column.name


def tables_of(rule: Rule, index: DisclosureIndex) -> Iterator[TableIndex | str]:
    """The tables the rule is applied to; the name of one that the disclosure does not have."""
    names: Iterable[str] = (
        (rule.scope.of,) if rule.scope.kind in ("rows", "cells", "level_rows") and rule.scope.of else ()
    )
    names = names or (tuple(index.tables) if rule.tables == (ALL_TABLES,) else rule.tables)
    for name in names:
        yield index.tables.get(name, name)


def environments(rule: Rule, index: DisclosureIndex, table: TableIndex) -> Iterator[Environment]:
    """The places in one table that the rule's scope names, but for rows."""
    if rule.scope.kind == "once":
        yield Environment(index, table)
    else:
        yield from _groups(rule, index, table)


def _groups(rule: Rule, index: DisclosureIndex, table: TableIndex) -> Iterator[Environment]:
    by = _column_named(table, rule.scope.of)
    groups: dict[str, list[Row]] = {}
    for row in table.table.rows:
        if row.text(by) and not row.total:
            groups.setdefault(row.text(by), []).append(row)
    yield from (GroupEnvironment(index, table, members) for members in groups.values())


def matches(rule: Rule, table: TableIndex) -> dict[int, list[Row]]:
    """For each row, by identity, the rows that say the same in the columns that the rule names.

    Raises:
        Absent: the table has no such column.
    """
    if rule.scope.matched not in table.matches:
        table.matches[rule.scope.matched] = _matches(rule, table)
    return table.matches[rule.scope.matched]


def _matches(rule: Rule, table: TableIndex) -> dict[int, list[Row]]:
    pairs = [(_column_named(table, own), _column_named(table, its)) for own, its in rule.scope.matched]
    saying: dict[tuple[str, ...], list[Row]] = {}
    for row in table.table.rows:
        saying.setdefault(tuple([normalise(row.text(its)) for _, its in pairs]), []).append(row)
    found: dict[int, list[Row]] = {}
    for row in table.table.rows:
        said = tuple([normalise(row.text(own)) for own, _ in pairs])
        found[id(row)] = saying.get(said, []) if all(said) else []
    return found


def _column_named(table: TableIndex, name: str) -> Column:
    for column in table.table.columns:
        if column.name == name:
            return column
    raise Absent(message("skip.no-column", table=table.table.name, column=name))
