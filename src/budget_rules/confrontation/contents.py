"""The table of contents against the headings and the titles of tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.numbering import level_of, number_of
from budget_rules.confrontation.text import Text
from budget_rules.confrontation.texts import texts_of
from budget_rules.confrontation.wording import Cause, Hit, said_of
from budget_rules.messages import message
from budget_rules.narrative.plain import plain_text
from budget_rules.vocabulary import without_enumerator

#: The dots and the page number behind a line; one space, or brackets, where words stand before.
_LEADER = re.compile(
    r"[.…·\-_ ]{2,}[0-9]*$|[.…·]+[0-9]*$|(?<=[\u4e00-\u9fff)）”])(?:\s[0-9]{1,3}|[（(][0-9]{1,3}[)）])$"
)
_YEAR = re.compile("[0-9]{4}年度?")
_LEVEL = re.compile(r"关于|预算单位|\((?:部门|单位)\)|[市区县省](?:级)?(?:单位|部门)|部门|单位|本级")
_FILLING = re.compile("预算|决算|情况|说明|总体|的|支出")
#: Words that a heading has and its line in the contents leaves out, or the other way round.
_SAYING = re.compile("关于|的|情况|说明")
_ATTACHED = re.compile(r"^附[件表][0-9]{0,2}[:、.](?=.)")
_PART = re.compile("第[一二三四五六七八九十]+部分")
#: Lines that head the tables, and have no heading of their own.
_TABLES = frozenset({"预算表", "决算表", "预算报表", "决算报表", "预算公开表", "报表", "表", "预算明细表", "附表"})
#: A line and a heading of the same number, alike to this degree, mean the same.
_ALIKE = 0.7
_MOST_SAME = 20
_LONGEST = 60
#: Contents have some thirty lines; what is beyond is not looked at.
_MOST_LINES = 300


class Contents:
    """Each line of the contents with the heading or title that it announces."""

    def __init__(self, index: DisclosureIndex) -> None:
        self.index = index
        self.lines = texts_of("contents", index)[:_MOST_LINES]
        self.headings = [*texts_of("heading", index), *texts_of("title", index)]
        self._units = _units(plain_text(index.disclosure.unit))
        self._clean = {id(text): self._cleaned(text) for text in (*self.lines, *self.headings)}
        self.pairs: list[tuple[Text, Text | None]] = []
        self._pair()

    @classmethod
    def of(cls, index: DisclosureIndex) -> Contents:
        """The contents of a disclosure.

        Raises:
            Absent: it has none, or no headings.
        """
        found = index.once(cls)
        if not found.lines or not found.headings:
            raise Absent(message("skip.no-contents"))
        return found

    def without_heading(self) -> Iterator[Cause]:
        """Lines that announce what does not come: one cause."""
        where = [Hit(line, line.start, line.stop) for line, heading in self.pairs if heading is None]
        if where:
            yield where, said_of("fact.contents-missing", where)

    def not_listed(self, texts: Iterable[Text]) -> Iterator[Cause]:
        """Tables, and headings whose sisters are listed, that the contents do not announce: one cause."""
        listed = {id(heading) for _, heading in self.pairs if heading is not None}
        titles = (line for line, heading in self.pairs if heading is not None and heading.kind == "title")
        if all(self._clean[id(line)] in _TABLES for line in titles):
            # 四、单位预算表 announces them all.
            texts = [text for text in texts if text.kind != "title"]
        named = {(level_of(line), self._clean[id(line)]) for line in self.lines}
        words = {clean for _, clean in named} | self._heading_a_table()
        where: list[Hit] = []
        for text in texts:
            known = text.table.known if text.table is not None else self._sisters_listed(text, listed)
            clean = self._clean.get(id(text), "")
            same = clean in words if text.kind == "title" else (level_of(text), clean) in named
            if id(text) not in listed and known and not same:
                where.append(Hit(text, text.start, text.stop))
        if where:
            yield where, said_of("fact.not-in-contents", where)

    def _heading_a_table(self) -> set[str]:
        """What tables are called that stand under headings of the same words, which the contents announce."""
        sections = ((heading, heading.section) for _, heading in self.pairs if heading is not None)
        return {f"{self._clean[id(one)]}表" for one, section in sections if section and not section.paragraphs}

    def _sisters_listed(self, text: Text, listed: set[int]) -> bool:
        """Whether the headings beside a numbered heading, under the same one, are all announced."""
        level = level_of(text)
        at = next((i for i, one in enumerate(self.headings) if one is text), None)
        if not level or at is None:
            return False
        beside = (reversed(self.headings[:at]), iter(self.headings[at + 1 :]))
        same = [one for side in beside if (one := _sister(side, level)) is not None]
        return bool(same) and all(id(one) in listed for one in same)

    def reworded(self) -> Iterator[Cause]:
        """Lines and headings that say the same in other words: one cause. Years and levels are other rules' matter."""
        where: list[Hit] = []
        for line, heading in self.pairs:
            if heading is None:
                continue
            one, other = self._clean[id(line)], self._clean[id(heading)]
            same = _SAYING.sub("", one) == _SAYING.sub("", other)
            if not same and not other.endswith(one) and one not in _TABLES:
                where.append(Hit(heading, heading.start, heading.stop, _without_leader(line.plain.paragraph.text)))
        if where:
            lines = "、".join(f"“{hit.expected}”" for hit in where)
            yield where, said_of("fact.contents-reworded", where, lines=lines)

    def _pair(self) -> None:
        vocabulary = self.index.vocabulary
        by_clean: dict[str, Text] = {}
        by_key: dict[str, Text] = {}
        by_name: dict[str, list[Text]] = {}
        for heading in self.headings:
            clean = self._clean[id(heading)]
            by_clean.setdefault(clean, heading)
            by_key.setdefault(_FILLING.sub("", clean), heading)
            name = heading.table.name if heading.table else heading.section.name if heading.section else ""
            if name:
                by_name.setdefault(name, []).append(heading)
        names = {}
        for line in self.lines:
            terms = vocabulary.table(_without_leader(line.plain.paragraph.text))
            names[id(line)] = terms.name if terms else vocabulary.section(line.printed)
        counts = Counter(names.values())
        for line in self.lines:
            clean = self._clean[id(line)]
            found = by_clean.get(clean) or by_key.get(_FILLING.sub("", clean)) or self._ending(clean)
            if found is None and clean in _TABLES:
                found = next((one for one in self.headings if one.kind == "title"), None)
            if found is None:
                named = by_name.get(names[id(line)], [])
                found = named[0] if len(named) == 1 and counts[names[id(line)]] == 1 else None
            self.pairs.append((line, found))
        taken = {id(heading) for _, heading in self.pairs}
        left = [heading for heading in self.headings if id(heading) not in taken]
        self.pairs = [(line, heading or self._alike(line, left)) for line, heading in self.pairs]

    def _alike(self, line: Text, headings: Sequence[Text]) -> Text | None:
        """A heading of the same number whose words are mostly the same."""
        number = number_of(line)
        same = [one for one in headings if number and number_of(one) == number][:_MOST_SAME]
        scores = {id(one): self._likeness(line, one) for one in same}
        best = max(same, key=lambda one: scores[id(one)], default=None)
        return best if best is not None and scores[id(best)] >= _ALIKE else None

    def _likeness(self, line: Text, heading: Text) -> float:
        one, other = self._clean[id(line)][:_LONGEST], self._clean[id(heading)][:_LONGEST]
        return SequenceMatcher(None, one, other, autojunk=False).ratio()

    def _ending(self, clean: str) -> Text | None:
        """A heading that says more, before the same words."""
        return next((one for one in self.headings if clean and self._clean[id(one)].endswith(clean)), None)

    def _cleaned(self, text: Text) -> str:
        """The words without number, unit, year, level and dots."""
        plain = plain_text(_without_leader(text.plain.paragraph.text))
        plain = _ATTACHED.sub("", _PART.sub("", without_enumerator(plain)))
        for unit in self._units:
            plain = plain.replace(unit, "")
        return without_enumerator(_LEVEL.sub("", _YEAR.sub("", plain)))


def _without_leader(printed: str) -> str:
    return _LEADER.sub("", printed.strip())


def _sister(headings: Iterator[Text], level: int) -> Text | None:
    """The first heading of that level, past those below it; none where a higher one or a table comes first."""
    for one in headings:
        other = level_of(one)
        if one.kind != "heading" or 0 < other < level:
            return None
        if other == level:
            return one
    return None


def _units(unit: str) -> Sequence[str]:
    """The unit's name, and the department's: longest first."""
    return [name for name in (unit, unit.removesuffix("本级").removesuffix("(本级)")) if name]
