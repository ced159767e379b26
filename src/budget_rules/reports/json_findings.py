"""What the JSON result says of findings, of what was skipped and of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from budget_rules.disclosure import Unread
from budget_rules.findings import Cause, Finding, Outcome, Part, Report, Skipped, TableSummary, Waived
from budget_rules.place import Place, Source
from budget_rules.waivers import Used

JSON = dict[str, object]


def rules(reports: Iterable[Report]) -> list[JSON]:
    """The rules that the disclosures were confronted with, each once, in their order."""
    found: dict[str, JSON] = {}
    for report in reports:
        for outcome in report.outcomes:
            found.setdefault(
                outcome.rule,
                {
                    "id": outcome.rule,
                    "title": outcome.title,
                    "severity": outcome.severity.value,
                    "basis": outcome.basis,
                    "source": {"path": outcome.rule_source.path, **outcome.rule_source.as_json()},
                },
            )
    return list(found.values())


def table(one: TableSummary) -> JSON:
    """A table as a whole."""
    return {
        "name": one.name,
        "title": one.title,
        "unit": one.unit,
        "rows": one.rows,
        "figures": one.figures,
        "source": one.source.as_json(),
    }


def finding(one: Finding, report: Report, ids: Mapping[Place, str], waived: Waived | None) -> JSON:
    """Everything that is known of a finding; ``ids`` are those of figures, by place."""
    return {
        "rule": one.rule,
        "instance": one.instance,
        "title": one.title,
        "severity": one.severity.value,
        "status": one.status.value,
        "message": str(one.message),
        "relation": one.relation,
        "expected": one.expected,
        "printed": one.printed,
        "difference": one.difference,
        "allowed": one.allowed,
        "place": one.place,
        "source": _found_at(one.source, report.path),
        "also": [{"place": place.label, "source": position(place.source, report.path)} for place in one.also],
        "quote": one.quote,
        "mark": None if one.mark is None else list(one.mark),
        "suggestion": "" if one.suggestion is None else str(one.suggestion),
        "basis": one.basis,
        "figures": [_part(part, report, ids) for part in one.parts],
        "waived": None if waived is None else _waived(waived),
        "cause": next(at for at, cause in enumerate(report.causes) if any(one is other for other in cause.findings)),
    }


def cause(one: Cause, report: Report, ids: Mapping[Place, str]) -> JSON:
    """What is behind findings, which are named by their index."""
    numbers = {id(finding): at for at, finding in enumerate(report.findings)}
    return {
        "severity": one.severity.value,
        "status": one.status.value,
        "message": str(one.message),
        "place": one.place,
        "source": _found_at(one.source, report.path),
        "printed": one.printed,
        "expected": one.expected,
        "suspects": [
            {
                "figure": ids.get(suspect.figure.place),
                "place": suspect.figure.place.label,
                "role": str(suspect.role),
                "printed": suspect.figure.text,
                "unit": suspect.figure.unit.name,
                "expected": suspect.expected,
                "low": suspect.low,
                "high": suspect.high,
                "slip": "" if suspect.slip is None else str(suspect.slip),
                "source": position(suspect.figure.place.source, report.path),
            }
            for suspect in one.suspects
        ],
        "findings": sorted(numbers[id(finding)] for finding in one.findings),
    }


def _waived(one: Waived) -> JSON:
    expires = None if one.expires is None else one.expires.isoformat()
    return {"reason": one.reason, "owner": one.owner, "expires": expires}


def waiver(one: Used) -> JSON:
    """What became of a waiver."""
    binding, source = one.waiver.binding, one.waiver.source
    return {
        "disclosure": one.waiver.disclosure,
        "rule": binding.rule,
        "place": binding.place,
        "printed": list(binding.printed),
        **_waived(one.waiver.shown),
        "use": one.use.value,
        "why": "" if one.why is None else str(one.why),
        "source": {"path": source.path, **source.as_json()},
    }


def _part(part: Part, report: Report, ids: Mapping[Place, str]) -> JSON:
    figure = part.figure
    return {
        "id": ids.get(figure.place),
        "role": part.role,
        "place": figure.place.label,
        "printed": figure.text,
        "unit": figure.unit.name,
        "source": position(figure.place.source, report.path),
    }


def outcome(one: Outcome) -> JSON:
    """What a rule came to at one place where it applies."""
    counted = ("checks", "held", "violated", "suspicious", "not_executed")
    return {"rule": one.rule, "instance": one.instance, **{key: getattr(one.counts, key) for key in counted}}


def skipped(one: Skipped) -> JSON:
    """A rule that was not executed, or does not apply."""
    return {
        "rule": one.rule,
        "instance": one.instance,
        "title": one.title,
        "severity": one.severity.value,
        "reason": str(one.reason),
    }


def unread(one: Unread) -> JSON:
    """A passage that was not read."""
    return {"source": one.source.as_json(), "text": one.text, "reason": str(one.reason)}


def position(source: Source, path: str) -> JSON:
    """The position; with its file only where that is another one than the document at ``path``."""
    found = source.as_json()
    return found if source.path == path else {"path": source.path, **found}


def _found_at(source: Source, path: str) -> JSON:
    """The position, and where the original of a converted file has it."""
    found = position(source, path)
    return found if source.origin is None else {**found, "origin": source.origin}
