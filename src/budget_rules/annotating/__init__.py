"""Findings written into a copy of the original: comments in Word and Excel, highlights with notes in PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from budget_rules.annotating.remarks import Remark, remarks_of
from budget_rules.findings import Report
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem

__all__ = ["AUTHOR", "Remark", "annotated"]

#: Who the comments are by.
AUTHOR = "budget-rules"

#: By extension: the module that writes, and the extra that installs what it needs.
_WRITERS = {
    ".docx": ("word", "word"),
    ".xlsx": ("excel", "excel"),
    ".xlsm": ("excel", "excel"),
    ".pdf": ("pdf", "pdf"),
}
Writer = Callable[[Path, Sequence[Remark], str], tuple[bytes, list[Remark]]]


def annotated(path: Path, report: Report) -> tuple[bytes, list[Remark]]:
    """A copy of the document at ``path`` with a remark for each cause, and the remarks whose place was not found.

    ``report`` is that of the same document. Waived findings make no remarks.

    Raises:
        BudgetError: files of that kind cannot be annotated, or what is needed is not installed.
    """
    form = _WRITERS.get(path.suffix.lower())
    if form is None:
        why = message("annotate.unknown", suffix=path.suffix or path.name, known=" ".join(_WRITERS))
        raise BudgetError([Problem(Source(path=str(path)), why)])
    module, extra = form
    try:
        writer: Writer = import_module(f"budget_rules.annotating.{module}").annotated
    except ImportError:
        why = message("input.not-installed", suffix=path.suffix, extra=extra)
        raise BudgetError([Problem(Source(path=str(path)), why)]) from None
    return writer(path, remarks_of(report), AUTHOR)
