"""One wrong digit: the gate finds it, whatever figure it is in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from budget_rules import Disclosure, Report, Rulebook, confront, load, load_rules
from budget_rules.disclosure import Role
from budget_rules.figure import Figure
from budget_rules.mutation import Field

SAMPLE = Path(__file__).parents[1] / "samples" / "2022-corrected.yaml"
#: Target values of indicators, and amounts over several years, have no counterpart anywhere in the disclosure. The
#: weights of projects whose rows a page break lost cannot be added up.
NO_RELATION = "绩效指标表["
#: Figures whose every relation leaves more room for rounding than the digit that was changed, or that nothing else in
#: the disclosure states: place, printed, changed.
ESCAPES = {
    ("（二）单位概况", "20"): "nothing else states the number of offices",
    ("1.一般公共预算拨款规模", "125.17"): "the rate of 2.8% fits anything from 121.07 to 125.51",
    ("1.机关运行经费情况", "19.35"): "the rate of 3.9% fits anything from 19.13 to 19.60",
    ("（九）三公经费情况", "0"): "vehicles bought are counted in two places, and only one is compared with the table",
    ("3.国有资产情况", "0"): "equipment is counted, and nothing else states how much",
}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rules()


@pytest.fixture
def disclosure(rulebook: Rulebook) -> Disclosure:
    return load(SAMPLE, vocabulary=rulebook.vocabulary)


def changed(figure: Figure, rng: random.Random) -> str:
    """The figure's text with one digit changed."""
    at = rng.choice([i for i, character in enumerate(figure.text) if character.isdigit()])
    digit = rng.choice([digit for digit in "0123456789" if digit != figure.text[at]])
    return figure.text[:at] + digit + figure.text[at + 1 :]


def findings(report: Report) -> set[tuple[str, str, str, str, str]]:
    return {(f.rule, f.instance, f.place, f.printed, f.expected) for f in report.findings}


def escapes(disclosure: Disclosure, rulebook: Rulebook, seed: int) -> Iterator[tuple[Figure, Figure, bool]]:
    """Every figure that has a relation, what it was changed to, and whether the gate found that."""
    rng = random.Random(seed)
    field = Field(disclosure)
    before = findings(confront(rulebook, disclosure))
    for figure in field.figures:
        if figure.text and not figure.place.label.startswith(NO_RELATION):
            with field.planted({figure.place: changed(figure, rng)}) as (new,):
                yield figure, new, bool(findings(confront(rulebook, disclosure)) - before)


def test_a_changed_digit_is_found_in_every_figure(disclosure: Disclosure, rulebook: Rulebook) -> None:
    results = list(escapes(disclosure, rulebook, seed=20220))
    missed = {(figure.place.label, figure.text, new.text) for figure, new, found in results if not found}
    assert len(results) > 400
    assert {(place, printed) for place, printed, _ in missed} <= ESCAPES.keys(), missed
    assert 1 - len(missed) / len(results) >= 0.98


def test_the_table_figures_without_a_relation_are_those_of_the_indicators(disclosure: Disclosure) -> None:
    table = disclosure.table("绩效指标表")
    assert table is not None
    assert {column.name for column in table.columns if column.role is Role.FIGURE} == {
        "总体绩效指标值",
        "总体绩效指标权重",
        "年度绩效指标值",
        "年度绩效指标权重",
        "金额",
        "预算金额",
    }
