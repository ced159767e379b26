"""A table, with its rows and columns found by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain
from operator import is_
from types import MappingProxyType
from typing import TypeVar

from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.fact import Fact
from budget_rules.confrontation.series import Pick, Series, figures_of
from budget_rules.disclosure import SUBTOTALS, Cell, Column, Role, Row, Table
from budget_rules.rulebook.own_names import ALL_ROWS
from budget_rules.vocabulary import AGAIN, SideTerms, TableTerms, item_name, lookup, without_enumerator

_Key = TypeVar("_Key", str, int)
LEVEL_NUMBERS = {"类": 1, "款": 2, "项": 3}
_LEVEL_OF_SIZE = {3: 1, 5: 2, 7: 3}


class TableIndex:
    """Rows and columns of one table."""

    def __init__(
        self,
        table: Table,
        terms: TableTerms | None,
        unread: Set[str] = frozenset(),
        current: Callable[[str], str] = item_name,
        standard: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        self.table = table
        self.terms = terms
        self.current = current
        self._standard = standard
        self._unread = unread
        #: Headers of another year, each over the same columns as this year's.
        self.blocks = tuple(dict.fromkeys(column.block for column in table.columns if column.block))
        #: The row on the path of each statement, by its identity; see ``paths.py``.
        self.on_paths: dict[int, list[Row]] = {}
        self._columns: dict[tuple[tuple[str, ...] | None, str, str], tuple[Column, ...] | None] = {}
        #: What conditions on how the table is printed come to, by the function that looks; see ``facts.py``.
        self.printed_so: dict[object, Fact | Absent] = {}
        #: What rows print in columns, and of which rows a condition on that is so; see ``printed.py``.
        self.printed: dict[tuple[str, str], tuple[dict[int, list[str]], set[int]]] = {}
        self.rows_so: dict[tuple[str, ...], frozenset[int]] = {}
        #: Which rows say the same as which; see ``scopes.py``.
        self.matches: dict[tuple[tuple[str, str], ...], dict[int, list[Row]]] = {}
        #: Rows by what names them, with what takes them from a column; see ``columns.py``.
        self.picks: dict[object, tuple[Sequence[Row], Pick | None]] = {}
        self._series: dict[int, Series] = {}
        #: What stood in the rows when it was last looked at.
        self._cells = self._cells_now()

    def look_again(self) -> bool:
        """Forget what was worked out of columns in which other cells stand than the last time; whether there are."""
        before, now = self._cells, self._cells_now()
        if len(now) == len(before) and all(map(is_, now, before)):
            return False
        self._cells = now
        self.printed_so.clear()
        if len(now) != len(before):
            columns = set(self.table.columns)
        else:
            places = chain.from_iterable(row.cells for row in self.table.rows)
            changed = (at for at, cell, other in zip(places, now, before, strict=True) if cell is not other)
            columns = {self.table.columns[at] for at in changed}
        names = {name for column in columns for name in (column.name, *column.groups)}
        self.printed = {key: found for key, found in self.printed.items() if key[0] not in names}
        self.rows_so = {key: found for key, found in self.rows_so.items() if key[0] not in names}
        self.matches = {key: found for key, found in self.matches.items() if names.isdisjoint(chain(*key))}
        for column in columns:
            self._series.pop(column.index, None)
        for derived in ("unknown", "relating"):
            self.__dict__.pop(derived, None)
        return True

    def _cells_now(self) -> list[Cell]:
        return list(chain.from_iterable([row.cells.values() for row in self.table.rows]))

    def series(self, column: int) -> Series:
        """A column in all rows."""
        if column not in self._series:
            self._series[column] = Series(figures_of(self.table.rows, column))
        return self._series[column]

    @cached_property
    def damaged(self) -> set[str]:
        """Names of rows of which the reader says that something was not read."""
        return {row.canonical for row in self.table.rows if row.name in self._unread}

    @cached_property
    def by_code(self) -> dict[str, Row]:
        """The first item of each code."""
        return {row.code: row for row in reversed(self._coded)}

    @cached_property
    def by_name(self) -> dict[str, list[Row]]:
        """By canonical name."""
        return _grouped((row.canonical, row) for row in self.table.rows)

    @cached_property
    def by_item(self) -> dict[str, list[Row]]:
        """By the name without the 支出 that texts add or leave out, as it is called in the disclosure's year."""
        return _grouped((self.current(row.canonical), row) for row in self.table.rows if not row.total)

    @cached_property
    def by_level(self) -> dict[int, list[Row]]:
        """By level, where that is known: the items of the sides that list a classification."""
        sides = self._classified_sides()
        rows = (row for row in self.table.rows if row.side in sides)
        return _grouped((row.level, row) for row in rows if row.level and not row.total)

    @cached_property
    def _leaves(self) -> dict[tuple[str, str, str], tuple[Column, ...]]:
        """The columns by name, side and block."""
        found: dict[tuple[str, str, str], tuple[Column, ...]] = {}
        for column in self.table.columns:
            key = (column.name, column.side, column.block)
            found[key] = (*found.get(key, ()), column)
        return found

    @cached_property
    def _coded(self) -> list[Row]:
        return [row for row in self.table.rows if row.code and not row.total]

    @cached_property
    def coded_levels(self) -> set[int]:
        """The levels of items with codes."""
        return {row.level or 0 for row in self._coded}

    @cached_property
    def unknown(self) -> Row | None:
        """A row with figures that is neither an item nor known: it may be the item that is looked for."""
        sides = {row.side for row in self._coded}
        return next((row for row in self.table.rows if row.side in sides and self._is_unknown(row)), None)

    @cached_property
    def positions(self) -> dict[Row, int]:
        """Which of the rows each is."""
        return dict(zip(self.table.rows, range(len(self.table.rows)), strict=True))

    @cached_property
    def sides(self) -> list[str]:
        """The sides that columns are on."""
        return list(dict.fromkeys([column.side for column in self.table.columns]))

    @cached_property
    def relating(self) -> list[Row]:
        """The rows that relations hold for: rates in columns of money (增减幅度 under 2025年预算数) do not add up."""
        money = {column.index for column in self.table.columns if column.unit and column.unit.quantity == "money"}
        rates = {id(row) for row in self.table.rows if any(_is_rate(row, index) for index in money)}
        return [row for row in self.table.rows if id(row) not in rates] if rates else self.table.rows

    @cached_property
    def amounts_known(self) -> bool:
        """Whether rules know a column of amounts: of a form that only has the title of a table none is compared."""
        known = set() if self.terms is None or not self.table.known else self.terms.column_names()
        return any(column.role is Role.FIGURE and column.name in known for column in self.table.columns)

    @property
    def complete(self) -> bool:
        """Whether every cell and, as far as can be known, every row of the table was read."""
        return not self.damaged and all(
            cell.figure is not None or not cell.text
            for row in self.table.rows
            for cell in self.table.cells(row, Role.FIGURE)
        )

    def _classified_sides(self) -> set[str]:
        """The sides whose rows are classification items, as far as is known; where none is, all are taken to be."""
        sides = {row.side for row in self.table.rows}
        terms = {name: self.side(name.partition(AGAIN)[0]) for name in sides}
        return {name for name, side in terms.items() if side is None or side.classification} or sides

    def side(self, name: str) -> SideTerms | None:
        """What the vocabulary knows of that side."""
        return None if self.terms is None else self.terms.side(name)

    def figure_columns(self, side: str) -> list[Column]:
        """The columns with figures on that side."""
        return [column for column in self.table.columns if column.role is Role.FIGURE and column.side == side]

    def added_columns(self, side: str) -> list[Column]:
        """Those whose figures add up: rates do not."""
        columns = self.figure_columns(side)
        return [column for column in columns if column.unit is None or column.unit.quantity != "ratio"]

    def columns(self, names: tuple[str, ...] | None, side: str, block: str = "") -> tuple[Column, ...] | None:
        """The leaf columns that ``names`` (outer to inner; None: the total column) stand for; None: there is none.

        A group without a column of its own stands for its 小计 or 合计, or for all its leaves together. ``block``: the
        year that is meant where the names do not say it; empty: this year.
        """
        key = (names, side, block)
        if key not in self._columns:
            self._columns[key] = self._find_columns(names, side, block)
        return self._columns[key]

    def _find_columns(self, names: tuple[str, ...] | None, side: str, block: str) -> tuple[Column, ...] | None:
        if names is not None and len(names) == 1 and names[0] not in self.blocks:
            known = self._leaves.get((names[0], side, block), ())
            if len(known) == 1:
                return known
        terms = self.side(side)
        total = (terms.total,) if terms is not None and terms.total else None
        alone = names is not None and len(names) == 1 and names[0] in self.blocks
        if names is not None and names[0] in self.blocks:
            if alone and names[0] == block:
                return None  # what is asked inside a block is not the block itself
            block, names = names[0], names[1:] or None
        names = total if names is None else names
        if names is None:
            return None
        columns = [column for column in self.table.columns if column.side == side and column.block == block]
        if alone and all(column.name != names[-1] for column in columns):
            names = (block,)  # 上年结转结余 over 小计 and its funds
        name, outer = names[-1], names[:-1]
        leaves = [column for column in columns if column.name == name and set(outer) <= set(column.groups)]
        if not outer:
            top = [column for column in leaves if not set(column.groups) & {other.name for other in columns}]
            leaves = [column for column in top if not column.groups] or top or leaves
        if len(leaves) == 1:
            return (leaves[0],)
        inside = [column for column in columns if set(outer) <= set(column.groups)]
        group = [column for column in inside if name in column.groups and column.role is Role.FIGURE]
        subtotal = [column for column in group if column.name in SUBTOTALS]
        if len(subtotal) == 1:
            return (subtotal[0],)
        return tuple(group) or _across(names, columns)

    def rows(self, names: tuple[str, ...]) -> list[Row]:
        """The rows that a selector's names stand for; several for a level or where a name is not unique."""
        if len(names) > 1:
            return [
                row
                for row in self.by_name.get(names[-1], ())
                if row.parent is not None and row.parent.canonical == names[-2]
            ]
        name = names[0]
        if name.isdigit():
            row = self.by_code.get(name)
            return self._below(name) if row is None else [row]
        if name == ALL_ROWS:
            return [row for row in self.table.rows if not row.total]
        if name in LEVEL_NUMBERS:
            return self._of_level(LEVEL_NUMBERS[name])
        found = self.by_name.get(name, [])
        if not found and len(self.table.rows) == 1 and name == "合计":
            return self.table.rows
        # 一般公共预算财政拨款, once more under 年初财政拨款结转和结余: the one that is part of no other row.
        alone = [row for row in found if row.parent is None] if len(found) > 1 else []
        return alone if len(alone) == 1 else found

    def _of_level(self, level: int) -> list[Row]:
        """The items of a level; for classes that are not listed, the highest items that are."""
        listed = min((one for one in self.coded_levels if one), default=level)
        return self.by_level.get(max(level, listed) if level == 1 else level, [])

    def _below(self, code: str) -> list[Row]:
        """The rows that add up to an item of a level that the table does not list: those of the next one it does."""
        deeper = [level for level in sorted(self.coded_levels) if level > _LEVEL_OF_SIZE.get(len(code), 0)]
        if self.lists_level(_LEVEL_OF_SIZE.get(len(code))) or not deeper:
            return []
        return [row for row in self.by_level.get(deeper[0], ()) if row.code.startswith(code)]

    def lists_code(self, code: str) -> bool:
        """Whether an item that is not listed under this code, nor below it, is nil."""
        level = _LEVEL_OF_SIZE.get(len(code), 0)
        return not self.coded_levels or any(listed >= level for listed in self.coded_levels)

    def counterpart(self, row: Row) -> Row | None:
        """The row of this table that stands for the same thing as ``row`` of another table."""
        if row.code and not row.total:
            return self.by_code.get(row.code)
        found = self.by_name.get(row.canonical, [])
        # A name that its own table prints twice means nothing without the row above: 上年结转/一般公共预算
        if row.parent is not None and (len(found) > 1 or row.label.endswith(f"/{without_enumerator(row.name)}")):
            found = [other for other in found if other.parent and other.parent.canonical == row.parent.canonical]
        return found[0] if len(found) == 1 else None

    def _is_unknown(self, row: Row) -> bool:
        if row.code or row.total:
            return False
        side = self.side(row.side)
        if side is not None and lookup(side.rows, row.name) is not None:
            return False
        return any(cell.figure is not None and not cell.figure.nil for cell in row.cells.values())

    def may_be(self, size: int, code: str, name: str) -> bool:
        """Whether the first ``size`` digits of a code stand for the (current) item name, or for none that is known."""
        known = self._standard.get(code[:size])
        return known is None or name in map(self.current, known)

    def coded_as(self, name: str) -> list[Row]:
        """The rows whose codes stand for the item of that name, though they print another one."""
        meant = self.current(name)
        return [row for code, row in self.by_code.items() if meant in map(self.current, self._standard.get(code, ()))]

    def lists_level(self, level: int | None) -> bool:
        """Whether classification items of that level are listed, so that a missing one is nil."""
        return (level or 0) in self.coded_levels


def _across(names: tuple[str, ...], columns: Sequence[Column]) -> tuple[Column, ...] | None:
    """The column under several headers in another order: 公务接待费 above 预算数 for 预算数/公务接待费."""
    found = [column for column in columns if {*names} <= {column.name, *column.groups}] if len(names) > 1 else []
    subtotal = [column for column in found if any(name in SUBTOTALS for name in (column.name, *column.groups))]
    one = found if len(found) == 1 else subtotal
    return (one[0],) if len(one) == 1 else None


def _is_rate(row: Row, column: int) -> bool:
    """Whether a cell prints a rate."""
    cell = row.cells.get(column)
    return cell is not None and cell.figure is not None and cell.figure.unit.quantity == "ratio"


def _grouped(rows: Iterable[tuple[_Key, Row]]) -> dict[_Key, list[Row]]:
    found: dict[_Key, list[Row]] = {}
    for key, row in rows:
        found.setdefault(key, []).append(row)
    return found
