"""``Disclosure`` → its YAML form: one line for each row and each paragraph, numbers as printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from budget_rules.disclosure import ILLEGIBLE, Cell, Column, Disclosure, Paragraph, Role, Table, Unread
from budget_rules.figure import NUMBER, NotAFigure, read_figure
from budget_rules.place import Place, Source
from budget_rules.vocabulary import Vocabulary
from budget_rules.vocabulary_yaml import shipped_vocabulary

SCHEMA = "disclosure.schema.json"
#: Reasons that the reader of the YAML form finds again by itself.
_FOUND_AGAIN = ("unread.words", "unread.code")
_PLAIN = re.compile(r"[\w（(“《【][^\s:#,\[\]{}&*!|>'\"%@`\\?]*(?: +[^\s:#,\[\]{}&*!|>'\"%@`\\?]+)*")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
#: What YAML does not take as it is, even in quotes (json.dumps escapes the lower control characters).
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_RESOLVER: Any = yaml.resolver.Resolver
_resolve = _RESOLVER().resolve


def write(disclosure: Disclosure, *, vocabulary: Vocabulary | None = None) -> str:
    """The YAML text of a disclosure; reading it gives an equal disclosure.

    ``vocabulary`` is the one it will be read with (the shipped one where none is given).
    """
    names = shipped_vocabulary() if vocabulary is None else vocabulary
    parts = (_head(disclosure), _narrative(disclosure), _tables(disclosure, names), _unread(disclosure))
    return "".join(f"{line}\n" for part in parts for line in part)


def scalar(text: str) -> str:
    """``text`` as a YAML scalar on one line, quoted where YAML would not take it back as it is; blank is ``~``."""
    if not text:
        return "~"
    if _PLAIN.fullmatch(text) and (_NUMBER.fullmatch(text) or _is_text(text)) and text.isprintable():
        return text
    if text.isprintable() and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _is_text(text: str) -> bool:
    return str(_resolve(yaml.ScalarNode, text, (True, False))) == "tag:yaml.org,2002:str"


def _head(disclosure: Disclosure) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={SCHEMA}"
    yield "format: 1"
    if disclosure.origin:
        yield f"source: {scalar(disclosure.origin)}"
    yield f"title: {scalar(disclosure.title)}"
    yield f"unit: {scalar(disclosure.unit)}"
    yield f"year: {'~' if disclosure.year is None else disclosure.year}"
    yield f"stage: {scalar(disclosure.stage)}"
    yield f"level: {scalar(disclosure.level)}"
    yield f"region: {scalar(disclosure.region)}"
    yield from _list("contents", disclosure.contents, "")


def _at(disclosure: Disclosure, sources: Sequence[Source]) -> Iterator[str]:
    """Where the original has a section or table: ``at: p9-p11``."""
    place = _place(disclosure, sources)
    if place:
        yield f"    at: {scalar(place)}"


def _place(disclosure: Disclosure, sources: Sequence[Source]) -> str:
    """Pages from the first to the last; where there are none, the cell or line of the first."""
    first = sources[0]
    if first.origin is not None:
        return first.origin.removeprefix(f"{disclosure.origin}:")
    if Path(disclosure.path).name != disclosure.origin:
        return ""  # its positions are those of a file that was converted or written by hand
    pages = sorted(source.page for source in sources if source.page is not None)
    if pages:
        return f"p{pages[0]}" if pages[0] == pages[-1] else f"p{pages[0]}-p{pages[-1]}"
    if first.cell is not None:
        return first.cell
    return "" if first.line is None else str(first.line)


def _list(key: str, paragraphs: Sequence[Paragraph], indent: str) -> Iterator[str]:
    if paragraphs:
        yield f"{indent}{key}:"
        for paragraph in paragraphs:
            yield f"{indent}  - {scalar(paragraph.text)}"


def _narrative(disclosure: Disclosure) -> Iterator[str]:
    if disclosure.sections:
        yield ""
        yield "narrative:"
    for section in disclosure.sections:
        yield f"  - heading: {scalar(section.heading)}"
        yield f"    level: {section.level}"
        yield from _at(disclosure, [section.source, *(paragraph.source for paragraph in section.paragraphs)])
        yield from _list("paragraphs", section.paragraphs, "    ")


def _tables(disclosure: Disclosure, vocabulary: Vocabulary) -> Iterator[str]:
    yield ""
    yield "tables:"
    for number, table in enumerate(disclosure.tables):
        if number:
            yield ""
        yield f"  - title: {scalar(table.title)}"
        terms = vocabulary.table(table.title)
        if table.known and (terms is None or terms.name != table.name):
            yield f"    table: {scalar(table.name)}"
        if table.again:
            yield "    again: true"
        yield f"    unit: {scalar(table.unit.name if table.unit else '')}"
        if table.preparer is not None:
            yield f"    preparer: {scalar(table.preparer.text)}"
        yield from _at(disclosure, [table.source, *(row.source for row in table.rows)])
        yield f"    columns: [{', '.join(_headers(table.columns, 0))}]"
        yield from _rows(table)
        yield from _list("notes", table.notes, "    ")


def _headers(columns: Sequence[Column], depth: int) -> Iterator[str]:
    """The header tree of the columns below ``depth``, in flow style."""
    start = 0
    while start < len(columns):
        path = columns[start].path
        if len(path) == depth + 1:
            yield scalar(path[depth])
            start += 1
            continue
        end = start + 1
        while end < len(columns) and len(columns[end].path) > depth + 1 and columns[end].path[depth] == path[depth]:
            end += 1
        key = "'~'" if not path[depth] else scalar(path[depth])
        yield f"{{{key}: [{', '.join(_headers(columns[start:end], depth + 1))}]}}"
        start = end


def _rows(table: Table) -> Iterator[str]:
    """One line for each printed row; a row of a two-sided table joins what stands on both sides."""
    if not table.rows:
        yield "    rows: []"
        return
    yield "    rows:"
    lines: dict[int, dict[int, Cell]] = {}
    for row in table.rows:
        lines.setdefault(row.index, {}).update(row.cells)
    for cells in lines.values():
        yield f"      - [{', '.join(_cell(column, cells.get(column.index)) for column in table.columns)}]"


def _cell(column: Column, cell: Cell | None) -> str:
    if cell is None or not cell.text:
        return "~"
    if column.role is Role.FIGURE and cell.figure is None and _illegible(column, cell):
        return f'"{ILLEGIBLE}"'
    return scalar(cell.text)


def _illegible(column: Column, cell: Cell) -> bool:
    """Whether a figure cell prints what is no number; words may stand where bare numbers are expected."""
    if column.unit is not None and column.unit.quantity == "number":
        return False
    try:
        read_figure(cell.text, unit=NUMBER, place=Place("", cell.source))
    except NotAFigure:
        return True
    return False


def _unread(disclosure: Disclosure) -> Iterator[str]:
    kept = [entry for entry in disclosure.unread if _is_kept(entry)]
    if kept:
        yield ""
        yield "unread:"
    for entry in kept:
        slots = dict(entry.reason.slots)
        noted = entry.reason.key.startswith("unread.noted")
        reason = str(slots["reason"]) if noted else str(entry.reason)
        line = slots.get("line") if noted else entry.source.line
        parts = [f"text: {scalar(entry.text)}", f"reason: {scalar(reason)}"]
        place = "" if line is not None else _place(disclosure, [entry.source])
        if place:
            parts.append(f"at: {scalar(place)}")
        if line is not None:
            parts.append(f"line: {line}")
        yield f"  - {{{', '.join(parts)}}}"


def _is_kept(entry: Unread) -> bool:
    return entry.reason.key.startswith(("unread.", "pdf.")) and entry.reason.key not in _FOUND_AGAIN
