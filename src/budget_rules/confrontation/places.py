"""What a rule comes to at the places where it applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import repeat

from budget_rules.checks import Equation, State
from budget_rules.confrontation.absent import Absent, Unreadable
from budget_rules.confrontation.deciding import Decision, decide, state_of
from budget_rules.confrontation.environment import Environment
from budget_rules.confrontation.explain import explain, explain_doubt
from budget_rules.confrontation.fact import Fact
from budget_rules.confrontation.facts import holds
from budget_rules.confrontation.mention import figures_of
from budget_rules.confrontation.rows import Rows
from budget_rules.confrontation.statement_scope import StatementEnvironment
from budget_rules.confrontation.sums import Sums
from budget_rules.confrontation.together import GIVEN, Compared, Places, Settled, Verdicts, rows_where, verdicts
from budget_rules.findings import Check, Counts, Finding, Missed, Outcome, Skipped
from budget_rules.messages import Message, message
from budget_rules.rulebook.rule import Clause, Option, Rule
from budget_rules.suspicion import unlikely

_ELSEWHERE = message("skip.elsewhere")


def skipped(outcome: Outcome, reason: Message) -> Skipped:
    """That the rule could not be executed or does not apply at the outcome's place."""
    return Skipped(outcome.rule, outcome.instance, outcome.title, outcome.severity, reason)


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
        if len(meant) < len(rows):
            self._miss(_ELSEWHERE, self.rule.clauses, Others(rows, meant), elsewhere=True)
        by_side = meant.by_side()
        sides = list(by_side)
        order = [sides.index(row.side) for row in meant.rows] if len(sides) > 1 else repeat(0, len(meant))
        self._check_together(list(by_side.values()), order)

    def check_places(self, places: Places) -> None:
        """Evaluate the rule's clauses at columns or cells of a table."""
        if self.rule.where:
            for place in range(len(places)):
                self.check(places.at(place))
        else:
            self._check_together([places], repeat(0, len(places)))

    def _check_together(self, parts: Sequence[Places], order: Iterable[int]) -> None:
        """Evaluate the rule's clauses at the places of several sides; ``order`` tells of which side each place is."""
        clauses = self.rule.clauses
        decided = [list(self._decided(part)) for part in parts]
        if len(parts) == len(clauses) == 1 and decided[0]:
            ((_, verdict),) = decided[0]
            if verdict is not None and isinstance(verdict.found, Compared):
                self._take_all(verdict, verdict.found, parts[0])
                return
        silences: dict[int, list[tuple[Places, int]]] = {}
        nexts = [0] * len(parts)
        given = 0
        for which in order:
            part, place = parts[which], nexts[which]
            nexts[which] += 1
            for number, verdict in decided[which]:
                found = None if verdict is None else verdict.found[place]
                if found is GIVEN:
                    given += 1
                elif verdict is None or found is None:
                    self._check(clauses[number], part.at(place))
                elif found:
                    self._take(found, verdict, part, place)
                else:
                    silences.setdefault(number, []).append((part, place))
        self.result.counts.checks += given
        self.result.counts.held += given
        for number, silent in silences.items():
            self._miss(_ELSEWHERE, clauses[number : number + 1], Picked(silent), elsewhere=True)

    def _take_all(self, verdict: Verdicts, compared: Compared, places: Places) -> None:
        """Count what a comparison came to at all places, with a word on each where there is one to say."""
        sums, begun = compared.sums, 0
        for place in (*sorted(sums.notable | compared.left_out), sums.size):
            self._take_some(sums, begun, place, choice=verdict.choice)
            begun = place + 1
            if place < sums.size:
                found = compared[place]
                if found is None:
                    self._check(self.rule.clauses[0], places.at(place))
                else:
                    self._take(found, verdict, places, place)

    def _take_some(self, sums: Sums, start: int, stop: int, *, choice: bool) -> None:
        """Count relations of which there is no more to say than that they hold."""
        if start == stop:
            return
        counts = self.result.counts
        states = [state for state in sums.states[start:stop] if state is not None]
        counts.checks += stop - start
        counts.held += stop - start
        counts.held_by_rounding += states.count(State.ROUNDED)
        if sums.blank:
            counts.held_blank += sum(1 for place in sums.blank if start <= place < stop)
        self.result.checks.add_later(sums, range(start, stop), states, choice=choice)

    def _decided(self, places: Places) -> Iterator[tuple[int, Verdicts | None]]:
        """What each clause comes to at the places; those that speak of what is not there at any are left out."""
        for number, clause in enumerate(self.rule.clauses):
            try:
                yield number, verdicts(clause, places, self.rule)
            except Absent as absent:
                self.reason = absent.reason
                self._miss(absent.reason, (clause,), Picked([(places, place) for place in range(len(places))]))

    def _take(self, found: Sequence[Settled | Fact], verdict: Verdicts, places: Places, place: int) -> None:
        """Count what was found at a place, or have it explained where there is something to say."""
        if any(not isinstance(one, Fact) and one[1] in one[0].notable for one in found):
            relations = [one if isinstance(one, Fact) else one[0].equation(one[1]) for one in found]
            self._note(partial(places.at, place), Decision(verdict.option, relations, choice=verdict.choice))
            return
        counts = self.result.counts
        counts.checks += len(found)
        counts.held += len(found)
        for one in found:
            if not isinstance(one, Fact):
                sums, at, state = one
                counts.held_by_rounding += state is State.ROUNDED
                counts.held_blank += at in sums.blank
                self.result.checks.add_later(sums, (at,), (state,), choice=verdict.choice)

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
            self.result.not_executed.append(skipped(self.result, unreadable.reason))
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
        for relation, decided in zip(decision.relations, decision.states or repeat(None)):  # noqa: B905
            equation = relation if isinstance(relation, Equation) else None
            blank = equation is not None and equation.vacuous
            state = State.HELD if blank else decided or state_of(relation)
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
            if equation is not None:
                check = Check(equation, state, finding, decision.others, decision.choice)
                self.result.checks.append(check)
                if state is State.ROUNDED and finding is None and unlikely(equation):
                    doubt = explain_doubt(self.rule, self.result.instance, option, place(), equation)
                    self.result.doubts.append((check, doubt))
            elif isinstance(relation, Fact) and state is not State.VIOLATED:
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
            self.result.not_applicable = skipped(self.result, reason)
        return self.result


class Picked:
    """Some places, to be looked at again if someone asks."""

    __slots__ = ("_picked",)

    def __init__(self, picked: Sequence[tuple[Places, int]]) -> None:
        self._picked = picked

    def __iter__(self) -> Iterator[Environment]:
        return (places.at(place) for places, place in self._picked)


class Others:
    """The rows that a rule is not about, to be looked at again if someone asks."""

    __slots__ = ("_all", "_meant")

    def __init__(self, rows: Rows, meant: Rows) -> None:
        self._all = rows
        self._meant = meant

    def __iter__(self) -> Iterator[Environment]:
        meant = set(map(id, self._meant.rows))
        return (self._all.at(place) for place, row in enumerate(self._all.rows) if id(row) not in meant)


class Instances(dict[str, Instance]):
    """The places of one rule, made when first spoken of."""

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self.rule = rule

    def __missing__(self, instance: str) -> Instance:
        self[instance] = place = Instance(self.rule, instance)
        return place
