"""Which option of a clause counts at one place, with its relations bound."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from budget_rules.checks import Equation, State
from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.binding import bind_comparison
from budget_rules.confrontation.environment import Environment
from budget_rules.confrontation.fact import SO, Fact
from budget_rules.confrontation.facts import bind_condition, printed_so
from budget_rules.confrontation.texts import TextsEnvironment
from budget_rules.confrontation.textual import text_facts
from budget_rules.figure import ZERO
from budget_rules.messages import Message, message
from budget_rules.rulebook.expression import Comparison
from budget_rules.rulebook.rule import Clause, Option, Rule

Relations = Sequence[Equation | Fact]
#: Operators of relations that figures which are equal do not satisfy.
_DIFFER = ("<", ">", "≠")


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
    #: How the relations end, where that was looked at to decide.
    states: Sequence[State] = ()


def decide(clause: Option | Clause, env: Environment, rule: Rule) -> Decision:
    """The option that counts here, with its relations bound: the first that can be read, or one that holds."""
    if isinstance(clause, Option):
        return Decision(clause, _relations(clause, env, rule))
    bound: list[Decision] = []
    reason: Message | None = None
    for option in clause.options:
        try:
            bound.append(decide(option, env, rule))
        except Absent as absent:
            reason = reason or absent.reason
            continue
        found = bound[-1]
        if clause.mode == "first":
            return found
        states = found.states or list(map(state_of, found.relations))
        if State.VIOLATED not in states:
            rejected = bound[0].relations if len(bound) > 1 else found.rejected
            choice = found.choice or len(clause.options) > 1
            return Decision(found.option, found.relations, rejected, _others(found, bound), choice, states)
    if not bound:
        raise Absent(reason or message("skip.no-option"))
    # A way that is worth saying where it holds is no standard for what is wrong where none does.
    plain = [candidate for candidate in bound if candidate.option.severity is None]
    nearest = min(plain or bound, key=lambda candidate: _distance(candidate.relations))
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


def _relations(option: Option, env: Environment, rule: Rule) -> Relations:
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


def state_of(relation: Equation | Fact) -> State:
    """How a relation ends; nothing of a fact is rounded."""
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
