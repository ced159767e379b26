"""How figures get misprinted: what would stand in the place of a figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from random import Random

from budget_rules.disclosure import Disclosure
from budget_rules.figure import Figure, NotAFigure, normal_width, read_number, show
from budget_rules.place import Place


class Slip(StrEnum):
    """A way of misprinting a figure."""

    LAST_DIGIT = "last-digit"
    ONE_DIGIT = "one-digit"
    TRANSPOSED = "transposed"
    TIMES_TEN = "times-ten"
    DROPPED = "dropped"
    SIGN = "sign"
    BLANK = "blank"
    SWAPPED = "swapped"
    #: 元 in a table of 万元, or the reverse.
    OTHER_UNIT = "other-unit"


SLIPS = tuple(Slip)
_MONEY = {"元": Decimal("0.0001"), "万元": Decimal(10000)}


def misprints(disclosure: Disclosure, figures: list[Figure], slip: Slip, seed: object) -> Iterator[dict[Place, str]]:
    """For each of ``figures``, in their order: what stands where if it is misprinted so; empty where it cannot be.

    The same seed gives the same misprints. A misprint that means the same number (0 for nil) is none.
    """
    beside = _neighbours(disclosure) if slip is Slip.SWAPPED else {}
    for figure in figures:
        random = Random(f"{seed}/{slip}/{figure.place.label}/{figure.place.span}/{figure.text}")
        if slip is Slip.SWAPPED:
            yield _swapped(figure, beside.get(figure.place), random)
            continue
        text = _TEXTS[slip](figure, random)
        yield {} if text is None or not _differs(figure, text) else {figure.place: text}


def _differs(figure: Figure, text: str) -> bool:
    try:
        return read_number(_bare(text))[0] != read_number(_bare(figure.text))[0]
    except NotAFigure:
        return False


def _bare(text: str) -> str:
    return text.strip().rstrip("%％‰")


def _digits(text: str) -> list[int]:
    return [at for at, character in enumerate(text) if character.isdecimal()]


def _replaced(figure: Figure, at: int, random: Random) -> str:
    digit = random.choice([digit for digit in "0123456789" if digit != normal_width(figure.text[at])])
    return figure.text[:at] + digit + figure.text[at + 1 :]


def _last_digit(figure: Figure, random: Random) -> str | None:
    at = _digits(figure.text)
    return _replaced(figure, at[-1], random) if at else None


def _one_digit(figure: Figure, random: Random) -> str | None:
    at = _digits(figure.text)
    return _replaced(figure, random.choice(at), random) if at else None


def _transposed(figure: Figure, random: Random) -> str | None:
    text, at = figure.text, _digits(figure.text)
    pairs = [(one, two) for one, two in pairwise(at) if text[one] != text[two]]
    if not pairs:
        return None
    one, two = random.choice(pairs)
    return text[:one] + text[two] + text[one + 1 : two] + text[one] + text[two + 1 :]


def _times_ten(figure: Figure, random: Random) -> str | None:
    return _scaled(figure, Decimal(10))


def _scaled(figure: Figure, factor: Decimal) -> str | None:
    """The number times ``factor``, written as the figure is."""
    try:
        number, decimals = read_number(_bare(figure.text))
    except NotAFigure:
        return None
    places = max(decimals, 2) if factor < 1 else decimals
    value = round(number * factor, places)
    shown = show(
        value * figure.unit.factor, unit=figure.unit, decimals=places, grouped="," in normal_width(figure.text)
    )
    return shown + figure.text[len(_bare(figure.text.rstrip())) :].strip()


def _dropped(figure: Figure, random: Random) -> str | None:
    text, at = figure.text, _digits(figure.text)
    cut = [text[:one] + text[one + 1 :] for one in at]
    readable = [
        one for one in cut if re.match(r"\D*\d", one) and not one.rstrip().endswith(".") and _differs(figure, one)
    ]
    return random.choice(readable) if readable else None


def _sign(figure: Figure, random: Random) -> str | None:
    text = figure.text.strip()
    return text[1:] if text.startswith("-") else f"-{text}" if text[:1].isdecimal() else None


def _blank(figure: Figure, random: Random) -> str | None:
    return None if figure.place.span is not None else ""


def _other_unit(figure: Figure, random: Random) -> str | None:
    factor = _MONEY.get(figure.unit.name)
    return None if factor is None else _scaled(figure, factor)


_TEXTS: dict[Slip, Callable[[Figure, Random], str | None]] = {
    Slip.LAST_DIGIT: _last_digit,
    Slip.ONE_DIGIT: _one_digit,
    Slip.TRANSPOSED: _transposed,
    Slip.TIMES_TEN: _times_ten,
    Slip.DROPPED: _dropped,
    Slip.SIGN: _sign,
    Slip.BLANK: _blank,
    Slip.OTHER_UNIT: _other_unit,
}


def _swapped(figure: Figure, beside: list[Figure] | None, random: Random) -> dict[Place, str]:
    others = [other for other in beside or () if _differs(figure, other.text)]
    if not others:
        return {}
    other = random.choice(others)
    return {figure.place: other.text, other.place: figure.text}


def _neighbours(disclosure: Disclosure) -> Mapping[Place, list[Figure]]:
    """The printed figures beside, above and below a cell; those before and after one of the narrative, of its unit."""
    found: dict[Place, list[Figure]] = {}
    for table in disclosure.tables:
        at = {
            (row.index, index): cell.figure
            for row in table.rows
            for index, cell in row.cells.items()
            if cell.figure is not None
        }
        for (row, column), figure in at.items():
            beside = (
                at.get(spot) for spot in ((row, column - 1), (row, column + 1), (row - 1, column), (row + 1, column))
            )
            found[figure.place] = [one for one in beside if one is not None and one.text]
    narrated = {
        figure.place: figure
        for statement in disclosure.statements
        for figure in (*statement.figures.values(), *statement.parts, *statement.shares)
    }
    order = sorted(narrated.values(), key=lambda figure: figure.place.span or ())
    for one, two in pairwise(order):
        same = one.place.span and two.place.span and one.place.span.paragraph == two.place.span.paragraph
        if same and one.unit == two.unit:
            found.setdefault(one.place, []).append(two)
            found.setdefault(two.place, []).append(one)
    return found
