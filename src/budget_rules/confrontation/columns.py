"""The columns of a table, or of one of its rows, as places where a rule applies, all at once; and its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import itemgetter

from msgspec import Struct

from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.rows import Taken, is_nil_in, side_by_side, taken_from
from budget_rules.confrontation.scopes import CellEnvironment, ColumnEnvironment, ParentEnvironment
from budget_rules.confrontation.series import Pick, Series
from budget_rules.confrontation.sums import Group, Picks
from budget_rules.confrontation.table_index import TableIndex
from budget_rules.disclosure import Column, Role, Row, Table
from budget_rules.rulebook.expression import Flat, Reference
from budget_rules.rulebook.rule import Rule


class Columns(Struct, frozen=True):
    """Columns of one side of a table as places where a rule applies."""

    index: DisclosureIndex
    table: TableIndex
    columns: Sequence[Column]

    def __len__(self) -> int:
        return len(self.columns)

    def at(self, place: int) -> ColumnEnvironment:
        """What names stand for at one of the columns."""
        return ColumnEnvironment(self.index, self.table, self.columns[place])

    def groups(self, flat: Flat, left_out: set[int]) -> list[Picks] | None:
        """The terms of a sum in the columns, see ``Places``."""
        found: list[Picks] = []
        for factor, reference in flat.terms:
            rows, pick = ((), None) if reference.table else self._picked(reference)
            if pick is not None:
                size, series = len(self), [self.table.series(column.index) for column in self.columns]
                found.append(_picks(factor, series, [pick] * size, [rows] * size, left_out))
            elif reference.table or not (reference.optional or reference.row.names[0].isdigit()):
                return None  # that there are no such rows is for ``ColumnEnvironment`` to say
        return found

    def _picked(self, reference: Reference) -> tuple[Sequence[Row], Pick | None]:
        """The rows of that name, and what takes them from a column, if there are any."""
        side = self.columns[0].side
        key = (reference.row.names, side)
        if key not in self.table.picks:
            rows = [row for row in self.at(0).rows(self.table, reference.row) if row.side == side]
            self.table.picks[key] = rows, _pick(rows, self.table)
        return self.table.picks[key]


class Parents(Struct, frozen=True):
    """Rows with rows below them, in each column, as places where a rule applies."""

    index: DisclosureIndex
    table: TableIndex
    cells: Sequence[tuple[Row, Column]]

    def __len__(self) -> int:
        return len(self.cells)

    def at(self, place: int) -> ParentEnvironment:
        """What names stand for at one of them."""
        return ParentEnvironment(self.index, self.table, *self.cells[place])

    def groups(self, flat: Flat, left_out: set[int]) -> list[Picks] | None:
        """The terms of a sum, see ``Places``."""
        if any(reference.table for _, reference in flat.terms):
            return None
        series = [self.table.series(column.index) for _, column in self.cells]
        found: list[Picks] = []
        for factor, reference in flat.terms:
            above = dict.fromkeys(row for row, _ in self.cells)
            picked = {row: self._picked(row, parent=reference.row.names == ("parent",)) for row in above}
            rows = [picked[row][0] for row, _ in self.cells]
            picks = [pick for row, _ in self.cells if (pick := picked[row][1]) is not None]
            if len(picks) < len(rows):
                return None  # rows that the table does not list
            found.append(_picks(factor, series, picks, rows, left_out))
        return found

    def _picked(self, row: Row, *, parent: bool) -> tuple[Sequence[Row], Pick | None]:
        """The row, or those below, and what takes them from a column."""
        key = (row, parent)
        if key not in self.table.picks:
            rows = [row] if parent else row.children
            self.table.picks[key] = rows, _pick(rows, self.table)
        return self.table.picks[key]


def _picks(
    factor: Decimal, series: list[Series], picks: list[Pick], rows: Sequence[Sequence[Row]], left_out: set[int]
) -> Picks:
    """Terms that are some rows in each of several columns."""
    if any(one.holes for one in dict.fromkeys(series)):
        for place, (pick, one) in enumerate(zip(picks, series, strict=True)):
            if one.holes and None in pick(one.figures):
                left_out.add(place)
    return Picks(factor, series, picks, rows)


def _pick(rows: Sequence[Row], table: TableIndex) -> Pick | None:
    """What takes these rows from a column; None: there are none, or not all of them are in the table."""
    positions = [table.positions[row] for row in rows if row in table.positions]
    if not positions or len(positions) < len(rows):
        return None
    first, last = positions[0], positions[-1]
    if positions == list(range(first, last + 1)):
        return itemgetter(slice(first, last + 1))
    return itemgetter(*positions)


class Cells(Struct, frozen=True):
    """Cells of one side of a table as places where a rule applies."""

    index: DisclosureIndex
    table: TableIndex
    cells: Sequence[tuple[Row, Column]]

    def __len__(self) -> int:
        return len(self.cells)

    def at(self, place: int) -> CellEnvironment:
        """What names stand for at one of the cells."""
        return CellEnvironment(self.index, self.table, *self.cells[place])

    def groups(self, flat: Flat, left_out: set[int]) -> list[Group] | None:
        """The terms of a sum at the cells, see ``Places``."""
        found: list[Group] = []
        for factor, reference in flat.terms:
            if not reference.table:
                taken = [taken_from(row, (column.index,)) for row, column in self.cells]
            elif reference.row.names == ("row",) and reference.table in self.index.tables:
                taken = self._elsewhere(reference, self.index.tables[reference.table])
            else:
                return None
            found.extend(side_by_side(factor, taken, left_out))
        return found

    def _elsewhere(self, reference: Reference, table: TableIndex) -> list[Taken]:
        """The same cell of another table; nothing where the item is not listed there, and so is nil."""
        names = {
            column.index: self.at(place).column_names(reference.cell) for place, (_, column) in enumerate(self.cells)
        }
        rows = {id(row): row for row, _ in self.cells}
        others = {key: row if table is self.table else table.counterpart(row) for key, row in rows.items()}
        found: list[Taken] = []
        for row, column in self.cells:
            other = others[id(row)]
            if other is None:
                known = reference.optional or any(table.columns(names[column.index], side) for side in table.sides)
                found.append([] if known and is_nil_in(table, row, optional=reference.optional) else None)
            else:
                columns = table.columns(names[column.index], other.side) or ()
                found.append(taken_from(other, tuple([one.index for one in columns])))
        return found


def places_meant(rule: Rule, index: DisclosureIndex, table: TableIndex) -> Iterator[Columns | Parents | Cells]:
    """The columns, the rows above others or the cells of the table that a rule is about."""
    rows, sides = table.table.rows, table.sides
    if rule.scope.kind == "columns":
        for side in sides:
            if columns := table.added_columns(side):
                yield Columns(index, table, columns)
    elif rule.scope.kind == "parents":
        added = {side: table.added_columns(side) for side in sides}
        above = [
            row for row in rows if row.children and not _heads_only(table.table, row) and not _is_part(row.children)
        ]
        if found := [(row, column) for row in above for column in added[row.side]]:
            yield Parents(index, table, found)
    else:
        columns_of = {side: table.figure_columns(side) for side in sides}
        if found := [(row, column) for row in rows for column in columns_of[row.side] if not column.block]:
            yield Cells(index, table, found)


def _is_part(rows: Sequence[Row]) -> bool:
    """Whether they are one part that is picked out, and the others are not listed: 其中：财政拨款."""
    return len(rows) == 1 and rows[0].name.strip().startswith("其中")


def _heads_only(table: Table, row: Row) -> bool:
    """Whether a row without a code prints no figure: it only heads the rows below it."""
    return not row.code and not any(cell.text for cell in table.cells(row, Role.FIGURE))
