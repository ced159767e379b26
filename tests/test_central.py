"""The template of central departments: nine tables, two years side by side, differences and rates."""

from __future__ import annotations

from pathlib import Path

import pytest

import budget_rules
from budget_rules.disclosure import Disclosure
from budget_rules.findings import Report
from central_documents import central, changed, retold
from disclosure_writers import WRITERS, Document, write_markdown

BOOK = budget_rules.load_rules()


def read(folder: Path, document: Document, suffix: str = ".md") -> Disclosure:
    return budget_rules.load(WRITERS[suffix](document, folder / f"a{suffix}"), vocabulary=BOOK.vocabulary)


def confronted(folder: Path, document: Document) -> Report:
    return budget_rules.confront(BOOK, read(folder, document))


def found(report: Report) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.printed, finding.expected) for finding in report.findings]


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_nine_tables_are_recognised_and_hold_in_every_format(tmp_path: Path, suffix: str) -> None:
    disclosure = read(tmp_path, central(), suffix)
    assert all(table.known and table.unit and table.unit.name == "万元" for table in disclosure.tables)
    assert len(disclosure.tables) == 9
    assert (disclosure.unit, disclosure.year, disclosure.level) == ("国家某局", 2025, "部门")
    assert (disclosure.stage, disclosure.region, disclosure.unread) == ("预算", "中央", [])
    report = budget_rules.confront(BOOK, disclosure)
    assert not report.findings
    assert not report.not_executed
    assert report.counts.held - report.counts.held_blank > 330


def test_columns_of_two_years_are_told_apart(tmp_path: Path) -> None:
    table = read(tmp_path, central()).table("一般公共预算支出表")
    assert table is not None
    assert [column.name for column in table.columns] == [
        "科目编码",
        "科目名称",
        "上年执行数",
        "合计",
        "基本支出",
        "项目支出",
        "增减额",
        "增减幅度",
    ]
    assert str(table.columns[-1].unit) == "%"


@pytest.mark.parametrize(
    ("table", "row", "column", "text", "expected"),
    [
        ("一般公共预算支出表", "2011301", 6, "210.00", ("comparison-amount", "210.00万元", "200.00万元")),
        ("一般公共预算支出表", "2011301", 7, "4.76", ("comparison-rate", "4.76%", "5.00%")),
        ("一般公共预算支出表", "2011350", 7, "100.00", ("comparison-from-nil", "100.00%", "0.00%")),
        ("一般公共预算支出表", "2011301", 2, "4100.00", ("class-sums", "6500.00万元", "6600.00万元")),
        ("一般公共预算支出表", "合计", 7, "", ("comparison-rate-printed", "", "")),
        ("一般公共预算支出表", "2080505", 4, "410.00", ("fund-columns", "400.00万元", "410.00万元")),
        ("一般公共预算“三公”经费支出表", "130.00", 0, "131.00", ("sangong-sum", "131.00万元", "130.00万元")),
        ("一般公共预算“三公”经费支出表", "130.00", 4, "61.00", ("vehicle-sum", "60.00万元", "61.00万元")),
        ("一般公共预算“三公”经费支出表", "130.00", 6, "119.00", ("sangong-sum", "119.00万元", "118.00万元")),
        ("部门收入总表", "2011350", 7, "400.00", ("income-columns", "720.00万元", "700.00万元")),
        ("部门支出总表", "2011302", 4, "2000.00", ("spending-columns", "2100.00万元", "2000.00万元")),
        ("部门收支总表", "收入总计", 1, "8000.00", ("balance", "8000.00万元", "8100.00万元")),
    ],
)
def test_a_wrong_cell_is_named(
    tmp_path: Path, table: str, row: str, column: int, text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in found(confronted(tmp_path, changed(table, row, column, text)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("增加200.00万元，增长5.00%", "增加210.00万元，增长5.00%", ("text-path-change", "210.00万元", "200.00万元")),
        ("减少500.00万元，下降20.00%", "减少500.00万元，下降25.00%", ("text-path-rate", "25.00%", "20.00%")),
        ("预算数为480.00万元", "预算数为490.00万元", ("text-path-amounts", "490.00万元", "480.00万元")),
        ("执行数增加60.00万元", "执行数增加70.00万元", ("text-general-change", "70.00万元", "60.00万元")),
        ("减少12.00万元", "减少13.00万元", ("text-sangong-base", "130.00万元", "131.00万元")),
    ],
)
def test_a_wrong_figure_of_the_text_is_named(
    tmp_path: Path, old: str, new: str, expected: tuple[str, str, str]
) -> None:
    assert expected in found(confronted(tmp_path, retold(old, new)))


def test_a_change_from_another_base_is_not_compared_with_last_years_accounts(tmp_path: Path) -> None:
    document = retold("比2024年执行数增加200.00万元，增长5.00%", "比2024年年初预算数增加100.00万元，增长2.44%")
    assert not found(confronted(tmp_path, document))


@pytest.mark.parametrize(("rate", "rules"), [("0.00", set()), ("—", {"comparison-rate-printed"}), ("0", set())])
def test_a_small_rate_is_rounded_to_zero(tmp_path: Path, rate: str, rules: set[str]) -> None:
    document = changed("一般公共预算支出表", "201", 2, "6499.90")
    line = next(row for row in document.tables[4].rows if row[0] == "201")
    line[6:] = ["0.10", rate]
    report = confronted(tmp_path, document)
    assert {rule for rule, printed, _ in found(report)} - {"class-sums", "table-totals"} == rules


@pytest.mark.parametrize("nothing", ["", "—", "-"])
def test_nothing_is_a_rate_where_nothing_changed_or_nothing_was_before(tmp_path: Path, nothing: str) -> None:
    document = changed("一般公共预算支出表", "201", 7, nothing)
    next(row for row in document.tables[4].rows if row[0] == "2011350")[7] = nothing
    assert not found(confronted(tmp_path, document))


def test_the_year_that_the_user_names_tells_the_columns(tmp_path: Path) -> None:
    document = central()
    document.title = "国家某局部门预算"
    for index, (heading, level, paragraphs) in enumerate(document.sections):
        document.sections[index] = (heading.replace("2025年", ""), level, paragraphs)
    path = write_markdown(document, tmp_path / "a.md")
    unsure = budget_rules.load(path, vocabulary=BOOK.vocabulary).table("一般公共预算支出表")
    assert unsure is not None
    assert [column.name for column in unsure.columns][2:4] == ["2024年执行数", "小计"]
    sure = budget_rules.load(path, vocabulary=BOOK.vocabulary, given={"year": "2025"}).table("一般公共预算支出表")
    assert sure is not None
    assert [column.name for column in sure.columns][2:4] == ["上年执行数", "合计"]
