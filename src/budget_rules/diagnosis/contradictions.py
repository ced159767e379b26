"""What only shows when all relations are taken together, as an outcome of a report."""

from __future__ import annotations

from budget_rules.checks import Equation, State
from budget_rules.diagnosis.joint import Clash, clashes
from budget_rules.diagnosis.system import System
from budget_rules.findings import Counts, Finding, Outcome, Part, Report, Severity, Status
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.relation import relation_text

#: The id under which contradictions are reported.
RULE = "joint-consistency"


def contradictions(report: Report) -> Outcome | None:
    """The contradictions between relations that hold one by one; None where all can hold together."""
    if not any(check.state is State.ROUNDED for outcome in report.outcomes for check in outcome.checks):
        return None
    found = clashes(System.of(report))
    if not found:
        return None
    findings = [_finding(clash) for clash in found]
    return Outcome(
        rule=RULE,
        instance="",
        title=str(message("joint.title")),
        severity=max((finding.severity for finding in findings), key=lambda one: one.rank),
        rule_source=Source(path="budget-rules"),
        counts=Counts(checks=len(findings), violated=len(findings)),
        findings=findings,
    )


def _finding(clash: Clash) -> Finding:
    equations = [relation.check.equation for relation in clash.relations]
    parts = {part.figure.place: part for equation in equations for part in _parts(equation)}
    first = next(iter(parts.values())).figure
    relations = "; ".join(map(relation_text, equations))
    return Finding(
        rule=RULE,
        instance="",
        title=str(message("joint.title")),
        severity=Severity.ERROR if clash.provable else Severity.WARNING,
        status=Status.VIOLATED,
        message=message("joint.clash", count=len(equations), relations=relations),
        relation=relations,
        expected="",
        printed="",
        difference="",
        allowed="",
        parts=tuple(parts.values()),
        source=first.place.source,
        place=first.place.label,
        basis=str(message("joint.basis")),
    )


def _parts(equation: Equation) -> list[Part]:
    return [Part(str(role), figure) for _, figure, role in equation.terms() if figure.text]
