"""What Excel shows; the expected texts are those of Excel and WPS with Chinese settings."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_rules.figure import read_number
from budget_rules.sources.number_format import UnknownFormat, Value, show

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (515.9012, "#,##0.00", "515.90"),
        (2.675, "0.00", "2.68"),
        (0.1 + 0.2, "General", "0.3"),
        (0.1 + 0.2, "0.00", "0.30"),
        (1825.8700000000001, "General", "1825.87"),
        (123456.789012345, "General", "123456.789"),
        (1 / 3, "General", "0.333333333"),
        (205, "General", "205"),
        (2010101, "0", "2010101"),
        (1, "000", "001"),
        (12345678901, "General", "12345678901"),
        (1234567.891, ACCOUNTING, "1,234,567.89"),
        (-5.5, ACCOUNTING, "-5.50"),
        (0, ACCOUNTING, "-"),
        (-1234, "#,##0_);(#,##0)", "(1,234)"),
        (1234.5, "#,##0.00;[Red]-#,##0.00", "1,234.50"),
        (0, "#,##0.00;-#,##0.00;", ""),
        (0, "#,###", ""),
        (5, ";;;", ""),
        (0.0421, "0.0%", "4.2%"),
        (0.04, "0%", "4%"),
        (1.5, "0.0#", "1.5"),
        (1.25, "0.0##", "1.25"),
        (1234.5, '"¥"#,##0.00', "1,234.50"),
        (1234.5, "[$￥-804]#,##0.00", "1,234.50"),
        (12.5, '0.00"万元"', "12.50万元"),
        (123456, "0!.0,", "12.3"),
        (12345678, "#,##0,", "12,346"),
        (2010101, "000-00-00", "201-01-01"),
        (Decimal("515.90"), "General", "515.9"),
        (5, "@", "5"),
        (True, "General", "TRUE"),
        ("0501", "@", "0501"),
        ("合计", ACCOUNTING, "合计"),
        ("合计", ";;;", ""),
        (datetime(2022, 3, 1), 'yyyy"年"m"月"d"日"', "2022年3月1日"),
        (datetime(2022, 3, 1), "yyyy/mm/dd;@", "2022/03/01"),
        (date(2022, 3, 1), "mm-dd-yy", "2022/3/1"),
        (datetime(2022, 3, 1, 9, 5, 7), "yyyy-mm-dd hh:mm:ss", "2022-03-01 09:05:07"),
        (time(9, 5), "h:mm", "9:05"),
    ],
)
def test_what_is_shown(value: Value, code: str, shown: str) -> None:
    assert show(value, code) == shown


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (5, "# ?/?"),
        (5, "0.00E+00"),
        (5, "[DBNum1]0"),
        (5, "[>=100]0.0;0"),
        (5, "0.0.0"),
        (5, "yyyy-m-d"),
        (5, "0;0;0;@;0"),
        (timedelta(hours=30), "[h]:mm"),
        (datetime(2022, 3, 1), "[$-F800]dddd"),
        (datetime(2022, 3, 1), "aaaa yyyy"),
    ],
)
def test_what_is_not_certain_is_never_guessed(value: Value, code: str) -> None:
    with pytest.raises(UnknownFormat):
        show(value, code)


def test_a_sheet_may_hide_its_zeros() -> None:
    assert show(0, "0.00", zeros=False) == ""
    assert show(0.001, "0.00", zeros=False) == "0.00"


@given(cents=st.integers(-(10**13), 10**13), grouped=st.booleans())
def test_money_of_two_decimals_is_shown_to_the_cent(cents: int, grouped: bool) -> None:
    shown = show(cents / 100, "#,##0.00" if grouped else "0.00")
    assert read_number(shown) == (Decimal(cents) / 100, 2)
    assert ("," in shown) == (grouped and abs(cents) >= 100_000)


@given(value=st.floats(0, 1e9), decimals=st.integers(0, 6))
def test_rounding_is_half_up_of_fifteen_digits(value: float, decimals: int) -> None:
    code = "0" + ("." + "0" * decimals if decimals else "")
    exact = Decimal(f"{value:.15g}")
    assert Decimal(show(value, code)) == exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
