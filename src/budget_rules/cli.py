"""The command ``budget-rules``: what is not a test run.

Bad input gives one line for each problem and exit code 4, and nothing is half-written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

import budget_rules
from budget_rules.messages import LANGUAGES, message, set_language
from budget_rules.problem import BudgetError
from budget_rules.reports.outfile import check_writable, write_whole
from budget_rules.reports.words import harmless

#: As pytest's code for wrong usage.
USAGE = 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    set_language(_language(given))
    options = _parser().parse_args(given)
    try:
        status: int = options.run(options)
    except BudgetError as error:
        for problem in error.problems:
            print(harmless(problem), file=sys.stderr)
        return USAGE
    return status


class _Parser(argparse.ArgumentParser):
    """Wrong usage is one line and exit code 4."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {harmless(message)}\n")


def _language(given: list[str]) -> str:
    """The language, before the parser is made: its help is in that language."""
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    first.add_argument("--lang", default="zh")
    try:
        chosen = str(first.parse_known_args(given)[0].lang)
    except argparse.ArgumentError:
        chosen = "zh"
    return chosen if chosen in LANGUAGES else "zh"


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="budget-rules", description=str(message("shown.cli-description")), allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"budget-rules {budget_rules.__version__}")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh", help=str(message("shown.cli-lang")))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_convert(commands)
    return parser


def _add_convert(commands: argparse._SubParsersAction[_Parser]) -> None:
    what = str(message("shown.cli-convert"))
    convert = commands.add_parser("convert", help=what, description=what, allow_abbrev=False)
    convert.add_argument("input", metavar="IN", help=str(message("shown.cli-in")))
    convert.add_argument("-o", "--output", metavar="OUT", required=True, help=str(message("shown.cli-out")))
    convert.add_argument("--rules", metavar="PATH", action="append", default=[], help=str(message("shown.cli-rules")))
    convert.add_argument(
        "--set", metavar="KEY=VALUE", action="append", default=[], help=str(message("shown.option-set"))
    )
    convert.set_defaults(run=_convert)


def _convert(options: argparse.Namespace) -> int:
    from budget_rules.reports.progress import waiting_for
    from budget_rules.sources.given import read_given
    from budget_rules.sources.yaml_writer import write

    to_file = options.output != "-"
    if to_file:
        check_writable(options.output, inputs=[options.input, *options.rules])
    vocabulary = budget_rules.load_rules(*options.rules).vocabulary if options.rules else None
    given = read_given(options.set, "--set")
    with waiting_for(message("shown.reading", path=options.input)):
        disclosure = budget_rules.load(options.input, vocabulary=vocabulary, given=given)
    text = write(disclosure)
    if to_file:
        write_whole(options.output, text)
    else:
        sys.stdout.buffer.write(text.encode())
    return 0
