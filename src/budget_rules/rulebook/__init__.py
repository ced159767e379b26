"""Rules and vocabulary, read from YAML."""

from __future__ import annotations

from pathlib import Path

from budget_rules.rulebook.kept import kept_rulebook
from budget_rules.rulebook.rule import Rule, Rulebook

__all__ = ["Rule", "Rulebook", "load_rules"]


def load_rules(*paths: str | Path) -> Rulebook:
    """The shipped rulebook, with the rules and vocabulary of ``paths`` (files or folders) added.

    A rule of one's own replaces the shipped one of the same id; ``disable`` switches rules off.

    Raises:
        BudgetError: something in the files is wrong; all problems are named.
    """
    if not paths:
        return kept_rulebook(_read)
    return _read(*paths)


def _read(*paths: str | Path) -> Rulebook:
    from budget_rules.rulebook.loader import read_rules

    return read_rules(*paths)
