"""Markdown → lines and grids. Tables are tab-separated lines, or pipe tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from budget_rules.disclosure import Cell, Disclosure
from budget_rules.place import Source
from budget_rules.sources.container import read_plain
from budget_rules.sources.headings import with_headings
from budget_rules.sources.layout import lay_out
from budget_rules.sources.raw import Block, Line
from budget_rules.sources.sheets import table_parts
from budget_rules.vocabulary import Vocabulary

_HEADING = re.compile(r"(\s{0,3}#{1,6}\s+)(.*?)(?:\s+#+)?\s*")
_BULLET = re.compile(r"\s*(?:[-*+]\s+|>\s*)")
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*")
_PIPE_RULE = re.compile(r"[\s|:-]+")
_PIPE = re.compile(r"(?<!\\)\|")


def read_markdown(path: Path, vocabulary: Vocabulary, year: int | None = None) -> Disclosure:
    """The disclosure printed in a Markdown file, without its statements. ``year``: the user's word for it.

    Raises:
        BudgetError: the file cannot be read, or no table is recognised in it.
    """
    blocks = with_headings(_blocks(str(path), read_plain(path), vocabulary), vocabulary)
    return lay_out(blocks, path=str(path), vocabulary=vocabulary, year=year)


def _blocks(path: str, text: str, vocabulary: Vocabulary) -> Iterator[Block]:
    rows: list[list[Cell]] = []
    apart = True
    for number, line in enumerate(text.split("\n"), 1):
        row = _row(path, number, line)
        if row is not None:
            rows.extend([row] if row else [])
            apart = True
            continue
        if rows:
            yield from table_parts(rows, vocabulary, as_written=True)
            rows = []
        if not line.strip() or _RULE.fullmatch(line):
            apart = True
            continue
        found = _line(path, number, line, apart)
        if found.text:
            yield found
        apart = not found.text or line.endswith("  ")
    if rows:
        yield from table_parts(rows, vocabulary, as_written=True)


def _line(path: str, number: int, line: str, apart: bool) -> Line:
    heading = _HEADING.fullmatch(line)
    start = 0
    if heading:
        start, line = heading.end(1), line[: heading.end(2)]
    elif bullet := _BULLET.match(line):
        start, apart = bullet.end(), True
    while line[start : start + 2] == "**" and line.endswith("**") and len(line) > start + 4:
        start, line = start + 2, line[:-2]
    text = line[start:].strip()
    column = len(line) - len(line[start:].lstrip()) + 1
    return Line(text, Source(path=path, line=number, column=column), heading is not None, apart)


def _row(path: str, number: int, line: str) -> list[Cell] | None:
    """The cells of a table line; empty for the rule under a pipe table's header; None where it is no table line."""
    if "\t" in line.strip(" "):
        if not line.strip():
            return None
        return list(_cells(path, number, line.split("\t"), 1))
    stripped = line.strip()
    if len(stripped) > 2 and stripped[0] == "|" and stripped[-1] == "|":
        if _PIPE_RULE.fullmatch(stripped):
            return []
        inner = stripped[1:-1]
        return list(_cells(path, number, _PIPE.split(inner), line.index("|") + 2))
    return None


def _cells(path: str, number: int, parts: list[str], column: int) -> Iterator[Cell]:
    for part in parts:
        text = part.strip()
        inside = len(part) - len(part.lstrip()) if text else 0
        yield Cell(text.replace("\\|", "|"), Source(path=path, line=number, column=column + inside))
        column += len(part) + 1
