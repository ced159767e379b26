"""One relation between sums of figures at several places, decided for all of them at once.

What is decided is what ``Equation.evaluate`` would come to at each place. Where adding up does not show it, because
figures are rounded to different digits or their units differ, the equation is made and asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import repeat
from operator import add, neg, or_, sub
from typing import Any, NamedTuple, TypeVar

from budget_rules.checks import Equation, Linear, State, Term, TermRole, by_sign, kind_of, why_not_comparable
from budget_rules.confrontation.series import Pick, Series
from budget_rules.disclosure import Row
from budget_rules.figure import MINUS, ONE, ZERO
from budget_rules.messages import Message
from budget_rules.suspicion import likely_within, unlikely

#: How a relation names a term: a name, one for each place, or None: the place of the figure.
Role = str | Message | Sequence[TermRole] | None
_Number = TypeVar("_Number", Decimal, int)


class Group(NamedTuple):
    """Terms with one factor: each of ``series`` has a figure for every place."""

    factor: Decimal
    series: Sequence[Series]
    #: In the order of the series.
    roles: Sequence[Role]

    def terms(self, place: int) -> Iterator[Term]:
        """The terms at a place."""
        for series, role in zip(self.series, self.roles, strict=True):
            figure = series.figures[place]
            if figure is not None:
                name = figure.place if role is None else role if isinstance(role, (str, Message)) else role[place]
                yield self.factor, figure, name

    def added(self, vectors: Sequence[Sequence[_Number]], nothing: _Number) -> Sequence[Iterable[_Number]]:
        """What adds up to the sum of the terms at each place, of the values (or …) of each of the series."""
        return vectors

    def size(self, place: int) -> int:
        """How many terms there are at a place."""
        return sum([series.figures[place] is not None for series in self.series])

    def all_print(self) -> bool:
        """Whether it is plain to see that they print something at every place."""
        return any("" not in series.texts for series in self.series)

    def printed(self) -> Iterable[bool]:
        """Whether the terms print anything, at each place."""
        return map(any, zip(*[series.texts for series in self.series], strict=True))


class Picks(NamedTuple):
    """Terms with one factor: there is one of ``series`` for every place, and a pick of the terms from it."""

    factor: Decimal
    series: Sequence[Series]
    picks: Sequence[Pick]
    #: For each place, the rows of the terms picked.
    rows: Sequence[Sequence[Row]]

    def terms(self, place: int) -> Iterator[Term]:
        """The terms at a place."""
        figures = self.picks[place](self.series[place].figures)
        terms = zip(figures, self.rows[place], strict=True)
        return ((self.factor, figure, row.label) for figure, row in terms if figure is not None)

    def added(self, vectors: Sequence[Sequence[_Number]], nothing: _Number) -> Sequence[Iterable[_Number]]:
        """What adds up to the sum of the terms at each place, of the values (or …) of each of the series."""
        return ([sum(pick(vector), nothing) for pick, vector in zip(self.picks, vectors, strict=True)],)

    def size(self, place: int) -> int:
        """How many terms there are at a place."""
        return len(self.rows[place])

    def all_print(self) -> bool:
        """Whether it is plain to see that they print something at every place."""
        return not any("" in series.texts for series in dict.fromkeys(self.series))

    def printed(self) -> Iterable[bool]:
        """Whether the terms print anything, at each place."""
        return [any(pick(series.texts)) for pick, series in zip(self.picks, self.series, strict=True)]


class Sums:
    """``left operator right`` over printed figures at several places."""

    __slots__ = ("_series", "blank", "constants", "doubtful", "left", "notable", "operator", "right", "size", "states")

    def __init__(
        self,
        operator: str,
        left: Sequence[Group | Picks],
        right: Sequence[Group | Picks],
        constants: tuple[Decimal, Decimal],
        size: int,
    ) -> None:
        self.operator = operator
        self.left = left
        self.right = right
        self.constants = constants
        #: How many places there are.
        self.size = size
        self._series = set[Series]().union(*[group.series for group in (*left, *right)])
        #: Where nothing at all is printed, so that there is nothing to compare.
        self.blank: set[int] = set()
        #: Where it holds by rounding, but hardly would.
        self.doubtful: set[int] = set()
        #: How it ends at each place; None: it must be looked at by itself.
        self.states: list[State | None] = self._decide()
        #: Where there is more to say than that it holds.
        self.notable = {*self.doubtful}
        for state in (None, State.VIOLATED):
            if state in self.states:
                self.notable.update(place for place, one in enumerate(self.states) if one is state)

    def equation(self, place: int) -> Equation:
        """The relation at one place."""
        first, second = self.constants
        return Equation(
            self.operator, Linear(_terms(self.left, place), first), Linear(_terms(self.right, place), second)
        )

    def _decide(self) -> list[State | None]:
        if not self._comparable():
            return [self._by_itself(place) for place in range(self.size)]
        self.blank = self._unprinted()
        half = self._half()
        halves = None if any(self.constants) else self._in_halves(half)
        if halves is not None:
            return self._ended(self._added(halves, 0, 0), 1)
        first, second = self.constants
        return self._ended(self._added({one: one.values for one in self._series}, ZERO, first - second), half)

    def _ended(self, differences: list[_Number], half: _Number | None) -> list[State | None]:
        """How it ends by left minus right at each place, where figures are rounded to ``half`` or (None) unlike."""
        if self.operator != "=":
            states = [by_sign(self.operator, difference) for difference in differences]
            return [self._at(place) if state is None else state for place, state in enumerate(states)]
        if not any(differences):
            return [State.HELD] * self.size
        if half is None:
            return [self._at(place) if difference else State.HELD for place, difference in enumerate(differences)]
        return self._rounded(differences, half)

    def _comparable(self) -> bool:
        """Whether all figures have units that can be added up."""
        units = [series.unit for series in self._series]
        if not units:
            return True
        first = units[0]
        if first is None:
            return False
        if units.count(first) != len(units) and (
            None in units or any(kind_of(unit) != kind_of(first) for unit in units if unit is not None)
        ):
            return False
        return not any(self.constants) or first.quantity != "money"

    def _in_halves(self, half: Decimal | None) -> dict[Series, Sequence[int]] | None:
        """All figures in halves of their last digit, which adds up faster; None where they are not all whole ones."""
        found: dict[Series, Sequence[int]] = {}
        for series in self._series if half else ():
            assert half is not None
            whole = series.in_halves(half)
            if whole is None:
                return None
            found[series] = whole
        return found or None

    def _added(self, vectors: Mapping[Series, Sequence[_Number]], nothing: _Number, constant: _Number) -> list[_Number]:
        """Left minus right at each place, of the values (or …) of each series."""
        found: Iterable[_Number] | None = repeat(constant, self.size) if constant else None
        for groups, on_left in ((self.left, True), (self.right, False)):
            for group in groups:
                factor = group.factor
                adds = (factor is ONE or (factor is not MINUS and factor > 0)) == on_left
                totals: Iterable[Any]  # whole numbers are only added up with factors 1 and -1
                for totals in group.added([vectors[one] for one in group.series], nothing):
                    if factor is not ONE and factor is not MINUS:
                        totals = [abs(factor) * total for total in totals]
                    if found is None:
                        found = totals if adds else map(neg, totals)
                    else:
                        found = map(add if adds else sub, found, totals)
        return [nothing] * self.size if found is None else list(found)

    def _rounded(self, differences: list[_Number], half: _Number) -> list[State | None]:
        """What differences come to, of figures that are rounded to ``half``."""
        counts = self._counts()
        if counts.count(counts[0]) == self.size and counts[0] != 2:  # all of them at once, if none is far off
            likely = min(counts[0], likely_within(counts[0])) * half
            if max(map(abs, differences)) <= likely:
                return [State.ROUNDED if difference else State.HELD for difference in differences]
        found: list[State | None] = []
        allowed, likely, before = 0 * half, 0 * half, -1
        for place, (difference, count) in enumerate(zip(differences, counts, strict=True)):
            if count != before:  # what so many figures allow, and how far off no sum of them is unlikely
                allowed, likely, before = count * half, min(count, likely_within(count)) * half, count
            if not difference:
                found.append(State.HELD)
            elif abs(difference) <= likely and count != 2:  # two may have to be one number
                found.append(State.ROUNDED)
            else:
                found.append(State.VIOLATED if abs(difference) > allowed else self._at(place))
        return found

    def _counts(self) -> list[int]:
        """How many figures are rounded at each place."""
        groups = (*self.left, *self.right)
        if not [series for series in self._series if series.rounding()[1] is not None]:
            everywhere = sum([len(group.series) for group in groups if isinstance(group, Group)])
            picked = [[len(rows) for rows in group.rows] for group in groups if isinstance(group, Picks)]
            return (
                [everywhere + sum(sizes) for sizes in zip(*picked, strict=True)] if picked else [everywhere] * self.size
            )
        counts: Iterable[int] = repeat(0, self.size)
        for group in groups:
            rounded: list[Sequence[int]] = []
            for series in group.series:
                rounded.append(series.rounding()[1] or (True,) * len(series.values))
            for totals in group.added(rounded, 0):
                counts = map(add, counts, totals)
        return list(counts)

    def _half(self) -> Decimal | None:
        """What all figures that are rounded are rounded to; None where that differs or some count more than once."""
        for group in (*self.left, *self.right):
            if group.factor is not ONE and group.factor is not MINUS:
                return None
        found = ZERO
        for series in self._series:
            half = series.rounding()[0]
            if half is None or (half and found and half != found):
                return None
            found = half or found
        return found

    def _at(self, place: int) -> State:
        equation = self.equation(place)
        state = equation.evaluate()
        if state is State.ROUNDED and unlikely(equation):
            self.doubtful.add(place)
        return state

    def _by_itself(self, place: int) -> State | None:
        equation = self.equation(place)
        if why_not_comparable(equation) is not None:
            return None
        if equation.vacuous:
            self.blank.add(place)
        return self._at(place)

    def _unprinted(self) -> set[int]:
        """Where nothing is printed; a single figure is compared with a constant all the same."""
        for group in (*self.left, *self.right):
            if group.all_print():
                return set()
        printed = [False] * self.size
        for group in (*self.left, *self.right):
            printed = list(map(or_, printed, group.printed()))
            if all(printed):
                return set()
        blank = {place for place, one in enumerate(printed) if not one}
        groups = (*self.left, *self.right)
        if len(groups) > 1 and not any(series.holes for series in self._series):
            return blank
        return {place for place in blank if sum([group.size(place) for group in groups]) != 1}


def _terms(groups: Sequence[Group | Picks], place: int) -> list[Term]:
    return [term for group in groups for term in group.terms(place)]
