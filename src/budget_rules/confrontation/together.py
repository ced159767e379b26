"""A rule's clauses at many places at once: what is found is what ``deciding.py`` would find at each place.

Where a place needs more than its figures, because one was not read, or a condition does not hold, it is left to that.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from contextlib import suppress
from itertools import compress
from operator import not_
from typing import Protocol

from msgspec import Struct

from budget_rules.checks import State
from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.environment import Environment
from budget_rules.confrontation.fact import SO, Fact
from budget_rules.confrontation.facts import holds
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.printed import is_of_row, rows_so
from budget_rules.confrontation.rows import Rows
from budget_rules.confrontation.sums import Group, Picks, Sums
from budget_rules.rulebook.expression import Comparison, Condition, Flat, Implication, Negation
from budget_rules.rulebook.rule import Clause, Option, Rule

#: A relation at one of the places of its sums, and how it ended there.
Settled = tuple[Sums, int, State]
#: What is found at a place; None: it must be looked at by itself.
Found = Sequence[Settled | Fact] | None
#: That what a row prints is so, which is all there is to say of it.
GIVEN: Sequence[Fact] = (SO,)


class Places(Protocol):
    """Places on one side of a table where a rule applies."""

    @property
    def index(self) -> DisclosureIndex:
        """The disclosure."""

    def __len__(self) -> int: ...

    def at(self, place: int) -> Environment:
        """What names stand for at one of them."""

    def groups(self, flat: Flat, left_out: set[int]) -> Sequence[Group | Picks] | None:
        """The terms of a sum at the places; ``left_out`` collects those that must be looked at by themselves.

        None: that is so of all of them.

        Raises:
            Absent: it speaks of what is not there at any place.
        """


class Compared(Sequence[Found]):
    """A comparison at the places of its sums."""

    __slots__ = ("left_out", "sums")

    def __init__(self, sums: Sums, left_out: Set[int]) -> None:
        self.sums = sums
        #: The places that must be looked at by themselves.
        self.left_out = left_out

    def __len__(self) -> int:
        return self.sums.size

    def __getitem__(self, place: int) -> Found:  # type: ignore[override]
        state = self.sums.states[place]
        return None if state is None or place in self.left_out else ((self.sums, place, state),)

    def holding(self) -> Compared:
        """The same, but where it does not hold, something else may."""
        states = self.sums.states
        if State.VIOLATED not in states:
            return self
        violated = {place for place, state in enumerate(states) if state is State.VIOLATED}
        return Compared(self.sums, self.left_out | violated)


class Verdicts(Struct, frozen=True):
    """The option of a clause that counts, and what is found at each place."""

    option: Option
    found: Sequence[Found]
    #: Whether the rule leaves it open which option holds.
    choice: bool = False


def rows_where(condition: Condition, here: Rows) -> Rows:
    """The rows of which a premise is given."""
    try:
        so = _so(condition, here)
    except Absent:
        return here.some([])
    if so is not None:
        return here.some(list(compress(here.rows, so)))
    given: set[int] = set()
    for rows in here.by_side().values():
        with suppress(Absent):
            found = _found(condition, rows) or [None] * len(rows)
            given.update(
                id(row)
                for place, (row, one) in enumerate(zip(rows.rows, found, strict=True))
                if (holds(condition, rows.at(place)) if one is None else _holds(one))
            )
    return here.some([row for row in here.rows if id(row) in given])


def verdicts(clause: Option | Clause, places: Places, rule: Rule) -> Verdicts | None:
    """What the clause comes to at the places; None where each must be looked at by itself.

    Raises:
        Absent: it speaks of what is not there at any of them.
    """
    if isinstance(clause, Option):
        if clause.severity is not None or rule.tolerance is not None:
            return None
        parts = [_found(condition, places) for condition in clause.conditions]
        if len(parts) == 1:
            return None if parts[0] is None else Verdicts(clause, parts[0])
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        return Verdicts(clause, [_together(found) for found in zip(*known, strict=True)])
    reason = None
    for option in clause.options:
        try:
            first = verdicts(option, places, rule)
            break
        except Absent as absent:
            reason = reason or absent
    else:
        assert reason is not None
        raise reason
    if first is None or clause.mode == "first":
        return first
    found: Sequence[Found] = (
        first.found.holding()
        if isinstance(first.found, Compared)
        else [None if one is None or not _holds(one) else one for one in first.found]
    )
    return Verdicts(first.option, found, first.choice or len(clause.options) > 1)


def _together(parts: tuple[Found, ...]) -> Found:
    found: list[Settled | Fact] = []
    for part in parts:
        if part is None:
            return None
        found.extend(part)
    return found


def _holds(found: Sequence[Settled | Fact]) -> bool:
    return not any(not isinstance(one, Fact) and one[2] is State.VIOLATED for one in found)


def _found(condition: Condition, places: Places) -> Sequence[Found] | None:
    if isinstance(condition, Comparison):
        return _compare(condition, places)
    if not isinstance(places, Rows):
        return None
    if isinstance(condition, Implication):
        return _imply(condition, places)
    so = _so(condition, places)
    return None if so is None else [GIVEN if one else None for one in so]


def _so(condition: Condition, here: Rows) -> list[bool] | None:
    """Of which rows a condition on what they print is so; None: it is no such condition."""
    turned = isinstance(condition, Negation)
    of = condition.of if isinstance(condition, Negation) else condition
    if not is_of_row(of):
        return None
    so = rows_so(of, here.index, here.table, here.year)
    found = map(so.__contains__, map(id, here.rows))
    return list(map(not_, found) if turned else found)


def _imply(condition: Implication, here: Rows) -> Sequence[Found] | None:
    left, right = condition.left, condition.right
    if condition.both:
        one, other = _so(left, here), _so(right, here)
        if one is None or other is None or isinstance(left, Negation) or isinstance(right, Negation):
            return None
        return [GIVEN if first == second else None for first, second in zip(one, other, strict=True)]
    so = None if isinstance(left, Negation) else _so(left, here)
    if so is None:
        premises = _compare(left, here) if isinstance(left, Comparison) else None
        if premises is None:
            return None
        followed = [None if premise is None else _holds(premise) for premise in premises]
    else:
        followed = list(so)
    given = here.some(list(compress(here.rows, followed)))
    try:
        follows = _found(right, given) if given.rows else ()
    except Absent:
        follows = [None] * len(given)
    if follows is None:
        return None
    following = iter(follows)
    return [None if one is None else next(following) if one else () for one in followed]


def _compare(comparison: Comparison, places: Places) -> Sequence[Found] | None:
    if comparison.flat_left is None or comparison.flat_right is None:
        return None
    left_out: set[int] = set()
    left, right = places.groups(comparison.flat_left, left_out), places.groups(comparison.flat_right, left_out)
    if left is None or right is None:
        return None
    constants = comparison.flat_left.constant, comparison.flat_right.constant
    sums = Sums(comparison.operator, left, right, constants, len(places))
    return Compared(sums, left_out)
