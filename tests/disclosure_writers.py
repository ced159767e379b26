"""Writes a disclosure as officers would have it: a workbook, a Word document, a web page, a Markdown text."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from budget_rules.disclosure import Disclosure, Table
from budget_rules.figure import NotAFigure, read_number


@dataclass
class Plain:
    """A table with texts only: header rows with blanks where a header spans, then the rows."""

    title: str
    unit: str
    header: list[list[str]]
    rows: list[list[str]]
    notes: list[str] = field(default_factory=list)
    preparer: str = ""

    @property
    def about(self) -> str:
        """The line between title and table."""
        prepared = f"编制单位：{self.preparer} " if self.preparer else ""
        return prepared + (f"单位：{self.unit}" if self.unit else "")


@dataclass
class Document:
    """A disclosure with texts only."""

    title: str
    unit: str
    contents: list[str]
    #: Heading, level, paragraphs.
    sections: list[tuple[str, int, list[str]]]
    tables: list[Plain]
    #: What the cover says below the title.
    cover: list[str] = field(default_factory=list)


def plain(disclosure: Disclosure) -> Document:
    """The texts of a disclosure."""
    return Document(
        disclosure.title,
        disclosure.unit,
        [entry.text for entry in disclosure.contents],
        [
            (section.heading, section.level, [paragraph.text for paragraph in section.paragraphs])
            for section in disclosure.sections
        ],
        [_table(table) for table in disclosure.tables],
    )


def _table(table: Table) -> Plain:
    depth = max(len(column.path) for column in table.columns)
    header = [[""] * len(table.columns) for _ in range(depth)]
    for index, column in enumerate(table.columns):
        for level, name in enumerate(column.path):
            before = table.columns[index - 1].path[: level + 1] if index else ()
            last = level == len(column.path) - 1
            if last or before != column.path[: level + 1]:
                header[level][index] = name
    lines: dict[int, list[str]] = {}
    for row in table.rows:
        line = lines.setdefault(row.index, [""] * len(table.columns))
        for index, cell in row.cells.items():
            line[index] = cell.text
    notes = [note.text for note in table.notes]
    preparer = table.preparer.text if table.preparer else ""
    return Plain(table.title, str(table.unit or ""), header, list(lines.values()), notes, preparer)


def spans(header: Sequence[Sequence[str]]) -> dict[tuple[int, int], tuple[int, int]]:
    """How many rows and columns each header takes, by its place."""
    found = {}
    height, width = len(header), len(header[0])
    for r in range(height):
        for c in range(width):
            if header[r][c]:
                right = c + 1
                while (
                    r + 1 < height
                    and right < width
                    and not header[r][right]
                    and header[r + 1][right]
                    and not any(header[above][right] for above in range(r))
                ):
                    right += 1
                down = r + 1
                while right == c + 1 and down < height and not header[down][c]:
                    down += 1
                found[r, c] = (down - r, right - c)
    return found


def write_markdown(document: Document, path: Path) -> Path:
    """Pipe tables."""
    path.write_text("\n".join(_markdown(document)), encoding="utf-8")
    return path


def _markdown(document: Document) -> Iterator[str]:
    yield from (f"# {document.title}", "")
    for line in document.cover:
        yield from (line, "")
    yield from ("目录", "")
    for entry in document.contents:
        yield from (entry, "")
    for heading, level, paragraphs in document.sections:
        yield from (f"{'#' * (level + 1)} {heading}", "")
        for paragraph in paragraphs:
            yield from (paragraph, "")
    for table in document.tables:
        yield from (f"## {table.title}", "")
        if table.about:
            yield from (table.about, "")
        for number, row in enumerate([*table.header, *table.rows]):
            yield "| " + " | ".join(text.replace("|", "\\|") for text in row) + " |"
            if not number:
                yield "|" + "---|" * len(row)
        yield ""
        for note in table.notes:
            yield from (note, "")


def write_html(document: Document, path: Path) -> Path:
    """Headings as plain paragraphs, as content systems have them; spans in table headers."""
    e = html.escape
    out = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>x</title></head><body><div>"]
    out.append(f"<h1>{e(document.title)}</h1>")
    out += [f"<p>{e(line)}</p>" for line in [*document.cover, "目录"]]
    out += [f"<p>{e(entry)}</p>" for entry in document.contents]
    for heading, level, paragraphs in document.sections:
        out.append(f"<h{level + 1}>{e(heading)}</h{level + 1}>")
        out += [f"<p><span>{e(text[:7])}</span><b>{e(text[7:])}</b></p>" for text in paragraphs]
    for table in document.tables:
        out.append(f"<p>{e(table.title)}</p>" + (f"<p>{e(table.about)}</p>" if table.about else "") + "<table>")
        taken = spans(table.header)
        covered = {
            (r + down, c + right)
            for (r, c), (height, width) in taken.items()
            for down in range(height)
            for right in range(width)
            if down or right
        }
        for r, row in enumerate(table.header):
            cells = (
                "<th rowspan='{}' colspan={}>{}</th>".format(*taken.get((r, c), (1, 1)), e(text))
                for c, text in enumerate(row)
                if (r, c) not in covered
            )
            out.append(f"<tr>{''.join(cells)}</tr>")
        out += ["<tr>" + "".join(f"<td>{e(text)}</td>" for text in row) + "</tr>" for row in table.rows]
        out.append("</table>")
        out += [f"<p>{e(note)}</p>" for note in table.notes]
    path.write_text("\n".join([*out, "</div></body></html>"]), encoding="utf-8")
    return path


def write_word(document: Document, path: Path) -> Path:
    """Heading styles, and merged cells in table headers."""
    made = docx.Document()
    for line in (document.title, *document.cover, "目录"):
        made.add_paragraph(line)
    for entry in document.contents:
        made.add_paragraph(entry)
    for heading, level, paragraphs in document.sections:
        made.add_heading(heading, level)
        for text in paragraphs:
            paragraph = made.add_paragraph(text[:5])
            paragraph.add_run(text[5:])
    for table in document.tables:
        made.add_paragraph(table.title)
        if table.about:
            made.add_paragraph(table.about)
        _word_table(made, table)
        for note in table.notes:
            made.add_paragraph(note)
    made.save(str(path))
    return path


def _word_table(made: Any, table: Plain) -> None:
    def cell(text: str, width: int = 1, merge: str = "") -> str:
        span = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
        down = {"": "", "start": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
        run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
        return f"<w:tc><w:tcPr>{span}{down}</w:tcPr><w:p>{run}</w:p></w:tc>"

    taken = spans(table.header)
    rows = []
    below: dict[tuple[int, int], int] = {}
    for r, row in enumerate(table.header):
        cells, c = [], 0
        while c < len(row):
            if (r, c) in below:
                cells.append(cell("", below[r, c], "on"))
                c += below[r, c]
                continue
            down, width = taken.get((r, c), (1, 1))
            for under in range(r + 1, r + down):
                below[under, c] = width
            cells.append(cell(row[c], width, "start" if down > 1 else ""))
            c += width
        rows.append(cells)
    rows += [[cell(text) for text in row] for row in table.rows]
    body = "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows)
    made.element.body.insert(-1, parse_xml(f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid/>{body}</w:tbl>"))


def write_excel(document: Document, path: Path) -> Path:
    """A sheet for the cover, the contents, each top section and each table; numbers stored as numbers with formats."""
    book = openpyxl.Workbook()
    cover: Any = book.active
    cover.title = "封面"
    cover["B3"] = document.title
    for number, line in enumerate(document.cover, 8):
        cover.cell(number, 2, line)
    contents = book.create_sheet("目录")
    for number, entry in enumerate(["目  录", *document.contents], 1):
        contents.cell(number, 1, entry)
    text = book.create_sheet("说明")
    lines = [line for heading, _, paragraphs in document.sections for line in (heading, *paragraphs)]
    for number, line in enumerate(lines, 1):
        text.cell(number, 1, line)
    for number, table in enumerate(document.tables, 1):
        _sheet(book.create_sheet(f"表{number}"), table)
    book.save(str(path))
    return path


def _sheet(sheet: Any, table: Plain) -> None:
    width = len(table.header[0])
    sheet["A1"] = table.title
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=max(width, 2))
    sheet["A2"] = f"编制单位：{table.preparer}"
    if table.unit:
        sheet.cell(2, max(width, 2), f"单位：{table.unit}")
    top = 4
    for (r, c), (down, right) in spans(table.header).items():
        sheet.cell(top + r, c + 1, table.header[r][c])
        if down > 1 or right > 1:
            sheet.merge_cells(start_row=top + r, end_row=top + r + down - 1, start_column=c + 1, end_column=c + right)
    top += len(table.header)
    for r, row in enumerate(table.rows):
        for c, text in enumerate(row):
            if text:
                _put(sheet.cell(top + r, c + 1), text)
    for n, note in enumerate(table.notes):
        sheet.cell(top + len(table.rows) + n, 1, note)


def _put(cell: Any, text: str) -> None:
    """A number is stored as a float a little off, and its format shows what is printed."""
    try:
        value, decimals = read_number(text)
    except NotAFigure:
        cell.value = text
        return
    padded = len(text) > 1 and text[0] == "0" and text.isdigit()  # a code, which is typed as text
    if padded or text.strip("-—/") == "" or not text.isascii():
        cell.value = text
        return
    places = "." + "0" * decimals if decimals else ""
    cell.value = float(value + (Decimal("0.0000012") if decimals and value else 0))
    cell.number_format = ("#,##0" if "," in text else "0") + places


WRITERS: dict[str, Callable[[Document, Path], Path]] = {
    ".md": write_markdown,
    ".html": write_html,
    ".docx": write_word,
    ".xlsx": write_excel,
}
