"""Characters of a PDF page → lines of text: by baseline, from left to right, each character once.

Characters are ordered by their baselines. Their boxes will not do: digits of a Latin font stand higher than the Chinese
around them, and an order by box puts them into the line above.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

Char = dict[str, Any]
Box = tuple[float, float, float, float]

#: Characters whose baselines differ by less than this part of their size stand in one line.
_SAME_LINE = 0.4
#: A gap of this part of the size is a space between Latin letters, digits and marks; others take a wider one.
_GAP, _WIDE_GAP = 0.3, 1.5
#: A printed blank is at least this wide.
_BLANK = 0.1
#: The same character printed again nearer than this part of its size is one character (bold by double strokes).
_AGAIN = 0.35
_PRIVATE = ("\ue000", "\uf8ff")


class TextLine(Struct, frozen=True):
    """A line as the page shows it."""

    text: str
    #: x0, top, x1, bottom in points, as pdfplumber counts: from the top of the page downwards.
    box: Box
    #: The size of most of its characters, in points.
    size: float
    #: Whether its text cannot be trusted: different characters stand in one place, or have no Unicode.
    damaged: bool


def text_lines(chars: Iterable[Char]) -> list[TextLine]:
    """The lines that the characters stand in, from top to bottom. Blank lines are left out."""
    upright = [char for char in chars if char["upright"]]
    upright.sort(key=_drop)
    lines: list[list[Char]] = []
    for char in upright:
        if lines and _drop(char) - _drop(lines[-1][0]) < _SAME_LINE * max(char["size"], 1.0):
            lines[-1].append(char)
        else:
            lines.append([char])
    return [line for line in map(_line, lines) if line is not None]


def box_of(chars: Sequence[Char]) -> Box:
    """The box around characters (or anything else that pdfplumber places)."""
    return (
        round(min(char["x0"] for char in chars), 1),
        round(min(char["top"] for char in chars), 1),
        round(max(char["x1"] for char in chars), 1),
        round(max(char["bottom"] for char in chars), 1),
    )


def _drop(char: Char) -> float:
    """How far down the page the baseline is (up to a constant)."""
    return -float(char["matrix"][5])


def _line(chars: list[Char]) -> TextLine | None:
    ordered = sorted(chars, key=lambda char: float(char["x0"]))
    shown = _once([char for char in ordered if char["text"].strip()])
    if not shown:
        return None
    blanks = [char["x0"] for char in ordered if not char["text"].strip()]
    parts = [shown[0]["text"]]
    for before, char in pairwise(shown):
        gap = char["x0"] - before["x1"]
        letters = before["text"][-1].isascii() and char["text"][0].isascii()
        spaced = letters and gap > _BLANK * char["size"] and any(before["x0"] < x < char["x0"] for x in blanks)
        wide = spaced or gap > (_GAP if letters else _WIDE_GAP) * char["size"]
        parts.append(f" {char['text']}" if wide else char["text"])
    sizes = sorted(char["size"] for char in shown)
    return TextLine("".join(parts), box_of(shown), sizes[len(sizes) // 2], _damaged(shown))


def _once(chars: list[Char]) -> list[Char]:
    """The characters, sorted from left to right, without those printed again in the same place."""
    kept: list[Char] = []
    for char in chars:
        same = (old for old in kept[-3:] if old["text"] == char["text"])
        if not any(char["x0"] - old["x0"] < _AGAIN * min(char["width"], old["width"]) for old in same):
            kept.append(char)
    return kept


def _damaged(chars: Sequence[Char]) -> bool:
    for char in chars:
        text = char["text"]
        if text.startswith("(cid:") or text == "\ufffd" or _PRIVATE[0] <= text[0] <= _PRIVATE[1]:
            return True
    digits = [char for char in chars if char["text"].isdigit()]
    return any(
        right["x0"] - left["x0"] < _AGAIN * min(left["width"], right["width"]) for left, right in pairwise(digits)
    )
