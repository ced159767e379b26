"""``budget-rules lint``: what is wrong, missing or superfluous in rule files."""

from __future__ import annotations

import argparse

import budget_rules
from budget_rules.cli.parsing import Commands, Parser, command, repeatable
from budget_rules.findings import Severity
from budget_rules.messages import message
from budget_rules.problem import BudgetError
from budget_rules.reports.words import harmless, severity_word

#: Nothing worse than notices; an error.
CLEAN, FOUND = 0, 1


def add(commands: Commands[Parser]) -> None:
    """Add the command."""
    lint = command(commands, "lint", "kit.cli-lint", run)
    lint.add_argument("paths", metavar="PATH", nargs="+", help=str(message("kit.cli-lint-paths")))
    repeatable(lint, "--budget", "FILE", "kit.cli-budget")
    repeatable(lint, "--set", "KEY=VALUE", "shown.option-set")


def run(options: argparse.Namespace) -> int:
    """Run it."""
    from budget_rules.lint import lint, rules_of, sort_problems
    from budget_rules.reports.progress import waiting_for
    from budget_rules.sources.given import read_given

    given = read_given(options.set, "--set")
    count = 0
    try:
        rulebook = budget_rules.load_rules(*options.paths)
    except BudgetError as error:
        remarks = sort_problems(error.problems)
    else:
        reports = []
        for path in options.budget:
            with waiting_for(message("shown.reading", path=path)):
                disclosure = budget_rules.load(path, vocabulary=rulebook.vocabulary, given=given)
                reports.append(budget_rules.confront(rulebook, disclosure))
        files = rules_of(rulebook, options.paths)
        count = sum(map(len, files.values()))
        remarks = lint(rulebook, files, reports)
    for one in remarks:
        slots = {"source": one.source, "severity": severity_word(one.severity), "said": one.message}
        print(harmless(message("lint.line", **slots)))
    errors = sum(one.severity is Severity.ERROR for one in remarks)
    print(message("lint.summary", rules=count, errors=errors, notices=len(remarks) - errors))
    return FOUND if errors else CLEAN
