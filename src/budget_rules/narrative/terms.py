"""The vocabulary's words, made ready for reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from budget_rules.narrative.plain import plain_text
from budget_rules.vocabulary import Vocabulary

_MONEY = ("百万元", "千万元", "万元", "亿元", "千元", "元")
_RATIO = ("%", "‰", "个百分点", "百分点", "倍")
#: A pattern that never matches, for a list the vocabulary leaves empty.
_NEVER = "(?!)"


def alternatives(words: tuple[str, ...]) -> str:
    """A pattern of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or _NEVER


@dataclass(slots=True, eq=False)
class Terms:
    """The words of a vocabulary as tuples and patterns over plain text.

    Patterns are alternatives of fixed words: they take time linear in the text.
    """

    vocabulary: Vocabulary
    _words: dict[str, tuple[str, ...]] = field(init=False)
    unit: re.Pattern[str] = field(init=False)
    units: dict[str, str] = field(init=False)
    compare: re.Pattern[str] = field(init=False)
    level: re.Pattern[str] = field(init=False)
    nil: re.Pattern[str] = field(init=False)
    prior: re.Pattern[str] = field(init=False)
    reason: re.Pattern[str] = field(init=False)
    explain: re.Pattern[str] = field(init=False)
    base: re.Pattern[str] = field(init=False)
    completion: re.Pattern[str] = field(init=False)
    class_mark: re.Pattern[str] = field(init=False)
    longest_phrase: int = field(init=False)

    def __post_init__(self) -> None:
        words = self.vocabulary.words
        self._words = {
            name: tuple(sorted((plain_text(text) for text in texts), key=len, reverse=True))
            for name, texts in words.items()
        }
        self.units = dict.fromkeys(self["measure_units"], "measure")
        self.units.update(dict.fromkeys(self["count_units"], "count"))
        self.units.update(dict.fromkeys(_RATIO, "ratio"))
        self.units.update(dict.fromkeys(_MONEY, "money"))
        self.unit = re.compile(alternatives(tuple(self.units)))
        for name in ("compare", "level", "nil", "prior", "reason", "explain", "base", "completion"):
            setattr(self, name, re.compile(alternatives(self[name])))
        self.class_mark = re.compile(rf"\(([0-9]{{0,7}})({alternatives(self['classes'])})\)")
        self.longest_phrase = max(map(len, self.vocabulary.phrases), default=0)

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """The words of one list, the longest first."""
        return self._words.get(name, ())

    def base_kind(self, text: str) -> str:
        """What a comparison's base is: ``预算``, ``执行`` or ``决算``; empty where the text does not say."""
        for kind, name in (("执行", "base_execution"), ("决算", "base_final"), ("预算", "base_budget")):
            if any(word in text for word in self[name]):
                return kind
        return ""
