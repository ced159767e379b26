"""Figures side by side, with what sums over them need looked at for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from operator import attrgetter

from budget_rules.disclosure import Row
from budget_rules.figure import NUMBER, ZERO, Figure, Unit
from budget_rules.place import Place, Source

#: Stands where there is no figure, so that every place has one.
_NOTHING = Figure("", ZERO, ZERO, NUMBER, Place("", Source("")))
_unit = attrgetter("unit")


class Series:
    """A figure at each of several places (at least one): a column in some rows, or a cell's counterparts elsewhere."""

    __slots__ = ("_half", "_rounded", "figures", "halves", "holes", "texts", "unit", "values")

    def __init__(self, figures: Sequence[Figure | None]) -> None:
        #: None where there is none.
        self.figures = figures
        self.holes = None in figures
        there = [figure or _NOTHING for figure in figures] if self.holes else figures
        self.texts: tuple[str, ...]
        self.values: tuple[Decimal, ...]
        self.halves: tuple[Decimal, ...]
        self.texts, self.values, self.halves, units, _ = zip(*there, strict=True)
        if self.holes:
            units = tuple(map(_unit, filter(None, figures))) or (NUMBER,)
        #: The unit of all figures; None where they have several.
        self.unit: Unit | None = units[0] if units.count(units[0]) == len(units) else None
        self._rounded: tuple[bool, ...] | None = None
        self._half: Decimal | None = None

    @classmethod
    def of(cls, rows: Sequence[Row], column: int) -> Series:
        """A column in some rows; there is no figure where a cell was not read."""
        try:
            return cls([row.cells[column].figure for row in rows])
        except KeyError:
            cells = [row.cells.get(column) for row in rows]
            return cls([None if cell is None else cell.figure for cell in cells])

    @property
    def rounded(self) -> tuple[bool, ...]:
        """Which of the figures are rounded."""
        if self._rounded is None:
            self._rounded = tuple(map(bool, self.halves))
        return self._rounded

    @property
    def half(self) -> Decimal | None:
        """What all those are rounded to (see ``Figure.half``), 0 where none is; None where that differs."""
        if self._half is None:
            count = sum(self.rounded)
            half = self.halves[self.rounded.index(True)] if count else ZERO
            if count and self.halves.count(half) != count:
                return None
            self._half = half
        return self._half
