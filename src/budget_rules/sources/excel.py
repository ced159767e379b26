"""Excel workbooks → lines and grids. A cell's text is what its number format shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from budget_rules.disclosure import ILLEGIBLE, Cell, Disclosure, Unread
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.sources.container import check_kind, read_bytes, refuse
from budget_rules.sources.excel_stored import Stored, StoredSheet
from budget_rules.sources.layout import lay_out
from budget_rules.sources.number_format import UnknownFormat, exact, general, show
from budget_rules.sources.sheets import Sheet, blocks
from budget_rules.vocabulary import Vocabulary

#: Rows times columns in which something is printed.
MOST_PLACES = 3_000_000


def read_excel(path: Path, vocabulary: Vocabulary, year: int | None = None) -> Disclosure:
    """The disclosure printed in a workbook, without its statements. ``year``: the user's word for it.

    Raises:
        BudgetError: the file cannot be read, or no table is recognised in it.
    """
    name = str(path)
    noted: list[Unread] = []
    if path.suffix.lower() == ".xls":
        from budget_rules.sources.excel_xls import sheets_of_xls

        data = read_bytes(path)
        check_kind(path, data)
        stored = list(sheets_of_xls(path, data))
    else:
        from budget_rules.sources.excel_xlsx import has_macros, sheets_of_xlsx

        stored = list(sheets_of_xlsx(path))
        if has_macros(path):
            noted.append(Unread(Source(path=name), path.name, message("unread.macros")))
    sheets = [_shown(name, sheet) for sheet in stored]
    noted += [unread for sheet in sheets for unread in sheet.unread]
    parts = list(blocks(sheets, vocabulary))
    if not parts:
        raise refuse(path, "input.no-table-in")
    return lay_out(parts, path=name, vocabulary=vocabulary, year=year, noted=noted)


def _shown(path: str, stored: StoredSheet) -> Sheet:
    """The rows that a sheet shows. What it hides is noted: row by row, and column by column."""
    cells = [cell for cell in stored.cells if cell.value != ""]
    sheet = Sheet(stored.name, [], stored.unread)
    here = _locator(path, stored.name)
    if stored.hidden:
        if cells:
            why = message("unread.hidden-sheet", sheet=stored.name, cells=len(cells))
            sheet.unread.append(Unread(Source(path=path, cell=stored.name), stored.name, why))
        return sheet
    hidden: dict[tuple[str, int], list[Stored]] = {}
    rows: dict[int, dict[int, Cell]] = {}
    for cell in cells:
        if cell.row in stored.hidden_rows:
            hidden.setdefault(("row", cell.row), []).append(cell)
        elif cell.column in stored.hidden_columns:
            hidden.setdefault(("column", cell.column), []).append(cell)
        else:
            text = _text(cell, stored.zeros, here(cell), sheet.unread)
            rows.setdefault(cell.row, {})[cell.column] = Cell(text, here(cell))
    for (kind, number), found in hidden.items():
        texts = (_text(cell, True, here(cell), []) for cell in found)
        column = found[0].name.rstrip("0123456789")
        slots = {"row": number} if kind == "row" else {"column": column}
        why = message(f"unread.hidden-{kind}", **slots)
        sheet.unread.append(Unread(here(found[0]), " ".join(filter(None, texts)), why))
    printed = {column for row in rows.values() for column in row}
    used = range(min(printed), max(printed) + 1) if printed else range(0)
    if len(used) * len(rows) > MOST_PLACES:
        why = message("input.sheet-too-large", sheet=stored.name, cells=len(used) * len(rows), most=MOST_PLACES)
        raise BudgetError([Problem(Source(path=path, cell=stored.name), why)])
    for number in sorted(rows):
        blank = Cell("", Source(path=path, cell=f"{stored.name}!{number}"))
        sheet.rows.append([rows[number].get(column, blank) for column in used])
    return sheet


def _locator(path: str, sheet: str) -> Callable[[Stored], Source]:
    return lambda cell: Source(path=path, cell=f"{sheet}!{cell.name}")


def _text(cell: Stored, zeros: bool, source: Source, unread: list[Unread]) -> str:
    """What the cell shows; what is not certain is noted and marked as illegible."""
    value = cell.value
    if value is None:
        unread.append(Unread(source, cell.name, message("unread.no-value")))
        return ILLEGIBLE
    try:
        shown = show(value, cell.format, zeros=zeros)
    except UnknownFormat:
        unread.append(Unread(source, str(value), message("unread.number-format", format=cell.format)))
        return ILLEGIBLE
    if not shown and value and (not isinstance(value, str) or value.strip()):
        unread.append(Unread(source, str(value), message("unread.hidden-value", format=cell.format)))
    if _is_cut(cell, shown):
        unread.append(Unread(source, shown, message("unread.narrow", shown=shown)))
        return ILLEGIBLE
    return shown


def _is_cut(cell: Stored, shown: str) -> bool:
    """Whether the column is too narrow for all decimals: General then rounds to what fits."""
    value = cell.value
    if cell.width is None or "." not in shown or isinstance(value, bool) or not isinstance(value, int | float):
        return False
    if cell.format and cell.format.lower() != "general":
        return False
    return len(shown) > cell.width and shown == general(exact(value))
