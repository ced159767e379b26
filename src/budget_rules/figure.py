"""A printed figure and what rounding allows it to mean.

A printed figure stands for every value that would have been printed the same: half a unit of its last printed digit on
either side. Blank, dashes and a printed zero are nil, which is exact; but 0.0% is what a small share or rate rounds to.
This is the only module that knows what rounding is. All arithmetic is decimal and exact; no float is ever made.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from budget_rules.place import Place

ZERO = Decimal(0)
ONE = Decimal(1)
MINUS = Decimal(-1)

#: More digits than any budget needs; keeps every sum inside the 28 digits of the default decimal context.
MOST_DIGITS = 18

#: Half a unit of the last digit, by the number of decimals.
_HALVES = tuple(Decimal((0, (5,), -decimals - 1)) for decimals in range(MOST_DIGITS + 2))

#: What is printed for "nothing" (after width normalisation), besides zeros.
NIL_TEXTS = frozenset({"", "-", "--", "—", "——", "–", "−", "/", "不适用", "无"})

_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")
#: How nearly all numbers are printed; nothing of them needs to be normalised.
_PLAIN_NUMBER = re.compile(r"[0-9]+(?:\.([0-9]+))?")
#: White space that does not stand between two digits: "12 34" may be two numbers and is never joined.
_LOOSE_SPACE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
#: ``12.50①`` and ``12²`` carry the mark of a footnote, which width normalisation would make a digit.
_FOOTNOTE = re.compile("[²³¹⁰-₟⅐-↉①-⓿❶-➓㈠-㊉㊿-㋋]")
_MINUS = str.maketrans("−–﹣", "---")


class NotAFigure(ValueError):
    """The text is neither a number nor a way of printing nil."""


class Unit(NamedTuple):
    """A unit of measurement: figures of the same quantity are compared after conversion to its base unit."""

    #: As printed: ``万元``, ``%``, ``辆``; empty for a bare number.
    name: str
    #: ``money`` (base 元), ``ratio`` (base 1), or the counted thing (``辆``).
    quantity: str
    #: One of this unit in base units.
    factor: Decimal

    def __str__(self) -> str:
        return self.name


UNITS: dict[str, Unit] = {
    unit.name: unit
    for unit in (
        Unit("元", "money", Decimal(1)),
        Unit("千元", "money", Decimal(1000)),
        Unit("万元", "money", Decimal(10000)),
        Unit("百万元", "money", Decimal(1000000)),
        Unit("千万元", "money", Decimal(10000000)),
        Unit("亿元", "money", Decimal(100000000)),
        Unit("%", "ratio", Decimal("0.01")),
        Unit("‰", "ratio", Decimal("0.001")),
        Unit("个百分点", "ratio", Decimal("0.01")),
        Unit("倍", "ratio", Decimal(1)),
        Unit("", "number", Decimal(1)),
    )
}
NUMBER = UNITS[""]
#: Quantities whose printed figures are rounded; vehicles, projects and weights are counted, not rounded.
ROUNDED = frozenset({"money", "ratio"})


@lru_cache(maxsize=256)
def unit_named(name: str) -> Unit:
    """The unit printed as ``name``; a name that is no unit of money or ratio counts things of that name."""
    plain = unicodedata.normalize("NFKC", name).strip()
    return UNITS.get(plain) or Unit(plain, plain, Decimal(1))


class Figure(Struct, frozen=True, gc=False):
    """A printed figure.

    ``value`` and ``half`` are exact and in the base unit of the quantity (元 for money, 1 for ratios), so figures of
    one quantity add and compare without looking at their units.
    """

    #: As printed, empty for a blank cell.
    text: str
    value: Decimal
    #: Half a unit of the last printed digit; 0 for counts and for nil, which are exact (but not for a rate of 0.0%).
    half: Decimal
    unit: Unit
    place: Place

    @property
    def nil(self) -> bool:
        """Whether nothing is printed, or a zero."""
        return not self.value

    @property
    def decimals(self) -> int:
        """How many digits after the point are printed."""
        return printed_decimals(self.text)

    @property
    def step(self) -> Decimal:
        """One unit of the last digit it is printed to, in base units."""
        return 2 * self.half or self.unit.factor.scaleb(-self.decimals)

    def at_precision(self, half: Decimal) -> Figure:
        """The same figure, known to be printed to ``half`` (base units) with trailing zeros dropped.

        Nil stays exact; a figure never gets coarser.
        """
        if not self.value or half >= self.half:
            return self
        return Figure(self.text, self.value, half, self.unit, self.place)

    def show(self, value: Decimal) -> str:
        """``value`` (base units) the way this figure is printed: its unit, and its decimals or more if exact so."""
        return show(value, unit=self.unit, decimals=self.decimals, grouped="," in normal_width(self.text))


#: What is the same of a figure wherever it is printed: its text, value, half and unit.
Printed = tuple[str, Decimal, Decimal, Unit]


def normal_width(text: str) -> str:
    """The text with full-width letters, digits and punctuation made half-width, and without outer white space."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text).strip()


def read_number(text: str) -> tuple[Decimal, int]:
    """The exact number printed as ``text`` and its count of decimals; nil is 0.

    Reads full-width digits, thousand separators (``,`` and ``，``), and the negatives ``-``, ``负`` and parentheses.

    Raises:
        NotAFigure: the text is no number, or has more than MOST_DIGITS digits.
    """
    if len(text) <= MOST_DIGITS and (simple := _PLAIN_NUMBER.fullmatch(text)):
        return Decimal(text), len(simple[1] or "")
    if not text.isascii() and _FOOTNOTE.search(text):
        raise NotAFigure(text)
    plain = _LOOSE_SPACE.sub("", normal_width(text)).translate(_MINUS)
    if plain in NIL_TEXTS:
        return ZERO, 0
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        negative, plain = True, plain[1:-1]
    elif plain[0] in "-负":
        negative, plain = True, plain[1:]
    elif plain[0] == "+":
        plain = plain[1:]
    match = _NUMBER.fullmatch(plain)
    if match is None or not plain.isascii():
        raise NotAFigure(text)
    digits = plain.replace(",", "")
    if len(digits) > MOST_DIGITS + 1:
        raise NotAFigure(text)
    value = Decimal(digits)
    return (-value if negative else value), len(match.group(1) or "")


def printed_decimals(text: str) -> int:
    """How many digits after the point ``text`` prints; 0 where it is no number."""
    plain = normal_width(text)
    _, point, rest = plain.partition(".")
    if not point:
        return 0
    return len(rest) - len(rest.lstrip("0123456789"))


def read_figure(text: str, *, unit: Unit, place: Place) -> Figure:
    """The figure printed as ``text`` in ``unit`` at ``place``, see ``read_printed``.

    Raises:
        NotAFigure: the text is no number.
    """
    return Figure(*read_printed(text, unit), place)


def read_printed(text: str, unit: Unit) -> Printed:
    """Text, value, half and unit of the figure printed as ``text`` in ``unit``, wherever it stands.

    A printed ``%`` overrides the unit. Counted things are exact. Nil is exact too, but for a rate: 0.00% is what a
    small one is rounded to.

    Raises:
        NotAFigure: the text is no number.
    """
    plain = text.strip()
    if not plain:
        return "", ZERO, ZERO, unit
    if plain[-1] in "%％‰":
        unit, plain = unit_named(plain[-1]), plain[:-1].rstrip()
        if not plain:
            raise NotAFigure(text)
    value, decimals = read_number(plain)
    if not value and (unit.quantity != "ratio" or normal_width(plain) in NIL_TEXTS):
        return text, ZERO, ZERO, unit
    half = rounding_of(decimals, unit) if unit.quantity in ROUNDED else ZERO
    return text, value * unit.factor, half, unit


def rounding_of(decimals: int, unit: Unit) -> Decimal:
    """Half a unit of the last of so many decimals, in base units."""
    return _HALVES[decimals] * unit.factor


def show(value: Decimal, *, unit: Unit, decimals: int, grouped: bool = False) -> str:
    """``value`` (base units) as text in ``unit`` with ``decimals`` digits, more where the value has more."""
    scaled = value / unit.factor
    needed = -int(scaled.normalize().as_tuple().exponent) if scaled else 0
    places = max(decimals, min(needed, 6), 0)
    return f"{scaled:,.{places}f}" if grouped else f"{scaled:.{places}f}"
