"""Raw tables → ``Table``: names, codes and totals of rows first; figures when every row has its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from budget_rules.disclosure import ILLEGIBLE, Cell, Column, Role, Row, Table, Unread
from budget_rules.figure import NUMBER, UNITS, Figure, NotAFigure, Printed, Unit, normal_width, read_printed
from budget_rules.messages import message
from budget_rules.place import Place
from budget_rules.problem import Problem
from budget_rules.sources.blocks import with_figure_beside_name
from budget_rules.sources.broken_rows import whole_rows
from budget_rules.sources.columns import display_names, resolve_columns, unknown_table_terms
from budget_rules.sources.raw import RawTable, Reading
from budget_rules.sources.turned import upright
from budget_rules.sources.years import HeaderYears
from budget_rules.vocabulary import (
    AGAIN,
    CLASS_DIGITS,
    RowTerm,
    SideTerms,
    TableTerms,
    Vocabulary,
    lookup,
    normal_title,
    normalise,
    without_enumerator,
)

_TEXT_OF = attrgetter("text")
_SOMETHING = re.compile(r"[^-—–－/0.,\s]")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d年")


class DraftSide(NamedTuple):
    """The columns and rows of one side of a table, with the raw cells of each row still unread."""

    terms: SideTerms
    columns: tuple[Column, ...]
    rows: list[tuple[Row, Sequence[Cell]]]


class Draft(NamedTuple):
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
    readers = [(side, _RowReader(side.columns, side.terms, HeaderYears(year))) for side in sides]
    index = 0
    blocks = [side.columns for side in sides] if any(AGAIN in name for name in names) else []
    for cells in whole_rows(raw.rows, columns, terms):
        printed = False
        cells = with_figure_beside_name(cells, blocks) if blocks else cells
        for side, reader in readers:
            own = cells if len(sides) == 1 else [cells[column.index] for column in side.columns]
            if any(map(_TEXT_OF, own)) and (len(sides) == 1 or not _nothing_here(side.columns, own)):
                row = reader.read(own, index)
                side.rows.append((row, own))
                table.rows.append(row)
                printed = True
        index += printed
    return Draft(table, sides)


def _nothing_here(columns: Sequence[Column], cells: Sequence[Cell]) -> bool:
    """Whether a side prints no name in a row, and zeros or dashes at most: the other side has more rows."""
    return not any(
        cell.text if column.role is not Role.FIGURE else _SOMETHING.search(normal_width(cell.text))
        for column, cell in zip(columns, cells, strict=True)
    )


def _draft_side(columns: tuple[Column, ...], name: str, terms: TableTerms) -> DraftSide:
    return DraftSide(terms.side(name), tuple(column for column in columns if column.side == name), [])


class _RowReader:
    """Finds name and code of the rows of one side; remembers the code parts above a blank (类 printed once)."""

    def __init__(self, columns: Sequence[Column], terms: SideTerms, years: HeaderYears) -> None:
        self._terms = terms
        self._years = years
        self._side = columns[0].side
        positions = list(enumerate(columns))
        self._codes = [i for i, column in positions if column.role is Role.CODE]
        texts = [i for i, column in positions if column.role is Role.TEXT]
        #: What may name a row that has a code, and one that has none: what was to be its code.
        self._names = [i for i, column in positions if column.role is Role.NAME] + texts
        self._spoken = self._names + self._codes
        self._above: list[str] = []
        #: By name, and whether there is a code: the rows of indicators all begin with the name of the unit.
        self._known: dict[tuple[str, bool], tuple[str, bool]] = {}

    def read(self, cells: Sequence[Cell], index: int) -> Row:
        """The row without its cells and level."""
        code = self._code(cells) if self._codes else ""
        for i in self._names if code else self._spoken:
            cell = cells[i]
            if cell.text:
                name, source = cell.text, cell.source
                break
        else:
            name, source = "", next(cell.source for cell in cells if cell.text)
        known = self._known.get((name, bool(code)))
        if known is None:
            known = self._known[name, bool(code)] = self._canonical(name, coded=bool(code))
        canonical, total = known
        return Row(index=index, name=name, canonical=canonical, code=code, side=self._side, total=total, source=source)

    def _canonical(self, name: str, *, coded: bool) -> tuple[str, bool]:
        """The canonical name, and whether it is that of a total."""
        term = None if coded else self._term(name)
        if term is not None:
            return term.name, term.total
        return (normalise(name) if lookup(self._terms.rows, name) else without_enumerator(name)), False

    def _term(self, name: str) -> RowTerm | None:
        """The special row of that name; a year before it is this one or the one before: ``2024年预算数``."""
        if _YEAR_FIRST.match(normalise(name)):
            for way in self._years.spellings(name):
                if way in self._terms.rows:
                    return self._terms.rows[way]
        return self._terms.row(name)

    def _code(self, cells: Sequence[Cell]) -> str:
        parts = [cells[i].text for i in self._codes]
        if len(parts) == 1 and parts[0].isascii() and parts[0].isdigit():
            self._above = parts
            return parts[0]
        parts = ["".join(normal_width(part).split()) for part in parts]
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


class _Numbers(dict[str, Printed | None]):
    """What texts print in columns of one unit (bare numbers where it is not known); None for what is no number.

    Each is read once: most numbers are printed in several places.
    """

    def __init__(self, unit: Unit | None) -> None:
        super().__init__()
        self._unit = unit or NUMBER

    def __missing__(self, text: str) -> Printed | None:
        try:
            found = read_printed(text, self._unit)
        except NotAFigure:
            found = None
        self[text] = found
        return found


def fill_cells(draft: Draft, reading: Reading) -> None:
    """Read the cells of every row; rows must have their labels. Texts that are no figures are noted in ``reading``."""
    table = draft.table
    within, display = table.name, display_names(table.columns)
    for side in draft.sides:
        indexes = [column.index for column in side.columns]
        codes = [(at, column) for at, column in enumerate(side.columns) if column.role is Role.CODE]
        figures = [
            (at, column, display[column.index], reading.numbers.setdefault(str(column.unit), _Numbers(column.unit)))
            for at, column in enumerate(side.columns)
            if column.role is Role.FIGURE
        ]
        for row, printed in side.rows:
            cells, label = row.cells, row.label
            cells.update(zip(indexes, printed, strict=True))
            for at, column in codes if row.code else ():
                place = Place(within, printed[at].source, None, label, display[column.index])
                _note_code(row, printed[at].text, place, reading)
            for at, column, header, numbers in figures:
                text, source = printed[at].text, printed[at].source
                number = numbers[text]
                if number is None:
                    _note_words(column, text, Place(within, source, None, label, header), reading)
                elif column.unit is not None:
                    figure = Figure(*number, Place(within, source, None, label, header))
                    cells[column.index] = Cell(text, source, figure)


def _note_code(row: Row, text: str, place: Place, reading: Reading) -> None:
    """Note what is no part of the row's code."""
    if text not in row.code and "".join(normal_width(text).split()) not in row.code:
        note = message("unread.code", place=place.label, text=text, code=row.code)
        reading.unread.append(Unread(place.source, text, note))


def _note_words(column: Column, text: str, place: Place, reading: Reading) -> None:
    if text == ILLEGIBLE:
        return
    if column.unit is not None and column.unit.quantity == "number":
        reading.unread.append(Unread(place.source, text, message("unread.words", place=place.label)))
    elif reading.strict:
        reading.problems.append(Problem(place.source, message("input.not-a-figure", text=text, place=place.label)))
    else:
        reading.unread.append(Unread(place.source, text, message("unread.not-a-figure", place=place.label)))
