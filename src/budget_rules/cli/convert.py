"""``budget-rules convert``: a disclosure as YAML."""

from __future__ import annotations

import argparse
import sys

import budget_rules
from budget_rules.cli.parsing import Commands, Parser, command, repeatable
from budget_rules.messages import message
from budget_rules.reports.outfile import check_writable, write_whole


def add(commands: Commands[Parser]) -> None:
    """Add the command."""
    convert = command(commands, "convert", "shown.cli-convert", run)
    convert.add_argument("input", metavar="IN", help=str(message("shown.cli-in")))
    convert.add_argument("-o", "--output", metavar="OUT", required=True, help=str(message("shown.cli-out")))
    repeatable(convert, "--rules", "PATH", "shown.cli-rules")
    repeatable(convert, "--set", "KEY=VALUE", "shown.option-set")


def run(options: argparse.Namespace) -> int:
    """Run it."""
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
