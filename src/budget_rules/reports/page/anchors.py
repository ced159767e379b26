"""Where on the page a finding is that is about no figure: a sentence, a name, a note, a title, or all of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from budget_rules.reports.page.grid import position_key
from budget_rules.reports.page.marks import JSON

_ROW = re.compile(r"(.*)![A-Z]+(\d+)")


class _Element(NamedTuple):
    """Something that the page prints and a finding may be about."""

    anchor: str
    text: str
    source: JSON


class Anchors:
    """Ids of the page's elements by what stands there. All ids of a document begin with its ``prefix``."""

    def __init__(self, content: JSON, prefix: str) -> None:
        #: Ids of cells that something points at, by the key of their source.
        self.cells: dict[object, str] = {}
        self._prefix = prefix
        self._elements = [one for one in _elements(content, prefix) if one.text]
        self._by_source: dict[object, list[_Element]] = {}
        #: By file and sheet: elements in the order in which they stand there.
        self._in_order: dict[str, list[tuple[tuple[float, float], _Element]]] = {}
        for one in self._elements:
            self._by_source.setdefault(position_key(one.source), []).append(one)
            order = _order(one.source)
            if order is not None:
                self._in_order.setdefault(order[0], []).append((order[1], one))
        for elements in self._in_order.values():
            elements.sort(key=lambda found: found[0])
        self._by_name: dict[str, str] = {}
        for kind, id_of in (("sections", section_id), ("tables", table_id)):
            for number, block in enumerate(content[kind]):
                self._by_name.setdefault(block["name"], id_of(prefix, number))
        self._cells = {
            position_key(cell["source"])
            for table in content["tables"]
            for row in table["rows"]
            for cell in row["cells"]
            if cell["text"]
        }

    def of(self, finding: JSON) -> str:
        """The id of the element that the finding points at: the title where it is about all of the disclosure."""
        source, quote = finding["source"], finding["quote"]
        key = position_key(source)
        here = self._by_source.get(key, []) if source else []
        for elements in (here, self._elements):
            found = _with(quote, elements)
            if found:
                return found
        if here:
            return here[0].anchor
        if key in self._cells:
            return self.cells.setdefault(key, f"{self._prefix}c{len(self.cells)}")
        return self._before(source) or self._by_name.get(finding["instance"] or " ", "") or title_id(self._prefix)

    def _before(self, source: JSON) -> str:
        """The id of the last element that begins at the position or before it, in the same file; else empty."""
        order = _order(source)
        if order is None or order[0] not in self._in_order:
            return ""
        elements = self._in_order[order[0]]
        at = bisect_right(elements, order[1], key=lambda found: found[0])
        return elements[at - 1][1].anchor if at else ""


def _with(quote: str, elements: list[_Element]) -> str:
    """The id of the element that is the quoted text, else of the first that has it in it, else empty."""
    if not quote:
        return ""
    exact = (one.anchor for one in elements if one.text == quote)
    return next(exact, "") or next((one.anchor for one in elements if quote in one.text), "")


def _elements(content: JSON, prefix: str) -> Iterator[_Element]:
    """What is printed besides the cells of tables. The contents come last: they repeat headings."""
    yield _Element(title_id(prefix), content["title"]["text"], content["title"]["source"])
    for number, section in enumerate(content["sections"]):
        yield _Element(section_id(prefix, number), section["heading"], section["source"])
        for index, paragraph in enumerate(section["paragraphs"]):
            yield _Element(paragraph_id(prefix, number, index), paragraph["text"], paragraph["source"])
    for number, table in enumerate(content["tables"]):
        yield _Element(table_id(prefix, number), table["title"], table["source"])
        for index, note in enumerate(table["notes"]):
            yield _Element(note_id(prefix, number, index), note["text"], note["source"])
    for number, line in enumerate(content["contents"]):
        yield _Element(line_id(prefix, number), line["text"], line["source"])


def _order(source: JSON) -> tuple[str, tuple[float, float]] | None:
    """The file, with its sheet, and how far down in it the position is; None where that is not known."""
    path = source.get("path", "")
    if "cell" in source:
        cell = _ROW.fullmatch(source["cell"])
        return (f"{path}!{cell[1]}", (int(cell[2]), 0)) if cell else None
    if "page" in source:
        return (path, (source["page"], source["box"][1])) if "box" in source else None
    return (path, (source["line"], source.get("column", 0))) if "line" in source else None


def title_id(prefix: str) -> str:
    """The id of the disclosure's title."""
    return f"{prefix}title"


def line_id(prefix: str, line: int) -> str:
    """The id of a line of the table of contents."""
    return f"{prefix}l{line}"


def section_id(prefix: str, section: int) -> str:
    """The id of a section."""
    return f"{prefix}s{section}"


def paragraph_id(prefix: str, section: int, paragraph: int) -> str:
    """The id of a paragraph of a section."""
    return f"{prefix}s{section}p{paragraph}"


def table_id(prefix: str, table: int) -> str:
    """The id of a table."""
    return f"{prefix}t{table}"


def note_id(prefix: str, table: int, note: int) -> str:
    """The id of a note under a table."""
    return f"{prefix}t{table}n{note}"
