"""Reports on a terminal, in colour. Text of a disclosure is never read as markup."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from budget_rules.findings import Report, Severity
from budget_rules.reports.folding import folded
from budget_rules.reports.summary import blocks, figures_line
from budget_rules.reports.words import disclosure_name, harmless, severity_word

#: rich styles by severity; lines without one are plain.
STYLES = {Severity.ERROR.value: "red", Severity.WARNING.value: "yellow", Severity.NOTICE.value: "cyan", "": ""}


def print_summary(report: Report, console: Console) -> None:
    """Print the summary of one disclosure."""
    _say(console, disclosure_name(report), indent=0, style="bold")
    console.print(Text(f"  {harmless(report.path)}", style="dim"), soft_wrap=True)
    for heading, lines in blocks(report):
        _say(console, heading, indent=2, style="bold")
        for severity, line in lines:
            _say(console, line, indent=4, style=STYLES[severity])
        console.print()
    _say(console, figures_line(report), indent=2)


def print_failure(text: str, console: Console) -> None:
    """Print the plain text of a failure with its messages set off."""
    shown = Text(text)
    for severity in Severity:
        style = f"bold {STYLES[severity.value]}"
        shown.highlight_regex(rf"(?m)^(?:\(\d+/\d+\) )?{severity_word(severity)}: .*$", style)
    shown.highlight_regex(r"»[^«]*«", "bold")
    console.print(shown, soft_wrap=True)


def _say(console: Console, text: str, *, indent: int, style: str = "") -> None:
    """Print a text in lines that fit; each line of its own hangs below what it continues."""
    for whole in text.split("\n"):
        bare = whole.lstrip(" ")
        left = indent + len(whole) - len(bare)
        for line in folded(bare, console.width - left):
            console.print(Text(" " * left + line, style=style), soft_wrap=True)
