"""``budget-rules explain``: what a rule says, and which figures it binds in a disclosure."""

from __future__ import annotations

import argparse
import sys

import budget_rules
from budget_rules.cli.parsing import Commands, Parser, command, repeatable
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.yaml_nodes import did_you_mean

#: Relations that are shown where nobody asks for all of them.
MOST_CHECKS = 5


def add(commands: Commands[Parser]) -> None:
    """Add the command."""
    explain = command(commands, "explain", "kit.cli-explain", run)
    explain.add_argument("rule", metavar="RULE", help=str(message("kit.cli-rule")))
    explain.add_argument("file", metavar="FILE", nargs="?", help=str(message("kit.cli-file")))
    explain.add_argument("--all", action="store_true", help=str(message("kit.cli-all")))
    repeatable(explain, "--rules", "PATH", "kit.cli-more-rules")
    repeatable(explain, "--set", "KEY=VALUE", "shown.option-set")


def run(options: argparse.Namespace) -> int:
    """Run it."""
    from budget_rules.reports.progress import waiting_for
    from budget_rules.reports.rule_report import bound_lines, rule_lines
    from budget_rules.rulebook.rule import Rulebook
    from budget_rules.sources.given import read_given

    given = read_given(options.set, "--set")
    rulebook = budget_rules.load_rules(*options.rules)
    found = [rule for rule in rulebook.rules if rule.id == options.rule]
    if not found:
        hint = did_you_mean(options.rule, [rule.id for rule in rulebook.rules])
        raise BudgetError([Problem(Source(path="RULE"), message("rules.unknown-rule", id=options.rule, hint=hint))])
    lines: list[str] = list(rule_lines(found[0]))
    if options.file:
        alone = Rulebook(rules=(found[0],), vocabulary=rulebook.vocabulary, files=rulebook.files)
        with waiting_for(message("shown.reading", path=options.file)):
            disclosure = budget_rules.load(options.file, vocabulary=rulebook.vocabulary, given=given)
            report = budget_rules.confront(alone, disclosure)
        lines += ["", *bound_lines(report, None if options.all else MOST_CHECKS)]
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode())
    return 0
