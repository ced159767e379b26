"""Which printed figures are guarded, by how many relations, and how closely.

A figure is guarded where a change of it would turn something that was evaluated: a relation between figures that it
takes part in, or a condition (an empty table, ``0 ⇔ 0``) that it alone could break.
"""

from __future__ import annotations

import re

from budget_rules.checks import Equation, State
from budget_rules.coverage.model import Coverage, FigureState, GuardedFigure
from budget_rules.coverage.reasons import Reasons
from budget_rules.coverage.slack import smallest_change
from budget_rules.disclosure import Disclosure, Table
from budget_rules.figure import Figure, normal_width
from budget_rules.findings import Check, Report, Status
from budget_rules.place import Place

__all__ = [
    "Coverage",
    "FigureState",
    "GuardedFigure",
    "coverage_of",
    "guarded_count",
    "printed_figures",
    "unchecked_tables",
]

#: 864,500, 1420.00: no number of anything else is printed so.
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{2}")


def coverage_of(disclosure: Disclosure, report: Report) -> Coverage:
    """How well each printed figure of ``disclosure`` is guarded by what ``report`` says was evaluated."""
    figures = printed_figures(disclosure)
    guards: dict[Place, list[Check]] = {figure.place: [] for figure in figures}
    for check in _checks(report):
        for place in {figure.place for _, figure, _ in check.equation.terms()}:
            if place in guards:
                guards[place].append(check)
    pinned: dict[Place, int] = {}
    for outcome in report.outcomes:
        for figure in outcome.pinned:
            pinned[figure.place] = pinned.get(figure.place, 0) + 1
    suspicious = {
        part.figure.place
        for finding in report.findings
        if finding.status is Status.SUSPICIOUS
        for part in finding.parts
    }
    reasons = Reasons(disclosure, report, {place for place, found in guards.items() if found} | pinned.keys())
    return Coverage(
        figures=tuple(
            _guarded(figure, guards[figure.place], pinned.get(figure.place, 0), figure.place in suspicious, reasons)
            for figure in figures
        ),
        labels=len(disclosure.labels),
        unread=len(disclosure.unread),
    )


def guarded_count(disclosure: Disclosure, report: Report) -> int:
    """How many printed figures are guarded: the number alone, cheaply."""
    guarded = _guarded_figures(report)
    return sum(1 for figure in disclosure.figures() if id(figure) in guarded)


def unchecked_tables(report: Report) -> list[Table]:
    """The tables that print figures of which nothing guards any, in order of print; forms print amounts among texts."""
    guarded = _guarded_figures(report)
    found: list[Table] = []
    for table in report.disclosure.tables:
        figures = [figure for figure in table.figures() if figure.text]
        if not any(id(figure) in guarded for figure in figures) and (figures or _is_form(table)):
            found.append(table)
    return found


def _is_form(table: Table) -> bool:
    """Whether a table prints amounts where no column of figures is."""
    cells = (cell for row in table.rows for cell in row.cells.values())
    return any(cell.figure is None and _AMOUNT.fullmatch(normal_width(cell.text)) for cell in cells)


def printed_figures(disclosure: Disclosure) -> list[Figure]:
    """Every printed figure once, in order of print: by paragraph and table, then within them."""
    blocks: list[tuple[tuple[int, int], list[Figure]]] = []
    paragraphs: dict[int, tuple[tuple[int, int], dict[Place, Figure]]] = {}
    for statement in disclosure.statements:
        for figure in (*statement.figures.values(), *statement.parts, *statement.shares):
            span = figure.place.span
            assert span is not None
            source = statement.paragraph.source
            found = paragraphs.setdefault(span.paragraph, ((source.page or 0, source.line or 0), {}))
            found[1].setdefault(figure.place, figure)
    for number in sorted(paragraphs):
        position, members = paragraphs[number]
        blocks.append((position, sorted(members.values(), key=lambda figure: figure.place.span or ())))
    for table in disclosure.tables:
        cells = [
            (row.index, index, cell.figure)
            for row in table.rows
            for index, cell in row.cells.items()
            if cell.figure is not None and cell.figure.text
        ]
        cells.sort(key=lambda cell: cell[:2])
        blocks.append(((table.source.page or 0, table.source.line or 0), [figure for *_, figure in cells]))
    blocks.sort(key=lambda block: block[0])
    return [figure for _, members in blocks for figure in members]


def _guarded_figures(report: Report) -> set[int]:
    """The identities of the figures that take part in what was evaluated."""
    found = {
        id(figure) for outcome in report.outcomes for check in outcome.checks for _, figure, _ in check.equation.terms()
    }
    found.update(id(figure) for outcome in report.outcomes for figure in outcome.pinned)
    return found


def _checks(report: Report) -> list[Check]:
    """The relations in which something is printed."""
    return [check for outcome in report.outcomes for check in outcome.checks if not check.equation.vacuous]


def _guarded(figure: Figure, checks: list[Check], pinned: int, suspicious: bool, reasons: Reasons) -> GuardedFigure:
    states = {check.state for check in checks}
    if State.VIOLATED in states:
        state = FigureState.VIOLATED
    elif suspicious:
        state = FigureState.SUSPICIOUS
    elif State.ROUNDED in states:
        state = FigureState.ROUNDED
    elif checks or pinned:
        state = FigureState.HELD
    else:
        reason = reasons.of(figure)
        return GuardedFigure(
            figure=figure,
            guards=0,
            smallest="",
            reason=reason.message,
            state=FigureState.NOT_EXECUTED if reason.not_executed else FigureState.UNGUARDED,
        )
    return GuardedFigure(
        figure=figure,
        guards=len(checks) + pinned,
        smallest=_smallest(figure, [check.equation for check in checks if check.state is not State.VIOLATED], pinned),
        reason=None,
        state=state,
    )


def _smallest(figure: Figure, equations: list[Equation], pinned: int) -> str:
    steps = [1] if pinned else []
    for equation in equations:
        if 1 in steps:
            break
        found = smallest_change(equation, figure)
        if found is not None:
            steps.append(found)
    return figure.show(min(steps) * figure.step) if steps else ""
