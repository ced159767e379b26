"""What a source hands to the layout step, before anything is known about what it means."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct, field

from budget_rules.disclosure import Cell, Paragraph, Unread
from budget_rules.figure import Printed
from budget_rules.place import Source
from budget_rules.problem import Problem


class Line(NamedTuple):
    """A line of text; ``marked`` where the source itself says that it is a heading."""

    text: str
    source: Source
    marked: bool = False
    #: Whether the line before it is blank (or the source says that a paragraph starts here).
    apart: bool = True
    #: Whether the source puts it in the middle, as headings are that it does not mark as such.
    centred: bool = False
    #: Where the lines stand that were joined to the first: offset in ``text`` and source.
    pieces: tuple[tuple[int, Source], ...] = ()


def joined(lines: Sequence[Line]) -> Line:
    """The lines of one paragraph as one line; between Latin words a line break stands for a space."""
    texts, size = [lines[0].text], len(lines[0].text)
    pieces = list(lines[0].pieces)
    for before, line in pairwise(lines):
        words = all(letter.isascii() and letter.isalpha() for letter in (before.text[-1], line.text[0]))
        size += words
        pieces.append((size, line.source))
        pieces.extend((size + offset, source) for offset, source in line.pieces)
        texts.append(f" {line.text}" if words else line.text)
        size += len(line.text)
    return lines[0]._replace(text="".join(texts), pieces=tuple(pieces))


class Grid(Struct, frozen=True):
    """Rows of cells that stand together, without a gap; rows may differ in length."""

    rows: list[list[Cell]]


Block = Line | Grid


class RawTable(Struct, kw_only=True):
    """A table with its headers understood: a path of headers for each leaf column, rows as long as there are leaves."""

    title: str
    #: Canonical name where the source gives it, else empty.
    name: str = ""
    #: Money unit as printed; None where none is printed.
    unit: str | None
    paths: list[tuple[str, ...]]
    rows: Sequence[Sequence[Cell]]
    notes: tuple[Paragraph, ...] = ()
    preparer: Paragraph | None = None
    #: See ``Table.again``.
    again: bool = False
    source: Source


class Reading(Struct):
    """What comes up while one file is read.

    ``strict``: the file was written for this program, so a word in a figure cell is a mistake to correct. What was
    published cannot be corrected by its reader: there it is listed as unread.
    """

    strict: bool
    problems: list[Problem] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    #: Numbers of its tables that were read, by unit and text; None: no number. Most are printed in several places.
    numbers: dict[str, dict[str, Printed | None]] = field(default_factory=dict)
