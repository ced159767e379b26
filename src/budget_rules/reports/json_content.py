"""The disclosure as published, for the JSON result: text and tables in order of print, with the ids of figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from budget_rules.disclosure import Cell, Column, Disclosure, Paragraph, Row, Section, Table
from budget_rules.place import Place, Span
from budget_rules.reports.json_findings import JSON, position

#: Figures of the narrative: id and characters, by the number of their paragraph.
_Marks = dict[int, list[tuple[Span, str]]]


def content(disclosure: Disclosure, ids: Mapping[Place, str]) -> JSON:
    """Title, contents, sections and tables; ``order`` says how sections and tables follow one another."""
    marks = _marks(ids)
    numbers = count()
    return {
        "title": {"text": disclosure.title, "source": position(disclosure.source, disclosure.path)},
        "contents": [_paragraph(one, disclosure.path) for one in disclosure.contents],
        "order": [
            {"table" if isinstance(block, Table) else "section": index} for index, block in _numbered(disclosure)
        ],
        "sections": [_section(section, numbers, marks, disclosure.path) for section in disclosure.sections],
        "tables": [_table(table, ids, disclosure.path) for table in disclosure.tables],
    }


def _numbered(disclosure: Disclosure) -> list[tuple[int, Section | Table]]:
    """Sections and tables with their numbers, in order of print; text first where no line or page says it."""
    blocks: list[tuple[int, Section | Table]] = [*enumerate(disclosure.sections), *enumerate(disclosure.tables)]
    return sorted(blocks, key=lambda block: (block[1].source.page or 0, block[1].source.line or 0))


def _marks(ids: Mapping[Place, str]) -> _Marks:
    found: _Marks = {}
    for place, name in ids.items():
        if place.span is not None:
            found.setdefault(place.span.paragraph, []).append((place.span, name))
    return {paragraph: sorted(marks) for paragraph, marks in found.items()}


def _section(section: Section, numbers: Iterator[int], marks: _Marks, path: str) -> JSON:
    heading = next(numbers)
    return {
        "heading": section.heading,
        "name": section.name,
        "level": section.level,
        "source": position(section.source, path),
        "figures": _marked(marks, heading),
        "paragraphs": [
            {**_paragraph(paragraph, path), "figures": _marked(marks, next(numbers))}
            for paragraph in section.paragraphs
        ],
    }


def _marked(marks: _Marks, paragraph: int) -> list[JSON]:
    return [{"id": name, "start": span.start, "stop": span.stop} for span, name in marks.get(paragraph, ())]


def _paragraph(paragraph: Paragraph, path: str) -> JSON:
    return {"text": paragraph.text, "source": position(paragraph.source, path)}


def _table(table: Table, ids: Mapping[Place, str], path: str) -> JSON:
    return {
        "name": table.name,
        "title": table.title,
        "unit": "" if table.unit is None else table.unit.name,
        "source": position(table.source, path),
        "columns": [_column(column) for column in table.columns],
        "rows": [_row(row, ids, path) for row in table.rows],
        "notes": [_paragraph(note, path) for note in table.notes],
    }


def _column(column: Column) -> JSON:
    return {
        "path": list(column.path),
        "name": column.name,
        "role": column.role.value,
        "unit": "" if column.unit is None else column.unit.name,
        "side": column.side,
    }


def _row(row: Row, ids: Mapping[Place, str], path: str) -> JSON:
    return {
        "index": row.index,
        "name": row.name,
        "code": row.code,
        "level": row.level,
        "total": row.total,
        "side": row.side,
        "source": position(row.source, path),
        "cells": [_cell(index, cell, ids, path) for index, cell in row.cells.items()],
    }


def _cell(column: int, cell: Cell, ids: Mapping[Place, str], path: str) -> JSON:
    return {
        "column": column,
        "text": cell.text,
        "figure": None if cell.figure is None else ids.get(cell.figure.place),
        "source": position(cell.source, path),
    }
