"""What a rule speaks of at places where it was not evaluated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from budget_rules.checks import tree_terms
from budget_rules.confrontation.absent import Absent, Unreadable
from budget_rules.confrontation.binding import reference_tree
from budget_rules.confrontation.environment import Environment
from budget_rules.figure import Figure
from budget_rules.rulebook.expression import references
from budget_rules.rulebook.rule import Clause, Option


def figures_of(clauses: Sequence[Option | Clause], places: Iterable[Environment]) -> Iterator[Figure]:
    """The figures that the clauses name at these places, as far as they are there."""
    options = chain.from_iterable((one,) if isinstance(one, Option) else one.leaves() for one in clauses)
    named = [reference for option in options for condition in option.conditions for reference in references(condition)]
    for env in places:
        for reference in named:
            try:
                tree = reference_tree(reference, env)
            except (Absent, Unreadable):
                continue
            for _, figure, _ in tree_terms(tree):
                yield figure
