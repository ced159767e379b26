"""``budget-rules annotate``: the findings as comments in a copy of the original."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from budget_rules.cli.parsing import Commands, Parser, command, repeatable
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.reports.outfile import check_writable, write_whole
from budget_rules.reports.words import harmless


def add(commands: Commands[Parser]) -> None:
    """Add the command."""
    annotate = command(commands, "annotate", "annotate.what", run)
    annotate.add_argument("input", metavar="IN", help=str(message("check.files")))
    annotate.add_argument("-o", "--output", metavar="OUT", required=True, help=str(message("annotate.out")))
    repeatable(annotate, "--rules", "PATH", "shown.option-rules")
    repeatable(annotate, "--set", "KEY=VALUE", "shown.option-set")
    repeatable(annotate, "--waivers", "FILE", "shown.option-waivers")


def run(options: argparse.Namespace) -> int:
    """Run it.

    Raises:
        BudgetError: the document cannot be read or annotated, or the copy cannot be written.
        WrongOptions: an option cannot be followed.
    """
    from budget_rules.annotating import annotated
    from budget_rules.runs.documents import Documents
    from budget_rules.runs.settings import Written, read_settings

    suffix = Path(options.input).suffix
    check_writable(options.output, inputs=[options.input, *options.rules, *options.waivers])
    if Path(options.output).suffix.lower() != suffix.lower():
        raise BudgetError([Problem(Source(path=options.output), message("annotate.other-kind", suffix=suffix))])
    written = Written(
        folder=Path.cwd(),
        prefix="--",
        file_option="IN",
        files=[options.input],
        rules=options.rules,
        waivers=options.waivers,
        given=options.set,
    )
    settings = read_settings(written)
    report = Documents(settings).report(settings.files[0])
    content, lost = annotated(settings.files[0], report)
    write_whole(options.output, content)
    done = len(report.causes) - len(lost)
    print(harmless(message("annotate.done", path=options.output, count=done)))
    for remark in lost:
        print(harmless(message("annotate.lost", text=remark.text.partition("\n")[0])), file=sys.stderr)
    return 0
