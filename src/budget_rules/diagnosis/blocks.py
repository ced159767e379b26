"""From the smallest solutions to single errors: which figures are alternatives to each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct, field

from budget_rules.diagnosis.search import Solution
from budget_rules.diagnosis.system import Relation, System, Variable
from budget_rules.diagnosis.values import Choice

#: A figure and the value it must have; None: it should not be stated at all.
Option = tuple[Variable, Choice | None]
Rank = tuple[int, ...]


class Block(Struct, eq=False):
    """One error: a figure, or one of several that would explain the same."""

    #: Best first.
    options: list[Option] = field(default_factory=list)
    #: The violated relations it explains.
    relations: list[Relation] = field(default_factory=list)
    #: Figures that hold as printed, and have to follow once the error is put right.
    followers: list[Option] = field(default_factory=list)
    #: Whether all holds, though in a way worth saying.
    noted: bool = False
    #: The same wrong figure, printed again in the narrative or in the row.
    again: list[Option] = field(default_factory=list)
    #: The figures of the same rows in other columns, each of which would have to print the same as here.
    beside: list[Option] = field(default_factory=list)
    #: The figure in the same row or column that prints what this one should, and should print what this one does.
    moved: Option | None = None


def blocks(
    system: System,
    violated: Sequence[Relation],
    solutions: Sequence[Solution],
    rank: Callable[[Variable, Choice], Rank],
) -> list[Block]:
    """The errors that the solutions agree on, each with its alternatives.

    Figures of the best solution are one error each. A figure that takes its place in another solution is an
    alternative; so is, in the error it has most relations in common with, a figure of a solution that differs in more.
    """

    def of(number: int) -> set[int]:
        return {relation.number for relation in violated if number in relation.variables}

    def core(solution: Solution) -> frozenset[int]:
        return frozenset(number for number in solution.choices if of(number))

    def standing(solution: Solution) -> tuple[Rank, ...]:
        ranks = [rank(system.variables[number], choice) for number, choice in solution.choices.items()]
        return tuple(sorted(ranks, reverse=True))

    best = min(solutions, key=standing)
    found: dict[int, Block] = {number: Block() for number in sorted(core(best))}
    options: dict[int, dict[int, Choice]] = {number: {number: best.choices[number]} for number in found}
    for solution in sorted(solutions, key=standing):
        gone, come = core(best) - core(solution), core(solution) - core(best)
        for number in sorted(come):
            home = next(iter(gone)) if len(gone) == 1 else max(sorted(found), key=lambda one: len(of(one) & of(number)))
            options[home].setdefault(number, solution.choices[number])
    taken: set[int] = set()
    for number, block in found.items():
        ranked = sorted(options[number].items(), key=lambda item: rank(system.variables[item[0]], item[1]))
        block.options = [(system.variables[one], choice) for one, choice in ranked]
        of_block = set().union(*(of(one) for one in options[number])) - taken
        taken |= of_block
        block.relations = [relation for relation in violated if relation.number in of_block]
    first = next(iter(found.values()))
    first.followers = [
        (system.variables[number], best.choices[number]) for number in best.choices if number not in core(best)
    ]
    return [block for block in found.values() if block.relations]
