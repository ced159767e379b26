"""(f) Reading a published PDF, against pdfplumber's own extraction of the words and tables of its pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.conftest import Ledger
from benchmarks.side_by_side import side_by_side
from budget_rules.vocabulary_yaml import shipped_vocabulary

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture  # type: ignore[import-not-found,unused-ignore]

pdfplumber = pytest.importorskip("pdfplumber")
FOLDER = Path(os.environ.get("BUDGET_RULES_DOCUMENTS", Path(__file__).parents[2] / "shared" / "disclosures"))
DOCUMENT = FOLDER / "shanghai-putuo-wanli-street-2024-department-budget.pdf"
ROUNDS = 3
MOST = 1.3


def test_reading_a_pdf(benchmark: BenchmarkFixture, ledger: Ledger) -> None:
    if not DOCUMENT.exists():
        pytest.skip(f"the published document is not here: {DOCUMENT.name} (set BUDGET_RULES_DOCUMENTS)")
    from budget_rules.sources.pdf import read_pdf

    def extract() -> None:
        with pdfplumber.open(DOCUMENT) as pdf:
            for page in pdf.pages:
                page.extract_words()
                page.extract_tables()
                page.close()

    names = shipped_vocabulary()
    found = side_by_side(benchmark, lambda: read_pdf(DOCUMENT, names), extract, rounds=ROUNDS)

    ledger.note("(f) PDF ÷ pdfplumber", found.ratio, unit="×", target="at most 1.3")
    assert found.ratio.least < MOST
