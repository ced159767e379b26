"""What a relation allows one of its figures to be, with all others as printed: closed forms, exact.

A sum is solved for the figure: the value at which both sides agree, and on either side of it what rounding allows.
A relation with quotients is multiplied out; at every corner of the box of the other figures it is a linear equation
in the figure, and its solutions lie between those at the corners.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from budget_rules.checks import MOST_CORNERS, Equation, Linear, State, Tree
from budget_rules.diagnosis.system import Relation, System, Values, Variable
from budget_rules.figure import ONE


class Range(NamedTuple):
    """Values from ``low`` to ``high``, None without end; ``exact`` is where a sum holds to the last digit."""

    low: Fraction | None
    high: Fraction | None
    exact: Fraction | None = None

    def meet(self, other: Range) -> Range | None:
        """What lies in both, or None."""
        low = other.low if self.low is None else self.low if other.low is None else max(self.low, other.low)
        high = other.high if self.high is None else self.high if other.high is None else min(self.high, other.high)
        return None if low is not None and high is not None and low > high else Range(low, high)

    def holds(self, value: Fraction) -> bool:
        """Whether the value lies in it."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


EVERYTHING = Range(None, None)


def ranges(system: System, relation: Relation, variable: Variable, given: Values | None = None) -> list[Range]:
    """The values of the variable for which one of the relation's ways holds; empty: there is none.

    ``given``: values that other variables have instead of what is printed.
    """
    found = []
    for way in relation.ways:
        of_way: Range | None = EVERYTHING
        for printed in way:
            equation = system.put(printed, given) if given else printed
            if any(system.variable_of(figure)[0] == variable.number for _, figure, _ in equation.terms()):
                one = _range(system, equation, variable)
                if of_way is not None and one is not None:
                    met = of_way.meet(one)
                    of_way = None if met is None else met._replace(exact=one.exact)
                else:
                    of_way = None
            elif equation.evaluate() is State.VIOLATED:
                of_way = None
        if of_way is not None:
            found.append(of_way)
    return found


def meet_all(of_relations: Iterable[list[Range]]) -> list[Range]:
    """What lies in one of the ranges of every list."""
    found = [EVERYTHING]
    for some in of_relations:
        found = list(dict.fromkeys(met for one in found for other in some if (met := one.meet(other)) is not None))
    return found


def _range(system: System, equation: Equation, variable: Variable) -> Range | None:
    if isinstance(equation.left, Linear) and isinstance(equation.right, Linear):
        return _of_sum(system, equation, variable)
    return _of_quotient(system, equation, variable) if equation.operator == "=" else EVERYTHING


def _of_sum(system: System, equation: Equation, variable: Variable) -> Range | None:
    # A figure that prints something in its place: what rounding allows there depends on it.
    there = variable.figure.value or ONE
    trial = system.put(equation, {variable.number: there})
    assert isinstance(trial.left, Linear) and isinstance(trial.right, Linear)
    factor = Fraction(0)
    for sense, side in ((1, equation.left), (-1, equation.right)):
        assert isinstance(side, Linear)
        for times, figure, _ in side.terms:
            number, sign = system.variable_of(figure)
            if number == variable.number:
                factor += sense * sign * Fraction(times)
    difference = Fraction(trial.left.value() - trial.right.value())
    if not factor or equation.operator == "≠":
        return EVERYTHING
    allowed = Fraction(trial.allowed()) if equation.operator in "=≤≥" else Fraction(0)
    exact = Fraction(there) - difference / factor
    room = allowed / abs(factor)
    if equation.operator == "=":
        return Range(exact - room, exact + room, exact)
    upwards = (equation.operator in "≥>") == (factor > 0)
    return Range(exact - room, None) if upwards else Range(None, exact + room)


def _of_quotient(system: System, equation: Equation, variable: Variable) -> Range | None:
    figures = {}
    for _, figure, _ in equation.terms():
        number, _ = system.variable_of(figure)
        if number not in (variable.number, -1):
            figures[number] = figure
    loose = [number for number, figure in figures.items() if figure.half]
    if len(loose) > MOST_CORNERS:
        return EVERYTHING
    values = {number: Fraction(figure.value) for number, figure in figures.items()}
    signs = {number: system.variable_of(figure)[1] for number, figure in figures.items()}
    solutions, slopes = [], set()
    for corner in product((-1, 1), repeat=len(loose)):
        for side, number in zip(corner, loose, strict=True):
            values[number] = Fraction(figures[number].value) + side * Fraction(figures[number].half)
        solved = _solve(system, equation, variable, values, signs)
        if solved is None:
            return EVERYTHING
        solutions.append(solved[0])
        slopes.add(solved[1])
    if len(slopes) > 1:
        return EVERYTHING
    half = Fraction(system.half(variable))
    return Range(min(solutions) - half, max(solutions) + half)


Polynomial = tuple[Fraction, Fraction, Fraction]
_ZERO = Fraction(0)
#: What most numerators and denominators are multiplied with; told by identity.
_UNIT: Polynomial = (Fraction(1), _ZERO, _ZERO)


def _solve(
    system: System, equation: Equation, variable: Variable, values: dict[int, Fraction], signs: dict[int, int]
) -> tuple[Fraction, bool] | None:
    """The value of the variable at a corner, and whether the difference rises with it; None where it is not linear."""
    left, right = (_multiplied(system, side, variable, values, signs) for side in (equation.left, equation.right))
    if left is None or right is None:
        return None
    one, other = _times(left[0], right[1]), _times(right[0], left[1])
    if one is None or other is None:
        return None
    constant, slope, square = (a - b for a, b in zip(one, other, strict=True))
    return None if square or not slope else (-constant / slope, slope > 0)


def _multiplied(
    system: System, tree: Tree, variable: Variable, values: dict[int, Fraction], signs: dict[int, int]
) -> tuple[Polynomial, Polynomial] | None:
    """Numerator and denominator as polynomials in the variable, at most of degree 2; None beyond."""
    if isinstance(tree, Linear):
        constant, slope = Fraction(tree.constant), _ZERO
        for factor, figure, _ in tree.terms:
            number, sign = system.variable_of(figure)
            if number == variable.number:
                slope += Fraction(factor) * sign
                continue
            value = values[number] if number in values else Fraction(figure.value)
            if number in values and sign != signs[number]:
                value = -value
            constant += value if factor == 1 else Fraction(factor) * value
        return (constant, slope, _ZERO), _UNIT
    left = _multiplied(system, tree.left, variable, values, signs)
    right = _multiplied(system, tree.right, variable, values, signs)
    if left is None or right is None:
        return None
    (a, b), (c, d) = left, right
    if tree.operator == "/":
        c, d = d, c
    if tree.operator in "*/":
        above, below = _times(a, c), _times(b, d)
        return None if above is None or below is None else (above, below)
    first, second, below = _times(a, d), _times(c, b), _times(b, d)
    if first is None or second is None or below is None:
        return None
    sign = 1 if tree.operator == "+" else -1
    return (first[0] + sign * second[0], first[1] + sign * second[1], first[2] + sign * second[2]), below


def _times(one: Polynomial, other: Polynomial) -> Polynomial | None:
    if one is _UNIT or other is _UNIT:
        return one if other is _UNIT else other
    degree = sum(2 if factor[2] else 1 if factor[1] else 0 for factor in (one, other))
    if degree > 2:
        return None
    return (
        one[0] * other[0],
        one[0] * other[1] + one[1] * other[0],
        one[0] * other[2] + one[1] * other[1] + one[2] * other[0],
    )
