"""What the plugin prints at the end of a run: rich where pytest itself would use colour, plain text elsewhere."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any, cast

import pytest

from budget_rules.findings import Report
from budget_rules.messages import message
from budget_rules.problem import BudgetError
from budget_rules.pytest_plugin.paths import node_path
from budget_rules.reports import plain
from budget_rules.reports.outputs import add_to_step_summary
from budget_rules.reports.words import harmless
from budget_rules.runs.documents import Documents

if TYPE_CHECKING:
    from _pytest._io import TerminalWriter
    from rich.console import Console


def show(reporter: pytest.TerminalReporter, documents: Documents) -> None:
    """Print the result of each disclosure, what became of waivers, and which files were written."""
    reporter.section(str(message("shown.summary-title")))
    for path, found in documents.results():
        if isinstance(found, BudgetError):
            reporter.write_line(harmless(message("shown.summary-unusable", path=documents.name(path))))
        else:
            _show_report(reporter, found)
            if reporter.config.getoption("budget_coverage"):
                _show_coverage(reporter, found)
    if reporter.stats.get("deselected"):
        reporter.write_line(str(message("shown.summary-selection")))
    for line in documents.closing():
        reporter.write_line(line)


def tell_github(reporter: pytest.TerminalReporter, result: dict[str, object]) -> None:
    """Annotate the lines of the figures, and add to the summary of the step."""
    from budget_rules.reports.github import commands

    for line in commands(result):
        reporter.write_line(line)
    try:
        add_to_step_summary(result)
    except OSError as error:
        reporter.write_line(harmless(message("out.no-step-summary", why=error.strerror or str(error))))


def _show_report(reporter: pytest.TerminalReporter, report: Report) -> None:
    if not (reporter.hasmarkup or reporter.isatty):
        for line in plain.summary(report).splitlines():  # where the encoding lacks a character, pytest escapes newlines
            reporter.write_line(line)
        return
    from budget_rules.reports.terminal import print_summary

    console = _console(reporter.config.get_terminal_writer().fullwidth, colour=reporter.hasmarkup)
    print_summary(report, console)
    reporter.write(cast(StringIO, console.file).getvalue())


def _show_coverage(reporter: pytest.TerminalReporter, report: Report) -> None:
    from budget_rules.coverage import coverage_of
    from budget_rules.reports.coverage import print_coverage

    console = _console(reporter.config.get_terminal_writer().fullwidth, colour=reporter.hasmarkup)
    console.print()
    print_coverage(report.disclosure, coverage_of(report.disclosure, report), console)
    reporter.write(cast(StringIO, console.file).getvalue())


def colour_failures(reporter: pytest.TerminalReporter, documents: Documents) -> None:
    """Have the failures of our items shown in colour, if pytest uses colour. They may come from another process, so
    that their text is all there is."""
    if not reporter.hasmarkup:
        return
    ours = {node_path(path, reporter.config.rootpath) for path in documents.files}
    for report in reporter.stats.get("failed", []):
        if isinstance(report, pytest.TestReport) and report.nodeid.partition("::")[0] in ours:
            cast(Any, report).longrepr = _Coloured(report)


class _Coloured:
    """A failure that pytest asks to print itself."""

    def __init__(self, report: pytest.TestReport) -> None:
        self._text = str(report.longrepr)
        #: What the short summary shows.
        self.reprcrash = getattr(report.longrepr, "reprcrash", None)

    def __str__(self) -> str:
        return self._text

    def toterminal(self, writer: TerminalWriter) -> None:
        from budget_rules.reports.terminal import print_failure

        console = _console(writer.fullwidth)
        print_failure(self._text, console)
        writer.write(cast(StringIO, console.file).getvalue())


def _console(width: int, *, colour: bool = True) -> Console:
    """A console that colours what it is given, to be written by pytest."""
    from rich.console import Console

    return Console(file=StringIO(), force_terminal=colour, width=width, legacy_windows=False, highlight=False)
