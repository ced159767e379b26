"""What a rule speaks of at a place where it was not evaluated."""

from __future__ import annotations

from collections.abc import Iterator

from budget_rules.checks import tree_terms
from budget_rules.confrontation.binding import reference_tree
from budget_rules.confrontation.environment import Absent, Environment, Unreadable
from budget_rules.figure import Figure
from budget_rules.rulebook.expression import references
from budget_rules.rulebook.rule import Clause, Option


def figures_of(clause: Option | Clause, env: Environment) -> Iterator[Figure]:
    """The figures that the clause names at this place, as far as they are there."""
    for option in (clause,) if isinstance(clause, Option) else clause.leaves():
        for condition in option.conditions:
            for reference in references(condition):
                try:
                    tree = reference_tree(reference, env)
                except (Absent, Unreadable):
                    continue
                for _, figure, _ in tree_terms(tree):
                    yield figure
