"""(c) Confronting, and evaluating alone, for each single relation of the sample; warm."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

import budget_rules
from benchmarks.conftest import Ledger
from benchmarks.side_by_side import Spread, timed
from budget_rules.checks import Equation
from budget_rules.diagnosis import diagnose
from budget_rules.diagnosis.contradictions import contradictions
from budget_rules.mutation import Field
from budget_rules.rulebook.rule import Rule

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture  # type: ignore[import-not-found,unused-ignore]

ROUNDS = 40


def test_confronting(benchmark: BenchmarkFixture, ledger: Ledger, sample: Path) -> None:
    rulebook = budget_rules.load_rules()
    disclosure = budget_rules.load(sample, vocabulary=rulebook.vocabulary)
    relations = budget_rules.confront(rulebook, disclosure).counts.checks
    seconds: list[float] = []

    def confront() -> None:
        budget_rules.confront(rulebook, disclosure, jointly=False)

    benchmark.pedantic(lambda: seconds.append(timed(confront) / relations), rounds=ROUNDS, warmup_rounds=3)

    found = Spread.of(seconds)
    ledger.note(f"(c) confront and evaluate, each of {relations}", found, unit="µs", target="at most 10 µs", scale=1e6)
    assert found.least < 10e-6


def test_no_rule_takes_long(benchmark: BenchmarkFixture, ledger: Ledger, sample: Path) -> None:
    """The dearest rule alone, with all that it would share with others, in confronting with every rule."""
    rulebook = budget_rules.load_rules()
    disclosure = budget_rules.load(sample, vocabulary=rulebook.vocabulary)

    def seconds(rules: tuple[Rule, ...]) -> float:
        some = replace(rulebook, rules=rules)
        return min(timed(lambda: budget_rules.confront(some, disclosure, jointly=False)) for _ in range(5))

    def shares() -> list[tuple[float, str]]:
        everything, nothing = seconds(rulebook.rules), seconds(())
        return sorted(((seconds((rule,)) - nothing) / everything, rule.id) for rule in rulebook.rules)

    share, dearest = benchmark.pedantic(shares, rounds=1, warmup_rounds=1)[-1]
    ledger.note(f"(c) the dearest rule ({dearest}) of all", Spread.of([share] * 2), unit="", target="at most 0.2")
    assert share < 0.2


def test_all_together(benchmark: BenchmarkFixture, ledger: Ledger, sample: Path) -> None:
    """What it takes besides, to see whether all relations can hold together."""
    rulebook = budget_rules.load_rules()
    report = budget_rules.confront(rulebook, budget_rules.load(sample, vocabulary=rulebook.vocabulary), jointly=False)
    seconds: list[float] = []

    def together() -> None:
        assert contradictions(report) is None

    benchmark.pedantic(lambda: seconds.append(timed(together)), rounds=ROUNDS, warmup_rounds=3)

    found = Spread.of(seconds)
    ledger.note("(c) all relations together", found, unit="ms", target="at most 30 ms", scale=1e3)
    assert found.least < 30e-3


#: Five figures of the sample, and what is printed in their place.
MISPRINTS = {
    "支出总表[合计, 总计]": "4369.61",
    "支出总表[行政运行, 公用经费]": "",
    "支出总表[行政运行, 人员经费]": "1391.97",
    "收入总表[合计, 其他收入]": "286.0",
    "项目支出表[合计, 总计]": "1000.00",
}


def test_diagnosing(benchmark: BenchmarkFixture, ledger: Ledger, sample: Path) -> None:
    rulebook = budget_rules.load_rules()
    disclosure = budget_rules.load(sample, vocabulary=rulebook.vocabulary)
    field = Field(disclosure)
    seconds: list[float] = []
    with field.planted(
        {one.place: MISPRINTS[one.place.label] for one in field.figures if one.place.label in MISPRINTS}
    ):
        report = budget_rules.confront(rulebook, disclosure)
    known = len(
        {suspect.figure.place.label for cause in report.causes for suspect in cause.suspects} & MISPRINTS.keys()
    )
    assert known >= 4

    benchmark.pedantic(lambda: seconds.append(timed(lambda: diagnose(report))), rounds=ROUNDS, warmup_rounds=3)

    found = Spread.of(seconds)
    ledger.note("(c) diagnosis of five errors", found, unit="ms", target="at most 200 ms", scale=1e3)
    assert found.least < 0.2


def test_evaluating(benchmark: BenchmarkFixture, ledger: Ledger, sample: Path) -> None:
    equations = _equations(sample)
    seconds: list[float] = []

    def evaluate() -> None:
        for equation in equations:
            equation.evaluate()

    benchmark.pedantic(lambda: seconds.append(timed(evaluate) / len(equations)), rounds=ROUNDS, warmup_rounds=3)

    found = Spread.of(seconds)
    ledger.note(f"(c) evaluate alone, each of {len(equations)}", found, unit="µs", target="at most 1 µs", scale=1e6)
    assert found.least < 1e-6


def _equations(sample: Path) -> list[Equation]:
    """Every equation that the rules bind to figures, also those that are only made when someone asks for them."""
    rulebook = budget_rules.load_rules()
    report = budget_rules.confront(rulebook, budget_rules.load(sample, vocabulary=rulebook.vocabulary), jointly=False)
    equations = [check.equation for outcome in report.outcomes for check in outcome.checks]
    assert len(equations) > 1000
    return equations
