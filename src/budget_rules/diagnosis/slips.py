"""How a figure may have come to be misprinted: the slips of a hand that types and copies."""

from __future__ import annotations

from collections.abc import Container
from decimal import Decimal

from budget_rules.disclosure import Disclosure, Row
from budget_rules.figure import Figure, normal_width
from budget_rules.place import Place

#: A figure of fewer digits is soon one digit away from another by chance.
FEWEST_DIGITS = 4


def slip(printed: Figure, meant: Figure) -> str:
    """The likely slip between what is printed and what is meant, or empty: too few digits tell nothing.

    ``sign``, ``unit`` (元 for 万元 or 亿元), ``power`` (of ten), ``digit``, ``transposed``, ``dropped``, ``added``.
    """
    if not printed.value or not meant.value:
        return ""
    if printed.value == -meant.value:
        return "sign"
    ratio = _power(abs(printed.value), abs(meant.value))
    if ratio:
        return "unit" if abs(ratio) in (4, 8) else "power"
    one, other = _plain(printed.text), _plain(meant.text)
    return _digits(one, other) if min(sum(map(str.isdigit, text)) for text in (one, other)) >= FEWEST_DIGITS else ""


class Neighbours:
    """The figures beside, above and below a cell."""

    def __init__(self, disclosure: Disclosure) -> None:
        self._disclosure = disclosure

    def copied(self, printed: Figure, wrong: Container[Place] = ()) -> str:
        """``row`` if a neighbouring row prints the same in that column, ``column`` if another column of the row.

        Not where that is one of the ``wrong`` places, which do not print what is right there.
        """
        for table in self._disclosure.tables if printed.place.span is None and printed.value else ():
            for above, row, below in zip([None, *table.rows], table.rows, [*table.rows[1:], None], strict=False):
                for at, cell in row.cells.items():
                    if cell.figure is None or cell.figure.place != printed.place:
                        continue
                    for near in (above, below):
                        if near is None or _only_part(near, row) or at not in near.cells:
                            continue
                        if _same(near.cells[at].figure, printed, wrong):
                            return "row"
                    beside = any(_same(one.figure, printed, wrong) for key, one in row.cells.items() if key != at)
                    return "column" if beside else ""
        return ""


def _only_part(one: Row, other: Row) -> bool:
    """Whether one of the rows is all that the other consists of, so that both print the same anyway."""
    return one.children == [other] or other.children == [one]


def _same(one: Figure | None, other: Figure, wrong: Container[Place]) -> bool:
    return one is not None and one.value == other.value and one.unit == other.unit and one.place not in wrong


def _plain(text: str) -> str:
    return normal_width(text).replace(",", "").lstrip("-").rstrip("%‰")


def _power(one: Decimal, other: Decimal) -> int:
    """k where one is other × 10ᵏ; 0 where there is no such k."""
    if one.normalize().as_tuple().digits != other.normalize().as_tuple().digits:
        return 0
    return one.adjusted() - other.adjusted()


def _digits(one: str, other: str) -> str:
    if len(one) == len(other):
        apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(apart) == 1:
            return "digit"
        if len(apart) == 2:
            first, second = apart
            between = one[first + 1 : second].strip(".")
            if not between and one[first] == other[second] and one[second] == other[first]:
                return "transposed"
        return ""
    short, long = sorted((one.replace(".", ""), other.replace(".", "")), key=len)
    if len(long) != len(short) + 1 or not any(long[:at] + long[at + 1 :] == short for at in range(len(long))):
        return ""
    return "dropped" if len(one) < len(other) else "added"
