"""The vocabulary's words, made ready for reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from budget_rules.narrative.plain import plain_text
from budget_rules.vocabulary import Vocabulary

_MONEY = ("百万元", "千万元", "万元", "亿元", "千元", "元")
_RATIO = ("%", "‰", "个百分点", "百分点", "倍")
_BASES = (
    ("执行", "base_execution"),
    ("决算", "base_final"),
    ("调整预算", "base_adjusted"),
    ("预算", "base_budget"),
)
#: A pattern that never matches, for a list the vocabulary leaves empty.
_NEVER = "(?!)"


class Words:
    """A list of words in plain text; where several fit, the longest counts.

    ``pattern`` has the words as alternatives and nothing else: searching takes time linear in the text.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.all = tuple(sorted(filter(None, map(plain_text, words)), key=len, reverse=True))
        self._known = frozenset(self.all)
        self._by_first: dict[str, list[str]] = {}
        self._by_last: dict[str, list[str]] = {}
        for word in self.all:
            self._by_first.setdefault(word[0], []).append(word)
            self._by_last.setdefault(word[-1], []).append(word)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words as alternatives, for lists whose words are searched for."""
        return re.compile("|".join(map(re.escape, self.all)) or _NEVER)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def at(self, text: str, position: int) -> str:
        """The word printed at ``position``, or an empty text."""
        for word in self._by_first.get(text[position : position + 1], ()):
            if text.startswith(word, position):
                return word
        return ""

    def before(self, text: str, floor: int, stop: int) -> str:
        """The word printed in ``text[floor:stop]`` up to ``stop``, or an empty text."""
        if stop > floor:
            for word in self._by_last.get(text[stop - 1], ()):
                if text.endswith(word, floor, stop):
                    return word
        return ""

    def all_before(self, text: str, floor: int, stop: int) -> list[str]:
        """All words that end at ``stop``, the longest first."""
        words = self._by_last.get(text[stop - 1], ()) if stop > floor else ()
        return [word for word in words if text.endswith(word, floor, stop)]

    def inside(self, text: str) -> bool:
        """Whether one of the words is printed anywhere in ``text``."""
        return any(word in text for word in self.all)


@lru_cache(maxsize=512)
def words_of(words: tuple[str, ...]) -> Words:
    """The words of one list: a vocabulary has the same lists for every disclosure."""
    return Words(words)


class Terms(dict[str, Words]):
    """The words of a vocabulary, by the name of their list; a list it does not have is empty."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__((name, words_of(texts)) for name, texts in vocabulary.words.items())
        self.vocabulary = vocabulary
        #: Kind of number by unit: ``measure``, ``size``, ``count``, ``ratio`` or ``money``.
        self.units = dict.fromkeys(self["measure_units"].all, "measure")
        self.units.update(dict.fromkeys(self["sized_units"].all, "size"))
        self.units.update(dict.fromkeys(self["count_units"].all, "count"))
        self.units.update(dict.fromkeys(_RATIO, "ratio"))
        self.units.update(dict.fromkeys(_MONEY, "money"))
        self.unit = words_of(tuple(self.units))
        #: What may stand before the figure of a change, and behind the base of one.
        self.before_change = self._joined("unfilled", "increase", "decrease", "trailing")
        self.after_base = self._joined("unfilled", "increase", "decrease", "level")
        #: Directions that no figure follows: 持平 anywhere, 增加 at the end of a clause.
        ways = [re.escape(word) + "(?=[,;。]|$)" for name in ("increase", "decrease") for word in self[name].all]
        self.unmeasured = re.compile("|".join([*map(re.escape, self["level"].all), *ways]) or _NEVER)
        #: 类, 款 or 项 in brackets, with a code or without.
        self.class_mark = re.compile(rf"\(([0-9]{{0,7}})({self['classes'].pattern.pattern})\)")
        sides = (side for table in vocabulary.tables.values() for side in table.sides if side.name == "收入")
        #: Canonical names of the rows of income.
        self.incomes = {row.name for side in sides for row in side.rows.values()}
        self.longest_phrase = max(map(len, vocabulary.phrases), default=0)

    def __missing__(self, name: str) -> Words:
        return words_of(())

    def _joined(self, *names: str) -> Words:
        """The words of several lists."""
        return words_of(tuple(word for name in names for word in self[name].all))

    def sign_of(self, word: str) -> int:
        """Which way a word of direction goes."""
        return 1 if word in self["increase"] else -1 if word in self["decrease"] else 0

    def base_kind(self, text: str) -> str:
        """What a base is: ``预算``, ``调整预算``, ``执行`` or ``决算``; empty where the text does not say."""
        return next((kind for kind, name in _BASES if self[name].inside(text)), "")
