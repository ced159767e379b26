"""``budget-rules check``: the gate for people who do not want to see a test runner. Same result, same exit codes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from budget_rules.cli.parsing import Commands, Parser, command, repeatable
from budget_rules.findings import Report, Severity
from budget_rules.messages import message
from budget_rules.problem import BudgetError
from budget_rules.reports.outputs import OUTPUTS
from budget_rules.reports.words import harmless

#: As pytest's: nothing failed; something failed; a disclosure or the rules could not be used.
PASSED, FAILED, UNUSABLE = 0, 1, 2


def add(commands: Commands[Parser]) -> None:
    """Add the command."""
    check = command(commands, "check", "check.what", run)
    check.add_argument("files", metavar="FILE", nargs="+", help=str(message("check.files")))
    repeatable(check, "--rules", "PATH", "shown.option-rules")
    repeatable(check, "--set", "KEY=VALUE", "shown.option-set")
    repeatable(check, "--waivers", "FILE", "shown.option-waivers")
    severities = [severity.value for severity in Severity]
    check.add_argument("--fail-on", choices=severities, default="error", help=str(message("shown.option-fail-on")))
    check.add_argument("--today", metavar="DATE", help=str(message("shown.option-today")))
    check.add_argument("--details", action="store_true", help=str(message("check.details")))
    for form in OUTPUTS:
        check.add_argument(f"--{form}", metavar="FILE", help=str(message(f"out.option-{form}")))


def run(options: argparse.Namespace) -> int:
    """Run it.

    Raises:
        BudgetError: an output cannot be written.
        WrongOptions: an option cannot be followed.
    """
    from budget_rules.reports import github, outputs
    from budget_rules.runs.documents import Documents
    from budget_rules.runs.settings import Written, read_settings

    written = Written(
        folder=Path.cwd(),
        prefix="--",
        file_option="FILE",
        files=options.files,
        rules=options.rules,
        waivers=options.waivers,
        given=options.set,
        fail_on=Severity(options.fail_on),
        today=options.today,
        outputs={form: path for form in OUTPUTS if (path := getattr(options, form))},
    )
    documents = Documents(read_settings(written))
    try:
        documents.rulebook  # noqa: B018 - its problems are said once, not for each file
    except BudgetError as error:
        print(*map(harmless, error.problems), sep="\n", file=sys.stderr)
        return UNUSABLE
    documents.write()
    worst = PASSED
    for number, (path, found) in enumerate(documents.results()):
        if number:
            print()
        worst = max(worst, _show(found, documents.name(path), Severity(options.fail_on), details=options.details))
    for line in documents.closing():
        print(line)
    if outputs.on_github():
        print(*github.commands(documents.result), sep="\n")
        outputs.add_to_step_summary(documents.result)
    return worst


def _show(found: Report | BudgetError, name: str, fail_on: Severity, *, details: bool) -> int:
    """Print what there is to say of one disclosure, and return its exit code."""
    from budget_rules.reports.plain import failure, summary
    from budget_rules.runs.documents import unchecked

    if isinstance(found, BudgetError):
        print(*map(harmless, found.problems), sep="\n", file=sys.stderr)
        return UNUSABLE
    why = unchecked(found, name)
    if why is not None:
        print(why, file=sys.stderr)
        return UNUSABLE
    failing = [outcome for outcome in found.outcomes if outcome.fails(fail_on)]
    texts = [failure(outcome) for outcome in failing] if details else []
    if sys.stdout.isatty():
        from rich.console import Console

        from budget_rules.reports.terminal import print_failure, print_summary

        console = Console(highlight=False)
        for text in texts:
            print_failure(text + "\n", console)
        print_summary(found, console)
    else:
        print(*(text + "\n" for text in texts), summary(found), sep="\n")
    verdict = message("check.failed", count=len(failing)) if failing else message("check.passed")
    print(verdict)
    return FAILED if failing else PASSED
