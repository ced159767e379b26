"""Violated relations that hang together, and the errors behind them."""

from __future__ import annotations

from collections.abc import Sequence, Set

from budget_rules.checks import Equation
from budget_rules.diagnosis.blocks import Block, Rank, blocks
from budget_rules.diagnosis.search import MOST_CHANGED, Search, Solution
from budget_rules.diagnosis.slips import slip
from budget_rules.diagnosis.system import Relation, System, Values, Variable
from budget_rules.diagnosis.values import Choice
from budget_rules.findings import Severity


class Knots:
    """The errors of a system: first those of relations that must hold, then those of relations that only warn."""

    def __init__(self, system: System, explained: Set[int] = frozenset()) -> None:
        """``explained``: the numbers of relations whose error is known."""
        self.system = system
        self._left = [relation for relation in system.relations if relation.number not in explained]
        self.hard = [relation for relation in self._left if relation.hard]
        self._violated = [relation for relation in self.hard if relation.violated]
        self._impossible = [relation for relation in self._violated if impossible(relation.check.equation)]

    def blocks(self) -> list[Block]:
        """All errors; together they have every violated relation."""
        out_of_reach = frozenset(self._impossible)
        possible = [relation for relation in self._violated if relation not in out_of_reach]
        found = self._of(possible, Search(self.system, [one for one in self.hard if one not in out_of_reach]))
        for relation in self._impossible:
            if not self._follows(relation, found):
                found.append(self._of_impossible(relation))
        soft = [relation for relation in self._left if relation.violated and not relation.hard]
        alone = [relation for relation in soft if not self._follows(relation, found)]
        found += self._of(alone, Search(self.system, self._left), most=1)
        return found + self._of_noted([one for one in self._left if one.noted], found)

    def _of_noted(self, noted: list[Relation], errors: Sequence[Block]) -> list[Block]:
        """What is behind relations that hold only in a way worth saying, where no error explains that."""
        left = [relation for relation in noted if len(relation.ways) > 1 and not self._follows(relation, errors)]
        for relation in left:
            relation.ways = relation.ways[1:]
        found = self._of(left, Search(self.system, self._left), most=1)
        for block in found:
            block.noted = True
        return found

    def _of(self, violated: list[Relation], search: Search, most: int = MOST_CHANGED) -> list[Block]:
        found: list[Block] = []
        left = list(violated)
        while left:
            knot = knot_of(left)
            left = [relation for relation in left if relation not in knot]
            solutions = self._likeliest(search.explain(knot, most))
            if not solutions:
                found.append(Block(relations=knot))
                continue
            # A change may put right what seemed to be another knot.
            touched = {number for solution in solutions for number in solution.choices}
            more = [relation for relation in left if touched & relation.variables.keys()]
            if all(set(solution.choices) & relation.variables.keys() for relation in more for solution in solutions):
                knot = sorted((*knot, *more), key=lambda relation: relation.number)
                left = [relation for relation in left if relation not in more]
            found.extend(blocks(self.system, knot, solutions, self._rank))
        return found

    def _of_impossible(self, relation: Relation) -> Block:
        """A rate on nothing: it should not be stated, or what it is measured against is missing."""
        rates = [one for one in relation.variables.values() if one.figure.unit.quantity == "ratio"]
        search = Search(self.system, [one for one in self.hard if one is relation or one not in self._impossible])
        others = [pair for solution in search.explain([relation], 1) for pair in solution.choices.items()]
        options = [(rate, None) for rate in rates[:1]]
        return Block([*options, *((self.system.variables[one], choice) for one, choice in others)], [relation])

    def _follows(self, relation: Relation, found: Sequence[Block]) -> bool:
        """Whether an error found explains the relation too, which then belongs to it."""
        for block in found:
            for variable, choice in block.options:
                if choice is None or variable.number not in relation.variables:
                    continue
                ways = relation.ways[1:] if relation.noted else relation.ways
                if self.system.holds(relation, {variable.number: choice.value}, ways):
                    block.relations.append(relation)
                    return True
        return False

    def _likeliest(self, solutions: list[Solution]) -> list[Solution]:
        """Those that go best with the relations that only warn."""
        weights = [self._warned(solution.values) for solution in solutions]
        return [one for one, weight in zip(solutions, weights, strict=True) if weight == min(weights)]

    def _warned(self, values: Values) -> int:
        """How many relations that warn are violated more than as printed, once these values are."""
        touched = {
            relation
            for number in values
            for relation in self.system.variables[number].relations
            if relation.outcome.severity is Severity.WARNING
        }
        return sum(int(not self.system.holds(relation, values)) - int(relation.violated) for relation in touched)

    def _rank(self, variable: Variable, choice: Choice) -> Rank:
        """What is likelier comes first: no cell below nothing, a slip of the hand, the figure a relation determines,
        the order of print.
        """
        turned = variable.figure.place.span is None and choice.value < 0 <= variable.figure.value
        likely = bool(slip(variable.figure, self.system.printed(variable, choice.value)))
        offends = any(
            relation.check.finding is not None
            and relation.check.finding.parts
            and relation.check.finding.parts[0].figure.place == variable.figure.place
            for relation in variable.relations
        )
        return int(turned), int(not likely), int(not offends), variable.number


def knot_of(violated: Sequence[Relation]) -> list[Relation]:
    """The first relation and all that share a figure with it, directly or through others."""
    knot, left = [violated[0]], list(violated[1:])
    while True:
        figures = {number for relation in knot for number in relation.variables}
        more = [relation for relation in left if figures & relation.variables.keys()]
        if not more:
            return sorted(knot, key=lambda relation: relation.number)
        knot += more
        left = [relation for relation in left if relation not in more]


def impossible(equation: Equation) -> bool:
    """Whether the printed figures cannot give anything: a rate on nothing."""
    try:
        equation.difference()
    except ArithmeticError:
        return True
    return False
