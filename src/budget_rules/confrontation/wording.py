"""What texts say: words of the vocabulary's lists, side by side. Searching takes time linear in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.text import Text
from budget_rules.figure import Figure
from budget_rules.messages import Message, message
from budget_rules.narrative.plain import plain_text
from budget_rules.rulebook.expression import Word, Wording

#: ``#`` in a word of a list stands for a number.
_NUMBER = "[0-9]{1,9}"
_ANY_YEAR = re.compile("[0-9]{4}")
_YEARS = ("本年", "上年", "其他年份", "非上年")
_YEAR = r"(?<![0-9]){}[全财]?年度?+"
#: What a part of a department calls itself, after the department's name.
OWN_LEVEL = ("(本级)", "本级", "(本部)", "本部", "(机关)", "机关")
#: So many printed texts, and so many places, are named in a message.
_MOST_SHOWN = 8
_MOST_PLACES = 5
#: Governments whose budgets are published.
_GOVERNMENTS = ("中央", "省级", "市级", "区级", "县级", "镇级")
_ASCII_START = re.compile("[A-Za-z0-9]")


class Hit(Struct, frozen=True, eq=False):
    """A place in a text where something is wrong; ``start`` and ``stop`` count plain characters."""

    text: Text
    start: int
    stop: int
    #: What should be printed there; empty where that cannot be said.
    expected: str = ""
    #: What is printed instead, where that is not the text but stands beside it: the code of a name.
    beside: str = ""
    #: The figures that it does not agree with.
    figures: tuple[Figure, ...] = ()

    @property
    def printed(self) -> str:
        """What is printed there."""
        return self.beside or self.text.plain.as_printed(self.start, self.stop)


#: One cause: its places, and what to say of them.
Cause = tuple[Sequence[Hit], Message]


def said_of(key: str, where: Sequence[Hit], **slots: object) -> Message:
    """An entry of the catalogue about the places, with what is printed there and where that is."""
    return message(key, shown=shown(where), places=places(where), **slots)


def shown(where: Sequence[Hit]) -> str:
    """What is printed at the places, each text once, with how often it is printed."""
    counts = Counter(hit.printed for hit in where)
    listed = [f"“{text}”" + (f"×{count}" if count > 1 else "") for text, count in counts.most_common(_MOST_SHOWN)]
    return "、".join(listed) + ("…" if len(counts) > _MOST_SHOWN else "")


def places(where: Sequence[Hit]) -> str:
    """Where that is, each heading or title once."""
    labels = list(dict.fromkeys(hit.text.label for hit in where))
    return "、".join(labels[:_MOST_PLACES]) + ("…" if len(labels) > _MOST_PLACES else "")


def hits(wording: Wording, texts: Sequence[Text], index: DisclosureIndex) -> Iterator[Hit]:
    """Where the words stand, in order of print.

    Raises:
        Absent: the words are a year or a name that the disclosure does not have.
    """
    known = index.patterns.get(id(wording))
    if known is None:
        index.patterns[id(wording)] = known = wording, *_compiled(wording, index)
    _, pattern, not_after = known
    year = _year_meant(wording, index)
    for text in texts:
        plain = text.plain.text
        for match in pattern.finditer(plain, text.start, text.stop):
            if not (not_after and plain.endswith(not_after, 0, match.start())):
                right = _ANY_YEAR.sub(str(year), match.group()) if year else _corrected(match.group(), index)
                yield Hit(text, *match.span(), "" if right == match.group() else right)


def _corrected(printed: str, index: DisclosureIndex) -> str:
    """What should stand there by the vocabulary; empty where it does not say."""
    corrections = index.vocabulary.corrections
    return next((right for wrong, right in corrections.items() if plain_text(wrong) == printed), "")


def _year_meant(wording: Wording, index: DisclosureIndex) -> int | None:
    """The year that should stand where another one does: this one, or behind a word of comparing the one before."""
    places = {
        place > 0 or word.name == "非上年"
        for way in wording.ways
        for place, word in enumerate(way)
        if word.name in _YEARS
    }
    if len(places) != 1 or index.disclosure.year is None:
        return None
    return index.disclosure.year - places.pop()


def _compiled(wording: Wording, index: DisclosureIndex) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The words as one pattern, alternatives of fixed texts one list after the other; and what may not stand before.

    Python's own search jumps to the next place where the first word can begin, so what may not stand before is looked
    at when something was found.
    """
    ways = []
    missing: Absent | None = None
    for way in wording.ways:
        try:
            ways.append(
                "".join(_optional(word, index) if word.optional else _alternatives(word, index) for word in way)
            )
        except Absent as absent:
            missing = absent
    if missing is not None and not ways:
        raise missing
    behind = "" if wording.not_before is None else f"(?!{_alternatives(wording.not_before, index)})"
    before = wording.not_after
    not_after = () if before is None else tuple(_plain_words(index.vocabulary.words[before.name]))
    return re.compile(f"(?:{'|'.join(ways)}){behind}"), not_after


def _optional(word: Word, index: DisclosureIndex) -> str:
    try:
        return _alternatives(word, index) + "?"
    except Absent:
        return ""


def _alternatives(word: Word, index: DisclosureIndex) -> str:
    given = _given(word.name, index)
    if given is not None:
        return given
    return _one_of(index.vocabulary.words[word.name])


@lru_cache(maxsize=256)
def _one_of(words: tuple[str, ...]) -> str:
    """The pattern of a list of the vocabulary; the same for every disclosure."""
    return "(?:" + "|".join(map(_as_pattern, _plain_words(words))) + ")"


def _plain_words(words: Iterable[str]) -> list[str]:
    return sorted(filter(None, map(plain_text, words)), key=len, reverse=True)


def _as_pattern(word: str) -> str:
    """The word; in Latin letters only where it is not a part of another word, its last letter as often as it comes."""
    escaped = re.escape(word).replace(r"\#", _NUMBER)
    if _ASCII_START.match(word):
        escaped = f"(?<![A-Za-z0-9]){escaped}"
    if word[-1].isascii() and word[-1].isalpha():
        escaped += f"{word[-1]}*+(?![A-Za-z0-9])"
    return escaped


def _given(name: str, index: DisclosureIndex) -> str | None:
    """The pattern of words that the disclosure gives; None where it is a list of the vocabulary."""
    disclosure = index.disclosure
    if name in _YEARS:
        if disclosure.year is None:
            raise Absent(message("skip.no-year"))
        this, last = disclosure.year, disclosure.year - 1
        any_year = "(?:19|20)[0-9]{2}"
        years = {
            "本年": str(this),
            "上年": str(last),
            "其他年份": f"(?!{this}|{last}){any_year}",
            "非上年": f"(?!{last}){any_year}",
        }
        return _YEAR.format(years[name])
    if name == "其他级次":
        own = [level for level in _GOVERNMENTS if level in disclosure.title]
        if len(own) != 1:
            raise Absent(message("skip.no-government"))
        return "(?:" + "|".join(level for level in _GOVERNMENTS if level not in own) + ")"
    if name not in ("单位名称", "主管部门名称"):
        return None
    unit = plain_text(disclosure.unit)
    if not unit:
        raise Absent(message("skip.no-unit-name"))
    if name == "单位名称":
        return f"(?:{re.escape(unit)})"
    level = next((ending for ending in OWN_LEVEL if unit.endswith(ending) and len(unit) > len(ending) + 1), None)
    if level is None:
        raise Absent(message("skip.no-department"))
    parts = "|".join(map(re.escape, OWN_LEVEL))
    return f"(?:{re.escape(unit.removesuffix(level))}(?!{parts}))"
