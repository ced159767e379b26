"""Which rules a changed figure can matter to: only they are confronted again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from budget_rules.disclosure import Disclosure
from budget_rules.place import Place
from budget_rules.rulebook.expression import (
    TEXT,
    Comparison,
    Condition,
    Implication,
    Negation,
    StatementExists,
    references,
)
from budget_rules.rulebook.names import ALL_TABLES
from budget_rules.rulebook.rule import Rule, Rulebook

#: Shares are read one by one and as a list.
_TOGETHER = {"share": "shares", "shares": "share"}


class Relevant:
    """The rules of a rulebook by where a figure stands in one disclosure."""

    def __init__(self, rulebook: Rulebook, disclosure: Disclosure) -> None:
        self._rulebook = rulebook
        self._tables = {
            cell.figure.place: table.name
            for table in disclosure.tables
            for row in table.rows
            for cell in row.cells.values()
            if cell.figure is not None
        }
        self._kinds: dict[Place, frozenset[str]] = {}
        for statement in disclosure.statements:
            kinds = {str(statement.kind), _TOGETHER.get(statement.kind, str(statement.kind))}
            for figure in (*statement.figures.values(), *statement.parts, *statement.shares):
                self._kinds[figure.place] = self._kinds.get(figure.place, frozenset()) | kinds
        self._by_table = lru_cache(maxsize=None)(lambda table: tuple(_for_table(rulebook.rules, table)))
        self._by_kinds = lru_cache(maxsize=None)(lambda kinds: tuple(_for_kinds(rulebook.rules, kinds)))

    def to(self, *places: Place) -> Rulebook:
        """The rules that another figure at these places can make come out otherwise."""
        rules: dict[str, list[Rule]] = {}
        for place in places:
            table = self._tables.get(place)
            for rule in self._by_kinds(self._kinds[place]) if table is None else self._by_table(table):
                rules.setdefault(rule.id, []).append(rule)
        return replace(self._rulebook, rules=tuple(_joined(found) for found in rules.values()))


def _joined(rules: list[Rule]) -> Rule:
    """The same rule in all the tables that several places ask for."""
    tables = tuple(dict.fromkeys(table for rule in rules for table in rule.tables))
    return rules[0] if tables == rules[0].tables else replace(rules[0], tables=tables)


def _for_table(rules: tuple[Rule, ...], table: str) -> Iterator[Rule]:
    for rule in rules:
        named = {reference.table for condition in _conditions(rule) for reference in references(condition)}
        of = rule.scope.of if rule.scope.kind in ("rows", "cells", "level_rows") else ""
        if table in named or table == of:
            yield rule
        elif table in rule.tables or rule.tables == (ALL_TABLES,):
            yield replace(rule, tables=(table,)) if not of else rule


def _for_kinds(rules: tuple[Rule, ...], kinds: frozenset[str]) -> Iterator[Rule]:
    for rule in rules:
        stated = rule.scope.kind == "statements" and rule.scope.what in kinds
        if stated or any(_reads_text(condition) for condition in _conditions(rule)):
            yield rule


def _conditions(rule: Rule) -> Iterator[Condition]:
    yield from rule.where
    for option in rule.options():
        yield from option.conditions


def _reads_text(condition: Condition) -> bool:
    if isinstance(condition, StatementExists):
        return True
    if isinstance(condition, Negation):
        return _reads_text(condition.of)
    if isinstance(condition, Implication):
        return _reads_text(condition.left) or _reads_text(condition.right)
    return isinstance(condition, Comparison) and any(one.table == TEXT for one in references(condition))
