"""From symptoms to causes: which figures are wrong, what they should print, and what that explains."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from budget_rules.diagnosis.blocks import Block, Option
from budget_rules.diagnosis.knots import Knots
from budget_rules.diagnosis.system import Relation, System
from budget_rules.diagnosis.tables import table_errors
from budget_rules.diagnosis.wording import Speaker, own
from budget_rules.disclosure import Disclosure
from budget_rules.findings import Cause, Finding, Report, Severity
from budget_rules.relation import as_printed

__all__ = ["diagnose"]


def diagnose(report: Report) -> list[Cause]:
    """The causes of a report's findings, most severe first, then in order of the rules; each finding belongs to one."""
    found: list[Cause] = []
    taken: set[int] = set()
    if any(check.finding is not None for outcome in report.outcomes for check in outcome.checks):
        system = System.of(report)
        explained: set[int] = set()
        for error in table_errors(system, report.disclosure):
            explained.update(relation.number for relation in error.relations)
            findings = [one for one in _findings(error.relations) if id(one) not in taken]
            findings += [one for one in report.findings if id(one) not in taken and one.source in error.rows]
            findings = list({id(one): one for one in findings}.values())
            taken.update(map(id, findings))
            if findings:
                found.append(own(findings, error.said))
        blocks = _joined(Knots(system, explained).blocks())
        speaker = Speaker.of(system, report.disclosure, blocks)
        for block in blocks:
            findings = [one for one in _findings(block.relations) if id(one) not in taken]
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
            found[number] = replace(found[number], findings=(*found[number].findings, finding))
    return found


def _findings(relations: Iterable[Relation]) -> list[Finding]:
    found = {id(one): one for relation in relations if (one := relation.check.finding) is not None}
    return list(found.values())


def _joined(blocks: list[Block]) -> list[Block]:
    """Errors that are one: the same finding, or the same wrong figure printed again in the narrative."""
    joined: list[Block] = []
    for block in blocks:
        same = next((one for one in joined if _same(one, block)), None)
        if same is None:
            joined.append(block)
        else:
            same.relations.extend(block.relations)
            same.followers.extend(block.followers)
            same.again.extend(block.options[:1])
    return _of_rows(joined)


def _of_rows(blocks: list[Block]) -> list[Block]:
    """Two figures of one row that stand in each other's column are one error."""
    left: list[Block] = []
    for block in blocks:
        for other in left:
            moved = _moved(other, block)
            if moved is not None:
                other.options, other.moved = moved[:1], moved[1]
                other.relations.extend(block.relations)
                break
        else:
            left.append(block)
    return left


def _moved(one: Block, other: Block) -> list[Option] | None:
    """The two figures of a row that would be right in each other's place; the one that prints something first."""
    for first, choice in one.options:
        for second, again in other.options:
            if choice is None or again is None or first.figure.place.span or second.figure.place.span:
                continue
            here, there = first.figure.place, second.figure.place
            crossed = first.figure.value == again.value and second.figure.value == choice.value
            if crossed and here.label.rpartition(",")[0] == there.label.rpartition(",")[0]:
                pair: list[Option] = [(first, choice), (second, again)]
                return pair if first.figure.value else pair[::-1]
    return None


def _same(one: Block, other: Block) -> bool:
    if {id(finding) for finding in _findings(one.relations)} & {id(finding) for finding in _findings(other.relations)}:
        return True
    if len(one.options) != 1 or len(other.options) != 1:
        return False
    (first, choice), (second, again) = one.options[0], other.options[0]
    narrated = first.figure.place.span is not None and second.figure.place.span is not None
    # A role of every sentence (增减幅度) does not say that it is the same amount.
    named = isinstance(first.role, str) and first.role and first.role == second.role
    if not narrated or not named or choice is None or again is None:
        return False
    return as_printed(first.figure) == as_printed(second.figure) and choice.value == again.value
