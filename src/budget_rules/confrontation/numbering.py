"""Numbers of headings, paragraphs and tables: 一、二、四、 lacks 三."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from budget_rules.confrontation.text import Text
from budget_rules.confrontation.texts import TextsEnvironment
from budget_rules.confrontation.wording import Cause, Hit
from budget_rules.messages import message

_NUMERAL = "[一二三四五六七八九十]{1,3}"
#: Shapes of numbers, each with what stands before and behind.
_SHAPES = (
    re.compile(rf"(第)({_NUMERAL})(部分)"),
    re.compile(rf"()({_NUMERAL})([、.])"),
    re.compile(rf"(\()({_NUMERAL})(\))"),
    re.compile(r"()([0-9]{1,2})(、|\.(?![0-9])|\.(?=[0-9]{4}年))"),
    re.compile(r"(\()([0-9]{1,2})(\))"),
    re.compile(r"(附?表|公开)0?([0-9]{1,2})(表?)(?![0-9.\-—之])"),
)
_DIGITS = "零一二三四五六七八九"
_TEN = 10


class _Counter(Struct):
    """A list of numbers of one shape that goes on."""

    shape: int
    last: int
    #: Where the last number was wrong: what it should have been.
    meant: int = 0
    #: Whether the last text was numbered too, so that nothing can have come between.
    close: bool = True


def misnumbered(env: TextsEnvironment) -> Iterator[Cause]:
    """Numbers that are left out, doubled or out of order; each is a cause of its own."""
    open_lists: list[_Counter] = []
    section = None
    passed: list[str] = []
    for text in env.texts:
        if text.kind == "paragraph" and text.section is not section:
            section, open_lists = text.section, []
        plain = text.plain.text
        found = number_in(plain)
        if found is None:
            if text.kind == "heading":
                open_lists = []
            for counter in open_lists:
                counter.close = False
            passed.append(plain)
            continue
        shape, number, stop = found
        while any(counter.shape == shape for counter in open_lists) and open_lists[-1].shape != shape:
            open_lists.pop()
        if not open_lists or open_lists[-1].shape != shape:
            open_lists.append(_Counter(shape, number))
            passed = [plain]
            continue
        counter = open_lists[-1]
        wanted = counter.last + 1
        if counter.meant and number == counter.meant + 1:
            wanted, counter.last = number, counter.meant  # the one before was a slip
        doubled = number == counter.last and (number > 1 or counter.close)
        # A line that the contents lack is missed where its heading is looked for.
        skipped = text.kind != "contents" and not _inside(passed, shape, range(wanted, number))
        wrong = doubled or (number not in (1, wanted) and skipped)
        if wrong:
            expected, before = (_printed(shape, plain, stop, one) for one in (wanted, counter.last))
            hit = Hit(text, 0, stop, expected)
            yield (
                [hit],
                message("fact.number", printed=hit.printed, expected=expected, before=before, text=_start(text)),
            )
        counter.last, counter.meant, counter.close = number, wanted if wrong else 0, True
        passed = [plain]


def level_of(text: Text) -> int:
    """How deep the number that a text starts with puts it, from 1; 0 where it has none."""
    found = number_in(text.plain.text)
    return 0 if found is None else found[0] + 1


def number_of(text: Text) -> tuple[int, int] | None:
    """Depth and value of the number that a text starts with."""
    found = number_in(text.plain.text)
    return None if found is None else found[:2]


def number_in(plain: str) -> tuple[int, int, int] | None:
    """Shape, value and end of the number a text starts with."""
    for shape, pattern in enumerate(_SHAPES):
        match = pattern.match(plain)
        if match:
            value = int(match[2]) if match[2].isdigit() else _value(match[2])
            return (shape, value, match.end()) if value else None
    return None


def _value(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _DIGITS.find(numeral) if len(numeral) == 1 else 0
    return (_DIGITS.find(tens) if tens else 1) * _TEN + (_DIGITS.find(ones) if ones else 0)


def _numeral(value: int) -> str:
    tens, ones = divmod(value, _TEN)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens % _TEN]) + "十" + (_DIGITS[ones] if ones else "")


def _printed(shape: int, plain: str, stop: int, value: int) -> str:
    """The number in the shape of the one that ``plain`` starts with."""
    match = _SHAPES[shape].match(plain, 0, max(stop, len(plain)))
    assert match is not None
    return match[1] + (str(value) if match[2].isdigit() else _numeral(value)) + match[3]


def _inside(passed: list[str], shape: int, missing: range) -> bool:
    """Whether all missing numbers are printed inside the texts passed: a line break was lost."""
    text = "\n".join(passed)
    return bool(missing) and len(missing) < _TEN and all(_stands(shape, one, text) for one in missing)


def _stands(shape: int, value: int, text: str) -> bool:
    return any(
        int(match[2] if match[2].isdigit() else _value(match[2])) == value for match in _SHAPES[shape].finditer(text)
    )


def _start(text: Text) -> str:
    return text.plain.as_printed(0, min(len(text.plain.text), 24))
