"""Every number printed in the document is somewhere in the model, once, or listed as unread."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from published import SHAOXING, need
from sources_support import shaoxing

NUMBER = re.compile(r"\d+(?:[.,，]\d+)*")


def numbers(text: str) -> Counter[str]:
    return Counter(NUMBER.findall(text))


def column_number_rows(text: str) -> str:
    """The rows that only count columns, found without the reader: they start with ``**``."""
    return "\n".join(line for line in text.split("\n") if line.startswith("**\t"))


def test_every_number_of_the_source_is_accounted_for(capsys: pytest.CaptureFixture[str]) -> None:
    text = need(SHAOXING).read_text(encoding="utf-8")
    document = shaoxing()
    printed = numbers(text)
    counted = {
        "cells": Counter[str](),
        "narrative": Counter[str](),
        "headings, contents, titles": numbers(document.title),
        "column numbers": numbers(column_number_rows(text)),
        "unread": Counter[str](),
    }
    for table in document.tables:
        counted["headings, contents, titles"] += numbers(table.title)
        for row in table.rows:
            for cell in row.cells.values():
                counted["cells"] += numbers(cell.text)
        for note in table.notes:
            counted["narrative"] += numbers(note.text)
    for entry in document.contents:
        counted["headings, contents, titles"] += numbers(entry.text)
    for section in document.sections:
        counted["headings, contents, titles"] += numbers(section.heading)
        for paragraph in section.paragraphs:
            counted["narrative"] += numbers(paragraph.text)
    for unread in document.unread:
        if unread.reason.key != "unread.rows-lost":
            counted["unread"] += numbers(unread.text)
    with capsys.disabled():
        print(
            "\nnumbers in the source:", printed.total(), *(f"· {key} {value.total()}" for key, value in counted.items())
        )
    assert sum(counted.values(), Counter[str]()) == printed


def test_each_cell_is_where_its_source_says() -> None:
    lines = need(SHAOXING).read_text(encoding="utf-8").split("\n")
    for table in shaoxing().tables:
        for row in table.rows:
            for cell in row.cells.values():
                if cell.text not in ("", "?"):
                    assert cell.source.line is not None
                    assert cell.source.column is not None
                    assert lines[cell.source.line - 1].startswith(cell.text, cell.source.column - 1)


def test_each_paragraph_starts_where_its_source_says() -> None:
    lines = need(SHAOXING).read_text(encoding="utf-8").split("\n")
    document = shaoxing()
    paragraphs = [*document.contents, *(one for section in document.sections for one in section.paragraphs)]
    for paragraph in paragraphs:
        assert paragraph.source.line is not None
        assert paragraph.source.column is not None
        assert lines[paragraph.source.line - 1].startswith(paragraph.text[:10], paragraph.source.column - 1)
