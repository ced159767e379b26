"""Statements that something was not budgeted: 没有使用政府性基金预算拨款安排的支出."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from budget_rules.narrative.names import Namer
from budget_rules.narrative.terms import Terms

_YEAR = re.compile("(?:19|20)[0-9]{2}")
_BREAK = re.compile("[。;!?]")
#: A statement is quoted up to the end of its sentence, but no further than this.
_REACH = 400


class Nil(Struct, frozen=True, gc=False):
    """A quantity said to be nil, and the span of the words that say so."""

    printed: str
    names: tuple[str, ...]
    start: int
    stop: int


def nil_phrases(text: str, namer: Namer, terms: Terms) -> Iterator[Nil]:
    """The quantities that stand right after a word for nothing, and are phrases of the vocabulary.

    A longer phrase also goes by the phrases it begins with: 政府性基金预算支出 is nil, so 政府性基金预算 is spoken of.
    That is not so of things: 没有公务用车购置计划 does not say that there are no vehicles, and no vehicles in another
    year are no vehicles now.
    """
    for match in terms["nil"].pattern.finditer(text):
        start, position = match.start(), match.end()
        while phrase := namer.phrase_at(text, position):
            shorter = (phrase[:size] for size in range(len(phrase) - 1, 1, -1))
            known = (name for name in shorter if name in terms.vocabulary.phrases)
            begins = (name for printed in known for name in namer.names_of(printed)[:1] if name not in terms["things"])
            own = namer.names_of(phrase)[:1]
            if own[0] in terms["things"] and not _says_so(text, match.start(), position + len(phrase), terms):
                break
            names = dict.fromkeys((*own, *begins))
            end = text.find("。", position, position + _REACH)
            stop = min(len(text), position + _REACH) if end < 0 else end
            yield Nil(phrase, tuple(dict.fromkeys((*names, phrase))), start, stop)
            position += len(phrase)
            if text[position : position + 1] not in ("、", "和", "及"):
                break
            position += 1
            start = position


def _says_so(text: str, start: int, stop: int, terms: Terms) -> bool:
    """Whether ``text[start:stop]`` says that there is no such thing now: the clause, or a list of what there is not,
    ends or goes on there, and what stands before it, back to the reason or the sentence that it begins, speaks of no
    other time or case.
    """
    if stop < len(text) and text[stop] not in ",;。、和及)":
        return False
    ends = [match.end() for match in _BREAK.finditer(text, max(0, start - _REACH), start)]
    reasons = [match.end() for match in terms["reason"].pattern.finditer(text, max(0, start - _REACH), start)]
    before = text[max([0, start - _REACH, *ends, *reasons]) : start]
    return not _YEAR.search(before) and not any(terms[name].inside(before) for name in ("prior", "other_case"))
