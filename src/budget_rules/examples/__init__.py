"""Examples of rules: small disclosures, written in the rule, that must hold or must be violated."""

from __future__ import annotations

from budget_rules.examples.example import Example
from budget_rules.examples.reading import examples_of_file
from budget_rules.examples.running import run_example

__all__ = ["Example", "examples_of_file", "run_example"]
