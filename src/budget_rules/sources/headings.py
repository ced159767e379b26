"""Which lines of running text are headings, where the document does not say so itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from budget_rules.sources.enumerators import enumerator_level
from budget_rules.sources.raw import Block, Line, joined
from budget_rules.vocabulary import Vocabulary, normalise, without_enumerator

_ENDS = "。；;：:，,、！!？?…"
_LONGEST = 50
#: 1. and （1） also start the items of a list; those that are headings are short.
_LONGEST_ITEM = 35
#: What stands above the title of a part, where it is set on two lines.
_PART = re.compile("第[一二三四五六七八九十]+部分")
#: What titles of sections end with: 情况, or the class or section that it is about.
_TITLE_ENDS = ("情况", "说明", "(类)", "(款)")
_NOTE = re.compile(r"(?:注|备注|说明|附注)\s*[:：]")
#: ``2. 政府采购情况。``: a full stop after a heading.
_TOLD = re.compile(r"(情况|说明)。$")


#: Brackets that a line can break off in. Round ones enclose enumerators too.
_PAIRS = (("《", "》"), ("“", "”"), ("【", "】"))


def is_heading(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line is a heading: short, no sentence, and enumerated or ending with what a section is called."""
    level = enumerator_level(text)
    text = without_stop(text)
    if not may_be_heading(text) or not without_enumerator(text):
        return False
    if not level:
        return vocabulary.is_section_title(text) and not _NOTE.match(text)
    return level < 3 or (level == 3 and len(text) < _LONGEST_ITEM)


def without_stop(text: str) -> str:
    """A heading that is written with a full stop, without it."""
    return _TOLD.sub(r"\1", text)


def may_be_heading(text: str) -> bool:
    """Whether a line is short and no sentence."""
    return len(text) <= _LONGEST and text[-1] not in _ENDS


def with_headings(blocks: Iterable[Block], vocabulary: Vocabulary) -> list[Block]:
    """The blocks with headings marked: those that the source marks, or else those that look like one.

    A line in the middle looks like one, and an enumerated line. A source may mark the upper headings only: lower ones
    are those that are called what sections are.
    """
    found = list(blocks)
    deepest = max((_depth(one.text) for one in found if isinstance(one, Line) and one.marked), default=0)
    for index, block in enumerate(found):
        if isinstance(block, Line) and not block.marked:
            like = _is_lower(block, deepest, vocabulary) if deepest else _looks_like_one(block, vocabulary)
            found[index] = block._replace(marked=like)
    return found


def _is_lower(line: Line, deepest: int, vocabulary: Vocabulary) -> bool:
    """Whether a line is a heading below the deepest ones that the source marks."""
    if _depth(line.text) <= deepest or not is_heading(line.text, vocabulary):
        return False
    plain = normalise(without_stop(line.text))
    return plain.endswith(_TITLE_ENDS) or bool(vocabulary.section(plain))


def _depth(text: str) -> int:
    """How deep a heading is, parts above 一、 counted; 0 where it is not enumerated."""
    level = enumerator_level(text)
    return level + 1 if level and not _PART.match(normalise(text)) else level


def _looks_like_one(line: Line, vocabulary: Vocabulary) -> bool:
    return is_heading(line.text, vocabulary) or (line.centred and may_be_heading(line.text))


def with_whole_parts(blocks: Iterable[Block], vocabulary: Vocabulary) -> list[Block]:
    """The blocks, ``第二部分`` and the title of the part on the line below it as one line."""
    found: list[Block] = []
    for block in blocks:
        before = found[-1] if found else None
        if isinstance(block, Line) and isinstance(before, Line) and _is_title_of_part(before, block, vocabulary):
            found[-1] = joined([before, block])._replace(marked=before.marked or block.marked)
        else:
            found.append(block)
    return found


def _is_title_of_part(before: Line, line: Line, vocabulary: Vocabulary) -> bool:
    if not _PART.fullmatch(normalise(before.text)) or enumerator_level(line.text):
        return False
    return may_be_heading(line.text) and vocabulary.table(line.text) is None


def leaves_open(before: str, text: str) -> bool:
    """Whether a line breaks off inside of brackets that the next line closes: what starts there is no new item.

    ``…社区W060701单元W-`` and ``07、W-08街坊…》的批复``, with a ``《`` before.
    """
    for opening, closing in _PAIRS:
        if before.rfind(opening) > before.rfind(closing):
            end, again = text.find(closing), text.find(opening)
            if end >= 0 and not 0 <= again < end:
                return True
    return False
