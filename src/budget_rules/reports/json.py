"""The report as JSON, which other programs read. ``schemas/result.schema.json`` describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from budget_rules.disclosure import Unread
from budget_rules.findings import Finding, Part, Report, Skipped, TableSummary
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem

FORMAT = 1
#: Valid in JSON, obeyed by terminals: C1 controls, invisible characters, marks of writing direction, lone surrogates.
_HARMFUL = re.compile(
    "[\x7f-\x9f\u00ad\u0600-\u0605\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def text(reports: Iterable[Report], errors: Iterable[BudgetError] = ()) -> str:
    """The result as JSON text: UTF-8 as it is, the same bytes for the same reports."""
    dumped = json.dumps(result(reports, errors), ensure_ascii=False, indent=2)
    return _HARMFUL.sub(lambda match: json.dumps(match[0])[1:-1], dumped) + "\n"


def result(reports: Iterable[Report], errors: Iterable[BudgetError] = ()) -> dict[str, object]:
    """All documents of a run; ``errors`` are the problems of those that could not be read."""
    problems = dict.fromkeys(problem for error in errors for problem in error.problems)
    return {
        "format": FORMAT,
        "documents": [document(report) for report in reports],
        "errors": list(map(_problem, problems)),
    }


def document(report: Report) -> dict[str, object]:
    """One document: everything that was found, whatever was selected to run."""
    counts = report.counts
    return {
        "path": report.path,
        "title": report.title,
        "unit": report.unit,
        "year": report.year,
        "stage": report.stage,
        "level": report.level,
        "region": report.region,
        "tables": [_table(table) for table in report.tables],
        "table_figures": report.table_figures,
        "text_figures": report.text_figures,
        "counts": {name: getattr(counts, name) for name in counts.__slots__},
        "findings": [_finding(finding, report) for finding in report.findings],
        "not_executed": [_skipped(skipped) for skipped in report.not_executed],
        "not_applicable": [_skipped(skipped) for skipped in report.not_applicable],
        "unread": [_unread(unread) for unread in report.unread],
    }


def _table(table: TableSummary) -> dict[str, object]:
    return {
        "name": table.name,
        "title": table.title,
        "unit": table.unit,
        "rows": table.rows,
        "figures": table.figures,
        "source": table.source.as_json(),
    }


def _finding(finding: Finding, report: Report) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "instance": finding.instance,
        "title": finding.title,
        "severity": finding.severity.value,
        "status": finding.status.value,
        "message": str(finding.message),
        "relation": finding.relation,
        "expected": finding.expected,
        "printed": finding.printed,
        "difference": finding.difference,
        "allowed": finding.allowed,
        "place": finding.place,
        "source": _source(finding.source, report),
        "quote": finding.quote,
        "basis": finding.basis,
        "figures": [_part(part, report) for part in finding.parts],
    }


def _part(part: Part, report: Report) -> dict[str, object]:
    figure = part.figure
    return {
        "role": part.role,
        "place": figure.place.label,
        "printed": figure.text,
        "unit": figure.unit.name,
        "source": _source(figure.place.source, report),
    }


def _skipped(skipped: Skipped) -> dict[str, object]:
    return {
        "rule": skipped.rule,
        "instance": skipped.instance,
        "title": skipped.title,
        "severity": skipped.severity.value,
        "reason": str(skipped.reason),
    }


def _unread(unread: Unread) -> dict[str, object]:
    return {"source": unread.source.as_json(), "text": unread.text, "reason": str(unread.reason)}


def _source(source: Source, report: Report) -> dict[str, object]:
    """The position; with its file only where that is another one than the document."""
    position = source.as_json()
    return position if source.path == report.path else {"path": source.path, **position}


def _problem(problem: Problem) -> dict[str, object]:
    return {"path": problem.source.path, **problem.source.as_json(), "message": str(problem.message)}
