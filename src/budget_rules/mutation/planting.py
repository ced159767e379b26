"""Planting: another text in the place of a printed figure, everywhere the disclosure holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial

from msgspec import structs

from budget_rules.disclosure import Cell, Disclosure, Row, Statement
from budget_rules.figure import Figure, read_figure, read_number
from budget_rules.place import Place

_Put = Callable[[Figure], None]


class Field:
    """Every figure of a disclosure by its place, blank cells included, with all that hold it.

    One printed figure may be held by several statements, and with another sign where it is a decrease.
    """

    def __init__(self, disclosure: Disclosure) -> None:
        self._held: dict[Place, list[tuple[Figure, _Put]]] = {}
        for table in disclosure.tables:
            for row in table.rows:
                for index, cell in row.cells.items():
                    if cell.figure is not None:
                        self._hold(cell.figure, partial(_put_cell, row, index, cell))
        for statement in disclosure.statements:
            for role, figure in statement.figures.items():
                self._hold(figure, partial(_put_role, statement, role))
            for name in ("parts", "shares"):
                for at, figure in enumerate(getattr(statement, name)):
                    self._hold(figure, partial(_put_member, statement, name, at))
        halves = [
            (figure.unit.name, figure.half)
            for place, held in self._held.items()
            for figure, _ in held
            if place.span is not None and figure.half and figure.unit.quantity == "money"
        ]
        #: Narrative money drops trailing zeros: it is as precise as the most precise amount of its unit.
        self._finest = {unit: min(half for name, half in halves if name == unit) for unit, _ in halves}

    def _hold(self, figure: Figure, put: _Put) -> None:
        self._held.setdefault(figure.place, []).append((figure, put))

    @property
    def figures(self) -> list[Figure]:
        """One figure for every place, in order of print, tables first."""
        return [held[0][0] for held in self._held.values()]

    @contextmanager
    def planted(self, texts: Mapping[Place, str]) -> Iterator[list[Figure]]:
        """The disclosure with other texts at these places, one figure for each of them; as it was afterwards.

        Raises:
            KeyError: no figure stands at a place.
            NotAFigure: a text is no figure.
        """
        with ExitStack() as undo:
            found: list[Figure] = []
            for place, text in texts.items():
                held = self._held[place]
                # What is one object in two places stays one: some rules look a figure up by its identity.
                new = {id(figure): self.misprint(figure, text) for figure, _ in held}
                for figure, put in held:
                    put(new[id(figure)])
                    undo.callback(put, figure)
                found.append(new[id(held[0][0])])
            yield found

    def misprint(self, figure: Figure, text: str) -> Figure:
        """``figure`` as it would be read if ``text`` were printed: a sign that a word gives it stays.

        Raises:
            NotAFigure: the text is no figure.
        """
        new = read_figure(text, unit=figure.unit, place=figure.place)
        if figure.value < 0 and not read_number(figure.text.rstrip("%％‰"))[0] < 0:
            new = structs.replace(new, value=-new.value)
        if figure.place.span is not None and figure.unit.quantity == "money":
            return new.at_precision(min(figure.half or new.half, self._finest.get(figure.unit.name, new.half)))
        return new


def _put_cell(row: Row, index: int, cell: Cell, new: Figure) -> None:
    row.cells[index] = structs.replace(cell, figure=new, text=new.text)


def _put_role(statement: Statement, role: str, new: Figure) -> None:
    statement.figures[role] = new


def _put_member(statement: Statement, name: str, at: int, new: Figure) -> None:
    members = list(getattr(statement, name))
    members[at] = new
    setattr(statement, name, tuple(members))
