"""One disclosure in five formats: the same findings, only the places differ."""

from __future__ import annotations

from pathlib import Path

import pytest

import budget_rules
from budget_rules.cli import main
from budget_rules.disclosure import Disclosure
from budget_rules.findings import Report
from budget_rules.rulebook import Rulebook
from disclosure_writers import WRITERS, plain
from published import SHANGHAI_BUDGETS, checked, read, shipped
from sources_support import sample_text


def findings(report: Report) -> list[tuple[str, ...]]:
    """All findings without positions in a file."""
    return sorted(
        (one.rule, one.instance, str(one.message), one.place, one.printed, one.expected, one.relation)
        for outcome in report.outcomes
        for one in outcome.findings
    )


def counts(report: Report) -> dict[tuple[str, str], list[int]]:
    """How many relations of every rule ended how."""
    return {
        (outcome.rule, outcome.instance): [getattr(outcome.counts, name) for name in outcome.counts.__struct_fields__]
        for outcome in report.outcomes
    }


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return budget_rules.load_rules()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Disclosure:
    path = tmp_path_factory.mktemp("sample") / "2022.yaml"
    path.write_text(sample_text(), encoding="utf-8")
    return budget_rules.load(path)


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_same_disclosure_in_another_format(
    tmp_path: Path, suffix: str, sample: Disclosure, rulebook: Rulebook
) -> None:
    path = WRITERS[suffix](plain(sample), tmp_path / f"2022{suffix}")
    document = budget_rules.load(path)
    expected = budget_rules.confront(rulebook, sample)
    report = budget_rules.confront(rulebook, document)
    assert len(findings(expected)) >= 14
    assert findings(report) == findings(expected)
    assert counts(report) == counts(expected)
    assert not document.unread
    heads = [(one.title, one.unit, one.year, one.stage, one.level, one.region) for one in (document, sample)]
    assert heads[0] == heads[1]

    copy = tmp_path / "copy.yaml"
    assert main(["convert", str(path), "-o", str(copy)]) == 0
    assert findings(budget_rules.confront(rulebook, budget_rules.load(copy))) == findings(expected)


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("path", SHANGHAI_BUDGETS, ids=lambda path: path.stem)
def test_a_published_document_in_another_format_has_the_same_findings(tmp_path: Path, path: Path, suffix: str) -> None:
    """Its headings are no longer larger than the text, and what the title page says beside the title is left out."""
    document = read(path)
    copy = WRITERS[suffix](plain(document), tmp_path / f"copy{suffix}")
    again = budget_rules.load(copy, vocabulary=shipped().vocabulary, given={"unit": document.unit})
    report = budget_rules.confront(shipped(), again)

    def said(one: Report) -> list[tuple[str, str, str]]:
        found = [(finding.rule, finding.printed, finding.expected) for finding in one.findings]
        return sorted(finding for finding in found if finding[0] != "remarks")  # on the title page

    assert said(report) == said(checked(path))
    assert (report.table_figures, report.text_figures) == (checked(path).table_figures, checked(path).text_figures)


@pytest.mark.parametrize(
    ("suffix", "place"), [(".xlsx", "2022.xlsx:表3!C7"), (".docx", "2022.docx:表3!C4"), (".html", "2022.html:")]
)
def test_a_figure_says_where_it_stands(tmp_path: Path, suffix: str, place: str, sample: Disclosure) -> None:
    table = budget_rules.load(WRITERS[suffix](plain(sample), tmp_path / f"2022{suffix}")).table("支出总表")
    assert table is not None
    figure = table.rows[1].cells[2].figure
    assert figure is not None
    assert str(figure.place.source).replace(f"{tmp_path}/", "").startswith(place)
