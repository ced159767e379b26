"""(b) Loading a disclosure, against composing the same YAML with the C loader and doing nothing with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

import budget_rules
from benchmarks.conftest import Ledger
from benchmarks.side_by_side import side_by_side
from budget_rules.sources.yaml_source import read_yaml
from budget_rules.vocabulary_yaml import shipped_vocabulary

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture  # type: ignore[import-not-found,unused-ignore]

ROUNDS = 40
MOST = 2.0


@pytest.mark.parametrize(
    ("load", "what", "most"),
    [
        pytest.param(lambda path: budget_rules.load(path), "load", MOST, id="load"),
        pytest.param(lambda path: read_yaml(path, shipped_vocabulary()), "tables only", MOST, id="tables"),
    ],
)
def test_loading(
    benchmark: BenchmarkFixture,
    ledger: Ledger,
    sample: Path,
    load: Callable[[Path], object],
    what: str,
    most: float,
) -> None:
    def compose() -> None:
        with sample.open(encoding="utf-8") as file:
            yaml.compose(file, Loader=yaml.CSafeLoader)

    found = side_by_side(benchmark, lambda: load(sample), compose, rounds=ROUNDS)

    ledger.note(f"(b) {what} ÷ yaml.compose", found.ratio, unit="×", target="at most 2")
    assert found.ratio.least < most
