"""The command ``budget-rules``: what is not a test run. Each command is a module of its own.

Bad input gives one line for each problem and exit code 4, and nothing is half-written.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

import budget_rules
from budget_rules.cli import annotate, check, convert, coverage, explain, lint, mutate, page, rules, schema, waive
from budget_rules.cli.parsing import USAGE, Parser
from budget_rules.messages import LANGUAGES, message, set_language
from budget_rules.problem import BudgetError, WrongOptions
from budget_rules.reports.words import harmless

#: The modules of the commands, in the order in which help lists them. Each has ``add``; what a command needs besides
#: is imported when it runs.
COMMANDS = (check, convert, annotate, page, waive, coverage, mutate, rules, explain, lint, schema)


#: As of a program that the signal of a closed pipe has ended.
CLOSED_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese still gets the figures
    set_language(_language(given))
    options = _parser().parse_args(given)
    try:
        status: int = options.run(options)
    except BudgetError as error:
        for problem in error.problems:
            print(harmless(problem), file=sys.stderr)
        return USAGE
    except WrongOptions as wrong:
        print(*map(harmless, wrong.lines), sep="\n", file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        # Whoever read the output has seen enough; what is still in the buffer must not be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED_PIPE
    return status


def _language(given: list[str]) -> str:
    """The language, before the parser is made: its help is in that language."""
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    first.add_argument("--lang", default="zh")
    try:
        chosen = str(first.parse_known_args(given)[0].lang)
    except argparse.ArgumentError:
        chosen = "zh"
    return chosen if chosen in LANGUAGES else "zh"


def _parser() -> Parser:
    parser = Parser(prog="budget-rules", description=str(message("shown.cli-description")), allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"budget-rules {budget_rules.__version__}")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh", help=str(message("shown.cli-lang")))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands)
    return parser
