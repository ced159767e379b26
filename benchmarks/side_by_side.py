"""Two things measured in turn, A B A B, so that whatever else the machine does meets both.

The ratio of a pair of neighbours is taken, and the median of those ratios: slow drifts cancel out, and a disturbed pair
does not count. Never a single timing.
"""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture  # type: ignore[import-not-found,unused-ignore]

Clock = Callable[[], float]


def children_time() -> float:
    """Processor seconds of all finished child processes: for comparing processes on a machine that is not idle."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@dataclass(frozen=True, slots=True)
class Spread:
    """A median, its quartiles, and how far to trust it."""

    median: float
    low: float
    high: float
    #: Half the 95 % confidence interval of the median, from the quartiles.
    margin: float

    @property
    def least(self) -> float:
        """What the median is at least: tests fail on what is certain, not on a busy machine."""
        return self.median - self.margin

    @property
    def most(self) -> float:
        """What the median is at most."""
        return self.median + self.margin

    @classmethod
    def of(cls, values: list[float]) -> Spread:
        """The spread of two or more values."""
        low, _, high = quantiles(values, n=4)
        return cls(median(values), low, high, 1.82 * (high - low) / len(values) ** 0.5)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Seconds of each round, ours and theirs in pairs."""

    ours: list[float]
    theirs: list[float]

    @property
    def ratio(self) -> Spread:
        """Ours in theirs; above 1, ours is slower."""
        return Spread.of([mine / other for mine, other in zip(self.ours, self.theirs, strict=True)])

    @property
    def added(self) -> Spread:
        """Seconds that ours takes more."""
        return Spread.of([mine - other for mine, other in zip(self.ours, self.theirs, strict=True)])


def timed(job: Callable[[], object]) -> float:
    """Seconds of processor time; as with ``timeit``, nothing looks for cyclic garbage, and in a gate seldom."""
    before = gc.isenabled()
    gc.disable()
    try:
        start = time.process_time()
        job()
        return time.process_time() - start
    finally:
        if before:
            gc.enable()


def side_by_side(
    benchmark: BenchmarkFixture,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    rounds: int,
    clock: Clock = time.perf_counter,
) -> SideBySide:
    """Run both in turn. pytest-benchmark runs and shows ours; theirs runs before each of its rounds, not counted."""
    found = SideBySide([], [])

    def run(what: Callable[[], object], into: list[float]) -> None:
        start = clock()
        what()
        into.append(clock() - start)

    benchmark.pedantic(
        lambda: run(ours, found.ours), setup=lambda: run(theirs, found.theirs), rounds=rounds, warmup_rounds=1
    )
    del found.ours[0], found.theirs[0]  # the round that warms up
    benchmark.extra_info["ratio"] = found.ratio.median
    return found
