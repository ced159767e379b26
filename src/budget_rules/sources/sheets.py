"""Sheets of a workbook, as they are shown → lines and grids.

A sheet has no mark for where its title ends and its table begins. A row that prints in two cells or more belongs to a
table, unless all of them are the money unit, the preparer and the like. Rows that print in one cell are text, except
inside a table: there they are a row that has no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from budget_rules.disclosure import Cell, Unread
from budget_rules.figure import normal_width
from budget_rules.sources.asides import is_form_number
from budget_rules.sources.headers import is_number
from budget_rules.sources.headings import is_heading, may_be_heading
from budget_rules.sources.raw import Block, Grid, Line
from budget_rules.vocabulary import Vocabulary

_ASIDE = re.compile(
    r"(?:(?:金额)?单\s*位|(?:编制|填报|预算|公开)?(?:单位|部门)(?:名称)?|(?:编制|填报|制表)?日\s*期|附?表|公开表?)"
    r"\s*(?::.*)?|\d{4}年\d{1,2}月(?:\d{1,2}日)?"
)
_MONEY_UNIT = re.compile(r"单\s*位\s*:\s*(?:人民币)?(?:元|千元|万元|百万元|千万元|亿元)$")
_NOTE = re.compile(r"(?:注|备注|说明|附注)\s*\d?\s*[:：]|[(（]?注[)）]|\*|※")
#: A single cell with more text than this is no row of a table.
_LONGEST_NAME = 60
#: A title stands in one of the first rows.
_TITLE_ROWS = 3


class Sheet(Struct, frozen=True):
    """What a sheet shows, row by row; covered parts of merged cells are blank."""

    name: str
    rows: list[list[Cell]]
    #: What it holds and does not show, or what cannot be read.
    unread: list[Unread] = field(default_factory=list)


def blocks(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> Iterator[Block]:
    """Lines and grids of all sheets in order."""
    for sheet in sheets:
        yield from table_parts(sheet.rows, vocabulary)


def table_parts(rows: Sequence[list[Cell]], vocabulary: Vocabulary, *, as_written: bool = False) -> Iterator[Block]:
    """Lines and grids of rows that stand together: titles, units and notes may be rows of the same sheet or table.

    ``as_written``: rows end where they end, and what is blank is meant to be, as in text; in sheets there are margins.
    """
    parts = _parts([row for row in rows if any(cell.text for cell in row)], vocabulary)
    yield from _lines_and_grids(list(parts), vocabulary, as_written=as_written)


def has_title(rows: Sequence[list[Cell]], vocabulary: Vocabulary) -> bool:
    """Whether one of the first rows is the title of a table, and nothing else."""
    printed = ([cell for cell in row if cell.text] for row in rows[:_TITLE_ROWS])
    return any(_starts_table(cells, vocabulary) for cells in printed)


def _lines_and_grids(
    parts: Sequence[Line | list[Cell]], vocabulary: Vocabulary, *, as_written: bool
) -> Iterator[Block]:
    grid: list[list[Cell]] = []
    alone = not any(isinstance(part, list) for part in parts)
    for index, part in enumerate(parts):
        if isinstance(part, list):
            grid.append(part)
            continue
        if grid:
            yield Grid(grid if as_written else _trimmed(grid))
            grid = []
        if alone:
            title = index == 0 and len(parts) > 1 and may_be_heading(part.text)
            part = part._replace(marked=title or is_heading(part.text, vocabulary))
        yield part
    if grid:
        yield Grid(grid if as_written else _trimmed(grid))


def _parts(rows: Sequence[list[Cell]], vocabulary: Vocabulary) -> Iterator[Line | list[Cell]]:
    """Lines of text, and rows of tables."""
    kinds = [_is_table_row(row) for row in rows]
    last = max((i for i, kind in enumerate(kinds) if kind), default=-1)
    inside = False
    for index, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
        printed = [cell for cell in row if cell.text]
        if kind:
            inside = True
            yield row
        elif inside and len(printed) == 1 and _is_lonely_row(printed[0].text, index < last, vocabulary):
            yield row
        else:
            inside = inside and index < last and not _starts_table(printed, vocabulary)
            yield from _lines(printed, vocabulary)


def _is_table_row(row: Sequence[Cell]) -> bool:
    printed = [normal_width(cell.text) for cell in row if cell.text]
    return len(printed) > 1 and not any(map(_MONEY_UNIT.search, printed)) and not all(map(_is_aside, printed))


def _is_aside(text: str) -> bool:
    return _ASIDE.fullmatch(text) is not None or is_form_number(text)


def _is_lonely_row(text: str, more: bool, vocabulary: Vocabulary) -> bool:
    """Whether the only cell that a row prints makes it a row of the table above. ``more``: rows of a table follow."""
    if _NOTE.match(text) or len(text) > _LONGEST_NAME or "\n" in text or vocabulary.table(text) is not None:
        return False
    return not _is_aside(normal_width(text)) and (more or text[-1] not in "。；;")


def _starts_table(printed: Sequence[Cell], vocabulary: Vocabulary) -> bool:
    return len(printed) == 1 and vocabulary.table(printed[0].text) is not None


def _lines(printed: Sequence[Cell], vocabulary: Vocabulary) -> Iterator[Line]:
    if len(printed) > 1 and not any(vocabulary.table(cell.text) for cell in printed):
        yield Line(" ".join(one_line(cell.text) for cell in printed), printed[0].source)
        return
    for cell in printed:
        for text in filter(None, map(str.strip, cell.text.split("\n"))):
            yield Line(text, cell.source)


def one_line(text: str) -> str:
    """A cell's text with its line breaks taken out; between Latin letters or digits they stand for a space."""
    return re.sub(r"(?<=[A-Za-z0-9])\s*\n\s*(?=[A-Za-z0-9])", " ", text).replace("\n", "").strip()


def _trimmed(rows: Sequence[list[Cell]]) -> list[list[Cell]]:
    """The rows on one line each, without columns in which nothing is printed, not even a header.

    They are margins, and what merged headers cover. A grid that starts with numbers has no header: it goes on from the
    page before, and its blank columns count.
    """
    width = max(map(len, rows))
    used = [any(index < len(row) and row[index].text for row in rows) for index in range(width)]
    if any(cell.text and is_number(cell.text) for cell in rows[0]):
        used = [True] * (width - used[::-1].index(True))
    return [
        [
            Cell(one_line(row[i].text), row[i].source) if i < len(row) else Cell("", row[-1].source)
            for i, kept in enumerate(used)
            if kept
        ]
        for row in rows
    ]
