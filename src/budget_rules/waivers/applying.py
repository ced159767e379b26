"""Waivers put to the findings of reports, and what became of each waiver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from budget_rules.findings import Finding, Report
from budget_rules.messages import Message, message
from budget_rules.waivers.waiver import Waiver, binding_of, disclosure_named
from budget_rules.yaml_nodes import did_you_mean


class Use(StrEnum):
    """What became of a waiver in a run."""

    #: It waives findings.
    USED = "used"
    #: Its disclosure was checked and has no such finding.
    UNUSED = "unused"
    #: Its last day is over.
    EXPIRED = "expired"
    #: Its disclosure is not one of this run.
    ELSEWHERE = "elsewhere"


class Used(Struct, frozen=True, kw_only=True):
    """A waiver and what became of it."""

    waiver: Waiver
    use: Use
    #: For UNUSED and EXPIRED: why, in words.
    why: Message | None


def apply_waivers(report: Report, waivers: Iterable[Waiver], today: date) -> None:
    """Note in the report which findings are waived on that day; the first waiver of a finding counts."""
    valid: dict[object, Waiver] = {}
    for waiver in waivers:
        if not waiver.expired(today) and waiver.disclosure in ("", name_of(report)):
            valid.setdefault(waiver.binding, waiver)
    for outcome in report.outcomes:
        found = ((index, valid.get(binding_of(finding))) for index, finding in enumerate(outcome.findings))
        outcome.waived = {index: waiver.shown for index, waiver in found if waiver is not None}


def uses_of(
    waivers: Iterable[Waiver], reports: Sequence[Report], rules: Iterable[str], today: date, *, complete: bool = True
) -> list[Used]:
    """What became of each waiver where these reports were made with ``rules``.

    ``complete``: whether these are all disclosures of the run. Where some could not be read, a waiver for every
    disclosure may belong to one of those.
    """
    known = list(rules)
    findings = [(name_of(report), finding) for report in reports for finding in report.findings]
    names = {name_of(report) for report in reports}
    return [_used(waiver, findings, names, known, today, complete) for waiver in waivers]


def name_of(report: Report) -> str:
    """How waivers name the report's disclosure."""
    return disclosure_named(report.title, report.unit, report.path)


def _used(
    waiver: Waiver,
    findings: list[tuple[str, Finding]],
    names: set[str],
    rules: list[str],
    today: date,
    complete: bool,
) -> Used:
    binding = waiver.binding
    if waiver.expired(today):
        return Used(waiver=waiver, use=Use.EXPIRED, why=message("waivers.expired", until=str(waiver.until)))
    here = [finding for name, finding in findings if waiver.disclosure in ("", name) and finding.rule == binding.rule]
    if any(binding_of(finding) == binding for finding in here):
        return Used(waiver=waiver, use=Use.USED, why=None)
    if (waiver.disclosure and waiver.disclosure not in names) or not (waiver.disclosure or complete):
        return Used(waiver=waiver, use=Use.ELSEWHERE, why=None)
    if binding.rule not in rules:
        why = message("waivers.no-rule", rule=binding.rule, hint=did_you_mean(binding.rule, rules))
    elif changed := [finding for finding in here if finding.place == binding.place]:
        printed = "、".join(text or "∅" for text in binding_of(changed[0]).printed) or "∅"
        why = message("waivers.changed", printed=printed)
    else:
        why = message("waivers.gone")
    return Used(waiver=waiver, use=Use.UNUSED, why=why)
