"""Which rules a changed figure can matter to: only they are confronted again."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from budget_rules.disclosure import Disclosure
from budget_rules.place import Place
from budget_rules.rulebook.expression import (
    TEXT,
    Agreement,
    Condition,
    Implication,
    Negation,
    StatementExists,
    references,
)
from budget_rules.rulebook.own_names import ALL_TABLES
from budget_rules.rulebook.rule import Rule, Rulebook


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
        self._of_table = {table.name: tuple(_about(rulebook.rules, table.name)) for table in disclosure.tables}
        self._of_text = tuple(rule for rule in rulebook.rules if _reads_text(rule))

    def to(self, *places: Place) -> Rulebook:
        """The rules that another figure at these places can make come out otherwise."""
        rules: dict[str, list[Rule]] = {}
        for place in places:
            table = self._tables.get(place)
            for rule in self._of_text if table is None else self._of_table[table]:
                rules.setdefault(rule.id, []).append(rule)
        return structs.replace(self._rulebook, rules=tuple(map(_joined, rules.values())))


def _joined(rules: list[Rule]) -> Rule:
    """The same rule in all the tables that several places ask for."""
    tables = tuple(dict.fromkeys(table for rule in rules for table in rule.tables))
    return rules[0] if tables == rules[0].tables else structs.replace(rules[0], tables=tables)


def _about(rules: tuple[Rule, ...], table: str) -> Iterator[Rule]:
    """The rules that read figures of the table; those that look at tables one by one, for this one only."""
    for rule in rules:
        named = {reference.table for condition in _conditions(rule) for reference in references(condition)}
        of = rule.scope.of if rule.scope.kind in ("rows", "cells", "level_rows") else ""
        if table in named or table == of:
            yield rule
        elif not of and (table in rule.tables or rule.tables == (ALL_TABLES,)):
            yield structs.replace(rule, tables=(table,))


def _reads_text(rule: Rule) -> bool:
    return rule.scope.kind == "statements" or any(map(_speaks_of_text, _conditions(rule)))


def _conditions(rule: Rule) -> Iterator[Condition]:
    yield from rule.where
    for option in rule.options():
        yield from option.conditions


def _speaks_of_text(condition: Condition) -> bool:
    if isinstance(condition, Negation):
        return _speaks_of_text(condition.of)
    if isinstance(condition, Implication):
        return _speaks_of_text(condition.left) or _speaks_of_text(condition.right)
    if isinstance(condition, (StatementExists, Agreement)):
        return True
    return any(reference.table == TEXT for reference in references(condition))
