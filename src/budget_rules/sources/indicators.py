"""The 绩效指标表 whose columns were shifted by page breaks: what can be read for certain.

The table has 22 columns: unit and project; nine of the overall indicator (goal, three names, symbol, value, unit,
weight, remark); nine of the annual indicator, built alike; and two amounts, 金额 and 预算金额, of the whole project. A
conversion cut it into pages, and wrote each page's grid with 20 to 25 columns. What remains certain, and why:

1. **A page as wide as the header, in one piece with it**: nothing has moved.
2. **The first ten columns** (to 总体绩效指标权重) never move.
3. **An annual indicator** is seven cells side by side that no other seven can be: one of the 一级指标, two names, a
   symbol, a value, a unit, a weight; the cell before them is its goal. If the goal stands in the twelfth cell, the
   eleventh is the remark on the overall indicator; if it stands in the eleventh, the page had no remarks.
4. **Words after an annual indicator** are its remark: the two columns that remain hold amounts.
5. **Two numbers after an annual indicator** are 金额 and 预算金额. The order of columns is never changed, they are the
   last columns, and wherever the page is intact they are printed together. Each could only be something else if an
   amount stood without the other *and* a remark consisted of a number.
6. **Three numbers without an annual indicator** are the annual weight (0, as in the intact part of the table), 金额
   and 预算金额: the remark belongs to an annual indicator, so that only three columns are left.
7. **One number without an annual indicator** is the annual weight, because amounts come in pairs, and remarks only
   with indicators. Not so in the first row of a page: there a project that began on the page before can print an amount
   alone. It is read there only if the next row without an annual indicator prints its weight in the same place.

Everything else is unread: cells in which it may stand are marked as illegible, so that no rule takes them for nil. Rows
that the page breaks lost cannot be seen; projects that lack rows are named (see ``_note_lost_rows``).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from budget_rules.disclosure import ILLEGIBLE, Cell, Unread
from budget_rules.figure import read_number
from budget_rules.messages import message
from budget_rules.sources.headers import is_number
from budget_rules.sources.raw import Reading
from budget_rules.vocabulary import normalise

WIDTH = 22
_PROJECT, _GOAL, _SURE = 1, 2, 10
_REMARK, _ANNUAL_GOAL, _ANNUAL, _ANNUAL_WEIGHT, _ANNUAL_REMARK, _AMOUNT, _BUDGET = 10, 11, 12, 18, 19, 20, 21
_OVERALL_WEIGHT = 9
_BLOCK = 7
_FIRST_LEVEL = frozenset({"产出指标", "效益指标", "满意度指标", "成本指标"})
_SYMBOLS = frozenset({"≥", "≤", "=", ">", "<", "＝", "＞", "＜", "定性"})
_ENDS = ("总体绩效指标权重", "年度绩效指标权重", "预算金额")

Page = Sequence[list[Cell]]


def has_indicator_columns(paths: Sequence[tuple[str, ...]]) -> bool:
    """Whether these are the columns this module knows about."""
    leaves = [normalise(path[-1]) for path in paths]
    return len(leaves) == WIDTH and tuple(leaves[i] for i in (_OVERALL_WEIGHT, _ANNUAL_WEIGHT, _BUDGET)) == _ENDS


def realign(pages: Sequence[Page], reading: Reading) -> list[list[Cell]]:
    """The rows of all pages in 22 columns; what is not certain goes to ``reading.unread``."""
    rows: list[list[Cell]] = []
    pages = [[_at_least_sure(row) for row in page] for page in pages]
    for number, page in enumerate(pages):
        if number == 0 and all(len(row) == WIDTH for row in page):
            rows.extend(page)
        else:
            tails = [_Tail.of(row) for row in page]
            for index, (row, tail) in enumerate(zip(page, tails, strict=True)):
                rows.append(_realigned(row, tail, _certain_weight(tails, index), reading))
    _note_lost_rows(pages, reading)
    return rows


class _Tail(Struct, frozen=True):
    """What a row prints after its first ten cells: between them and the annual indicator, in it, and after it."""

    before: list[tuple[int, Cell]]
    #: Goal and seven cells of the annual indicator; empty where there is none.
    annual: list[Cell]
    #: Where the goal stands.
    at: int
    after: list[tuple[int, Cell]]

    @classmethod
    def of(cls, row: list[Cell]) -> _Tail:
        printed = [(i, cell) for i, cell in enumerate(row) if i >= _SURE and cell.text]
        for start in range(_SURE + 1, len(row) - _BLOCK + 1):
            if _is_indicator(row[start : start + _BLOCK]):
                at, end = start - 1, start + _BLOCK
                return cls(
                    [(i, cell) for i, cell in printed if i < at],
                    row[at:end],
                    at,
                    [(i, cell) for i, cell in printed if i >= end],
                )
        words = 1 if printed and printed[0][0] == _REMARK and not is_number(printed[0][1].text) else 0
        return cls(printed[:words], [], 0, printed[words:])

    @property
    def lone(self) -> int | None:
        """Where the only number of a row without an annual indicator stands."""
        if not self.annual and len(self.after) == 1 and is_number(self.after[0][1].text):
            return self.after[0][0]
        return None

    @property
    def numbers(self) -> bool:
        """Whether nothing but numbers stands after the annual indicator (or in its place)."""
        return all(is_number(cell.text) for _, cell in self.after)


def _at_least_sure(row: list[Cell]) -> list[Cell]:
    return row + [Cell("", row[-1].source)] * (_SURE - len(row))


def _is_indicator(cells: Sequence[Cell]) -> bool:
    first, second, third, symbol, value, unit, weight = (cell.text for cell in cells)
    return (
        first in _FIRST_LEVEL
        and bool(second and third and value and unit)
        and symbol in _SYMBOLS
        and is_number(weight)
        and bool(weight)
    )


def _certain_weight(tails: Sequence[_Tail], index: int) -> bool:
    """Whether the lone number of that row is its annual weight (7 above)."""
    here = tails[index].lone
    if here is None or index:
        return here is not None
    following = next((tail for tail in tails[1:] if not tail.annual), None)
    return following is not None and bool(following.after) and following.after[0][0] == here


def _realigned(row: list[Cell], tail: _Tail, lone_is_weight: bool, reading: Reading) -> list[Cell]:
    out = row[:_SURE] + [Cell("", row[-1].source)] * (WIDTH - _SURE)
    rest = [cell for _, cell in tail.before]
    if rest and tail.before[0][0] == _REMARK and (tail.at == _ANNUAL_GOAL or not tail.annual):
        out[_REMARK] = rest.pop(0)
    out[_ANNUAL_GOAL : _ANNUAL_GOAL + len(tail.annual)] = tail.annual
    after = [cell for _, cell in tail.after]
    places = _places(tail, lone_is_weight)
    for place, cell in zip(places, after, strict=False):
        out[place] = cell
    if after and not places:
        rest += after
        for place in (_AMOUNT, _BUDGET) if tail.annual else (_ANNUAL_WEIGHT, _AMOUNT, _BUDGET):
            out[place] = Cell(ILLEGIBLE, after[0].source)
    for cell in rest:
        reading.unread.append(Unread(cell.source, cell.text, message("unread.shifted")))
    return out


def _places(tail: _Tail, lone_is_weight: bool) -> tuple[int, ...]:
    """The columns of what stands after the annual indicator, or in its place; empty where that is not certain."""
    count = len(tail.after)
    if tail.annual:
        if count == 1 and not tail.numbers:
            return (_ANNUAL_REMARK,)
        return (_AMOUNT, _BUDGET) if count == 2 and tail.numbers else ()
    if count == 3 and tail.numbers:
        return (_ANNUAL_WEIGHT, _AMOUNT, _BUDGET)
    return (_ANNUAL_WEIGHT,) if lone_is_weight else ()


class _Project(Struct):
    """Rows of one project that stand together."""

    name: Cell
    #: The goal and the name printed last.
    goal: str
    spelling: str
    #: The total weight printed in the project's first row; None where that row is missing.
    total: Decimal | None
    weights: Decimal = Decimal(0)

    @property
    def complete(self) -> bool:
        return self.total is not None and self.total == self.weights


def _note_lost_rows(pages: Sequence[Page], reading: Reading) -> None:
    """Name the projects that lack their first row (with the total weight), or indicators up to that total.

    A project goes on over a page break under the same name or with the same goal (names are damaged there, too).
    """
    projects: list[_Project] = []
    for page in pages:
        for index, row in enumerate(page):
            name, goal, weight = row[_PROJECT], row[_GOAL].text, row[_OVERALL_WEIGHT].text
            if not name.text or not is_number(weight):
                continue
            last = projects[-1] if projects else None
            begins = not goal
            if begins or last is None or not _goes_on(last, name.text, goal, first=index == 0):
                last = _Project(name, goal, name.text, read_number(weight)[0] if begins else None)
                projects.append(last)
            if not begins:
                last.goal, last.spelling = goal, name.text
                last.weights += read_number(weight)[0]
    for project in projects:
        if not project.complete:
            why = message("unread.rows-lost", project=project.name.text)
            reading.unread.append(Unread(project.name.source, project.name.text, why))


def _goes_on(last: _Project, name: str, goal: str, *, first: bool) -> bool:
    return last.spelling == name or (first and bool(goal) and last.goal == goal)
