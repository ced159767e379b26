"""What all reports say in the same words: numbers, places, the name of a disclosure.

The text of a disclosure is data. ``harmless`` is applied to all of it before it is shown.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from budget_rules.coverage import guarded_count
from budget_rules.findings import Finding, Outcome, Report, Severity, Skipped, Waived
from budget_rules.messages import message
from budget_rules.place import Source

#: Longest list in a summary before “and n more”.
MOST_LINES = 20
#: Control characters, invisible ones (among them those that turn the direction of writing), halves of characters,
#: and separators of lines and paragraphs.
_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def harmless(text: object) -> str:
    """The text on one line, with characters that a terminal would obey written as ``\\x1b``."""
    plain = str(text)
    if plain.isprintable():
        return plain
    return "".join(map(_visible, plain))


def _visible(char: str) -> str:
    if unicodedata.category(char) not in _HARMFUL:
        return char
    return char.encode("unicode_escape").decode("ascii")


def number(value: int) -> str:
    """The number with thousand separators."""
    return f"{value:,}"


def share_of(part: int, whole: int) -> str:
    """A percentage with one decimal, rounded down: 100.0 % is all."""
    tenths = 1000 * part // whole if whole else 1000
    return f"{tenths // 10}.{tenths % 10}%"


def guarded_line(report: Report) -> str:
    """``数字：读出 1,042 个，有核对的 1,011 个（97.0%）``."""
    figures, guarded = report.table_figures + report.text_figures, guarded_count(report.disclosure, report)
    slots = {"figures": number(figures), "guarded": number(guarded), "share": share_of(guarded, figures)}
    return str(message("coverage.total", **slots))


def unchecked_tables_line(tables: Sequence[str]) -> str:
    """``没有规则核对的表 2 张: 《收入决算表》、《支出决算表》``, from their canonical names; empty for none."""
    if not tables:
        return ""
    named = "、".join(f"《{table}》" for table in tables)
    return harmless(message("shown.unchecked-tables", count=number(len(tables)), tables=named))


def severity_word(severity: Severity) -> str:
    """错误, 警告 or 提示."""
    return str(message(f"shown.{severity.value}"))


def where(source: Source) -> str:
    """The position inside its file, as short as a table column wants it: a line, a cell or a page."""
    if source.cell is not None:
        return harmless(source.cell)
    if source.page is not None:
        page = str(message("shown.page", page=source.page))
        return page if source.line is None else f"{page}:{source.line}"
    return "" if source.line is None else str(source.line)


def where_words(source: Source) -> str:
    """The position inside its file for running text, where a bare number would not be taken for a line."""
    short = where(source)
    return str(message("shown.line", line=short)) if short.isdecimal() else short


def file_position(source: Source) -> str:
    """The file and the position in it; a page is called so."""
    return harmless(source) if source.page is None else f"{harmless(source.path)} {where(source)}"


def position(source: Source) -> str:
    """Where, below the name of the file: a page or a cell; a line with the file, as editors want it to jump there."""
    return with_origin(source) if source.page is None and source.cell is None else where(source)


def with_origin(source: Source) -> str:
    """The whole position, and where the file that this one was converted from has it."""
    if source.origin is None:
        return harmless(source)
    return str(message("shown.origin", source=harmless(source), origin=harmless(source.origin)))


def named(rule: str, instance: str) -> str:
    """``class-sums[支出总表]``, the name of the pytest item."""
    return rule if not instance else f"{rule}[{harmless(instance)}]"


def headline(outcome: Outcome | Finding) -> str:
    """The rule's title and where it applied."""
    title = harmless(outcome.title)
    return title if not outcome.instance else f"{title} [{harmless(outcome.instance)}]"


def disclosure_name(report: Report) -> str:
    """``绍兴市人大办本级 2022 年 单位预算（浙江）``."""
    words = [harmless(report.unit or report.title or report.path)]
    if report.year is not None:
        words.append(str(message("shown.year", year=report.year)))
    kind = harmless(report.level) + harmless(report.stage)
    if report.region:
        kind += str(message("shown.region", region=harmless(report.region)))
    return " ".join([*words, kind] if kind else words)


def disclosure_line(report: Report) -> str:
    """One line for a header: which disclosure, and how much of it was read."""
    return str(
        message(
            "shown.header",
            name=disclosure_name(report),
            tables=number(len(report.tables)),
            table_figures=number(report.table_figures),
            text_figures=number(report.text_figures),
            unread="" if not report.unread else message("shown.header-unread", unread=number(len(report.unread))),
        )
    )


def finding_counts(report: Report) -> str:
    """``错误 3，警告 1，提示 0``; those that are waived are counted apart."""
    waived = report.waived
    found = [finding.severity for finding, waiver in zip(report.findings, waived, strict=True) if waiver is None]
    counts = {severity.value: number(found.count(severity)) for severity in Severity}
    accepted = len(waived) - len(found)
    apart = message("shown.finding-counts-waived", count=number(accepted)) if accepted else ""
    return f"{message('shown.finding-counts', **counts)}{apart}"


def waiver_words(waived: Waived) -> str:
    """By whom a finding was waived, until when, and why."""
    until = message("shown.waived-until", day=str(waived.expires)) if waived.expires else ""
    slots = {"owner": harmless(waived.owner), "until": until, "reason": harmless(waived.reason)}
    return str(message("shown.waived", **slots))


def graded(finding: Finding) -> str:
    """How bad it is, and what is wrong."""
    return f"{severity_word(finding.severity)}: {harmless(finding.message)}"


def finding_line(finding: Finding) -> str:
    """One line: where, how bad, and what is wrong."""
    return f"{position(finding.source)}: {graded(finding)}"


def skipped_line(skipped: Skipped) -> str:
    """One line: which rule, where, and why not."""
    return f"{named(skipped.rule, skipped.instance)}: {harmless(skipped.reason)}"


def marked_quote(finding: Finding) -> str:
    """The sentence with the offending figure between ``»`` and ``«``."""
    quote = finding.quote
    if finding.mark is None:
        return harmless(quote)
    start, stop = finding.mark
    return f"{harmless(quote[:start])}»{harmless(quote[start:stop])}«{harmless(quote[stop:])}"


def shortened(lines: list[tuple[str, str]], most: int = MOST_LINES) -> list[tuple[str, str]]:
    """The first lines, and how many more there are. A line has a severity, or none, and its text."""
    if len(lines) <= most + 1:
        return lines
    return [*lines[:most], ("", str(message("shown.and-more", count=number(len(lines) - most))))]
