"""Checking that every name of a rule is in the vocabulary, and means something where it stands."""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from budget_rules.messages import Message, message
from budget_rules.place import Source
from budget_rules.problem import Problem
from budget_rules.rulebook.expression import (
    Condition,
    Count,
    Implication,
    Membership,
    Negation,
    NoteNames,
    Reference,
    Selector,
    State,
    StatementExists,
    expressions,
    references,
)
from budget_rules.rulebook.rule import Rule
from budget_rules.vocabulary import TableTerms, Vocabulary
from budget_rules.yaml_nodes import Nodes, did_you_mean

LEVELS = ("类", "款", "项")
ALL_TABLES = "all"
#: All rows that are no totals; in a column, only those that stand under no other row.
ALL_ROWS = "rows"
#: The table-like name of the narrative: ``text[三公经费, base]``.
TEXT = "text"
#: What a rule can say of a statement, by kind.
ROLES = {
    "amount": ("amount",),
    "share": ("share", "amount", "total", "others"),
    "shares": ("shares", "parts", "total"),
    "change": ("current", "base", "change", "rate"),
    "count": ("count",),
    "path": ("amount",),
    "list": ("total", "parts"),
    "nil": (),
}
TEXT_ROLES = ("amount", "count", "share", "total", "current", "base", "change", "rate")
_NIL_PREFIXES = ("没有", "无", "未安排")


def nil_subject(name: str) -> str:
    """What ``statement 没有X`` is about: X."""
    for prefix in _NIL_PREFIXES:
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name


class Names:
    """Checks one rule; problems go to its file."""

    def __init__(self, nodes: Nodes, parts: dict[str, yaml.Node], rule: Rule, vocabulary: Vocabulary) -> None:
        self.nodes = nodes
        self.parts = parts
        self.rule = rule
        self.vocabulary = vocabulary

    def check(self) -> None:
        """Note every unknown name at its place."""
        rule = self.rule
        if "in" in self.parts:
            self._each("in", rule.tables, [*self.vocabulary.tables, ALL_TABLES], "rules.unknown-table")
        if "section" in self.parts:
            self._each("section", rule.sections, self.vocabulary.sections, "rules.unknown-section")
        for table in rule.when.tables:
            self._known(table, self.vocabulary.tables, self._start("when"), "rules.unknown-table")
        self._scope()
        for option in rule.options():
            for condition in option.conditions:
                self._condition(condition, option.source)
        for condition in rule.where:
            self._condition(condition, self._start("where"))

    # ---- positions

    def _start(self, key: str) -> Source:
        return self.nodes.source(self.parts.get(key, self.nodes.root))

    def _each(self, key: str, names: Iterable[str], known: Iterable[str], problem: str) -> None:
        node = self.parts[key]
        members = node.value if isinstance(node, yaml.SequenceNode) else [node]
        for name, member in zip(names, members, strict=False):
            self._known(name, known, self.nodes.source(member), problem)

    def _known(self, name: str, known: Iterable[str], at: Source, problem: str) -> bool:
        known = list(known)
        if name in known:
            return True
        self._note(at, message(problem, name=name, hint=did_you_mean(name, known)))
        return False

    def _note(self, at: Source, why: Message) -> None:
        self.nodes.problems.append(Problem(at, why))

    @staticmethod
    def _at(start: Source, column: int) -> Source:
        """The character ``column`` of a one-line plain scalar."""
        return Source(path=start.path, line=start.line, column=(start.column or 1) + column)

    # ---- scope

    def _scope(self) -> None:
        scope, rule = self.rule.scope, self.rule
        at = self._at(self._start("for"), scope.column)
        if scope.kind in ("rows", "cells", "level_rows") and scope.of:
            self._known(scope.of, self.vocabulary.tables, at, "rules.unknown-table")
        elif scope.kind in ("rows", "columns", "cells", "parents", "groups") and not rule.tables:
            self._note(self._start("for"), message("rules.needs-in"))
        if scope.kind == "groups":
            self._known(scope.of, self._columns_here(), at, "rules.unknown-column")
        for name in scope.named:
            self._known(name, self.vocabulary.canonical_phrases(), self._start("for"), "rules.unknown-phrase")
        if scope.named_by is not None:
            table, rows = scope.named_by
            if self._known(table, self.vocabulary.tables, at, "rules.unknown-table"):
                self._row(self.vocabulary.tables[table], rows, self._start("for"))

    def _tables_here(self) -> list[TableTerms]:
        scope = self.rule.scope
        names = [scope.of] if scope.kind in ("rows", "cells", "level_rows") and scope.of else list(self.rule.tables)
        if ALL_TABLES in names:
            return list(self.vocabulary.tables.values())
        return [self.vocabulary.tables[name] for name in names if name in self.vocabulary.tables]

    def _columns_here(self) -> list[str]:
        return sorted({name for table in self._tables_here() for name in table.column_names()})

    # ---- conditions

    def _condition(self, condition: Condition, start: Source) -> None:
        if isinstance(condition, Negation):
            self._condition(condition.of, start)
        elif isinstance(condition, Implication):
            self._condition(condition.left, start)
            self._condition(condition.right, start)
        elif isinstance(condition, Membership):
            self._known(
                condition.table, self.vocabulary.tables, self._at(start, condition.column), "rules.unknown-table"
            )
            scope = self.rule.scope
            if condition.what != (scope.what if scope.kind == "statements" else {"rows": "row"}.get(scope.kind)):
                self._note(start, message("rules.membership-scope", what=condition.what))
        elif isinstance(condition, StatementExists):
            name = nil_subject(condition.name)
            at = self._at(start, condition.column)
            self._known(name, self.vocabulary.canonical_phrases(), at, "rules.unknown-phrase")
        elif isinstance(condition, NoteNames):
            at = self._at(start, condition.column)
            self._known(condition.name, self.vocabulary.canonical_phrases(), at, "rules.unknown-phrase")
        elif isinstance(condition, State):
            self._state(condition, start)
        else:
            counted = {id(node.of) for node in expressions(condition) if isinstance(node, Count)}
            for reference in references(condition):
                self._reference(reference, start, counted=id(reference) in counted)

    def _state(self, condition: State, start: Source) -> None:
        if condition.subject in ("table", "unit", "note"):
            if not self.rule.tables and not self.rule.scope.of:
                self._note(start, message("rules.needs-in"))
            return
        at = self._at(start, condition.column)
        if self.rule.scope.kind == "statements":
            self._known(condition.subject, ROLES[self.rule.scope.what], at, "rules.unknown-role")
        else:
            self._known(condition.subject, self._columns_here(), at, "rules.unknown-column")

    def _reference(self, reference: Reference, start: Source, *, counted: bool) -> None:
        at = self._at(start, reference.column)
        if not reference.table:
            self._bare(reference.row.names[0], at, counted=counted)
        elif reference.table == TEXT:
            self._text(reference, start)
        elif self._known(reference.table, [*self.vocabulary.tables, TEXT], at, "rules.unknown-table"):
            terms = self.vocabulary.tables[reference.table]
            self._row(terms, reference.row, start)
            if reference.cell is not None:
                self._column(terms, reference.cell, start)

    def _text(self, reference: Reference, start: Source) -> None:
        at = self._at(start, reference.row.column)
        self._known(reference.row.names[0], self.vocabulary.canonical_phrases(), at, "rules.unknown-phrase")
        if reference.cell is not None:
            at = self._at(start, reference.cell.column)
            self._known(reference.cell.names[0], TEXT_ROLES, at, "rules.unknown-role")

    def _bare(self, name: str, at: Source, *, counted: bool) -> None:
        scope = self.rule.scope
        if counted and name in self.vocabulary.tables:
            return
        if scope.kind in ("rows", "level_rows", "groups"):
            self._known(name, self._columns_here(), at, "rules.unknown-column")
        elif scope.kind == "columns":
            known = {row for table in self._tables_here() for row in table.row_names()}
            if not name.isdigit():
                self._known(name, [*sorted(known), *LEVELS, ALL_ROWS], at, "rules.unknown-row")
        elif scope.kind == "parents":
            self._known(name, ("parent", "children"), at, "rules.unknown-role")
        elif scope.kind == "cells":
            self._known(name, ("cell",), at, "rules.unknown-role")
        elif scope.kind == "statements":
            self._known(name, ROLES[scope.what], at, "rules.unknown-role")
        else:
            self._note(at, message("rules.bare-name", name=name))

    def _row(self, terms: TableTerms, row: Selector, start: Source) -> None:
        names, scope = row.names, self.rule.scope
        if names == ("row",) and scope.kind in ("rows", "cells", "level_rows"):
            return
        if names == ("name",) and scope.kind == "statements":
            return
        if names == ("path",) and scope.what == "path":
            return
        for name in names:
            if not name.isdigit():
                known = [*sorted(terms.row_names()), *LEVELS, ALL_ROWS]
                self._known(name, known, self._at(start, row.column), "rules.unknown-row")

    def _column(self, terms: TableTerms, cell: Selector, start: Source) -> None:
        if cell.names == ("column",) and self.rule.scope.kind == "cells":
            return
        for name in cell.names:
            self._known(name, sorted(terms.column_names()), self._at(start, cell.column), "rules.unknown-column")
