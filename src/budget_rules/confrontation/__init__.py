"""A rulebook confronted with a disclosure: every rule, wherever it applies."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from budget_rules.checks import Equation, State
from budget_rules.confrontation.binding import bind_comparison
from budget_rules.confrontation.environment import Absent, Environment, Unreadable
from budget_rules.confrontation.explain import explain, explain_doubt
from budget_rules.confrontation.fact import SO, Fact
from budget_rules.confrontation.facts import bind_condition, holds, printed_so
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.mention import figures_of
from budget_rules.confrontation.scopes import StatementEnvironment, environments, statement_environments, tables_of
from budget_rules.confrontation.texts import TextsEnvironment
from budget_rules.confrontation.textual import text_facts
from budget_rules.disclosure import Disclosure
from budget_rules.figure import ZERO
from budget_rules.findings import Check, Counts, Finding, Missed, Outcome, Report, Skipped, TableSummary
from budget_rules.messages import Message, message
from budget_rules.rulebook.expression import Comparison
from budget_rules.rulebook.rule import Clause, Option, Rule, Rulebook
from budget_rules.suspicion import truncated, unlikely

__all__ = ["confront"]

Relations = Sequence[Equation | Fact]
_ELSEWHERE = message("skip.elsewhere")
#: Operators of relations that figures which are equal do not satisfy.
_DIFFER = ("<", ">", "≠")


def confront(rulebook: Rulebook, disclosure: Disclosure, *, jointly: bool = True) -> Report:
    """Evaluate every rule wherever it applies in the disclosure, and whether all relations can hold together.

    Without ``jointly`` relations are only looked at one by one.

    What a rule speaks of and the disclosure lacks makes it not applicable, with the reason; what is there and could not
    be read makes a relation not executed. Neither counts as held.
    """
    index = DisclosureIndex(disclosure, rulebook.vocabulary)
    outcomes = [outcome for rule in rulebook.rules for outcome in _confront_rule(rule, index)]
    in_tables = {id(table): sum(1 for figure in table.figures() if figure.text) for table in disclosure.tables}
    total = sum(1 for _ in disclosure.figures())
    _doubt(outcomes)
    report = Report(
        path=disclosure.path,
        title=disclosure.title,
        unit=disclosure.unit,
        year=disclosure.year,
        stage=disclosure.stage,
        level=disclosure.level,
        region=disclosure.region,
        tables=tuple(
            TableSummary(
                name=table.name,
                title=table.title,
                unit="" if table.unit is None else table.unit.name,
                rows=len(table.rows),
                figures=in_tables[id(table)],
                source=table.source,
            )
            for table in disclosure.tables
        ),
        table_figures=sum(in_tables.values()),
        text_figures=total - sum(in_tables.values()),
        outcomes=outcomes,
        unread=tuple(disclosure.unread),
        disclosure=disclosure,
    )
    if jointly:
        from budget_rules.diagnosis.contradictions import contradictions

        together = contradictions(report)
        if together is not None:
            outcomes.append(together)
    return report


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
    found = _Places(rule)
    reasons: dict[str, Message] = {}
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


def _skipped(rule: Rule, instance: str, reason: Message) -> Skipped:
    return Skipped(rule=rule.id, instance=instance, title=str(rule.shown_title), severity=rule.severity, reason=reason)


def _not_applicable(rule: Rule, instance: str, reason: Message) -> Outcome:
    outcome = Outcome(
        rule=rule.id,
        instance=instance,
        title=str(rule.shown_title),
        severity=rule.severity,
        rule_source=rule.source,
        basis=rule.basis,
    )
    outcome.not_applicable = _skipped(rule, instance, reason)
    return outcome


class _Place:
    """One rule at one place: counts what its relations come to."""

    def __init__(self, rule: Rule, instance: str) -> None:
        self.rule = rule
        self.result = Outcome(
            rule=rule.id,
            instance=instance,
            title=str(rule.shown_title),
            severity=rule.severity,
            rule_source=rule.source,
            basis=rule.basis,
        )
        self.reason: Message | None = None
        #: What was said of each paragraph.
        self._said: dict[tuple[str, int], Finding] = {}

    def check(self, env: Environment) -> None:
        """Evaluate the rule's clauses at one place."""
        for condition in self.rule.where:
            if not holds(condition, env):
                self.result.missed.append(_elsewhere(self.rule.clauses, env))
                return
        for clause in self.rule.clauses:
            try:
                decision = _decide(clause, env, self.rule)
            except Absent as absent:
                self.reason = absent.reason
                self.result.missed.append(self._missed(clause, env, absent.reason))
            except Unreadable as unreadable:
                self.result.missed.append(self._missed(clause, env, unreadable.reason, unreadable=True))
                self.result.counts.checks += 1
                self.result.counts.not_executed += 1
                self.result.not_executed.append(_skipped(self.rule, self.result.instance, unreadable.reason))
            else:
                self._note(env, decision)
                if not decision.relations:
                    self.result.missed.append(_elsewhere((clause,), env))

    def _missed(
        self, clause: Option | Clause, env: Environment, reason: Message, *, unreadable: bool = False
    ) -> Missed:
        return Missed(reason, partial(figures_of, (clause,), env), unreadable)

    def _note(self, env: Environment, decision: Decision) -> None:
        counts, option = self.result.counts, decision.option
        for relation in decision.relations:
            blank = isinstance(relation, Equation) and relation.vacuous
            state = State.HELD if blank else _state(relation)
            counts.checks += 1
            if state is State.VIOLATED:
                counts.violated += 1
            else:
                counts.held += 1
                counts.held_by_rounding += state is State.ROUNDED
                counts.held_blank += blank
            finding = None
            if state is State.VIOLATED or option.severity is not None:
                meant = decision.rejected[0] if decision.rejected else None
                finding = self._found(explain(self.rule, self.result.instance, option, env, relation, meant), env)
            if isinstance(relation, Equation):
                check = Check(relation, state, finding, decision.others, decision.choice)
                self.result.checks.append(check)
                if state is State.ROUNDED and finding is None and unlikely(relation):
                    doubt = explain_doubt(self.rule, self.result.instance, option, env, relation)
                    self.result.doubts.append((check, doubt))
            elif state is not State.VIOLATED:
                self.result.pinned += relation.pinned

    def _found(self, finding: Finding, env: Environment) -> Finding:
        """The finding, or the one that said the same of the same amount, printed before in the same paragraph."""
        if isinstance(env, StatementEnvironment):
            said = (str(finding.message), id(env.statement.paragraph))
            if said in self._said:
                return self._said[said]
            self._said[said] = finding
        self.result.findings.append(finding)
        return finding

    def outcome(self) -> Outcome:
        """The result, or the reason why there is none."""
        counts = self.result.counts
        if counts.checks == counts.held_blank:
            blank = message("skip.all-blank") if counts.checks else None
            reason = blank or self.reason or message("skip.nothing-here")
            self.result.counts = Counts()
            self.result.not_applicable = _skipped(self.rule, self.result.instance, reason)
        return self.result


def _elsewhere(clauses: Sequence[Option | Clause], env: Environment) -> Missed:
    """What the rule does not say here, because it is about other places."""
    return Missed(_ELSEWHERE, partial(figures_of, clauses, env), elsewhere=True)


class _Places(dict[str, _Place]):
    """The places of one rule, made when first spoken of."""

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self.rule = rule

    def __missing__(self, instance: str) -> _Place:
        self[instance] = place = _Place(self.rule, instance)
        return place


class Decision(NamedTuple):
    """The option of a clause that counts at one place."""

    option: Option
    relations: Relations
    #: The relations of the first option, where another one holds in its stead.
    rejected: Relations = ()
    #: The relations of each other option that was looked at: any of them would do.
    others: tuple[tuple[Equation, ...], ...] = ()
    #: Whether the rule leaves it open which option holds.
    choice: bool = False


def _decide(clause: Option | Clause, env: Environment, rule: Rule) -> Decision:
    """The option that counts here, with its relations bound: the first that can be read, or one that holds."""
    if isinstance(clause, Option):
        return Decision(clause, _bind(clause, env, rule))
    bound: list[Decision] = []
    reason: Message | None = None
    for option in clause.options:
        try:
            bound.append(_decide(option, env, rule))
        except Absent as absent:
            reason = reason or absent.reason
            continue
        found = bound[-1]
        if clause.mode == "first" or all(_state(relation) is not State.VIOLATED for relation in found.relations):
            rejected = bound[0].relations if len(bound) > 1 else found.rejected
            choice = found.choice or (clause.mode == "any" and len(clause.options) > 1)
            return found._replace(rejected=rejected, others=_others(found, bound), choice=choice)
    if not bound:
        raise Absent(reason or message("skip.no-option"))
    nearest = min(bound, key=lambda candidate: _distance(candidate.relations))
    return nearest._replace(others=_others(nearest, bound), choice=True)


def _others(chosen: Decision, bound: list[Decision]) -> tuple[tuple[Equation, ...], ...]:
    """The equations of the other options; an option that rests on more than figures is left out."""
    found = list(chosen.others)
    for other in bound:
        if other is not chosen:
            equations = tuple(relation for relation in other.relations if isinstance(relation, Equation))
            if len(equations) == len(other.relations):
                found.extend((equations, *other.others))
    return tuple(found)


def _bind(option: Option, env: Environment, rule: Rule) -> Relations:
    found: list[Equation | Fact] = []
    texts = env if isinstance(env, TextsEnvironment) else None
    for condition in option.conditions:
        if isinstance(condition, Comparison) and texts is None:
            found.append(bind_comparison(condition, env))
            continue
        if option.severity is None and printed_so(condition, env):
            found.append(SO)
            continue
        if texts is not None:
            found.extend(text_facts(condition, texts))
            continue
        bound = bind_condition(condition, env)
        if bound is not None:
            found.append(bound)
    if rule.tolerance is not None:
        for relation in found:
            if isinstance(relation, Equation):
                relation.tolerance = rule.tolerance.value
    return found


def _state(relation: Equation | Fact) -> State:
    if isinstance(relation, Fact):
        return State.HELD if relation.holds else State.VIOLATED
    return relation.evaluate()


def _distance(relations: Relations) -> tuple[int, Decimal]:
    """How far relations are from holding: what only says that figures differ names no value, and facts are farthest."""
    equations = [relation for relation in relations if isinstance(relation, Equation)]
    try:
        return any(one.operator in _DIFFER for one in equations), max(abs(one.difference()) for one in equations)
    except (ArithmeticError, ValueError):
        return 2, ZERO
