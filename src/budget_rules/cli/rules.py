"""``budget-rules rules``: every rule with its basis and severity."""

from __future__ import annotations

import argparse
import json
import sys

import budget_rules
from budget_rules.cli.parsing import Commands, Parser, command, repeatable
from budget_rules.messages import message
from budget_rules.reports.words import harmless, severity_word

FORMATS = ("table", "md", "json")
#: Widest columns of the table on a terminal.
WIDTHS = (None, 36, None, 36, 28, None)
HEADS = ("id", "title", "severity", "scope", "basis", "where")


def add(commands: Commands[Parser]) -> None:
    """Add the command."""
    rules = command(commands, "rules", "kit.cli-rules", run)
    repeatable(rules, "--rules", "PATH", "kit.cli-more-rules")
    rules.add_argument("--format", choices=FORMATS, default="table", help=str(message("kit.cli-format")))


def run(options: argparse.Namespace) -> int:
    """Run it."""
    from tabulate import tabulate

    from budget_rules.reports.rule_words import scope_words

    rules = budget_rules.load_rules(*options.rules).rules
    if options.format == "json":
        listed = [
            {
                "id": rule.id,
                "title": rule.title,
                "title_en": rule.title_en,
                "severity": rule.severity.value,
                "scope": scope_words(rule),
                "basis": rule.basis,
                "source": {"path": rule.source.path, **rule.source.as_json()},
            }
            for rule in rules
        ]
        text = json.dumps(listed, ensure_ascii=False, indent=2)
    else:
        heads = [str(message(f"kit.head-{key}")) for key in HEADS]
        rows = [
            [
                rule.id,
                rule.shown_title,
                severity_word(rule.severity),
                scope_words(rule),
                rule.basis,
                str(rule.source),
            ]
            for rule in rules
        ]
        style, widths = ("github", None) if options.format == "md" else ("simple", WIDTHS)
        cells = [[_cell(text, options.format) for text in row] for row in rows]
        text = tabulate(cells, headers=heads, tablefmt=style, disable_numparse=True, maxcolwidths=widths)
    sys.stdout.buffer.write(f"{text}\n".encode())
    return 0


def _cell(text: str, form: str) -> str:
    plain = harmless(text)
    return plain.replace("|", "\\|") if form == "md" else plain
