"""A rulebook confronted with a disclosure: every rule, wherever it applies."""

from __future__ import annotations

from budget_rules.checks import State
from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.columns import places_meant
from budget_rules.confrontation.environment import Environment
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.places import Instances, outcome_of, skipped
from budget_rules.confrontation.rows import rows_meant
from budget_rules.confrontation.scopes import environments, tables_of
from budget_rules.confrontation.statement_scope import statement_environments
from budget_rules.confrontation.texts import TextsEnvironment
from budget_rules.disclosure import Disclosure
from budget_rules.findings import Cause, Outcome, Report
from budget_rules.messages import Message, message
from budget_rules.rulebook.rule import Rule, Rulebook
from budget_rules.suspicion import truncated

__all__ = ["confront"]


def confront(rulebook: Rulebook, disclosure: Disclosure, *, jointly: bool = True) -> Report:
    """Evaluate every rule wherever it applies in the disclosure, and whether all relations can hold together.

    Without ``jointly`` relations are only looked at one by one.

    What a rule speaks of and the disclosure lacks makes it not applicable, with the reason; what is there and could not
    be read makes a relation not executed. Neither counts as held.
    """
    index = DisclosureIndex.of(disclosure, rulebook.vocabulary)
    outcomes = [outcome for rule in rulebook.rules for outcome in _confront_rule(rule, index)]
    _doubt(outcomes)
    report = Report(
        path=disclosure.path,
        title=disclosure.title,
        unit=disclosure.unit,
        year=disclosure.year,
        stage=disclosure.stage,
        level=disclosure.level,
        region=disclosure.region,
        outcomes=outcomes,
        unread=tuple(disclosure.unread),
        disclosure=disclosure,
        diagnose=_diagnose,
    )
    if jointly:
        from budget_rules.diagnosis.contradictions import contradictions

        together = contradictions(report)
        if together is not None:
            outcomes.append(together)
    return report


def _diagnose(report: Report) -> list[Cause]:
    from budget_rules.diagnosis import diagnose  # most reports are never asked for causes, or have none

    return diagnose(report)


def _doubt(outcomes: list[Outcome]) -> None:
    """Make findings of what is statistically unlikely, but for documents whose habit explains it."""
    doubts = [(outcome, check, doubt) for outcome in outcomes for check, doubt in outcome.doubts]
    if not doubts:
        return
    rounded = (check for outcome in outcomes for check in outcome.checks if check.state is State.ROUNDED)
    if truncated(check.equation for check in rounded):
        return
    for outcome, check, doubt in doubts:
        check.finding = doubt
        outcome.findings.append(doubt)
        outcome.counts.held -= 1
        outcome.counts.held_by_rounding -= 1
        outcome.counts.suspicious += 1


def _confront_rule(rule: Rule, index: DisclosureIndex) -> list[Outcome]:
    against = rule.when.reason_against(index.disclosure)
    if against is not None:
        return [_not_applicable(rule, "", against)]
    found = Instances(rule)
    reasons: dict[str, Message] = {}
    by_row = rule.scope.kind in ("rows", "level_rows")
    try:
        if rule.scope.kind == "statements":
            for section, statement in statement_environments(rule, index):
                found[section].check(statement)
        elif rule.scope.kind == "texts":
            texts = TextsEnvironment(rule, index)
            found[""].check(texts)
        elif rule.scope.kind == "once" and not rule.tables:
            found[""].check(Environment(index))
        else:
            for table in tables_of(rule, index):
                if isinstance(table, str):
                    reasons[table] = message("skip.no-table", table=table)
                    continue
                place = found[table.table.name]
                if by_row:
                    for rows in rows_meant(rule, index, table):
                        place.check_rows(rows)
                elif rule.scope.kind in ("columns", "parents", "cells"):
                    for places in places_meant(rule, index, table):
                        place.check_places(places)
                else:
                    for env in environments(rule, index, table):
                        place.check(env)
    except Absent as absent:
        reasons[""] = absent.reason
    outcomes = [place.outcome() for place in found.values()]
    outcomes.extend(_not_applicable(rule, instance, reason) for instance, reason in reasons.items())
    if not outcomes:
        named = "、".join(rule.scope.named) or "—"
        outcomes.append(
            _not_applicable(
                rule, "", message("skip.no-statement", what=message(f"kind.{rule.scope.what}"), named=named)
            )
        )
    return outcomes


def _not_applicable(rule: Rule, instance: str, reason: Message) -> Outcome:
    outcome = outcome_of(rule, instance)
    outcome.not_applicable = skipped(outcome, reason)
    return outcome
