"""Cells that span rows and columns (HTML, Word) → rows of a grid, in which covered places are blank."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from budget_rules.disclosure import Cell
from budget_rules.sources.raw import Grid

#: No table of a disclosure is wider; a span beyond that is a mistake or malice.
MOST_COLUMNS = 200
#: Cells of one table, blank and covered ones included.
MOST_CELLS = 300_000


class Spanning(NamedTuple):
    """A cell with the number of rows and columns it takes."""

    cell: Cell
    rows: int = 1
    columns: int = 1


def grid(rows: Iterable[list[Spanning]]) -> Grid | None:
    """The grid of a table without rows in which nothing is printed, and without columns in which no cell starts.

    None where nothing is printed at all.
    """
    placed: list[list[Cell]] = []
    #: By column: how many more rows the cell above covers.
    covered: dict[int, int] = {}
    started: set[int] = set()
    total = 0
    for row in rows:
        line: dict[int, Cell] = {}
        at = 0
        below: dict[int, int] = {column: left - 1 for column, left in covered.items() if left > 1}
        for cell in row:
            while covered.get(at, 0):
                at += 1
            width = max(1, min(cell.columns, MOST_COLUMNS - at))
            if at >= MOST_COLUMNS:
                break
            line[at] = cell.cell
            started.add(at)
            for column in range(at, at + width):
                if cell.rows > 1:
                    below[column] = cell.rows - 1
            at += width
        covered = below
        if line:
            blank = Cell("", next(iter(line.values())).source)
            placed.append([line.get(column, blank) for column in range(max(line) + 1)])
            total += len(placed[-1])
        if total > MOST_CELLS:
            break
    kept = sorted(started)
    printed = [[row[i] for i in kept if i < len(row)] for row in placed if any(cell.text for cell in row)]
    return Grid(printed) if printed else None


def column_letters(number: int) -> str:
    """The name of a column as spreadsheets have it: 1 is A, 28 is AB."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
