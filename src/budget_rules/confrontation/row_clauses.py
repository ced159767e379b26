"""A rule's clauses at all rows of a table: what is found is what ``deciding.py`` would find at each row.

Where a row needs more than its figures, because one was not read, or a condition does not hold, it is left to that.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from budget_rules.checks import Equation, Linear, State, Term
from budget_rules.confrontation.binding import why_not_comparable
from budget_rules.confrontation.deciding import Decision, Relations, state_of
from budget_rules.confrontation.environment import Absent
from budget_rules.confrontation.fact import SO, Fact
from budget_rules.confrontation.facts import holds
from budget_rules.confrontation.printed import is_of_row, rows_so
from budget_rules.confrontation.row_figures import collects
from budget_rules.confrontation.rows import Rows
from budget_rules.disclosure import Row
from budget_rules.rulebook.expression import Comparison, Condition, Implication, Negation
from budget_rules.rulebook.rule import Clause, Option, Rule

#: What is found at a row; None: it must be looked at by itself.
Quick = Callable[[Row], "Relations | None"]
#: That what a row prints is so, which is all there is to say of it.
GIVEN: Relations = (SO,)


def rows_where(condition: Condition, here: Rows) -> Rows:
    """The rows of which a premise is given."""
    turned = isinstance(condition, Negation)
    of = condition.of if isinstance(condition, Negation) else condition
    if is_of_row(of):
        so = rows_so(of, here.index, here.table, here.year)
        return here.some([row for row in here.rows if (id(row) in so) != turned])
    by_side = {}
    for side in here.sides():
        with suppress(Absent):
            by_side[side] = _quick(condition, here, side)
    return here.some(
        [row for row in here.rows if row.side in by_side and _is_given(condition, here, row, by_side[row.side])]
    )


def _is_given(condition: Condition, here: Rows, row: Row, quick: Quick | None) -> bool:
    found = None if quick is None else quick(row)
    if found is None:
        return holds(condition, here.at(row))
    return all(state_of(relation) is not State.VIOLATED for relation in found)


def decider(clause: Option | Clause, here: Rows, rule: Rule, side: str) -> Callable[[Row], Decision | None] | None:
    """What decides the clause for rows of a side; None where each must be looked at by itself.

    Raises:
        Absent: it speaks of what is not there at any of them.
    """
    if isinstance(clause, Option):
        quick = _of_option(clause, here, rule, side)
        if quick is None:
            return None
        known = quick
        given = Decision(clause, GIVEN)

        def decide(row: Row) -> Decision | None:
            found = known(row)
            return None if found is None else given if found is GIVEN else Decision(clause, found)

        return decide
    first, reason = None, None
    for option in clause.options:
        try:
            first = decider(option, here, rule, side)
            break
        except Absent as absent:
            reason = reason or absent
    else:
        if reason is not None:
            raise reason
    if first is None:
        return None
    known_first, choice = first, clause.mode == "any" and len(clause.options) > 1

    def decide_first(row: Row) -> Decision | None:
        found = known_first(row)
        if found is None or (
            clause.mode == "any" and any(state_of(relation) is State.VIOLATED for relation in found.relations)
        ):
            return None
        return found._replace(choice=found.choice or choice)

    return decide_first


def _of_option(option: Option, here: Rows, rule: Rule, side: str) -> Quick | None:
    if option.severity is not None or rule.tolerance is not None:
        return None
    parts: list[Quick] = []
    for condition in option.conditions:
        quick = _quick(condition, here, side)
        if quick is None:
            return None
        parts.append(quick)
    if len(parts) == 1:
        return parts[0]

    def all_of_them(row: Row) -> Relations | None:
        together: list[Equation | Fact] = []
        for part in parts:
            found = part(row)
            if found is None:
                return None
            together.extend(found)
        return together

    return all_of_them


def _quick(condition: Condition, here: Rows, side: str) -> Quick | None:
    if isinstance(condition, Comparison):
        return _compare(condition, here, side)
    if isinstance(condition, Implication):
        return _imply(condition, here, side)
    turned = isinstance(condition, Negation)
    of = condition.of if isinstance(condition, Negation) else condition
    if not is_of_row(of):
        return None
    so = rows_so(of, here.index, here.table, here.year)
    return lambda row: GIVEN if (id(row) in so) != turned else None


def _imply(condition: Implication, here: Rows, side: str) -> Quick | None:
    left, right = condition.left, condition.right
    if condition.both:
        if not (is_of_row(left) and is_of_row(right)):
            return None
        one, other = (rows_so(of, here.index, here.table, here.year) for of in (left, right))
        return lambda row: GIVEN if (id(row) in one) == (id(row) in other) else None
    try:
        then = _quick(right, here, side)
    except Absent:
        return None
    if then is None:
        return None
    follows = then
    if is_of_row(left):
        so = rows_so(left, here.index, here.table, here.year)
        return lambda row: follows(row) if id(row) in so else ()
    premise = _quick(left, here, side) if isinstance(left, Comparison) else None
    if premise is None:
        return None
    given = premise

    def imply(row: Row) -> Relations | None:
        found = given(row)
        if found is None:
            return None
        return follows(row) if all(state_of(relation) is not State.VIOLATED for relation in found) else ()

    return imply


def _compare(comparison: Comparison, here: Rows, side: str) -> Quick | None:
    if comparison.flat_left is None or comparison.flat_right is None:
        return None
    left, right = collects(comparison.flat_left, here, side), collects(comparison.flat_right, here, side)
    if left is None or right is None:
        return None
    collect_left, collect_right, operator = left, right, comparison.operator
    first, second = comparison.flat_left.constant, comparison.flat_right.constant

    def compare(row: Row) -> Relations | None:
        mine: list[Term] = []
        others: list[Term] = []
        for collect in collect_left:
            if not collect(row, mine):
                return None
        for collect in collect_right:
            if not collect(row, others):
                return None
        equation = Equation(operator, Linear(mine, first), Linear(others, second))
        return (equation,) if why_not_comparable(equation) is None else None

    return compare
