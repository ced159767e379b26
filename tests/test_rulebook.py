"""The shipped rules on templates that differ: what is consistent gives no finding, what is not gives the right one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import budget_rules
from budget_rules.findings import Report
from disclosures import disclosure, section

#: As central departments print it: the three funds are rows of their own, carry-over only among appropriations.
BALANCE = """
- title: 单位收支总表
  unit: 万元
  columns: [{收入: [项目, 预算数]}, {支出: [项目, 预算数]}]
  rows:
    - [一、一般公共预算拨款收入, 900.00, 一、一般公共服务支出, 820.00]
    - [二、政府性基金预算拨款收入, 50.00, 二、城乡社区支出, 50.00]
    - [三、事业收入, 20.00, 三、住房保障支出, 120.00]
    - [四、其他收入, 10.00, ~, ~]
    - [本年收入合计, 980.00, 本年支出合计, 990.00]
    - [使用非财政拨款结余, 5.00, 结转下年, 20.00]
    - [上年结转, 25.00, ~, ~]
    - [收入总计, 1010.00, 支出总计, 1010.00]
"""
APPROPRIATION = """
- title: 财政拨款收支总表
  unit: 万元
  columns: [{收入: [项目, 预算数]}, {支出: [项目, 合计, 一般公共预算财政拨款, 政府性基金预算财政拨款]}]
  rows:
    - [一、本年收入, 950.00, 一、一般公共服务支出, 800.00, 800.00, ~]
    - [（一）一般公共预算拨款, 900.00, 二、城乡社区支出, 50.00, ~, 50.00]
    - [（二）政府性基金预算拨款, 50.00, 三、住房保障支出, 120.00, 120.00, ~]
    - [二、上年结转, 20.00, ~, ~, ~, ~]
    - [（一）一般公共预算拨款, 20.00, ~, ~, ~, ~]
    - [收入总计, 970.00, 支出总计, 970.00, 920.00, 50.00]
"""
#: Without what was carried over.
GENERAL = """
- title: 一般公共预算支出表
  unit: 万元
  columns: [科目编码, 科目名称, 合计, 基本支出, 项目支出]
  rows:
    - [201, 一般公共服务支出, 780.00, 500.00, 280.00]
    - [20101, 人大事务, 780.00, 500.00, 280.00]
    - [2010101, 行政运行, 780.00, 500.00, 280.00]
    - [221, 住房保障支出, 120.00, 120.00, ~]
    - [22102, 住房改革支出, 120.00, 120.00, ~]
    - [2210201, 住房公积金, 120.00, 120.00, ~]
    - [~, 合计, 900.00, 620.00, 280.00]
"""
BASIC = """
- title: 一般公共预算基本支出表
  unit: 万元
  columns: [科目编码, 科目名称, 合计, 人员经费, 公用经费]
  rows:
    - [301, 工资福利支出, 520.00, 520.00, ~]
    - [30101, 基本工资, 319.90, 319.90, ~]
    - [30108, 机关事业单位基本养老保险缴费, 53.40, 53.40, ~]
    - [30109, 职业年金缴费, 26.70, 26.70, ~]
    - [30113, 住房公积金, 120.00, 120.00, ~]
    - [302, 商品和服务支出, 95.00, ~, 95.00]
    - [30201, 办公费, 95.00, ~, 95.00]
    - [309, 资本性支出（基本建设）, 5.00, ~, 5.00]
    - [30902, 办公设备购置, 5.00, ~, 5.00]
    - [~, 合计, 620.00, 520.00, 100.00]
"""
FUND = """
- title: 政府性基金预算支出表
  unit: 万元
  columns: [科目编码, 科目名称, 合计, 基本支出, 项目支出]
  rows:
    - [212, 城乡社区支出, 50.00, ~, 50.00]
    - [21208, 国有土地使用权出让收入安排的支出, 50.00, ~, 50.00]
    - [2120899, 其他国有土地使用权出让收入安排的支出, 50.00, ~, 50.00]
    - [~, 合计, 50.00, ~, 50.00]
"""
TABLES = BALANCE + APPROPRIATION + GENERAL + BASIC + FUND
TEXT = (
    section("（二）收入预算情况说明", "收入预算 980.00 万元。")
    + section("（三）支出预算情况说明", "支出预算 1010.00 万元。")
    + section("（四）一般公共预算当年拨款情况说明", "一般公共预算当年拨款 900.00 万元。")
    + section("（五）政府性基金预算支出情况说明", "政府性基金预算支出 50.00 万元。")
    + section(
        "（六）政府采购情况说明",
        "政府采购预算 300.00 万元。",
        "面向中小企业预留政府采购预算 200.00 万元。",
        "面向小微企业预留政府采购预算 150.00 万元。",
    )
)
BOOK = budget_rules.load_rules()
Confront = Callable[[str, str], Report]


@pytest.fixture
def confront(tmp_path: Path) -> Confront:
    return lambda tables, text: budget_rules.confront(BOOK, disclosure(tmp_path, tables, text))


def rules_that_hold(report: Report) -> set[str]:
    return {outcome.rule for outcome in report.outcomes if outcome.counts.held > outcome.counts.held_blank}


def test_a_consistent_template_of_another_kind_gives_no_finding(confront: Confront) -> None:
    report = confront(TABLES, TEXT)
    assert [f"{found.rule}: {found.message}" for found in report.findings] == []
    assert not report.not_executed
    assert rules_that_hold(report) >= {
        "annuity-half", "appropriation-balance", "appropriation-fund-balance", "appropriation-funds",
        "appropriation-general", "appropriation-income", "appropriation-within-spending", "balance", "basic-across",
        "carry-over-scope", "class-sums", "fund-totals", "housing-same", "income-of-year", "income-total",
        "running-classes", "small-enterprises", "spending-classes", "spending-total", "staff-classes", "table-totals",
        "text-fund", "text-general", "text-income", "text-spending",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("二、政府性基金预算拨款收入, 50.00", "二、政府性基金预算拨款收入, 60.00", "income-of-year"),
        ("收入总计, 1010.00", "收入总计, 1011.00", "income-total"),
        ("支出总计, 970.00, 920.00, 50.00", "支出总计, 970.00, 910.00, 60.00", "appropriation-fund-balance"),
        ("[30109, 职业年金缴费, 26.70, 26.70, ~]", "[30109, 职业年金缴费, 27.60, 27.60, ~]", "annuity-half"),
        ("（基本建设）, 5.00, ~, 5.00]", "（基本建设）, 6.00, ~, 6.00]", "running-classes"),
        ("收入预算 980.00", "收入预算 989.00", "text-income"),
        ("支出预算 1010.00", "支出预算 1000.00", "text-spending"),
        ("当年拨款 900.00", "当年拨款 909.00", "text-general"),
        ("政府性基金预算支出 50.00", "政府性基金预算支出 5.00", "text-fund"),
        ("面向小微企业预留政府采购预算 150.00", "面向小微企业预留政府采购预算 250.00", "small-enterprises"),
        ("[2210201, 住房公积金, 120.00, 120.00, ~]", "[2210201, 住房公积金, 121.00, 121.00, ~]", "housing-same"),
    ],
)  # fmt: skip
def test_what_is_not_consistent_is_found_by_the_rule_about_it(
    confront: Confront, right: str, wrong: str, rule: str
) -> None:
    assert (TABLES + TEXT).count(right) == 1
    report = confront(TABLES.replace(right, wrong), TEXT.replace(right, wrong))
    assert rule in {found.rule for found in report.findings}


def test_items_are_compared_one_by_one_only_where_the_totals_agree(confront: Confront) -> None:
    """With carry-over on one side only, every item may differ."""
    by_code = {outcome.rule: outcome for outcome in confront(TABLES, "").outcomes}["general-by-code"]
    assert by_code.not_applicable is not None
    agreed = TABLES.replace(GENERAL, GENERAL.replace("780.00, 500.00, 280.00", "800.00, 500.00, 300.00").replace(
        "合计, 900.00, 620.00, 280.00", "合计, 920.00, 620.00, 300.00"))  # fmt: skip
    by_code = {outcome.rule: outcome for outcome in confront(agreed, "").outcomes}["general-by-code"]
    assert by_code.counts.held >= 2
    wrong = agreed.replace("一、一般公共服务支出, 800.00, 800.00", "一、一般公共服务支出, 799.00, 799.00")
    assert {found.severity.value for found in confront(wrong, "").findings if found.rule == "general-by-code"} == {
        "warning"
    }


def test_the_same_tables_in_yuan_give_no_finding_either(confront: Confront) -> None:
    yuan = re.sub(r"(\d+)\.(\d\d)(?=[,\]])", r"\1\g<2>00.00", TABLES).replace("unit: 万元", "unit: 元")
    report = confront(yuan, TEXT)
    assert [f"{found.rule}: {found.message}" for found in report.findings] == []
    assert rules_that_hold(report) == rules_that_hold(confront(TABLES, TEXT))


def test_every_rule_has_a_title_in_both_languages_and_a_basis() -> None:
    assert len(BOOK.rules) > 90
    for rule in BOOK.rules:
        assert rule.title, rule.id
        assert rule.title_en.isascii() or "⇔" in rule.title_en or "÷" in rule.title_en or "−" in rule.title_en, rule.id
        assert rule.basis, rule.id


#: Relations that hold in most places but not by definition: never more than a warning.
LIKELY = (
    "annual-weights", "annuity-half", "appropriation-carry-over", "carry-over-scope", "general-by-code", "housing-same",
    "medical-same", "overall-weights", "pension-same", "projects-agree", "projects-named", "text-operating",
    "text-operating-limit", "text-procurement-limit", "vehicles-bought",
)  # fmt: skip


@pytest.mark.parametrize("rule", LIKELY)
def test_what_is_only_likely_is_no_error(rule: str) -> None:
    (found,) = (one for one in BOOK.rules if one.id == rule)
    assert found.severity.value in ("warning", "notice")
