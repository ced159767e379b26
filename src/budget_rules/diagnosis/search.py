"""The smallest sets of figures whose change makes everything hold (Fellegi and Holt's principle).

An exact search over the relations themselves. A violated relation needs one of its figures changed; where the figures
chosen so far cannot satisfy the relations they take part in, one more figure of a relation in that conflict must
change. One change is closed form; a further figure is only looked for among those that take part in all violated
relations still untouched, so that few sets are ever tried. What is found was verified by evaluating the relations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from budget_rules.diagnosis.ranges import Range, meet_all, ranges
from budget_rules.diagnosis.system import Relation, System, Values, Variable
from budget_rules.diagnosis.values import NOT_NEGATIVE, Choice, choices, holding

#: More figures than this are not looked for together.
MOST_CHANGED = 3
#: Sets of figures that are tried for one knot of violated relations.
MOST_SETS = 4000


class Solution(Struct, frozen=True):
    """Figures to change, each with its value: everything they take part in then holds."""

    choices: dict[int, Choice]

    @property
    def values(self) -> Values:
        """The value of each figure."""
        return {number: choice.value for number, choice in self.choices.items()}


class Search:
    """Looks for the smallest sets of changed figures that explain violated relations."""

    def __init__(self, system: System, relations: Iterable[Relation], *, strange: bool = False) -> None:
        """``strange``: amounts may be negative where that would make no sense."""
        self.system = system
        self.strange = strange
        #: Those that must hold.
        self.relations = frozenset(relations)
        self._alone: dict[int, list[Choice]] = {}
        self._ranges: dict[tuple[int, int], list[Range]] = {}
        self.tried = 0

    def explain(self, violated: Sequence[Relation], most: int = MOST_CHANGED) -> list[Solution]:
        """All smallest solutions for these relations, up to ``most`` figures; empty: none was found.

        Amounts are only negative where they can be, unless nothing else explains the relations.
        """
        found = self._smallest(violated, most)
        if not found and not self.strange:
            return Search(self.system, self.relations, strange=True).explain(violated, most)
        return found

    def _smallest(self, violated: Sequence[Relation], most: int) -> list[Solution]:
        self.tried = 0
        for size in range(1, most + 1):
            found: dict[frozenset[int], Solution] = {}
            seen: set[frozenset[int]] = set()
            for chosen in self._sets(violated, (), size, seen):
                self.tried += 1
                if self.tried > MOST_SETS:
                    return list(found.values())
                solution = self._solve(chosen)
                if solution is not None:
                    found[frozenset(chosen)] = solution
            if found:
                return list(found.values())
        return []

    def _sets(
        self, violated: Sequence[Relation], chosen: tuple[int, ...], size: int, seen: set[frozenset[int]]
    ) -> Iterator[tuple[int, ...]]:
        """Sets of ``size`` figures that touch all violated relations, each once."""
        untouched = [relation for relation in violated if not relation.variables.keys() & set(chosen)]
        left = size - len(chosen)
        if not left:
            if not untouched:
                yield chosen
            return
        if untouched and left == 1:
            open_to = set.intersection(*(set(relation.variables) for relation in untouched))
        elif untouched:
            open_to = set(min(untouched, key=lambda relation: len(relation.variables)).variables)
        else:
            open_to = self._in_conflict(chosen)
        for number in sorted(open_to - set(chosen)):
            together = frozenset((*chosen, number))
            if together not in seen:
                seen.add(together)
                yield from self._sets(violated, (*chosen, number), size, seen)

    def _touching(self, variable: Variable) -> list[Relation]:
        return [relation for relation in variable.relations if relation in self.relations]

    def _of(self, relation: Relation, variable: Variable) -> list[Range]:
        key = relation.number, variable.number
        if key not in self._ranges:
            self._ranges[key] = ranges(self.system, relation, variable)
        return self._ranges[key]

    def _in_conflict(self, chosen: tuple[int, ...]) -> set[int]:
        """The figures of relations that contradict each other about one of the chosen figures."""
        found: set[int] = set()
        for number in chosen:
            variable = self.system.variables[number]
            alone = (one for one in self._touching(variable) if len(one.variables.keys() & set(chosen)) == 1)
            for relation in _conflict([(relation, self._of(relation, variable)) for relation in alone]):
                found.update(relation.variables)
        return found

    def _solve(self, chosen: tuple[int, ...]) -> Solution | None:
        """Values of the chosen figures, one after the other; None where there are none."""
        variables = [self.system.variables[number] for number in chosen]
        for variable in variables:
            if not self._possible(variable, chosen):
                return None
        return self._assign(variables, {})

    def _possible(self, variable: Variable, chosen: tuple[int, ...]) -> bool:
        others = set(chosen) - {variable.number}
        own = [relation for relation in self._touching(variable) if not others & relation.variables.keys()]
        sensible = [] if self._negative(variable) else [[NOT_NEGATIVE]]
        return bool(meet_all([*(self._of(relation, variable) for relation in own), *sensible]))

    def _negative(self, variable: Variable) -> bool:
        return self.system.negative(variable) or (self.strange and not self.system.counted(variable))

    def _assign(self, variables: list[Variable], done: dict[int, Choice]) -> Solution | None:
        if not variables:
            return Solution(done)
        waiting = {variable.number for variable in variables}
        ready = {
            variable: [
                relation
                for relation in self._touching(variable)
                if not (waiting - {variable.number}) & relation.variables.keys()
            ]
            for variable in variables
        }
        variable = max(variables, key=lambda one: len(ready[one]))
        rest = [one for one in variables if one is not variable]
        for choice in self._choices(variable, ready[variable], {key: one.value for key, one in done.items()}):
            found = {**done, variable.number: choice}
            values = {key: one.value for key, one in found.items()}
            if holding(self.system, ready[variable], values):
                solution = self._assign(rest, found)
                if solution is not None:
                    return solution
        return None

    def _choices(self, variable: Variable, hard: list[Relation], given: Values) -> list[Choice]:
        """As ``choices``; what a figure can be alone is remembered."""
        alone = not given and len(hard) == len(self._touching(variable))
        if alone and variable.number in self._alone:
            return self._alone[variable.number]
        soft = [relation for relation in variable.relations if relation not in self.relations]
        found = choices(self.system, variable, hard, soft, given, negative=self._negative(variable))
        if alone:
            self._alone[variable.number] = found
        return found


def _conflict(allowed: list[tuple[Relation, list[Range]]]) -> list[Relation]:
    """Relations whose ranges have nothing in common: as many as are needed to see it, or none."""
    taken: list[tuple[Relation, list[Range]]] = []
    for relation, some in allowed:
        taken.append((relation, some))
        if meet_all(one for _, one in taken):
            continue
        # Those needed: the last one, and whatever it contradicts.
        needed = list(taken)
        for one in taken[:-1]:
            without = [other for other in needed if other is not one]
            if not meet_all(some for _, some in without):
                needed = without
        return [one for one, _ in needed]
    return []
