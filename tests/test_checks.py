"""Whether a relation holds, against what independent rounding of unrounded figures can do."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budget_rules.checks import Equation, Linear, Quotient, State
from budget_rules.figure import MINUS, ONE, Figure, read_figure, unit_named
from budget_rules.place import Place, Source

PLACE = Place("", Source(path=""))
CENT = Decimal("0.01")


def figure(text: str, unit: str = "万元") -> Figure:
    return read_figure(text, unit=unit_named(unit), place=PLACE)


def linear(*texts: str, unit: str = "万元") -> Linear:
    return Linear([(ONE, figure(text, unit), text) for text in texts])


def total_is_sum(total: str, *parts: str, unit: str = "万元") -> Equation:
    return Equation("=", linear(total, unit=unit), linear(*parts, unit=unit))


def cents_of(value: Decimal) -> str:
    return f"{value:.2f}"


def printed(value: Decimal, places: Decimal = CENT) -> str:
    return str(value.quantize(places, ROUND_HALF_UP))


#: Unrounded amounts of money, in 万元, that are not printed as nil.
exact_amounts = st.integers(min_value=5000, max_value=10**12).map(lambda units: Decimal(units) / 10**6)
#: Amounts printed with two decimals that are not nil.
cents = st.integers(min_value=1, max_value=10**9).map(lambda units: Decimal(units) / 100)


def test_the_total_of_the_real_spending_table_is_the_sum_of_its_classes() -> None:
    assert total_is_sum("4396.61", "3587.27", "446.43", "90.75", "272.16").evaluate() is State.HELD


def test_a_difference_of_one_last_digit_is_explained_by_rounding() -> None:
    equation = total_is_sum("4396.62", "3587.27", "446.43", "90.75", "272.16")
    assert equation.evaluate() is State.ROUNDED
    assert equation.allowed() == Decimal(5 * 50), "four parts and a total, half of 0.01 万元 each"


def test_a_difference_beyond_rounding_is_a_violation() -> None:
    equation = total_is_sum("4396.64", "3587.27", "446.43", "90.75", "272.16")
    assert equation.evaluate() is State.VIOLATED
    assert equation.difference() == 300


def test_nil_parts_allow_nothing() -> None:
    assert total_is_sum("10.00", "9.98", "", "0.00", "—").evaluate() is State.VIOLATED
    assert total_is_sum("10.00", "9.97", "0.01", "0.01").evaluate() is State.ROUNDED


def test_a_copy_at_the_same_precision_is_equal_to_the_last_digit() -> None:
    assert total_is_sum("515.90", "515.90").evaluate() is State.HELD
    assert total_is_sum("515.90", "515.91").evaluate() is State.VIOLATED
    assert total_is_sum("515.90", "515.91").allowed() == 0


def test_a_copy_at_another_precision_may_differ_by_rounding() -> None:
    assert total_is_sum("516", "515.90").evaluate() is State.ROUNDED
    assert total_is_sum("517", "515.90").evaluate() is State.VIOLATED


def test_a_copy_against_nil_is_not_rounded_away() -> None:
    assert total_is_sum("0.01", "").evaluate() is State.VIOLATED


def test_two_parts_that_make_up_nothing_may_be_rounded() -> None:
    """0.50 − 0.49 = 0 is a sum of two figures, not a copy."""
    equation = Equation("=", Linear([*linear("0.50").terms, (MINUS, figure("0.49"), "")]), Linear())
    assert equation.evaluate() is State.ROUNDED


def test_twice_an_amount_is_no_copy() -> None:
    equation = Equation("=", linear("30.01"), Linear([(Decimal(2), figure("15.00"), "")]))
    assert equation.evaluate() is State.ROUNDED
    assert equation.allowed() == 150


@pytest.mark.parametrize(
    ("left", "operator", "right", "state"),
    [
        ("5.00", "≤", "6.00", State.HELD),
        ("6.00", "≤", "6.00", State.HELD),
        ("6.01", "≤", "6.00", State.VIOLATED),
        ("6", "≤", "5.99", State.ROUNDED),
        ("5.00", "≥", "6.00", State.VIOLATED),
        ("7.00", "≥", "6.00", State.HELD),
        ("5.00", "<", "6.00", State.HELD),
        ("6.00", "<", "6.00", State.VIOLATED),
        ("6.01", ">", "6.00", State.HELD),
        ("6.00", ">", "6.00", State.VIOLATED),
        ("6.00", "≠", "6.00", State.VIOLATED),
        ("6.00", "≠", "6.01", State.HELD),
    ],
)
def test_an_ordering_holds_as_on_paper(left: str, operator: str, right: str, state: State) -> None:
    assert Equation(operator, linear(left), linear(right)).evaluate() is state


def test_nothing_printed_on_either_side_is_vacuous() -> None:
    assert total_is_sum("", "", "").vacuous
    assert not total_is_sum("", "0.00", "").vacuous


def test_a_tolerance_replaces_what_rounding_allows() -> None:
    equation = total_is_sum("100.00", "99.00")
    assert equation.evaluate() is State.VIOLATED
    equation.tolerance = Decimal(10000)
    assert equation.evaluate() is State.ROUNDED


@given(st.lists(exact_amounts, min_size=2, max_size=40))
def test_parts_and_total_rounded_on_their_own_never_violate_their_sum(parts: list[Decimal]) -> None:
    equation = total_is_sum(printed(sum(parts, Decimal(0))), *map(printed, parts))
    assert equation.evaluate() is not State.VIOLATED


@given(
    st.lists(st.decimals(min_value=1, max_value=10**6, places=6), min_size=2, max_size=20),
    st.sampled_from(["0.01", "0.1", "1"]),
)
def test_parts_printed_more_coarsely_than_their_total_never_violate_it(parts: list[Decimal], unit: str) -> None:
    coarse = [printed(part, Decimal(unit)) for part in parts]
    assert total_is_sum(printed(sum(parts, Decimal(0))), *coarse).evaluate() is not State.VIOLATED


@given(cents, st.integers(min_value=-(10**6), max_value=10**6).filter(bool))
def test_any_change_of_a_copy_is_a_violation(amount: Decimal, change: int) -> None:
    changed = amount + change * CENT
    assert total_is_sum(cents_of(changed), cents_of(amount)).evaluate() is State.VIOLATED


@given(st.lists(cents, min_size=2, max_size=30), st.integers(min_value=-(10**4), max_value=10**4))
def test_a_changed_sum_is_a_violation_exactly_beyond_half_a_unit_for_each_figure(
    parts: list[Decimal], change: int
) -> None:
    total = sum(parts, Decimal(0)) + change * CENT
    assume(total > 0)
    found = total_is_sum(cents_of(total), *map(cents_of, parts)).evaluate()
    beyond = abs(change) > Decimal(len(parts) + 1) / 2
    assert (found is State.VIOLATED) == beyond
    assert (found is State.HELD) == (change == 0)


@given(
    st.lists(st.integers(min_value=1, max_value=10**11), min_size=1, max_size=10),
    st.integers(min_value=-20, max_value=20),
    st.sampled_from(["=", "≤", "≥", "<", ">", "≠"]),
)
def test_the_verdict_is_the_same_in_yuan_as_in_ten_thousand_yuan(parts: list[int], change: int, operator: str) -> None:
    """元 with two decimals is 万元 with six."""

    def verdict(unit: str, decimals: int) -> State:
        total, *rest = (f"{Decimal(units).scaleb(-decimals):.{decimals}f}" for units in (sum(parts) + change, *parts))
        return Equation(operator, linear(total, unit=unit), linear(*rest, unit=unit)).evaluate()

    assert verdict("元", 2) is verdict("万元", 6)


# ---- quotients


def share_of(share: str, amount: str, total: str) -> Equation:
    return Equation("=", linear(share), Quotient("/", linear(amount), linear(total)))


def test_a_share_that_is_the_rounded_quotient_holds() -> None:
    assert share_of("81.6%", "3587.27", "4396.61").evaluate() is State.HELD


def test_a_share_of_another_base_is_a_violation() -> None:
    assert share_of("82.1%", "3587.27", "4396.61").evaluate() is State.VIOLATED
    assert share_of("82.1%", "3587.27", "4368.01").evaluate() is State.HELD


def test_a_share_that_only_unrounded_amounts_give_holds_by_rounding() -> None:
    """1.0 ÷ 3.0 is between 0.95 ÷ 3.05 and 1.05 ÷ 2.95."""
    assert share_of("31.2%", "1.0", "3.0").evaluate() is State.ROUNDED
    assert share_of("31.0%", "1.0", "3.0").evaluate() is State.VIOLATED


def test_a_rate_of_a_base_that_is_nil_cannot_be_stated() -> None:
    assert share_of("100%", "12.00", "0.00").evaluate() is State.VIOLATED


def test_a_base_that_rounding_may_make_zero_gives_no_verdict() -> None:
    """0 万元 in a document of whole 万元 is nil, but 1 − 1 is anything between −1 and 1."""
    base = Linear([*linear("1").terms, (MINUS, figure("1"), "")], constant=Decimal("0.001"))
    assert Equation("=", linear("50%"), Quotient("/", linear("5"), base)).evaluate() is not State.VIOLATED


def reference_verdict(share: Figure, amount: Figure, total: Figure) -> bool:
    """Whether some amount and total within their intervals round to the printed share: brute force at the corners."""
    quotients = [
        (Fraction(amount.value) + one * Fraction(amount.half)) / (Fraction(total.value) + other * Fraction(total.half))
        for one, other in product((-1, 1), repeat=2)
    ]
    low, high = Fraction(share.value - share.half), Fraction(share.value + share.half)
    return min(quotients) <= high and max(quotients) >= low


@given(
    st.integers(min_value=1, max_value=10**6),
    st.integers(min_value=1, max_value=10**6),
    st.integers(min_value=-3, max_value=3),
    st.sampled_from([0, 1, 2]),
)
def test_a_share_is_judged_as_by_brute_force(amount: int, total: int, off: int, decimals: int) -> None:
    quantum = Decimal(1).scaleb(-decimals)
    share = (Decimal(amount) / Decimal(total) * 100).quantize(quantum, ROUND_HALF_UP) + off * quantum
    assume(share > 0)
    printed_amount, printed_total = f"{Decimal(amount) / 100:.2f}", f"{Decimal(total) / 100:.2f}"
    equation = share_of(f"{share}%", printed_amount, printed_total)
    share_figure, amount_figure, total_figure = (figure for _, figure, _ in equation.terms())
    expected = reference_verdict(share_figure, amount_figure, total_figure)
    assert (equation.evaluate() is not State.VIOLATED) == expected


@given(
    st.decimals(min_value=1, max_value=10**6, places=6),
    st.decimals(min_value=1, max_value=10**6, places=6),
    st.sampled_from(["1", "0.1", "0.01"]),
)
def test_a_rate_of_unrounded_amounts_never_violates(current: Decimal, base: Decimal, places: str) -> None:
    change = current - base
    rate = (change / base * 100).quantize(Decimal(places), ROUND_HALF_UP)
    now, then, changed = (figure(printed(value)) for value in (current, base, change))
    by_base = Equation("=", linear(f"{rate}%"), Quotient("/", Linear([(ONE, changed, "")]), Linear([(ONE, then, "")])))
    by_difference = Equation(
        "=",
        linear(f"{rate}%"),
        Quotient("/", Linear([(ONE, changed, "")]), Linear([(ONE, now, ""), (MINUS, changed, "")])),
    )
    assert by_base.evaluate() is not State.VIOLATED
    assert by_difference.evaluate() is not State.VIOLATED
