from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_rules.figure import (
    MOST_DIGITS,
    Figure,
    NotAFigure,
    printed_decimals,
    read_figure,
    read_number,
    show,
    unit_named,
)
from budget_rules.place import Place, Source

PLACE = Place("支出总表[合计, 总计]", Source(path="a.yaml", line=12, column=5))


def figure(text: str, unit: str = "万元") -> Figure:
    return read_figure(text, unit=unit_named(unit), place=PLACE)


@pytest.mark.parametrize(
    ("printed", "value", "decimals"),
    [
        ("4396.61", "4396.61", 2),
        ("4,396.61", "4396.61", 2),
        ("4，396.61", "4396.61", 2),
        ("４３９６．６１", "4396.61", 2),
        (" 238 ", "238", 0),
        ("515.90", "515.9", 2),
        ("0501", "501", 0),
        ("-12.5", "-12.5", 1),
        ("－12.5", "-12.5", 1),
        ("−12.5", "-12.5", 1),
        ("负12.5", "-12.5", 1),
        ("(12.5)", "-12.5", 1),
        ("（12.5）", "-12.5", 1),
        ("+12.5", "12.5", 1),
        ("- 12.5", "-12.5", 1),
    ],
)
def test_a_number_is_read_as_it_is_printed(printed: str, value: str, decimals: int) -> None:
    assert read_number(printed) == (Decimal(value), decimals)


@pytest.mark.parametrize(
    "printed", ["", " ", "　", "0", "0.00", "-", "－", "—", "——", "–", "−", "/", "／", "不适用", "无"]
)
def test_blank_zero_and_dashes_are_nil_and_exact(printed: str) -> None:
    nil = figure(printed)
    assert (nil.nil, nil.value, nil.half) == (True, Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    "printed",
    ["12.3.4", "行政运行", "1 234", "12.", ".5", "1,23", "12,34.5", "1,2345", "--1", "(1", "1)", "1e5",
     "NaN", "Infinity", "²", "①", "1_000", "0x10", "约5", "3辆", "1" * (MOST_DIGITS + 2)],
)  # fmt: skip
def test_what_is_no_number_is_never_guessed(printed: str) -> None:
    with pytest.raises(NotAFigure):
        read_number(printed)


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_not_a_figure(text: str) -> None:
    try:
        value, decimals = read_number(text)
    except NotAFigure:
        return
    assert value.is_finite()
    assert 0 <= decimals <= MOST_DIGITS + 1


@given(st.text(alphabet="0123456789.,，-－—()（）负 　０９．%％", max_size=14))
def test_any_text_of_digits_and_signs_is_a_number_or_not_a_figure(text: str) -> None:
    try:
        value, decimals = read_number(text)
    except NotAFigure:
        return
    assert value == round(value, decimals)


@given(st.from_regex(r"[0-9]{1,21}(\.[0-9]{1,4})?", fullmatch=True))
def test_plain_digits_are_read_as_in_full_width(text: str) -> None:
    full_width = text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    try:
        expected = read_number(full_width)
    except NotAFigure:
        with pytest.raises(NotAFigure):
            read_number(text)
    else:
        assert read_number(text) == expected


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2), st.booleans(), st.booleans())
def test_what_is_printed_is_read_back(value: Decimal, grouped: bool, full_width: bool) -> None:
    printed = f"{value:,.2f}" if grouped else f"{value:.2f}"
    if full_width:
        printed = printed.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789.,-"})
    assert read_number(printed) == (value, 2 if value else read_number(printed)[1])


def test_a_figure_is_in_base_units_with_half_a_unit_of_its_last_digit() -> None:
    total = figure("4396.61")
    assert (total.value, total.half, total.decimals) == (Decimal("43966100.00"), Decimal("50.00"), 2)


def test_a_figure_in_yuan_and_one_in_ten_thousand_yuan_have_the_same_value() -> None:
    assert figure("43966100", "元").value == figure("4396.61").value
    assert figure("0.43966100", "亿元").value == figure("4396.61").value


def test_a_printed_percent_sign_overrides_the_unit() -> None:
    share = figure("2.7%")
    assert (share.value, share.half, share.unit.name) == (Decimal("0.027"), Decimal("0.0005"), "%")
    assert figure("2.7％").value == share.value
    assert figure("27‰").value == share.value


def test_a_percent_sign_alone_is_no_figure() -> None:
    with pytest.raises(NotAFigure):
        figure(" %")


def test_the_mark_of_a_footnote_is_no_digit() -> None:
    with pytest.raises(NotAFigure):
        figure("12.50①")


def test_percentage_points_and_times_are_ratios() -> None:
    assert figure("1.5", "个百分点").value == Decimal("0.015")
    assert figure("2", "倍").value == 2


def test_vehicles_are_counted_not_rounded() -> None:
    vehicles = figure("3", "辆")
    assert (vehicles.value, vehicles.half, vehicles.unit.quantity) == (Decimal(3), Decimal(0), "辆")


def test_the_text_is_kept_as_printed() -> None:
    assert figure("4，396.61").text == "4，396.61"
    assert figure("—").text == "—"


def test_dropped_trailing_zeros_are_given_back_by_the_precision_of_the_narrative() -> None:
    whole = figure("238")
    assert whole.half == 5000
    assert whole.at_precision(Decimal(50)).half == 50
    assert whole.at_precision(Decimal(10000)).half == 5000, "never coarser than printed"
    assert figure("0").at_precision(Decimal(50)).half == 0, "nil stays exact"


def test_a_value_is_shown_the_way_the_figure_is_printed() -> None:
    assert figure("4,396.61").show(Decimal("43866100")) == "4,386.61"
    assert figure("4396.61").show(Decimal("43866100")) == "4386.61"
    assert figure("238").show(Decimal("2380050")) == "238.005", "more digits where the value has them"
    assert figure("2.7%").show(Decimal("0.028")) == "2.8"
    assert show(Decimal(0), unit=unit_named("元"), decimals=2) == "0.00"


@given(st.text(max_size=20))
def test_decimals_of_any_text_are_counted_without_an_error(text: str) -> None:
    assert printed_decimals(text) >= 0


@given(st.text(max_size=20), st.sampled_from(["万元", "%", "辆", ""]))
def test_any_cell_is_a_figure_or_not_a_figure(text: str, unit: str) -> None:
    try:
        read = figure(text, unit)
    except NotAFigure:
        return
    assert read.half >= 0
    assert read.nil == (read.value == 0)


def test_a_share_of_nothing_is_what_a_small_share_rounds_to() -> None:
    small = figure("0.0%")
    assert (small.nil, small.half) == (True, Decimal("0.0005"))
    assert figure("—", "%").half == 0
