"""Where a rule applies: the places of a disclosure that its ``for`` names, and what names mean there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from budget_rules.checks import Linear, Term, Tree
from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.binding import cells, figure_at
from budget_rules.confrontation.environment import Environment
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.narrated import KINDS, role_name, role_tree, shown_role
from budget_rules.confrontation.paths import rows_on_path
from budget_rules.confrontation.table_index import TableIndex
from budget_rules.disclosure import SUBTOTALS, Column, Kind, Row, Section, Statement
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
        return Linear([(ONE, figure, figure.place.label)])

    def collect(self, reference: Reference, factor: Decimal, terms: list[Term]) -> bool:
        """The cell's figure, where it was read."""
        cell = self.row.cells.get(self.column.index)
        if cell is None or cell.figure is None:
            return False
        terms.append((factor, cell.figure, cell.figure.place.label))
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


class StatementEnvironment(Environment):
    """``for: amount`` and the like: a bare name is a role of the statement; ``name`` and ``path`` are rows."""

    __slots__ = ("row", "statement")

    def __init__(self, index: DisclosureIndex, statement: Statement, row: Row | None = None) -> None:
        self.index = index  # not by ``super()``: of these there are many, too
        self.table = None
        self.statement = statement
        #: The row the statement is named by, where the rule says by which.
        self.row = row

    def bare(self, reference: Reference) -> Tree:
        """The figure or figures the statement gives for a role."""
        role, statement = reference.row.names[0], self.statement
        if role in ("parts", "shares") and getattr(statement, role):
            return Linear([(ONE, figure, role_name(role)) for figure in getattr(statement, role)])
        if role == "others":
            closing = self.index.closing.get(id(statement.figures.get("share")))
            if closing is not None:
                return Linear([(ONE, figure, role_name("share")) for figure in closing.shares[:-1]])
        tree = role_tree(statement, role) if role in statement.figures or role in ("implied", "listed") else None
        if tree is None:
            raise Absent(message("skip.not-stated", name=statement.name, role=role_name(role)))
        return tree

    def collect(self, reference: Reference, factor: Decimal, terms: list[Term]) -> bool:
        """The figure the statement gives for a role."""
        role = reference.row.names[0]
        figure = self.statement.figures.get(role)
        if figure is None:
            return False
        terms.append((factor, figure, shown_role(self.statement, role)))
        return True

    def rows(self, table: TableIndex, row: Selector) -> list[Row]:
        """The row named by the statement, or on its classification path."""
        if row.names == ("path",):
            found = rows_on_path(table, self.statement)
        elif row.names == ("name",):
            found = self._named(table)
        else:
            return super().rows(table, row)
        if not found:
            raise Absent(message("skip.no-row", table=table.table.name, row=self.statement.name))
        return found

    def stated_before(self, role: str) -> Tree:
        """The first figure of that role that was stated of the same quantity; a base only of the same kind."""
        mine = self.statement
        kind = mine.kind if role == "amount" else KINDS.get(role, Kind.CHANGE)
        for other in self.index.statements(kind, mine.names[:1]) if mine.names else ():
            if other is mine:
                break
            if other.path != mine.path or (kind is Kind.CHANGE and not _comparable(other, mine)):
                continue
            if (tree := role_tree(other, role)) is not None:
                return tree
        raise Absent(message("skip.not-stated-before", name=mine.name, role=role_name(role)))

    def _named(self, table: TableIndex) -> list[Row]:
        if self.row is not None:
            same = table.counterpart(self.row) if self.row not in table.table.rows else self.row
            return [] if same is None else [same]
        names = dict.fromkeys(map(self.index.current, self.statement.names))
        return [row for name in names for row in table.by_item.get(name, ())]


def _comparable(one: Statement, other: Statement) -> bool:
    """Whether two changes of one name are of one quantity and one base: 基本支出 may be of all money, or not."""
    now = {change.figures["current"].value for change in (one, other) if "current" in change.figures}
    return (one.base_kind, one.base_year) == (other.base_kind, other.base_year) and len(now) <= 1


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


def statement_environments(rule: Rule, index: DisclosureIndex) -> Iterator[tuple[str, StatementEnvironment]]:
    """The statements that the rule's scope names, each with the name of the section it stands in."""
    scope = rule.scope
    rows: dict[str, list[Row]] = {}
    if scope.named_by is not None:
        name, selector = scope.named_by
        table = index.tables.get(name)
        if table is None:
            raise Absent(message("skip.no-table", table=name))
        for row in table.rows(selector.names):
            rows.setdefault(index.current(row.canonical), []).append(row)
    for statement in index.statements(scope.what, scope.named):
        if scope.base and statement.base_kind != scope.base:
            continue
        instance = _section_name(rule, statement.section, index)
        if instance is None:
            continue
        if scope.named_by is None:
            yield instance, StatementEnvironment(index, statement)
            continue
        named = [row for name in set(map(index.current, statement.names)) for row in rows.get(name, ())]
        if len(named) == 1:
            yield instance, StatementEnvironment(index, statement, named[0])


def _section_name(rule: Rule, section: Section, index: DisclosureIndex) -> str | None:
    """The canonical name of the section as far as the rule cares; None: the rule is not about that section."""
    key = (rule.sections, id(section))
    if key not in index.section_names:
        index.section_names[key] = _nearest_name(rule, section)
    return index.section_names[key]


def _nearest_name(rule: Rule, section: Section) -> str | None:
    if rule.sections:
        return next((name for name in rule.sections if section.within(name)), None)
    here: Section | None = section
    while here is not None and not here.name:
        here = here.parent
    return section.heading if here is None else here.name
