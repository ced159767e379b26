"""Raw tables → ``Table``: names, codes and totals of rows first; figures when every row has its label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import attrgetter

from budget_rules.disclosure import ILLEGIBLE, Cell, Column, Role, Row, Table, Unread
from budget_rules.figure import NUMBER, UNITS, Figure, NotAFigure, Printed, normal_width, read_printed
from budget_rules.messages import message
from budget_rules.place import Place
from budget_rules.problem import Problem
from budget_rules.sources.blocks import with_figure_beside_name
from budget_rules.sources.broken_rows import whole_rows
from budget_rules.sources.bulk import bulk
from budget_rules.sources.columns import display_names, resolve_columns, unknown_table_terms
from budget_rules.sources.raw import RawCell, RawTable, Reading
from budget_rules.sources.turned import upright
from budget_rules.sources.years import HeaderYears
from budget_rules.vocabulary import (
    AGAIN,
    RowTerm,
    SideTerms,
    TableTerms,
    Vocabulary,
    lookup,
    normal_title,
    normalise,
    without_enumerator,
)

#: How long the code of a class is.
CLASS_DIGITS = 3
_TEXT_OF = attrgetter("text")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d年")


@dataclass(frozen=True, slots=True)
class DraftSide:
    """The columns and rows of one side of a table, with the raw cells of each row still unread."""

    terms: SideTerms
    columns: tuple[Column, ...]
    rows: list[tuple[Row, Sequence[RawCell]]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A table whose rows have names and codes, but no levels, labels and figures yet."""

    table: Table
    sides: tuple[DraftSide, ...]


def draft_table(raw: RawTable, vocabulary: Vocabulary, year: int | None, *, known: bool = True) -> Draft:
    """Names of the table, its columns and rows. Rows (and sides of rows) that print nothing are left out.

    ``known``: whether the table is the one that the vocabulary has under its title.
    """
    terms = vocabulary.tables.get(raw.name) if raw.name else vocabulary.table(raw.title)
    terms = terms if known else None
    known = terms is not None
    terms = terms or unknown_table_terms(vocabulary)
    raw = upright(raw, terms)
    unit = None if raw.unit is None else UNITS[raw.unit]
    columns = resolve_columns(raw.paths, raw.rows, terms, unit, year)
    table = Table(
        name=raw.name or terms.name or normal_title(raw.title) or raw.title,
        title=raw.title,
        known=known,
        unit=unit,
        columns=columns,
        rows=[],
        notes=raw.notes,
        preparer=raw.preparer,
        source=raw.source,
    )
    names = dict.fromkeys(column.side for column in columns)
    sides = tuple(_draft_side(columns, name, terms) for name in names)
    readers = [_RowReader(side.columns, HeaderYears(year)) for side in sides]
    index = 0
    blocks = [side.columns for side in sides] if any(AGAIN in name for name in names) else []
    for cells in whole_rows(raw.rows, columns, terms):
        printed = False
        cells = with_figure_beside_name(cells, blocks) if blocks else cells
        for side, reader in zip(sides, readers, strict=True):
            own = cells if len(sides) == 1 else [cells[column.index] for column in side.columns]
            if any(map(_TEXT_OF, own)):
                row = reader.read(own, index, side.terms)
                row.side = side.columns[0].side
                side.rows.append((row, own))
                table.rows.append(row)
                printed = True
        index += printed
    return Draft(table, sides)


def _draft_side(columns: tuple[Column, ...], name: str, terms: TableTerms) -> DraftSide:
    return DraftSide(terms.side(name), tuple(column for column in columns if column.side == name), [])


class _RowReader:
    """Finds name and code of the rows of one side; remembers the code parts above a blank (类 printed once)."""

    def __init__(self, columns: Sequence[Column], years: HeaderYears) -> None:
        self._years = years
        positions = list(enumerate(columns))
        self._codes = [i for i, column in positions if column.role is Role.CODE]
        texts = [i for i, column in positions if column.role is Role.TEXT]
        self._names = [i for i, column in positions if column.role is Role.NAME] + texts + self._codes
        self._above: list[str] = []

    def read(self, cells: Sequence[RawCell], index: int, terms: SideTerms) -> Row:
        """The row without its cells and level."""
        code = self._code(cells)
        spoken = self._names if not code else self._names[: len(self._names) - len(self._codes)]
        named = next((cells[i] for i in spoken if cells[i].text), None)
        first = named or next(cell for cell in cells if cell.text)
        name = named.text if named else ""
        term = None if code else self._term(name, terms)
        return Row(
            index=index,
            name=name,
            canonical=term.name if term else normalise(name) if lookup(terms.rows, name) else without_enumerator(name),
            code=code,
            total=term is not None and term.total,
            source=first.source,
        )

    def _term(self, name: str, terms: SideTerms) -> RowTerm | None:
        """The special row of that name; a year before it is this one or the one before: ``2024年预算数``."""
        ways = self._years.spellings(name) if _YEAR_FIRST.match(normalise(name)) else ()
        key = next((way for way in ways if way in terms.rows), None)
        return terms.row(name) if key is None else terms.rows[key]

    def _code(self, cells: Sequence[RawCell]) -> str:
        if not self._codes:
            return ""
        parts = ["".join(normal_width(cells[i].text).split()) for i in self._codes]
        if not any(parts) or not all(not part or (part.isascii() and part.isdigit()) for part in parts):
            return ""
        if len(parts) > 1:  # 2 for 02: a spreadsheet takes the cell for a number
            parts[1:] = [part.zfill(2) if part else part for part in parts[1:]]
        first = next(i for i, part in enumerate(parts) if part)
        if first and len(self._above) > first:
            parts[:first] = self._above[:first]
        elif len(parts) > 2 and len(parts[0]) < CLASS_DIGITS and self._above[1:2] == parts[1:2] and parts[2]:
            parts[0] = self._above[0]  # typed by hand: 7 for 210, under the section of 210
        self._above = parts
        code = ""
        for part in parts:
            code = part if len(part) >= len(code) > 0 and part.startswith(code) else code + part
        return code


def fill_cells(draft: Draft, reading: Reading) -> None:
    """Read the cells of every row; rows must have their labels. Texts that are no figures are noted in ``reading``."""
    table = draft.table
    display = display_names(table.columns)
    for side in draft.sides:
        starts = [f"{table.name}[{row.label}" for row, _ in side.rows]
        filled: list[Iterable[Cell]] = []
        doubtful: list[int] = []
        for position, below in enumerate(zip(*(cells for _, cells in side.rows), strict=True)):
            column = side.columns[position]
            texts, sources = zip(*below, strict=True)
            figures: Iterable[Figure | None] = repeat(None)
            if column.role is Role.FIGURE:
                end = f", {display[column.index]}]"
                places = bulk(Place, [start + end for start in starts], sources, repeat(None))
                numbers = _numbers(column, texts, reading)
                if None in numbers:
                    doubtful.append(position)
                if column.unit is not None:
                    figures = _figures(numbers, places)
            elif column.role is Role.CODE:
                doubtful.append(position)
            filled.append(bulk(Cell, repeat(column), texts, sources, figures))
        indices = [column.index for column in side.columns]
        for (row, _), cells in zip(side.rows, zip(*filled, strict=True), strict=True):
            row.cells = dict(zip(indices, cells, strict=True))
        _note_doubtful(side, doubtful, [f", {name}]" for name in display], starts, reading)


def _numbers(column: Column, texts: Sequence[str], reading: Reading) -> list[Printed | None]:
    """What the texts of a column print, as bare numbers where the unit is not known; None for what is no number."""
    known = reading.numbers.setdefault(str(column.unit), {})
    for text in set(texts) - known.keys():
        try:
            known[text] = read_printed(text, column.unit or NUMBER)
        except NotAFigure:
            known[text] = None
    return [known[text] for text in texts]


def _figures(numbers: Sequence[Printed | None], places: Iterable[Place]) -> Iterable[Figure | None]:
    """The figures that print the numbers; none where there is no number."""
    if None in numbers:
        return [number and Figure(*number, place) for number, place in zip(numbers, places, strict=True)]
    return bulk(Figure, *zip(*numbers, strict=True), places)


def _note_doubtful(
    side: DraftSide, doubtful: Sequence[int], ends: Sequence[str], starts: Sequence[str], reading: Reading
) -> None:
    """Note what is no figure and no part of the row's code in the columns at the positions ``doubtful``, row by row."""
    for start, (row, cells) in zip(starts, side.rows, strict=True):
        for position in doubtful:
            column, (text, source) = side.columns[position], cells[position]
            if column.role is Role.FIGURE:
                if reading.numbers[str(column.unit)][text] is None:
                    _note_words(column, text, Place(start + ends[column.index], source), reading)
            elif row.code and text not in row.code and normal_width(text) not in row.code:
                note = message("unread.code", place=start + ends[column.index], text=text, code=row.code)
                reading.unread.append(Unread(source, text, note))


def _note_words(column: Column, text: str, place: Place, reading: Reading) -> None:
    if text == ILLEGIBLE:
        return
    if column.unit is not None and column.unit.quantity == "number":
        reading.unread.append(Unread(place.source, text, message("unread.words", place=place.label)))
    elif reading.strict:
        reading.problems.append(Problem(place.source, message("input.not-a-figure", text=text, place=place.label)))
    else:
        reading.unread.append(Unread(place.source, text, message("unread.not-a-figure", place=place.label)))
