"""Templates differ in layout, not in what they say: however the sample is laid out, the findings are the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import budget_rules
from budget_rules.disclosure import Disclosure
from budget_rules.figure import UNITS
from budget_rules.findings import Report
from budget_rules.rulebook import Rulebook
from disclosure_writers import WRITERS, Plain, plain
from sources_support import sample_text

FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
MONEY = re.compile(r"-?\d+(?:\.\d+)?")


@cache
def rulebook() -> Rulebook:
    return budget_rules.load_rules()


@cache
def sample() -> Disclosure:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "2022.yaml"
        path.write_text(sample_text(), encoding="utf-8")
        return budget_rules.load(path)


@cache
def expected() -> list[tuple[str, ...]]:
    return essence(budget_rules.confront(rulebook(), sample()))


def essence(report: Report) -> list[tuple[str, ...]]:
    """The findings without figures, units and positions: what is wrong, and where.

    What is wrong with the disclosure as a whole is shown at the first of its places, which moves with the tables.
    """
    return sorted(
        (one.rule, one.instance, one.place if one.instance else "", one.severity, one.status)
        for outcome in report.outcomes
        for one in outcome.findings
    )


def columns_of(table: Plain, name: str) -> list[int]:
    return [i for i in range(len(table.header[0])) if any(row[i] == name for row in table.header)]


def money_columns(table: Plain) -> list[int]:
    """Columns in which only numbers stand, and no code."""
    codes = [i for name in ("科目编码", "类", "款", "项") for i in columns_of(table, name)]
    columns = [i for i in range(len(table.header[0])) if i not in codes]
    return [i for i in columns if all(not row[i] or MONEY.fullmatch(row[i]) for row in table.rows)]


def total_last(table: Plain) -> Plain:
    """The total row moved to the end."""
    totals = [row for row in table.rows if "合计" in row[:2]]
    return replace(table, rows=[row for row in table.rows if row not in totals] + totals)


def split_codes(table: Plain) -> Plain:
    """One column of codes becomes 类, 款 and 项."""
    found = columns_of(table, "科目编码")
    if len(found) != 1:
        return table
    (at,) = found
    economic = any(len(row[at]) == 5 and row[at][0] == "3" for row in table.rows)
    ends = (0, 3, 5) if economic else (0, 3, 5, 7)
    width = len(ends) - 1
    header = [[*row[:at], row[at], *[""] * (width - 1), *row[at + 1 :]] for row in table.header]
    names = [""] * len(header[0])
    names[at : at + width] = ["类", "款", "项"][:width]
    rows = [[*row[:at], *(row[at][ends[n] : ends[n + 1]] for n in range(width)), *row[at + 1 :]] for row in table.rows]
    return replace(table, header=[*header, names], rows=rows)


def in_unit(table: Plain, unit: str, decimals: int) -> Plain:
    """万元 with two decimals in another unit."""
    if table.unit != "万元":
        return table
    money = set(money_columns(table))
    factor = UNITS["万元"].factor / UNITS[unit].factor
    rows = [
        [f"{Decimal(text) * factor:.{decimals}f}" if i in money and text else text for i, text in enumerate(row)]
        for row in table.rows
    ]
    return replace(table, unit=unit, rows=rows)


def separated(table: Plain) -> Plain:
    """Thousand separators."""
    return _printed(table, lambda text: f"{Decimal(text):,}")


def full_width(table: Plain) -> Plain:
    """Digits of full width."""
    return _printed(table, lambda text: text.translate(FULL_WIDTH))


def _printed(table: Plain, change: Callable[[str], str]) -> Plain:
    money = set(money_columns(table))
    rows = [[change(text) if i in money and text else text for i, text in enumerate(row)] for row in table.rows]
    return replace(table, rows=rows)


#: In order: what comes later works on what came before.
CHANGES: dict[str, Callable[[Plain], Plain]] = {
    # As precise as 万元 with two decimals: rounding allows the same.
    "千元": lambda table: in_unit(table, "千元", 1),
    "百万元": lambda table: in_unit(table, "百万元", 4),
    "total last": total_last,
    "split codes": split_codes,
    "separators": separated,
    "full width": full_width,
}


def test_each_change_changes_something() -> None:
    table = plain(sample()).tables[2]
    for change in CHANGES.values():
        assert change(table) != table


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    suffix=st.sampled_from(sorted(WRITERS)),
    chosen=st.sets(st.sampled_from(sorted(CHANGES))),
    order=st.permutations(range(11)),
    breaks=st.sampled_from(["none", "with header", "without header"]),
)
def test_the_findings_do_not_depend_on_the_layout(
    tmp_path_factory: pytest.TempPathFactory,
    suffix: str,
    chosen: set[str],
    order: list[int],
    breaks: str,
) -> None:
    document = plain(sample())
    tables = [document.tables[number] for number in order]
    for name, change in CHANGES.items():
        if name in chosen:
            tables = [change(table) for table in tables]
    if breaks != "none":
        tables = [part for table in tables for part in broken(table, breaks == "with header")]
    path = tmp_path_factory.mktemp("shuffled") / f"a{suffix}"
    WRITERS[suffix](replace(document, tables=tables), path)
    assert essence(budget_rules.confront(rulebook(), budget_rules.load(path))) == expected()


def broken(table: Plain, header: bool) -> list[Plain]:
    """The table on two pages, with its title on both, and its header on both or on the first."""
    half = len(table.rows) // 2
    if half < 2:
        return [table]
    rows = table.rows[half:]
    second = replace(table, rows=rows) if header else replace(table, header=rows[:1], rows=rows[1:])
    return [replace(table, rows=table.rows[:half], notes=[]), second]


def test_tables_in_yuan_beside_a_narrative_in_ten_thousands(tmp_path: Path) -> None:
    """To the yuan, tables claim more than they did: what was rounding becomes a finding, and none is lost."""
    document = plain(sample())
    tables = [in_unit(table, "元", 0) for table in document.tables]
    changed = budget_rules.load(WRITERS[".xlsx"](replace(document, tables=tables), tmp_path / "a.xlsx"))
    assert {str(table.unit) for table in changed.tables} == {"元", "None"}
    assert set(expected()) <= set(essence(budget_rules.confront(rulebook(), changed)))
