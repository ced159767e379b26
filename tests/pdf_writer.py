"""Writes a disclosure as a PDF, drawn as a word processor and a spreadsheet print it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfbase import pdfmetrics

from disclosure_writers import Document, Plain, spans
from pdf_documents import FONT, HEIGHT, LEFT, WIDTH, Paper, drawn

_MARGIN, _BOTTOM = 50.0, HEIGHT - 50.0
_LINE, _TEXT, _CELL = 22.0, 12.0, 8.0
_WIDE = WIDTH - 2 * LEFT


def write_pdf(document: Document, path: Path, *, header_again: bool = True) -> Path:
    """Text that is broken at the margin; tables that run over pages, with or without their header on each."""
    return drawn(path, lambda paper: _Pages(paper, header_again).document(document))


def _width(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def broken(text: str, size: float, width: float) -> list[str]:
    """The lines of a text in a column that wide."""
    lines, line = [], ""
    for char in text:
        if line and _width(line + char, size) > width:
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


class _Pages:
    def __init__(self, paper: Paper, header_again: bool) -> None:
        self.paper, self.header_again = paper, header_again
        self.top, self.number = _MARGIN, 1

    def page(self) -> None:
        self.paper.text(WIDTH / 2 - 10, HEIGHT - 25, f"- {self.number} -", size=9)
        self.paper.page()
        self.top, self.number = _MARGIN, self.number + 1

    def line(self, text: str, indent: float = 0.0) -> None:
        if self.top + _LINE > _BOTTOM:
            self.page()
        self.top += _LINE
        self.paper.text(LEFT + indent, self.top, text, size=_TEXT)

    def centred(self, text: str) -> None:
        self.top += 2 * _LINE
        self.paper.centred(self.top, text, size=16)

    def paragraph(self, text: str) -> None:
        first, *rest = broken("　　" + text, _TEXT, _WIDE)
        self.line(first.removeprefix("　　"), indent=2 * _TEXT)
        for line in rest:
            self.line(line)

    def document(self, document: Document) -> None:
        self.top = 150
        for line in (document.title, *document.cover):
            self.centred(line)
        self.page()
        self.centred("目  录")
        for entry in document.contents:
            self.line(entry)
        self.page()
        top = [section for section in document.sections if section[0] in {"其他相关情况说明"}]
        before = document.sections[: document.sections.index(top[0])] if top else document.sections
        for section in before:
            self.section(*section)
        if self.top > _MARGIN:
            self.page()
        for table in document.tables:
            self.table(table)
            self.page()
        for section in document.sections[len(before) :]:
            self.section(*section)
        self.page()

    def section(self, heading: str, level: int, paragraphs: Sequence[str]) -> None:
        if level == 1:
            if self.top > _MARGIN:
                self.page()
            self.centred(heading)
        else:
            self.paragraph(heading)
        for text in paragraphs:
            self.paragraph(text)

    def table(self, table: Plain) -> None:
        self.centred(table.title)
        self.top += _LINE
        if table.preparer:
            self.paper.text(LEFT, self.top, f"编制单位：{table.preparer}", size=10)
        if table.unit:
            self.paper.text(WIDTH - LEFT - 80, self.top, f"单位：{table.unit}", size=10)
        self.top += 10
        widths = _widths(table)
        self.header(table, widths)
        for row in table.rows:
            lines = [broken(text, _CELL, width - 4) for text, width in zip(row, widths, strict=True)]
            height = 8 + 11.0 * max(map(len, lines))
            if self.top + height > _BOTTOM:
                self.page()
                if self.header_again:
                    self.header(table, widths)
            self.cells(lines, widths, height)
        for note in table.notes:
            self.paragraph(note)

    def header(self, table: Plain, widths: list[float]) -> None:
        taken = {
            (r, c): (down, right, broken(table.header[r][c], _CELL, sum(widths[c : c + right]) - 4))
            for (r, c), (down, right) in spans(table.header).items()
        }
        height = max(26.0, *(8 + 11.0 * len(lines) / down for down, _, lines in taken.values()))
        for (r, c), (down, right, lines) in taken.items():
            x, top = LEFT + sum(widths[:c]), self.top + r * height
            wide, high = sum(widths[c : c + right]), down * height
            self.paper.box(x, top, wide, high)
            first = top + (high - 11.0 * len(lines)) / 2 + 8
            for n, line in enumerate(lines):
                self.paper.text(x + 2, first + 11.0 * n, line, size=_CELL)
        self.top += height * len(table.header)

    def cells(self, lines: list[list[str]], widths: list[float], height: float) -> None:
        x = LEFT
        for cell, width in zip(lines, widths, strict=True):
            self.paper.box(x, self.top, width, height)
            first = self.top + (height - 11.0 * len(cell)) / 2 + 8
            for n, line in enumerate(cell):
                self.paper.text(x + 2, first + 11.0 * n, line, size=_CELL)
            x += width
        self.top += height


def _widths(table: Plain) -> list[float]:
    """Columns as wide as what is in them asks for, all together as wide as the page."""
    asked = []
    for column in range(len(table.header[0])):
        texts = [row[column] for row in table.rows]
        longest = max((_width(text, _CELL) for text in texts), default=0.0)
        asked.append(min(max(longest + 8, 32.0), 150.0))
    scale = _WIDE / sum(asked)
    return [width * scale for width in asked]
