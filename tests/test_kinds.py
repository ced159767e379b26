"""Disclosures of the kinds that are published: nothing is found in correct ones, and nearly all figures are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

import budget_rules
from budget_rules import confront
from budget_rules.coverage import guarded_count, printed_figures
from disclosure_writers import WRITERS
from kind_documents import KINDS
from pdf_writer import write_pdf
from published import shipped

#: How many figures no relation can guard: equipment, and counts of what no table lists.
_UNGUARDED = 4
#: Drawn as PDF: one of each layout.
_DRAWN = ("shanghai_bureau", "zhejiang_hospital")


def assert_correct(path: Path) -> None:
    made = budget_rules.load(path, vocabulary=shipped().vocabulary)
    report = confront(shipped(), made)
    assert [str(finding.message) for finding in report.findings] == []
    assert not [outcome.rule for outcome in report.outcomes if outcome.not_executed]
    assert not made.unread
    assert all(table.known for table in made.tables)
    assert made.unit
    assert made.region in {"上海", "浙江"}
    assert len(printed_figures(made)) - guarded_count(made, report) <= _UNGUARDED


#: What each place publishes in, besides text.
_FORMATS = {"shanghai": (".md", ".xlsx"), "zhejiang": (".md", ".docx", ".html")}


@pytest.mark.parametrize(
    ("kind", "suffix"), [(kind, suffix) for kind in KINDS for suffix in _FORMATS[kind.partition("_")[0]]]
)
def test_nothing_is_found_where_nothing_is_wrong(kind: str, suffix: str, tmp_path: Path) -> None:
    assert_correct(WRITERS[suffix](KINDS[kind](), tmp_path / f"kind{suffix}"))


@pytest.mark.parametrize("kind", _DRAWN)
def test_nothing_is_found_in_print(kind: str, tmp_path: Path) -> None:
    assert_correct(write_pdf(KINDS[kind](), tmp_path / "kind.pdf", header_again=kind != "shanghai_bureau"))
