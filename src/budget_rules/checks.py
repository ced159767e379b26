"""A bound relation, and whether it holds.

Linear relations (sums and copies) are decided in closed form: the difference against half a unit of the last digit of
every figure. Relations with products or quotients (shares, rates) are decided exactly at the corners of the box that
the figures' intervals span: such an expression is monotone in each figure, so its extremes are there.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext
from enum import Enum
from itertools import product

from msgspec import Struct, field

from budget_rules.figure import ONE, ZERO, Figure, Unit
from budget_rules.messages import Message, message
from budget_rules.place import Place

#: With more figures than this a relation with quotients is not decided: it has too many corners.
MOST_CORNERS = 10
#: Precision at the corners, and what is nothing there.
DIGITS = 70
NOTHING = Decimal("1e-45")


class State(Enum):
    """How a relation ended."""

    HELD = 1
    #: It holds because of what rounding allows, not to the last digit.
    ROUNDED = 2
    VIOLATED = 3


#: What a figure is in a relation: words, or its place, where that says it.
TermRole = str | Message | Place
#: A figure with its factor and the role it plays.
Term = tuple[Decimal, Figure, TermRole]


class Linear(Struct):
    """A sum of figures and a constant."""

    terms: list[Term] = field(default_factory=list)
    constant: Decimal = ZERO

    def value(self) -> Decimal:
        """What the printed figures add up to."""
        total = self.constant
        for factor, figure, _ in self.terms:
            total += figure.value if factor is ONE else factor * figure.value
        return total

    def times(self, factor: Decimal) -> list[Term]:
        """The terms, multiplied by ``factor``."""
        if factor is ONE:
            return self.terms
        return [(factor if times is ONE else factor * times, figure, role) for times, figure, role in self.terms]

    def half(self) -> Decimal:
        """How far the true value may lie from ``value()``."""
        total = ZERO
        for factor, figure, _ in self.terms:
            total += figure.half if factor is ONE else abs(factor) * figure.half
        return total


class Quotient(Struct, frozen=True):
    """An expression with products or quotients."""

    operator: str
    left: Tree
    right: Tree


Tree = Linear | Quotient


class Equation(Struct):
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
        if not (isinstance(self.left, Linear) and isinstance(self.right, Linear)):
            return not any(figure.text for _, figure, _ in self.terms())
        for side in (self.left, self.right):
            for _, figure, _ in side.terms:
                if figure.text:
                    return False
        return len(self.left.terms) + len(self.right.terms) != 1

    def evaluate(self) -> State:
        """Whether the relation holds."""
        left, right = self.left, self.right
        if isinstance(left, Linear) and isinstance(right, Linear):
            difference = left.constant
            for factor, figure, _ in left.terms:
                difference += figure.value if factor is ONE else factor * figure.value
            for factor, figure, _ in right.terms:
                difference -= figure.value if factor is ONE else factor * figure.value
            difference -= right.constant
            if self.operator != "=":
                state = by_sign(self.operator, difference)
                if state is not None:
                    return state
                return State.ROUNDED if abs(difference) <= self.allowed() else State.VIOLATED
            if not difference:
                return State.HELD
            return State.ROUNDED if abs(difference) <= self.allowed() else State.VIOLATED
        return self._at_corners()

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
        total, rounded = ZERO, 0
        for side in (self.left, self.right):
            for factor, figure, _ in side.terms if isinstance(side, Linear) else tree_terms(side):
                if figure.half:
                    total += figure.half if factor is ONE else abs(factor) * figure.half
                    rounded += 1
        return ZERO if rounded == 2 and self._copies() else total

    def _copies(self) -> bool:
        """Whether the only two rounded figures must be one number, printed to the same digit."""
        (one, first), (two, second) = [(factor, figure) for factor, figure, _ in self.terms() if figure.half]
        if first.half != second.half or abs(one) != 1 or abs(two) != 1:
            return False
        left = sum(1 for _, figure, _ in tree_terms(self.left) if figure.half)
        constants = [side.constant for side in (self.left, self.right) if isinstance(side, Linear)]
        return left == 1 and not any(constants)

    def _at_corners(self) -> State:
        try:
            exact = self.difference()
        except ArithmeticError:
            return State.VIOLATED  # a rate on nothing
        lead = self.left
        if not exact:
            return State.HELD
        if isinstance(lead, Linear) and len(lead.terms) == 1 and self.operator == "=" and abs(exact) <= lead.half():
            return State.HELD
        low, high = self._extremes()
        if low is None or high is None:
            return State.ROUNDED  # a divisor may be zero or have either sign: anything is possible
        holds = {"=": low <= 0 <= high, "≤": low <= 0, "<": low < 0, "≥": high >= 0, ">": high > 0}
        return State.ROUNDED if holds.get(self.operator, True) else State.VIOLATED

    def _extremes(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the greatest difference over the corners; None where a divisor's interval holds zero.

        A difference over one divisor is either zero or far more than NOTHING, since figures have at most 18 digits.
        Where several divisors make it less, it counts as zero: the doubt is the disclosure's.
        """
        figures = {id(figure): figure for _, figure, _ in self.terms()}
        loose = [figure for figure in figures.values() if figure.half]
        if len(loose) > MOST_CORNERS:
            return None, None
        values = {key: figure.value for key, figure in figures.items()}
        found: list[Decimal] = []
        divisors: set[bool] = set()
        with localcontext() as context:
            context.prec = DIGITS
            for signs in product((-1, 1), repeat=len(loose)):
                for sign, figure in zip(signs, loose, strict=True):
                    values[id(figure)] = figure.value + sign * figure.half
                try:
                    difference = _corner(self.left, values, divisors) - _corner(self.right, values, divisors)
                except ArithmeticError:
                    return None, None
                found.append(difference if abs(difference) > NOTHING else ZERO)
        return (None, None) if len(divisors) > 1 or not found else (min(found), max(found))


def by_sign(operator: str, difference: Decimal | int) -> State | None:
    """How an ordering ends by the sign of left minus right; None: that depends on what rounding allows."""
    if not difference:
        return State.VIOLATED if operator in ("<", ">", "≠") else State.HELD
    if operator == "≠" or (difference < 0) == (operator in ("≤", "<")):
        return State.HELD
    return None if operator in ("≤", "≥") else State.VIOLATED


def why_not_comparable(equation: Equation) -> Message | None:
    """What is wrong with the units of a sum; None: it can be evaluated."""
    left, right = equation.left, equation.right
    if not (isinstance(left, Linear) and isinstance(right, Linear)):
        return None
    first: Unit | None = None
    for side in (left, right):
        for _, figure, _ in side.terms:
            unit = figure.unit
            if first is None:
                first = unit
            elif unit is not first and kind_of(unit) != kind_of(first):
                units = "、".join(dict.fromkeys(figure.unit.name or "—" for _, figure, _ in equation.terms()))
                return message("skip.units-differ", units=units)
    if first is not None and first.quantity == "money" and (constant := left.constant or right.constant):
        return message("skip.no-unit-constant", constant=f"{abs(constant):f}")
    return None


def kind_of(unit: Unit) -> str:
    """What only adds up with its like: money, ratios, and what is counted."""
    return unit.quantity if unit.quantity in ("money", "ratio") else "count"


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


def _corner(tree: Tree, values: dict[int, Decimal], divisors: set[bool]) -> Decimal:
    """The value at one corner; ``divisors`` collects whether divisors are positive."""
    if isinstance(tree, Linear):
        total = tree.constant
        for factor, figure, _ in tree.terms:
            total += factor * values[id(figure)]
        return total
    left, right = _corner(tree.left, values, divisors), _corner(tree.right, values, divisors)
    if tree.operator == "*":
        return left * right
    if tree.operator == "/":
        divisors.add(right > 0)
        return left / right
    return left + right if tree.operator == "+" else left - right
