"""Whether linear constraints with bounds can all hold: exact, with a proof where they cannot.

The simplex of Dutertre and de Moura (A fast linear-arithmetic solver for DPLL(T), 2006) with Bland's rule, over whole
numbers as far as they go and fractions beyond. Its proof of a contradiction is one row of the tableau. Constraints can
be added to what was solved before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

Number = int | Fraction
#: Rows are numbered from here on, so that variables come before them.
ROWS = 1 << 60


class Bounds(Struct, frozen=True):
    """Values from ``low`` to ``high``; None is without end."""

    low: Number | None
    high: Number | None


class Constraint(Struct, frozen=True):
    """``low`` ≤ Σ factor × variable ≤ ``high``."""

    row: Mapping[int, Number]
    bounds: Bounds


class Simplex:
    """Variables have any numbers; those with low numbers are moved rather than others."""

    def __init__(self) -> None:
        self.constraints: list[Constraint] = []
        self.bounds: dict[int, Bounds] = {}
        self.value: dict[int, Number] = {}
        self._basic: dict[int, dict[int, Number]] = {}
        #: In which rows of the tableau a column stands.
        self._used: dict[int, set[int]] = {}
        self._broken: set[int] = set()

    def add(self, constraint: Constraint, bounds: Mapping[int, Bounds]) -> None:
        """One more constraint; ``bounds`` are those of its variables, and hold 0."""
        name = ROWS + len(self.constraints)
        self.constraints.append(constraint)
        row: dict[int, Number] = {}
        for one, factor in constraint.row.items():
            if one not in self.bounds:
                self.bounds[one], self.value[one] = bounds[one], 0
            basic = self._basic.get(one)
            for column, value in basic.items() if basic is not None else ((one, 1),):
                row[column] = row.get(column, 0) + factor * value
        self._basic[name] = row = {column: value for column, value in row.items() if value}
        for column in row:
            self._used.setdefault(column, set()).add(name)
        self.bounds[name] = constraint.bounds
        self.value[name] = sum(factor * self.value[column] for column, factor in row.items())
        self._broken.add(name)

    def solve(self) -> dict[int, Number] | None:
        """Move values until all bounds hold, or give the factors with which constraints, by index, contradict.

        Raises:
            ArithmeticError: the proof does not hold, which would be a defect here.
        """
        while self._broken:
            basic = min(self._broken)
            off = self._off(basic)
            if not off:
                self._broken.discard(basic)
                continue
            row = self._basic[basic]
            column = min((one for one, factor in row.items() if self._free(one, factor * off)), default=None)
            if column is None:
                return self._proof(basic, off)
            end = self.bounds[basic].low if off > 0 else self.bounds[basic].high
            assert end is not None
            step = _quotient(end - self.value[basic], row[column])
            self.value[column] += step
            self.value[basic] = end
            for other in self._used[column]:
                if other != basic:
                    self.value[other] += self._basic[other][column] * step
                    self._broken.add(other)
            self._pivot(basic, column)
            self._broken.discard(basic)
            self._broken.add(column)
        return None

    def _off(self, one: int) -> int:
        """1 where the value is below its bounds, -1 where it is above, else 0."""
        within, value = self.bounds[one], self.value[one]
        if within.low is not None and value < within.low:
            return 1
        return -1 if within.high is not None and value > within.high else 0

    def _free(self, column: int, sense: Number) -> bool:
        """Whether the column can move up (``sense`` > 0) or down."""
        end = self.bounds[column].high if sense > 0 else self.bounds[column].low
        return end is None or (self.value[column] < end if sense > 0 else self.value[column] > end)

    def _pivot(self, basic: int, column: int) -> None:
        row = self._basic.pop(basic)
        factor = row.pop(column)
        new = {one: _quotient(-value, factor) for one, value in row.items()}
        new[basic] = _quotient(1, factor)
        for one in row:
            self._used[one].discard(basic)
        for user in self._used.pop(column) - {basic}:
            other = self._basic[user]
            times = other.pop(column)
            for one, value in new.items():
                changed = other.get(one, 0) + times * value
                if changed:
                    other[one] = changed
                    self._used.setdefault(one, set()).add(user)
                elif one in other:
                    del other[one]
                    self._used[one].discard(user)
        self._basic[column] = new
        for one in new:
            self._used.setdefault(one, set()).add(column)

    def _proof(self, basic: int, off: int) -> dict[int, Number]:
        """The row of the tableau: what it stands for cannot reach its bound, all its columns being at theirs."""
        factors: dict[int, Number] = {basic: off}
        factors.update((column, -off * factor) for column, factor in self._basic[basic].items())
        found = {one - ROWS: factor for one, factor in factors.items() if one >= ROWS}
        if not proves(found, self.constraints, self.bounds):
            raise ArithmeticError("the proof of a contradiction does not hold")
        return found


def irreducible(found: Iterable[int], constraints: Sequence[Constraint], bounds: Mapping[int, Bounds]) -> list[int]:
    """Of constraints that contradict each other, by index: so many that without any one the others can all hold."""
    kept = sorted(found)
    for index in list(kept):
        simplex = Simplex()
        without = [other for other in kept if other != index]
        for other in without:
            simplex.add(constraints[other], bounds)
        proof = simplex.solve()
        if proof is not None:
            kept = [without[other] for other in sorted(proof)]
            return irreducible(kept, constraints, bounds)
    return kept


def proves(factors: Mapping[int, Number], constraints: Sequence[Constraint], bounds: Mapping[int, Bounds]) -> bool:
    """Whether the constraints, added up with their factors, ask for a value that the bounds do not allow."""
    total: dict[int, Number] = {}
    least: Number = 0
    for index, factor in factors.items():
        within = constraints[index].bounds
        end = within.low if factor > 0 else within.high
        if end is None:
            return False
        least += factor * end
        for one, value in constraints[index].row.items():
            total[one] = total.get(one, 0) + factor * value
    most: Number = 0
    for one, value in total.items():
        if value:
            end = bounds[one].high if value > 0 else bounds[one].low
            if end is None:
                return False
            most += value * end
    return most < least


def _quotient(one: Number, other: Number) -> Number:
    """The exact quotient, whole where it can be."""
    if other in (1, -1):
        return one * other
    found = Fraction(one) / other
    return found.numerator if found.denominator == 1 else found
