"""Workbooks of the old format .xls, with xlrd. Macros are never run.

xlrd is the reader of .xls that also tells number formats; the faster calamine gives values only, and what a cell shows
cannot be known from its value.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.book import Book
from xlrd.formatting import Format
from xlrd.sheet import Cell, Sheet

from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.sources.container import refuse
from budget_rules.sources.date_format import BUILT_IN, is_date_format
from budget_rules.sources.excel_stored import MOST_CELLS, Stored, StoredSheet
from budget_rules.sources.number_format import Value

#: Widths of columns are stored in 256ths of a character.
_CHARACTER = 256


def sheets_of_xls(path: Path, data: bytes) -> Iterator[StoredSheet]:
    """The worksheets in order.

    Raises:
        BudgetError: the file is no readable workbook, or a sheet holds too much.
    """
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO(), on_demand=False
        )
    except Exception as error:
        # xlrd raises whatever comes up in a damaged file; to the user it is one of two things.
        key = "input.encrypted" if "encrypted" in str(error).lower() else "input.damaged"
        raise refuse(path, key) from error
    for sheet in book.sheets():
        yield _stored(path, book, sheet)


def _stored(path: Path, book: Book, sheet: Sheet) -> StoredSheet:
    columns = sheet.colinfo_map
    spans = {(top, left): range(left, right) for top, _, left, right in sheet.merged_cells}
    default = (sheet.standardwidth or 0) / _CHARACTER or float(sheet.defcolwidth or 8)

    def width(row: int, column: int) -> float:
        covered = spans.get((row, column), (column,))
        return sum(columns[i].width / _CHARACTER if i in columns else default for i in covered)

    cells: list[Stored] = []
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            if sheet.cell_type(row, column) not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                cells.append(_cell(book, sheet.cell(row, column), row, column, width(row, column)))
    if len(cells) > MOST_CELLS:
        why = message("input.sheet-too-large", sheet=sheet.name, cells=len(cells), most=MOST_CELLS)
        raise BudgetError([Problem(Source(path=str(path)), why)])
    return StoredSheet(
        name=sheet.name,
        cells=cells,
        hidden=sheet.visibility != 0,
        hidden_rows=frozenset(
            row + 1
            for row, info in sheet.rowinfo_map.items()
            if info.hidden or (info.height == 0 and info.height_mismatch)
        ),
        hidden_columns=frozenset(column + 1 for column, info in columns.items() if info.hidden or info.width == 0),
        zeros=bool(getattr(sheet, "show_zero_values", True)),
    )


def _cell(book: Book, cell: Cell, row: int, column: int, width: float) -> Stored:
    style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    key = style.format_key if style else 0
    form: Format | None = book.format_map.get(key or 0)
    code = BUILT_IN.get(key) or (form.format_str if form else "General")
    value: Value | None = cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        value = bool(cell.value)
    elif cell.ctype == xlrd.XL_CELL_ERROR:
        value = error_text_from_code.get(int(cell.value or 0), "#ERROR!")
    elif isinstance(value, float) and (cell.ctype == xlrd.XL_CELL_DATE or is_date_format(code)):
        try:
            value = xlrd.xldate_as_datetime(value, book.datemode)
        except (ValueError, OverflowError):
            value, code = str(cell.value), "General"
    return Stored(row + 1, column + 1, f"{xlrd.colname(column)}{row + 1}", value, code, width)
