"""Final accounts with one thing changed, and what is found in them."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import budget_rules
from budget_rules import confront
from budget_rules.disclosure import Disclosure
from budget_rules.findings import Finding, Report
from disclosure_writers import WRITERS, Document
from final_documents import national
from published import shipped

#: The heading of the section that goes through the items.
ITEMS = "（三）一般公共预算财政拨款支出决算具体情况"


def written(document: Document, folder: Path, suffix: str = ".docx") -> Disclosure:
    """The document as a file, read again."""
    path = WRITERS[suffix](document, folder / f"final{suffix}")
    return budget_rules.load(path, vocabulary=shipped().vocabulary)


def confronted(document: Document, folder: Path, suffix: str = ".md") -> Report:
    return confront(shipped(), written(document, folder, suffix))


def found(document: Document, folder: Path) -> list[Finding]:
    return list(confronted(document, folder).findings)


def rules_of(findings: list[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


def with_cell(document: Document, title: str, row: str, column: int, text: str) -> Document:
    """The document with another text in a cell: of the row that prints ``row`` in one of its first cells."""
    made = deepcopy(document)
    table = next(one for one in made.tables if one.title.endswith(title))
    (line,) = [cells for cells in table.rows if row in (cells if not row else cells[:7])]
    line[column] = text
    return made


def with_text(document: Document, old: str, new: str) -> Document:
    """The document with other words in its narrative."""
    made = deepcopy(document)
    told = [heading for heading in made.sections if any(old in text for text in heading[2])]
    assert len(told) == 1, f"{old} is printed in {len(told)} sections"
    made.sections = [(head, level, [text.replace(old, new) for text in texts]) for head, level, texts in made.sections]
    return made


def told(section: str, *paragraphs: str) -> Document:
    """The national document with another narrative in one section."""
    made = national()
    assert [heading for heading, _, _ in made.sections].count(section) == 1
    made.sections = [
        (heading, level, list(paragraphs) if heading == section else texts) for heading, level, texts in made.sections
    ]
    return made
