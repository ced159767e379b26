"""Which rules say nothing that others do not say, and which cannot all hold, by the rank of their equations.

All linear equations that rules bind in the given disclosures are rows over the printed figures. A rule is redundant
where it has nothing but such rows and each is a combination of rows of other rules: it follows from them. Rules
contradict one another where a combination of their rows leaves a constant that is not zero, whatever is printed.
Everything is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from heapq import heappop, heappush

from msgspec import Struct, field

from budget_rules.checks import Equation, Linear
from budget_rules.figure import Figure
from budget_rules.findings import Report
from budget_rules.place import Place

#: Coefficients by column, or by row.
Vector = dict[int, Fraction]


class Judgement(Struct):
    """What was found."""

    #: By rule: how many equations it has, and which other rules they follow from.
    redundant: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    #: By rule: the rules of a combination that cannot hold, itself among them.
    contradictory: dict[str, list[str]] = field(default_factory=dict)


class _System(Struct):
    """The rows, and where each comes from."""

    rules: list[str] = field(default_factory=list)
    rows: list[tuple[Vector, Fraction]] = field(default_factory=list)
    #: By rule: how many relations it has, those that are no rows too.
    expected: Counter[str] = field(default_factory=Counter)
    #: The column of each printed figure, and the value it was first met with: a decrease carries its sign.
    columns: dict[tuple[int, Place], tuple[int, Figure]] = field(default_factory=dict)

    def add(self, rule: str, disclosure: int, left: Linear, right: Linear) -> None:
        """Add ``left = right`` as a row."""
        row: Vector = {}
        for side, sign in ((left, 1), (right, -1)):
            for factor, figure, _ in side.terms:
                key = disclosure, figure.place
                column, first = self.columns.setdefault(key, (len(self.columns), figure))
                turned = -1 if first.value == -figure.value and figure.value else 1
                row[column] = row.get(column, Fraction(0)) + sign * turned * Fraction(factor)
        self.rules.append(rule)
        self.rows.append((_without_zeros(row), Fraction(right.constant) - Fraction(left.constant)))


def judge(reports: Sequence[Report]) -> Judgement:
    """Judge the rules by the equations they bind in the disclosures of the reports."""
    system = _System()
    for number, report in enumerate(reports):
        for outcome in report.outcomes:
            if outcome.not_applicable is not None:
                continue
            counts = outcome.counts
            system.expected[outcome.rule] += counts.checks - counts.not_executed
            for check in outcome.checks:
                sides = _sides(check.equation)
                if sides is not None:
                    system.add(outcome.rule, number, *sides)
    return _judged(system)


def _sides(equation: Equation) -> tuple[Linear, Linear] | None:
    """Both sides of a linear equation."""
    left, right = equation.left, equation.right
    if equation.operator != "=" or equation.tolerance is not None:
        return None
    return (left, right) if isinstance(left, Linear) and isinstance(right, Linear) else None


def _judged(system: _System) -> Judgement:
    found = Judgement()
    by_rule: dict[str, list[int]] = {}
    for index, rule in enumerate(system.rules):
        by_rule.setdefault(rule, []).append(index)
    relations: list[Vector] = []
    for combination, constant in _combinations(system.rows):
        if not constant:
            relations.append(combination)
            continue
        rules = list(dict.fromkeys(system.rules[index] for index in sorted(combination)))
        for rule in rules:
            found.contradictory.setdefault(rule, rules)
    for rule, indices in by_rule.items():
        if len(indices) != system.expected[rule]:
            continue
        own = set(indices)
        touching = [relation for relation in relations if not own.isdisjoint(relation)]
        if own <= {index for relation in touching for index in relation}:
            within = [{index: value for index, value in one.items() if index in own} for one in touching]
            if _rank(within) == len(own):
                others = dict.fromkeys(system.rules[index] for one in touching for index in sorted(one))
                found.redundant[rule] = len(own), [name for name in others if name != rule]
    return found


def _combinations(rows: Iterable[tuple[Vector, Fraction]]) -> list[tuple[Vector, Fraction]]:
    """A basis of the combinations of rows in which all figures cancel out, each with the constant that is left."""
    pivots: dict[int, int] = {}
    reduced: list[tuple[Vector, Fraction, Vector]] = []
    found: list[tuple[Vector, Fraction]] = []
    for number, (coefficients, constant) in enumerate(rows):
        row, used = dict(coefficients), {number: Fraction(1)}
        waiting = sorted(pivots[column] for column in row if column in pivots)
        while waiting:
            index = heappop(waiting)
            other, other_constant, other_used = reduced[index]
            column = next(iter(other))
            factor = row.get(column)
            if not factor:
                continue
            for key, value in other.items():
                if key not in row and key in pivots:
                    heappush(waiting, pivots[key])
                row[key] = row.get(key, Fraction(0)) - factor * value
            row = _without_zeros(row)
            constant -= factor * other_constant
            for key, value in other_used.items():
                used[key] = used.get(key, Fraction(0)) - factor * value
            used = _without_zeros(used)
        if not row:
            found.append((used, constant))
            continue
        pivot = min(row)
        scale = 1 / row[pivot]
        scaled = {pivot: Fraction(1), **{key: value * scale for key, value in row.items() if key != pivot}}
        pivots[pivot] = len(reduced)
        reduced.append((scaled, constant * scale, {key: value * scale for key, value in used.items()}))
    return found


def _rank(vectors: Iterable[Vector]) -> int:
    rows = [(vector, Fraction(0)) for vector in vectors]
    return len(rows) - len(_combinations(rows))


def _without_zeros(vector: Vector) -> Vector:
    return {key: value for key, value in vector.items() if value}
