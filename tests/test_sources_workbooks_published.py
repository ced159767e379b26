"""Every number that the published workbooks show is somewhere in the model, or listed as unread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlrd

from budget_rules import load
from budget_rules.disclosure import Disclosure
from published import FOLDER, need

NUMBER = re.compile(r"\d+(?:[.,，]\d+)*")
BOOKS = ("shanghai-unit-budget-template.xlsx", "shanghai-unit-budget-2026-specimen.xls")


def numbers(texts: Iterator[str]) -> Counter[str]:
    return Counter(number for text in texts for number in NUMBER.findall(text))


def stored(path: Path) -> Iterator[str]:
    """What the cells of the visible sheets hold, as text."""
    if path.suffix == ".xlsx":
        book: Any = openpyxl.load_workbook(path, data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield from (str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
        return
    book = xlrd.open_workbook(str(path))
    for sheet in book.sheets():
        if not sheet.visibility:
            values = (value for number in range(sheet.nrows) for value in sheet.row_values(number))
            yield from (f"{value:g}" if isinstance(value, float) else str(value) for value in values)


def told(found: Disclosure) -> Iterator[str]:
    yield found.title
    yield from (entry.text for entry in found.contents)
    for section in found.sections:
        yield section.heading
        yield from (paragraph.text for paragraph in section.paragraphs)
    for table in found.tables:
        yield table.title
        yield from (text for column in table.columns for text in column.path)
        yield from (note.text for note in table.notes)
        yield from (cell.text for row in table.rows for cell in row.cells.values())
    yield from (entry.text for entry in found.unread)
    yield from (label.text for label in found.labels if label.kind in ("form number", "table date"))


@pytest.mark.parametrize("name", BOOKS)
def test_every_number_of_a_workbook_is_accounted_for(name: str) -> None:
    path = need(FOLDER / name)
    missing = numbers(stored(path)) - numbers(told(load(path)))
    assert not missing
