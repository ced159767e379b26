"""Web pages → lines and grids, with lxml. What a page does not show (scripts, ``display: none``) is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from budget_rules.disclosure import Cell, Disclosure
from budget_rules.place import Source
from budget_rules.sources.container import check_kind, read_bytes, refuse
from budget_rules.sources.headings import with_headings
from budget_rules.sources.layout import lay_out
from budget_rules.sources.raw import Block, Line
from budget_rules.sources.sheets import table_parts
from budget_rules.sources.spans import Spanning, grid
from budget_rules.vocabulary import Vocabulary

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset(
    {"script", "style", "head", "template", "noscript", "select", "option", "button", "textarea", "svg"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "label"}
    | {"mark", "nobr", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "o:p"}
    | {"st1:chsdate"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]*charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
#: Names under which pages announce what is, or is part of, GB 18030.
_GB = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"})


def read_html(path: Path, vocabulary: Vocabulary, year: int | None = None) -> Disclosure:
    """The disclosure printed on a web page, without its statements. ``year``: the user's word for it.

    Raises:
        BudgetError: the file cannot be read, or no table is recognised in it.
    """
    data = read_bytes(path)
    check_kind(path, data)
    text = _decoded(path, data)
    try:
        page = html.document_fromstring(text.encode(), parser=_parser())
    except (etree.LxmlError, ValueError):
        raise refuse(path, "input.no-table-in") from None
    body = page.find("body")
    parts = with_headings(_Reader(str(path), vocabulary).blocks(page if body is None else body), vocabulary)
    if not parts:
        raise refuse(path, "input.no-table-in")
    return lay_out(parts, path=str(path), vocabulary=vocabulary, year=year, name=_name(page, str(path)))


def _name(page: html.HtmlElement, path: str) -> Line | None:
    """What a browser shows as the name of a page; None where it has none."""
    title = page.find("head/title")
    text = "" if title is None else _one_space(str(title.text_content()))
    return Line(text, Source(path=path, line=title.sourceline)) if text else None


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def _is_centred(element: html.HtmlElement) -> bool:
    """Whether the text that starts in an element is put in the middle."""
    for here in (element, *element.iterancestors()):
        said = here.get("align", "") or "".join(_ALIGN.findall(here.get("style", "")))
        if said or here.tag == "center":
            return here.tag == "center" or said.strip().lower() == "center"
    return False


def _decoded(path: Path, data: bytes) -> str:
    """The page's text: UTF-8, or the encoding that it announces."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if b"\0" in data and not wide:
        raise refuse(path, "input.binary")
    found = _CHARSET.search(data[:4096])
    named = found[1].decode("ascii").lower() if found else "utf-8"
    for name in ("utf-16" if wide else "utf-8-sig", "gb18030" if named in _GB else named):
        try:
            return data.decode(name).replace("\r\n", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    raise refuse(path, "input.not-utf8")


class _Reader:
    """Walks a page from top to bottom, without recursion: pages may be nested deep."""

    def __init__(self, path: str, vocabulary: Vocabulary) -> None:
        self._path = path
        self._vocabulary = vocabulary
        self._pieces: list[str] = []
        self._start: html.HtmlElement | None = None
        self._heading = 0

    def blocks(self, root: html.HtmlElement) -> Iterator[Block]:
        """Lines and grids in order. A table that holds another table is layout; what it holds is read in its place."""
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: html.HtmlElement | None = None
        for event, element in walk:
            if event == "start":
                if _is_unseen(element):
                    walk.skip_subtree()
                    skipped = element
                elif element.tag == "table" and element.find(".//table") is None:
                    yield from self._line()
                    yield from self._table(element)
                    walk.skip_subtree()
                    skipped = element
                else:
                    if element.tag not in _INLINE:
                        yield from self._line()
                        self._heading += element.tag in _HEADINGS
                    self._add(element.text, element)
                continue
            if element is not skipped and element.tag not in _INLINE:
                yield from self._line()
                self._heading -= element.tag in _HEADINGS
            if element is not root:
                self._add(element.tail, element.getparent())
        yield from self._line()

    def _add(self, text: str | None, element: html.HtmlElement | None) -> None:
        if text:
            self._pieces.append(text)
            if self._start is None and text.strip():
                self._start = element

    def _line(self) -> Iterator[Line]:
        text = _one_space("".join(self._pieces))
        if text and self._start is not None:
            yield Line(text, self._source(self._start), self._heading > 0, centred=_is_centred(self._start))
        self._pieces, self._start = [], None

    def _source(self, element: html.HtmlElement) -> Source:
        return Source(path=self._path, line=element.sourceline)

    def _table(self, table: html.HtmlElement) -> Iterator[Block]:
        rows = (
            row for row in table.iter("tr") if not any(map(_is_unseen, (row, *row.iterancestors("tbody", "thead"))))
        )
        found = grid([self._cell(cell) for cell in row if cell.tag in ("td", "th")] for row in rows)
        captions = (caption for caption in table.iter("caption") if not _is_unseen(caption))
        for caption in captions:
            self._pieces, self._start = [str(caption.text_content())], caption
            yield from self._line()
        if found is not None:
            yield from table_parts(found.rows, self._vocabulary)

    def _cell(self, cell: html.HtmlElement) -> Spanning:
        lines = filter(None, map(_one_space, "".join(_cell_text(cell)).split("\v")))
        text = "" if _is_unseen(cell) else "\n".join(lines)
        return Spanning(Cell(text, self._source(cell)), _span(cell, "rowspan"), _span(cell, "colspan"))


def _cell_text(cell: html.HtmlElement) -> Iterator[str]:
    r"""The texts of a cell, with ``\v`` where a line ends."""
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag in _UNSEEN or (element is not cell and _is_unseen(element)):
                walk.skip_subtree()
                continue
            if element.tag not in _INLINE:
                yield "\v"
            yield element.text or ""
        else:
            if element.tag not in _INLINE:
                yield "\v"
            if element is not cell:
                yield element.tail or ""


def _is_unseen(element: html.HtmlElement) -> bool:
    if element.tag in _UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _span(cell: html.HtmlElement, name: str) -> int:
    written = (cell.get(name) or "1").strip()
    return min(int(written), 65535) if written.isascii() and written.isdigit() and int(written[:6]) else 1


def _one_space(text: str) -> str:
    """White space as a browser shows it; a break in the source between two Chinese characters is no space."""
    text = re.sub(r"(?<=[⺀-鿿、-〟！-￮])[ \t]*\n[ \t\n]*(?=[⺀-鿿、-〟！-￮])", "", text)
    return re.sub(r"[ \t\r\n\xa0]+", " ", text).strip()
