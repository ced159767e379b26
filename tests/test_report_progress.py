from __future__ import annotations

import io
import time

import pytest

from budget_rules.messages import message
from budget_rules.reports.progress import waiting_for


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


READING = message("shown.reading", path="2025.pdf")


def test_who_waits_long_is_told_for_what_and_the_line_goes_away_again() -> None:
    terminal = Terminal()
    with waiting_for(READING, stream=terminal, patience=0.01):
        time.sleep(0.2)
        assert terminal.getvalue() == "正在读取并核对 2025.pdf …"
    assert terminal.getvalue() == "正在读取并核对 2025.pdf …\r\x1b[2K"


def test_what_is_quick_says_nothing() -> None:
    terminal = Terminal()
    with waiting_for(READING, stream=terminal, patience=60):
        pass
    assert terminal.getvalue() == ""


def test_nothing_is_written_into_a_pipe() -> None:
    pipe = io.StringIO()
    with waiting_for(READING, stream=pipe, patience=0):
        time.sleep(0.05)
    assert pipe.getvalue() == ""


def test_the_line_goes_away_when_reading_fails() -> None:
    terminal = Terminal()
    with pytest.raises(ValueError, match="broken"), waiting_for(READING, stream=terminal, patience=0.01):
        time.sleep(0.2)
        raise ValueError("broken")
    assert terminal.getvalue().endswith("\r\x1b[2K")
