"""Workbooks of the formats .xlsx and .xlsm, with openpyxl. Macros are never run."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.worksheet import Worksheet

from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.sources.container import refuse, unpack
from budget_rules.sources.date_format import BUILT_IN
from budget_rules.sources.excel_stored import MOST_CELLS, Stored, StoredSheet
from budget_rules.sources.number_format import Value

#: Cells that only have a style, and rows without cells: a sheet formatted down to its last row has millions.
_EMPTY = re.compile(rb"<(?:\w+:)?c(?:\s[^<>]*)?/>|<(?:\w+:)?c(?:\s[^<>]*)?>\s*</(?:\w+:)?c>")
_EMPTY_ROW = re.compile(rb"<(?:\w+:)?row(?:\s[^<>]*)?(?:/>|>\s*</(?:\w+:)?row>)")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
#: A formula without a value. An empty text (t="str") is a value.
_UNCOMPUTED = re.compile(
    rb"<((?:\w+:)?)c(\s(?![^<>]*\bt=\"str\")[^<>]*[^<>/])>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<>]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s+ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"[^<>]*/>")
_TYPE = re.compile(rb'\st="\w*"')
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
#: Takes the place of the value that a formula lacks.
_NO_VALUE = "\ue000no value\ue000"
_BLOCK = 2**20
#: Excel's width of a column whose width is not set.
_WIDTH = 8.43


def has_macros(path: Path) -> bool:
    """Whether the workbook carries macros."""
    with zipfile.ZipFile(path) as container:
        return any(name.lower().endswith("vbaproject.bin") for name in container.namelist())


def sheets_of_xlsx(path: Path) -> Iterator[StoredSheet]:
    """The worksheets in order.

    Raises:
        BudgetError: the file is no readable workbook, or a sheet holds too much.
    """
    _, container = unpack(path)
    try:
        slim = _slim(path, container)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise refuse(path, "input.damaged") from error
    try:
        with warnings.catch_warnings():
            # About parts that are not needed here: pictures, validation, print settings.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(slim, data_only=True, keep_links=False)
    except Exception as error:
        # Whatever a damaged part makes the library raise, to the user it is a damaged file.
        raise refuse(path, "input.damaged") from error
    for sheet in book.worksheets:
        yield _stored(sheet, book.epoch)


def _slim(path: Path, container: zipfile.ZipFile) -> io.BytesIO:
    """The workbook without empty cells, which would all become objects, and with a mark where a value is missing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as slim:
        for member in container.infolist():
            if not _SHEET.fullmatch(member.filename):
                slim.writestr(member.filename, container.read(member))
                continue
            with container.open(member) as whole, slim.open(member.filename, "w") as part:
                cells = 0
                for rows in _slim_rows(whole):
                    part.write(rows)
                    cells += len(_CELL.findall(rows))
                    if cells > MOST_CELLS:
                        name = member.filename.rsplit("/", 1)[-1]
                        why = message("input.sheet-too-large", sheet=name, cells=cells, most=MOST_CELLS)
                        raise BudgetError([Problem(Source(path=str(path)), why)])
    out.seek(0)
    return out


def _slim_rows(whole: IO[bytes]) -> Iterator[bytes]:
    """The text of a sheet, some whole rows at a time: what is empty is gone before the next is unpacked."""
    merges = _bounded_merges()

    def cleaned(text: bytes) -> bytes:
        return _MERGED.sub(merges, _UNCOMPUTED.sub(_marked, _EMPTY_ROW.sub(b"", _EMPTY.sub(b"", text))))

    rest = b""
    while block := whole.read(_BLOCK):
        rest += block
        end = rest.rfind(b"<row")
        if end > 0:
            yield cleaned(rest[:end])
            rest = rest[end:]
    yield cleaned(rest)


def _bounded_merges() -> Callable[[re.Match[bytes]], bytes]:
    """Keeps merged areas up to a sum of places: every place becomes an object, and an area may be a whole sheet."""
    left = MOST_CELLS

    def kept(match: re.Match[bytes]) -> bytes:
        nonlocal left
        first_column, first_row, last_column, last_row = (part.decode() for part in match.groups())
        columns = column_index_from_string(last_column) - column_index_from_string(first_column) + 1
        area = columns * (int(last_row) - int(first_row) + 1)
        if area > left:
            return b""
        left -= area
        return match[0]

    return kept


def _marked(match: re.Match[bytes]) -> bytes:
    prefix, attributes = match[1], _TYPE.sub(b"", match[2])
    return b'<%sc%s t="str"><%sv>%s</%sv></%sc>' % (prefix, attributes, prefix, _NO_VALUE.encode(), prefix, prefix)


def _stored(sheet: Worksheet, epoch: Any) -> StoredSheet:
    columns = sheet.column_dimensions
    hidden_columns: set[int] = set()
    widths: dict[int, float] = {}
    for dimension in columns.values():
        first, last = dimension.min or 0, min(dimension.max or 0, 16384)
        for number in range(first, last + 1):
            widths[number] = dimension.width
            if dimension.hidden or dimension.width == 0:
                hidden_columns.add(number)
    rows = sheet.row_dimensions
    hidden_rows = {number for number, row in rows.items() if row.hidden or (row.customHeight and row.height == 0)}
    default = sheet.sheet_format.defaultColWidth or _WIDTH
    spans = {(span.min_row, span.min_col): range(span.min_col, span.max_col + 1) for span in sheet.merged_cells.ranges}

    def cells() -> Iterator[Stored]:
        # Not iter_rows: it makes a cell for every place up to the last row and column.
        for (row, column), cell in sorted(sheet._cells.items()):
            if isinstance(cell, Cell) and cell.value is not None:
                covered = spans.get((row, column), (column,))
                yield _cell(cell, sum(widths.get(number, default) for number in covered), epoch)

    return StoredSheet(
        name=sheet.title,
        cells=list(cells()),
        hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        zeros=sheet.sheet_view.showZeros is not False,
    )


def _cell(cell: Any, width: float, epoch: Any) -> Stored:
    value: Any = cell.value
    code = cell.number_format
    built_in = BUILT_IN.get(cell._style.numFmtId)
    if built_in is not None and isinstance(value, int | float) and not isinstance(value, bool):
        value, code = from_excel(value, epoch), built_in
    if value == _NO_VALUE:
        value = None
    elif not isinstance(value, Value):
        value = str(value)
    return Stored(cell.row, cell.column, f"{get_column_letter(cell.column)}{cell.row}", value, code, width)
