from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from budget_rules import load
from budget_rules.disclosure import Disclosure, Table
from published import FOLDER, need
from sources_support import problems

#: Four items of a real spending table.
SPENDING: list[list[Any]] = [
    ["科目编码", "科目名称", "总计", "基本支出", None, "项目支出"],
    [None, None, None, "人员支出", "公用经费", None],
    [None, "合计", 2125.62, 1319.97, 505.9, 299.75],
    [201, "一般公共服务支出", 2125.62, 1319.97, 505.9, 299.75],
    ["20101", "人大事务", 2125.62, 1319.97, 505.9, 299.75],
    ["2010101", "行政运行", 1825.87, 1319.97, 505.9, None],
    ["2010104", "人大会议", 299.75, None, None, 299.75],
]


def workbook(folder: Path, change: Callable[[Any], None] = lambda sheet: None, name: str = "a.xlsx") -> Path:
    """A workbook of one sheet: title in row 1, unit in row 2, header in rows 3 and 4, data from row 5."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "支出"
    sheet["A1"] = "2022年部门支出预算总表"
    sheet["A2"], sheet["F2"] = "编制单位：某局", "单位：万元"
    for r, row in enumerate(SPENDING, 3):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c, value)
            if isinstance(value, float):
                cell.number_format = "#,##0.00"
    change(sheet)
    path = folder / name
    book.save(path)
    return path


def spending(path: Path) -> Table:
    found = load(path).table("支出总表")
    assert found is not None
    return found


def unread(document: Disclosure) -> list[tuple[str, str, str]]:
    return [(str(entry.source.cell), entry.text, str(entry.reason)) for entry in document.unread]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells.values()] for row in table.rows]


def test_a_cell_is_what_its_format_shows(tmp_path: Path) -> None:
    table = spending(workbook(tmp_path))
    assert texts(table)[0] == ["", "合计", "2,125.62", "1,319.97", "505.90", "299.75"]
    assert [row.code for row in table.rows] == ["", "201", "20101", "2010101", "2010104"]
    figure = table.rows[0].cells[4].figure
    assert figure is not None
    assert (figure.decimals, figure.place.source.cell) == (2, "支出!E5")


def test_a_float_never_shows_its_artefacts(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["C5"], sheet["C6"] = 0.1 + 0.2, 1825.87 + 299.75
        sheet["C5"].number_format = sheet["C6"].number_format = "General"

    table = spending(workbook(tmp_path, change))
    assert [row[2] for row in texts(table)][:2] == ["0.3", "2125.62"]


def test_a_general_number_that_its_column_cuts_is_unread(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["C5"], sheet["C5"].number_format = 2125.62 / 11, "General"
        sheet.column_dimensions["C"].width = 8

    document = load(workbook(tmp_path, change))
    assert [(cell, text) for cell, text, _ in unread(document)] == [("支出!C5", "193.2381818")]
    table = document.table("支出总表")
    assert table is not None
    assert table.rows[0].cells[2].figure is None


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["C5"].number_format = "# ?/?"

    document = load(workbook(tmp_path, change))
    assert unread(document) == [("支出!C5", "2125.62", "不认识单元格格式“# ?/?”，无法确定显示的数字")]
    assert document.tables[0].rows[0].cells[2].figure is None


def test_hidden_rows_and_columns_are_said_to_be_hidden(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["G"].hidden = True
        sheet["G5"] = 12

    document = load(workbook(tmp_path, change))
    assert unread(document) == [
        ("支出!G5", "12", "G 列是隐藏的，未读"),
        ("支出!A9", "2010104 人大会议 299.75 299.75", "第 9 行是隐藏的，未读"),
    ]
    assert [row.code for row in document.tables[0].rows] == ["", "201", "20101", "2010101"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_said_to_be_hidden(tmp_path: Path, state: str) -> None:
    def change(sheet: Any) -> None:
        other = sheet.parent.create_sheet("底稿")
        other["A1"], other["B2"] = "2022年收入预算总表", 5
        other.sheet_state = state

    document = load(workbook(tmp_path, change))
    assert unread(document) == [("底稿", "底稿", "工作表“底稿”是隐藏的，2 个单元格未读")]
    assert len(document.tables) == 1


def test_a_formula_without_a_stored_value_is_unread(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["C5"] = "=SUM(C6:C9)"

    document = load(workbook(tmp_path, change))
    why = "公式没有保存计算结果；请用 Excel 或 WPS 打开并保存一次"
    assert unread(document) == [("支出!C5", "C5", why)]
    assert document.tables[0].rows[0].cells[2].figure is None


def test_a_formula_shows_its_stored_value(tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda sheet: sheet.__setitem__("C5", "=SUM(C6:C9)"))
    formula = rb"<c r=\"C5\"([^>]*)><f>SUM\(C6:C9\)</f><v ?/?>(</v>)?</c>"
    rewrite(path, "xl/worksheets/sheet1.xml", formula, rb'<c r="C5"\1><f>SUM(C6:C9)</f><v>2125.6199999</v></c>')
    document = load(path)
    assert texts(document.tables[0])[0][2] == "2,125.62"
    assert not document.unread


def test_a_formula_whose_text_is_empty_is_blank(tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda sheet: sheet.__setitem__("E9", '=""'))
    empty = rb'<c r="E9" t="str"><f>""</f><v></v></c>'
    rewrite(path, "xl/worksheets/sheet1.xml", rb'<c r="E9"[^>]*><f>""</f><v ?/?>(</v>)?</c>', empty)
    assert not load(path).unread


def rewrite(path: Path, member: str, pattern: bytes, replacement: bytes) -> None:
    """Change one part of a workbook."""
    with zipfile.ZipFile(path) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    parts[member], count = re.subn(pattern, replacement, parts[member])
    assert count == 1
    with zipfile.ZipFile(path, "w") as container:
        for name, data in parts.items():
            container.writestr(name, data)


def test_dates_and_codes_stay_text(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["A2"] = "填报日期："
        sheet["B2"] = 44621
        sheet["B2"].number_format = "yyyy/m/d"
        sheet["A8"].number_format = "@"

    document = load(workbook(tmp_path, change))
    assert [(label.kind, label.text) for label in document.labels] == [("table date", "填报日期： 2022/3/1")]
    assert not document.tables[0].notes


def test_a_title_beside_the_unit(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["A1"], sheet["A2"] = None, "2022年部门支出预算总表"

    assert str(spending(workbook(tmp_path, change)).unit) == "万元"


def test_the_chinese_built_in_date_formats_have_no_text_in_the_file(tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda sheet: sheet.__setitem__("B2", 44621))
    rewrite(path, "xl/worksheets/sheet1.xml", rb'<c r="B2"(?: s="\d+")?', rb'<c r="B2" s="1"')
    rewrite(path, "xl/styles.xml", rb'<xf numFmtId="4"', b'<xf numFmtId="57" applyNumberFormat="1"')
    document = load(path)
    assert [(label.kind, label.text) for label in document.labels] == [("table date", "2022年3月")]
    preparer = document.tables[0].preparer
    assert preparer is not None
    assert preparer.text == "某局"


def test_a_sheet_that_does_not_show_zeros(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["E9"] = 0
        sheet.sheet_view.showZeros = False

    assert texts(spending(workbook(tmp_path, change)))[4][4] == ""


def test_notes_and_a_second_table_on_the_same_sheet(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["A11"] = "注：本表按规定公开。"
        sheet["A13"], sheet["F14"] = "2022年部门国有资本经营预算支出表", "单位：元"
        for column, name in enumerate(["科目编码", "科目名称", "项目支出"], 1):
            sheet.cell(15, column, name)
        sheet["B16"] = "合计"
        sheet["A17"] = "注：没有国有资本经营预算拨款安排的支出，故本表无数据。"

    first, second = load(workbook(tmp_path, change)).tables
    assert (len(first.rows), [note.text for note in first.notes]) == (5, ["注：本表按规定公开。"])
    assert (second.name, str(second.unit), texts(second)) == ("国有资本经营预算支出表", "元", [["", "合计", ""]])
    assert len(second.notes) == 1


def test_macros_are_not_run_and_said_so(tmp_path: Path) -> None:
    path = workbook(tmp_path, name="a.xlsm")
    with zipfile.ZipFile(path, "a") as container:
        container.writestr("xl/vbaProject.bin", b"\0" * 100)
    assert [reason for *_, reason in unread(load(path))] == ["文件带有宏；宏没有运行，只读单元格中保存的内容"]


def old_workbook(path: Path) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("支出")
    sheet.write(0, 0, "2022年部门支出预算总表")
    sheet.write(1, 5, "单位：万元")
    money = xlwt.easyxf(num_format_str="#,##0.00")
    for r, row in enumerate(SPENDING, 2):
        for c, value in enumerate(row):
            if value is not None:
                sheet.write(r, c, *((value + 0.0012, money) if isinstance(value, float) else (value,)))
    sheet.write(9, 1, "隐藏的行")
    sheet.row(9).hidden = True
    other = book.add_sheet("底稿")
    other.write(0, 0, 1)
    other.visibility = 1
    book.save(str(path))
    return path


def test_the_old_format_is_read_as_displayed(tmp_path: Path) -> None:
    document = load(old_workbook(tmp_path / "a.xls"))
    assert texts(document.tables[0])[0] == ["", "合计", "2,125.62", "1,319.97", "505.90", "299.75"]
    assert [row.code for row in document.tables[0].rows] == ["", "201", "20101", "2010101", "2010104"]
    assert [(cell, text) for cell, text, _ in unread(document)] == [("支出!B10", "隐藏的行"), ("底稿", "底稿")]


@pytest.mark.parametrize("name", ["shanghai-unit-budget-template.xlsx", "shanghai-unit-budget-2026-specimen.xls"])
def test_the_official_templates(name: str) -> None:
    document = load(need(FOLDER / name))
    assert (document.title, document.unit) == ("上海市普陀区2026年区级单位预算", "上海市普陀区XX单位")
    assert (document.year, document.stage, document.level, document.region) == (2026, "预算", "单位", "上海")
    assert [(table.name, str(table.unit), len(table.columns)) for table in document.tables] == [
        ("收支总表", "元", 7),
        ("收入总表", "元", 9),
        ("支出总表", "元", 7),
        ("财政拨款收支总表", "元", 7),
        ("一般公共预算支出表", "元", 7),
        ("政府性基金预算支出表", "元", 7),
        ("国有资本经营预算支出表", "元", 7),
        ("一般公共预算基本支出表", "元", 6),
        ("三公经费支出表", "万元", 7),
    ]
    assert all(table.known and table.empty for table in document.tables)
    assert not document.unread
    assert "".join(section.name for section in document.sections if section.level == 1)


def test_a_workbook_without_tables_is_no_disclosure(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"] = "通知"
    book.save(tmp_path / "a.xlsx")
    (found,) = problems(tmp_path / "a.xlsx")
    assert "没有识别出任何预算表" in found
