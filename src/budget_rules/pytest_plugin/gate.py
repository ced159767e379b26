"""What the plugin does in a run that checks disclosures. Under xdist, the controller checks them itself for what it
shows and writes; the workers only run items."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from budget_rules.findings import Report, Severity
from budget_rules.messages import message
from budget_rules.problem import BudgetError
from budget_rules.pytest_plugin.nodes import DisclosureFile, RuleItem, problem_lines
from budget_rules.reports.outputs import on_github
from budget_rules.reports.plain import waived_line
from budget_rules.reports.progress import terminal
from budget_rules.reports.words import disclosure_line, harmless
from budget_rules.runs.documents import Documents
from budget_rules.runs.settings import Settings


class Gate:
    """The hooks of such a run."""

    def __init__(self, config: pytest.Config, settings: Settings) -> None:
        """Register markers and the filter that keeps our warnings warnings."""
        self._settings = settings
        self._worker = hasattr(config, "workerinput")
        self._wanted = frozenset(settings.files)
        self._met: set[Path] = set()
        self._terminal = None if self._worker else terminal()
        self.documents = Documents(settings, self._terminal)
        for severity in Severity:
            config.addinivalue_line("markers", f"{severity.value}: {message(f'shown.{severity.value}')}")
        config.addinivalue_line("filterwarnings", "always::budget_rules.pytest_plugin.BudgetWarning")

    def pytest_unconfigure(self) -> None:
        """Nobody waits any more."""
        if self._terminal is not None:
            self._terminal.close()

    def pytest_report_header(self) -> list[str]:
        """Which disclosures, how much of them was read, and which rules."""
        try:
            rulebook = self.documents.rulebook
        except Exception:  # whatever it is, collecting shows it
            return [f"budget: {message('shown.header-no-rules')}"]
        lines = [f"budget: {self._header(path, found)}" for path, found in self.documents.results()]
        files = harmless(", ".join(rulebook.files))
        return [*lines, f"budget: {message('shown.header-rules', rules=len(rulebook.rules), files=files)}"]

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """A node for a disclosure of this run."""
        if file_path not in self._wanted:
            return None
        self._met.add(file_path)
        return DisclosureFile.at(file_path, parent, self.documents, self._settings.fail_on)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config: pytest.Config) -> None:
        """Never check nothing in silence: ``--ignore`` and the like can leave out a disclosure that a path includes.

        Raises:
            pytest.UsageError: a disclosure of ``--budget`` was not collected.
        """
        left_out = [path for path in self._settings.files if path not in self._met]
        if left_out and config.getoption("budget_files") and not self._worker:
            raise pytest.UsageError(*(self._unselected(path) for path in left_out))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """A skip points at the rule, not at this plugin; what is waived says why in the same words for every pytest
        (older ones put "reason: " before it)."""
        report = yield
        if isinstance(item, RuleItem) and getattr(report, "wasxfail", None):
            report.wasxfail = waived_line(item.outcome)
        if report.skipped and isinstance(item, RuleItem) and isinstance(report.longrepr, tuple):
            source = item.outcome.rule_source
            report.longrepr = (source.path, source.line or 1, report.longrepr[2])
        return report

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the result: all of every disclosure, whatever was selected.

        Raises:
            pytest.UsageError: a file cannot be written after all.
        """
        if self._worker or session.config.getoption("collectonly"):
            return
        try:
            self.documents.write()
        except BudgetError as error:
            raise pytest.UsageError(problem_lines(error)) from None

    @pytest.hookimpl(tryfirst=True, wrapper=True)
    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter, config: pytest.Config
    ) -> Generator[None, None, None]:
        """The failures in colour; then, after what pytest shows itself, the result of each disclosure."""
        from budget_rules.pytest_plugin import summary

        summary.colour_failures(terminalreporter, self.documents)
        yield
        if self._worker or config.getoption("collectonly"):
            return
        summary.show(terminalreporter, self.documents)
        if on_github():
            summary.tell_github(terminalreporter, self.documents.result)

    def _header(self, path: Path, found: Report | BudgetError) -> str:
        if isinstance(found, Report):
            return disclosure_line(found)
        return harmless(message("shown.header-unusable", path=self.documents.name(path)))

    def _unselected(self, path: Path) -> str:
        return harmless(message("shown.option-unselected", path=self.documents.name(path)))
