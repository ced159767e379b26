"""The name of a quantity, taken from the words before its figure."""

from __future__ import annotations

import re
from itertools import takewhile

from msgspec import Struct

from budget_rules.narrative.plain import is_chinese, plain_text
from budget_rules.narrative.terms import Terms, Words

#: A name is looked for in so many characters before the figure.
WINDOW = 120
_YEAR = re.compile("((?:19|20)[0-9]{2})[全财]?年度?")
_ENUMERATOR = re.compile(
    r"[0-9]{1,2}[.、]|\([0-9一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、.]|(?P<code>[0-9]{5}(?:[0-9]{2})?[-—]?)"
)
#: What an enumerator begins with.
_ENUMERATES = "(0123456789一二三四五六七八九十"
#: A code behind a name: 行政运行（2010101）
_CODE = re.compile(r"\([0-9]{3,7}\)")
#: A remark on what stands before: 特种专业技术用车3辆（救护车）、其他用车
_ASIDE = re.compile(r"\([^()]*\)(?=[、,;])")
#: A remark behind a name: 政府采购金额（以合同签订为准）
_REMARK = re.compile(r"(?<=.)\([^()]*\)$")
#: What the end of a name adds in one document and leaves out in another.
_OF_BUDGET = re.compile("(?<=.)(?:支出|收入|预算|安排|年初)+$")
#: What the name of a quantity has behind it where final accounts print its budget.
BUDGETED = "的年初预算"
#: The budget in final accounts, under whatever name: “三公”经费支出预算为, 预算数为; not that of a fund.
_BUDGETED = re.compile("(?:^|支出|费用?|收入|采购|年度?|全年)(预算)(?:总?额|数|金额|安排)*(?:为|是|共计?|合计)*$")
#: 支出, 收入, 本年: words that are in many names.
_SHORTEST = 3
_PUNCTUATION = ",;:。、!?.) "
_BREAK = re.compile("[(),;:。!?①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳]")
#: A counted thing has no longer name.
_LONGEST_THING = 12
#: What the end of a unit's name may leave out when the unit is mentioned.
_UNIT_ENDS = ("(本级)", "本级", "机关", "(部门)", "(单位)")


class Name(Struct, frozen=True, gc=False):
    """What a figure is called."""

    #: As printed, in plain text.
    printed: str
    #: Canonical names first, then the printed one; empty where the figure has no name of its own.
    names: tuple[str, ...]
    #: Where the name starts in the plain text.
    start: int
    #: Whether the quantity is of a year before, or otherwise not of this budget.
    prior: bool = False
    #: The year it is of, where that is printed and another one.
    year: int | None = None


def segment_start(text: str, stop: int, floor: int) -> int:
    """Where the phrase that ends at ``stop`` starts: after punctuation outside brackets, not before ``floor``."""
    lowest = max(floor, stop - WINDOW)
    depth = 0
    for match in reversed(list(_BREAK.finditer(text, lowest, stop))):
        sign = match.group()
        if sign == ")":
            depth += 1
        elif sign == "(":
            depth -= 1
            if depth < 0:
                return match.end()
        elif not depth:
            return match.end()
    return lowest


class Namer:
    """Names figures by the vocabulary, in a disclosure of a unit and a year."""

    def __init__(self, terms: Terms, *, unit: str, year: int | None, final: bool = False) -> None:
        self._terms = terms
        self._year = year
        #: Whether final accounts are spoken of, so that the year's budget is another figure than the one meant.
        self.final = final
        #: The year before the disclosure's.
        self.last_year = None if year is None else year - 1
        self._phrases = terms.vocabulary.phrases
        self._leading = Words((*_unit_names(unit), *terms["leading"].all))
        #: By the text before a figure, which is often the same. They start where they do in that text.
        self._known: dict[str, Name] = {}
        #: What ``phrase_in`` has found.
        self._headings: dict[str, str] = {}

    def name(self, text: str, start: int, stop: int) -> Name:
        """The name printed in ``text[start:stop]``, the figure standing at ``stop``."""
        segment = text[start:stop]
        found = self._known.get(segment)
        if found is None:
            found = self._known[segment] = self._name(segment)
        return Name(found.printed, found.names, start + found.start, found.prior, found.year)

    def _name(self, segment: str) -> Name:
        """The name printed in a segment of text that a figure stands behind."""
        whole = None if self.final else self._phrases.get(segment)
        if whole is not None:
            return Name(segment, _distinct(whole, segment), 0)
        years = list(_YEAR.finditer(segment)) if "年" in segment else []
        prior_at, year = self._prior(segment, years)
        starts = self._starts(segment, [match for match in years if self._this_year(match)])
        ends = self._ends(segment)
        for first in starts:
            if prior_at is not None and first > prior_at:
                break
            for end in ends:
                canonical = self._phrases.get(segment[first:end]) if end > first else None
                if canonical is not None:
                    printed = segment[first:end]
                    if self.final and prior_at is not None and year is None and "预算" in segment[prior_at:]:
                        return Name(printed, self._of_budget(canonical, printed), first, True, year)
                    return Name(printed, _distinct(canonical, printed), first)
        first = [first for first in starts if prior_at is None or first <= prior_at][-1]
        if prior_at is not None:
            printed = segment[first:].removesuffix("为")
            named = segment[first:prior_at] if self.final and year is None else ""
            canonical = (
                self.names_of(named)[0] if len(named) >= _SHORTEST and named not in self._terms["generic"] else ""
            )
            return Name(printed, self._of_budget(canonical, printed) if canonical else (printed,), first, True, year)
        printed = segment[first : max(ends[-1], first)]
        for end in ends:
            if (
                end > first
                and printed not in self._terms["generic"]
                and (canonical := self._varied(segment[first:end]))
            ):
                return Name(segment[first:end], _distinct(canonical, segment[first:end]), first)
        if printed in self._terms["generic"] or not any(map(is_chinese, printed)):
            return self._before_year(segment, starts, years) or Name(printed, (), first)
        return Name(printed, self._unlisted(printed), first)

    @staticmethod
    def _of_budget(canonical: str, printed: str) -> tuple[str, ...]:
        """The names of what was budgeted for a quantity of final accounts: 公务接待费的年初预算."""
        name = canonical.removesuffix(BUDGETED)
        return (name + BUDGETED,) if printed == name else _distinct(name + BUDGETED, printed)

    def _varied(self, printed: str) -> str:
        """The canonical name of a phrase that is printed with 本年 before it, or with other words for 预算支出 behind.

        Spending never goes by the name of an income.
        """
        plain = _REMARK.sub("", printed.removeprefix("本年"))
        bare = _OF_BUDGET.sub("", plain)
        spent = plain[len(bare) :] and "支出" in plain[len(bare) :]
        ways = (plain, *(bare + end for end in ("支出", "预算支出", "预算") if spent or end == "预算"), bare)
        if len(bare) < _SHORTEST:
            return ""
        found = next((self._phrases[way] for way in ways if way in self._phrases), "")
        return "" if spent and found in self._terms.incomes else found

    def _before_year(self, segment: str, starts: list[int], years: list[re.Match[str]]) -> Name | None:
        """公务接待费2022年预算数: the name before the year, where no more than “预算数” is behind it."""
        year = next(filter(self._this_year, years), None)
        before = "" if year is None else segment[: year.start()]
        for first in starts:
            for end in self._ends(before):
                if first < end and (canonical := self._phrases.get(before[first:end])) is not None:
                    return Name(before[first:end], _distinct(canonical, before[first:end]), first)
        return None

    def whenever(self, segment: str) -> tuple[str, ...]:
        """The phrase that goes round the year: 绩效自评的2024年度项目."""
        years = list(_YEAR.finditer(segment)) if "年" in segment else []
        if len(years) != 1 or not self._this_year(years[0]) or not years[0].start():
            return ()
        known = self._phrases.get(segment[: years[0].start()] + segment[years[0].end() :])
        return () if known is None else (known,)

    def counted(self, text: str, stop: int) -> tuple[str, int]:
        """The thing named right after its number and unit, ``项目`` in 17 个项目, and where its name ends."""
        if word := self._terms["counted"].at(text, stop):
            return word, stop + len(word)
        if self._terms["after_count"].at(text, stop):
            return "", stop
        return "".join(takewhile(is_chinese, text[stop : stop + _LONGEST_THING])), stop

    def phrase_at(self, text: str, position: int) -> str:
        """The longest phrase of the vocabulary that is printed at ``position``."""
        for size in range(min(self._terms.longest_phrase, len(text) - position), 0, -1):
            phrase = text[position : position + size]
            if phrase in self._phrases:
                return phrase
        return ""

    def phrase_in(self, heading: str) -> str:
        """The longest phrase of the vocabulary that is printed in a heading, or an empty text."""
        found = self._headings.get(heading)
        if found is None:
            phrases = (self.phrase_at(heading, at) for at in range(len(heading)))
            found = self._headings[heading] = max(phrases, key=len, default="")
        return found

    def names_of(self, printed: str) -> tuple[str, ...]:
        """All names of a printed one."""
        canonical = self._phrases.get(printed) or self._varied(printed)
        return _distinct(canonical, printed) if canonical else self._unlisted(printed)

    def _prior(self, segment: str, years: list[re.Match[str]]) -> tuple[int | None, int | None]:
        """Where the segment speaks of another year, and of which."""
        if self._terms["as_of"].at(segment, 0):
            return None, None
        carried, at = self._terms["carried"], None
        for word in self._terms["prior"].pattern.finditer(segment):
            if not carried.at(segment, word.end()) and not self._of_this_year(segment, word):
                at = word.start()
                break
        if at is None and self.final and (budget := _BUDGETED.search(segment)) is not None:
            at = budget.start(1)
        for match in years:
            year = int(match.group(1))
            if self._year is not None and year != self._year:
                return match.start() if at is None else min(at, match.start()), year
        return at, None

    def _of_this_year(self, segment: str, word: re.Match[str]) -> bool:
        """2025年支出年初预算, in the budget of 2025: the year before the word is the one that is meant."""
        if self.final or not word.group().startswith("年初"):
            return False
        return any(self._this_year(match) for match in _YEAR.finditer(segment, 0, word.start() + 1) if self._year)

    def _starts(self, segment: str, years: list[re.Match[str]]) -> list[int]:
        """Where the name may start: the beginning, and after each word that does not belong to a name."""
        starts = [0]
        while (position := self._after_word(segment, starts[-1], years)) > starts[-1]:
            starts.append(position)
        return starts

    def _after_word(self, segment: str, position: int, years: list[re.Match[str]]) -> int:
        """Where the word that stands at ``position`` and is no part of a name ends; ``years``: mentions of this one."""
        sign = segment[position : position + 1]
        if sign and sign in _PUNCTUATION:
            return position + 1
        if not position and sign == "(" and (match := _ASIDE.match(segment)):
            return match.end()
        if sign and sign in _ENUMERATES and (match := _ENUMERATOR.match(segment, position)):
            end = match.end()
            if match["code"] is None or is_chinese(segment[end : end + 1]):
                return end
        if word := self._leading.at(segment, position):
            return position + len(word)
        # An organisation's name that is not the disclosure's own may stand before the year.
        return next((match.end() for match in years if match.start() >= position), position)

    def _this_year(self, match: re.Match[str]) -> bool:
        return self._year is None or int(match.group(1)) == self._year

    def _ends(self, segment: str) -> list[int]:
        """Where the name may end: the end, and before each trailing word that does not belong to a name."""
        trailing, ends = self._terms["trailing"], [len(segment)]
        for end in ends:
            for word in trailing.all_before(segment, 0, end):
                if end - len(word) not in ends:
                    ends.append(end - len(word))
        return sorted(ends, reverse=True)

    def _unlisted(self, printed: str) -> tuple[str, ...]:
        """The names of what no phrase names: without （类） markers, with 支出 at the end and without."""
        plain = _CODE.sub("", self._terms.class_mark.sub("", printed))
        if plain.endswith("支出预算"):
            plain = plain.removesuffix("预算")
        short = plain.removesuffix("支出")
        if not short:
            return (plain,)
        return (
            _distinct(short + "支出", short) if plain == printed or plain.endswith("支出") else (short, short + "支出")
        )


def _distinct(name: str, other: str) -> tuple[str, ...]:
    return (name,) if name == other else (name, other)


def _unit_names(unit: str) -> set[str]:
    """The unit's name, and the shorter ways to say it."""
    full = plain_text(unit)
    names = {full}
    for end in _UNIT_ENDS:
        names.update(name.removesuffix(end) for name in tuple(names))
    return {name for name in names if len(name) > 1}
