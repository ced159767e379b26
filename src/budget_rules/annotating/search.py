"""Finding a figure or a passage in text whose spaces and line breaks differ from what was read."""

from __future__ import annotations

from collections.abc import Sequence

from budget_rules.annotating.remarks import Remark

#: A passage is looked for by its beginning.
_PASSAGE = 40


def squeezed(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each of its characters stands in the whole."""
    kept = [(char, index) for index, char in enumerate(text) if not char.isspace()]
    return "".join(char for char, _ in kept), [index for _, index in kept]


def located(remark: Remark, text: str) -> tuple[int, int] | None:
    """Where the remark's figure, or else its passage, stands in ``text``: from and to; None: nowhere for certain.

    With less and less of what is around the figure; it must stand there just once.
    """
    plain, places = squeezed(text)
    for before, wanted, after in _wanted(remark):
        start = plain.find(before + wanted + after)
        if wanted and start >= 0 and plain.find(before + wanted + after, start + 1) < 0:
            first = start + len(before)
            return places[first], places[first + len(wanted) - 1] + 1
    return None


def _wanted(remark: Remark) -> Sequence[tuple[str, str, str]]:
    printed, before, after = (squeezed(part)[0] for part in (remark.printed, remark.before, remark.after))
    if printed:
        return [(before[-size:] if size else "", printed, after[:size]) for size in (24, 12, 6, 3, 0)]
    return [("", squeezed(remark.passage)[0][:_PASSAGE], "")]
