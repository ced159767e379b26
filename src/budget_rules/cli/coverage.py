"""``budget-rules coverage``: which printed figures are guarded by how many relations."""

from __future__ import annotations

import argparse

import budget_rules
from budget_rules.cli.parsing import Commands, Parser, command, given_files
from budget_rules.messages import message


def add(commands: Commands[Parser]) -> None:
    """Add the command."""
    given_files(command(commands, "coverage", "coverage.what", run))


def run(options: argparse.Namespace) -> int:
    """Run it."""
    from rich.console import Console

    from budget_rules.cli.parsing import load_given
    from budget_rules.coverage import coverage_of
    from budget_rules.reports.coverage import print_coverage
    from budget_rules.reports.progress import waiting_for

    rulebook, disclosure = load_given(options)
    with waiting_for(message("shown.reading", path=options.input)):
        found = coverage_of(disclosure, budget_rules.confront(rulebook, disclosure))
    print_coverage(disclosure, found, Console(highlight=False))
    return 0
