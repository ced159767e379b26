from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from budget_rules.messages import message
from budget_rules.reports.progress import waiting_for


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


SAMPLE = Path(__file__).parents[1] / "samples" / "2022-corrected.yaml"
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


SLOW = """
import time
import budget_rules
quick = budget_rules.load
def slow(*args, **kwargs):
    time.sleep(1.4)
    return quick(*args, **kwargs)
budget_rules.load = slow
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("options", [[], ["-q"]])
def test_it_is_seen_while_pytest_captures(tmp_path: Path, options: list[str]) -> None:
    import pty

    (tmp_path / "conftest.py").write_text(SLOW, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    outer, inner = pty.openpty()
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, f"--budget={SAMPLE}"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=inner) as run:
        os.close(inner)
        seen = b""
        try:
            while data := os.read(outer, 4096):
                seen += data
        except OSError:  # what a closed pseudo-terminal gives on Linux
            pass
    os.close(outer)
    assert run.returncode == 0
    assert seen.decode().count("正在读取并核对") == 1
    assert seen.endswith(b"\r\x1b[2K")
