"""What reports say of causes, and of findings that follow from them."""

from __future__ import annotations

from collections.abc import Sequence

from budget_rules.findings import Cause, Finding, Report
from budget_rules.messages import Message, message
from budget_rules.reports.words import harmless, named, number, position, severity_word

#: Findings listed under one cause.
MOST_FINDINGS = 4
#: Longest relation, in characters, that is shown for a finding that has nothing else to say.
LONGEST = 160


def cause_lines(report: Report) -> list[tuple[str, str]]:
    """For each cause that is not waived a severity and its text: where, how bad and what; below, what it explains.

    A cause that says what its only finding says has nothing below it.
    """
    open_to = {id(one) for one, waived in zip(report.findings, report.waived, strict=True) if waived is None}
    found = []
    for cause in report.causes:
        findings = [one for one in cause.findings if id(one) in open_to]
        if findings:
            line = f"{position(cause.source)}: {severity_word(cause.severity)}: {harmless(cause.message)}"
            found.append((cause.severity.value, "\n".join([line, *_below(cause, findings)])))
    return found


def _below(cause: Cause, findings: Sequence[Finding]) -> list[str]:
    if len(findings) == 1 and not cause.suspects:
        return []
    shown = findings[:MOST_FINDINGS]
    lines = [f"  - {named(one.rule, one.instance)}: {_said(one, cause)}" for one in shown]
    more = len(findings) - len(shown)
    return lines if not more else [*lines, f"  {message('shown.and-more', count=number(more))}"]


def _said(finding: Finding, cause: Cause) -> str:
    """The relation where the finding names the figure that its cause names; what it says itself otherwise."""
    relation, own = harmless(finding.relation), harmless(finding.message)
    places = {suspect.figure.place for suspect in cause.suspects}
    same = bool(finding.parts) and finding.parts[0].figure.place in places
    return relation if same and relation and len(relation) <= LONGEST and relation not in own else own


def consequence(finding: Finding, causes: Sequence[Cause]) -> Message | None:
    """Of what the finding is a consequence; None where it names the wrong figure itself, or none is known."""
    cause = next((one for one in causes if any(finding is other for other in one.findings)), None)
    if cause is None or not cause.suspects:
        return None
    first, *others = cause.suspects
    if finding.parts and finding.parts[0].figure.place == first.figure.place:
        return None
    return message("cause.maybe-consequence" if others else "cause.consequence", cause=cause.message)
