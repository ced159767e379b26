"""A line that says what is being waited for, where somebody is looking and it takes longer than a second."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from budget_rules.messages import Message
from budget_rules.reports.words import harmless

_ERASE = "\r\x1b[2K"


def terminal() -> TextIO | None:
    """Standard error as it is now, where it is a terminal: pytest captures what is written while it collects, and a
    line that nobody sees tells nobody to wait. To be closed."""
    try:
        if sys.stderr is not None and sys.stderr.isatty():
            return os.fdopen(os.dup(sys.stderr.fileno()), "w", encoding=sys.stderr.encoding, errors="replace")
    except (OSError, ValueError):
        pass
    return None


@contextmanager
def waiting_for(what: Message, *, stream: TextIO | None = None, patience: float = 1.0) -> Iterator[None]:
    """Show ``what`` on ``stream`` (standard error) once ``patience`` seconds have passed, and take it away at the end.

    Nothing is written where the stream is no terminal, or where it is quicker.
    """
    shown_on = sys.stderr if stream is None else stream
    if not shown_on.isatty():
        yield
        return
    text, shown = harmless(what), threading.Event()

    def show() -> None:
        shown.set()
        shown_on.write(text)
        shown_on.flush()

    timer = threading.Timer(patience, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if shown.is_set():
            shown_on.write(_ERASE)
            shown_on.flush()
