"""The published Shanghai documents: every number is accounted for, every table recognised, every finding real."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pdfplumber
import pytest

import budget_rules
from budget_rules.disclosure import Disclosure
from budget_rules.sources import load
from budget_rules.sources.pdf_visible import Visible
from budget_rules.sources.yaml_writer import write
from published import FOLDER, SHANGHAI_BUDGETS, need

FINAL = FOLDER / "shanghai-putuo-finance-2024-department-final-accounts.pdf"
PDFS = [*SHANGHAI_BUDGETS, FINAL]
NUMBER = re.compile(r"\d+(?:[.,，]\d+)*")
NINE = [
    "收支总表",
    "收入总表",
    "支出总表",
    "财政拨款收支总表",
    "一般公共预算支出表",
    "政府性基金预算支出表",
    "国有资本经营预算支出表",
    "一般公共预算基本支出表",
    "三公经费支出表",
]
#: Read against the pages, one by one.
REAL = {
    "shanghai-putuo-commerce-2025-unit-budget": [
        # Income is compared with 2024年执行数, spending in the next sentence with 2024年预算数.
        ("one-basis", ""),
    ],
    "shanghai-putuo-wanli-street-2024-department-budget": [
        # Item 31 prints 350.35 and, in the same sentence, 352.67; the table has 3,503,499 元.
        ("text-path-amounts", "352.67万元"),
        # Item 9: “增加100.00%” on a base of 0.00.
        ("change-rate", "100.00%"),
        # Item 31 again: 0.53% belongs to 350.35, not to the 352.67 that is printed.
        ("change-rate", "0.53%"),
        # The note under the last table says 空表, the table prints 47.91 and 443.18.
        ("empty-note", ""),
    ],
    "shanghai-putuo-welfare-home-2024-unit-budget": [
        # Item 5 uses the class's name from before 2019; the tables use both names.
        ("text-paths", "医疗卫生与计划生育支出—行政事业单位医疗—事业单位医疗"),
        # Item 4: the table has 6,964,796 元.
        ("text-path-amounts", "738.66万元"),
        # Class 210 is 医疗卫生与计划生育支出 in the two two-sided tables.
        ("class-names", "卫生健康支出"),
        ("appropriation-class-names", "卫生健康支出"),
    ],
}


@lru_cache(maxsize=8)
def document(path: Path) -> Disclosure:
    return load(need(path))


def numbers(text: str) -> Counter[str]:
    return Counter(NUMBER.findall(text))


@lru_cache(maxsize=8)
def shown_digits(path: Path) -> Counter[str]:
    """Every digit that the pages show, without lines, tables or any order."""
    found: Counter[str] = Counter()
    with pdfplumber.open(need(path)) as pdf:
        visible = Visible(pdf)
        for page in pdf.pages:
            visible.look(page)
            found.update(char["text"] for char in page.chars if char["text"].isdigit())
            page.close()
    return found


def shown_numbers(path: Path) -> Counter[str]:
    """Every number that the pages show, by the order in which the file writes its characters."""
    text = []
    with pdfplumber.open(need(path)) as pdf:
        visible = Visible(pdf)
        for page in pdf.pages:
            visible.look(page)
            before = None
            for char in page.chars:
                near = (
                    before is not None
                    and abs(char["matrix"][5] - before["matrix"][5]) < 1
                    and -1 < char["x0"] - before["x1"] < 0.3 * char["size"]
                )
                text.append(char["text"] if near else f" {char['text']}")
                before = char
            page.close()
    return numbers("".join(text))


def told(found: Disclosure) -> dict[str, str]:
    """All text of the model, by where it is kept."""
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells.values()]
    heads = [header for table in found.tables for header in headers(table.columns)]
    notes = [note.text for table in found.tables for note in table.notes]
    return {
        "cells": " ".join(cells),
        "titles, headers, contents": " ".join(
            [found.title, *(table.title for table in found.tables), *heads, *(entry.text for entry in found.contents)]
        ),
        "narrative": " ".join(
            [*notes, *(f"{s.heading} " + " ".join(p.text for p in s.paragraphs) for s in found.sections)]
        ),
        "page numbers": " ".join(label.text for label in found.labels if label.kind in ("page number", "running head")),
    }


def headers(columns: tuple[budget_rules.disclosure.Column, ...]) -> list[str]:
    """Every header once: a group's header stands over several columns."""
    found: list[str] = []
    above: tuple[str, ...] = ()
    for column in columns:
        found.extend(text for depth, text in enumerate(column.path) if column.path[: depth + 1] != above[: depth + 1])
        above = column.path
    return found


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_every_number_of_the_pages_is_accounted_for(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(document(path))
    counts = {where: numbers(text) for where, text in found.items()}
    model = sum(counts.values(), Counter[str]())
    missing, invented = shown_numbers(path) - model, model - shown_numbers(path)
    with capsys.disabled():
        parts = (f"{where} {count.total()}" for where, count in counts.items())
        unread = len(document(path).unread)
        print(f"\n{path.stem}: {shown_numbers(path).total()} numbers:", *parts, f"unread {unread}", sep=" · ")
    # Headers that a further page prints again (with a year, say) are in the model once.
    assert not invented, "nothing is read that the pages do not show"
    assert not missing, "what the pages show is in the model"
    digits = Counter(letter for text in found.values() for letter in text if letter.isdigit())
    assert digits == shown_digits(path)


@pytest.mark.parametrize("path", SHANGHAI_BUDGETS, ids=lambda path: path.stem)
def test_the_nine_tables_are_recognised_with_unit_codes_and_levels(path: Path) -> None:
    found = document(path)
    assert [table.name for table in found.tables] == NINE
    assert [table.unit.name for table in found.tables if table.unit] == ["元"] * 8 + ["万元"]
    assert (found.stage, found.region, found.year) == ("预算", "上海", int(re.findall(r"\d{4}", path.stem)[0]))
    assert found.level == ("部门" if "department" in path.stem else "单位")
    assert found.unit.startswith("上海市普陀区")
    assert len(found.unit) > len("上海市普陀区")
    for name in ("收入总表", "支出总表", "一般公共预算支出表", "一般公共预算基本支出表"):
        table = found.table(name)
        assert table is not None
        assert all(row.total or (row.code and row.level) for row in table.rows), name
        assert [row.total for row in table.rows].count(True) == 1


@pytest.mark.parametrize("path", SHANGHAI_BUDGETS, ids=lambda path: path.stem)
def test_every_finding_is_real_and_everything_is_executed(path: Path) -> None:
    report = budget_rules.confront(budget_rules.load_rules(), document(path))
    found = [(one.rule, one.printed) for outcome in report.outcomes for one in outcome.findings]
    assert sorted(found) == sorted(REAL.get(path.stem, []))
    assert not [one for outcome in report.outcomes for one in outcome.not_executed]
    assert sum(outcome.counts.held for outcome in report.outcomes) > 300


def test_a_code_typed_by_hand_is_told_and_still_compared() -> None:
    found = document(FOLDER / "shanghai-putuo-welfare-home-2024-unit-budget.pdf")
    assert [(unread.source.page, unread.text, unread.reason.key) for unread in found.unread] == [
        (9, "7", "unread.code"),
        (11, "7", "unread.code"),
    ]
    table = found.table("支出总表")
    assert table is not None
    assert "2101102" in [row.code for row in table.rows]


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_the_yaml_form_gives_the_same_findings(path: Path, tmp_path: Path) -> None:
    found = document(path)
    copy = tmp_path / "copy.yaml"
    copy.write_text(write(found), encoding="utf-8")
    rules = budget_rules.load_rules()
    one, other = (budget_rules.confront(rules, each) for each in (found, load(copy)))
    assert [str(f.message) for o in one.outcomes for f in o.findings] == [
        str(f.message) for o in other.outcomes for f in o.findings
    ]
    assert [o.counts for o in one.outcomes] == [o.counts for o in other.outcomes]


def test_final_accounts_are_read_and_no_budget_rule_is_applied() -> None:
    found = document(FINAL)
    assert (found.stage, found.level, found.unit, found.year) == ("决算", "部门", "上海市普陀区财政局", 2024)
    known = [table for table in found.tables if table.known]
    assert len(known) == 9
    assert {table.unit.name for table in known if table.unit} == {"万元"}
    assert not found.unread
    report = budget_rules.confront(budget_rules.load_rules(), found)
    assert all(outcome.not_applicable for outcome in report.outcomes)


def test_what_the_page_clips_away_is_not_read_twice() -> None:
    """Its pages 3 and 4 write the same paragraphs, each showing only a part of them."""
    found = document(FOLDER / "shanghai-putuo-commerce-2025-unit-budget.pdf")
    duties = [p.text[:4] for section in found.sections for p in section.paragraphs if p.text[0].isdigit()][:13]
    assert [text.split("、")[0] for text in duties] == [str(number) for number in range(1, 14)]
