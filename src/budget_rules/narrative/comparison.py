"""Comparisons with a year before: the words between a quantity and its change."""

from __future__ import annotations

import re

from msgspec import Struct

from budget_rules.narrative.names import segment_start
from budget_rules.narrative.terms import Terms

_YEAR = re.compile("((?:19|20)[0-9]{2})年?")


class Direction(Struct, frozen=True, gc=False):
    """A direction word in front of a figure."""

    #: +1, -1; None where the template's 增加（减少） was left unfilled.
    sign: int | None
    start: int


class Comparison(Struct, frozen=True, gc=False):
    """``(subject) 比 (base)``."""

    #: Span of what is compared; empty where it is the figure before.
    subject: tuple[int, int]
    start: int
    base: str
    base_kind: str
    base_year: int | None


def direction_before(text: str, floor: int, stop: int, terms: Terms) -> Direction | None:
    """The direction word that ends at ``stop``, fillers aside."""
    for _ in range(4):
        if not terms.before_change.before(text, floor, stop):
            return None
        for sign, name in ((None, "unfilled"), (1, "increase"), (-1, "decrease")):
            if word := terms[name].before(text, floor, stop):
                return Direction(sign, stop - len(word))
        stop -= len(terms["trailing"].before(text, floor, stop))
    return None


def follows_direction(text: str, position: int, terms: Terms) -> bool:
    """Whether a direction word is printed at ``position``, or that nothing changes."""
    return bool(terms.after_base.at(text, position))


def comparison_before(text: str, floor: int, stop: int, terms: Terms) -> Comparison | None:
    """The comparison whose words end at ``stop``: in that clause, or in the clause before it that ends in 相比."""
    start = segment_start(text, stop, floor)
    if found := _in_clause(text, start, stop, terms):
        return found
    if start <= floor or text[start - 1] != ",":
        return None
    earlier = segment_start(text, start - 1, floor)
    if not terms["compared"].before(text, earlier, start - 1):
        return None
    found = _in_clause(text, earlier, start - 1, terms)
    if found is None:
        return None
    return Comparison((start, stop), found.start, found.base, found.base_kind, found.base_year)


def multiple_of(text: str, floor: int, stop: int, terms: Terms) -> Comparison | None:
    """为上年的1.2倍, 是上年的89.55%: what ``text[floor:stop]`` says the amount before it is a multiple of."""
    if text[stop - 1 : stop] != "的":
        return None
    start = segment_start(text, stop, floor)
    for match in reversed(list(terms["multiple"].pattern.finditer(text, start, stop))):
        base = text[match.end() : stop - 1]
        year = _YEAR.search(base)
        if year or terms["base"].inside(base):
            kind = terms.base_kind(base)
            return Comparison((start, match.start()), match.start(), base, kind, int(year.group(1)) if year else None)
    return None


def _in_clause(text: str, start: int, stop: int, terms: Terms) -> Comparison | None:
    stop -= len(terms["compared"].before(text, start, stop))
    for match in reversed(list(terms["compare"].pattern.finditer(text, start, stop))):
        base = text[match.end() : stop]
        year = _YEAR.search(base)
        if year or terms["base"].inside(base) or (not base and match.group() == "同比"):
            return Comparison(
                (start, match.start()), match.start(), base, terms.base_kind(base), int(year.group(1)) if year else None
            )
    return None
