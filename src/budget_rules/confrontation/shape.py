"""Whether texts are finished and sound: sections with a text, sentences with an end, brackets in pairs, real dates."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from itertools import pairwise

from budget_rules.confrontation.numbering import level_of
from budget_rules.confrontation.text import Text
from budget_rules.confrontation.texts import TextsEnvironment
from budget_rules.confrontation.wording import Cause, Hit, said_of
from budget_rules.disclosure import Section
from budget_rules.vocabulary import without_enumerator

#: What a paragraph may end with, and what the last one of a section may not.
_CLOSING = "。！？!?；;：:…）)”’》」』】］]〕"
_OPEN_ENDED = "；;：:，,、"
#: A paragraph is a sentence if it has a clause or a figure: other lines are names in a list.
_SENTENCE = re.compile("[，。；,;]|[0-9]万?元|[0-9]%")
_PAIRS = {"）": "（", ")": "(", "”": "“", "》": "《", "』": "『", "」": "「", "】": "【", "〕": "〔"}
_SAME = str.maketrans("()", "（）")
_MARKS = re.compile("[（）()“”《》『』「」【】〔〕]")
#: What the heading of tables ends with.
_TABLES = re.compile("[表附]")
#: 2月30日, 2024年13月; not the end of a longer number.
_DATE = re.compile(r"(?<![0-9.,])(?:((?:19|20)[0-9]{2})年)?([0-9]{1,2})月(?:份|([0-9]{1,2})[日号])?")
_MONTHS = 12
_LEAP = 2000
#: What a text may end with or not, and still be the same; shorter ones (无。) are said again and again.
_ENDS = "。.;:,、"
_SHORTEST = 4
#: 1) and a) stand at the start of an item.
_ITEM = re.compile(r"(?:^|[\s，,。；;：:、])[0-9a-zA-Z一二三四五六七八九十]{1,3}$")


def empty_sections(env: TextsEnvironment) -> Iterator[Cause]:
    """Numbered headings with nothing under them, where the next heading is no part of theirs; those of tables have."""
    sections = [text.section for text in env.texts if text.section is not None]
    following = dict(pairwise(map(id, sections)))
    by_id = {id(section): section for section in sections}
    levels = {id(text.section): level_of(text) for text in env.texts}
    where: list[Hit] = []
    for text in env.texts:
        section = text.section
        level = level_of(text)
        if section is None or section.paragraphs or not level or _TABLES.search(section.heading[-4:]):
            continue
        after = by_id.get(following.get(id(section), 0))
        if after is None or 0 < levels[id(after)] <= level:
            where.append(Hit(text, text.start, text.stop))
    if where:
        yield where, said_of("fact.section-empty", where)


def repeated_titles(env: TextsEnvironment) -> Iterator[Cause]:
    """Tables whose title another one has, which is then the one that the title is taken for: one cause."""
    where = [Hit(text, text.start, text.stop) for text in env.texts if text.table is not None and text.table.again]
    if where:
        yield where, said_of("fact.title-twice", where)


def repeated_headings(env: TextsEnvironment) -> Iterator[Cause]:
    """Headings that one part of the text has twice, whatever their numbers: one cause."""
    where = _again(env, "heading", lambda section: section.parent)
    if where:
        yield where, said_of("fact.heading-twice", where)


def repeated_paragraphs(env: TextsEnvironment) -> Iterator[Cause]:
    """Paragraphs that one section prints twice, whatever their numbers: one cause."""
    where = _again(env, "paragraph", lambda section: section)
    if where:
        yield where, said_of("fact.paragraph-twice", where)


def _again(env: TextsEnvironment, kind: str, within: Callable[[Section], Section | None]) -> list[Hit]:
    """Texts of a kind whose words have been printed before in the same part of the text."""
    seen: set[tuple[int, str]] = set()
    where: list[Hit] = []
    for text in env.texts:
        words = without_enumerator(text.plain.text).rstrip(_ENDS)
        if text.kind != kind or text.section is None or len(words) < _SHORTEST:
            continue
        known = id(within(text.section)), words
        if known in seen:
            where.append(Hit(text, text.start, text.stop))
        seen.add(known)
    return where


def unclosed(env: TextsEnvironment) -> Iterator[Cause]:
    """Paragraphs without a closing mark, and last paragraphs of a section that end as if something followed.

    In a section whose heading is the title of a table, that table follows.
    """
    last = {id(text.section): text for text in env.texts}
    titles = {table.title for table in env.index.disclosure.tables}
    parents = {id(section.parent) for section in env.index.disclosure.sections}  # 其中：, and the parts are headed
    where: list[Hit] = []
    for text in env.texts:
        printed = text.plain.paragraph.text.rstrip()
        if not printed or not _SENTENCE.search(text.plain.text):
            continue
        ends = last[id(text.section)] is text and id(text.section) not in parents
        ends = ends and not (text.section and text.section.heading in titles)
        if printed[-1] not in _CLOSING or (ends and printed[-1] in _OPEN_ENDED):
            where.append(_end(text))
    if where:
        yield where, said_of("fact.unclosed", where)


def _end(text: Text) -> Hit:
    """The last clause."""
    plain = text.plain.text
    start = max(plain.rfind(mark, 0, len(plain) - 1) for mark in ",;。:") + 1
    return Hit(text, max(start, len(plain) - 24), len(plain))


def unbalanced(env: TextsEnvironment) -> Iterator[Cause]:
    """Brackets and quotation marks without their other half; each paragraph is a cause of its own."""
    for text in env.texts:
        found = _alone(text.plain.paragraph.text)
        if found is not None:
            mark, around = found
            at = max(text.plain.text.find(around), 0) if around else 0
            stop = min(len(text.plain.text), at + max(len(around), 1))
            yield [Hit(text, at, stop)], said_of("fact.unbalanced", [Hit(text, at, stop)], mark=mark)


def without_such_day(env: TextsEnvironment) -> Iterator[Cause]:
    """Dates that no calendar has; each is a cause of its own. Of a year that is not printed, any may be meant."""
    for text in env.texts:
        for match in _DATE.finditer(text.plain.text, text.start, text.stop):
            year, month = int(match[1] or _LEAP), int(match[2])
            days = monthrange(year, month)[1] if 1 <= month <= _MONTHS else 0
            if not days or not 1 <= int(match[3] or 1) <= days:
                hit = Hit(text, match.start(), match.end())
                yield [hit], said_of("fact.no-such-date", [hit])


def _alone(printed: str) -> tuple[str, str] | None:
    """The first mark without its other half, and the words beside it."""
    opened: list[tuple[str, int]] = []
    for match in _MARKS.finditer(printed):
        mark = match.group().translate(_SAME)
        if mark not in _PAIRS:
            opened.append((mark, match.start()))
        elif opened and opened[-1][0] == _PAIRS[mark].translate(_SAME):
            opened.pop()
        elif not (mark == "）" and _ITEM.search(printed[max(0, match.start() - 5) : match.start()])):
            return mark, _beside(printed, match.start())
    return (opened[0][0], _beside(printed, opened[0][1])) if opened else None


def _beside(printed: str, at: int) -> str:
    """Some words without marks next to a place."""
    found = re.search("[\u4e00-\u9fff]{1,8}", printed[at + 1 : at + 20]) or re.search(
        "[\u4e00-\u9fff]{1,8}$", printed[max(0, at - 8) : at]
    )
    return found.group() if found else ""
