"""Years in headers: this year's columns, the year before's, and those of which neither is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_rules.disclosure import Column, Disclosure
from budget_rules.sources.identity import identify
from budget_rules.sources.years import HeaderYears
from disclosures import confronted, disclosure, finding, held

HEAD = """\
format: 1
title: 某市某局 2025 年部门预算
unit: 某市某局
year: 2025
stage: 预算
level: 部门
"""
PARTS = "[合计, 因公出国（境）费, {公务用车购置及运行费: [小计, 购置费, 运行费]}, 公务接待费]"


def sangong(*years: str, row: str, unit: str = "某局") -> str:
    blocks = ", ".join(f"{{{year}: {PARTS}}}" for year in years)
    return f"- {{title: “三公”经费支出表, unit: 万元, columns: [单位名称, {blocks}], rows: [[{unit}, {row}]]}}"


def columns(found: Disclosure) -> list[Column]:
    return [column for column in found.tables[0].columns if column.index]


RULE = """
in: 三公经费支出表
for: row
assert: 三公经费合计 = 因公出国（境）费 + 公务用车购置及运行费 + 公务接待费
"""
BEFORE, NOW = "5.00, 1.00, 3.00, 1.00, 2.00, 1.00", "6.00, 1.00, 4.00, 2.00, 2.00, 1.00"


@pytest.mark.parametrize(
    "years", [("2024年预算数", "2025年预算数"), ("2025年度预算数", "2024年度预算数"), ("上年预算数", "本年预算数")]
)
def test_a_relation_of_a_row_holds_for_both_years(tmp_path: Path, years: tuple[str, str]) -> None:
    table = sangong(*years, row=f"{BEFORE}, {NOW}")
    assert held(confronted(tmp_path, RULE, tables=table, head=HEAD)) == 2


def test_each_year_is_checked_by_itself(tmp_path: Path) -> None:
    table = sangong("2024年预算数", "2025年预算数", row=f"{BEFORE.replace('5.00', '7.00')}, {NOW}")
    one = finding(confronted(tmp_path, RULE, tables=table, head=HEAD))
    assert (one.printed, one.expected) == ("7.00万元", "5.00万元")
    assert one.place == "三公经费支出表[某局, 上年预算数·三公经费合计]"


def test_a_bare_name_means_this_year_and_the_year_before_can_be_named(tmp_path: Path) -> None:
    table = sangong("2024年预算数", "2025年预算数", row=f"{BEFORE}, {NOW}", unit="合计")
    rule = """
    assert:
      - 三公经费支出表[合计, 三公经费合计] = 2 × 三公经费支出表[合计, 上年预算数/公务用车购置及运行费]
      - 三公经费支出表[合计] > 三公经费支出表[合计, 上年预算数]
    """
    assert held(confronted(tmp_path, rule, tables=table, head=HEAD)) == 2


def test_a_year_that_is_neither_stays_as_printed_and_is_not_this_years(tmp_path: Path) -> None:
    table = sangong("2022年预算数", "2024年预算数", "2025年预算数", row=f"9, 9, 9, 9, 9, 9, {BEFORE}, {NOW}")
    found = disclosure(tmp_path, table, head=HEAD)
    assert list(dict.fromkeys(column.block for column in columns(found))) == ["2022年预算数", "上年预算数", ""]


def test_without_the_year_of_the_disclosure_two_years_stay_as_printed(tmp_path: Path) -> None:
    table = sangong("2024年预算数", "2025年预算数", row=f"{BEFORE}, {NOW}")
    found = disclosure(tmp_path, table, head=HEAD.replace("year: 2025", "year: ~"))
    assert {column.block for column in columns(found)} == {"2024年预算数", "2025年预算数"}


@pytest.mark.parametrize("year", ["2024", "2025", "2026", "~"])
def test_a_year_over_all_columns_tells_nothing_apart(tmp_path: Path, year: str) -> None:
    table = """
    - title: 收支总表
      unit: 万元
      columns: [{收入: [项目, 2025年预算数]}, {支出: [项目, 2025年预算数]}]
      rows: [[收入总计, 1.00, 支出总计, 1.00]]
    """
    found = disclosure(tmp_path, table, head=HEAD.replace("year: 2025", f"year: {year}"))
    assert [column.name for column in found.tables[0].columns] == ["项目", "预算数"] * 2


@pytest.mark.parametrize(
    ("header", "spelling"),
    [
        ("2025年预算数", "预算数"),
        ("2024年执行数", "上年执行数"),
        ("2025年预算数比2024年执行数", "本年预算数比上年执行数"),
        ("２０２４年度决算数", "上年决算数"),
        ("本年预算数", "预算数"),
        ("预算数", None),
        ("2023年决算数", None),
        ("2026年预算数", None),
        ("2025年预算数比2022年执行数", None),
    ],
)
def test_a_header_with_years_in_other_words(header: str, spelling: str | None) -> None:
    years = HeaderYears(2025)
    assert next(iter(years.spellings(header)), None) == spelling


def test_rates_do_not_add_up(tmp_path: Path) -> None:
    table = """
    - title: 一般公共预算支出表
      unit: 万元
      columns: [科目编码, 科目名称, 2024年执行数, 2025年预算数, 增减额, 增减%]
      rows:
        - [201, 一般公共服务支出, 10.00, 11.00, 1.00, 10.00]
        - [208, 社会保障和就业支出, 20.00, 24.00, 4.00, 20.00]
        - [~, 合计, 30.00, 35.00, 5.00, 16.67]
    """
    rule = "{in: 一般公共预算支出表, for: column, assert: 合计 = sum(类)}".strip("{}").replace(", ", "\n")
    assert held(confronted(tmp_path, rule, tables=table, head=HEAD)) == 3
    rule = "in: 一般公共预算支出表\nfor: row\nassert: 增减幅度 = 增减额 ÷ 上年执行数"
    assert held(confronted(tmp_path, rule, tables=table, head=HEAD)) == 3


def test_a_sentence_before_the_year_is_no_unit() -> None:
    said = "从预算单位构成看，某局部门决算包括：某局本级决算、2024年部门决算"
    assert identify(said, [], []).unit == ""
    assert identify("某局2024年部门决算", [], []).unit == "某局"


@pytest.mark.parametrize(
    ("title", "unit", "level"),
    [
        ("2024年度某市某局部门预算", "某市某局", "部门"),
        ("2024年某市某局本级单位预算公开", "某市某局本级", "单位"),
        ("2024 年某区某街道办事处区级部门决算", "某区某街道办事处", "部门"),
        ("2024年某县预算编审中心单位预算", "某县预算编审中心", "单位"),
        ("2024年市级部门预算", "", "部门"),
        ("2024年部门预算公开表", "", "部门"),
        ("2024年部门收支预算总表", "", "部门"),
        ("2024年预算主管部门预算", "", "部门"),
    ],
)
def test_the_unit_may_stand_behind_the_year(title: str, unit: str, level: str) -> None:
    found = identify(title, [], [])
    assert (found.unit, found.year, found.level) == (unit, 2024, level)
