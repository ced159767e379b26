"""Automatic numbering of Word: the label that is printed before a paragraph but is not in its text.

Sources: ECMA-376 part 1, 17.9 (levels, restarts, overrides) and 17.18.59 (number formats).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"}
)
_MOST_LEVELS = 9


class _Level(Struct, frozen=True):
    start: int
    format: str
    #: ``（%2）``; ``%n`` stands for the number of level n.
    text: str


class _List(Struct):
    """A definition and the numbers its paragraphs have reached."""

    key: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document, in order."""

    def __init__(self, root: Any | None) -> None:
        """``root``: the element ``w:numbering``; None where the document has none."""
        self._lists: dict[str, _List] = {}
        self._reached: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        definitions = {item.get(f"{_W}abstractNumId"): _levels(item) for item in root.iter(f"{_W}abstractNum")}
        for item in root.iter(f"{_W}num"):
            reference = item.find(f"{_W}abstractNumId")
            key = "" if reference is None else reference.get(f"{_W}val", "")
            found = _List(key, dict(definitions.get(key, {})))
            for override in item.iter(f"{_W}lvlOverride"):
                level = _number(override.get(f"{_W}ilvl"))
                start = override.find(f"{_W}startOverride")
                if start is not None:
                    found.overrides[level] = _number(start.get(f"{_W}val"))
                found.levels.update(_levels(override))
            self._lists[item.get(f"{_W}numId", "")] = found

    def label(self, list_id: str, level: int) -> str:
        """The label of the next paragraph on ``level`` of a list; empty for bullets and unknown lists."""
        found = self._lists.get(list_id)
        if found is None or level not in found.levels:
            return ""
        reached = self._reached.setdefault(found.key, {})
        if level in found.overrides and (list_id, level) not in self._started:
            reached.pop(level, None)
            self._started.add((list_id, level))
        first = found.overrides.get(level, found.levels[level].start)
        reached[level] = reached[level] + 1 if level in reached else first
        for deeper in range(level + 1, _MOST_LEVELS):
            reached.pop(deeper, None)
        return _filled(found.levels, reached, level)


def _filled(levels: Mapping[int, _Level], reached: Mapping[int, int], level: int) -> str:
    text = levels[level].text
    if levels[level].format in ("bullet", "none"):
        return ""
    for index in range(_MOST_LEVELS):
        mark = f"%{index + 1}"
        if mark in text and index in levels:
            number = shown_number(reached.get(index, levels[index].start), levels[index].format)
            if number is None:
                return ""
            text = text.replace(mark, number)
    return text


def shown_number(number: int, form: str) -> str | None:
    """A number in one of Word's number formats; None where the format is not known."""
    if form in _CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
    if form in ("decimal", "decimalFullWidth", "decimalHalfWidth"):
        return str(number)
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr(ord("A" if form == "upperLetter" else "a") + number - 1)
    return None


def _levels(item: Any) -> dict[int, _Level]:
    found = {}
    for level in item.iter(f"{_W}lvl"):
        values = {child.tag: child.get(f"{_W}val", "") for child in level}
        found[_number(level.get(f"{_W}ilvl"))] = _Level(
            _number(values.get(f"{_W}start", "1")),
            values.get(f"{_W}numFmt", "decimal"),
            values.get(f"{_W}lvlText", ""),
        )
    return found


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0
