"""The result as Markdown, for a pull request or ``$GITHUB_STEP_SUMMARY``. Made from the JSON result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from budget_rules.findings import Severity
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.reports.words import file_position, harmless, named, severity_word, unchecked_tables_line

#: Longest list before “and n more”.
MOST_ROWS = 100
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~$^])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"})


def text(result: Mapping[str, Any]) -> str:
    """The JSON result as Markdown: for each document how it ended, its findings, and what was not looked at."""
    blocks = [f"## {message('shown.summary-title')}"]
    for problem in result["errors"]:
        blocks.append(f"**{escaped(_place(problem['path'], problem))}** {escaped(problem['message'])}")
    for document in result["documents"]:
        blocks.extend(_document(document))
    return "\n\n".join(blocks) + "\n"


def escaped(value: object) -> str:
    """Text of a disclosure on one line, of which nothing is read as Markdown, HTML, a link or a mention."""
    plain = _SPECIAL.sub(r"\\\1", harmless(value)).translate(_ENTITIES)
    return plain.replace("://", "&#58;//").replace("www.", "www&#46;")


def _document(document: Mapping[str, Any]) -> Iterator[str]:
    counts = document["counts"]
    name = document["title"] or document["unit"] or document["path"]
    yield f"### {escaped(name)}"
    found = [finding["severity"] for finding in document["findings"]]
    tally = {severity.value: found.count(severity.value) for severity in Severity}
    yield f"`{harmless(document['path']).replace('`', '')}` · {message('shown.finding-counts', **tally)}"
    keys = ("checks", "held", "violated", "suspicious", "not_executed", "not_applicable")
    heads = [str(message(f"shown.count-{key.replace('_', '-')}")).strip() for key in keys]
    yield _table(heads, [[f"{counts[key]:,}" for key in keys]], right=True)
    if document["findings"]:
        heads = [str(message(f"out.{key}")) for key in ("severity", "where", "finding")]
        yield _table(heads, [_finding(finding, document["path"]) for finding in document["findings"]])
    unchecked = unchecked_tables_line(document["unchecked_tables"])
    if unchecked:
        yield f"**{escaped(unchecked)}**"
    for key in ("not_executed", "unread"):
        if document[key]:
            lines = [f"- {escaped(_skipped(one, document['path']))}" for one in document[key][:MOST_ROWS]]
            heading = message(f"shown.{key.replace('_', '-')}")
            yield (
                f"<details><summary>{escaped(heading)} ({len(document[key])})</summary>\n\n"
                + "\n".join(lines)
                + "\n\n</details>"
            )


def _finding(finding: Mapping[str, Any], path: str) -> list[str]:
    word = severity_word(Severity(finding["severity"]))
    said = finding["message"]
    if finding.get("waived"):
        said = f"{said} ({message('out.waived', reason=finding['waived']['reason'])})"
    return [escaped(word), escaped(_place(path, finding["source"])), escaped(said)]


def _skipped(one: Mapping[str, Any], path: str) -> str:
    if "rule" in one:
        return f"{named(one['rule'], one['instance'])}: {one['reason']}"
    return f"{_place(path, one['source'])}: {one['text']}: {one['reason']}"


def _place(path: str, source: Mapping[str, Any]) -> str:
    return file_position(Source.of_json(path, source))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, right: bool = False) -> str:
    """A pipe table; its cells are escaped already."""
    shown = rows[:MOST_ROWS]
    lines = [heads, ["---:" if right else "---"] * len(heads), *shown]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    if len(rows) > MOST_ROWS:
        text += f"\n\n{message('shown.and-more', count=len(rows) - MOST_ROWS)}"
    return text
