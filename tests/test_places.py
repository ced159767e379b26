"""Disclosures of other places: nothing false is said of them, and what is planted in them is found."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import budget_rules
from budget_rules import confront
from budget_rules.coverage import guarded_count, printed_figures
from budget_rules.disclosure import Disclosure
from budget_rules.findings import Finding
from disclosure_writers import WRITERS, Document
from place_documents import PLACES, henan, jiangsu, sichuan
from published import shipped


def written(document: Document, folder: Path, suffix: str = ".docx") -> Disclosure:
    """The document as a file, read again."""
    path = WRITERS[suffix](document, folder / f"place{suffix}")
    return budget_rules.load(path, vocabulary=shipped().vocabulary)


def found(document: Document, folder: Path) -> list[Finding]:
    return list(confront(shipped(), written(document, folder)).findings)


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_found_where_nothing_is_wrong(place: str, suffix: str, tmp_path: Path) -> None:
    made = written(PLACES[place](), tmp_path, suffix)
    report = confront(shipped(), made)
    assert [str(finding.message) for finding in report.findings] == []
    assert not [outcome.rule for outcome in report.outcomes if outcome.not_executed]
    assert not made.unread
    assert all(table.known for table in made.tables)


@pytest.mark.parametrize("place", PLACES)
def test_nearly_all_figures_are_checked(place: str, tmp_path: Path) -> None:
    made = written(PLACES[place](), tmp_path)
    guarded = guarded_count(made, confront(shipped(), made))
    assert guarded / len(printed_figures(made)) > 0.98


def with_cell(document: Document, title: str, row: str, column: int, text: str) -> Document:
    """The document with another figure in one cell."""
    (table,) = (each for each in document.tables if each.title == title)
    line = next(each for each in table.rows if row in each)
    assert line[column] != text
    line[column] = text
    return document


def with_words(document: Document, pattern: str, new: Callable[[re.Match[str]], str]) -> Document:
    """The document with other words in its narrative."""
    changed = 0
    for _, _, paragraphs in document.sections:
        for index, text in enumerate(paragraphs):
            paragraphs[index], count = re.subn(pattern, new, text, count=1)
            changed += count
            if changed:
                return document
    raise AssertionError(pattern)


def other(match: re.Match[str]) -> str:
    """The figure with another first digit: 3455.54 for 2455.54."""
    digits = match[1]
    return match[0].replace(digits, str(int(digits[0]) % 9 + 1) + digits[1:])


@pytest.mark.parametrize(
    ("document", "title", "row", "column", "rule"),
    [
        (jiangsu, "财政拨款支出表（功能科目）", "合计", 2, "place-totals"),
        (jiangsu, "财政拨款基本支出表（经济科目）", "30101", 2, "class-sums"),
        (jiangsu, "收入总表", "合计", 7, "income-columns"),
        (jiangsu, "收入总表", "合计", 8, "income-sources"),
        (sichuan, "一般公共预算支出预算表", "一般行政管理事务", 5, "table-totals"),
        (henan, "2025年一般公共预算基本支出情况表", "基本工资", 6, "table-totals"),
        (henan, "2025年项目支出情况表", "业务管理", 2, "project-columns"),
        (henan, "2025年部门收支总体情况表", "本年收入合计", 1, "income-of-year"),
    ],
)
def test_a_wrong_cell_is_named(
    document: Callable[[], Document], title: str, row: str, column: int, rule: str, tmp_path: Path
) -> None:
    findings = found(with_cell(document(), title, row, column, "1234.56"), tmp_path)
    assert rule in {finding.rule for finding in findings}
    assert any("1234.56" in str(finding.message) for finding in findings)


@pytest.mark.parametrize(
    ("place", "pattern", "rule"),
    [
        ("jiangsu", r"一般公共服务支出（类）支出([0-9.]+)万元", "text-balance-by-class"),
        ("jiangsu", r"行政运行（项）支出([0-9.]+)万元", "text-path-amounts"),
        ("jiangsu", r"收、支预算总计各[^，]*，..([0-9.]+)%", "change-rate"),
        ("jiangsu", r"一般公共预算收入[0-9.]+万元，占([0-9.]+)%", "text-shares-income"),
        ("jiangsu", r"公务用车购置及运行维护费支出([0-9.]+)万元", "text-sangong-vehicles"),
        ("jiangsu", r"“三公”经费的([0-9.]+)%", "text-sangong-shares"),
        ("jiangsu", r"人员经费([0-9.]+)万元", "text-appropriation-basic"),
        ("jiangsu", r"机关运行经费预算支出([0-9.]+)万元", "text-operating-table"),
        ("sichuan", r"一般行政管理事务（项）：2025年预算数为([0-9.]+)万元", "text-path-amounts"),
        ("henan", r"收、支总计各[^，]*，..([0-9.]+)%", "change-rate"),
        ("henan", r"年初预算为([0-9.]+)万元", "text-general"),
        ("henan", r"教育支出[0-9.]+万元，占([0-9.]+)%", "share-of-total"),
        ("guangdong", r"公务接待费(2.00)万元", "text-sangong-reception"),
    ],
)
def test_a_wrong_figure_of_the_narrative_is_named(place: str, pattern: str, rule: str, tmp_path: Path) -> None:
    right = PLACES[place]()
    wrong = with_words(PLACES[place](), pattern, other)
    findings = found(wrong, tmp_path)
    assert rule in {finding.rule for finding in findings}
    (before, after) = (
        {text for _, _, paragraphs in document.sections for text in paragraphs} for document in (right, wrong)
    )
    (printed,) = after - before
    assert any(finding.printed.rstrip("万元%") in printed for finding in findings if finding.rule == rule)


def test_a_wrong_direction_is_found(tmp_path: Path) -> None:
    turned = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}
    wrong = with_words(
        jiangsu(),
        r"收、支预算总计各(增加|减少)([0-9.]+万元，)(增长|下降)",
        lambda m: f"收、支预算总计各{turned[m[1]]}{m[2]}{m[3]}",
    )
    assert {finding.rule for finding in found(wrong, tmp_path)} & {"change-rate", "change-direction", "change-signs"}
