"""Reports on a terminal, in colour. Text of a disclosure is never read as markup."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from budget_rules.findings import Report, Severity
from budget_rules.reports.causes import cause_lines
from budget_rules.reports.words import (
    disclosure_name,
    finding_counts,
    guarded_line,
    harmless,
    lists,
    severity_word,
    tallies,
)

#: rich styles by severity; lines without one are plain.
STYLES = {Severity.ERROR.value: "red", Severity.WARNING.value: "yellow", Severity.NOTICE.value: "cyan", "": ""}


def print_summary(report: Report, console: Console) -> None:
    """Print the summary of one disclosure."""
    console.print(_summary(report))


def print_failure(text: str, console: Console) -> None:
    """Print the plain text of a failure with its messages set off."""
    shown = Text(text)
    for severity in Severity:
        style = f"bold {STYLES[severity.value]}"
        shown.highlight_regex(rf"(?m)^(?:\(\d+/\d+\) )?{severity_word(severity)}: .*$", style)
    shown.highlight_regex(r"»[^«]*«", "bold")
    console.print(shown, soft_wrap=True)


def _summary(report: Report) -> RenderableType:
    title = Text.assemble((disclosure_name(report), "bold"), "  ", (harmless(report.path), "dim"))
    body: list[RenderableType] = [_counts(report), Text(finding_counts(report)), Text(guarded_line(report))]
    for heading, lines in lists(report, cause_lines(report)):
        body += [Text(""), Text(heading, style="bold")]
        body += [Padding(Text(line, style=STYLES[severity]), (0, 0, 0, 2)) for severity, line in lines]
    return Group(title, Padding(Group(*body), (0, 0, 0, 2)))


def _counts(report: Report) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column()
    grid.add_column(justify="right", style="bold")
    for label, value in tallies(report):
        grid.add_row(Text(label), Text(value))
    return grid
