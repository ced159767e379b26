"""Misprints: how figures get misprinted, and that the gate finds it, whatever figure it is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_rules import Disclosure, Rulebook, confront, load, load_rules
from budget_rules.figure import NUMBER, Figure, read_figure, unit_named
from budget_rules.messages import catalogue
from budget_rules.mutation import SLIPS, Field, Slip, misprints, misprints_of, mutate
from budget_rules.mutation.relevant import Relevant
from budget_rules.place import Place, Source, Span

SAMPLE = Path(__file__).parents[1] / "samples" / "2022-corrected.yaml"
#: Targets of indicators that only one of the two halves of the table prints, amounts over several years, and weights
#: of projects whose rows a page break lost have no counterpart, or only a limit.
INDICATORS = "绩效指标表["
#: Figures whose every relation leaves more room for rounding than the digit that was changed, or that nothing else in
#: the disclosure states: place and what is printed.
ESCAPES = {
    ("（二）单位概况", "20"): "nothing else states the number of offices",
    ("1.一般公共预算拨款规模", "125.17"): "the rate of 2.8% fits anything from 121.07 to 125.51",
    ("1.机关运行经费情况", "19.35"): "the rate of 3.9% fits anything from 19.13 to 19.60",
    ("3.国有资产情况", "0"): "equipment is counted, and nothing else states how much",
    ("（九）三公经费情况", "86.6"): "the rate of receptions goes with amounts that leave it 0.1%",
    ("项目支出表[市人大代表工作经费, 一般公共预算]", "188.00"): "a sum of 17 projects leaves room for 0.08",
    ("收入总表[市人大常委会办公室, 小计]", "4213.86"): "a sum of the row only, off by 0.01 already",
}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rules()


@pytest.fixture
def disclosure(rulebook: Rulebook) -> Disclosure:
    return load(SAMPLE, vocabulary=rulebook.vocabulary)


def figure(text: str, unit: str = "万元", *, narrated: bool = False) -> Figure:
    place = Place(text, Source("x.yaml"), Span(0, 0, len(text)) if narrated else None)
    return read_figure(text, unit=unit_named(unit) if unit else NUMBER, place=place)


def misprinted(disclosure: Disclosure, slip: Slip, one: Figure) -> set[str]:
    """Every text that 40 seeds give."""
    found = [next(iter(misprints(disclosure, [one], slip, seed))) for seed in range(40)]
    return {text for texts in found for text in texts.values()}


@pytest.mark.parametrize(
    ("slip", "printed", "unit", "texts"),
    [
        (Slip.TRANSPOSED, "1,220.50", "万元", {"2,120.50", "1,202.50", "1,225.00", "1,220.05"}),
        (Slip.TRANSPOSED, "22", "", set()),
        (Slip.TIMES_TEN, "1825.87", "万元", {"18258.70"}),
        (Slip.TIMES_TEN, "1,825.87", "万元", {"18,258.70"}),
        (Slip.TIMES_TEN, "0.00", "万元", set()),
        (Slip.DROPPED, "20.5", "万元", {"0.5", "2.5"}),
        (Slip.SIGN, "122.42", "万元", {"-122.42"}),
        (Slip.SIGN, "-122.42", "万元", {"122.42"}),
        (Slip.BLANK, "122.42", "万元", {""}),
        (Slip.BLANK, "0", "万元", set()),
        (Slip.OTHER_UNIT, "122.42", "万元", {"1224200.00"}),
        (Slip.OTHER_UNIT, "122,420", "元", {"12.24"}),
        (Slip.OTHER_UNIT, "20", "个", set()),
    ],
)
def test_how_a_figure_is_misprinted(
    disclosure: Disclosure, slip: Slip, printed: str, unit: str, texts: set[str]
) -> None:
    assert misprinted(disclosure, slip, figure(printed, unit)) == texts


def test_a_digit_becomes_another_one(disclosure: Disclosure) -> None:
    assert misprinted(disclosure, Slip.LAST_DIGIT, figure("20.5")) <= {f"20.{digit}" for digit in "012346789"}
    anywhere = misprinted(disclosure, Slip.ONE_DIGIT, figure("20.5"))
    assert {text[0] for text in anywhere} - {"2"} and {text[1] for text in anywhere} - {"0"}


def test_a_number_in_a_sentence_is_not_left_blank(disclosure: Disclosure) -> None:
    assert misprinted(disclosure, Slip.BLANK, figure("20.5", narrated=True)) == set()


def test_a_figure_is_swapped_with_the_one_beside_it(disclosure: Disclosure) -> None:
    one = next(one for one in disclosure.figures() if one.place.label == "支出总表[行政运行, 人员经费]")
    others = misprinted(disclosure, Slip.SWAPPED, one) - {one.text}
    assert {"1825.87", "505.90"} <= others


def test_the_same_seed_gives_the_same_misprints(disclosure: Disclosure) -> None:
    figures = list(disclosure.figures())
    assert misprints_of(disclosure, figures, seed=7, sample=50) == misprints_of(disclosure, figures, seed=7, sample=50)
    assert misprints_of(disclosure, figures, seed=7, sample=50) != misprints_of(disclosure, figures, seed=8, sample=50)


def test_each_slip_has_a_name() -> None:
    assert all(f"mutation.slip-{slip}" in catalogue() for slip in SLIPS)


def test_only_the_rules_that_matter_give_the_same_findings_as_all(disclosure: Disclosure, rulebook: Rulebook) -> None:
    relevant, field = Relevant(rulebook, disclosure), Field(disclosure)
    before = {str(finding) for finding in confront(rulebook, disclosure).findings}
    for misprint in misprints_of(disclosure, list(disclosure.figures()), seed=3, sample=60):
        with field.planted(misprint.texts):
            some = confront(relevant.to(*misprint.texts), disclosure)
            every = confront(rulebook, disclosure)
        new = {str(finding) for finding in every.findings} - before
        assert {str(finding) for finding in some.findings} - before == new, misprint


def test_a_changed_digit_is_found_in_every_figure(disclosure: Disclosure, rulebook: Rulebook) -> None:
    before = [(one.text, one.value) for one in disclosure.figures()]
    score = mutate(rulebook, disclosure, seed=20220, slips=[Slip.ONE_DIGIT])
    assert [(one.text, one.value) for one in disclosure.figures()] == before
    assert score.total.tried == len(before)
    assert score.total.noticed / score.total.tried >= 0.9
    missed = {(escape.figure.place.label, escape.figure.text) for escape in score.escapes}
    assert {one for one in missed if not one[0].startswith(INDICATORS)} <= ESCAPES.keys()
    assert all(str(escape.reason) for escape in score.escapes)


def test_the_diagnosis_is_asked_for_what_is_noticed(disclosure: Disclosure, rulebook: Rulebook) -> None:
    total = mutate(rulebook, disclosure, seed=5, sample=40, slips=[Slip.TRANSPOSED], diagnosis=True).total
    assert total.diagnosed == total.noticed > 30
    assert total.diagnosed >= total.named >= total.alone
    assert total.named / total.diagnosed >= 0.95
