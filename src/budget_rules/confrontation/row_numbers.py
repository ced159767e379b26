"""Numbers that rows of a table begin with, or have in a column of their own: 一、 二、 二、 is a slip."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.fact import Fact
from budget_rules.confrontation.numbering import number_in
from budget_rules.disclosure import Row, Table
from budget_rules.messages import message
from budget_rules.narrative.plain import plain_text
from budget_rules.place import Place
from budget_rules.vocabulary import normalise

#: Header of a column of numbers.
_NUMBERS = "序号"


def numbered_in_order(table: Table) -> Fact:
    """Whether numbers of rows go up. What a table does not list may be left out; 1 begins anew.

    Raises:
        Absent: no two rows are numbered alike.
    """
    series = [*_numbered(table), *_counted(table)]
    if not any(len(numbers) > 1 for numbers in series):
        raise Absent(message("skip.no-row-numbers", table=table.title))
    wrong = [
        (before, row, printed)
        for numbers in series
        for (last, before, _), (number, row, printed) in pairwise(numbers)
        if 1 < number <= last and row.name != before.name  # which is a row listed twice
    ]
    if not wrong:
        return Fact(holds=True, found=message("fact.so"), place=Place(table.title, table.source))
    before, row, printed = wrong[0]
    return Fact(
        holds=False,
        found=message("fact.row-number", table=table.title, row=row.name, before=before.name, printed=printed),
        place=Place(table.name, row.source, row=row.label),
        printed=printed,
        also=tuple(Place(table.name, other.source, row=other.label) for _, other, _ in wrong[1:]),
    )


def _numbered(table: Table) -> Iterator[list[tuple[int, Row, str]]]:
    """Rows that begin with numbers of one shape, under one that begins with a higher shape; side by side."""
    for side in dict.fromkeys(row.side for row in table.rows):
        opened: dict[int, list[tuple[int, Row, str]]] = {}
        for row in table.rows:
            found = number_in(plain_text(row.name)) if row.side == side else None
            if found is None:
                continue
            shape, number, stop = found
            for lower in [one for one in opened if one > shape]:
                yield opened.pop(lower)
            opened.setdefault(shape, []).append((number, row, plain_text(row.name)[:stop]))
        yield from opened.values()


def _counted(table: Table) -> Iterator[list[tuple[int, Row, str]]]:
    """The numbers of a column of numbers."""
    for column in table.columns:
        if normalise(column.path[-1]) == _NUMBERS:
            texts = ((row, row.text(column).strip()) for row in table.rows)
            yield [(int(text), row, text) for row, text in texts if text.isascii() and text.isdigit()]
