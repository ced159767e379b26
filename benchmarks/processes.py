"""Commands that are measured as whole processes, in an environment without anything that would hide a difference."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
#: Where compiled modules are not kept, every process compiles the whole package again, which nobody's does.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def pytest_command(*arguments: str, budget: bool) -> list[str]:
    """A pytest run without the plugins that only happen to be installed here: they would make any ratio look better."""
    others = {point.name for point in entry_points(group="pytest11")} - {"budget"}
    blocked = sorted(others) if budget else [*sorted(others), "budget"]
    return [sys.executable, "-m", "pytest", *(f"-pno:{name}" for name in blocked), *arguments]


def run(command: list[str], folder: Path, *, codes: tuple[int, ...] = (0,)) -> str:
    """What the process prints; it has to end with one of the exit codes."""
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode in codes, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def empty_folder(folder: Path) -> Path:
    """A folder that is a pytest root of its own, so that no configuration is found above it."""
    folder.mkdir(parents=True)
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return folder
