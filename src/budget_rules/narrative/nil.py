"""Statements that something was not budgeted: 没有使用政府性基金预算拨款安排的支出."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from budget_rules.narrative.names import Namer
from budget_rules.narrative.terms import Terms

#: A statement is quoted up to the end of its sentence, but no further than this.
_REACH = 400


class Nil(NamedTuple):
    """A quantity said to be nil, and the span of the words that say so."""

    printed: str
    names: tuple[str, ...]
    start: int
    stop: int


def nil_phrases(text: str, namer: Namer, terms: Terms) -> Iterator[Nil]:
    """The quantities that stand right after a word for nothing, and are phrases of the vocabulary.

    A longer phrase also goes by the phrases it begins with: 政府性基金预算支出 is nil, so 政府性基金预算 is spoken of.
    """
    for match in terms["nil"].pattern.finditer(text):
        start, position = match.start(), match.end()
        while phrase := namer.phrase_at(text, position):
            shorter = (phrase[:size] for size in range(len(phrase) - 1, 1, -1))
            known = [name for name in shorter if name in terms.vocabulary.phrases]
            names = dict.fromkeys(name for printed in (phrase, *known) for name in namer.names_of(printed)[:1])
            end = text.find("。", position, position + _REACH)
            stop = min(len(text), position + _REACH) if end < 0 else end
            yield Nil(phrase, tuple(dict.fromkeys((*names, phrase))), start, stop)
            position += len(phrase)
            if text[position : position + 1] not in ("、", "和", "及"):
                break
            position += 1
            start = position
