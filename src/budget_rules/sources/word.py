"""Word documents (.docx) → lines and grids, with python-docx: as printed when all tracked changes are accepted."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE

from budget_rules.disclosure import Cell, Disclosure, Unread
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError
from budget_rules.sources.container import is_defect, refuse, unpack
from budget_rules.sources.headings import with_headings
from budget_rules.sources.layout import lay_out
from budget_rules.sources.raw import Block, Line
from budget_rules.sources.sheets import table_parts
from budget_rules.sources.spans import Spanning, column_letters, grid
from budget_rules.sources.word_margins import read_margins
from budget_rules.sources.word_numbering import Numbering
from budget_rules.sources.word_styles import Styles
from budget_rules.sources.word_text import NOT_READ, TEXT_BOX, paragraph_text
from budget_rules.vocabulary import Vocabulary

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TBL = f"{_W}p", f"{_W}tbl"
_PAGE_NUMBER = re.compile(r"[\s.…·]*\t[\s.…·\-]*\d*[\s\-]*$|[.…·]{3,}\s*\d*\s*$")


def read_word(path: Path, vocabulary: Vocabulary, year: int | None = None) -> Disclosure:
    """The disclosure printed in a Word document, without its statements. ``year``: the user's word for it.

    Raises:
        BudgetError: the file cannot be read, or no table is recognised in it.
    """
    data, _ = unpack(path)
    try:
        document = docx.Document(io.BytesIO(data))
        body = getattr(document.element, "body", None)
        if body is None:
            raise refuse(path, "input.damaged")  # the part is XML, and no document
        reader = _Reader(str(path), document, vocabulary)
        parts = with_headings(reader.blocks(body), vocabulary)
        margins = read_margins(document, str(path), reader.styles)
    except BudgetError:
        raise
    except Exception as error:
        if is_defect(error):
            raise
        # Whatever a damaged part makes the libraries raise, to the user it is a damaged file.
        raise refuse(path, "input.damaged") from error
    if not parts:
        raise refuse(path, "input.no-table-in")
    disclosure = lay_out(
        parts, path=str(path), vocabulary=vocabulary, year=year, noted=[*reader.unread, *margins.unread]
    )
    disclosure.labels.extend(margins.labels)
    return disclosure


def elements_of(document: Any) -> dict[tuple[str | None, int | None], Any]:
    """The XML elements of a document's paragraphs and table cells, by cell and line of the sources that they give."""
    reader = _Reader("", document, Vocabulary())
    for _ in reader.blocks(document.element.body):
        pass
    return reader.elements


class _Reader:
    """Paragraphs and tables in order; paragraphs and tables are counted, as Word does not store lines or pages."""

    def __init__(self, path: str, document: Any, vocabulary: Vocabulary) -> None:
        self._path = path
        self._vocabulary = vocabulary
        self.styles = Styles(_part(document, RELATIONSHIP_TYPE.STYLES))
        self._numbering = Numbering(_part(document, RELATIONSHIP_TYPE.NUMBERING))
        self._paragraphs = 0
        self._tables = 0
        #: What each source was read from, by its cell and line.
        self.elements: dict[tuple[str | None, int | None], Any] = {}
        #: Text of a paragraph whose end was deleted: it runs on in the next one.
        self._carried = ""
        #: Text that Word does not show.
        self.unread: list[Unread] = []

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Lines and grids of what stands directly in ``parent``, content controls and text boxes included."""
        for child in parent:
            if child.tag == _P:
                yield from self._paragraph(child)
            elif child.tag == _TBL:
                yield from self._table(child)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
                yield from self.blocks(child)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        for box in _boxes(element):
            yield from self.blocks(box)
        self._paragraphs += 1
        source = Source(path=self._path, line=self._paragraphs)
        self.elements[None, self._paragraphs] = element
        properties = element.find(f"{_W}pPr")
        text = self._carried + self._text(element, source)
        self._carried = text if _end_deleted(properties) else ""
        if self._carried:
            return
        style = self.styles.of(properties)
        if style.contents:
            text = _PAGE_NUMBER.sub("", text)
        if style.list_id and text.strip():
            text = _labelled(self._numbering.label(style.list_id, style.level), text)
        for piece in filter(None, map(_one_space, text.split("\n"))):
            yield Line(piece, source, style.heading and not style.contents, centred=style.centred)

    def _table(self, element: Any) -> Iterator[Block]:
        if next(element.iterdescendants(_TBL), None) is not None:
            for cell in element.iterdescendants(f"{_W}tc"):
                if next(cell.iterancestors(_TBL)) is element:
                    yield from self.blocks(cell)
            return
        self._tables += 1
        rows = (row for row in element.iterdescendants(f"{_W}tr") if row.find(f"{_W}trPr/{_W}del") is None)
        found = grid(self._row(row, number) for number, row in enumerate(rows, 1))
        if found is not None:
            yield from table_parts(found.rows, self._vocabulary)

    def _row(self, row: Any, number: int) -> list[Spanning]:
        before = row.find(f"{_W}trPr/{_W}gridBefore")
        place = Source(path=self._path, cell=f"表{self._tables}!{number}")
        at = 0 if before is None else _value(before)
        cells = [Spanning(Cell("", place))] * at
        for cell in row.iterdescendants(f"{_W}tc"):
            properties = cell.find(f"{_W}tcPr")
            span = None if properties is None else properties.find(f"{_W}gridSpan")
            merged = None if properties is None else properties.find(f"{_W}vMerge")
            covered = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
            width = 1 if span is None else max(_value(span), 1)
            name = f"表{self._tables}!{column_letters(at + 1)}{number}"
            source = Source(path=self._path, cell=name)
            inside = () if covered else cell.iter(_P)
            texts = (_one_space(self._text(p, source).replace("\n", "\v")) for p in inside)
            text = "\n".join(filter(None, texts)).replace("\v", "\n")
            self.elements[name, None] = cell
            cells.append(Spanning(Cell(text, source), 1, width))
            at += width
        return cells

    def _text(self, element: Any, source: Source) -> str:
        """What a paragraph shows; what it hides is noted."""
        shown, hidden = paragraph_text(element, self.styles)
        if hidden.strip():
            self.unread.append(Unread(source, _one_space(hidden), message("unread.hidden-text")))
        return shown


def _part(document: Any, kind: str) -> Any | None:
    """The root element of another part of the document; None where it has none."""
    try:
        part = document.part.part_related_by(kind)
    except KeyError:
        return None
    return getattr(part, "element", None)


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes that hang on a paragraph, each once, without those inside another box."""
    for box in element.iterdescendants(TEXT_BOX):
        above = [ancestor.tag for ancestor in box.iterancestors()]
        inner = above[: above.index(_P)] if _P in above else above
        if not NOT_READ & set(above) and TEXT_BOX not in inner and next(box.iterancestors(_P)) is element:
            yield box


def _end_deleted(properties: Any | None) -> bool:
    return properties is not None and properties.find(f"{_W}rPr/{_W}del") is not None


def _labelled(label: str, text: str) -> str:
    gap = " " if label and label[-1].isascii() else ""
    return f"{label}{gap}{text.lstrip()}"


def _value(element: Any) -> int:
    written = element.get(f"{_W}val", "0")
    return int(written) if written.isdigit() and len(written) < 4 else 0


def _one_space(text: str) -> str:
    return re.sub(r"[ \t\xa0]+", " ", text).strip(" \t")
