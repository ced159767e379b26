"""Lines and grids of any format → ``Disclosure``: which lines belong to a table, and which grids are one table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, field, structs

from budget_rules.disclosure import Cell, Disclosure, Label, Paragraph, Table, Unread
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError
from budget_rules.sources.asides import read_aside, without_unit
from budget_rules.sources.assemble import assemble_tables
from budget_rules.sources.enumerators import enumerator_level
from budget_rules.sources.headers import Header, data_rows, is_number, read_header, with_total_apart
from budget_rules.sources.headings import with_whole_parts
from budget_rules.sources.identity import identify, region_of
from budget_rules.sources.indicators import has_indicator_columns, realign
from budget_rules.sources.outline import outline
from budget_rules.sources.raw import Block, Grid, Line, RawTable, Reading
from budget_rules.vocabulary import Vocabulary, normal_title, normalise

_NOTE = re.compile(r"^(?:注|备注|说明|附注)\s*[:：]|本表|空表|此表")
#: A title stands at most so many lines above its table.
_TITLE_REACH = 4
_LONGEST_TITLE = 60
#: What sentences end with; a line with a colon behind fewer signs announces a table, and tells nothing.
_STOPS = ("。", "；", ";", "！", "？")
_SHORT = 15
#: An amount of money that is not zero.
_AMOUNT = re.compile(r"[1-9][\d,.]*\s*[亿万千]?元")
#: 表, or 表（按功能分类科目）
_TITLE_END = re.compile(r"表(?:\([^()]*\))?$")


class _Printed(Struct):
    """A table as its lines and grids stand in the document."""

    title: str
    source: Source
    unit: str | None
    grids: list[Grid]
    notes: list[Paragraph] = field(default_factory=list)
    preparer: Paragraph | None = None
    labels: list[Label] = field(default_factory=list)


def lay_out(
    blocks: Sequence[Block],
    *,
    path: str,
    vocabulary: Vocabulary,
    year: int | None,
    noted: Sequence[Unread] = (),
    name: Line | None = None,
) -> Disclosure:
    """The disclosure, without its statements.

    ``year``: the user's word for it, where there is one. ``noted``: what the source itself could not read. ``name``:
    what a browser shows as the name of a page.

    Raises:
        BudgetError: no table is recognised, or one is printed twice.
    """
    printed, lines = _gather(with_whole_parts(blocks, vocabulary), vocabulary)
    reading = Reading(strict=False)
    for number, table in enumerate(printed, 1):
        table.title = table.title or str(message("layout.untitled", number=number))
    raw_tables = [_raw_table(table, reading, vocabulary) for table in printed]
    source = Source(path=path, line=1, column=1)
    text = outline(lines, vocabulary, name)
    title = text.title.text if text.title else ""
    page = [line.text for line in lines[:_TITLE_REACH]]
    identity = identify(title, page, [table.title for table in raw_tables])
    year = identity.year if year is None else year
    tables = assemble_tables(raw_tables, vocabulary, reading, source, year)
    if reading.problems:
        raise BudgetError(reading.problems)
    return Disclosure(
        path=path,
        title=title,
        unit=identity.unit or _only_preparer(tables),
        year=year,
        stage=identity.stage,
        level=identity.level,
        region=region_of(title, tables, vocabulary),
        contents=text.contents,
        sections=text.sections,
        tables=tables,
        labels=[*text.labels, *(label for table in printed for label in table.labels)],
        unread=[*noted, *reading.unread],
        origin=Path(path).name,
        source=source,
    )


def _only_preparer(tables: Sequence[Table]) -> str:
    """The unit that prepared all tables that say who did; empty where they differ."""
    names = {table.preparer.text for table in tables if table.preparer is not None}
    return names.pop() if len(names) == 1 else ""


def _gather(blocks: Sequence[Block], vocabulary: Vocabulary) -> tuple[list[_Printed], list[Line]]:
    """The tables with their titles, units and notes; and the lines that belong to none."""
    tables: list[_Printed] = []
    text: list[Line] = []
    waiting: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            waiting.append(block)
        elif not waiting and tables:
            tables[-1].grids.append(block)
        else:
            table = _titled(block, waiting, vocabulary)
            alone = not waiting
            text.extend(_take_notes(waiting, tables))
            waiting = []
            if tables and _goes_on(table, tables[-1], alone=alone):
                _join(tables[-1], table)
            else:
                tables.append(table)
    return tables, text + _take_notes(waiting, tables)


def _goes_on(table: _Printed, before: _Printed, *, alone: bool) -> bool:
    """Whether a table is the next page of the one before: the same title, and the same header or none.

    ``alone``: no text stands between the two; then it need not have a title, if it has the number of the same form.
    """
    if table.title or not alone:
        same = bool(table.title) and normal_title(table.title) == normal_title(before.title)
    else:
        same = bool(_forms(table)) and _forms(table) <= _forms(before)
    if not same:
        return False
    first, header = ([cell.text for cell in part.grids[0].rows[0]] for part in (table, before))
    return first == header or any(map(is_number, filter(None, first)))


def _forms(table: _Printed) -> set[str]:
    """The numbers of forms that stand beside the title."""
    return {normalise(label.text) for label in table.labels if label.kind == "form number"}


def _join(table: _Printed, page: _Printed) -> None:
    """Add a further page; what its lines beside the title say again is kept once."""
    table.grids.extend(page.grids)
    table.labels.extend(page.labels)
    known = {note.text for note in table.notes}
    table.notes.extend(note for note in page.notes if note.text not in known)


def _titled(grid: Grid, waiting: list[Line], vocabulary: Vocabulary) -> _Printed:
    """Take the lines of title and unit off the end of the lines before a grid.

    Running text between the two stays, and so does the title where it is the heading of that text. Under a title that
    says 表, sentences are notes unless they state amounts.
    """
    found = _Printed("", grid.rows[0][0].source, None, [grid])
    back = _title_above(waiting, vocabulary)
    told: list[Line] = []
    if back:
        line = waiting[-back]
        (found.title, found.unit), found.source = without_unit(line.text), line.source
        above = _asides(waiting[:-back], marks_only=True)
        below = waiting[len(waiting) - back + 1 :]
        own = _names_table(line, vocabulary)
        told = [one for one in below if _is_told(one) and (not own or _AMOUNT.search(one.text))]
        about = [*waiting[len(waiting) - back - above : -back], *(one for one in below if one not in told)]
        if told and not own:
            told.insert(0, line)  # the heading of the section in which the table stands
        del waiting[len(waiting) - back - above :]
    else:
        asides = _asides(waiting)
        about = waiting[len(waiting) - asides :]
        del waiting[len(waiting) - asides :]
    waiting.extend(told)
    _note_asides(found, about)
    return found


def _title_above(waiting: Sequence[Line], vocabulary: Vocabulary) -> int:
    """Which of the lines before a grid is its title, counted from the last; 0 where none is."""
    reach = range(1, min(_TITLE_REACH, len(waiting)) + 1)
    alone = len(waiting) == 1 and read_aside(waiting[0].text) is None
    first = next((back for back in reach if alone or _is_title(waiting[-back], vocabulary)), 0)
    if first and not enumerator_level(waiting[-first].text) and not _names_table(waiting[-first], vocabulary):
        # The top row of a table, in one cell, may look like a heading: the title is above.
        above = next((back for back in reach[first:] if read_aside(waiting[-back].text) is None), 0)
        if above and vocabulary.table(waiting[-above].text) is not None:
            return above
    return first


def _is_told(line: Line) -> bool:
    """Whether a line is running text: a sentence that is no note."""
    ends = line.text.endswith(_STOPS) or (line.text.endswith((":", "：")) and len(line.text) > _SHORT)
    return ends and not _NOTE.search(line.text) and read_aside(line.text) is None


def _asides(lines: Sequence[Line], *, marks_only: bool = False) -> int:
    """How many lines at the end are asides; ``marks_only``: those that name nobody, as the cover does."""
    count = 0
    for line in reversed(lines):
        aside = read_aside(line.text)
        if aside is None or (marks_only and (aside.preparer or not aside.labels)):
            break
        count += 1
    return count


def _note_asides(table: _Printed, lines: Sequence[Line]) -> None:
    """Keep what the lines about a table say: the nearest money unit, the preparer, marks; other lines are notes."""
    for line in lines:
        aside = read_aside(line.text)
        if aside is None:
            table.notes.append(Paragraph(line.text, line.source))
            continue
        table.unit = aside.unit or table.unit
        if aside.preparer:
            column = None if line.source.column is None else line.source.column + aside.offset
            table.preparer = Paragraph(aside.preparer, structs.replace(line.source, column=column))
        table.labels.extend(Label(text, kind, line.source) for kind, text in aside.labels)
        if aside.rest:
            table.notes.append(Paragraph(aside.rest, line.source))


def _is_title(line: Line, vocabulary: Vocabulary) -> bool:
    title, unit = without_unit(line.text)
    if unit is not None and vocabulary.table(title) is not None:
        return True
    if len(line.text) > _LONGEST_TITLE or read_aside(line.text) is not None:
        return False
    return line.marked or _names_table(line, vocabulary)


def _names_table(line: Line, vocabulary: Vocabulary) -> bool:
    return vocabulary.table(line.text) is not None or _TITLE_END.search(normalise(line.text)) is not None


def _take_notes(waiting: list[Line], tables: list[_Printed]) -> list[Line]:
    """Give the last table its notes; the lines that are none."""
    if not tables:
        return waiting
    count = 0
    for line in waiting:
        if line.marked or not _NOTE.search(line.text):
            break
        tables[-1].notes.append(Paragraph(line.text, line.source))
        count += 1
    return waiting[count:]


def _raw_table(table: _Printed, reading: Reading, vocabulary: Vocabulary) -> RawTable:
    """Header and rows of the grids of one table. Cells that belong to no column are noted as unread."""
    first, *further = table.grids
    start = with_total_apart(first.rows)
    header = read_header(start, vocabulary)
    pages = [data_rows(rows, header) for rows in (start[header.height :], *(grid.rows for grid in further))]
    uneven = any(len(row) != len(header.paths) for page in pages for row in page)
    if uneven and has_indicator_columns(header.paths):
        rows = realign(pages, reading)
    else:
        rows = [_fitted(row, header, reading) for page in pages for row in page]
    return RawTable(
        title=table.title,
        unit=table.unit,
        paths=header.paths,
        rows=rows,
        notes=tuple(table.notes),
        preparer=table.preparer,
        source=table.source,
    )


def _fitted(row: list[Cell], header: Header, reading: Reading) -> list[Cell]:
    """The row with as many cells as the table has columns."""
    width = len(header.paths)
    for cell in row[width:]:
        if cell.text:
            reading.unread.append(Unread(cell.source, cell.text, message("unread.extra-cell")))
    return row[:width] + [Cell("", row[-1].source)] * (width - len(row))
