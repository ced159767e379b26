"""(e) What the plugin adds to a pytest run that has nothing to do with budgets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.conftest import Ledger
from benchmarks.processes import empty_folder, pytest_command, run
from benchmarks.side_by_side import children_time, side_by_side

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture  # type: ignore[import-not-found,unused-ignore]

ROUNDS = 40
#: Seconds. Differences of some milliseconds between processes of half a second need many rounds.
MOST = 0.005


def test_unused_plugin(benchmark: BenchmarkFixture, ledger: Ledger, tmp_path: Path) -> None:
    folder = empty_folder(tmp_path / "other")
    (folder / "test_one.py").write_text("def test_one():\n    pass\n", encoding="utf-8")
    loaded, blocked = pytest_command(budget=True), pytest_command(budget=False)

    found = side_by_side(
        benchmark, lambda: run(loaded, folder), lambda: run(blocked, folder), rounds=ROUNDS, clock=children_time
    )

    ledger.note("(e) the plugin, unused", found.added, unit="ms", target="at most 5 ms", scale=1000)
    assert found.added.median < MOST
