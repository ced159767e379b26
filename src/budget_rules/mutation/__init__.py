"""Mutations: one printed figure misprinted, as people misprint them, and whether the rules notice."""

from __future__ import annotations

from budget_rules.mutation.planting import Field
from budget_rules.mutation.score import Escape, Misprint, Score, Tally, misprints_of, mutate
from budget_rules.mutation.slips import SLIPS, Slip, misprints

__all__ = ["SLIPS", "Escape", "Field", "Misprint", "Score", "Slip", "Tally", "misprints", "misprints_of", "mutate"]
