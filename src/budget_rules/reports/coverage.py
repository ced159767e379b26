"""Coverage on a terminal: the numbers, what nothing guards and why, and a picture of each table.

A character of the picture is a cell; its shape says the same as its colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.cells import set_cell_size
from rich.console import Console
from rich.text import Text

from budget_rules.coverage import Coverage, FigureState, GuardedFigure
from budget_rules.disclosure import Cell, Disclosure, Role, Row, Table
from budget_rules.messages import message
from budget_rules.place import Place
from budget_rules.reports.words import harmless, number, share_of

#: Shape and colour.
BLANK, UNREAD = ("·", "dim"), ("?", "magenta")
TWICE, ONCE, NONE, VIOLATED = ("█", "green"), ("▒", "cyan"), ("○", "yellow"), ("✗", "bold red")
#: Width of the names of rows, in columns of the terminal.
NAMES = 36
#: Places named for one reason before “and n more”.
MOST_PLACES = 12


def print_coverage(disclosure: Disclosure, found: Coverage, console: Console) -> None:
    """Print all there is to say of how the figures of one disclosure are guarded."""
    for line in (*_numbers(found), Text(), *_unguarded(found), Text(), _legend()):
        console.print(line, soft_wrap=True)
    by_place = {one.figure.place: one for one in found.figures}
    for table in disclosure.tables:
        for line in _picture(table, by_place):
            console.print(line, soft_wrap=True)
    for line in _narrative(found):
        console.print(line, soft_wrap=True)


def _numbers(found: Coverage) -> Iterator[Text]:
    total = {"figures": len(found.figures), "guarded": found.guarded}
    share = share_of(found.guarded, len(found.figures))
    yield Text(
        str(message("coverage.total", share=share, **{key: number(of) for key, of in total.items()})), style="bold"
    )
    kinds = {"twice": found.twice_or_more, "once": found.once, "none": len(found.unguarded)}
    for kind, count in kinds.items():
        line = message(f"coverage.{kind}", count=number(count), share=share_of(count, len(found.figures)))
        yield Text(f"  {line}")
    yield Text(f"  {message('coverage.not-figures', labels=number(found.labels), unread=number(found.unread))}")


def _unguarded(found: Coverage) -> Iterator[Text]:
    groups: dict[str, list[GuardedFigure]] = {}
    for one in found.unguarded:
        groups.setdefault(harmless(one.reason), []).append(one)
    if groups:
        yield Text(str(message("coverage.unguarded-heading")), style="bold")
    for reason, members in sorted(groups.items(), key=lambda group: -len(group[1])):
        yield Text(f"  {number(len(members))}  {reason}")
        places = [f"{harmless(one.figure.place)} {harmless(one.figure.text)}{one.figure.unit}" for one in members]
        shown = "；".join(places[:MOST_PLACES])
        more = len(places) - MOST_PLACES
        yield Text(f"      {shown}{message('coverage.more', count=more) if more > 0 else ''}", style="dim")


def _legend() -> Text:
    line = Text()
    names = {"twice": TWICE, "once": ONCE, "none": NONE, "violated": VIOLATED, "blank": BLANK, "unread": UNREAD}
    for name, (shape, style) in names.items():
        line.append("   " if line else "").append(shape, style).append(f" {message(f'coverage.legend-{name}')}")
    return line


def _shape(one: GuardedFigure) -> tuple[str, str]:
    if one.state in (FigureState.VIOLATED, FigureState.SUSPICIOUS):
        return VIOLATED
    return (NONE, ONCE)[one.guards] if one.guards < 2 else TWICE


def _picture(table: Table, by_place: Mapping[Place, GuardedFigure]) -> Iterator[Text]:
    yield Text()
    yield Text(harmless(table.title), style="bold")
    for side in dict.fromkeys(column.side for column in table.columns):
        columns = [column for column in table.columns if column.side == side and column.role is Role.FIGURE]
        if not columns:
            continue
        heads = "  ".join(f"{at} {harmless('/'.join(column.path[-2:]))}" for at, column in enumerate(columns, 1))
        yield Text(f"  {heads}", style="dim")
        yield Text(" " * (NAMES + 4) + " ".join(str(at % 10) for at in range(1, len(columns) + 1)), style="dim")
        for row in table.rows:
            if row.side == side and row.cells:
                yield _row(row, [row.cells.get(column.index) for column in columns], by_place)


def _row(row: Row, cells: Iterable[Cell | None], by_place: Mapping[Place, GuardedFigure]) -> Text:
    line = Text("  " + set_cell_size(harmless(row.label or row.name), NAMES) + " ")
    for cell in cells:
        shape, style = _cell(cell, by_place)
        line.append(" ").append(shape, style)
    return line


def _cell(cell: Cell | None, by_place: Mapping[Place, GuardedFigure]) -> tuple[str, str]:
    if cell is None or not cell.text:
        return BLANK
    if cell.figure is None or cell.figure.place not in by_place:
        return UNREAD
    return _shape(by_place[cell.figure.place])


def _narrative(found: Coverage) -> Iterator[Text]:
    narrated = [one for one in found.figures if one.figure.place.span is not None]
    if not narrated:
        return
    yield Text()
    yield Text(str(message("coverage.narrative")), style="bold")
    heading = ""
    for one in narrated:
        if one.figure.place.label != heading:
            heading = one.figure.place.label
            yield Text(f"  {harmless(heading)}")
        shape, style = _shape(one)
        line = Text("    ").append(shape, style)
        line.append(f" {harmless(one.figure.text)}{harmless(one.figure.unit)}")
        if one.guards:
            line.append(f"  {message('coverage.guards', count=one.guards, smallest=_closest(one))}", "dim")
        yield line


def _closest(one: GuardedFigure) -> str:
    return f"{one.smallest}{harmless(one.figure.unit)}" if one.smallest else "—"
