"""Numbers of rows that repeat or go back, and headings and paragraphs that were pasted twice."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_rules.confrontation.row_numbers import numbered_in_order
from disclosures import BALANCE, SPENDING, confronted, disclosure, finding, outcome, reason, section

NUMBERED = "in: all\nassert: table is numbered"
HEADINGS = "for: heading\nassert: heading is single"
PARAGRAPHS = "for: paragraph\nassert: paragraph is single"
PROJECTS = """
- title: 2022年部门项目支出预算表
  unit: 万元
  columns: [序号, 项目名称, 合计]
  rows:
    - [1, 会议, 299.75]
    - [2, 培训, 10.00]
    - [3, 维修, 20.00]
"""
NUMERALS = "一二三四五六七八九"


@pytest.mark.parametrize(
    ("tables", "old", "new", "said"),
    [
        (BALANCE, "二、其他收入", "一、其他收入", None),  # 1 begins anew
        (BALANCE, "二、社会保障和就业支出", "四、社会保障和就业支出", None),  # what is nil is left out
        (BALANCE.replace("一般公共预算,", "三、一般公共预算,"), "", "",
         "《2022年部门收支预算总表》各行的序号重复或倒退：“二、其他收入”的序号“二、”排在“三、一般公共预算”之后"),
        (BALANCE.replace("人大会议, 299.75", "二、人大会议, 299.75"), "", "",
         "《2022年部门收支预算总表》各行的序号重复或倒退：“二、社会保障和就业支出”的序号“二、”排在“二、人大会议”之后"),
        (PROJECTS, "[3, 维修", "[2, 维修",
         "《2022年部门项目支出预算表》各行的序号重复或倒退：“维修”的序号“2”排在“培训”之后"),
        (PROJECTS, "[3, 维修", "[5, 维修", None),
    ],
)  # fmt: skip
def test_numbers_of_rows_go_up(tmp_path: Path, tables: str, old: str, new: str, said: str | None) -> None:
    report = confronted(tmp_path, NUMBERED, tables.replace(old, new) if old else tables)
    assert [str(one.message) for one in report.findings] == ([] if said is None else [said])


def test_numbers_below_others_begin_anew(tmp_path: Path) -> None:
    rows = "".join(f"    - [{top}、收入, 1.00]\n    - [1.甲, 0.50]\n    - [2.乙, 0.50]\n" for top in ("一", "二", "三"))
    table = f"- title: 甲表\n  unit: 万元\n  columns: [项目, 合计]\n  rows:\n{rows}"
    assert numbered_in_order(disclosure(tmp_path, SPENDING + table).tables[1]).holds


@given(order=st.permutations(range(1, 7)))
def test_only_what_goes_up_is_in_order(tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    rows = "".join(f"    - [{NUMERALS[number - 1]}、项目{number}, 1.00]\n" for number in order)
    table = f"- title: 甲表\n  unit: 万元\n  columns: [项目, 合计]\n  rows:\n{rows}"
    fact = numbered_in_order(disclosure(tmp_path_factory.mktemp("made"), SPENDING + table).tables[1])
    back = [(last, number) for last, number in pairwise(order) if 1 < number < last]
    assert fact.holds is not bool(back)
    assert fact.printed == (f"{NUMERALS[back[0][1] - 1]}、" if back else "")


def test_a_table_without_numbers_is_not_looked_at(tmp_path: Path) -> None:
    assert reason(outcome(tmp_path, NUMBERED)) == "《2022年部门支出预算总表》的各行没有序号"


def test_a_heading_that_one_part_has_twice(tmp_path: Path) -> None:
    text = section("（一）收入预算情况", "收入 1.00 万元。") + section("（二）支出预算情况", "支出 1.00 万元。")
    assert not confronted(tmp_path, HEADINGS, narrative=text).findings
    one = finding(confronted(tmp_path, HEADINGS, narrative=text.replace("支出预算情况", "收入预算情况")))
    assert one.printed == "（二）收入预算情况"
    assert "同一部分里标题重复：“（二）收入预算情况”" in str(one.message)


def test_a_paragraph_that_one_section_has_twice(tmp_path: Path) -> None:
    text = section("（一）单位构成", "1. 某市某局本级", "2. 某市某中心。", "无。", "无。") + section(
        "（二）其他", "1. 某市某中心"
    )
    assert not confronted(tmp_path, PARAGRAPHS, narrative=text).findings
    one = finding(confronted(tmp_path, PARAGRAPHS, narrative=text.replace("某市某局本级", "某市某中心")))
    assert one.printed == "2. 某市某中心。"
    assert "同一标题下有两段文字相同（（一）单位构成）" in str(one.message)
