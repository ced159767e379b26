from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tabulate import tabulate

from benchmarks.side_by_side import Spread

SAMPLE = Path(__file__).parents[1] / "samples" / "2022.yaml"


@dataclass(slots=True)
class Ledger:
    """The results, for the table at the end."""

    lines: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def note(self, what: str, found: Spread, *, unit: str, target: str, scale: float = 1.0) -> None:
        """Add a line: a median, its margin and quartiles, multiplied by ``scale``, in ``unit``."""
        values = (found.median, found.margin, found.low, found.high)
        median, margin, low, high = (f"{value * scale:.3g}" for value in values)
        self.lines.append((what, f"{median} {unit}", f"± {margin}", f"{low} – {high}", target))


_ledger = pytest.StashKey[Ledger]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_ledger] = Ledger()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    lines = config.stash[_ledger].lines
    if lines:
        terminalreporter.section("side by side")
        headers = ("what", "median", "95 %", "quartiles", "target")
        terminalreporter.write_line(tabulate(lines, headers=headers, disable_numparse=True))


@pytest.fixture
def ledger(request: pytest.FixtureRequest) -> Ledger:
    return request.config.stash[_ledger]


@pytest.fixture
def sample() -> Path:
    """The sample disclosure, as large as a published one."""
    return SAMPLE
