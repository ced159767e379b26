"""The disclosures of a run, each loaded and confronted at most once in a process."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import budget_rules
from budget_rules.findings import Report
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.reports.progress import waiting_for
from budget_rules.reports.words import harmless, skipped_line
from budget_rules.runs import garbage

if TYPE_CHECKING:
    from budget_rules import Rulebook
    from budget_rules.runs.settings import Settings
    from budget_rules.waivers import Used


class Documents:
    """Reports by path. Whoever asks first pays; an error is remembered too."""

    def __init__(self, settings: Settings, terminal: TextIO | None = None) -> None:
        """``terminal``: where to say what is being waited for, in place of standard error."""
        self._terminal = terminal
        self.files = settings.files
        self._settings = settings
        self._rulebook: Rulebook | BudgetError | None = None
        self._reports: dict[Path, Report | BudgetError] = {}
        garbage.start()

    @property
    def rulebook(self) -> Rulebook:
        """The shipped rules and those of the options.

        Raises:
            BudgetError: a rule file cannot be used.
        """
        if self._rulebook is None:
            try:
                with garbage.kept():
                    self._rulebook = budget_rules.load_rules(*map(self._settings.name, self._settings.rules))
            except BudgetError as error:
                self._rulebook = error
        if isinstance(self._rulebook, BudgetError):
            raise self._rulebook
        return self._rulebook

    def report(self, path: Path) -> Report:
        """The disclosure at ``path``, confronted with all rules.

        Raises:
            BudgetError: it or a rule file cannot be used.
        """
        rulebook = self.rulebook
        if path not in self._reports:
            name = self._settings.name(path)
            try:
                with garbage.kept(), waiting_for(message("shown.reading", path=name), stream=self._terminal):
                    disclosure = budget_rules.load(name, vocabulary=rulebook.vocabulary, given=self._settings.given)
                    report = budget_rules.confront(rulebook, disclosure)
                if self._settings.waivers:
                    from budget_rules.waivers import apply_waivers

                    apply_waivers(report, self._settings.waivers, self._settings.today)
                self._reports[path] = report
            except BudgetError as error:
                self._reports[path] = error
        found = self._reports[path]
        if isinstance(found, BudgetError):
            raise found
        return found

    def waivers(self) -> list[Used]:
        """What became of each waiver."""
        found = [found for _, found in self.results()]
        reports = [one for one in found if isinstance(one, Report)]
        if not self._settings.waivers or not reports:
            return []
        from budget_rules.waivers import uses_of

        rules = [rule.id for rule in self.rulebook.rules]
        complete = len(reports) == len(found)
        return uses_of(self._settings.waivers, reports, rules, self._settings.today, complete=complete)

    def name(self, path: Path) -> str:
        """The name that the file has in reports."""
        return self._settings.name(path)

    def results(self) -> Iterator[tuple[Path, Report | BudgetError]]:
        """Each file with its report, or with why there is none.

        A defect of the engine is such a reason too: it must not take away what can be shown of other disclosures. Its
        traceback is shown where pytest collects the file.
        """
        for path in self.files:
            try:
                yield path, self.report(path)
            except BudgetError as error:
                yield path, error
            except Exception as error:
                why = message("shown.defect", error=f"{type(error).__name__}: {error}")
                yield path, BudgetError([Problem(Source(path=self.name(path)), why)])

    @cached_property
    def result(self) -> dict[str, object]:
        """The JSON result of all files, which every output is made from."""
        from budget_rules.reports import json

        found = [found for _, found in self.results()]
        reports = [one for one in found if isinstance(one, Report)]
        return json.result(reports, [one for one in found if isinstance(one, BudgetError)], self.waivers())

    def write(self) -> None:
        """Write the outputs, each whole or not at all.

        Raises:
            BudgetError: a file cannot be written.
        """
        from budget_rules.reports import outfile, outputs

        for form, path in self._settings.outputs:
            outfile.write_whole(path, outputs.rendered(form, self.result, path))

    def closing(self) -> list[str]:
        """The last lines of a run: waivers that waive nothing, and the files that were written."""
        from budget_rules.reports.outputs import OUTPUTS

        stale = [line for used in self.waivers() if (line := _stale_line(used))]
        lines = [str(message("shown.waivers-stale")), *(f"  {line}" for line in stale)] if stale else []
        for form, path in self._settings.outputs:
            lines.append(harmless(message("out.written", name=OUTPUTS[form].name, path=self.name(path))))
        return lines


def _stale_line(used: Used) -> str | None:
    """What to say of a waiver that waives nothing."""
    if used.why is None:
        return None
    binding = used.waiver.binding
    slots = {"source": used.waiver.source, "rule": binding.rule, "place": binding.place, "why": used.why}
    return harmless(message("shown.waiver-stale", **slots))


def unchecked(report: Report, name: str) -> str | None:
    """Why nothing of a disclosure was checked, in lines; None where something was."""
    if any(outcome.not_applicable is None for outcome in report.outcomes):
        return None
    line = message("shown.no-rule-applies", count=len(report.outcomes))
    reasons = "".join(f"\n  {skipped_line(one)}" for one in report.not_applicable)
    return f"{name}: {line}{reasons}"
