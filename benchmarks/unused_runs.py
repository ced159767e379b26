"""``python -m benchmarks.unused_runs FOLDER ROUNDS``: pytest runs with and without the plugin, in turn, in one process.

Prints the seconds of each pair. What all runs share is imported once, so that a run takes some 30 ms and a difference
of one shows; the plugin is imported anew in every run that has it, as in a process of its own.
"""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stdout
from time import process_time

import pytest

from benchmarks.processes import pytest_command


def main(folder: str, rounds: str) -> None:
    loaded, blocked = (pytest_command(folder, budget=budget)[3:] for budget in (True, False))
    for _ in range(int(rounds) + 3):
        print(_seconds(loaded), _seconds(blocked), flush=True)


def _seconds(arguments: list[str]) -> float:
    for name in [name for name in sys.modules if name.partition(".")[0] == "budget_rules"]:
        del sys.modules[name]
    start = process_time()
    with redirect_stdout(io.StringIO()):
        code = pytest.main(arguments)
    taken = process_time() - start
    assert code == 0
    return taken


if __name__ == "__main__":
    main(*sys.argv[1:])
