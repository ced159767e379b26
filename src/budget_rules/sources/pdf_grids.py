"""Ruled tables of a PDF page → grids, each cell with its page and box."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct, field
from pdfplumber.page import Page

from budget_rules.disclosure import ILLEGIBLE, Cell, Unread
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.sources.pdf_lines import Box, Char, TextLine, box_of, text_lines
from budget_rules.sources.raw import Grid

#: Rules that are nearer than this are one rule, in points.
_SAME_RULE = 3.0
#: A line of a cell that fills less than this part of it was not broken because the cell is too narrow.
_FILLED = 0.6


#: What text processors leave free at most at each side of a cell, in points.
_PADDING = 6.0


class RuledTable(Struct):
    """A table found by its rules. ``cells`` are boxes, merged ones included; ``edges`` the rules between columns."""

    page: int
    box: Box
    cells: list[Box]
    edges: list[float]
    #: The characters inside each cell.
    chars: dict[int, list[Char]]
    #: Those that each cell holds and, being too small, does not show.
    cut: dict[int, list[Char]] = field(default_factory=dict)

    @property
    def top(self) -> float:
        """How far down the page it starts."""
        return self.box[1]

    @property
    def blank(self) -> bool:
        """Whether it prints nothing."""
        return not any(char["text"].strip() for chars in self.chars.values() for char in chars)


def ruled_tables(page: Page) -> tuple[list[RuledTable], list[Char]]:
    """The tables of a page from top to bottom, and the characters outside of them.

    A box around a text is no table: a table has two cells side by side.
    """
    found = []
    if page.rects or page.lines or page.curves:
        for table in page.find_tables():
            cells = [tuple(map(float, cell)) for cell in table.cells]
            if len({cell[0] for cell in cells}) > 1:
                found.append(_table(page.page_number, cells))
    found.sort(key=lambda table: table.top)
    outside: list[Char] = []
    for char in page.chars:
        home = _home(found, char) if found else None
        if home is None:
            outside.append(char)
        else:
            home[0].chars.setdefault(home[1], []).append(char)
    return found, outside


def add_cut(tables: Sequence[RuledTable], clipped: Iterable[tuple[Any, Box]], height: float) -> None:
    """Give the cells what their clips take away; ``clipped`` and the clips as in the page's own coordinates."""
    for char, (x0, y0, x1, y1) in clipped:
        clip = (x0, height - y1, x1, height - y0)
        for table in tables:
            for number, cell in enumerate(table.cells):
                if all(low - _SAME_RULE <= value <= high + _SAME_RULE for low, value, high in _sides(cell, clip)):
                    table.cut.setdefault(number, []).append(_char(char, height))


def _sides(cell: Box, clip: Box) -> Iterator[tuple[float, float, float]]:
    """Each side of the clip between those of the cell."""
    for at in (0, 2):
        yield cell[0], clip[at], cell[2]
        yield cell[1], clip[at + 1], cell[3]


def _char(char: Any, height: float) -> Char:
    """A character of pdfminer as pdfplumber has it, as far as lines need it."""
    return {
        "text": char.get_text(),
        "x0": char.x0,
        "x1": char.x1,
        "top": height - char.y1,
        "bottom": height - char.y0,
        "width": char.width,
        "size": char.size,
        "matrix": char.matrix,
        "upright": char.upright,
    }


def grid_of(table: RuledTable, path: str, edges: Sequence[float] | None = None) -> tuple[Grid, list[Unread]]:
    """The rows of a table, a merged cell's text in its first column; and what in it cannot be trusted.

    ``edges``: the rules of the page before, where the table goes on from there.
    """
    edges = edges or table.edges
    tops = _distinct(cell[1] for cell in table.cells)
    rows: list[list[Cell]] = []
    boxes: dict[tuple[int, int], int] = {}
    for number, cell in enumerate(table.cells):
        boxes.setdefault((_position(tops, cell[1]), _position(edges, cell[0])), number)
    unread: list[Unread] = []
    for r, top in enumerate(tops):
        row = []
        for c in range(len(edges) - 1):
            home = boxes.get((r, c))
            if home is None:
                source = Source(path=path, page=table.page, box=_rounded((edges[c], top, edges[c + 1], top)))
                row.append(Cell("", source))
            else:
                row.append(_cell(table, home, path, unread))
        if any(cell.text for cell in row):
            rows.append(row)
    return Grid(rows), unread


def _cell(table: RuledTable, number: int, path: str, unread: list[Unread]) -> Cell:
    """What a cell prints. Of a name that its cell is too small for, the whole, which is said."""
    box = table.cells[number]
    chars = _printed(table.chars.get(number, ()))
    lines = text_lines(chars)
    source = Source(path=path, page=table.page, box=box_of(chars) if chars else _rounded(box))
    text = _joined(lines, box)
    if any(line.damaged for line in lines):
        unread.append(Unread(source, text, message("pdf.damaged-text")))
        return Cell(ILLEGIBLE, source)
    cut = _printed(table.cut.get(number, ()))
    if text and cut and not any(char["text"].isdigit() for char in (*chars, *cut)):
        unread.append(Unread(source, text, message("pdf.cut-text")))
        text = _joined(text_lines([*chars, *cut]), box)
    return Cell(text, source)


def _printed(chars: Iterable[Char]) -> list[Char]:
    return [char for char in chars if char["text"].strip()]


def shared_edges(before: Sequence[float], table: RuledTable) -> list[float] | None:
    """The rules of the page before, if this table has no others: it may have fewer, where it only prints a total."""
    same = all(any(abs(edge - old) <= _SAME_RULE for old in before) for edge in table.edges)
    return list(before) if same else None


def _table(page: int, cells: list[Any]) -> RuledTable:
    box = (
        min(cell[0] for cell in cells),
        min(cell[1] for cell in cells),
        max(cell[2] for cell in cells),
        max(cell[3] for cell in cells),
    )
    return RuledTable(page, box, cells, _distinct(x for cell in cells for x in (cell[0], cell[2])), {})


def _distinct(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SAME_RULE:
            kept.append(value)
    return kept


def _position(edges: Sequence[float], value: float) -> int:
    return max(bisect_right(edges, value + _SAME_RULE) - 1, 0)


def _home(tables: Sequence[RuledTable], char: Char) -> tuple[RuledTable, int] | None:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    for table in tables:
        x0, top, x1, bottom = table.box
        if x0 <= x <= x1 and top <= y <= bottom:
            for number, cell in enumerate(table.cells):
                if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                    return table, number
    return None


def _joined(lines: Sequence[TextLine], cell: Box) -> str:
    """The lines of a cell as one text. Two numbers one above the other stay apart: they are not one number."""
    if not lines:
        return ""
    parts = [lines[0].text]
    for before, line in pairwise(lines):
        left, right = before.text[-1], line.text[0]
        words = left.isascii() and right.isascii() and (left.isalpha() or right.isalpha())
        digits = left.isdigit() and (right.isdigit() or right == "-")
        short = _has_room(before, cell)
        parts.append(f" {line.text}" if words or (digits and short) else line.text)
    return "".join(parts)


def _has_room(line: TextLine, cell: Box) -> bool:
    """Whether another digit would have had its place in the line: then the line was not broken for want of room."""
    width = line.box[2] - line.box[0]
    inner = cell[2] - cell[0] - 2 * min(line.box[0] - cell[0], cell[2] - line.box[2], _PADDING)
    return width < _FILLED * (cell[2] - cell[0]) and inner - width > width / len(line.text)


def _rounded(box: Sequence[float]) -> Box:
    x0, top, x1, bottom = (round(value, 1) for value in box)
    return x0, top, x1, bottom
