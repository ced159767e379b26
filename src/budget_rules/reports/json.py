"""The report as JSON, which other programs read. ``schemas/result.schema.json`` describes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from budget_rules.coverage import unchecked_tables
from budget_rules.findings import Report
from budget_rules.problem import BudgetError, Problem
from budget_rules.reports.json_content import content
from budget_rules.reports.json_figures import Known, checks, coverage, figures
from budget_rules.reports.json_findings import cause, finding, outcome, rules, skipped, table, unread, waiver
from budget_rules.waivers import Used

FORMAT = 1
#: Valid in JSON, obeyed by terminals: C1 controls, invisible characters, marks of writing direction, lone surrogates.
_HARMFUL = re.compile(
    "[\x7f-\x9f\u00ad\u0600-\u0605\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def text(result: Mapping[str, object]) -> str:
    """The result as JSON text: UTF-8 as it is, the same bytes for the same reports."""
    dumped = json.dumps(result, ensure_ascii=False, indent=2)
    return _HARMFUL.sub(lambda match: json.dumps(match[0])[1:-1], dumped) + "\n"


def result(
    reports: Iterable[Report], errors: Iterable[BudgetError] = (), waivers: Iterable[Used] = ()
) -> dict[str, object]:
    """All documents of a run; ``errors`` are the problems of those that could not be read, ``waivers`` what became of
    each waiver."""
    problems = dict.fromkeys(problem for error in errors for problem in error.problems)
    confronted = list(reports)
    return {
        "format": FORMAT,
        "rules": rules(confronted),
        "documents": [document(report) for report in confronted],
        "errors": list(map(_problem, problems)),
        "waivers": list(map(waiver, waivers)),
    }


def document(report: Report) -> dict[str, object]:
    """One document: what is printed, what was checked and what was found, whatever was selected to run."""
    counts = report.counts
    known = Known.of(report)
    return {
        "path": report.path,
        "title": report.title,
        "unit": report.unit,
        "year": report.year,
        "stage": report.stage,
        "level": report.level,
        "region": report.region,
        "tables": [table(one) for one in report.tables],
        "table_figures": report.table_figures,
        "text_figures": report.text_figures,
        "counts": {name: getattr(counts, name) for name in counts.__struct_fields__},
        "findings": [
            finding(one, report, known.ids, waived) for one, waived in zip(report.findings, report.waived, strict=True)
        ],
        "causes": [cause(one, report, known.ids) for one in report.causes],
        "outcomes": [outcome(one) for one in report.outcomes if one.not_applicable is None],
        "not_executed": [skipped(one) for one in report.not_executed],
        "not_applicable": [skipped(one) for one in report.not_applicable],
        "unread": [unread(one) for one in report.unread],
        "unchecked_tables": [one.name for one in unchecked_tables(report)],
        "figures": figures(known, report),
        "coverage": coverage(known),
        "checks": checks(known, report),
        "content": content(report.disclosure, known.ids),
    }


def _problem(problem: Problem) -> dict[str, object]:
    return {"path": problem.source.path, **problem.source.as_json(), "message": str(problem.message)}
