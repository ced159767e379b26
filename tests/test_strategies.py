"""Consistent disclosures never violate a shipped rule; misprints of them do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

import budget_rules
from budget_rules import Disclosure, Report
from budget_rules.coverage import coverage_of
from budget_rules.mutation import Field, Misprint, Slip
from budget_rules.strategies import UNITS, disclosures, misprints_in, texts

#: hypothesis writes down how a disclosure came about, all of its text.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
RULES = budget_rules.load_rules()
#: In parts, so that they run beside each other; 200 in all, 10,000 with HYPOTHESIS_PROFILE=nightly.
PARTS = 4
EXAMPLES = max(200, settings().max_examples) // PARTS
SLOWLY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def found(report: Report) -> Iterator[str]:
    yield from (f"{finding.rule}: {finding.message}" for finding in report.findings)
    yield from (f"{skipped.rule}: {skipped.reason}" for skipped in report.not_executed)


@pytest.mark.parametrize("part", range(PARTS))
def test_consistent_figures_rounded_each_on_its_own_never_violate_a_rule(part: int) -> None:
    held: list[int] = []

    @SLOWLY
    @given(disclosures(vocabulary=RULES.vocabulary))
    def never(disclosure: Disclosure) -> None:
        report = budget_rules.confront(RULES, disclosure)
        assert list(found(report)) == []
        assert not disclosure.unread
        held.append(report.counts.held - report.counts.held_blank)

    never()
    assert max(held) > 200


@settings(max_examples=5, deadline=None, phases=[Phase.generate])
@given(disclosures(vocabulary=RULES.vocabulary))
def test_nearly_every_figure_of_them_is_guarded(disclosure: Disclosure) -> None:
    covered = coverage_of(disclosure, budget_rules.confront(RULES, disclosure))
    # Where the section with the whole is left out, or a list has one item, a share has no total beside it.
    lacking = [
        one for one in covered.unguarded if "说明中没有" not in str(one.reason) or "的总额" not in str(one.reason)
    ]
    assert lacking == []
    assert all(one.figure.unit.name == "%" for one in covered.unguarded)


@settings(max_examples=5, deadline=None, phases=[Phase.generate])
@given(disclosures(units=["元/0"], narrative=False, vocabulary=RULES.vocabulary))
def test_units_can_be_chosen_and_the_narrative_left_out(disclosure: Disclosure) -> None:
    assert {table.unit.name for table in disclosure.tables if table.unit} == {"元"}
    assert not disclosure.statements


@settings(max_examples=5, deadline=None, phases=[Phase.generate])
@given(texts())
def test_the_text_is_a_disclosure_in_yaml(text: str) -> None:
    assert text.startswith("format: 1\n")
    assert text.count("- title: 2022年单位") == 10


def test_a_misprint_of_them_is_noticed() -> None:
    """As docs/coverage.md shows it."""
    noticed: list[bool] = []

    @settings(max_examples=10, deadline=None, phases=[Phase.generate])
    @given(disclosures(vocabulary=RULES.vocabulary).flatmap(with_misprint))
    def planted(both: tuple[Disclosure, Misprint]) -> None:
        disclosure, misprint = both
        with Field(disclosure).planted(misprint.texts):
            noticed.append(bool(budget_rules.confront(RULES, disclosure).findings))
        assert not budget_rules.confront(RULES, disclosure).findings

    planted()
    assert sum(noticed) >= 8


def with_misprint(disclosure: Disclosure) -> SearchStrategy[tuple[Disclosure, Misprint]]:
    slips = misprints_in(disclosure, slips=[Slip.TIMES_TEN])
    return slips.map(lambda misprint: (disclosure, misprint))


def test_there_are_units_to_print_in() -> None:
    assert set(UNITS) == {"万元", "万元/6", "元", "元/0"}


def test_without_hypothesis_it_says_what_to_install() -> None:
    code = "import sys; sys.modules['hypothesis'] = None\nimport budget_rules.strategies"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "budget_rules.strategies needs hypothesis: pip install hypothesis" in run.stderr
