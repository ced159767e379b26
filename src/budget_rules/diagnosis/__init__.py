"""From symptoms to causes: which figures are wrong, what they should print, and what that explains."""

from __future__ import annotations

from msgspec import structs

from budget_rules.diagnosis.joining import findings_of, joined
from budget_rules.diagnosis.knots import Knots
from budget_rules.diagnosis.system import System
from budget_rules.diagnosis.tables import table_errors
from budget_rules.diagnosis.wording import Speaker, own
from budget_rules.disclosure import Disclosure
from budget_rules.findings import Cause, Finding, Report, Severity

__all__ = ["diagnose"]


def diagnose(report: Report) -> list[Cause]:
    """The causes of a report's findings, most severe first, then in order of the rules; each finding belongs to one."""
    found: list[Cause] = []
    taken: set[int] = set()
    if any(check.finding is not None for outcome in report.outcomes for check in outcome.checks):
        system = System.of(report)
        explained: set[int] = set()
        for error in table_errors(system, report):
            explained.update(relation.number for relation in error.relations)
            findings = [one for one in findings_of(error.relations) if id(one) not in taken]
            findings += [one for one in report.findings if id(one) not in taken and one.source in error.rows]
            findings = list({id(one): one for one in findings}.values())
            taken.update(map(id, findings))
            if findings:
                cause = own(findings, error.said)
                worded = error.printed and structs.replace(cause, printed=error.printed, expected=error.expected)
                found.append(worded or cause)
        blocks = joined(system, Knots(system, explained).blocks())
        speaker = Speaker.of(system, report.disclosure, blocks)
        for block in blocks:
            findings = [one for one in findings_of(block.relations) if id(one) not in taken]
            taken.update(map(id, findings))
            if findings:
                found.append(speaker.cause(block, findings))
    left = [finding for finding in report.findings if id(finding) not in taken]
    found = _with_noted(found, left, report.disclosure)
    order = {id(finding): number for number, finding in enumerate(report.findings)}
    return sorted(found, key=lambda cause: (-cause.severity.rank, min(order[id(one)] for one in cause.findings)))


def _with_noted(found: list[Cause], left: list[Finding], disclosure: Disclosure) -> list[Cause]:
    """The causes, those of the findings left among them: what is noted of a row belongs to the figure wrong there."""
    rows = {
        source: row.source
        for table in disclosure.tables
        for row in table.rows
        for source in (row.source, *(cell.source for cell in row.cells.values()))
    }
    at = {rows[cause.source]: number for number, cause in enumerate(found) if cause.suspects and cause.source in rows}
    for finding in left:
        sources = (finding.source, *(part.figure.place.source for part in finding.parts))
        number = next((at[row] for source in sources if (row := rows.get(source, source)) in at), None)
        if number is None or finding.severity is not Severity.NOTICE:
            found.append(own([finding]))
        else:
            found[number] = structs.replace(found[number], findings=(*found[number].findings, finding))
    return found
