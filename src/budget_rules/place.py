"""Where something stands: in the source file, and in the disclosure as a reader names it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec import Struct


class Source(Struct, frozen=True, gc=False):
    """A position in a source file; which fields are set depends on the format.

    Lines, columns and pages count from 1. A column counts characters, not bytes.
    """

    #: The file as the user named it.
    path: str
    line: int | None = None
    column: int | None = None
    page: int | None = None
    #: A spreadsheet cell, with its sheet: ``Sheet1!B7``.
    cell: str | None = None
    #: The box of a figure on a page: x0, top, x1, bottom, in points.
    box: tuple[float, float, float, float] | None = None
    #: In a converted file: where the original has it, as far as that was kept: ``2025.pdf:p9-p11``.
    origin: str | None = None

    def as_json(self) -> dict[str, object]:
        """The fields of the position in this file that are set, without the path."""
        found: dict[str, object] = {}
        for name in ("line", "column", "page", "cell", "box"):
            value = getattr(self, name)
            if value is not None:
                found[name] = list(value) if name == "box" else value
        return found

    @classmethod
    def of_json(cls, path: str, found: Mapping[str, Any]) -> Source:
        """The position that ``as_json`` wrote, of the file at ``path`` where it names no other."""
        known = {name: found[name] for name in ("path", "line", "column", "page", "cell", "origin") if name in found}
        box = tuple(found["box"]) if "box" in found else None
        return cls(**{"path": path, **known, "box": box})

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.path}:{self.cell}"
        if self.page is not None:
            return f"{self.path}:p{self.page}" + ("" if self.line is None else f":{self.line}")
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


class Span(NamedTuple):
    """Characters of the narrative: ``start`` to ``stop`` of one paragraph as printed."""

    #: Headings and paragraphs of all sections, counted from 0 in order of print.
    paragraph: int
    start: int
    stop: int


class Place(Struct, frozen=True, gc=False):
    """Where a figure stands: the names a reader would give to the place, and the source position.

    No two printed figures of a disclosure have equal places.
    """

    #: The table, or a section's heading for a figure of the narrative.
    within: str
    source: Source
    #: For a figure of the narrative: its digits.
    span: Span | None = None
    #: For a row of a table, and a cell: what the row is called; and for a cell, the column.
    row: str = ""
    column: str = ""

    @property
    def label(self) -> str:
        """The names in one: ``支出总表[行政运行, 项目支出]``."""
        if self.column:
            return f"{self.within}[{self.row}, {self.column}]"
        return f"{self.within}[{self.row}]" if self.row else self.within

    def __str__(self) -> str:
        return self.label
