"""What is said to have moved a quantity: 主要原因是：在职人员减少. Read only where it is certain which way it pulls.

Every part of a reason must name something that spending goes with (人员, 标准, 批次 …) and say that it went up, or
every part that it went down. With one word that may turn it round (上年, 一次性, 结转, another source of money) it says
nothing. Other money (培训费) moves a whole that it is part of; what one item saves, another may well spend.
"""

from __future__ import annotations

import re

from msgspec import Struct

from budget_rules.disclosure import Statement
from budget_rules.narrative.comparison import comparison_before
from budget_rules.narrative.plain import SENTENCE_END
from budget_rules.narrative.terms import Terms, words_of

_END = re.compile("[;。!?]")
_COUNTED = re.compile("[一二三四五六七八九](?:是|、)|[(]?[0-9一二三四五][)、.]")
_PART = re.compile("[^,;:]+")
_DIGIT = re.compile("[0-9]")
_JOINING = "、和及与以"


class Pull(Struct, frozen=True, gc=False):
    """Which way a reason pulls: +1 or -1; and where it stands in the plain text."""

    sign: int
    start: int
    stop: int


def pull_of(text: str, start: int, stop: int, change: Statement, terms: Terms) -> Pull | None:
    """Which way the reason that begins at ``start`` pulls what has changed; None: that is not certain."""
    ends = SENTENCE_END if _COUNTED.match(text, start) else _END
    end = ends.search(text, start, stop)
    last = end.start() if end else stop
    reason = _Reason(text, change, terms)
    signs = [reason.part(*part.span()) for part in _PART.finditer(text, start, last)]
    said = {sign for sign in signs if sign}
    if None in signs or len(said) != 1:
        return None
    return Pull(said.pop(), start, last)


class _Reason:
    """Reads the parts of one reason."""

    def __init__(self, text: str, change: Statement, terms: Terms) -> None:
        self._text = text
        self._terms = terms
        self._pension = terms["pensions"].inside("".join((change.name, *change.path)))
        whole = not change.path and any(name in terms["driven_wholes"] for name in change.names[:1])
        self._drivers = ("drivers", "driving_parts") if whole else ("drivers",)
        self._moves = words_of((*terms["moved_up"].all, *terms["moved_down"].all))

    def part(self, start: int, stop: int) -> int | None:
        """The sign of the part; 0 if it names no more than what one goes by; None if it is not certain."""
        if counted := _COUNTED.match(self._text, start, stop):
            start = counted.end()
        moves = list(self._moves.pattern.finditer(self._text, start, stop))
        if not moves:
            by_rule = self._terms["goes_by"].at(self._text, start)
            return 0 if by_rule and self._is_plain(start, stop) else None
        signs = {1 if move.group() in self._terms["moved_up"] else -1 for move in moves}
        end = self._without_end(moves[-1].end(), stop)
        if moves[0].start() == start:  # 压减一般性项目支出: what is moved stands behind
            certain = len(moves) == 1 and self._drives(moves[0].end(), end)
        else:
            begins = (start, *(move.end() for move in moves))
            subjects = [(at, self._subject_end(at, move.start())) for at, move in zip(begins, moves, strict=False)]
            certain = end == moves[-1].end() and all(self._drives(*subject) for subject in subjects)
        return signs.pop() if certain and len(signs) == 1 else None

    def _subject_end(self, start: int, stop: int) -> int:
        """Where what moved ends: before 有所, 比去年执行数."""
        while word := self._terms["how_moved"].before(self._text, start, stop):
            stop -= len(word)
        compared = comparison_before(self._text, start, stop, self._terms)
        return compared.subject[1] if compared is not None and compared.subject[0] >= start else stop

    def _without_end(self, start: int, stop: int) -> int:
        """Where the part ends: before 引起的变化, 等."""
        while word := self._terms["after_moved"].before(self._text, start, stop):
            stop -= len(word)
        return stop

    def _drives(self, start: int, stop: int) -> bool:
        """Whether it is something that spending goes with."""
        while start < stop and self._text[start] in _JOINING:
            start += 1
        known = any(self._terms[name].before(self._text, start, stop) for name in self._drivers)
        return known and self._is_plain(start, stop)

    def _is_plain(self, start: int, stop: int) -> bool:
        """Whether nothing in it may turn it round."""
        part = self._text[start:stop]
        if _DIGIT.search(part) or self._terms["turns_round"].inside(part):
            return False
        # More retired people are paid more pensions, and fewer salaries.
        return not self._terms["in_service" if self._pension else "pensions"].inside(part)
