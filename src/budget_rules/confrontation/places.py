"""What a rule comes to at the places where it applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from budget_rules.checks import Equation, State
from budget_rules.confrontation.deciding import Decision, decide, state_of
from budget_rules.confrontation.environment import Absent, Environment, Unreadable
from budget_rules.confrontation.explain import explain, explain_doubt
from budget_rules.confrontation.facts import holds
from budget_rules.confrontation.mention import figures_of
from budget_rules.confrontation.row_clauses import GIVEN, decider, rows_where
from budget_rules.confrontation.rows import Rows
from budget_rules.confrontation.scopes import StatementEnvironment
from budget_rules.disclosure import Row
from budget_rules.findings import Check, Counts, Finding, Missed, Outcome, Skipped
from budget_rules.messages import Message, message
from budget_rules.rulebook.rule import Clause, Option, Rule
from budget_rules.suspicion import unlikely

_ELSEWHERE = message("skip.elsewhere")


def skipped(rule: Rule, instance: str, reason: Message) -> Skipped:
    """That the rule could not be executed or does not apply at one place."""
    return Skipped(rule=rule.id, instance=instance, title=rule.shown_title, severity=rule.severity, reason=reason)


def outcome_of(rule: Rule, instance: str) -> Outcome:
    """An outcome of which nothing is known yet."""
    return Outcome(
        rule=rule.id,
        instance=instance,
        title=rule.shown_title,
        severity=rule.severity,
        rule_source=rule.source,
        basis=rule.basis,
    )


class Instance:
    """One rule at one place: counts what its relations come to."""

    def __init__(self, rule: Rule, instance: str) -> None:
        self.rule = rule
        self.result = outcome_of(rule, instance)
        self.reason: Message | None = None
        #: What was said of each paragraph.
        self._said: dict[tuple[str, int], Finding] = {}

    def check(self, env: Environment) -> None:
        """Evaluate the rule's clauses at one place."""
        for condition in self.rule.where:
            if not holds(condition, env):
                self._miss(_ELSEWHERE, self.rule.clauses, (env,), elsewhere=True)
                return
        for clause in self.rule.clauses:
            self._check(clause, env)

    def check_rows(self, rows: Rows) -> None:
        """Evaluate the rule's clauses at rows of a table."""
        meant = rows
        for condition in self.rule.where:
            meant = rows_where(condition, meant)
        if len(meant.rows) < len(rows.rows):
            kept = {id(row) for row in meant.rows}
            others = [row for row in rows.rows if id(row) not in kept]
            self._miss(_ELSEWHERE, self.rule.clauses, rows.some(others), elsewhere=True)
        deciders = {side: list(self._deciders(meant, side)) for side in meant.sides()}
        silences: dict[int, list[Row]] = {}
        given = 0
        for row in meant.rows:
            for number, quick in deciders[row.side]:
                decision = None if quick is None else quick(row)
                if decision is None:
                    self._check(self.rule.clauses[number], meant.at(row))
                elif decision.relations is GIVEN:
                    given += 1
                elif decision.relations:
                    self._note(partial(meant.at, row), decision)
                else:
                    silences.setdefault(number, []).append(row)
        self.result.counts.checks += given
        self.result.counts.held += given
        for number, silent in silences.items():
            self._miss(_ELSEWHERE, self.rule.clauses[number : number + 1], meant.some(silent), elsewhere=True)

    def _deciders(self, rows: Rows, side: str) -> Iterator[tuple[int, Callable[[Row], Decision | None] | None]]:
        """What decides each clause on that side; those that speak of what is not there at any row are left out."""
        for number, clause in enumerate(self.rule.clauses):
            try:
                yield number, decider(clause, rows, self.rule, side)
            except Absent as absent:
                self.reason = absent.reason
                self._miss(absent.reason, (clause,), rows.some([row for row in rows.rows if row.side == side]))

    def _check(self, clause: Option | Clause, env: Environment) -> None:
        try:
            decision = decide(clause, env, self.rule)
        except Absent as absent:
            self.reason = absent.reason
            self._miss(absent.reason, (clause,), (env,))
        except Unreadable as unreadable:
            self._miss(unreadable.reason, (clause,), (env,), unreadable=True)
            self.result.counts.checks += 1
            self.result.counts.not_executed += 1
            self.result.not_executed.append(skipped(self.rule, self.result.instance, unreadable.reason))
        else:
            self._note(lambda: env, decision)
            if not decision.relations:
                self._miss(_ELSEWHERE, (clause,), (env,), elsewhere=True)

    def _miss(
        self,
        reason: Message,
        clauses: Sequence[Option | Clause],
        places: Iterable[Environment],
        *,
        unreadable: bool = False,
        elsewhere: bool = False,
    ) -> None:
        figures = partial(figures_of, clauses, places)
        self.result.missed.append(Missed(reason, figures, unreadable, elsewhere))

    def _note(self, place: Callable[[], Environment], decision: Decision) -> None:
        counts, option = self.result.counts, decision.option
        for relation in decision.relations:
            blank = isinstance(relation, Equation) and relation.vacuous
            state = State.HELD if blank else state_of(relation)
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
                env = place()
                finding = self._found(explain(self.rule, self.result.instance, option, env, relation, meant), env)
            if isinstance(relation, Equation):
                check = Check(relation, state, finding, decision.others, decision.choice)
                self.result.checks.append(check)
                if state is State.ROUNDED and finding is None and unlikely(relation):
                    doubt = explain_doubt(self.rule, self.result.instance, option, place(), relation)
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
            self.result.not_applicable = skipped(self.rule, self.result.instance, reason)
        return self.result


class Instances(dict[str, Instance]):
    """The places of one rule, made when first spoken of."""

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self.rule = rule

    def __missing__(self, instance: str) -> Instance:
        self[instance] = place = Instance(self.rule, instance)
        return place
