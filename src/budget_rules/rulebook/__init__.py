"""Rules and vocabulary, read from YAML."""

from __future__ import annotations

from budget_rules.rulebook.loader import load_rules
from budget_rules.rulebook.rule import Rule, Rulebook

__all__ = ["Rule", "Rulebook", "load_rules"]
