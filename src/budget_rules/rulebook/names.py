"""Checking that every name of a rule is in the vocabulary, and means something where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import yaml

from budget_rules.messages import Message, message
from budget_rules.place import Source
from budget_rules.problem import Problem
from budget_rules.rulebook.expression import (
    TEXT,
    Agreement,
    Comparison,
    Condition,
    Contains,
    Count,
    Explains,
    Expression,
    Implication,
    Membership,
    Negation,
    NoteNames,
    Number,
    OneName,
    Operation,
    Reference,
    SectionNames,
    Selector,
    State,
    StatementExists,
    Total,
    Wording,
    expressions,
    references,
)
from budget_rules.rulebook.own_names import (
    ALL_ROWS,
    ALL_TABLES,
    ANY_TEXT,
    CHILDREN,
    CODE_LENGTHS,
    CONTENTS,
    DIRECTED,
    DIRECTED_BY,
    GIVEN_WORDS,
    HEADINGS,
    LEVELS,
    MATCH,
    PREDICATES,
    PREDICATES_OF,
    ROLES,
    SAME,
    TEXT_PREDICATES,
    TEXT_ROLES,
    nil_subject,
)
from budget_rules.rulebook.rule import Rule
from budget_rules.vocabulary import TableTerms, Vocabulary
from budget_rules.yaml_nodes import Nodes, did_you_mean

Spot = Callable[[], Source]
_ROW_SCOPES = ("rows", "level_rows")
_NO_COLUMNS = ("table", "unit", "note", "row")
#: Roles whose figures are ratios.
_RATIOS = ("share", "shares", "others", "rate", "points")


class Names:
    """Checks one rule; problems go to its file.

    ``parts`` are the rule's nodes by key, ``written`` those of its options, in the order of ``Rule.options``,
    ``written_where`` those of the conditions of ``Rule.where``.
    """

    def __init__(
        self,
        nodes: Nodes,
        parts: dict[str, yaml.Node],
        written: list[yaml.Node],
        written_where: list[yaml.Node],
        rule: Rule,
        vocabulary: Vocabulary,
    ) -> None:
        self.nodes = nodes
        self.parts = parts
        self.written = written
        self.written_where = written_where
        self.rule = rule
        self.vocabulary = vocabulary

    def check(self, *, scope_known: bool = True) -> None:
        """Note every unknown name at its place; where the scope is not known, only those that do not depend on it."""
        rule = self.rule
        if "in" in self.parts:
            self._each("in", rule.tables, [*self.vocabulary.tables, ALL_TABLES], "rules.unknown-table")
        if "section" in self.parts:
            self._each("section", rule.sections, self.vocabulary.sections, "rules.unknown-section")
        for table in rule.when.tables:
            self._known(table, self.vocabulary.tables, self._start("when"), "rules.unknown-table")
        for region in rule.when.regions:
            self._known(region, self.vocabulary.regions, self._start("when"), "rules.unknown-region")
        if not scope_known:
            return
        self._scope()
        for option, node in zip(rule.options(), self.written, strict=True):
            for condition in option.conditions:
                self._condition(condition, node)
        for condition, node in zip(rule.where, self.written_where, strict=True):
            self._condition(condition, node)

    # ---- positions

    def _start(self, key: str) -> Source:
        return self.nodes.source(self.parts.get(key, self.nodes.root))

    def _at(self, node: yaml.Node, name: str, column: int = 0) -> Spot:
        """Where ``name`` stands in a scalar, at or behind its character ``column``: looked up when it is needed."""

        def locate() -> Source:
            found = str(node.value).find(name, column)
            return self.nodes.position(node, column if found < 0 else found)

        return locate

    def _each(self, key: str, names: Iterable[str], known: Iterable[str], problem: str) -> None:
        node = self.parts[key]
        members = node.value if isinstance(node, yaml.SequenceNode) else [node]
        for name, member in zip(names, members, strict=False):
            self._known(name, known, self.nodes.source(member), problem)

    def _known(self, name: str, known: Iterable[str], at: Source | Spot, problem: str) -> bool:
        known = list(known)
        if name in known:
            return True
        self._note(at, message(problem, name=name, hint=did_you_mean(name, known)))
        return False

    def _note(self, at: Source | Spot, why: Message) -> None:
        self.nodes.problems.append(Problem(at if isinstance(at, Source) else at(), why))

    # ---- scope

    def _scope(self) -> None:
        scope, rule = self.rule.scope, self.rule
        if "for" not in self.parts:
            return
        node = self.parts["for"]
        if scope.kind in ("rows", "cells", "level_rows") and scope.of:
            at = self._at(node, scope.of, scope.column)
            self._known(scope.of, self.vocabulary.tables, at, "rules.unknown-table")
        elif scope.kind in ("rows", "columns", "cells", "parents", "groups") and not rule.tables:
            self._note(self._start("for"), message("rules.needs-in"))
        if scope.kind == "groups":
            at = self._at(node, scope.of, scope.column)
            self._known(scope.of, self._columns_here(), at, "rules.unknown-column")
        for pair in scope.matched:
            for name in pair:
                self._known(name, self._columns_here(), self._at(node, name), "rules.unknown-column")
        for name in scope.named:
            self._known(name, self.vocabulary.canonical_phrases(), self._at(node, name), "rules.unknown-phrase")
        if scope.named_by is not None:
            table, rows = scope.named_by
            at = self._at(node, table, scope.column)
            if self._known(table, self.vocabulary.tables, at, "rules.unknown-table"):
                self._row(self.vocabulary.tables[table], rows, node)

    def _tables_here(self) -> list[TableTerms]:
        scope = self.rule.scope
        names = [scope.of] if scope.kind in ("rows", "cells", "level_rows") and scope.of else list(self.rule.tables)
        if ALL_TABLES in names:
            return list(self.vocabulary.tables.values())
        return [self.vocabulary.tables[name] for name in names if name in self.vocabulary.tables]

    def _columns_here(self) -> list[str]:
        return sorted({name for table in self._tables_here() for name in table.column_names()})

    # ---- conditions

    def _condition(self, condition: Condition, node: yaml.Node) -> None:
        if isinstance(condition, Negation):
            self._condition(condition.of, node)
        elif isinstance(condition, Implication):
            self._condition(condition.left, node)
            self._condition(condition.right, node)
        elif isinstance(condition, (Wording, OneName, Explains)) or self.rule.scope.kind == "texts":
            self._text_condition(condition, node)
        elif isinstance(condition, Membership):
            at = self._at(node, condition.table, condition.column)
            sections = self.vocabulary.sections if condition.what == "row" else ()
            self._known(condition.table, [*self.vocabulary.tables, *sections], at, "rules.unknown-table")
            self._member(condition, node)
        elif isinstance(condition, StatementExists):
            name = nil_subject(condition.name)
            at = self._at(node, name, condition.column)
            self._known(name, self.vocabulary.canonical_phrases(), at, "rules.unknown-phrase")
        elif isinstance(condition, NoteNames):
            at = self._at(node, condition.name, condition.column)
            self._known(condition.name, self.vocabulary.canonical_phrases(), at, "rules.unknown-phrase")
        elif isinstance(condition, SectionNames):
            at = self._at(node, condition.section, condition.column)
            self._known(condition.section, self.vocabulary.sections, at, "rules.unknown-section")
            at = self._at(node, condition.name, condition.column + len(condition.section))
            self._known(condition.name, self.vocabulary.canonical_phrases(), at, "rules.unknown-phrase")
        elif isinstance(condition, State):
            self._state(condition, node)
        elif isinstance(condition, Contains):
            self._contains(condition, node)
        elif isinstance(condition, Agreement):
            self._agreement(condition, node)
        else:
            if isinstance(condition, Comparison):
                self._ratios(condition, node)
            counted = {id(found.of) for found in expressions(condition) if isinstance(found, Count)}
            if self.rule.scope.kind == "columns":
                self._codes(condition, node)
            for reference in references(condition):
                self._reference(reference, node, counted=id(reference) in counted)

    def _contains(self, condition: Contains, node: yaml.Node) -> None:
        at = self._at(node, condition.subject, condition.column)
        if self.rule.scope.kind not in _ROW_SCOPES:
            self._note(at, message("rules.contains-scope", subject=condition.subject))
            return
        self._known(condition.subject, self._columns_here(), at, "rules.unknown-column")
        at = self._at(node, condition.words, condition.column + len(condition.subject))
        self._known(condition.words, self.vocabulary.words, at, "rules.unknown-words")

    def _agreement(self, condition: Agreement, node: yaml.Node) -> None:
        if not condition.of:
            kinds = DIRECTED_BY[condition.others[0]]
            if self.rule.scope.what not in kinds:
                why = message("rules.direction-scope", what=condition.others[0], kinds="、".join(kinds))
                self._note(self.nodes.source(node), why)
            return
        for name in (condition.of, *condition.others):
            at = self._at(node, name, condition.column)
            self._known(name, self.vocabulary.canonical_phrases(), at, "rules.unknown-phrase")

    def _ratios(self, comparison: Comparison, node: yaml.Node) -> None:
        """``share = 100`` would compare a ratio with a hundred times the whole."""
        if self.rule.scope.kind != "statements":
            return
        for side, other in ((comparison.left, comparison.right), (comparison.right, comparison.left)):
            if isinstance(other, Number) and not other.ratio and other.value > 1 and self._is_ratio(side):
                self._note(self._at(node, other.text), message("rules.ratio-or-number", number=other.text))

    def _is_ratio(self, expression: Expression) -> bool:
        if isinstance(expression, Operation):
            return expression.operator in "+-" and self._is_ratio(expression.left) and self._is_ratio(expression.right)
        if isinstance(expression, Number):
            return expression.ratio
        of = expression.of if isinstance(expression, Total) else expression
        if not isinstance(of, Reference):
            return False
        if of.table == TEXT:
            return of.cell is not None and of.cell.names[0] in _RATIOS
        return not of.table and of.row.names[0] in _RATIOS

    def _member(self, condition: Membership, node: yaml.Node) -> None:
        scope = self.rule.scope
        subjects: tuple[str, ...] = ("row",) if scope.kind in _ROW_SCOPES else ()
        if scope.kind == "statements":
            subjects = ("path", "code") if scope.what == "path" else ()
        if condition.what not in subjects:
            wanted = "path" if condition.what in ("path", "code") else "row"
            self._note(self.nodes.source(node), message("rules.membership-scope", what=condition.what, scope=wanted))

    def _text_condition(self, condition: Condition, node: yaml.Node) -> None:
        """A condition on texts, names or codes: its subject is what the rule is about, its words are lists."""
        kinds = self.rule.scope.kinds
        if isinstance(condition, (Wording, OneName, State, Membership)):
            subject = condition.subject if isinstance(condition, State) else condition.what
            at = self._at(node, subject, 0 if isinstance(condition, Membership) else condition.column)
            of_path = isinstance(condition, Wording) and subject == self.rule.scope.what == "path"
            if not kinds and not of_path:
                self._note(at, message("rules.needs-text", what=subject))
                return
            if not of_path and not self._known(subject, [*kinds, ANY_TEXT], at, "rules.unknown-subject"):
                return
        if isinstance(condition, State):
            known = set.intersection(*(set(TEXT_PREDICATES.get(kind, ())) for kind in kinds))
            at = self._at(node, condition.predicate, condition.column + len(condition.subject))
            self._known(condition.predicate, sorted(known), at, "rules.unknown-predicate")
        elif isinstance(condition, Membership):
            at = self._at(node, condition.table, condition.column)
            if kinds == ("item",):
                self._known(condition.table, self.vocabulary.tables, at, "rules.unknown-table")
            else:
                self._known(
                    condition.table, [*self.vocabulary.sections, HEADINGS, CONTENTS], at, "rules.unknown-section"
                )
        elif isinstance(condition, (Wording, Explains)):
            beside = (condition.not_after, condition.not_before) if isinstance(condition, Wording) else ()
            words = sum(condition.ways, ()) if isinstance(condition, Wording) else (condition.words,)
            for word in (*words, *filter(None, beside)):
                at = self._at(node, word.name, word.column)
                self._known(word.name, [*self.vocabulary.words, *GIVEN_WORDS], at, "rules.unknown-words")
        elif not isinstance(condition, OneName):
            self._note(self.nodes.source(node), message("rules.text-only"))

    def _codes(self, condition: Condition, node: yaml.Node) -> None:
        """In a column, ``合计 = 301 + 303`` would compare with the numbers."""
        for found in expressions(condition):
            if isinstance(found, Number) and len(found.text) in CODE_LENGTHS and found.text.isdigit():
                self._note(self._at(node, found.text), message("rules.code-or-number", code=found.text))

    def _state(self, condition: State, node: yaml.Node) -> None:
        if condition.text and (self.rule.scope.kind not in _ROW_SCOPES or condition.subject in _NO_COLUMNS):
            self._note(self.nodes.source(node), message("rules.text-scope", subject=condition.subject))
            return
        at = self._at(node, condition.predicate, condition.column + len(condition.subject))
        of_path = condition.subject == self.rule.scope.what == "path"
        own = TEXT_PREDICATES["path"] if of_path else PREDICATES_OF.get(condition.subject, PREDICATES)
        if not condition.text and not self._known(condition.predicate, own, at, "rules.unknown-predicate"):
            return
        if of_path:
            return
        if condition.subject in ("table", "unit", "note"):
            if not self.rule.tables and not self.rule.scope.of:
                self._note(self.nodes.source(node), message("rules.needs-in"))
            return
        at = self._at(node, condition.subject, condition.column)
        if condition.subject == "row" and self.rule.scope.kind in _ROW_SCOPES:
            return
        if self.rule.scope.kind == "statements":
            roles = (*ROLES[self.rule.scope.what], *(("direction",) if self.rule.scope.what in DIRECTED else ()))
            self._known(condition.subject, roles, at, "rules.unknown-role")
        else:
            self._known(condition.subject, self._columns_here(), at, "rules.unknown-column")

    def _reference(self, reference: Reference, node: yaml.Node, *, counted: bool) -> None:
        at = self._at(node, reference.table or reference.row.names[0], reference.column)
        if not reference.table:
            self._bare(reference.row.names[0], at, counted=counted)
        elif reference.table in self._other_rows():
            self._known(reference.row.names[0], self._columns_here(), at, "rules.unknown-column")
        elif reference.table == TEXT:
            self._text(reference, node)
        elif self._known(reference.table, [*self.vocabulary.tables, TEXT], at, "rules.unknown-table"):
            terms = self.vocabulary.tables[reference.table]
            self._row(terms, reference.row, node)
            if reference.cell is not None:
                self._column(terms, reference.cell, node)

    def _other_rows(self) -> tuple[str, ...]:
        """The table-like names of other rows of the same table."""
        scope = self.rule.scope
        if scope.kind not in _ROW_SCOPES:
            return ()
        return (CHILDREN, MATCH) if scope.matched else (CHILDREN,)

    def _text(self, reference: Reference, node: yaml.Node) -> None:
        at = self._at(node, reference.row.names[0], reference.row.column)
        if reference.row.names != (SAME,) or self.rule.scope.kind != "statements":
            self._known(reference.row.names[0], self.vocabulary.canonical_phrases(), at, "rules.unknown-phrase")
        if reference.cell is not None:
            at = self._at(node, reference.cell.names[0], reference.cell.column)
            self._known(reference.cell.names[0], TEXT_ROLES, at, "rules.unknown-role")

    def _bare(self, name: str, at: Source | Spot, *, counted: bool) -> None:
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

    def _row(self, terms: TableTerms, row: Selector, node: yaml.Node) -> None:
        names, scope = row.names, self.rule.scope
        if names == ("row",) and scope.kind in ("rows", "cells", "level_rows"):
            return
        if names == ("name",) and scope.kind == "statements":
            return
        if names == ("path",) and scope.what in ("path", "change"):
            return
        for name in names:
            if not name.isdigit():
                known = [*sorted(terms.row_names()), *LEVELS, ALL_ROWS]
                self._known(name, known, self._at(node, name, row.column), "rules.unknown-row")

    def _column(self, terms: TableTerms, cell: Selector, node: yaml.Node) -> None:
        if cell.names == ("column",) and self.rule.scope.kind == "cells":
            return
        for name in cell.names:
            at = self._at(node, name, cell.column)
            self._known(name, sorted(terms.column_names()), at, "rules.unknown-column")
