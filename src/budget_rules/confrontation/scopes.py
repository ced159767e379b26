"""Where a rule applies: the places of a disclosure that its ``for`` names, and what names mean there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budget_rules.checks import Equation, Linear, Tree
from budget_rules.confrontation.additions import Series, Strand, along_rows, family_of, in_column
from budget_rules.confrontation.binding import cells, figure_at
from budget_rules.confrontation.environment import Absent, Environment
from budget_rules.confrontation.index import DisclosureIndex, TableIndex
from budget_rules.confrontation.narrated import KINDS, role_name, role_tree
from budget_rules.confrontation.paths import rows_on_path
from budget_rules.disclosure import SUBTOTALS, Column, Kind, Role, Row, Section, Statement
from budget_rules.figure import ONE
from budget_rules.messages import message
from budget_rules.rulebook.expression import Comparison, Reference, Selector
from budget_rules.rulebook.names import ALL_ROWS, ALL_TABLES
from budget_rules.rulebook.rule import Rule
from budget_rules.vocabulary import normalise


class RowEnvironment(Environment):
    """``for: row``: a bare name is a column of the row; ``row`` is its counterpart in another table."""

    __slots__ = ("block", "row")

    def __init__(self, index: DisclosureIndex, table: TableIndex, row: Row, block: str = "") -> None:
        super().__init__(index, table)
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
        return Linear([(ONE, figure_at(self.table, self.row, column), _named(name, column)) for column in columns])

    def addition(self, comparison: Comparison) -> Equation | None:
        """The relation in this row."""
        assert self.table is not None
        return along_rows(comparison, self, self.table).get(self.row)

    @property
    def strand(self) -> Strand:
        """Rows of one side have the same columns."""
        return self.row.side, self.block

    def series(self, reference: Reference) -> list[Series] | None:
        """What ``bare`` stands for in every row of this side; None where that is not in all of them plain."""
        assert self.table is not None
        name = reference.row.names[0]
        columns = self.table.columns(reference.row.names, self.row.side, self.block)
        if columns is None:
            return [] if reference.optional else None
        found: list[Series] = []
        for column in columns:
            strip = self.table.strip(column)
            if strip is None:
                return None
            found.append(Series(*strip, _named(name, column)))
        return found

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
            return []
        if not self.row.code and len(table.by_name.get(self.row.canonical, ())) > 1:
            return table.by_name[self.row.canonical]
        raise Absent(message("skip.no-row", table=table.table.name, row=self.row.label))

    def children(self, reference: Reference) -> Tree:
        """The figures of a column in the rows below."""
        assert self.table is not None
        if not self.row.children:
            raise Absent(message("skip.no-children", table=self.table.table.name, row=self.row.label))
        return cells(self.table, self.row.children, reference.row.names, reference, by_row=True)


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
        return cells(self.table, self.matches, reference.row.names, reference, by_row=True)


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

    @property
    def strand(self) -> Strand:
        """All rows have the same column."""
        return self.column.index

    def series(self, reference: Reference) -> list[Series] | None:
        """The cells of this column."""
        assert self.table is not None
        strip = self.table.strip(self.column)
        return None if strip is None else [Series(*strip)]

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
        rows = self.members(reference)
        if rows is None:
            name = "/".join(reference.row.names)
            raise Absent(message("skip.no-row", table=table.table.name, row=name))
        return Linear([(ONE, figure_at(table, row, self.column), row.label) for row in rows])

    def addition(self, comparison: Comparison) -> Equation | None:
        """The relation in this column."""
        assert self.table is not None
        return in_column(family_of(comparison, self, self.table), self.table.strip(self.column))

    @property
    def family(self) -> str:
        """Columns of one side have the same rows."""
        return self.column.side

    def members(self, reference: Reference) -> list[Row] | None:
        """The rows that ``bare`` stands for; None where there are none."""
        assert self.table is not None
        rows = [row for row in self.rows(self.table, reference.row) if row.side == self.column.side]
        return rows if rows or reference.optional or reference.row.names[0].isdigit() else None

    def rows(self, table: TableIndex, row: Selector) -> list[Row]:
        """The rows of that name; none where an optional one is missing."""
        if row.names == (ALL_ROWS,):
            return [one for one in table.table.rows if not one.total and one.parent is None]
        return table.rows(row.names)


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
        return Linear([(ONE, figure_at(table, row, self.column), row.label) for row in self.members(reference)])

    def addition(self, comparison: Comparison) -> Equation | None:
        """The relation in this column."""
        assert self.table is not None
        return in_column(family_of(comparison, self, self.table), self.table.strip(self.column))

    @property
    def family(self) -> Row:
        """A row has the same rows below it in every column."""
        return self.row

    def members(self, reference: Reference) -> list[Row]:
        """``parent`` or ``children``."""
        return [self.row] if reference.row.names == ("parent",) else self.row.children


class GroupEnvironment(Environment):
    """``for: group by``: a bare name is a column, over all rows of the group."""

    __slots__ = ("members",)

    def __init__(self, index: DisclosureIndex, table: TableIndex, members: list[Row]) -> None:
        super().__init__(index, table)
        self.members = members

    def bare(self, reference: Reference) -> Tree:
        """The figures of the column in the group's rows."""
        assert self.table is not None
        return cells(self.table, self.members, reference.row.names, reference, by_row=True)


class StatementEnvironment(Environment):
    """``for: amount`` and the like: a bare name is a role of the statement; ``name`` and ``path`` are rows."""

    __slots__ = ("row", "statement")

    def __init__(self, index: DisclosureIndex, statement: Statement, row: Row | None = None) -> None:
        super().__init__(index)
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
        tree = role_tree(statement, role) if role in statement.figures or role == "implied" else None
        if tree is None:
            raise Absent(message("skip.not-stated", name=statement.name, role=role_name(role)))
        return tree

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
            if other.path != mine.path or (kind is Kind.CHANGE and _base(other) != _base(mine)):
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


def _base(change: Statement) -> tuple[str, int | None]:
    """What it is compared with: only such bases are one number."""
    return change.base_kind, change.base_year


TableEnvironment = RowEnvironment | ColumnEnvironment | ParentEnvironment
#: A row, a column, or the cell where they meet; and the year whose columns are meant, empty for this year.
Place = tuple[Row | None, Column | None, str]


def _named(name: str, column: Column) -> str:
    return name if column.name in (name, "小计", "合计") else column.name


def tables_of(rule: Rule, index: DisclosureIndex) -> Iterator[TableIndex | str]:
    """The tables the rule is applied to; the name of one that the disclosure does not have."""
    names: Iterable[str] = (
        (rule.scope.of,) if rule.scope.kind in ("rows", "cells", "level_rows") and rule.scope.of else ()
    )
    names = names or (tuple(index.tables) if rule.tables == (ALL_TABLES,) else rule.tables)
    for name in names:
        yield index.tables.get(name, name)


def places(rule: Rule, table: TableIndex) -> list[Place]:
    """The rows, columns or cells of one table that the rule's scope names, in order of print."""
    scope, rows = rule.scope, table.table.rows
    if scope.kind == "rows":
        across = bool(scope.of)  # totals have other names elsewhere: rules compare them by name
        blocks = table.blocks if rule.within_row else ()
        return [(row, None, block) for row in rows if not (across and row.total) for block in ("", *blocks)]
    if scope.kind == "level_rows":
        return [(row, None, "") for row in table.rows((scope.what,))]
    if scope.kind == "columns":
        sides = dict.fromkeys(column.side for column in table.table.columns)
        return [(None, column, "") for side in sides for column in table.added_columns(side)]
    if scope.kind == "cells":
        return [(row, column, "") for row in rows for column in table.figure_columns(row.side) if not column.block]
    parents = [row for row in rows if row.children and not _heads_only(row)]
    return [(row, column, "") for row in parents for column in table.added_columns(row.side)]


def environment_at(rule: Rule, index: DisclosureIndex, table: TableIndex, place: Place) -> TableEnvironment:
    """What names mean at one of those places."""
    row, column, block = place
    if row is None:
        assert column is not None
        return ColumnEnvironment(index, table, column)
    if column is None:
        return RowEnvironment(index, table, row, block)
    return (CellEnvironment if rule.scope.kind == "cells" else ParentEnvironment)(index, table, row, column)


def environments(rule: Rule, index: DisclosureIndex, table: TableIndex) -> Iterator[Environment]:
    """What names mean at each place in one table that the rule's scope names."""
    if rule.scope.kind == "once":
        yield Environment(index, table)
    elif rule.scope.matched:
        yield from _matched(rule, index, table)
    elif rule.scope.kind == "groups":
        yield from _groups(rule, index, table)
    else:
        for place in places(rule, table):
            yield environment_at(rule, index, table, place)


def _heads_only(row: Row) -> bool:
    """Whether a row without a code prints no figure: it only heads the rows below it."""
    return not row.code and not any(cell.text for cell in row.cells.values() if cell.column.role is Role.FIGURE)


def _groups(rule: Rule, index: DisclosureIndex, table: TableIndex) -> Iterator[Environment]:
    by = _column_named(table, rule.scope.of)
    groups: dict[str, list[Row]] = {}
    for row in table.table.rows:
        if row.text(by) and not row.total:
            groups.setdefault(row.text(by), []).append(row)
    yield from (GroupEnvironment(index, table, members) for members in groups.values())


def _matched(rule: Rule, index: DisclosureIndex, table: TableIndex) -> Iterator[Environment]:
    pairs = [(_column_named(table, own), _column_named(table, its)) for own, its in rule.scope.matched]
    matches: dict[tuple[str, ...], list[Row]] = {}
    for row in table.table.rows:
        matches.setdefault(tuple(normalise(row.text(its)) for _, its in pairs), []).append(row)
    for row in table.table.rows:
        said = tuple(normalise(row.text(own)) for own, _ in pairs)
        yield MatchEnvironment(index, table, row, matches.get(said, []) if all(said) else [])


def _column_named(table: TableIndex, name: str) -> Column:
    for column in table.table.columns:
        if column.name == name:
            return column
    raise Absent(message("skip.no-column", table=table.table.name, column=name))


def statement_environments(rule: Rule, index: DisclosureIndex) -> Iterator[tuple[str, StatementEnvironment]]:
    """The statements that the rule's scope names, each with the name of the section it stands in."""
    scope = rule.scope
    rows: list[Row] = []
    if scope.named_by is not None:
        name, selector = scope.named_by
        table = index.tables.get(name)
        if table is None:
            raise Absent(message("skip.no-table", table=name))
        rows = table.rows(selector.names)
    for statement in index.statements(scope.what, scope.named):
        if scope.base and statement.base_kind != scope.base:
            continue
        instance = _section_name(rule, statement.section)
        if instance is None:
            continue
        if scope.named_by is None:
            yield instance, StatementEnvironment(index, statement)
            continue
        names = set(map(index.current, statement.names))
        named = [row for row in rows if index.current(row.canonical) in names]
        if len(named) == 1:
            yield instance, StatementEnvironment(index, statement, named[0])


def _section_name(rule: Rule, section: Section) -> str | None:
    """The canonical name of the section as far as the rule cares; None: the rule is not about that section."""
    if rule.sections:
        return next((name for name in rule.sections if section.within(name)), None)
    here: Section | None = section
    while here is not None and not here.name:
        here = here.parent
    return section.heading if here is None else here.name
