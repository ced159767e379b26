"""A converted file keeps which file it came from, and where that has each section and table."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import budget_rules
from budget_rules import confront, load, load_rules
from budget_rules.disclosure import Disclosure
from budget_rules.reports import json as report_json
from budget_rules.reports.words import finding_line
from budget_rules.sources.yaml_writer import write
from pdf_documents import Paper, drawn, spending_table, title_page
from sources_support import HEAD, SPENDING, read_yaml_text


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A PDF: a title page, text on two pages, a table on the third."""

    def draw(paper: Paper) -> None:
        title_page(paper)
        paper.centred(60, "一、单位概况")
        paper.text(60, 120, "本单位设有5个处室，负责日常工作。")
        paper.page()
        paper.text(60, 80, "编制人数较上年没有变化。")
        paper.page()
        spending_table(paper)

    return drawn(tmp_path / "2025.pdf", draw)


def places(document: Disclosure) -> list[str | None]:
    sections = [section.source.origin for section in document.sections]
    return sections + [table.source.origin for table in document.tables]


def test_pages_are_written_and_read_back(tmp_path: Path, published: Path) -> None:
    written = write(load(published))
    assert "format: 1\nsource: 2025.pdf\n" in written
    (tmp_path / "2025.yaml").write_text(written, encoding="utf-8")
    again = load(tmp_path / "2025.yaml")
    assert places(again)[-2:] == ["2025.pdf:p2-p3", "2025.pdf:p4"]
    assert again.tables[0].rows[0].source.origin == "2025.pdf:p4"
    assert write(again) == written


def test_a_finding_names_the_page_of_the_original(tmp_path: Path, published: Path) -> None:
    path = tmp_path / "2025.yaml"
    path.write_text(write(load(published)).replace("350, 250, 100", "999, 250, 100"), encoding="utf-8")
    report = confront(load_rules(), load(path))
    lines = [finding_line(finding) for finding in report.findings if finding.rule == "spending-columns"]
    assert lines
    assert all("（2025.pdf:p4）: " in line for line in lines)


def test_the_json_result_names_it_and_fits_its_schema(tmp_path: Path, published: Path) -> None:
    path = tmp_path / "2025.yaml"
    path.write_text(write(load(published)).replace("350, 250, 100", "999, 250, 100"), encoding="utf-8")
    result = report_json.result([confront(load_rules(), load(path))])
    schema = Path(budget_rules.__file__).parent / "schemas" / "result.schema.json"
    jsonschema.validate(json.loads(report_json.text(result)), json.loads(schema.read_text("utf-8")))
    assert '"origin": "2025.pdf:p4"' in report_json.text(result)


def test_a_file_written_by_hand_has_none(tmp_path: Path) -> None:
    document = read_yaml_text(tmp_path, HEAD + "tables:\n" + SPENDING)
    assert places(document) == [None]
    assert "source:" not in write(document)
    assert " at:" not in write(document)


def test_a_part_without_a_place_gets_none_from_the_converted_file(tmp_path: Path) -> None:
    text = HEAD.replace("format: 1\n", "format: 1\nsource: 2025.pdf\n") + "tables:\n" + SPENDING
    document = read_yaml_text(tmp_path, text)
    assert "source: 2025.pdf\n" in write(document)
    assert " at:" not in write(document)
