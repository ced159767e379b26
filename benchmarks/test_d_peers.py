"""(d) The same 36 relations, against pandera, frictionless and pointblank, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.conftest import Ledger
from benchmarks.peers.table import write
from benchmarks.processes import ENVIRONMENT, REPOSITORY, run
from benchmarks.side_by_side import SideBySide, Spread, children_time, side_by_side

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture  # type: ignore[import-not-found,unused-ignore]

PEERS = ("pandera", "frictionless", "pointblank")
WARM_ROUNDS = 25
COLD_ROUNDS = 9
#: The fastest peer takes at least so many times as long as we do.
LEAST_WARM = 20.0
LEAST_COLD = 1.0


def _command(library: str, folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.peers", library, str(folder), *more]


def _installed(peer: str) -> str:
    if find_spec(peer) is None:
        pytest.skip(f"{peer} is not installed: pip install '.[bench]'")
    return peer


@pytest.fixture
def table(tmp_path: Path) -> Path:
    write(tmp_path, spoilt=False)
    return tmp_path


@pytest.fixture
def server(table: Path) -> Iterator[Callable[[str], Callable[[], float]]]:
    """Starts a library's process, and returns what has it do the job again and returns the seconds it took."""
    with ExitStack() as stack:

        def start(library: str) -> Callable[[], float]:
            process = stack.enter_context(
                subprocess.Popen(
                    _command(library, table, "serve"),
                    cwd=REPOSITORY,
                    env=ENVIRONMENT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            sent, answers = process.stdin, process.stdout
            assert sent is not None and answers is not None
            stack.callback(sent.close)
            assert answers.readline() == "0\n"

            def again() -> float:
                sent.write("\n")
                sent.flush()
                return float(answers.readline())

            return again

        yield start


@pytest.mark.parametrize("library", ["budget_rules", *PEERS])
def test_same_verdict(library: str, tmp_path: Path) -> None:
    if library != "budget_rules":
        _installed(library)
    for spoilt, violated in ((False, "0\n"), (True, "2\n")):
        write(tmp_path, spoilt=spoilt)
        assert run(_command(library, tmp_path), REPOSITORY) == violated


@pytest.mark.parametrize("peer", PEERS)
def test_warm(
    benchmark: BenchmarkFixture, ledger: Ledger, server: Callable[[str], Callable[[], float]], peer: str
) -> None:
    ours, theirs = server("budget_rules"), server(_installed(peer))
    found = SideBySide([], [])
    benchmark.pedantic(
        lambda: found.ours.append(ours()), setup=lambda: found.theirs.append(theirs()), rounds=WARM_ROUNDS
    )

    faster = Spread.of([other / mine for mine, other in zip(found.ours, found.theirs, strict=True)])
    benchmark.extra_info["faster"] = faster.median
    ledger.note(f"(d) warm: faster than {peer}", faster, unit="×", target="at least 20")
    ledger.note("    ours", Spread.of(found.ours), unit="µs", target="", scale=1e6)
    assert faster.most > LEAST_WARM


@pytest.mark.parametrize("peer", PEERS)
def test_cold(benchmark: BenchmarkFixture, ledger: Ledger, table: Path, peer: str) -> None:
    _installed(peer)
    found = side_by_side(
        benchmark,
        lambda: run(_command("budget_rules", table), REPOSITORY),
        lambda: run(_command(peer, table), REPOSITORY),
        rounds=COLD_ROUNDS,
        clock=children_time,
    )

    faster = Spread.of([other / mine for mine, other in zip(found.ours, found.theirs, strict=True)])
    ledger.note(f"(d) cold: faster than {peer}", faster, unit="×", target="at least 1")
    assert faster.most > LEAST_COLD
