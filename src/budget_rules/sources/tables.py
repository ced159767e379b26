"""Raw tables → ``Table``: names, codes and totals of rows first; figures when every row has its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budget_rules.disclosure import ILLEGIBLE, Cell, Column, Role, Row, Table, Unread
from budget_rules.figure import NUMBER, UNITS, Figure, NotAFigure, normal_width, read_figure
from budget_rules.messages import message
from budget_rules.place import Place
from budget_rules.problem import Problem
from budget_rules.sources.broken_rows import whole_rows
from budget_rules.sources.columns import display_names, resolve_columns, unknown_table_terms
from budget_rules.sources.raw import RawCell, RawTable, Reading
from budget_rules.sources.turned import upright
from budget_rules.sources.years import HeaderYears
from budget_rules.vocabulary import (
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
    for cells in whole_rows(raw.rows, columns, terms):
        printed = False
        for side, reader in zip(sides, readers, strict=True):
            own = cells if len(sides) == 1 else [cells[column.index] for column in side.columns]
            if any(cell.text for cell in own):
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
    #: Numbers by unit and text: most are printed in several places, and reading is the dearest part of loading.
    known: dict[str, dict[str, Figure]] = {}
    for side in draft.sides:
        parts = [
            (column, column.index, f", {display[column.index]}]", known.setdefault(str(column.unit), {}))
            for column in side.columns
        ]
        for row, cells in side.rows:
            start = f"{table.name}[{row.label}"
            filled = row.cells
            for (column, index, end, figures), (text, source) in zip(parts, cells, strict=True):
                figure: Figure | None = None
                if column.role is Role.FIGURE:
                    place = Place(start + end, source)
                    same = figures.get(text)
                    if same is None:
                        same = _read(column, text, place, reading)
                        if same is not None:
                            figures[text] = same
                    if same is not None and column.unit is not None:
                        figure = Figure(same.text, same.value, same.half, same.unit, place)
                elif text and row.code and column.role is Role.CODE and normal_width(text) not in row.code:
                    note = message("unread.code", place=start + end, text=text, code=row.code)
                    reading.unread.append(Unread(source, text, note))
                filled[index] = Cell(column, text, source, figure)


def _read(column: Column, text: str, place: Place, reading: Reading) -> Figure | None:
    """The figure of a cell, as a bare number where the unit is not known; None where the text is no figure."""
    try:
        return read_figure(text, unit=column.unit or NUMBER, place=place)
    except NotAFigure:
        _note_words(column, text, place, reading)
        return None


def _note_words(column: Column, text: str, place: Place, reading: Reading) -> None:
    if text == ILLEGIBLE:
        return
    if column.unit is not None and column.unit.quantity == "number":
        reading.unread.append(Unread(place.source, text, message("unread.words", place=place.label)))
    elif reading.strict:
        reading.problems.append(Problem(place.source, message("input.not-a-figure", text=text, place=place.label)))
    else:
        reading.unread.append(Unread(place.source, text, message("unread.not-a-figure", place=place.label)))
