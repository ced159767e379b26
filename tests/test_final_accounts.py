"""Final accounts (决算): nothing false is said of them in any format, and what is planted in them is found."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from budget_rules import confront
from budget_rules.coverage import guarded_count, printed_figures
from budget_rules.diagnosis import diagnose
from budget_rules.reports import json, sheet
from disclosure_writers import WRITERS, Document
from final_documents import FINALS, county, national
from final_edits import ITEMS, confronted, found, rules_of, told, with_cell, with_text, written
from published import shipped


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("place", FINALS)
def test_nothing_is_found_where_nothing_is_wrong(place: str, suffix: str, tmp_path: Path) -> None:
    made = written(FINALS[place](), tmp_path, suffix)
    report = confront(shipped(), made)
    assert [str(finding.message) for finding in report.findings] == []
    assert not [outcome.rule for outcome in report.outcomes if outcome.not_executed]
    assert not made.unread and len(made.tables) == 9
    assert all(table.known for table in made.tables)
    assert made.stage == "决算"


@pytest.mark.parametrize("place", FINALS)
def test_nearly_every_figure_is_guarded(place: str, tmp_path: Path) -> None:
    report = confronted(FINALS[place](), tmp_path)
    figures = len(printed_figures(report.disclosure))
    assert figures > 340
    assert guarded_count(report.disclosure, report) > 0.96 * figures


CELLS = [
    # table, row, column, printed instead, rule, what should stand there
    ("收入支出决算总表", "本年收入合计", 2, "3076.24", "final-income-of-year", "3067.23万元"),
    ("收入支出决算总表", "年初结转和结余", 2, "34.19", "final-income-total", "3101.43万元"),
    ("收入支出决算总表", "年末结转和结余", 5, "82.68", "final-spending-total", "3164.43万元"),
    ("收入支出决算总表", "七、附属单位上缴收入", 5, "586.52", "final-spending-by-class", "568.52万元"),
    ("收入决算表", "2010302", 8, "72.50", "final-income-columns", "401.72万元"),
    ("收入决算表", "合计", 3, "3073.51", "final-appropriation-across", "3073.51万元"),
    ("支出决算表", "2010350", 4, "25.20", "final-spending-columns", "281.33万元"),
    ("支出决算表", "20805", 2, "204.77", "final-class-sums", "207.47万元"),
    ("财政拨款收入支出决算总表", "本年收入合计", 2, "3073.51", "final-appropriation-of-year", "3037.50万元"),
    ("财政拨款收入支出决算总表", "年初财政拨款结转和结余", 2, "62.13", "final-appropriation-carried", "26.13万元"),
    ("财政拨款收入支出决算总表", "年初财政拨款结转和结余", 6, "98.80", "final-appropriation-spending", "2580.74万元"),
    ("一般公共预算财政拨款支出决算表", "2010301", 3, "1479.63", "final-general-columns", "1479.63万元"),
    ("一般公共预算财政拨款支出决算表", "2010302", 2, "430.98", "final-general-within", "349.77万元"),
    ("一般公共预算财政拨款基本支出决算表", "人员经费合计", 2, "1886.72", "final-staff-classes", "1868.71万元"),
    ("一般公共预算财政拨款基本支出决算表", "人员经费合计", 8, "227.24", "final-running-classes", "272.25万元"),
    ("一般公共预算财政拨款基本支出决算表", "30101", 2, "505.20", "final-class-sums", "1799.58万元"),
    ("一般公共预算财政拨款基本支出决算表", "30231", 8, "80.00", "final-class-sums", "331.90万元"),
    ("财政拨款“三公”经费支出决算表", "13.50", 5, "40.00", "final-sangong-sum", "49.50万元"),
    ("财政拨款“三公”经费支出决算表", "13.50", 10, "0.80", "final-vehicle-sum", "0.80万元"),
    ("财政拨款“三公”经费支出决算表", "13.50", 11, "0.20", "final-sangong-economic", "2.00万元"),
    ("政府性基金预算财政拨款收入支出决算表", "合计", 7, "33.30", "final-fund-balance", "3.30万元"),
    ("政府性基金预算财政拨款收入支出决算表", "2120899", 6, "586.52", "final-fund-columns", "586.52万元"),
    ("国有资本经营预算财政拨款支出决算表", "合计", 2, "15.00", "final-capital-nil", ""),
]


@pytest.mark.parametrize(("title", "row", "column", "text", "rule", "expected"), CELLS)
def test_a_wrong_cell_is_found(
    title: str, row: str, column: int, text: str, rule: str, expected: str, tmp_path: Path
) -> None:
    findings = found(with_cell(national(), title, row, column, text), tmp_path)
    assert (rule, expected) in {(finding.rule, finding.expected) for finding in findings}


SENTENCES = [
    ("收、支总计3110.43", "收、支总计3101.43", "final-text-balance", "3110.43万元"),
    ("本年收入合计3067.24", "本年收入合计3076.24", "final-text-income", "3067.24万元"),
    ("财政拨款收入3037.51", "财政拨款收入3073.51", "final-text-appropriated", "3037.51万元"),
    ("事业收入22.48", "事业收入24.28", "final-text-sources", "22.48万元"),
    ("本年支出合计3081.75", "本年支出合计3018.75", "final-text-spending", "3081.75万元"),
    ("基本支出2140.96万元，占", "基本支出2104.96万元，占", "final-text-basic-spending", "2140.96万元"),
    ("项目支出940.79", "项目支出904.79", "final-text-projects", "940.79万元"),
    ("财政拨款收、支总计3063.64", "财政拨款收、支总计0.3", "final-text-appropriation", "3063.64万元"),
    ("支出2481.94万元，占本年", "支出2418.94万元，占本年", "final-text-general", "2481.94万元"),
    ("占本年支出合计的80.54%", "占本年支出合计的85.04%", "final-text-general-share", "80.54%"),
    ("住房保障（类）支出110.33", "住房保障（类）支出101.33", "final-text-general-by-class", "110.33万元"),
    ("行政单位医疗（项）", "行政机关医疗（项）", "final-text-paths", "卫生健康支出—行政事业单位医疗—行政单位医疗"),
    ("支出决算为63.90", "支出决算为69.30", "final-text-path-amounts", "63.90万元"),
    ("基本支出2140.96万元，其中：", "基本支出2104.96万元，其中：", "final-text-basic", "2140.96万元"),
    ("人员经费1868.72", "人员经费1886.72", "final-text-staff", "1868.72万元"),
    ("公用经费272.24", "公用经费227.24", "final-text-running", "272.24万元"),
    ("财政拨款支出预算为13.50", "财政拨款支出预算为15.30", "final-text-sangong-budget", "13.50万元"),
    ("决算为10.00万元，完成预算的", "决算为11.00万元，完成预算的", "final-text-sangong", "10.00万元"),
    ("公务接待费支出决算2.00", "公务接待费支出决算3.00", "final-text-reception", "2.00万元"),
    ("公务用车运行支出8.00", "公务用车运行支出0.80", "final-text-upkeep", "8.00万元"),
    ("决算为8.00万元，完成预算", "决算为8.80万元，完成预算", "final-text-vehicles", "8.00万元"),
    ("完成预算的50.00%", "完成预算的55.00%", "final-text-sangong-completion", "50.00%"),
    ("年初结转和结余4.50", "年初结转和结余5.40", "final-text-fund-carried", "4.50万元"),
    ("本年收入567.32", "本年收入576.32", "final-text-fund-income", "567.32万元"),
    ("本年支出568.52", "本年支出586.52", "final-text-fund-spending", "568.52万元"),
    ("年末结转和结余3.30", "年末结转和结余33.00", "final-text-fund-left", "3.30万元"),
    ("机关运行经费支出272.24", "机关运行经费支出722.24", "final-text-operating-limit", "272.24万元"),
    ("合同金额123.46万元，占", "合同金额623.46万元，占", "final-small-enterprises", "234.56万元"),
    ("保有量为3辆", "保有量为5辆", "final-vehicles", "3辆"),
    ("货物支出123.46", "货物支出132.46", "procurement-sum", "367.02万元"),
]


@pytest.mark.parametrize(("old", "new", "rule", "expected"), SENTENCES)
def test_a_wrong_sentence_is_found(old: str, new: str, rule: str, expected: str, tmp_path: Path) -> None:
    findings = found(with_text(national(), old, new), tmp_path)
    assert (rule, expected) in {(finding.rule, finding.expected) for finding in findings}


@pytest.mark.parametrize("place", [national, county])
def test_what_the_items_were_budgeted_at_adds_up(place: Callable[[], Document], tmp_path: Path) -> None:
    report = confronted(place(), tmp_path)
    said = [one for one in report.disclosure.statements if one.section.name == "一般公共预算拨款使用"]
    lists = [(one.names[0], len(one.parts)) for one in said if one.kind == "list"]
    assert lists == [("一般公共预算支出的年初预算", 9), ("一般公共预算支出", 9)]


def test_a_wrong_initial_budget_is_found_in_its_rate_and_in_the_sum(tmp_path: Path) -> None:
    findings = found(with_text(national(), "年初预算为65.37", "年初预算为56.37"), tmp_path)
    assert {"share-of-total", "list-sum"} <= rules_of(findings)


def test_the_three_public_expenses_as_rows_are_the_same_as_in_one_row(tmp_path: Path) -> None:
    table = "财政拨款“三公”经费支出决算表"
    spent = with_cell(county(), table, "3.公务接待费", 2, "200,000.00")
    assert {"final-sangong-sum", "final-text-reception"} <= rules_of(found(spent, tmp_path))
    budget = with_cell(county(), table, "3.公务接待费", 1, "400,000.00")
    assert {"final-sangong-sum", "final-text-sangong-completion"} <= rules_of(found(budget, tmp_path))


def test_basic_spending_in_one_list_has_staff_and_running_costs_as_columns(tmp_path: Path) -> None:
    wrong = with_cell(county(), "一般公共预算财政拨款基本支出决算表", "30102", 3, "6,405,990.11")
    assert {"final-basic-columns", "final-class-sums"} <= rules_of(found(wrong, tmp_path))


def test_items_go_on_in_the_next_block_and_the_total_of_both_stands_last(tmp_path: Path) -> None:
    made = written(national(), tmp_path, ".html").table("一般公共预算财政拨款基本支出决算表")
    assert made is not None
    row = next(one for one in made.rows if one.code == "30231")
    assert row.side == "公用经费·2" and row.parent is not None and row.parent.code == "302"
    (total,) = [one for one in made.rows if one.canonical == "公用经费合计"]
    assert [cell.text for cell in total.cells.values()] == ["公用经费合计", "", "272.24"]


def test_a_class_changed_to_close_the_total_is_a_notice_and_a_wrong_one_an_error(tmp_path: Path) -> None:
    title, row = "收入支出决算总表", "七、附属单位上缴收入"  # beside 七、城乡社区支出
    (last_digit,) = found(with_cell(national(), title, row, 5, "568.53"), tmp_path)
    assert (last_digit.rule, last_digit.severity) == ("final-spending-by-class", "notice")
    assert "差在尾数" in str(last_digit.message)
    wrong = found(with_cell(national(), title, row, 5, "586.52"), tmp_path)
    assert {one.severity for one in wrong if one.rule == "final-spending-by-class"} == {"error"}


@pytest.mark.parametrize("swapped", [False, True], ids=["amount in the next line", "names of lines swapped"])
def test_the_amount_of_a_class_on_the_row_of_another_is_found(swapped: bool, tmp_path: Path) -> None:
    table, right, wrong = "收入支出决算总表", "七、城乡社区支出", "八、农林水支出"
    if swapped:
        made = with_cell(with_cell(national(), table, wrong, 3, "八、城乡社区支出"), table, right, 3, "七、农林水支出")
    else:
        made = with_cell(with_cell(national(), table, right, 5, ""), table, wrong, 5, "568.52")
    causes = [str(cause.message) for cause in diagnose(confronted(made, tmp_path))]
    assert causes == [
        "收入支出决算总表[农林水支出, 决算数] 568.52万元 应印在 收入支出决算总表[城乡社区支出, 决算数]（解释 2 处不符）"
    ]


def in_another_row() -> Document:
    """The amount of 教育支出 in the row of 公共安全支出, for which no other table speaks."""
    title, blank, filled = "收入支出决算总表", "四、上级补助收入", "三、国有资本经营预算财政拨款收入"
    return with_cell(with_cell(national(), title, blank, 5, ""), title, filled, 5, "5.50")


def test_an_amount_in_the_row_of_another_class_is_no_matter_of_the_last_digit(tmp_path: Path) -> None:
    findings = [one for one in found(in_another_row(), tmp_path) if one.rule == "final-spending-by-class"]
    assert [(one.severity, one.expected) for one in findings] == [("error", "5.5万元")]


def test_an_amount_in_the_row_of_another_class_is_one_cause(tmp_path: Path) -> None:
    (cause,) = confronted(in_another_row(), tmp_path).causes
    assert str(cause.message).startswith(
        "收入支出决算总表[公共安全支出, 决算数] 5.50万元 应印在 收入支出决算总表[教育支出, 决算数]"
    )


def test_what_was_never_budgeted_has_no_rate_of_completion(tmp_path: Path) -> None:
    told = with_text(national(), "费支出0.00万元。全年", "费支出0.00万元，完成预算的100%。全年")
    (finding,) = found(told, tmp_path)
    assert (finding.rule, finding.severity, finding.expected) == ("final-text-sangong-undefined", "notice", "0%")


def test_level_cannot_be_what_fell_below_a_part_of_it(tmp_path: Path) -> None:
    told = with_text(national(), "财政拨款收、支总计各增加30.00万元", "财政拨款收、支总计各增加1000.00万元")
    told = with_text(told, "占本年支出合计的80.54%。", "占本年支出合计的80.54%，比2023年度减少63.14万元。")
    assert rules_of(found(told, tmp_path)) == {"final-base-within"}


def test_an_empty_table_must_be_empty_everywhere(tmp_path: Path) -> None:
    table, row = "财政拨款收入支出决算总表", "三、国有资本经营预算财政拨款"
    assert "final-capital-elsewhere" in rules_of(found(with_cell(national(), table, row, 2, "15.00"), tmp_path))
    told = with_text(national(), "没有国有资本经营预算", "按规定使用国有资本经营预算")
    bare = deepcopy(told)
    bare.tables[-1].notes.clear()
    assert rules_of(found(told, tmp_path)) == set()
    assert rules_of(found(bare, tmp_path)) == {"final-capital-nil-stated"}


EXPENSES = "（二）“三公”经费财政拨款支出决算具体情况说明"
TOTALS = "（一）“三公”经费财政拨款支出决算总体情况说明"
FUNDS = "八、政府性基金预算财政拨款收入支出决算情况说明"
#: Section, what is written there, and whether rules on it speak of figures of the tables.
WORDINGS = [
    # Items by class; the class and what was budgeted for it stand in one sentence.
    (ITEMS, "2.教育支出（类）支出年初预算为5.60万元，支出决算为5.50万元，完成年初预算的98.21%。"),
    (ITEMS, "教育支出（类）进修及培训（款）培训支出（项）年初预算5.60万元，支出决算5.50万元，完成年初预算的98.21%。"),
    (ITEMS, "教育支出（类）进修及培训（款）培训支出（项）支出5.50万元，2023年支出5.00万元，比2023年增加0.50万元。"),
    (ITEMS, "教育支出（类）普通教育（款）高中教育（项）。年初预算为3.00万元，支出决算为0.00万元，完成年初预算的0%。"),
    (EXPENSES, "（三）公务接待费预算数4.00万元，决算数2.00万元，决算数比预算数减少2.00万元。"),
    (EXPENSES, "公务用车运行维护费年初预算9.50万元，决算8.00万元，完成年初预算的84.21%，比上年减少1.00万元。"),
    # What was budgeted in the year's course is not what the table prints.
    (TOTALS, "“三公”经费财政拨款支出年初预算13.50万元，全年预算数12.00万元，支出决算10.00万元，完成全年预算的83.33%。"),
    (FUNDS, "2024年度政府性基金预算财政拨款收入567.32万元，支出568.52万元，年末结转和结余3.30万元。"),
    (
        "一、收入支出决算总体情况说明",
        "收入总计3110.43万元，支出总计3110.43万元。其中：本年收入合计3067.24万元，年初结转和结余43.19万元。",
    ),
    (
        "四、财政拨款收入支出决算总体情况说明",
        "财政拨款收入总计3063.64万元。财政拨款收入中，一般公共预算财政拨款收入2470.18万元，"
        "政府性基金预算财政拨款收入567.32万元。",
    ),
    (
        "（二）政府采购支出情况",
        "2024年度政府采购预算400.00万元，政府采购支出总额358.02万元，其中：政府采购货物支出123.46万元、"
        "政府采购服务支出234.56万元。",
    ),
    ("（一）机关运行经费支出情况", "机关运行经费支出272.24万元，年初预算为280.00万元，完成年初预算的97.23%。"),
]


@pytest.mark.parametrize(("section", "text"), WORDINGS)
def test_other_wordings_are_not_misunderstood(section: str, text: str, tmp_path: Path) -> None:
    assert [str(one.message) for one in found(told(section, text), tmp_path)] == []


@pytest.mark.parametrize(
    ("section", "text", "rule"),
    [
        (ITEMS, WORDINGS[0][1].replace("决算为5.50", "决算为5.05"), "final-text-general-by-class"),
        (ITEMS, WORDINGS[1][1].replace("决算5.50", "决算5.05"), "final-text-path-amounts"),
        (EXPENSES, WORDINGS[4][1].replace("预算数4.00", "预算数4.50"), "final-text-sangong-budget"),
        (EXPENSES, WORDINGS[4][1].replace("决算数2.00", "决算数2.50"), "final-text-reception"),
        (FUNDS, WORDINGS[7][1].replace("支出568.52", "支出586.52"), "final-text-fund-spending"),
        (
            ITEMS,
            "教育支出（类）进修及培训（款）培训支出（项）。主要用于培训等项目支出。支出决算为5.50万元。",
            "final-path-projects",
        ),
    ],
)
def test_other_wordings_are_checked(section: str, text: str, rule: str, tmp_path: Path) -> None:
    assert rule in rules_of(found(told(section, text), tmp_path))


def test_a_code_across_the_columns_of_class_section_and_item_is_whole(tmp_path: Path) -> None:
    made = national()
    for table in made.tables:
        if table.header[-1][0] == "功能分类科目编码":
            count = [str(number) for number in range(1, len(table.header[0]) - 1)]
            table.header = [[row[0], "", "", *row[1:]] for row in table.header] + [["类", "款", "项", "栏次", *count]]
            table.rows = [[row[0], "", "", *row[1:]] for row in table.rows if row[0] != "栏次"]
    report = confronted(made, tmp_path, ".xlsx")
    assert [str(one.message) for one in report.findings] == []
    spending = report.disclosure.table("支出决算表")
    assert spending is not None and {len(row.code) for row in spending.rows} == {0, 3, 5, 7}


def test_the_inspection_sheet_names_the_table_of_final_accounts_that_is_missing(tmp_path: Path) -> None:
    made = national()
    made.tables = made.tables[:-1]
    result: Any = json.result([confronted(made, tmp_path)])
    document = result["documents"][0]
    rows = {row.item: row for row in sheet.rows(document)}
    assert "没有找到这张表" in rows["国有资本经营预算财政拨款收入支出决算表"].why
    assert rows["收入决算情况"].checks and rows["财政拨款“三公”经费支出决算表"].checks
    assert "收支总表" not in rows
