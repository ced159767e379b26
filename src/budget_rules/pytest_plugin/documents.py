"""The disclosures of a run, each loaded and confronted at most once in a process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import budget_rules
from budget_rules.findings import Report
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.reports.progress import waiting_for
from budget_rules.waivers import Used, apply_waivers, uses_of

if TYPE_CHECKING:
    from budget_rules import Rulebook
    from budget_rules.pytest_plugin.options import Settings


class Documents:
    """Reports by path. Whoever asks first pays; an error is remembered too."""

    def __init__(self, settings: Settings, shorten: Callable[[Path], str]) -> None:
        """``shorten`` makes the name that a file has in reports."""
        self.files = settings.files
        self._settings = settings
        self._shorten = shorten
        self._rulebook: Rulebook | BudgetError | None = None
        self._reports: dict[Path, Report | BudgetError] = {}

    @property
    def rulebook(self) -> Rulebook:
        """The shipped rules and those of the options.

        Raises:
            BudgetError: a rule file cannot be used.
        """
        if self._rulebook is None:
            try:
                self._rulebook = budget_rules.load_rules(*map(self._shorten, self._settings.rules))
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
            name = self._shorten(path)
            try:
                with waiting_for(message("shown.reading", path=name)):
                    disclosure = budget_rules.load(name, vocabulary=rulebook.vocabulary, given=self._settings.given)
                    report = budget_rules.confront(rulebook, disclosure)
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
        rules = [rule.id for rule in self.rulebook.rules]
        complete = len(reports) == len(found)
        return uses_of(self._settings.waivers, reports, rules, self._settings.today, complete=complete)

    def name(self, path: Path) -> str:
        """The name that the file has in reports."""
        return self._shorten(path)

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
