"""What a summary says of one disclosure, in order: causes with their findings, what was waived, what was not executed
or not read and why, and one line of figures. Lists are made of lines; both the plain and the coloured report show them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budget_rules.coverage import unchecked_tables
from budget_rules.disclosure import Unread
from budget_rules.findings import Report
from budget_rules.messages import message
from budget_rules.reports.causes import cause_lines
from budget_rules.reports.words import (
    finding_counts,
    finding_line,
    guarded_line,
    harmless,
    named,
    number,
    position,
    shortened,
    unchecked_tables_line,
    waiver_words,
    where_words,
)

#: So many lines on findings are shown: all that a disclosure has, unless it was misread as a whole.
MOST_FOUND = 200
#: Places and rules named in one line before “and n more”.
MOST_NAMED = 6
#: Characters shown of what could not be read.
LONGEST_TEXT = 30
#: A heading and the lines below it, each with a severity or none; a line may have lines below it, indented.
Block = tuple[str, list[tuple[str, str]]]


def blocks(report: Report) -> list[Block]:
    """The lists of a summary. The first is always there; its heading counts the findings."""
    both = zip(report.findings, report.waived, strict=True)
    waived = [("", f"{finding_line(finding)} {waiver_words(by)}") for finding, by in both if by]
    others = (
        (str(message("shown.waived-findings")), waived),
        (str(message("shown.not-executed")), [*_unchecked(report), *_skipped(report)]),
        (str(message("shown.unread")), _unread(report.unread)),
    )
    found = (finding_counts(report), shortened(cause_lines(report), MOST_FOUND))
    return [found, *((heading, shortened(lines)) for heading, lines in others if lines)]


def figures_line(report: Report) -> str:
    """How the relations ended and what they guard, in one line."""
    counts = report.counts
    numbers = {
        "checks": counts.checks,
        "held": counts.held,
        "rounded": counts.held_by_rounding,
        "blank": counts.held_blank,
        "violated": counts.violated,
        "suspicious": counts.suspicious,
        "skipped": counts.not_executed,
        "absent": counts.not_applicable,
        "unread": len(report.unread),
    }
    slots = {key: number(value) for key, value in numbers.items()}
    return str(message("shown.tallies", **slots, guarded=guarded_line(report)))


def _unchecked(report: Report) -> list[tuple[str, str]]:
    """The tables that nothing was checked of, in one line."""
    line = unchecked_tables_line([table.name for table in unchecked_tables(report)])
    return [("", line)] if line else []


def _skipped(report: Report) -> list[tuple[str, str]]:
    """One line for each reason, and the rules that were not executed because of it."""
    rules: dict[str, list[str]] = {}
    for one in report.not_executed:
        rules.setdefault(harmless(one.reason), []).append(named(one.rule, one.instance))
    return [("", f"{reason}: {_named(dict.fromkeys(names))}") for reason, names in rules.items()]


def _unread(passages: Iterable[Unread]) -> list[tuple[str, str]]:
    """One line for each passage; several with the same reason are one line, and below, where they are."""
    groups: dict[str, list[Unread]] = {}
    for one in passages:
        groups.setdefault(_kind(one), []).append(one)
    lines = []
    for kind, members in groups.items():
        quoted = [f"“{harmless(one.text)[:LONGEST_TEXT]}”" for one in members]
        if len(members) == 1:
            lines.append(("", f"{position(members[0].source)}: {quoted[0]}: {harmless(members[0].reason)}"))
            continue
        places = _named(f"{where_words(one.source)} {text}" for one, text in zip(members, quoted, strict=True))
        heading = message("shown.unread-group", reason=kind, count=number(len(members)))
        lines.append(("", f"{heading}\n  {places}"))
    return lines


def _kind(unread: Unread) -> str:
    """The reason without what is different at each place: the text and numbers."""
    reason = harmless(unread.reason).replace(f"“{harmless(unread.text)}”", "“…”")
    return re.sub(r"\d+", "…", reason)


def _named(names: Iterable[str]) -> str:
    whole = list(names)
    shown = str(message("shown.separator")).join(whole[:MOST_NAMED])
    more = len(whole) - MOST_NAMED
    return shown if more <= 0 else f"{shown} {message('shown.and-more', count=number(more))}"
