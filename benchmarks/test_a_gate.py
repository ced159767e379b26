"""(a) The whole gate, against a bare pytest run with as many items that do nothing."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.conftest import Ledger
from benchmarks.processes import empty_folder, pytest_command, run
from benchmarks.side_by_side import Clock, children_time, side_by_side

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture  # type: ignore[import-not-found,unused-ignore]

ROUNDS = 15
TARGET = "1.3, never over 2"
MOST = 2.0
#: Findings make pytest fail, which is what the sample is for.
CODES = (0, 1)


@pytest.mark.parametrize(
    ("clock", "counted"),
    [(children_time, "processor time"), (time.perf_counter, "elapsed time")],
    ids=["processor", "elapsed"],
)
def test_gate(
    benchmark: BenchmarkFixture, ledger: Ledger, sample: Path, tmp_path: Path, clock: Clock, counted: str
) -> None:
    ours = empty_folder(tmp_path / "ours")
    gate = pytest_command(f"--budget={sample}", budget=True)
    items = sum("::" in line for line in run([*gate, "--collect-only", "-q"], ours).split("\n"))
    assert items > 50
    bare = empty_folder(tmp_path / "bare")
    functions = "".join(f"def test_{number}():\n    pass\n\n\n" for number in range(items))
    (bare / "test_nothing.py").write_text(functions, encoding="utf-8")
    nothing = pytest_command(budget=False)

    found = side_by_side(
        benchmark,
        lambda: run(gate, ours, codes=CODES),
        lambda: run(nothing, bare),
        rounds=ROUNDS,
        clock=clock,
    )

    ledger.note(f"(a) gate ÷ bare pytest, {items} items, {counted}", found.ratio, unit="×", target=TARGET)
    ledger.note(f"    what the gate adds, {counted}", found.added, unit="ms", target="", scale=1000)
    if clock is children_time:  # elapsed time also measures who else uses the machine
        assert found.ratio.least < MOST
