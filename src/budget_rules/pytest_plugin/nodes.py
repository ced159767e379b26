"""A disclosure as a pytest file, and a rule at one place as a pytest item. Items only read what is already known."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from budget_rules.findings import Finding, Outcome, Report, Severity, Skipped
from budget_rules.messages import Message, message
from budget_rules.problem import BudgetError
from budget_rules.pytest_plugin import BudgetWarning
from budget_rules.pytest_plugin.location import located
from budget_rules.pytest_plugin.paths import node_path
from budget_rules.reports.plain import failure, outcome_line, waived_line
from budget_rules.reports.words import graded, harmless, headline, named
from budget_rules.runs.documents import Documents, unchecked

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr


class RuleFailed(Exception):
    """A rule has findings that are severe enough to fail."""


class DisclosureFile(pytest.File):
    """One disclosure: loads it, confronts it with the rules, and has an item for each rule × place."""

    documents: Documents
    fail_on: Severity

    @classmethod
    def at(cls, path: Path, parent: pytest.Collector, documents: Documents, fail_on: Severity) -> DisclosureFile:
        """The node of the disclosure at ``path``."""
        node_id = node_path(path, parent.config.rootpath)
        node: DisclosureFile = cls.from_parent(parent, path=path, nodeid=node_id)
        node.documents, node.fail_on = documents, fail_on
        return node

    def collect(self) -> Iterator[pytest.Item]:
        """The items, in the order of the rules.

        Raises:
            CollectError: the disclosure or the rules cannot be used, or no rule applies.
        """
        outcomes = self._outcomes()
        why = unchecked(self.documents.report(self.path), self.documents.name(self.path))
        if why is not None:
            raise self.CollectError(why)
        taken: dict[str, int] = {}
        for outcome in outcomes:
            name = _safe_name(outcome)
            taken[name] = taken.get(name, 0) + 1
            yield RuleItem.of(outcome, self, name if taken[name] == 1 else f"{name}-{taken[name]}")

    def _outcomes(self) -> list[Outcome]:
        first = self.documents.files[0]
        try:
            self.documents.rulebook  # noqa: B018 - its error is shown once, at the first disclosure
        except BudgetError as error:
            if self.path != first:
                why = message("shown.rules-unusable", path=self.documents.name(first))
                raise self.CollectError(harmless(why)) from None
            raise self.CollectError(problem_lines(error)) from None
        try:
            return self.documents.report(self.path).outcomes
        except BudgetError as error:
            raise self.CollectError(problem_lines(error)) from None


class RuleItem(pytest.Item):
    """One rule at one place."""

    outcome: Outcome
    report: Report
    fail_on: Severity

    @classmethod
    def of(cls, outcome: Outcome, parent: DisclosureFile, name: str) -> RuleItem:
        """The item of an outcome.

        Its id is given as text, which pytest 9.2 splits into name and ``[…]`` as it does with those it remembers: ids
        made from a name with brackets are not found again by ``--lf``.
        """
        item: RuleItem = cls.from_parent(parent, name=name, nodeid=f"{parent.nodeid}::{name}")
        item.outcome, item.fail_on = outcome, parent.fail_on
        item.report = parent.documents.report(parent.path)
        item.extra_keyword_matches.update((outcome.rule, outcome.title, outcome.instance))
        item.add_marker(outcome.severity.value)
        item.user_properties.extend(_properties(outcome))
        return item

    def runtest(self) -> None:
        """Skip, warn, fail, xfail or pass, as the outcome says.

        Raises:
            RuleFailed: there are findings of the failing severities.
        """
        reason = skip_reason(self.outcome)
        if reason is not None:
            pytest.skip(harmless(reason))
        if self.outcome.fails(self.fail_on):
            raise RuleFailed(outcome_line(self.outcome))
        for finding in self.outcome.open_findings:
            _warn(finding)
        if self.outcome.waived:
            pytest.xfail(waived_line(self.outcome))
            raise RuleFailed(outcome_line(self.outcome))  # with --runxfail

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str | TerminalRepr:
        """What is wrong, for a reader who knows budgets and not pytest."""
        if isinstance(excinfo.value, RuleFailed | BudgetWarning | pytest.xfail.Exception):
            first = (self.outcome.open_findings or self.outcome.findings)[0]
            return located(failure(self.outcome, self.report.causes), outcome_line(self.outcome), first.source)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The disclosure, the line of the first finding counted from 0, and the rule's title."""
        line = self.outcome.findings[0].source.line if self.outcome.findings else None
        return self.path, (line or 1) - 1, headline(self.outcome)


def skip_reason(outcome: Outcome) -> Message | None:
    """Why nothing was checked, or None where something was."""
    if outcome.not_applicable is not None:
        return message("shown.skip-not-applicable", reason=outcome.not_applicable.reason)
    executed = outcome.counts.checks > outcome.counts.not_executed
    if outcome.findings or executed or not outcome.not_executed:
        return None
    return message("shown.skip-not-executed", reason=_first_reason(outcome.not_executed))


def problem_lines(error: BudgetError) -> str:
    """A line for each problem."""
    return "\n".join(map(harmless, error.problems))


def _first_reason(skipped: list[Skipped]) -> Message:
    first, *others = dict.fromkeys(one.reason for one in skipped)
    return first if not others else message("shown.skip-more", reason=first, count=len(others))


def _safe_name(outcome: Outcome) -> str:
    """The item's name: pytest takes ``::`` for its own."""
    return named(outcome.rule, outcome.instance).replace("::", "：：")


def _warn(finding: Finding) -> None:
    """Warn at the place of the finding. The line is put into the file's name so that Python, which would print the
    line of the source as it is, finds none."""
    source = finding.source
    name = harmless(source.path if source.line is None else f"{source.path}:{source.line}")
    warnings.warn_explicit(BudgetWarning(graded(finding)), BudgetWarning, name, source.column or 1)


def _properties(outcome: Outcome) -> Iterator[tuple[str, object]]:
    """String properties for JUnit; place, expected and printed once for each finding."""
    yield "rule", outcome.rule
    yield "severity", outcome.severity.value
    for finding in outcome.findings:
        yield "place", harmless(finding.place)
        yield "expected", harmless(finding.expected)
        yield "printed", harmless(finding.printed)
