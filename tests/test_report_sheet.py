"""The inspection sheet: every finding in one row, nothing unchecked shown as right, texts never formulas."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from budget_rules.cli import main
from budget_rules.reports import json as report_json
from budget_rules.reports import sheet
from budget_rules.reports.sheet.rows import Verdict, title
from published import FOLDER, SHANGHAI_BUDGETS, checked

SAMPLES = Path(__file__).parents[1] / "samples"


def result_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = report_json.result([checked(path)])
    return found


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    return result_of(SAMPLES / "2022.yaml")


@pytest.mark.parametrize("path", [SAMPLES / "2022.yaml", *SHANGHAI_BUDGETS[-2:]], ids=lambda path: path.name)
def test_every_finding_is_in_exactly_one_row(path: Path) -> None:
    document = result_of(path)["documents"][0]
    rows = sheet.rows(document)

    assert sorted(json.dumps(one, sort_keys=True) for row in rows for one in row.findings) == sorted(
        json.dumps(one, sort_keys=True) for one in document["findings"]
    )
    counts = document["counts"]
    assert sum(row.checks for row in rows) == counts["checks"] - counts["not_executed"]
    assert sum(row.held for row in rows) == counts["held"]


def test_each_table_and_section_has_its_verdict(result: dict[str, Any]) -> None:
    verdicts = {row.item: row.verdict for row in sheet.rows(result["documents"][0])}

    assert verdicts["2022年部门国有资本经营预算支出表"] is Verdict.NO
    assert verdicts["2022年部门支出预算总表"] is Verdict.YES
    assert verdicts["2022年部门项目支出预算表"] is Verdict.ASK
    assert verdicts["收入预算情况"] is Verdict.NO
    assert verdicts["三公经费情况"] is Verdict.YES
    assert verdicts["批复后二十日内公开"] is Verdict.UNCHECKED


def test_what_is_missing_or_not_checked_is_not_shown_as_right(result: dict[str, Any]) -> None:
    document = json.loads(json.dumps(result["documents"][0]))
    name = "支出总表"
    document["tables"] = [one for one in document["tables"] if one["name"] != name]
    for key in ("outcomes", "findings"):
        document[key] = [one for one in document[key] if one["instance"] != name]
    row = next(row for row in sheet.rows(document) if row.item == name)

    assert (row.verdict, row.why) == (Verdict.UNCHECKED, "文件中没有找到这张表")


def test_a_waived_finding_is_said_and_does_not_count(result: dict[str, Any]) -> None:
    document = json.loads(json.dumps(result["documents"][0]))
    for finding in document["findings"]:
        finding["waived"] = {"reason": "已核实", "owner": "张三", "expires": None}
    rows = sheet.rows(document)

    assert not {Verdict.NO, Verdict.ASK} & {row.verdict for row in rows}
    assert all("已豁免: 已核实" in text for row in rows for text in sheet.problems(row))


def test_the_workbook_shows_the_rows(result: dict[str, Any]) -> None:
    book = openpyxl.load_workbook(BytesIO(sheet.rendered(result, Path("out.xlsx"))))  # type: ignore[arg-type]
    (shown,) = book.worksheets
    rows = sheet.rows(result["documents"][0])

    assert shown.title == "绍兴市人大办本级"
    assert shown["A1"].value == "绍兴市人大办本级2022年预算公开情况检查表"
    assert [cell.value for cell in shown[3]] == ["序号", "类别", "检查项目", "符合要求", "问题", "核对情况"]
    assert [cell.value for cell in shown["C"][3:]] == [row.item for row in rows]
    income = next(cells for cells in shown.iter_rows(min_row=4) if cells[2].value == "收入预算情况")
    assert income[3].value == "否"
    assert "（二）收入预算情况 印为 2.8%，应为 2.7%" in str(income[4].value)


def test_texts_of_a_disclosure_are_no_formulas_and_no_markup(result: dict[str, Any]) -> None:
    nasty = json.loads(json.dumps(result))
    (document,) = nasty["documents"]
    document["unit"] = document["title"] = document["tables"][0]["title"] = "=1+1\u202e[x]'\x07|<b>"
    document["path"] = "@SUM(A1)"
    for finding, prefix in zip(document["findings"], "=+-@" * 9, strict=False):
        finding["message"] = f"{prefix}cmd|' /C calc'!A0"
    book = openpyxl.load_workbook(BytesIO(sheet.rendered(nasty, Path("out.xlsx"))))  # type: ignore[arg-type]
    (shown,) = book.worksheets

    odd = [
        (cell.coordinate, cell.data_type, cell.value)
        for cells in shown.iter_rows()
        for cell in cells
        if cell.data_type not in "sn"
    ]
    assert odd == []
    assert not any("\u202e" in str(cell.value) for cells in shown.iter_rows() for cell in cells)
    assert "<b>" not in str(sheet.rendered(nasty, Path("out.md")))


def test_the_sheet_is_written_by_the_check_as_its_name_says(tmp_path: Path) -> None:
    sample = str(SAMPLES / "2022.yaml")
    assert main(["check", sample, "--sheet", str(tmp_path / "out.md")]) == 1
    assert main(["check", sample, "--sheet", str(tmp_path / "out.xlsx")]) == 1
    assert "错误: （二）收入预算情况 印为 2.8%" in (tmp_path / "out.md").read_text("utf-8")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames == ["绍兴市人大办本级"]


def test_final_accounts_do_not_lack_the_tables_of_a_budget() -> None:
    path = FOLDER / "shanghai-putuo-finance-2024-department-final-accounts.pdf"
    document = result_of(path)["documents"][0]
    assert title(document) == "上海市普陀区财政局2024年决算公开情况检查表"
    tables = [row.item for row in sheet.rows(document) if row.group == "公开表格"]
    assert "收支总表" not in tables and "收入决算表" in tables
    assert not [row for row in sheet.rows(document) if "没有找到这张表" in row.why]
