"""A bound relation, and whether it holds.

Linear relations (sums and copies) are decided in closed form: the difference against half a unit of the last digit of
every figure. Relations with products or quotients (shares, rates) are decided exactly at the corners of the box that
the figures' intervals span: such an expression is monotone in each figure, so its extremes are there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from enum import Enum
from fractions import Fraction
from itertools import product

from budget_rules.figure import ZERO, Figure
from budget_rules.messages import Message

#: More figures than this in one quotient are not evaluated at their corners.
MOST_CORNERS = 10


class State(Enum):
    """How a relation ended."""

    HELD = 1
    #: It holds because of what rounding allows, not to the last digit.
    ROUNDED = 2
    VIOLATED = 3


#: A figure with its factor and the role it plays.
Term = tuple[Decimal, Figure, "str | Message"]
ONE = Decimal(1)
MINUS = Decimal(-1)


@dataclass(slots=True)
class Linear:
    """A sum of figures and a constant."""

    terms: list[Term] = field(default_factory=list)
    constant: Decimal = ZERO

    def value(self) -> Decimal:
        """What the printed figures add up to."""
        total = self.constant
        for factor, figure, _ in self.terms:
            total += figure.value if factor is ONE else factor * figure.value
        return total

    def half(self) -> Decimal:
        """How far the true value may lie from ``value()``."""
        total = ZERO
        for factor, figure, _ in self.terms:
            total += figure.half if factor is ONE else abs(factor) * figure.half
        return total


@dataclass(frozen=True, slots=True)
class Quotient:
    """An expression with products or quotients."""

    operator: str
    left: Tree
    right: Tree


Tree = Linear | Quotient


@dataclass(slots=True)
class Equation:
    """``left operator right`` over printed figures; quantities agree, values are in base units."""

    operator: str
    left: Tree
    right: Tree
    #: Overrides what rounding allows.
    tolerance: Decimal | None = None

    def terms(self) -> Iterator[Term]:
        """All figures, left side first."""
        yield from tree_terms(self.left)
        yield from tree_terms(self.right)

    @property
    def vacuous(self) -> bool:
        """Whether nothing at all is printed, so that there is nothing to compare."""
        figures = [figure for _, figure, _ in self.terms()]
        return len(figures) != 1 and not any(figure.text for figure in figures)

    def evaluate(self) -> State:
        """Whether the relation holds."""
        if isinstance(self.left, Linear) and isinstance(self.right, Linear):
            difference = self.left.value() - self.right.value()
            if not difference:
                return State.VIOLATED if self.operator in ("<", ">", "≠") else State.HELD
            if self.operator != "=":
                return self._ordered(difference)
            return State.ROUNDED if abs(difference) <= self.allowed() else State.VIOLATED
        return self._at_corners()

    def _ordered(self, difference: Decimal) -> State:
        if self.operator == "≠":
            return State.HELD
        if self.operator in ("≥", ">"):
            difference = -difference
        if difference < 0:
            return State.HELD
        return State.ROUNDED if self.operator in ("≤", "≥") and difference <= self.allowed() else State.VIOLATED

    def difference(self) -> Decimal:
        """Left minus right at the printed values, to 30 digits."""
        with localcontext() as context:
            context.prec = 30
            return _point(self.left) - _point(self.right)

    def allowed(self) -> Decimal:
        """The largest difference that rounding can explain in a linear relation.

        Two figures of the same precision that must be one number are printed the same, so nothing is allowed there.
        """
        if self.tolerance is not None:
            return self.tolerance
        printed = [(factor, figure) for factor, figure, _ in self.terms() if figure.half]
        total = ZERO
        for factor, figure in printed:
            total += abs(factor) * figure.half
        if len(printed) == 2 and self._copies(printed):
            return ZERO
        return total

    def _copies(self, printed: list[tuple[Decimal, Figure]]) -> bool:
        (one, first), (two, second) = printed
        if first.half != second.half or abs(one) != 1 or abs(two) != 1:
            return False
        left = sum(1 for _, figure, _ in tree_terms(self.left) if figure.half)
        constants = [side.constant for side in (self.left, self.right) if isinstance(side, Linear)]
        return left == 1 and not any(constants)

    def _at_corners(self) -> State:
        figures = list({id(figure): figure for _, figure, _ in self.terms()}.values())
        try:
            exact = self.difference()
        except ArithmeticError:
            return State.VIOLATED
        if not exact:
            return State.HELD
        lead = self.left
        if isinstance(lead, Linear) and len(lead.terms) == 1 and abs(exact) <= lead.half() and self.operator == "=":
            return State.HELD
        loose = [figure for figure in figures if figure.half][:MOST_CORNERS]
        values = {id(figure): Fraction(figure.value) for figure in figures}
        low: Fraction | None = None
        high: Fraction | None = None
        divisors: set[bool] = set()
        for signs in product((-1, 1), repeat=len(loose)):
            for sign, figure in zip(signs, loose, strict=True):
                values[id(figure)] = Fraction(figure.value) + sign * Fraction(figure.half)
            try:
                found = _corner(self.left, values, divisors) - _corner(self.right, values, divisors)
            except ZeroDivisionError:
                return State.ROUNDED
            low = found if low is None or found < low else low
            high = found if high is None or found > high else high
        if low is None or high is None:
            return State.VIOLATED
        if len(divisors) > 1:
            return State.ROUNDED  # a divisor may be zero or have either sign: anything is possible
        holds = {"=": low <= 0 <= high, "≤": low <= 0, "<": low < 0, "≥": high >= 0, ">": high > 0}.get(
            self.operator, True
        )
        return State.ROUNDED if holds else State.VIOLATED


def tree_terms(tree: Tree) -> Iterator[Term]:
    """All figures of an expression."""
    if isinstance(tree, Linear):
        yield from tree.terms
    else:
        yield from tree_terms(tree.left)
        yield from tree_terms(tree.right)


def _point(tree: Tree) -> Decimal:
    if isinstance(tree, Linear):
        return tree.value()
    left, right = _point(tree.left), _point(tree.right)
    if tree.operator == "*":
        return left * right
    if tree.operator == "/":
        return left / right
    return left + right if tree.operator == "+" else left - right


def _corner(tree: Tree, values: dict[int, Fraction], divisors: set[bool]) -> Fraction:
    """The value at one corner; ``divisors`` collects whether divisors are positive."""
    if isinstance(tree, Linear):
        total = Fraction(tree.constant)
        for factor, figure, _ in tree.terms:
            total += Fraction(factor) * values[id(figure)]
        return total
    left, right = _corner(tree.left, values, divisors), _corner(tree.right, values, divisors)
    if tree.operator == "*":
        return left * right
    if tree.operator == "/":
        divisors.add(right > 0)
        return left / right
    return left + right if tree.operator == "+" else left - right
