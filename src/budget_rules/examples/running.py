"""Running an example: its small disclosure confronted with its rule."""

from __future__ import annotations

from msgspec import structs

from budget_rules.confrontation import confront
from budget_rules.disclosure import Disclosure, Section, Unread
from budget_rules.examples.example import Example
from budget_rules.findings import Outcome
from budget_rules.messages import Message, message
from budget_rules.narrative import read_narrative
from budget_rules.problem import BudgetError
from budget_rules.rulebook.rule import Rule, Rulebook
from budget_rules.sources.assemble import assemble_tables, nest
from budget_rules.sources.enumerators import enumerator_level
from budget_rules.sources.identity import identify
from budget_rules.sources.raw import Reading

#: What a rule does not restrict.
STAGE, LEVEL, YEAR = "预算", "单位", 2022


def run_example(example: Example, rulebook: Rulebook) -> tuple[Message | None, list[Outcome]]:
    """Why the example does not come out as it says, or None; and what the rule found.

    Raises:
        BudgetError: the example is no disclosure.
    """
    rule = next(rule for rule in rulebook.rules if rule.id == example.rule)
    disclosure = _disclosure(example, rule, rulebook)
    outcomes = confront(structs.replace(rulebook, rules=(rule,)), disclosure).outcomes
    return _verdict(example, outcomes), outcomes


def _verdict(example: Example, outcomes: list[Outcome]) -> Message | None:
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    checked = sum(outcome.counts.held - outcome.counts.held_blank for outcome in outcomes)
    skipped = [one.reason for outcome in outcomes for one in outcome.not_executed]
    skipped += [one.not_applicable.reason for one in outcomes if one.not_applicable is not None]
    if not findings and ((skipped and not checked) or any(outcome.not_executed for outcome in outcomes)):
        return message("examples.not-checked", reason=skipped[0])
    if not example.violated:
        return message("examples.violated", said=findings[0].message) if findings else None
    if not findings:
        return message("examples.held")
    found = [_plain(finding.expected) for finding in findings]
    if example.expected is not None and _plain(example.expected) not in found:
        said = "、".join(finding.expected or "∅" for finding in findings)
        return message("examples.other-expected", expected=example.expected, found=said)
    return None


def _plain(text: str) -> str:
    return "".join(text.split())


def _disclosure(example: Example, rule: Rule, rulebook: Rulebook) -> Disclosure:
    """A disclosure that the rule is about."""
    reading = Reading(strict=not example.violated)  # what is no number may be the mistake
    vocabulary, when = rulebook.vocabulary, rule.when
    first, last = when.years
    year = first or last or YEAR
    tables = assemble_tables(example.tables, vocabulary, reading, example.source, year) if example.tables else []
    if reading.problems:
        raise BudgetError(reading.problems)
    sections = [
        Section(
            heading=heading.text,
            name=vocabulary.section(heading.text),
            level=enumerator_level(heading.text) or 1,
            paragraphs=list(paragraphs),
            source=heading.source,
        )
        for heading, paragraphs in example.headings
    ]
    sections += [
        Section(
            heading=name or "说明",
            name=name,
            level=1,
            paragraphs=list(paragraphs),
            source=paragraphs[0].source if paragraphs else example.source,
        )
        for name, paragraphs in example.text
    ]
    nest(sections)
    disclosure = Disclosure(
        path=example.source.path,
        title=example.title or rule.title,
        unit=example.unit,
        year=year,
        stage=next(iter(when.stages), STAGE),
        level=next(iter(when.levels), "") or identify(example.title, (), ()).level or LEVEL,
        region=next(iter(when.regions), ""),
        contents=example.contents,
        sections=sections,
        tables=tables,
        unread=[Unread(one.source, one.text, message("unread.rows-lost", project=one.text)) for one in example.unread],
        source=example.source,
    )
    read_narrative(disclosure, vocabulary)
    return disclosure
