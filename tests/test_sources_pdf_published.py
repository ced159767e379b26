"""The published Shanghai documents: every number is accounted for, every table recognised, every finding real."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pdfplumber
import pytest
from msgspec.structs import replace

import budget_rules
from budget_rules.coverage import guarded_count, printed_figures, unchecked_tables
from budget_rules.disclosure import Disclosure
from budget_rules.reports import json, markdown, page
from budget_rules.reports.plain import summary
from budget_rules.sources import load
from budget_rules.sources.pdf_visible import Visible
from budget_rules.sources.yaml_writer import write
from published import FOLDER, SHANGHAI_BUDGETS, checked, need, read, shipped

FINAL = FOLDER / "shanghai-putuo-finance-2024-department-final-accounts.pdf"
PDFS = [*SHANGHAI_BUDGETS, FINAL]
NUMBER = re.compile(r"\d+(?:[.,，]\d+)*")
#: Labels that are no part of the narrative.
OF_THE_PAGE = ("page number", "running head", "form number", "table date")
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
        # “比2024年预算执行数持平” twice.
        ("level-with", "比2024年预算执行数持平"),
        # Income is compared with what was carried out in 2024, spending with the budget of 2024.
        ("one-basis", ""),
    ],
    "shanghai-putuo-government-office-2025-department-budget": [
        # A remark of the official template.
        ("remarks", "（列示至基层预算单位）"),
        ("level-with", "比2024年预算持平"),
    ],
    "shanghai-putuo-government-office-2025-unit-budget": [
        # The unit has no offices below it: the sentence is the department's.
        ("unit-wording", "下属1家机关"),
        ("level-with", "比2024年预算持平"),
    ],
    "shanghai-putuo-wanli-street-2024-department-budget": [
        # Item 31 prints 350.35 and, in the same sentence, 352.67; the table has 3,503,499 元.
        ("text-path-amounts", "352.67万元"),
        # Item 9: “增加100.00%” on a base of 0.00.
        ("change-rate", "100.00%"),
        # Item 4 falls by 2.98%, and its reason says that it rises.
        ("change-reason", ""),
        # 7998 + 105 = 8103
        ("list-sum", "8013平方米"),
        # The note under the last table says 空表, the table prints 47.91 and 443.18.
        ("empty-note", ""),
        # The reasons of items 15 and 26 were copied from the items before.
        ("own-reasons", "事业单位离退休"),
        ("own-reasons", "一般行政管理事务"),
        # The glossary speaks of 市级 in the disclosure of a district, five times.
        ("government", "市级预算主管部门"),
        # XX（部门）: only XX was replaced, four times.
        ("remarks", "上海市普陀区人民政府万里街道办事处（部门）"),
        ("level-with", "比2023年预算持平"),
        # 301 2 and 301 7 in the table of economic items.
        ("padded-code", "2"),
        ("spelling", "公务车用车"),
        # The same sentence says 事务受理 further down.
        ("spelling", "事物受理"),
    ],
    "shanghai-putuo-welfare-home-2024-unit-budget": [
        # Item 5 and the two two-sided tables use the class's name from before 2019: three places, one cause.
        ("old-names", "医疗卫生与计划生育支出"),
        # Item 4: the table has 6,964,796 元.
        ("text-path-amounts", "738.66万元"),
        # Rows under 302 are numbered serially; 303 and 30301 are other items.
        ("own-code", "咨询费"),
        ("own-code", "离退休人员经费"),
        # Class 7 for 210, in two tables.
        ("whole-code", "7"),
        # 机关事业单位基本养老保险缴费
        ("exact-name", "机关事业单位基本养老保险费"),
        # Both have amounts in the text, and the glossary of the template explains them.
        ("explained-terms", "财政拨款收入"),
        # 五、国有资产占有使用情况（增加内容）
        ("remarks", "（增加内容）"),
        # 7,020 元; the text goes through the six other items.
        ("items-narrated", "其他行政事业单位养老支出"),
        # “主要原因是。”
        ("unfinished", "主要原因是。"),
    ],
}


#: Labels that are no part of the narrative.
OF_THE_PAGE = ("page number", "running head", "form number", "table date")


def numbers(text: str) -> Counter[str]:
    return Counter(NUMBER.findall(text))


@lru_cache(maxsize=8)
def shown(path: Path) -> tuple[Counter[str], Counter[str]]:
    """Every number and every digit that the pages show, by the order in which the file writes its characters, without
    lines or tables."""
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
    whole = "".join(text)
    return numbers(whole), Counter(letter for letter in whole if letter.isdigit())


def told(found: Disclosure) -> dict[str, str]:
    """All text of the model, by where it is kept."""
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells.values()]
    heads = [header for table in found.tables for header in headers(table.columns)]
    preparers = [table.preparer.text for table in found.tables if table.preparer is not None]
    notes = [note.text for table in found.tables for note in table.notes]
    return {
        "cells": " ".join(cells),
        "titles, headers, contents": " ".join(
            [found.title, *preparers, *(table.title for table in found.tables), *heads]
            + [entry.text for entry in found.contents]
        ),
        "narrative": " ".join(
            [*notes, *(f"{s.heading} " + " ".join(p.text for p in s.paragraphs) for s in found.sections)]
        ),
        "page numbers": " ".join(label.text for label in found.labels if label.kind in OF_THE_PAGE),
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
    found = told(read(path))
    counts = {where: numbers(text) for where, text in found.items()}
    model = sum(counts.values(), Counter[str]())
    printed, printed_digits = shown(path)
    missing, invented = printed - model, model - printed
    with capsys.disabled():
        parts = (f"{where} {count.total()}" for where, count in counts.items())
        unread = len(read(path).unread)
        print(f"\n{path.stem}: {printed.total()} numbers:", *parts, f"unread {unread}", sep=" · ")
    # Headers that a further page prints again (with a year, say) are in the model once.
    assert not invented, "nothing is read that the pages do not show"
    assert not missing, "what the pages show is in the model"
    digits = Counter(letter for text in found.values() for letter in text if letter.isdigit())
    assert digits == printed_digits


@pytest.mark.parametrize("path", SHANGHAI_BUDGETS, ids=lambda path: path.stem)
def test_the_nine_tables_are_recognised_with_unit_codes_and_levels(path: Path) -> None:
    found = read(path)
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
    report = checked(path)
    found = [(one.rule, one.printed) for outcome in report.outcomes for one in outcome.findings]
    assert sorted(found) == sorted(REAL.get(path.stem, []))
    assert not [one for outcome in report.outcomes for one in outcome.not_executed]
    assert sum(outcome.counts.held for outcome in report.outcomes) > 300


def test_a_code_typed_by_hand_is_told_and_still_compared() -> None:
    found = read(FOLDER / "shanghai-putuo-welfare-home-2024-unit-budget.pdf")
    assert [(unread.source.page, unread.text, unread.reason.key) for unread in found.unread] == [
        (9, "7", "unread.code"),
        (11, "7", "unread.code"),
    ]
    table = found.table("支出总表")
    assert table is not None
    assert "2101102" in [row.code for row in table.rows]


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_the_yaml_form_gives_the_same_findings(path: Path, tmp_path: Path) -> None:
    found = read(path)
    copy = tmp_path / "copy.yaml"
    copy.write_text(write(found), encoding="utf-8")
    one, other = (budget_rules.confront(shipped(), each) for each in (found, load(copy)))
    assert [str(f.message) for o in one.outcomes for f in o.findings] == [
        str(f.message) for o in other.outcomes for f in o.findings
    ]
    assert [o.counts for o in one.outcomes] == [o.counts for o in other.outcomes]


def test_final_accounts_are_read_and_checked() -> None:
    found = read(FINAL)
    assert (found.stage, found.level, found.unit, found.year) == ("决算", "部门", "上海市普陀区财政局", 2024)
    known = [table for table in found.tables if table.known]
    assert len(known) == 9
    assert {table.unit.name for table in known if table.unit} == {"万元"}
    assert not found.unread
    report = checked(FINAL)
    assert sorted((one.rule, one.printed, one.severity) for one in report.findings) == [
        # Three sections end with a semicolon.
        ("closing", "占0.21%；", "notice"),
        # Said to be level with 2023, when the general budget alone spent 3003.19.
        ("final-base-within", "0.3万元", "warning"),
        # 326.72 in the tables by item, 326.71 in the two balances, where it closes the total.
        ("final-general-by-class", "326.71万元", "notice"),
        # 局财政业务指导与宣传等基本支出: all of it is for projects.
        ("final-path-basic", "等基本支出", "warning"),
        ("final-spending-by-class", "326.71万元", "notice"),
        # 2961.68 in the table.
        ("final-text-appropriation", "0.3万元", "error"),
        # Listed in the text, blank in the table.
        ("listed-items", "个人农业生产补贴", "notice"),
        # 2106.66 ÷ 2940.05 is 71.65%, and the four shares add up to 100.07%.
        ("share-of-total", "71.73%", "error"),
        ("shares-sum", "71.73%", "warning"),
    ]
    assert guarded_count(found, report) == 289 and len(printed_figures(found)) == 295
    assert not unchecked_tables(report)


def test_tables_that_no_rule_checks_are_named_in_every_output() -> None:
    rules = tuple(rule for rule in shipped().rules if not rule.id.startswith("final-"))
    report = budget_rules.confront(replace(shipped(), rules=rules), read(FINAL))
    tables = (
        "没有规则核对的表 7 张: 《收入支出决算总表》、《收入决算表》、《支出决算表》、"
        "《财政拨款收入支出决算总表》、《一般公共预算财政拨款支出决算表》、《一般公共预算财政拨款基本支出决算表》、《三公经费支出决算表》"
    )
    assert tables in summary(report)
    result = json.result([report])
    assert tables in page.text(result)
    assert markdown.escaped(tables) in markdown.text(result)


def test_what_the_page_clips_away_is_not_read_twice() -> None:
    """Its pages 3 and 4 write the same paragraphs, each showing only a part of them."""
    found = read(FOLDER / "shanghai-putuo-commerce-2025-unit-budget.pdf")
    duties = [p.text[:4] for section in found.sections for p in section.paragraphs if p.text[0].isdigit()][:13]
    assert [text.split("、")[0] for text in duties] == [str(number) for number in range(1, 14)]
