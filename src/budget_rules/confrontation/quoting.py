"""What a finding quotes, and the sentence it suggests: text to paste into a reply."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from budget_rules.disclosure import Disclosure, Statement
from budget_rules.figure import Figure
from budget_rules.messages import Message, message
from budget_rules.place import Span
from budget_rules.vocabulary import Vocabulary

_SENTENCE_END = re.compile("[。！？!?]")
_HALF_END = re.compile("[；;]")
_CLAUSE_END = re.compile("[，,；;。！？!?：:]")
#: A sentence longer than this is cut where a part of it ends.
MOST_QUOTED = 160
#: A sentence is not looked for further away than this: quoting takes bounded time in a text of any length.
REACH = 2000


class Quote(NamedTuple):
    """Part of a paragraph as printed; ``mark`` is where the figure stands in it."""

    text: str
    mark: tuple[int, int] | None = None


NOTHING = Quote("")


def paragraph_text(disclosure: Disclosure, number: int) -> str:
    """The heading or paragraph of that number, counted as ``Span.paragraph`` counts."""
    found = next(islice(disclosure.running_text(), number, None), None)
    return "" if found is None else found.paragraph.text


def quote_figure(disclosure: Disclosure, span: Span) -> Quote:
    """The sentence a figure stands in, with the figure marked."""
    text = paragraph_text(disclosure, span.paragraph)
    start, stop = sentence_around(text, span.start, span.stop)
    return Quote(text[start:stop], (span.start - start, span.stop - start))


def quote_statement(statement: Statement) -> Quote:
    """The sentence a statement stands in; with the reason it gives, where that is a sentence of its own."""
    text = statement.paragraph.text
    last = statement.reason_span or statement.span
    start, _ = sentence_around(text, *statement.span)
    _, stop = sentence_around(text, *last)
    return Quote(text[start : max(start, stop)])


def sentence_around(text: str, start: int, stop: int) -> tuple[int, int]:
    """The sentence around ``text[start:stop]``, or its part between semicolons or commas where it is very long."""
    bounds = (max(0, start - REACH), min(len(text), stop + REACH))
    for ends in (_SENTENCE_END, _HALF_END, _CLAUSE_END):
        bounds = _between(text, ends, start, stop, *bounds)
        if bounds[1] - bounds[0] <= MOST_QUOTED:
            break
    first, last = bounds
    while first < start and text[first].isspace():
        first += 1
    while last > stop and text[last - 1].isspace():
        last -= 1
    return first, last


def _between(text: str, ends: re.Pattern[str], start: int, stop: int, first: int, last: int) -> tuple[int, int]:
    for match in ends.finditer(text, first, start):
        first = match.end()
    after = ends.search(text, stop, last)
    return first, after.end() if after else last


def rewritten(
    disclosure: Disclosure, vocabulary: Vocabulary, figure: Figure, digits: str, statement: Statement | None
) -> str:
    """The clause of the figure with ``digits`` in its place; empty where no clause can be made of it.

    ``-5`` in place of a decrease that was said to be an increase turns the word of direction, and the reverse.
    """
    span = figure.place.span
    if span is None:
        return ""
    text = paragraph_text(disclosure, span.paragraph)
    start = _start(text, span, statement)
    before = text[start : span.start]
    if digits.startswith("-"):
        turned = _turned(before, figure, vocabulary)
        if not turned:
            return ""
        before, digits = turned, digits[1:]
    stop = span.stop
    while stop < len(text) and not _CLAUSE_END.match(text, stop) and text[stop] not in "、（）()":
        stop += 1
    full_stop = "。" if text[stop : stop + 1] == "。" else ""
    return " ".join(f"{before}{digits}{text[span.stop : stop]}{full_stop}".split())


def _start(text: str, span: Span, statement: Statement | None) -> int:
    """Where the clause starts: with the statement, if the figure is of it."""
    sentence, _ = sentence_around(text, span.start, span.stop)
    first, _ = _between(text, _CLAUSE_END, span.start, span.stop, sentence, len(text))
    if statement is not None and statement.paragraph.text == text and sentence <= statement.span[0] < span.start:
        first = statement.span[0]
    return first - (text[first - 1 : first] in ("“", "‘", "「"))


def _turned(before: str, figure: Figure, vocabulary: Vocabulary) -> str:
    """The text before a figure with its word of direction turned round; empty where it ends in none."""
    ups, downs = vocabulary.words.get("increase", ()), vocabulary.words.get("decrease", ())
    if len(ups) < 2 or len(downs) < 2:
        return ""
    rate = figure.unit.quantity == "ratio"
    plain = before.rstrip()
    gap = before[len(plain) :]
    for words, others in ((ups, downs), (downs, ups)):
        for word in sorted(words, key=len, reverse=True):
            if plain.endswith(word):
                return plain.removesuffix(word) + others[rate] + gap
    return ""


def without_rate(disclosure: Disclosure, vocabulary: Vocabulary, rate: Figure, statement: Statement) -> str:
    """The clause of a rate on nothing, with the difference in place of the rate; empty where that is not known."""
    span, current = rate.place.span, statement.figures.get("current")
    if span is None or current is None or statement.direction != 1:
        return ""
    text = paragraph_text(disclosure, span.paragraph)
    start = _start(text, span, statement)
    up = vocabulary.words["increase"][0]
    plain = text[start : span.start].rstrip()
    for word in sorted(vocabulary.words["increase"], key=len, reverse=True):
        if plain.endswith(word):
            before = plain.removesuffix(word)
            if "change" in statement.figures:
                return before.rstrip("，,、 ")
            return f"{before}{up}{current.text}{current.unit.name}"
    return ""


def change_cell(figure: Figure, printed: str, expected: str, *, alone: bool) -> Message | None:
    """To change one cell of a table; None for a figure that stands in none. ``alone``: compared with a constant."""
    place = figure.place
    if not (place.row and place.column):
        return None
    return message(
        "suggest.cell-alone" if alone else "suggest.cell",
        table=place.within,
        row=place.row,
        column=place.column,
        printed=printed,
        expected=expected,
    )
