"""(c) Confronting, and evaluating alone, for each single relation of the sample; warm."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

import budget_rules
from benchmarks.conftest import Ledger
from benchmarks.side_by_side import Spread
from budget_rules.checks import Equation, State

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture  # type: ignore[import-not-found,unused-ignore]

ROUNDS = 40


def test_confronting(benchmark: BenchmarkFixture, ledger: Ledger, sample: Path) -> None:
    rulebook = budget_rules.load_rules()
    disclosure = budget_rules.load(sample, vocabulary=rulebook.vocabulary)
    relations = budget_rules.confront(rulebook, disclosure).counts.checks
    seconds: list[float] = []

    def confront() -> None:
        start = perf_counter()
        budget_rules.confront(rulebook, disclosure)
        seconds.append((perf_counter() - start) / relations)

    benchmark.pedantic(confront, rounds=ROUNDS, warmup_rounds=3)

    found = Spread.of(seconds)
    ledger.note(f"(c) confront and evaluate, each of {relations}", found, unit="µs", target="at most 10 µs", scale=1e6)
    assert found.least < 10e-6


def test_evaluating(benchmark: BenchmarkFixture, ledger: Ledger, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    equations = _equations(sample, monkeypatch)
    seconds: list[float] = []

    def evaluate() -> None:
        start = perf_counter()
        for equation in equations:
            equation.evaluate()
        seconds.append((perf_counter() - start) / len(equations))

    benchmark.pedantic(evaluate, rounds=ROUNDS, warmup_rounds=3)

    found = Spread.of(seconds)
    ledger.note(f"(c) evaluate alone, each of {len(equations)}", found, unit="µs", target="at most 1 µs", scale=1e6)
    assert found.least < 1e-6


def _equations(sample: Path, monkeypatch: pytest.MonkeyPatch) -> list[Equation]:
    """Every equation that confronting evaluates, overheard."""
    overheard: dict[int, Equation] = {}
    evaluate = Equation.evaluate

    def listening(equation: Equation) -> State:
        overheard[id(equation)] = equation
        return evaluate(equation)

    with monkeypatch.context() as patch:
        patch.setattr(Equation, "evaluate", listening)
        rulebook = budget_rules.load_rules()
        budget_rules.confront(rulebook, budget_rules.load(sample, vocabulary=rulebook.vocabulary))
    assert len(overheard) > 100
    return list(overheard.values())
