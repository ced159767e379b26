"""Reading the command line: what all commands have in common."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from budget_rules.messages import message
from budget_rules.reports.words import harmless

if TYPE_CHECKING:
    from budget_rules import Disclosure, Rulebook

#: As pytest's code for wrong usage.
USAGE = 4


class Parser(argparse.ArgumentParser):
    """Wrong usage is one line and exit code 4."""

    def error(self, message: str) -> NoReturn:
        """End with the line."""
        self.exit(USAGE, f"{self.prog}: {harmless(message)}\n")


#: What the commands are added to.
Commands = argparse._SubParsersAction


def command(
    commands: Commands[Parser], name: str, what: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    """Add a command; ``what`` is the key of its description, ``run`` returns the exit code."""
    text = str(message(what))
    made = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
    made.set_defaults(run=run)
    return made


def repeatable(parser: argparse.ArgumentParser, option: str, metavar: str, what: str) -> None:
    """Add an option that may be given several times; ``what`` is the key of its description."""
    parser.add_argument(option, metavar=metavar, action="append", default=[], help=str(message(what)))


def given_files(parser: argparse.ArgumentParser) -> None:
    """Add the disclosure that a command looks at, and what is said about it: ``load_given`` reads them."""
    parser.add_argument("input", metavar="FILE", help=str(message("shown.cli-in")))
    repeatable(parser, "--rules", "PATH", "shown.cli-rules")
    repeatable(parser, "--set", "KEY=VALUE", "shown.option-set")


def load_given(options: argparse.Namespace) -> tuple[Rulebook, Disclosure]:
    """The rules and the disclosure of ``given_files``.

    Raises:
        BudgetError: one of them cannot be used.
    """
    import budget_rules
    from budget_rules.reports.progress import waiting_for
    from budget_rules.sources.given import read_given

    given = read_given(options.set, "--set")
    rulebook = budget_rules.load_rules(*options.rules)
    with waiting_for(message("shown.reading", path=options.input)):
        return rulebook, budget_rules.load(options.input, vocabulary=rulebook.vocabulary, given=given)


def whole_number(text: str) -> int:
    """A number of things, at least 1.

    Raises:
        argparse.ArgumentTypeError: the text is none.
    """
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(str(message("shown.not-a-number", found=harmless(text))))
    return int(text)
