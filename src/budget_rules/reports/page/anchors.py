"""Where on the page a finding is that is about no figure: a sentence, a name, a note, a title."""

from __future__ import annotations

from budget_rules.reports.page.grid import position_key
from budget_rules.reports.page.marks import JSON


class Anchors:
    """Ids of the page's elements by what stands there. All ids of a document begin with its ``prefix``."""

    def __init__(self, content: JSON, prefix: str) -> None:
        self._by_source: dict[object, str] = {}
        self._by_text: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        #: Ids of cells that something points at, by the key of their source.
        self.cells: dict[object, str] = {}
        self._prefix = prefix
        for number, section in enumerate(content["sections"]):
            for index, paragraph in enumerate(section["paragraphs"]):
                anchor = paragraph_id(prefix, number, index)
                self._by_text.setdefault(paragraph["text"], anchor)
                self._note(paragraph["source"], anchor)
            self._note(section["source"], section_id(prefix, number))
            self._by_name.setdefault(section["name"], section_id(prefix, number))
        for number, table in enumerate(content["tables"]):
            for index, note in enumerate(table["notes"]):
                self._note(note["source"], note_id(prefix, number, index))
            self._note(table["source"], table_id(prefix, number))
            self._by_name.setdefault(table["name"], table_id(prefix, number))
        self._cells = {
            position_key(cell["source"])
            for table in content["tables"]
            for row in table["rows"]
            for cell in row["cells"]
            if cell["text"]
        }

    def of(self, finding: JSON) -> str:
        """The id of the element that the finding points at, or an empty text."""
        if finding["quote"] in self._by_text:
            return self._by_text[finding["quote"]]
        key = position_key(finding["source"])
        if key in self._by_source:
            return self._by_source[key]
        if key in self._cells:
            return self.cells.setdefault(key, f"{self._prefix}c{len(self.cells)}")
        return self._by_name.get(finding["instance"], "") if finding["instance"] else ""

    def _note(self, source: JSON, anchor: str) -> None:
        if source:
            self._by_source.setdefault(position_key(source), anchor)


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
