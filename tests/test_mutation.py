"""A figure planted in a disclosure is read wherever the disclosure holds it, and only as long as that is wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_rules import load
from budget_rules.disclosure import Disclosure
from budget_rules.figure import NotAFigure
from budget_rules.mutation import Field
from budget_rules.place import Place

SAMPLE = Path(__file__).parents[1] / "samples" / "2022-corrected.yaml"


@pytest.fixture(scope="module")
def disclosure() -> Disclosure:
    return load(SAMPLE)


def place_of(disclosure: Disclosure, label: str, text: str) -> Place:
    (found,) = {figure.place for figure in disclosure.figures() if (figure.place.label, figure.text) == (label, text)}
    return found


def texts(disclosure: Disclosure, place: Place) -> set[tuple[str, str]]:
    return {(figure.text, str(figure.value)) for figure in disclosure.figures() if figure.place == place}


def test_a_cell_prints_another_figure_for_a_while(disclosure: Disclosure) -> None:
    place = place_of(disclosure, "支出总表[行政运行, 公用经费]", "505.90")
    with Field(disclosure).planted({place: "509.50"}) as (planted,):
        assert (planted.text, str(planted.value), str(planted.half)) == ("509.50", "5095000.00", "50.000")
        assert texts(disclosure, place) == {("509.50", "5095000.00")}
    assert texts(disclosure, place) == {("505.90", "5059000.00")}


def test_a_blank_cell_can_print_a_figure(disclosure: Disclosure) -> None:
    field = Field(disclosure)
    blank = next(figure for figure in field.figures if figure.place.label == "支出总表[行政运行, 项目支出]")
    assert blank.text == ""
    with field.planted({blank.place: "12.00"}) as (planted,):
        assert planted.value == 120000


def test_a_decrease_stays_a_decrease_in_every_statement(disclosure: Disclosure) -> None:
    place = place_of(disclosure, "（二）收入预算情况", "122.42")
    before = texts(disclosure, place)
    assert before == {("122.42", "-1224200.00")}
    with Field(disclosure).planted({place: "212.42"}):
        assert texts(disclosure, place) == {("212.42", "-2124200.00")}
    assert texts(disclosure, place) == before


def test_what_is_no_figure_is_not_planted(disclosure: Disclosure) -> None:
    place = place_of(disclosure, "支出总表[行政运行, 公用经费]", "505.90")
    with pytest.raises(NotAFigure), Field(disclosure).planted({place: "5O5.90"}):
        pass
    assert texts(disclosure, place) == {("505.90", "5059000.00")}
