"""Why nothing guards a figure, in words."""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property
from typing import NamedTuple

from budget_rules.disclosure import Disclosure, Statement
from budget_rules.figure import Figure
from budget_rules.findings import Report
from budget_rules.messages import Message, message
from budget_rules.place import Place


class Reason(NamedTuple):
    """Why, and whether it is that a relation could not be executed."""

    message: Message
    not_executed: bool = False


class Reasons:
    """The reasons for all figures of a disclosure; what they need is looked up when the first is asked for."""

    def __init__(self, disclosure: Disclosure, report: Report, guarded: Set[Place]) -> None:
        self._disclosure = disclosure
        self._report = report
        self._guarded = guarded

    def of(self, figure: Figure) -> Reason:
        """Why ``figure`` is in no evaluated relation."""
        place = figure.place
        if place in self._missed:
            return self._missed[place]
        rules = "、".join(f"“{title}”" for title in self._elsewhere.get(place, ()))
        if place in self._cells:
            table, column = self._cells[place]
            if rules:
                return Reason(message("coverage.elsewhere-row", table=table, column=column, rules=rules))
            if table not in self._speaking:
                return Reason(message("coverage.no-rule-table", table=table))
            if (table, column) not in self._speaking_columns:
                return Reason(message("coverage.no-rule-column", table=table, column=column))
            return Reason(message("coverage.no-rule-row", table=table, column=column))
        statement, role = self._statements[figure.place]
        key = "coverage.elsewhere-text" if rules else "coverage.no-rule-text"
        return Reason(message(key, name=statement.name, role=message(f"role.{role}"), rules=rules))

    @cached_property
    def _missed(self) -> dict[Place, Reason]:
        """By figure: the relation that would have guarded it; one that could not be executed comes first."""
        found: dict[Place, Reason] = {}
        for outcome in self._report.outcomes:
            for missed in outcome.missed:
                if missed.elsewhere:
                    continue
                key = "coverage.not-executed" if missed.unreadable else "coverage.not-applicable"
                reason = Reason(message(key, rule=outcome.title, reason=missed.reason), missed.unreadable)
                for figure in missed.figures():
                    if figure.text and (figure.place not in found or reason.not_executed):
                        found[figure.place] = reason
        return found

    @cached_property
    def _elsewhere(self) -> dict[Place, dict[str, None]]:
        """By figure: the titles of rules that would be about it if it stood elsewhere."""
        found: dict[Place, dict[str, None]] = {}
        for outcome in self._report.outcomes:
            for missed in outcome.missed:
                for figure in missed.figures() if missed.elsewhere else ():
                    found.setdefault(figure.place, {})[outcome.title] = None
        return found

    @cached_property
    def _cells(self) -> dict[Place, tuple[str, str]]:
        """Table and column of the figures of tables."""
        return {
            cell.figure.place: (table.name, table.columns[index].name)
            for table in self._disclosure.tables
            for row in table.rows
            for index, cell in row.cells.items()
            if cell.figure is not None
        }

    @cached_property
    def _speaking_columns(self) -> set[tuple[str, str]]:
        return {self._cells[place] for place in self._guarded if place in self._cells}

    @cached_property
    def _speaking(self) -> set[str]:
        return {table for table, _ in self._speaking_columns}

    @cached_property
    def _statements(self) -> dict[Place, tuple[Statement, str]]:
        """By figure of the narrative: the first statement that holds it, and its role there."""
        found: dict[Place, tuple[Statement, str]] = {}
        for statement in self._disclosure.statements:
            for role, figure in statement.figures.items():
                found.setdefault(figure.place, (statement, role))
            for role in ("parts", "shares"):
                for figure in getattr(statement, role):
                    found.setdefault(figure.place, (statement, role))
        return found
