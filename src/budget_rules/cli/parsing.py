"""Reading the command line: what all commands have in common."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NoReturn

from budget_rules.messages import message
from budget_rules.reports.words import harmless

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
