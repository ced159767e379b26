"""The header rows of a grid → a path of headers for each leaf column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from budget_rules.disclosure import ILLEGIBLE, Cell
from budget_rules.figure import NotAFigure, normal_width, read_number
from budget_rules.sources.enumerators import enumerator_level
from budget_rules.vocabulary import Vocabulary, lookup, normalise

#: The official templates have up to three header rows.
MOST_HEADER_ROWS = 5
#: The columns that a classification code is split into.
_CODE_PARTS = frozenset({"类", "款", "项"})
_NOT_COUNTED = frozenset({"*", "**", "***", "栏次", "行次", "—", "-"})
_COUNT = re.compile(r"(\d{1,2})(?:=[\d+\-＋－()]+)?")


class Header(NamedTuple):
    """What the top rows of a grid say."""

    #: One for each leaf column, from the top header to the leaf.
    paths: list[tuple[str, ...]]
    #: What each header row prints, to recognise it where it is printed again on the next page.
    texts: list[list[str]]
    #: How many rows the header takes, column numbers included.
    height: int


def read_header(rows: Sequence[Sequence[Cell]], vocabulary: Vocabulary) -> Header:
    """The header of a grid: its first row, and the rows below it up to the column numbers or the first row of data."""
    most = min(len(rows), MOST_HEADER_ROWS)
    height = _rows_above_column_numbers(rows[:most])
    if not height:
        height = 1
        while height < most and _is_header_row(rows[height], vocabulary):
            height += 1
    texts = [[cell.text for cell in row] for row in rows[:height]]
    width = max(map(len, texts))
    padded = [row + [""] * (width - len(row)) for row in texts]
    while height < len(rows) and is_column_numbers([cell.text for cell in rows[height]]):
        height += 1
    return Header(_paths(padded), [_printed(row) for row in rows[: len(texts)]], height)


def with_total_apart(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows of a grid; ``类 | 款 | 项 | 合计 | 2,946.25`` ends a header and is the total row: two rows."""
    for number, row in enumerate(rows[:MOST_HEADER_ROWS]):
        heads = [normalise(cell.text) in _CODE_PARTS for cell in row]
        figures = any(cell.text and is_number(cell.text) for cell in row)
        if sum(heads) > 1 and figures:
            parts = [
                [cell if head is wanted else Cell("", cell.source) for cell, head in zip(row, heads, strict=True)]
                for wanted in (True, False)
            ]
            return [*rows[:number], *parts, *rows[number + 1 :]]
    return rows


def _rows_above_column_numbers(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows stand above the row of column numbers; 0 where there is none, or data above it."""
    for height, row in enumerate(rows[1:], 1):
        printed = _printed(row)
        if is_column_numbers(printed):
            return height
        if any(map(is_number, printed)):
            break
    return 0


def data_rows(rows: Sequence[list[Cell]], header: Header) -> list[list[Cell]]:
    """The rows without headers and column numbers that a further page prints again."""
    return [row for row in rows if (printed := _printed(row)) not in header.texts and not is_column_numbers(printed)]


def _printed(row: Sequence[Cell]) -> list[str]:
    return [normalise(cell.text) for cell in row if cell.text]


def is_column_numbers(texts: Sequence[str]) -> bool:
    """Whether the row only counts the columns: ``** ** 1 2 3``, ``栏次 1 2 3=1+2``."""
    printed = [normal_width(text) for text in texts if text]
    counted = [_COUNT.fullmatch(text) for text in printed if text not in _NOT_COUNTED]
    if not counted or not all(counted):
        return False
    numbers = [int(match[1]) for match in counted if match]
    marked = len(counted) < len(printed)
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and (
        (marked and numbers[0] == 1) or (numbers[0] == 1 and len(numbers) > 2)
    )


def is_number(text: str) -> bool:
    """Whether the text reads as a number (or as a way of printing nil)."""
    try:
        read_number(text)
    except NotAFigure:
        return False
    return True


def _is_header_row(row: Sequence[Cell], vocabulary: Vocabulary) -> bool:
    printed = [cell.text for cell in row if cell.text]
    figures = any(text == ILLEGIBLE or is_number(text) for text in printed)
    if not printed or figures or any(map(enumerator_level, printed)):
        return False
    if len(printed) == 1:
        return _is_column(printed[0], vocabulary) and not _is_total(printed[0], vocabulary)
    return _is_column(printed[0], vocabulary) or not _is_total(printed[0], vocabulary)


def _is_total(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a row that starts with ``text`` is a total row."""
    sides = (side for table in vocabulary.tables.values() for side in table.sides)
    return any((key := lookup(side.rows, text)) is not None and side.rows[key].total for side in sides)


def _is_column(text: str, vocabulary: Vocabulary) -> bool:
    return any(normalise(text) in side.columns for table in vocabulary.tables.values() for side in table.sides)


def _paths(rows: list[list[str]]) -> list[tuple[str, ...]]:
    """Paths from header rows of one length.

    An empty cell is part of the header at its left where both stand under the same header and have headers below
    them; elsewhere it continues the header above it.
    """
    width, height = len(rows[0]), len(rows)
    filled = [list(row) for row in rows]
    for r in range(height - 1):
        for c in range(1, width):
            if (
                not rows[r][c]
                and filled[r][c - 1]
                and any(rows[below][c] for below in range(r + 1, height))
                and any(rows[below][c - 1] for below in range(r + 1, height))
                and all(filled[above][c] == filled[above][c - 1] for above in range(r))
            ):
                filled[r][c] = filled[r][c - 1]
    return [tuple(row[c] for row in filled if row[c]) or ("",) for c in range(width)]
