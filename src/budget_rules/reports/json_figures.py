"""The printed figures in the JSON result: their names, the relations between them, and how well they are guarded."""

from __future__ import annotations

from msgspec import Struct

from budget_rules.checks import Equation, State
from budget_rules.coverage import Coverage, coverage_of
from budget_rules.findings import Report
from budget_rules.place import Place
from budget_rules.relation import relation_text
from budget_rules.reports.json_findings import JSON, position

_STATES = {State.HELD: "held", State.ROUNDED: "rounded", State.VIOLATED: "violated"}


class Known(Struct, frozen=True):
    """The printed figures and their ids."""

    coverage: Coverage
    #: ``f1``, ``f2`` … in order of print; ``b1`` … for the blank cells that findings bind.
    ids: dict[Place, str]

    @classmethod
    def of(cls, report: Report) -> Known:
        """All of a report."""
        coverage = coverage_of(report.disclosure, report)
        ids = {one.figure.place: f"f{number}" for number, one in enumerate(coverage.figures, 1)}
        tables = report.disclosure.tables
        blank = {figure.place for table in tables for figure in table.figures() if not figure.text}
        bound = (part.figure.place for finding in report.findings for part in finding.parts)
        bound_blank = dict.fromkeys(place for place in bound if place in blank)
        ids.update((place, f"b{number}") for number, place in enumerate(bound_blank, 1))
        return cls(coverage, ids)


def checks(known: Known, report: Report) -> list[JSON]:
    """Every relation between figures that was evaluated, where something is printed in it."""
    numbers = {id(finding): index for index, finding in enumerate(report.findings)}
    return [
        {
            "rule": outcome.rule,
            "instance": outcome.instance,
            "title": outcome.title,
            "severity": (outcome if check.finding is None else check.finding).severity.value,
            "state": _STATES[check.state],
            "relation": relation_text(check.equation),
            "figures": _bound(check.equation, known.ids),
            "finding": None if check.finding is None else numbers[id(check.finding)],
        }
        for outcome in report.outcomes
        for check in outcome.checks
        if not check.equation.vacuous
    ]


def _bound(equation: Equation, ids: dict[Place, str]) -> list[str]:
    """The ids of the printed figures of an equation, each once; what was counted has none."""
    printed = (figure.place for _, figure, _ in equation.terms() if figure.text)
    return list(dict.fromkeys(ids[place] for place in printed if place in ids))


def figures(known: Known, report: Report) -> list[JSON]:
    """Every printed figure: where, how many relations guard it, and the worst that came of them."""
    return [
        {
            "id": known.ids[one.figure.place],
            "place": one.figure.place.label,
            "printed": one.figure.text,
            "unit": one.figure.unit.name,
            "source": position(one.figure.place.source, report.path),
            "guards": one.guards,
            "state": one.state.value,
            "smallest": one.smallest,
        }
        for one in known.coverage.figures
    ]


def coverage(known: Known) -> JSON:
    """How many printed figures are guarded, and why the others are not."""
    found = known.coverage
    return {
        "figures": len(found.figures),
        "guarded": found.guarded,
        "once": found.once,
        "twice_or_more": found.twice_or_more,
        "unguarded": [{"figure": known.ids[one.figure.place], "reason": str(one.reason)} for one in found.unguarded],
    }
