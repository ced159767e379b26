"""``budget-rules page``: a page for people, made of a JSON result."""

from __future__ import annotations

import argparse
import sys

from budget_rules.cli.parsing import Commands, Parser, command
from budget_rules.cli.result import read_result
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.reports.outfile import check_writable, write_whole


def add(commands: Commands[Parser]) -> None:
    """Add the command."""
    page = command(commands, "page", "page.cli", run)
    page.add_argument("input", metavar="RESULT.json", help=str(message("shown.cli-result")))
    page.add_argument("-o", "--output", metavar="OUT", required=True, help=str(message("page.cli-out")))


def run(options: argparse.Namespace) -> int:
    """Run it."""
    to_file = options.output != "-"
    if to_file:
        check_writable(options.output, inputs=[options.input])
    text = _page(options.input)
    if to_file:
        write_whole(options.output, text)
    else:
        sys.stdout.buffer.write(text.encode())
    return 0


def _page(path: str) -> str:
    """The page of the result at ``path``.

    Raises:
        BudgetError: there is none.
    """
    from budget_rules.reports import page

    result = read_result(path)
    try:
        return page.text(result)
    except (LookupError, TypeError, ValueError, AttributeError) as error:  # made by another version, or by hand
        why = message("page.no-result", what=f"{type(error).__name__}: {error}")
        raise BudgetError([Problem(Source(path=path), why)]) from None
