"""The value a suspected figure must have: chosen among what the relations allow, decided by evaluating them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from budget_rules.diagnosis.ranges import EVERYTHING, Range, meet_all, ranges
from budget_rules.diagnosis.slips import slip
from budget_rules.diagnosis.system import Relation, System, Values, Variable
from budget_rules.figure import ZERO

#: How many values of one figure are tried.
MOST_VALUES = 4
_EXACT = Context(prec=60)
#: What an amount that cannot be negative may be.
NOT_NEGATIVE = Range(Fraction(0), None)


class Choice(NamedTuple):
    """A value for a figure, and the range of values that would do as well."""

    value: Decimal
    range: Range


def choices(
    system: System,
    variable: Variable,
    hard: Sequence[Relation],
    soft: Sequence[Relation],
    given: Values,
    *,
    negative: bool = True,
) -> list[Choice]:
    """Values of the variable, best first, that these relations allow by their closed forms; at most MOST_VALUES.

    Best is the value that agrees with most of the relations that only warn, then one that is printed rather than none
    where both would do, then the one at which most sums hold to the last digit, then one that is a likely slip away
    from what is printed, then the one nearest to the middle.
    """
    allowed = [ranges(system, relation, variable, given) for relation in hard]
    met = meet_all(allowed)
    if not met:
        return []
    wished = [ranges(system, relation, variable, given) for relation in soft]
    step = 2 * Fraction(system.half(variable)) or Fraction(variable.figure.unit.factor)
    points = [[round(one.exact / step) for one in some if one.exact is not None] for some in allowed]
    wished_points = [round(one.exact / step) for some in wished for one in some if one.exact is not None]
    now = Fraction(variable.figure.value) / step
    found: dict[int, tuple[tuple[int, bool, int, bool, Fraction], Choice]] = {}
    for within in met:
        for steps in _near(within, step, [point for some in points for point in some] + wished_points):
            there = steps * step
            if steps in found or steps == now or not within.holds(there) or (there < 0 and not negative):
                continue
            value = _decimal(there)
            hits = sum(steps in some for some in points)
            wishes = sum(any(one.holds(there) for one in some) for some in wished)
            likely = bool(slip(variable.figure, system.printed(variable, value)))
            blank = not steps and len(met) > 1
            found[steps] = (
                (-wishes, blank, -hits, not likely, abs(there - _middle(within))),
                Choice(value, within if negative else _sensible(within)),
            )
    ranked = sorted(found.values(), key=lambda pair: pair[0])
    return [choice for _, choice in ranked[:MOST_VALUES]]


def holding(system: System, relations: Iterable[Relation], values: Values) -> bool:
    """Whether all relations hold with these values."""
    return all(system.holds(relation, values) for relation in relations)


def _near(within: Range, step: Fraction, points: list[int]) -> Iterator[int]:
    """Printable values in steps: where a relation holds exactly, the middle, nothing, the ends; all if they are few."""
    if within == EVERYTHING:
        return
    yield from points
    yield round(_middle(within) / step)
    yield 0
    low, high = within.low, within.high
    first = None if low is None else -(-low // step)
    last = None if high is None else high // step
    yield from (end for end in (first, last) if end is not None)
    if first is not None and last is not None and last - first <= 2 * MOST_VALUES:
        yield from range(first, last + 1)


def _sensible(within: Range) -> Range:
    """What is left of values with a least one; of those at most so large nothing need be said."""
    return within if within.low is None else within._replace(low=max(within.low, Fraction(0)))


def _middle(within: Range) -> Fraction:
    low, high = within.low, within.high
    if low is None or high is None:
        return next((end for end in (low, high) if end is not None), Fraction(0))
    return (low + high) / 2


def _decimal(value: Fraction) -> Decimal:
    """The value as a decimal: multiples of a printed step always are one."""
    if not value:
        return ZERO
    return _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator)).normalize(
        Context(prec=40, rounding=ROUND_HALF_EVEN)
    )
