"""Failures that point at the line of the disclosure, where this pytest can show such. The only place that uses what is
private to pytest; without it, failures are plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budget_rules.place import Source

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr


def located(text: str, line: str, source: Source) -> str | TerminalRepr:
    """``text`` as pytest's own kind of failure, which also survives the way from an xdist worker.

    ``line`` is what short summaries and JUnit messages show, ``source`` where annotations point to.
    """
    try:
        from _pytest._code.code import ReprEntryNative, ReprExceptionInfo, ReprFileLocation, ReprTraceback

        crash = ReprFileLocation(source.path, source.line or 1, line)
        trace = ReprTraceback([ReprEntryNative([text + "\n"])], None, "native")
        return ReprExceptionInfo(trace, crash)
    except (ImportError, TypeError):
        return text
