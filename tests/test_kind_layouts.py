"""Other layouts of the same tables: nothing is found in them, and all of them are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

import budget_rules
from budget_rules import confront
from disclosure_writers import Document, Plain, write_markdown
from kind_documents import KINDS
from published import shipped

_FIGURE = re.compile(r"-?[\d,]+\.\d+|\d{1,3}(?:,\d{3})+|\d{8,}")


def figures(of: Plain) -> list[int]:
    """The columns with figures."""
    return [at for at in range(len(of.header[0])) if any(_FIGURE.fullmatch(row[at]) for row in of.rows)]


def named(new: Callable[[str, int], str]) -> Callable[[Document], None]:
    """Other titles, in the contents too."""

    def change(document: Document) -> None:
        for number, of in enumerate(document.tables, 1):
            old, of.title = of.title, new(of.title, number)
            document.contents[:] = [entry.replace(old, of.title) for entry in document.contents]

    return change


def filled(sign: str) -> Callable[[Document], None]:
    """Something in every blank cell of the columns with figures, in rows of the other side too."""

    def change(document: Document) -> None:
        for of in document.tables:
            if "绩效" in of.title:
                continue
            columns = figures(of)
            for row in of.rows:
                if any(_FIGURE.fullmatch(text) for text in row):
                    row[:] = [text or (sign if at in columns else "") for at, text in enumerate(row)]

    return change


def unit_behind(document: Document) -> None:
    """收支总表（单位：万元）, where all lines about the tables say so."""
    for of in document.tables:
        if of.unit:
            of.title, of.unit, of.preparer = f"{of.title}（单位：{of.unit}）", "", ""


def continued(document: Document) -> None:
    """Long tables go on under their title with （续）."""
    for of in list(document.tables):
        if len(of.rows) > 16 and "收支" not in of.title:
            rest = deepcopy(of)
            of.rows, rest.rows = of.rows[:12], of.rows[12:]
            of.notes, rest.title = [], f"{of.title}（续）"
            document.tables.insert(document.tables.index(of) + 1, rest)


def apart(document: Document) -> None:
    """205 02 04"""
    for of in document.tables:
        for row in of.rows:
            if re.fullmatch(r"\d{5}|\d{7}", row[0]):
                row[0] = " ".join(filter(None, (row[0][:3], row[0][3:5], row[0][5:])))


LAYOUTS: dict[str, Callable[[Document], None]] = {
    "dashes": filled("—"),
    "zeros": filled("0"),
    "unit behind the title": unit_behind,
    "continued": continued,
    "codes apart": apart,
    "year behind": named(lambda title, _: re.sub(r"(\d{4}年)(.*)", r"\2（\1）", title)),
    "own level": named(lambda title, _: f"{title}（本级）"),
    "numbered": named(lambda title, number: f"附件{number}：{title}"),
    "office in front": named(lambda title, _: re.sub(r"\d{4}年(?:预算)?(?:市级)?", r"浙江省某某厅\g<0>", title)),
}


@pytest.mark.parametrize("kind", ["shanghai_template", "zhejiang_school"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_other_layouts_are_read_alike(layout: str, kind: str, tmp_path: Path) -> None:
    document = KINDS[kind]()
    LAYOUTS[layout](document)
    made = budget_rules.load(write_markdown(document, tmp_path / "kind.md"), vocabulary=shipped().vocabulary)
    report = confront(shipped(), made)
    assert [str(finding.message) for finding in report.findings] == []
    assert all(table.known for table in made.tables)
    assert not made.unread
