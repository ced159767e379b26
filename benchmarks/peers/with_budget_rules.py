"""budget-rules: the two rules alone, without those that come with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from budget_rules import confront, load, load_rules


def prepare(folder: Path) -> Callable[[], int]:
    everything = load_rules(folder / "rules.yaml")
    rulebook = replace(everything, rules=tuple(rule for rule in everything.rules if rule.id.startswith("bench-")))
    disclosure = load(folder / "table.yaml", vocabulary=rulebook.vocabulary)

    def check() -> int:
        counts = confront(rulebook, disclosure, jointly=False).counts  # one by one, as the others do
        assert counts.checks == 36 and not counts.not_executed
        return counts.violated

    return check
