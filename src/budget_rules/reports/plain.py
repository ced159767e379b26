"""Reports as plain text: what pytest shows of a failed item, and the summary where there is no terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent

from budget_rules.findings import Cause, Finding, Outcome, Part, Report
from budget_rules.messages import message
from budget_rules.reports.causes import consequence
from budget_rules.reports.summary import blocks, figures_line
from budget_rules.reports.words import (
    disclosure_name,
    graded,
    harmless,
    marked_quote,
    shortened,
    skipped_line,
    waiver_words,
    where,
    with_origin,
)

#: Longest table of figures before “and n more”.
MOST_FIGURES = 40
#: Most other places of a finding.
MOST_PLACES = 10
INDENT = "  "


def outcome_line(outcome: Outcome) -> str:
    """One line for an item with findings: the first one that is not waived, and how many more there are."""
    first, *others = outcome.open_findings or outcome.findings
    line = harmless(first.message)
    return line if not others else line + str(message("shown.and-more-findings", count=len(others)))


def waived_line(outcome: Outcome) -> str:
    """One line for an item with waived findings: each waiver once."""
    return "; ".join(dict.fromkeys(waiver_words(waived) for waived in outcome.waived.values()))


def failure(outcome: Outcome, causes: Sequence[Cause] = ()) -> str:
    """All findings of a rule at one place, each with its figures; what could not be executed beside them.

    Of a finding that follows from one of ``causes``, that is said.
    """
    total = len(outcome.findings)
    blocks = []
    for index, finding in enumerate(outcome.findings):
        numbered = "" if total == 1 else f"({index + 1}/{total}) "
        lines = list(_finding_lines(finding, numbered))
        by = consequence(finding, causes)
        if by is not None:
            lines.append(INDENT + harmless(by))
        if index in outcome.waived:
            lines.append(INDENT + waiver_words(outcome.waived[index]))
        blocks.append("\n".join(lines))
    skipped = shortened([("", skipped_line(one)) for one in outcome.not_executed])
    if skipped:
        blocks.append("\n".join([str(message("shown.also-not-executed")), *(INDENT + line for _, line in skipped)]))
    rule = message("shown.rule-from", rule=outcome.rule, source=harmless(outcome.rule_source))
    return "\n\n".join([*blocks, str(rule)])


def _finding_lines(finding: Finding, numbered: str) -> Iterator[str]:
    yield numbered + graded(finding)
    yield INDENT + str(message("shown.stands-at", place=harmless(finding.place), source=with_origin(finding.source)))
    if finding.also:
        yield INDENT + str(message("shown.also-at", places=_also(finding)))
    if finding.relation:
        yield INDENT + str(message("shown.relation", relation=harmless(finding.relation)))
    if finding.quote:
        yield INDENT + str(message("shown.quote", quote=marked_quote(finding)))
    if finding.parts:
        yield from (INDENT + line for line in figures(finding.parts).splitlines())
    verdict = verdict_line(finding)
    if verdict:
        yield INDENT + verdict
    if finding.suggestion is not None:
        yield INDENT + str(message("shown.suggestion", suggestion=harmless(finding.suggestion)))
    if finding.basis:
        yield INDENT + str(message("shown.basis", basis=harmless(finding.basis)))


def _also(finding: Finding) -> str:
    """The other places, as short as they can be said."""
    shown = list(dict.fromkeys(f"{harmless(place.label)}（{where(place.source)}）" for place in finding.also))
    return "、".join(shown[:MOST_PLACES]) + ("…" if len(shown) > MOST_PLACES else "")


def verdict_line(finding: Finding) -> str:
    """What is printed, what was expected, the difference, and what rounding would have allowed."""
    facts = (
        ("printed", finding.printed),
        ("expected", finding.expected),
        ("difference", finding.difference),
        ("allowed", finding.allowed),
    )
    return "; ".join(str(message(f"shown.{key}", value=harmless(value))) for key, value in facts if value)


def figures(parts: Sequence[Part]) -> str:
    """The figures of a relation as a table, each once. Those that print nothing are only counted, but for the first."""
    distinct = list({(part.role, id(part.figure)): part for part in parts}.values())
    printed = [part for index, part in enumerate(distinct) if index == 0 or part.figure.text]
    heads = [str(message(f"shown.head-{key}")) for key in ("role", "place", "printed", "unit", "line")]
    rows = [figure_cells(part) for part in printed[:MOST_FIGURES]]
    lines = aligned(rows, ("left", "left", "right", "left", "right"), heads)
    for key, count in (("more", len(printed) - MOST_FIGURES), ("blank", len(distinct) - len(printed))):
        if count > 0:
            lines += f"\n{message(f'shown.{key}-figures', count=count)}"
    return lines


def aligned(rows: Sequence[Sequence[str]], sides: Sequence[str], heads: Sequence[str] = ()) -> str:
    """Rows of texts in columns aligned to ``sides``, under ``heads`` if there are any.

    tabulate is imported here because an xdist worker without failures never needs it: together with the widths of
    Chinese characters (wcwidth) it takes longer to import than the rest of the reports.
    """
    from tabulate import tabulate

    style = "simple" if heads else "plain"
    return tabulate(rows, headers=heads, tablefmt=style, disable_numparse=True, colalign=sides)


def figure_cells(part: Part) -> list[str]:
    """The cells of one row of that table."""
    figure = part.figure
    return [
        harmless(part.role),
        harmless(figure.place.label),
        harmless(figure.text) or str(message("shown.blank")),
        harmless(figure.unit.name),
        where(figure.place.source),
    ]


def summary(report: Report) -> str:
    """What an officer wants to know: what was found, what was not looked at, and how many relations were checked."""
    lines = [f"{disclosure_name(report)}  {harmless(report.path)}"]
    for heading, members in blocks(report):
        lines.extend([INDENT + heading, *(indent(line, INDENT * 2) for _, line in members), ""])
    return "\n".join([*lines, INDENT + figures_line(report)])
