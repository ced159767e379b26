"""A rule explained, and what it binds in a disclosure, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator

from budget_rules.checks import State
from budget_rules.findings import Check, Outcome, Part, Report
from budget_rules.messages import message
from budget_rules.relation import relation_text
from budget_rules.reports.plain import figures
from budget_rules.reports.rule_words import condition_words, relation_lines, scope_words
from budget_rules.reports.words import disclosure_name, harmless, named, severity_word
from budget_rules.rulebook.rule import Rule

_STATES = {State.HELD: "kit.held", State.ROUNDED: "kit.rounded", State.VIOLATED: "kit.violated"}


def rule_lines(rule: Rule) -> Iterator[str]:
    """What the rule says."""
    yield f"{rule.id}  {harmless(rule.shown_title)}"
    facts = (
        ("severity", severity_word(rule.severity)),
        ("scope", scope_words(rule)),
        ("condition", "；".join(map(condition_words, rule.where))),
        ("only", _when(rule)),
        ("basis", rule.basis),
        ("where", str(rule.source)),
    )
    for key, text in facts:
        if text:
            yield f"  {message(f'kit.head-{key}')}: {harmless(text)}"
    yield f"  {message('kit.head-relation')}:"
    for depth, words, written in relation_lines(rule):
        indent = "  " * (depth + 2)
        yield indent + harmless(words)
        if written:
            yield f"{indent}  {harmless(' '.join(written.split()))}"


def _when(rule: Rule) -> str:
    when = rule.when
    first, last = when.years
    years = "" if when.years == (None, None) else f"{first or ''}–{last or ''}"
    return "；".join(filter(None, map("、".join, (when.stages, when.levels, when.regions, when.tables)))) + years


def bound_lines(report: Report, most: int | None) -> Iterator[str]:
    """What the report's rule binds: violated relations first, at most ``most`` of all (None: every one)."""
    counts = report.counts
    yield str(
        message(
            "kit.bound",
            name=disclosure_name(report),
            checks=counts.checks,
            held=counts.held,
            blank=counts.held_blank,
            violated=counts.violated,
            skipped=counts.not_executed,
        )
    )
    shown = [(outcome, check) for outcome in report.outcomes for check in outcome.checks if not check.equation.vacuous]
    shown.sort(key=lambda one: one[1].state is not State.VIOLATED)
    for outcome, check in shown[:most]:
        yield ""
        yield from _check(outcome, check)
    if most is not None and len(shown) > most:
        yield ""
        yield str(message("kit.more", count=len(shown) - most))
    bound = {id(check.finding) for _, check in shown}
    for outcome in report.outcomes:
        place = named(outcome.rule, outcome.instance)
        for finding in outcome.findings:
            if id(finding) not in bound:
                yield str(message("kit.finding", place=place, said=harmless(finding.message)))
        skipped = outcome.not_executed if outcome.not_applicable is None else [outcome.not_applicable]
        for one in skipped:
            yield str(message("kit.skipped", place=place, reason=harmless(one.reason)))


def _check(outcome: Outcome, check: Check) -> Iterator[str]:
    slots = {"place": named(outcome.rule, outcome.instance), "state": message(_STATES[check.state])}
    yield str(message("kit.check", relation=harmless(relation_text(check.equation)), **slots))
    if check.finding is not None:
        yield f"  {harmless(check.finding.message)}"
    parts = [Part(str(role), figure) for _, figure, role in check.equation.terms()]
    yield from (f"  {line}" for line in figures(parts).splitlines())
