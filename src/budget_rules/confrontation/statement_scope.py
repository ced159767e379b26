"""What names mean at a statement of the narrative, and the statements that a rule is about."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budget_rules.checks import Linear, Term, Tree
from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.environment import Environment
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.narrated import KINDS, role_name, role_tree, shown_role
from budget_rules.confrontation.paths import rows_on_path
from budget_rules.confrontation.table_index import TableIndex
from budget_rules.disclosure import Kind, Row, Section, Statement
from budget_rules.figure import ONE
from budget_rules.messages import message
from budget_rules.rulebook.expression import Reference, Selector
from budget_rules.rulebook.rule import Rule

#: Roles of a statement that are several figures, or follow from others.
_NO_FIGURES = frozenset({"parts", "shares", "others", "implied", "listed"})


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
            raise self._not_stated(role)
        return tree

    def _not_stated(self, role: str) -> Absent:
        return Absent(message("skip.not-stated", name=self.statement.name, role=role_name(role)))

    def collect(self, reference: Reference, factor: Decimal, terms: list[Term]) -> bool:
        """The figure the statement gives for a role."""
        role = reference.row.names[0]
        figure = self.statement.figures.get(role)
        if figure is None:
            if role not in _NO_FIGURES:
                raise self._not_stated(role)
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
