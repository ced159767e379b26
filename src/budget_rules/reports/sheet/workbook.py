"""The inspection sheet as a workbook, one worksheet for each document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.reports.sheet.rows import HEADS, Row, Verdict, problems, rows, title
from budget_rules.reports.words import harmless

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (6, 12, 34, 11, 76, 20)
_COLOURS = {Verdict.NO: "F8D7DA", Verdict.ASK: "FFF3CD", Verdict.UNCHECKED: "EDEDED"}
#: What Excel does not take in the name of a worksheet, and how long that may be.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
#: The longest text that a cell holds.
_LONGEST_TEXT = 32_000


def workbook(result: Mapping[str, Any]) -> bytes:
    """The workbook. Texts are texts: nothing in it is a formula.

    Raises:
        BudgetError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise BudgetError([Problem(Source(path="openpyxl"), message("sheet.not-installed"))]) from None
    book = Workbook()
    del book[book.sheetnames[0]]
    for document in result["documents"]:
        name = _NOT_IN_NAMES.sub("", harmless(document["unit"] or document["path"])).strip()
        _fill(book.create_sheet(name[: _LONGEST_NAME - 4] or None), document)
    if not result["documents"]:
        book.create_sheet()
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, document: Mapping[str, Any]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    _write(sheet, 1, [harmless(title(document))])
    _write(sheet, 2, [harmless(message("sheet.file", path=document["path"])), "", "", "", str(message("sheet.signed"))])
    heads = [str(message(f"sheet.head-{key}")) for key in HEADS]
    _write(sheet, 3, heads)
    for number, row in enumerate(rows(document), 1):
        _write(sheet, number + 3, _cells(number, row))
        colour = _COLOURS.get(row.verdict)
        if colour:
            sheet.cell(number + 3, 4).fill = PatternFill("solid", fgColor=colour)
    for cells in sheet.iter_rows(min_row=3):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = _border()
    sheet.cell(1, 1).font = Font(bold=True, size=16)
    for cell in sheet[3]:
        cell.font = Font(bold=True)
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _border() -> Any:
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color="999999")
    return Border(left=line, right=line, top=line, bottom=line)


def _cells(number: int, row: Row) -> list[str | int]:
    found = list(problems(row))
    lines = [f"{index}. {text}" for index, text in enumerate(found, 1)] if len(found) > 1 else found
    said = "\n".join(map(harmless, lines)) or ("" if row.checks else row.why)
    counted = str(message("sheet.checked", checks=row.checks, held=row.held)) if row.checks else ""
    return [number, row.group, harmless(row.item), str(message(row.verdict.value)), said[:_LONGEST_TEXT], counted]


def _write(sheet: Worksheet, number: int, values: list[Any]) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(number, column, value)
        if value == "":
            cell.value = None
        elif isinstance(value, str):
            cell.data_type = "s"  # never a formula
