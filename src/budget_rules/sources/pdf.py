"""PDF → lines and grids: what the pages show, with page and box of everything."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.page import Page

from budget_rules.disclosure import Disclosure, Unread
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.sources.container import is_defect
from budget_rules.sources.layout import lay_out
from budget_rules.sources.pdf_grids import RuledTable, add_cut, grid_of, ruled_tables, shared_edges
from budget_rules.sources.pdf_lines import Box, Char, box_of, text_lines
from budget_rules.sources.pdf_page import PageText, body_lines, drop_running
from budget_rules.sources.pdf_size import MOST_UNPACKED, unpacks_to_more
from budget_rules.sources.pdf_visible import Visible
from budget_rules.sources.raw import Block, Line
from budget_rules.sources.sheets import has_title, table_parts
from budget_rules.vocabulary import Vocabulary

#: A disclosure has some 30 pages, a large department's 100.
MOST_PAGES = 300
MOST_BYTES = 50_000_000
#: How pdfminer says that what it unpacked has another checksum than what was packed.
_WRONG_SUM = "Data-loss"
#: Nothing, packed, is not longer than this.
_NOTHING = 16
#: Characters nearer than this part of their size are parts of one number.
_NEAR = 0.3


def read_pdf(path: Path, vocabulary: Vocabulary, year: int | None = None) -> Disclosure:
    """The disclosure printed in a PDF file, without its statements. ``year``: the user's word for it.

    Raises:
        BudgetError: the file cannot be read, has no text, too many pages, or no table is recognised in it.
    """
    with _complaints() as complaints:
        pdf = _opened(path)
        try:
            pages = _pages(pdf, path, complaints)
        finally:
            pdf.stream.close()  # closing the PDF itself would read what is damaged once more
    drop_running(pages, str(path))
    unread: list[Unread] = []
    disclosure = lay_out(
        list(_blocks(pages, str(path), vocabulary, unread)), path=str(path), vocabulary=vocabulary, year=year
    )
    for page in pages:
        disclosure.labels.extend(page.labels)
        disclosure.unread.extend(page.unread)
    disclosure.unread.extend(unread)
    return disclosure


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What pdfminer only writes to its log, and would print on the terminal."""
    found: list[str] = []
    handler, log = logging.Handler(logging.WARNING), logging.getLogger("pdfminer")
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    before = log.propagate
    log.addHandler(handler)
    log.propagate = False
    try:
        yield found
    finally:
        log.removeHandler(handler)
        log.propagate = before


def _opened(path: Path) -> Any:
    source = Source(path=str(path))
    try:
        if path.is_dir():
            raise BudgetError([Problem(source, message("input.is-folder"))])
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except FileNotFoundError:
        raise BudgetError([Problem(source, message("input.missing"))]) from None
    except OSError as error:
        raise BudgetError([Problem(source, message("input.unreadable", why=error.strerror or str(error)))]) from None
    if not size:
        raise BudgetError([Problem(source, message("input.empty"))])
    if size > MOST_BYTES:
        why = message("input.too-large", size=f"{size / 1e6:.0f} MB", most=f"{MOST_BYTES // 10**6} MB")
        raise BudgetError([Problem(source, why)])
    if b"%PDF-" not in data[:1024]:
        raise BudgetError([Problem(source, message("pdf.not-pdf"))])
    if unpacks_to_more(data):
        raise BudgetError([Problem(source, message("pdf.bomb", most=f"{MOST_UNPACKED // 10**6} MB"))])
    try:
        return pdfplumber.open(path)
    except Exception as error:
        raise BudgetError([Problem(source, _why(error))]) from None


def _why(error: BaseException) -> Any:
    causes: list[object] = [error, *error.args]
    if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in causes):
        return message("pdf.encrypted")
    return message("pdf.damaged")


def _pages(pdf: Any, path: Path, complaints: Sequence[str]) -> list[PageText]:
    """What every page shows.

    Raises:
        BudgetError: too many pages, none with text, or a page is damaged.
    """
    try:
        count = sum(1 for _ in islice(PDFPage.create_pages(pdf.doc), MOST_PAGES + 1))
        pages = pdf.pages if count <= MOST_PAGES else []
    except Exception as error:
        raise BudgetError([Problem(Source(path=str(path)), _why(error))]) from None
    if count > MOST_PAGES:
        raise BudgetError([Problem(Source(path=str(path)), message("pdf.too-many-pages", most=MOST_PAGES))])
    visible, found, shown = Visible(pdf), [], 0
    for page in pages:
        try:
            lost = _is_lost(page)
            found.append(_page(page, visible, str(path)))
        except Exception as error:
            if is_defect(error):
                raise
            raise BudgetError([Problem(Source(path=str(path), page=page.page_number), _why(error))]) from None
        if lost or any(complaint.startswith(_WRONG_SUM) for complaint in complaints):
            raise BudgetError([Problem(Source(path=str(path), page=page.page_number), message("pdf.damaged"))])
        shown += len(page.chars)
        page.close()
    if not found or not shown:
        raise BudgetError([Problem(Source(path=str(path)), message("pdf.no-text" if found else "pdf.damaged"))])
    return found


def _is_lost(page: Page) -> bool:
    """Whether something that paints the page cannot be unpacked: pdfminer then reads nothing, and says nothing."""
    streams = (resolve1(content) for content in page.page_obj.contents)
    packed = [(stream, stream.rawdata) for stream in streams if isinstance(stream, PDFStream)]
    return any(raw and len(raw) > _NOTHING and not stream.get_data() for stream, raw in packed)


def _page(page: Page, visible: Visible, path: str) -> PageText:
    hidden = visible.look(page)
    tables, outside = ruled_tables(page)
    add_cut(tables, visible.clipped, float(page.height))
    text = PageText(page.page_number, float(page.width), float(page.height), text_lines(outside), tables)
    text.unread.extend(_turned(page, outside, path))
    text.unread.extend(_cut(page, hidden, path))
    for line in text.lines:
        if line.damaged:
            text.unread.append(Unread(_place(path, page, line.box), line.text, message("pdf.damaged-text")))
    return text


def _turned(page: Page, chars: Sequence[Char], path: str) -> Iterator[Unread]:
    """Text that runs in another direction, where it holds numbers."""
    turned = [char for char in chars if not char["upright"]]
    text = "".join(char["text"] for char in turned).strip()
    if any(letter.isdigit() for letter in text):
        yield Unread(_place(path, page, box_of(turned)), text, message("pdf.turned-text"))


def _cut(page: Page, hidden: Sequence[Any], path: str) -> Iterator[Unread]:
    """Numbers of which the page only shows a part."""
    digits = [char for char in hidden if char.get_text().isdigit()]
    if not digits:
        return
    height = float(page.height)
    for char in page.chars:
        if not char["text"].isdigit():
            continue
        near = _NEAR * char["size"]
        for other in digits:
            beside = abs(other.x0 - char["x1"]) < near or abs(char["x0"] - other.x1) < near
            if beside and abs(height - other.y0 - char["bottom"]) < near:
                yield Unread(_place(path, page, box_of([char])), char["text"], message("pdf.cut-number"))
                break


def _place(path: str, page: Page, box: Box) -> Source:
    return Source(path=path, page=page.page_number, box=box)


def _blocks(pages: Sequence[PageText], path: str, vocabulary: Vocabulary, unread: list[Unread]) -> Iterator[Block]:
    """Lines and grids in reading order."""
    lines = body_lines(pages, path, vocabulary)
    edges: list[float] | None = None
    for page in pages:
        things: list[tuple[float, Line | RuledTable]] = [(table.top, table) for table in page.tables]
        things.extend((line.source.box[1] if line.source.box else 0.0, line) for line in lines[page.number])
        for _, thing in sorted(things, key=lambda pair: pair[0]):
            if isinstance(thing, Line):
                edges = None
                yield thing
                continue
            if thing.blank:
                continue
            edges = (shared_edges(edges, thing) if edges else None) or thing.edges
            grid, doubtful = grid_of(thing, path, edges)
            unread.extend(doubtful)
            if has_title(grid.rows, vocabulary):
                yield from table_parts(grid.rows, vocabulary, as_written=True)
            else:
                yield grid
