"""``budget-rules schema``: the JSON Schemas that come with the package, for editors and programs."""

from __future__ import annotations

import argparse
import sys

from budget_rules.cli.parsing import Commands, Parser, command
from budget_rules.messages import message
from budget_rules.shipped import schema_file

KINDS = ("rules", "disclosure", "result", "waivers")


def add(commands: Commands[Parser]) -> None:
    """Add the command."""
    schema = command(commands, "schema", "kit.cli-schema", run)
    schema.add_argument("kind", choices=KINDS)
    schema.add_argument("--path", action="store_true", help=str(message("kit.cli-schema-path")))


def run(options: argparse.Namespace) -> int:
    """Run it."""
    file = schema_file(options.kind)
    text = f"{file}\n" if options.path else file.read_text("utf-8")
    sys.stdout.buffer.write(text.encode())
    return 0
