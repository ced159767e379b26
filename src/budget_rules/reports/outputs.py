"""The files a result is written to: one JSON result, many faces."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple


class Output(NamedTuple):
    """A form of the result."""

    #: Module of this room with ``text(result)``, or ``rendered(result, path)`` where there are varieties.
    module: str
    #: What users call it.
    name: str
    #: Whether the end of the file's name says which variety.
    varied: bool = False


#: By the name in options: ``--budget-sarif=FILE``.
OUTPUTS = {
    "json": Output("json", "JSON"),
    "sarif": Output("sarif", "SARIF"),
    "markdown": Output("markdown", "Markdown"),
    "html": Output("page", "HTML"),
    "sheet": Output("sheet", "检查表", varied=True),
}
#: Set by GitHub's runners: that it is one, and the file whose Markdown is shown with the run.
ON_GITHUB = "GITHUB_ACTIONS"
STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


def rendered(form: str, result: Mapping[str, Any], path: Path) -> str | bytes:
    """The JSON result in one of the forms.

    Raises:
        BudgetError: what the form needs is not installed.
    """
    output = OUTPUTS[form]
    module = import_module(f"budget_rules.reports.{output.module}")
    found: str | bytes = module.rendered(result, path) if output.varied else module.text(result)
    return found


def on_github() -> bool:
    """Whether a GitHub runner reads what is printed."""
    return os.environ.get(ON_GITHUB) == "true"


def add_to_step_summary(result: Mapping[str, Any]) -> None:
    """Add the result to the summary of the running step, if there is one.

    Raises:
        OSError: the runner's file cannot be written.
    """
    from budget_rules.reports import markdown

    path = os.environ.get(STEP_SUMMARY)
    if path:
        with open(path, "a", encoding="utf-8", newline="\n") as file:  # noqa: PTH123 - appended to, as the runner asks
            file.write(markdown.text(result))
