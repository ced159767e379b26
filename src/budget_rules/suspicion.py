"""Differences that rounding can explain, but hardly will: the statistical tier of rounding.

If figures are rounded independently, the difference of a sum of n of them has a standard deviation of √(n/12) units of
the last digit. Beyond four of these it is suspicious, though it may still be within the n/2 units that rounding allows.
Where a document truncates, differences have one sign and prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isqrt

from budget_rules.checks import Equation, Linear
from budget_rules.figure import ZERO

#: With fewer rounded figures no difference that rounding allows is beyond four standard deviations.
FEWEST = 6
#: So many sums that differ, all of them the same way, are a habit.
HABIT = 4


def unlikely(equation: Equation) -> bool:
    """Whether a sum that holds by rounding is off by more than four standard deviations of independent rounding."""
    if equation.operator != "=" or equation.tolerance is not None:
        return False
    if not isinstance(equation.left, Linear) or not isinstance(equation.right, Linear):
        return False
    terms = [*equation.left.terms, *equation.right.terms]
    if len(terms) < FEWEST:
        return False
    difference = equation.left.value() - equation.right.value()
    factor, figure, _ = terms[0]
    if abs(difference) <= 2 * abs(factor) * figure.half:
        return False  # not even four standard deviations of this one
    squares = ZERO  # of half units; a figure's variance is a third of the square of its half
    for factor, figure, _ in terms:
        squares += (factor * figure.half) ** 2
    return difference**2 > 16 * squares / 3


def likely_within(count: int) -> int:
    """So many halves a sum of figures that are rounded alike may be off and is not unlikely; rounded down."""
    return isqrt(16 * count // 3)


def truncated(equations: Iterable[Equation]) -> bool:
    """Whether the sums that hold by rounding show that figures are cut off: every total exceeds its parts."""
    signs = [sign for equation in equations if (sign := _excess(equation))]
    return len(signs) >= HABIT and len(set(signs)) == 1


def _excess(equation: Equation) -> int:
    """1 where a total exceeds the sum of its parts, -1 where it falls short, 0 where that cannot be said."""
    left, right = equation.left, equation.right
    if equation.operator != "=" or not isinstance(left, Linear) or not isinstance(right, Linear):
        return 0
    if (len(left.terms) == 1) == (len(right.terms) == 1):
        return 0
    total, parts = (left, right) if len(left.terms) == 1 else (right, left)
    difference = total.value() - parts.value()
    return 0 if not difference else 1 if difference > 0 else -1
