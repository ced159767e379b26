"""Figures side by side, with what sums over them need looked at for all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from operator import attrgetter, eq
from typing import Any, cast

from budget_rules.disclosure import Row
from budget_rules.figure import NUMBER, ZERO, Figure, Unit
from budget_rules.place import Place, Source

#: Stands where there is no figure, so that every place has one.
_NOTHING = Figure("", ZERO, ZERO, NUMBER, Place("", Source("")))
_text, _value, _half, _unit = map(attrgetter, ("text", "value", "half", "unit"))
#: Takes some members of a sequence, as a sequence.
Pick = Callable[[Sequence[Any]], Sequence[Any]]


class Series:
    """A figure at each of several places (at least one): a column in some rows, or a cell's counterparts elsewhere."""

    __slots__ = ("_in_halves", "_rounding", "figures", "halves", "holes", "texts", "unit", "values")

    def __init__(self, figures: Sequence[Figure | None]) -> None:
        #: None where there is none.
        self.figures = figures
        self.texts: tuple[str, ...]
        self.values: tuple[Decimal, ...]
        self.halves: tuple[Decimal, ...]
        units: tuple[Unit, ...]
        try:
            units = tuple(map(_unit, figures))
            there = cast("Sequence[Figure]", figures)
            self.holes = False
        except AttributeError:
            there = [_NOTHING if figure is None else figure for figure in figures]
            units = tuple(map(_unit, filter(None, figures))) or (NUMBER,)
            self.holes = True
        self.texts = tuple(map(_text, there))
        self.values = tuple(map(_value, there))
        self.halves = tuple(map(_half, there))
        #: The unit of all figures; None where they have several.
        self.unit: Unit | None = units[0] if units.count(units[0]) == len(units) else None
        self._in_halves: tuple[Decimal, tuple[int, ...] | None] = (ZERO, None)
        self._rounding: tuple[Decimal | None, tuple[bool, ...] | None] | None = None

    def rounding(self) -> tuple[Decimal | None, tuple[bool, ...] | None]:
        """What the figures that are rounded are rounded to (see ``Figure.half``), and which of them are.

        0 where none is, None where they are not rounded alike; and None: all are.
        """
        if self._rounding is None:
            halves, first = self.halves, self.halves[0]
            if first and halves.count(first) == len(halves):
                self._rounding = first, None
            else:
                rounded = tuple(map(bool, halves))
                half = halves[rounded.index(True)] if True in rounded else ZERO
                alike = halves.count(half) == (sum(rounded) or len(halves))
                self._rounding = half if alike else None, rounded
        return self._rounding

    def in_halves(self, half: Decimal) -> tuple[int, ...] | None:
        """The values as multiples of ``half``, which is not 0; None where they are not all whole ones."""
        if self._in_halves[0] != half:
            multiples = [value / half for value in self.values]
            whole = tuple(map(int, multiples))
            self._in_halves = half, whole if all(map(eq, whole, multiples)) else None
        return self._in_halves[1]


def figures_of(rows: Sequence[Row], column: int) -> list[Figure | None]:
    """A column in some rows; None where a cell was not read."""
    try:
        return [row.cells[column].figure for row in rows]
    except KeyError:
        cells = [row.cells.get(column) for row in rows]
        return [None if cell is None else cell.figure for cell in cells]
