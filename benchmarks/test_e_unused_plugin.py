"""(e) What the plugin adds to a pytest run that has nothing to do with budgets."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.conftest import Ledger
from benchmarks.processes import REPOSITORY, empty_folder, run
from benchmarks.side_by_side import SideBySide

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture  # type: ignore[import-not-found,unused-ignore]

ROUNDS = 150
WARM_UP = 3
#: Seconds.
MOST = 0.005


def test_unused_plugin(benchmark: BenchmarkFixture, ledger: Ledger, tmp_path: Path) -> None:
    folder = empty_folder(tmp_path / "other")
    (folder / "test_one.py").write_text("def test_one():\n    pass\n", encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.unused_runs", str(folder), str(ROUNDS)]

    printed = benchmark.pedantic(lambda: run(command, REPOSITORY), rounds=1)

    pairs = [tuple(map(float, line.split())) for line in printed.splitlines()[WARM_UP:]]
    found = SideBySide([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    ledger.note("(e) the plugin, unused", found.added, unit="ms", target="at most 5 ms", scale=1000)
    assert found.added.least < MOST
