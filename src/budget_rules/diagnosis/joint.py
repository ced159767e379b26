"""Relations of which each holds by rounding, and that cannot all hold.

The unknowns are how far each true value lies from what is printed; rounding bounds them. Relations with a share or a
rate are linear once that is multiplied out: what is measured lies between the least and the greatest value that the
printed share or rate can stand for, times what it is measured against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm

from msgspec import Struct

from budget_rules.checks import Equation, Linear, State, Tree
from budget_rules.diagnosis.simplex import ROWS, Bounds, Constraint, Number, Simplex, irreducible
from budget_rules.diagnosis.system import Relation, System

ZERO = Fraction(0)
#: Products of figures (by number, in order) with their factors; the empty product is the constant.
Polynomial = dict[tuple[int, ...], Fraction]
#: Figures of few relations are moved first, for they disturb the fewest: a variable's number in the simplex is that
#: many times WEIGHT, and its number in the system.
WEIGHT = 1 << 24
#: Distances are counted in such parts of a base unit, of which half a unit of any usual last digit is a whole number.
GRAIN = 2 * 10**6


class Clash(Struct, frozen=True):
    """Relations that cannot all hold; without any one of them the others can."""

    relations: list[Relation]

    @property
    def provable(self) -> bool:
        """Whether it rests on sums and copies alone, all of which must hold in every honest disclosure."""
        return all(relation.hard and _linear(relation.check.equation) for relation in self.relations)


def clashes(system: System) -> list[Clash]:
    """The contradictions between relations that hold one by one; no two of them share a figure.

    Relations that share a figure with a violated one are left out: what is wrong there is known already.
    """
    doubtful = {number for relation in system.relations if relation.violated for number in relation.variables}
    usable = frozenset(
        relation
        for relation in system.relations
        if not relation.check.choice and not relation.variables.keys() & doubtful
    )
    rounded = [one for one in system.relations if one in usable and one.check.state is State.ROUNDED]
    found: list[Clash] = []
    while (clash := _clash(system, rounded, usable)) is not None:
        found.append(clash)
        known = {number for relation in clash.relations for number in relation.variables}
        usable = frozenset(relation for relation in usable if not relation.variables.keys() & known)
        rounded = [relation for relation in rounded if relation in usable]
    return found


def _clash(system: System, start: Sequence[Relation], usable: frozenset[Relation]) -> Clash | None:
    """A contradiction that relations of ``start`` are in, alone or with others.

    What is printed satisfies all the others. So they are only looked at once a solution for some moves their figures:
    most relations never are.
    """
    simplex, taken, origins = Simplex(), set(start), list[Relation]()
    made: dict[Relation, list[Constraint]] = {}

    def constraints(relation: Relation) -> list[Constraint]:
        if relation not in made:
            made[relation] = list(_constraints(system, relation))
        return made[relation]

    more = [(relation, one) for relation in start for one in constraints(relation)]
    while more:
        for relation, constraint in more:
            origins.append(relation)
            halves = {
                one: _whole(Fraction(system.variables[one % WEIGHT].figure.half) * GRAIN) for one in constraint.row
            }
            simplex.add(constraint, {one: Bounds(-half, half) for one, half in halves.items()})
        taken.update(relation for relation, _ in more)
        proof = simplex.solve()
        if proof is not None:
            needed = irreducible(proof, simplex.constraints, simplex.bounds)
            return Clash(list(dict.fromkeys(origins[index] for index in needed)))
        moved = [one for one, value in simplex.value.items() if value and one < ROWS]
        touched = dict.fromkeys(
            relation
            for one in moved
            for relation in system.variables[one % WEIGHT].relations
            if relation in usable and relation not in taken
        )
        more = [
            (relation, one) for relation in touched for one in constraints(relation) if not _satisfied(one, simplex)
        ]
    return None


def _satisfied(constraint: Constraint, simplex: Simplex) -> bool:
    value = sum(factor * simplex.value.get(one, 0) for one, factor in constraint.row.items())
    low, high = constraint.bounds.low, constraint.bounds.high
    return (low is None or low <= value) and (high is None or value <= high)


def _constraints(system: System, relation: Relation) -> Iterator[Constraint]:
    equation = relation.check.equation
    if equation.tolerance is not None or equation.operator not in "=≤≥":
        return
    if isinstance(equation.left, Linear) and isinstance(equation.right, Linear):
        difference = equation.left.value() - equation.right.value()
        yield from _of_sum(system, equation.left, equation.right, difference, equation.operator)
        return
    multiplied = _multiplied(system, equation)
    if multiplied is None:
        return
    ratios = {
        number
        for product in multiplied
        if len(product) > 1
        for number in product
        if system.variables[number].figure.unit.quantity == "ratio"
    }
    if len(ratios) != 1 or equation.operator != "=" or not _over_one(equation):
        return
    (ratio,) = ratios
    figure = system.variables[ratio].figure
    rest = {product: factor for product, factor in multiplied.items() if ratio not in product}
    times: Polynomial = {}
    for product, factor in multiplied.items():
        if ratio in product:
            without = list(product)
            without.remove(ratio)
            times[tuple(without)] = factor
    if not figure.half or any(len(product) > 1 or ratio in product for product in (*rest, *times)):
        return
    sign = _sign(system, times)
    for end, operator in ((-1, "≤"), (1, "≥")):
        value = Fraction(figure.value) + end * Fraction(figure.half)
        total = dict(rest)
        for product, factor in times.items():
            total[product] = total.get(product, ZERO) + value * factor
        if sign:
            yield from _bounded(system, total, operator if sign > 0 else {"≤": "≥", "≥": "≤"}[operator])


def _of_sum(system: System, left: Linear, right: Linear, difference: Decimal, operator: str) -> Iterator[Constraint]:
    """The constraint that a sum is; in whole numbers wherever its factors are."""
    row: dict[int, Number] = {}
    for sense, side in ((1, left), (-1, right)):
        for factor, figure, _ in side.terms:
            if figure.half:
                number, sign = system.variable_of(figure)
                one = _name(system, number)
                whole = int(factor)
                row[one] = row.get(one, 0) + sense * sign * (whole if whole == factor else Fraction(factor))
    row = {one: factor for one, factor in row.items() if factor}
    if row:
        end = _whole(Fraction(-difference * GRAIN)) if difference else 0
        yield Constraint(row, Bounds(None if operator == "≤" else end, None if operator == "≥" else end))


def _name(system: System, number: int) -> int:
    return len(system.variables[number].relations) * WEIGHT + number


def _bounded(system: System, total: Polynomial, operator: str) -> Iterator[Constraint]:
    """The constraint ``total operator 0`` on how far the figures lie from what is printed."""
    bound, row = ZERO, {}
    for product, factor in total.items():
        if not product:
            bound -= factor
            continue
        variable = system.variables[product[0]]
        bound -= factor * Fraction(variable.figure.value)
        if variable.figure.half and factor:
            row[_name(system, variable.number)] = factor
    if row:
        scale = lcm(bound.denominator, *(factor.denominator for factor in row.values()))
        end = _whole(bound * scale * GRAIN)
        bounds = Bounds(None if operator == "≤" else end, None if operator == "≥" else end)
        yield Constraint({one: int(factor * scale) for one, factor in row.items()}, bounds)


def _whole(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value


def _sign(system: System, total: Polynomial) -> int:
    """1 or -1 where rounding leaves no doubt about the sign, else 0."""
    value, room = ZERO, ZERO
    for product, factor in total.items():
        figure = system.variables[product[0]].figure if product else None
        value += factor * (1 if figure is None else Fraction(figure.value))
        room += abs(factor) * (0 if figure is None else Fraction(figure.half))
    return 0 if abs(value) <= room else 1 if value > 0 else -1


def _linear(equation: Equation) -> bool:
    return isinstance(equation.left, Linear) and isinstance(equation.right, Linear)


def _over_one(equation: Equation) -> bool:
    """Whether at most one side is a quotient, so that multiplying out adds no solution but a divisor of nothing."""
    return isinstance(equation.left, Linear) or isinstance(equation.right, Linear)


def _multiplied(system: System, equation: Equation) -> Polynomial | None:
    """Left minus right without divisors; None beyond products of two figures."""
    left, right = _fraction(system, equation.left), _fraction(system, equation.right)
    found = _minus(_times(left[0], right[1]), _times(right[0], left[1]))
    return None if any(len(product) > 2 for product in found) else found


def _fraction(system: System, tree: Tree) -> tuple[Polynomial, Polynomial]:
    """Numerator and denominator."""
    unit: Polynomial = {(): Fraction(1)}
    if isinstance(tree, Linear):
        total: Polynomial = {(): Fraction(tree.constant)}
        for factor, figure, _ in tree.terms:
            number, sign = system.variable_of(figure)
            if number < 0:
                total[()] += Fraction(factor) * Fraction(figure.value)
            else:
                total[(number,)] = total.get((number,), ZERO) + Fraction(factor) * sign
        return total, unit
    (a, b), (c, d) = _fraction(system, tree.left), _fraction(system, tree.right)
    if tree.operator == "*":
        return _times(a, c), _times(b, d)
    if tree.operator == "/":
        return _times(a, d), _times(b, c)
    first, second, below = _times(a, d), _times(c, b), _times(b, d)
    if tree.operator == "-":
        return _minus(first, second), below
    return _minus(first, {product: -factor for product, factor in second.items()}), below


def _times(one: Polynomial, other: Polynomial) -> Polynomial:
    found: Polynomial = {}
    for first, factor in one.items():
        for second, times in other.items():
            product = tuple(sorted((*first, *second)))
            found[product] = found.get(product, ZERO) + factor * times
    return {product: factor for product, factor in found.items() if factor}


def _minus(one: Polynomial, other: Polynomial) -> Polynomial:
    found = dict(one)
    for product, factor in other.items():
        found[product] = found.get(product, ZERO) - factor
    return {product: factor for product, factor in found.items() if factor}
