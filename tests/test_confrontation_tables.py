"""Where a rule about tables applies, and what its names mean there."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from disclosures import BALANCE, HEAD, SPENDING, confronted, finding, held, outcome, reason

GENERAL = """
- title: 2022年部门一般公共预算支出表
  unit: 万元
  columns: [科目编码, 科目名称, 合计, {基本支出: [人员支出, 公用经费]}, 项目支出]
  rows:
    - [~, 合计, 2297.51, 1791.61, 505.90, ~]
    - [201, 一般公共服务支出, 1825.87, 1319.97, 505.90, ~]
    - [20101, 人大事务, 1825.87, 1319.97, 505.90, ~]
    - [2010101, 行政运行, 1825.87, 1319.97, 505.90, ~]
    - [208, 社会保障和就业支出, 471.64, 471.64, ~, ~]
"""

PROJECTS = """
- title: 2022年部门项目支出预算表
  unit: 万元
  columns: [单位名称, 项目名称, 总计, 一般公共预算, 单位资金]
  rows:
    - [~, 合计, 299.75, 299.75, ~]
    - [市人大办, 人大会议经费, 260.00, 260.00, ~]
    - [市人大办, 离退休老干部服务经费, 39.75, 39.75, ~]
"""

INDICATORS = """
- title: 2022年部门项目绩效指标表
  unit: 元
  columns: [项目名称, 年度绩效一级指标名称, 年度绩效指标权重, 预算金额]
  rows:
    - [人大会议经费, 产出指标, 60, 2600000]
    - [人大会议经费, 效益指标, 40, ~]
    - [离退休老干部服务工作经费, 产出指标, 50, 397500]
    - [离退休老干部服务工作经费, 效益指标, 40, ~]
"""


# ---- scopes


def test_a_row_is_checked_in_every_row(tmp_path: Path) -> None:
    assert held(outcome(tmp_path, "in: 支出总表\nfor: row\nassert: 总计 = 基本支出 + 项目支出")) == 6


def test_a_wrong_row_is_named_with_its_place_and_its_figures(tmp_path: Path) -> None:
    wrong = SPENDING.replace("[2010101, 行政运行, 1825.87, ", "[2010101, 行政运行, 1825.78, ")
    found = finding(outcome(tmp_path, "in: 支出总表\nfor: row\nassert: 总计 = 基本支出 + 项目支出", wrong))
    assert (found.place, found.printed, found.expected) == ("支出总表[行政运行, 总计]", "1825.78万元", "1825.87万元")
    assert (found.difference, found.allowed) == ("-0.09万元", "0.015万元")
    assert found.relation == "总计 1825.78万元 = 人员经费 1319.97万元 + 公用经费 505.90万元 + 项目支出 ∅"
    assert str(found.message) == (
        "支出总表[行政运行, 总计] 印为 1825.78万元，应为 1825.87万元，相差 -0.09万元（四舍五入最多可差 0.015万元）"
    )
    assert (found.source.line, found.source.column) == (16, 25)
    assert [(part.role, part.figure.text) for part in found.parts] == [
        ("总计", "1825.78"),
        ("人员经费", "1319.97"),
        ("公用经费", "505.90"),
        ("项目支出", ""),
    ]


def test_rounding_is_proven_from_the_printed_digits(tmp_path: Path) -> None:
    rounded = SPENDING.replace("[2010101, 行政运行, 1825.87, ", "[2010101, 行政运行, 1825.88, ")
    counts = outcome(tmp_path, "in: 支出总表\nfor: row\nassert: 总计 = 基本支出 + 项目支出", rounded).counts
    assert (counts.held, counts.held_by_rounding, counts.violated) == (6, 1, 0)


def test_a_column_adds_up_the_rows_of_a_level(tmp_path: Path) -> None:
    found = outcome(tmp_path, "in: 支出总表\nfor: column\nassert: 合计 = sum(类)")
    assert held(found) == 4, "总计, 人员, 公用, 项目"
    wrong = SPENDING.replace("[~, 合计, 2597.26,", "[~, 合计, 2597.62,")
    place = finding(outcome(tmp_path, "in: 支出总表\nfor: column\nassert: 合计 = sum(类)", wrong)).place
    assert place == "支出总表[合计, 总计]"


def test_rows_of_a_column_are_those_that_stand_under_no_other(tmp_path: Path) -> None:
    assert held(outcome(tmp_path, "in: 支出总表\nfor: column\nassert: 合计 = sum(rows)")) == 4


def test_a_code_is_a_row_of_a_column(tmp_path: Path) -> None:
    assert held(outcome(tmp_path, 'in: 支出总表\nfor: column\nassert: 合计 = "201" + "208"')) == 4
    assert held(outcome(tmp_path, "assert: 支出总表[合计, 总计] = 支出总表[201, 总计] + 支出总表[208, 总计]")) == 1


def test_a_parent_is_the_sum_of_its_children_in_every_column(tmp_path: Path) -> None:
    found = outcome(tmp_path, "in: 支出总表\nfor: parent\nassert: parent = sum(children)")
    assert held(found) == 8, "201 and 20101 in four columns; 208 has no rows below it"
    wrong = SPENDING.replace("[2010104, 人大会议, 299.75, ~, ~, 299.75]", "[2010104, 人大会议, 299.75, ~, ~, 290.75]")
    one = finding(outcome(tmp_path, "in: 支出总表\nfor: parent\nassert: parent = sum(children)", wrong))
    assert one.place == "支出总表[人大事务, 项目支出]"
    assert one.relation == "人大事务 299.75万元 = 行政运行 ∅ + 人大会议 290.75万元"


def test_a_row_that_only_heads_others_is_not_their_sum(tmp_path: Path) -> None:
    rule = "in: 收支总表\nfor: parent\nassert: parent = sum(children)"
    heading = BALANCE.replace("[一、财政拨款, 2500.00,", "[一、财政拨款, ~,")
    before = held(outcome(tmp_path, rule, SPENDING + BALANCE))
    assert held(outcome(tmp_path, rule, SPENDING + heading)) == before - 1


def test_a_row_of_one_table_is_compared_with_its_counterpart_by_code(tmp_path: Path) -> None:
    rule = "for: row of 支出总表\nassert: 收支总表[row] = 支出总表[row, 总计]"
    assert held(outcome(tmp_path, rule, SPENDING + BALANCE)) == 5, "every item; totals are compared by name"
    wrong = BALANCE.replace("行政运行, 1825.87", "行政运行, 1825.86")
    one = finding(outcome(tmp_path, rule, SPENDING + wrong))
    assert (one.place, one.expected, one.allowed) == ("收支总表[行政运行, 预算数]", "1825.87万元", "0.00万元")


def test_an_item_that_the_other_table_does_not_list_is_nil_there(tmp_path: Path) -> None:
    rule = "for: row of 支出总表\nassert: 一般公共预算支出表[row] = 支出总表[row, 总计]"
    found = outcome(tmp_path, rule, SPENDING + GENERAL)
    assert [one.printed for one in found.findings] == ["1825.87万元", "1825.87万元", "299.75万元"]
    assert found.findings[2].place == "支出总表[人大会议, 总计]"


def test_rows_of_a_level_are_those_of_that_level_only(tmp_path: Path) -> None:
    rule = "for: 类 of 支出总表\nassert: 收支总表[row] = 支出总表[row, 总计]"
    assert held(outcome(tmp_path, rule, SPENDING + BALANCE)) == 2


def test_a_cell_is_compared_with_the_same_column_of_the_other_table(tmp_path: Path) -> None:
    rule = "for: cell of 一般公共预算支出表\nassert: cell ≤ 支出总表[row, column]"
    found = outcome(tmp_path, rule, SPENDING + GENERAL)
    assert found.counts.held - found.counts.held_blank > 10
    wrong = GENERAL.replace("[2010101, 行政运行, 1825.87, 1319.97, 505.90, ~]",
                            "[2010101, 行政运行, 1825.87, 1319.97, 506.90, ~]")  # fmt: skip
    one = finding(outcome(tmp_path, rule, SPENDING + wrong))
    assert str(one.message) == (
        "一般公共预算支出表[行政运行, 公用经费] 印为 506.90万元，应 ≤ 505.90万元，相差 1.00万元"
        "（四舍五入最多可差 0.00万元）"
    )


def test_a_group_is_all_rows_that_print_the_same_name(tmp_path: Path) -> None:
    rule = "in: 绩效指标表\nfor: group by 项目名称\nassert: sum(年度绩效指标权重) = 100"
    found = outcome(tmp_path, rule, INDICATORS)
    assert (found.counts.held, found.counts.violated) == (1, 1)
    assert "离退休老干部服务工作经费" in finding(found).relation
    assert finding(found).difference == "-10"


def test_a_rule_without_a_scope_is_checked_once(tmp_path: Path) -> None:
    rule = "assert: 收支总表[收入总计, 预算数] = 收支总表[支出总计]"
    found = outcome(tmp_path, rule, BALANCE)
    assert (found.instance, held(found)) == ("", 1)


def test_a_row_within_a_row_is_found_by_both_names(tmp_path: Path) -> None:
    rule = "assert: 收支总表[财政拨款/一般公共预算, 预算数] = 收支总表[财政拨款, 预算数]"
    assert held(outcome(tmp_path, rule, SPENDING + BALANCE)) == 1


def test_each_table_of_in_is_a_place_of_its_own(tmp_path: Path) -> None:
    report = confronted(
        tmp_path,
        "in: [支出总表, 一般公共预算支出表, 收支总表]\nfor: parent\nassert: parent = sum(children)",
        SPENDING + GENERAL,
    )
    assert [(found.instance, found.not_applicable is None) for found in report.outcomes] == [
        ("支出总表", True),
        ("一般公共预算支出表", True),
        ("收支总表", False),
    ]


# ---- columns


def test_a_group_of_columns_is_the_sum_of_its_leaves(tmp_path: Path) -> None:
    assert held(outcome(tmp_path, "assert: 支出总表[2010101, 基本支出] = 支出总表[2010101, 总计]")) == 1


def test_a_group_of_columns_with_a_subtotal_is_its_subtotal(tmp_path: Path) -> None:
    table = SPENDING.replace("{基本支出: [人员支出, 公用经费]}", "{基本支出: [小计, 人员支出]}")
    found = outcome(tmp_path, "assert: 支出总表[合计, 基本支出] = 支出总表[合计, 人员经费]", table)
    assert finding(found).printed == "1791.61万元", "the 小计, not 小计 + 人员"


def test_an_absent_column_makes_a_rule_not_applicable_and_says_so(tmp_path: Path) -> None:
    rule = "in: 支出总表\nfor: row\nassert: 总计 = 基本支出 + 项目支出 + 事业单位经营支出"
    assert reason(outcome(tmp_path, rule)) == "《支出总表》没有“事业单位经营支出”一栏"


def test_an_absent_column_with_a_question_mark_is_nil(tmp_path: Path) -> None:
    rule = "in: 支出总表\nfor: row\nassert: 总计 = 基本支出 + 项目支出 + 事业单位经营支出?"
    assert held(outcome(tmp_path, rule)) == 6


def test_a_question_mark_also_makes_an_absent_row_or_table_nil(tmp_path: Path) -> None:
    assert (
        held(outcome(tmp_path, "assert: 收支总表[支出总计] = 收支总表[本年支出合计] + 收支总表[结转下年]?", BALANCE))
        == 1
    )
    assert (
        held(outcome(tmp_path, "assert: 收支总表[支出总计] = 收支总表[本年支出合计] + 支出总表[合计]?", BALANCE)) == 1
    )


def test_an_absent_row_or_table_makes_a_rule_not_applicable(tmp_path: Path) -> None:
    rule = "assert: 收支总表[支出总计] = 收支总表[本年支出合计] + 收支总表[结转下年]"
    assert reason(outcome(tmp_path, rule, BALANCE)) == "《收支总表》没有“结转下年”一行"
    rule = "assert: 收支总表[支出总计] = 支出总表[合计]"
    assert reason(outcome(tmp_path, rule, BALANCE)) == "没有《支出总表》"
    assert reason(outcome(tmp_path, "in: 支出总表\nfor: row\nassert: 总计 = 基本支出", BALANCE)) == "没有《支出总表》"


# ---- blank, units, unread


def test_nothing_printed_is_not_called_held(tmp_path: Path) -> None:
    empty = """
    - title: 2022年部门政府性基金预算支出表
      unit: 万元
      columns: [科目编码, 科目名称, 合计, 基本支出, 项目支出]
      rows:
        - [~, 合计, ~, ~, ~]
    """
    rule = "in: 政府性基金预算支出表\nfor: row\nassert: 合计 = 基本支出 + 项目支出"
    assert reason(outcome(tmp_path, rule, empty)) == "所涉数字均为空"


def test_blank_relations_are_counted_apart(tmp_path: Path) -> None:
    rule = "in: 支出总表\nfor: row\nassert: 项目支出 = 项目支出"
    counts = outcome(tmp_path, rule).counts
    assert (counts.checks, counts.held, counts.held_blank) == (6, 6, 2)


def test_a_table_in_yuan_is_compared_with_one_in_ten_thousand_yuan(tmp_path: Path) -> None:
    rule = "for: row of 项目支出表\nassert: 绩效指标表[row, 预算金额] = 项目支出表[row, 总计]"
    tables = PROJECTS + INDICATORS.replace("    - [人大会议经费, 效益指标, 40, ~]\n", "")
    assert held(outcome(tmp_path, rule, tables)) == 1
    one = finding(outcome(tmp_path, rule, tables.replace("2600000", "2601000")))
    assert (one.printed, one.expected, one.difference) == ("2601000元", "2600000元", "1000元")
    assert one.allowed == "50.5元", "half of 0.01 万元 and half a 元"


def test_raw_numbers_of_different_units_are_never_compared(tmp_path: Path) -> None:
    own = INDICATORS.replace("    - [人大会议经费, 效益指标, 40, ~]\n", "")
    rule = "for: row of 项目支出表\nassert: 绩效指标表[row, 年度绩效指标权重] = 项目支出表[row, 总计]"
    found = outcome(tmp_path, rule, PROJECTS + own)
    assert [str(skipped.reason) for skipped in found.not_executed] == ["单位不同，不能比较：—、万元"]
    assert found.counts.held == 0


def test_a_number_without_a_unit_is_no_amount_of_money(tmp_path: Path) -> None:
    found = outcome(tmp_path, "in: 支出总表\nfor: row\nassert: 总计 > 100")
    assert {str(skipped.reason) for skipped in found.not_executed} == {"100 没有单位，不能与金额比较"}
    assert (found.counts.not_executed, found.counts.held) == (6, 0)


def test_what_depends_on_an_unknown_unit_is_not_executed(tmp_path: Path) -> None:
    rule = "assert: 收支总表[支出总计] = 支出总表[合计]"
    found = outcome(tmp_path, rule, SPENDING + BALANCE.replace("unit: 万元", "unit: ~"))
    assert (found.counts.checks, found.counts.not_executed, found.counts.held) == (1, 1, 0)
    assert [str(skipped.reason) for skipped in found.not_executed] == ["《收支总表》的金额单位不明"]


def test_a_table_without_a_unit_is_a_finding(tmp_path: Path) -> None:
    report = confronted(tmp_path, "in: all\nassert: unit is known", SPENDING + BALANCE.replace("unit: 万元", "unit: ~"))
    assert [found.instance for found in report.outcomes] == ["支出总表", "收支总表"]
    assert str(finding(report).message) == (
        "《2022年部门收支预算总表》没有标明金额单位（应有“单位：万元”或“单位：元”），与金额有关的关系无法核对"
    )


# ---- any, first, where, when


CARRY_OVER = """
assert:
  - any:
      - 支出总表[合计, 总计] = 收支总表[其他收入, 预算数]
      - 支出总表[合计, 总计] = 收支总表[本年支出合计]
"""


def test_any_holds_where_one_of_the_ways_holds(tmp_path: Path) -> None:
    assert held(outcome(tmp_path, CARRY_OVER, SPENDING + BALANCE)) == 1


def test_any_reports_the_way_that_comes_nearest(tmp_path: Path) -> None:
    wrong = BALANCE.replace("本年支出合计, 2597.26", "本年支出合计, 2597.62")
    one = finding(outcome(tmp_path, CARRY_OVER, SPENDING + wrong))
    assert (one.printed, one.expected) == ("2597.26万元", "2597.62万元")


def test_first_is_the_first_way_that_can_be_read_here_even_if_it_does_not_hold(tmp_path: Path) -> None:
    rule = """
    assert:
      - first:
          - 支出总表[合计, 总计] = 收支总表[结转下年, 预算数]
          - 支出总表[合计, 总计] = 收支总表[其他收入, 预算数]
          - 支出总表[合计, 总计] = 收支总表[本年支出合计]
    """
    assert finding(outcome(tmp_path, rule, SPENDING + BALANCE)).expected == "97.26万元"


def test_any_may_stand_within_first(tmp_path: Path) -> None:
    rule = """
    assert:
      - first:
          - 支出总表[合计, 总计] = 收支总表[结转下年, 预算数]
          - any:
              - 支出总表[合计, 总计] = 收支总表[其他收入, 预算数]
              - 支出总表[合计, 总计] = 收支总表[本年支出合计]
    """
    assert held(outcome(tmp_path, rule, SPENDING + BALANCE)) == 1


def test_a_way_with_a_severity_holds_and_is_reported(tmp_path: Path) -> None:
    rule = """
    assert:
      - any:
          - 支出总表[合计, 总计] = 收支总表[其他收入, 预算数]
          - assert: 支出总表[合计, 总计] = 收支总表[本年支出合计]
            severity: notice
            title: 与本年支出一致
    """
    found = outcome(tmp_path, rule, SPENDING + BALANCE)
    assert (found.counts.held, found.counts.violated) == (1, 0)
    assert (finding(found).severity, "与本年支出一致" in str(finding(found).message)) == ("notice", True)


def test_where_no_way_can_be_read_the_rule_does_not_apply(tmp_path: Path) -> None:
    assert reason(outcome(tmp_path, CARRY_OVER, BALANCE)) == "没有《支出总表》"


def test_where_restricts_the_rows(tmp_path: Path) -> None:
    rule = "in: 支出总表\nfor: row\nwhere: 项目支出 > 0\nassert: 总计 = 基本支出 + 项目支出"
    assert held(outcome(tmp_path, rule)) == 4
    rule = "in: 支出总表\nfor: row\nwhere: 项目支出 is empty\nassert: 总计 = 基本支出"
    assert held(outcome(tmp_path, rule)) == 2


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("{stage: 决算}", "只适用于决算，本公开为预算"),
        ("{level: 部门}", "只适用于部门，本公开为单位"),
        ("{region: 上海}", "只适用于上海，本公开为浙江"),
        ("{years: 2023-}", "只适用于 2023–… 年，本公开为 2022 年"),
        ("{years: 2018-2021}", "只适用于 2018–2021 年，本公开为 2022 年"),
        ("{table: 收支总表}", "没有《收支总表》"),
    ],
)
def test_when_says_why_a_rule_is_not_about_this_disclosure(tmp_path: Path, when: str, why: str) -> None:
    rule = f"in: 支出总表\nfor: row\nwhen: {when}\nassert: 总计 = 基本支出 + 项目支出"
    assert reason(outcome(tmp_path, rule)) == why


@pytest.mark.parametrize(
    "when",
    [
        "{stage: 预算}",
        "{level: [部门, 单位]}",
        "{region: 浙江}",
        "{years: 2022}",
        "{years: -2022}",
        "{table: 支出总表}",
    ],
)
def test_when_lets_a_rule_apply(tmp_path: Path, when: str) -> None:
    rule = f"in: 支出总表\nfor: row\nwhen: {when}\nassert: 总计 = 基本支出 + 项目支出"
    assert held(outcome(tmp_path, rule)) == 6


def test_a_year_that_is_not_known_is_no_year_a_rule_is_about(tmp_path: Path) -> None:
    rule = "in: 支出总表\nfor: row\nwhen: {years: 2022}\nassert: 总计 = 基本支出 + 项目支出"
    head = HEAD.replace("year: 2022", "year: ~")
    assert reason(outcome(tmp_path, rule, head=head)) == "只适用于 2022–2022 年，本公开为 — 年"


# ---- names, notes, emptiness


def test_a_project_that_the_other_table_calls_otherwise_is_named_with_the_nearest_name(tmp_path: Path) -> None:
    rule = "for: row of 项目支出表\nassert: row in 绩效指标表"
    found = outcome(tmp_path, rule, PROJECTS + INDICATORS)
    assert (found.counts.held, found.counts.violated) == (1, 1)
    assert str(finding(found).message) == (
        "“离退休老干部服务经费”在《绩效指标表》中没有同名的一行，最接近的是“离退休老干部服务工作经费”"
    )
    assert finding(found).expected == "离退休老干部服务工作经费"


FUND = """
- title: 2022年部门国有资本经营预算支出表
  unit: 万元
  columns: [科目编码, 科目名称, 合计, 基本支出, 项目支出]
  rows: []
  notes: [注：{note}]
"""


def test_the_note_of_an_empty_table_names_its_own_budget(tmp_path: Path) -> None:
    rule = "in: 国有资本经营预算支出表\nassert: note names 国有资本经营预算"
    right = FUND.replace("{note}", "本单位没有国有资本经营预算拨款安排的支出，故本表无数据。")
    assert held(outcome(tmp_path, rule, right)) == 1
    wrong = FUND.replace("{note}", "本单位没有政府性基金预算拨款安排的支出，故本表无数据。")
    one = finding(outcome(tmp_path, rule, wrong))
    assert str(one.message) == (
        "《2022年部门国有资本经营预算支出表》的附注没有提到“国有资本经营预算”，写的是："
        "注：本单位没有政府性基金预算拨款安排的支出，故本表无数据。"
    )
    assert one.expected == "国有资本经营预算"


def test_a_table_without_a_note_has_none_to_check(tmp_path: Path) -> None:
    rule = "in: 国有资本经营预算支出表\nassert: note names 国有资本经营预算"
    table = FUND.replace("  notes: [注：{note}]\n", "")
    assert reason(outcome(tmp_path, rule, table)) == "《国有资本经营预算支出表》没有附注"


def test_an_implication_says_nothing_where_its_premise_is_not_given(tmp_path: Path) -> None:
    rule = "in: 支出总表\nassert: table is empty => 收支总表[支出总计] = 0"
    assert reason(outcome(tmp_path, rule, SPENDING + BALANCE)) == "没有可核对的内容"
    rule = "in: 支出总表\nassert: not table is empty => 收支总表[支出总计] = 0"
    assert finding(outcome(tmp_path, rule, SPENDING + BALANCE)).printed == "2597.26万元"


def test_both_directions_of_an_equivalence_are_checked(tmp_path: Path) -> None:
    rule = "in: 支出总表\nassert: table is empty <=> 收支总表[支出总计] = 0"
    assert held(outcome(tmp_path, rule, SPENDING + BALANCE)) == 1
    nil = BALANCE.replace("支出总计, 2597.26", "支出总计, 0.00")
    assert str(finding(outcome(tmp_path, rule, SPENDING + nil)).message) == (
        "《2022年部门支出预算总表》有数字，但收支总表[支出总计, 预算数] 印为 0.00"
    )


# ---- severity, message, tolerance


def test_a_message_of_ones_own_has_the_figures_in_its_slots(tmp_path: Path) -> None:
    rule = """
    in: 支出总表
    for: column
    severity: warning
    message: "{place}：{printed} 不等于各类之和 {expected}，差 {difference}"
    assert: 合计 = sum(类)
    """
    wrong = SPENDING.replace("[~, 合计, 2597.26,", "[~, 合计, 2598.26,")
    one = finding(outcome(tmp_path, rule, wrong))
    assert one.severity == "warning"
    assert str(one.message) == "支出总表[合计, 总计]：2598.26万元 不等于各类之和 2597.26万元，差 1.00万元"


def test_a_tolerance_is_used_in_the_place_of_rounding(tmp_path: Path) -> None:
    wrong = SPENDING.replace("[~, 合计, 2597.26,", "[~, 合计, 2598.26,")
    rule = "in: 支出总表\nfor: column\nassert: 合计 = sum(类)\n"
    assert outcome(tmp_path, rule, wrong).counts.violated == 1
    assert outcome(tmp_path, rule + "tolerance: 1 万元", wrong).counts.violated == 0
    assert outcome(tmp_path, rule + "tolerance: 0.9 万元", wrong).counts.violated == 1


def in_yuan(match: re.Match[str]) -> str:
    return f"{int(match[1])}{match[2]}00.00"


def test_the_same_rule_finds_the_same_in_yuan_and_in_ten_thousand_yuan(tmp_path: Path) -> None:
    rule = "in: 支出总表\nfor: column\nassert: 合计 = sum(类)\n"
    wrong = SPENDING.replace("[~, 合计, 2597.26,", "[~, 合计, 2598.26,")
    yuan = re.sub(r"(\d+)\.(\d\d)", in_yuan, wrong).replace("unit: 万元", "unit: 元")
    assert "25982600.00" in yuan
    before, after = outcome(tmp_path, rule, wrong), outcome(tmp_path, rule, yuan)
    assert (before.counts, finding(before).place) == (after.counts, finding(after).place)
    assert (finding(before).difference, finding(after).difference) == ("1.00万元", "10000.00元")


TARGETS = """
- title: 绩效指标表
  unit: 元
  columns: [项目名称, 总体绩效三级指标名称, 总体绩效指标值, 总体绩效指标单位, 年度绩效三级指标名称, 年度绩效指标值]
  rows:
    - [人大会议经费, 参加人数, 900, 人, 满意度, 95]
    - [人大会议经费, 满意度, 95, "%", 参加人数, 900]
    - [网站维护经费, 满意度, 90, "%", ~, ~]
"""
MATCHED = """
in: 绩效指标表
for: row matched by 项目名称, 年度绩效三级指标名称 = 总体绩效三级指标名称
assert: 年度绩效指标值 = match[总体绩效指标值]
"""


def test_a_row_is_matched_with_the_row_that_says_the_same_elsewhere(tmp_path: Path) -> None:
    assert held(outcome(tmp_path, MATCHED, TARGETS)) == 2
    one = finding(outcome(tmp_path, MATCHED, TARGETS.replace("参加人数, 900]", "参加人数, 990]")))
    assert (one.printed, one.expected) == ("990", "900")


def test_a_row_without_a_match_or_with_several_is_not_compared(tmp_path: Path) -> None:
    alone = TARGETS.replace("人, 满意度, 95", "人, 会议次数, 95").replace("参加人数, 900]", "~, ~]")
    assert reason(outcome(tmp_path, MATCHED, alone)) == "《绩效指标表》没有与“网站维护经费”对应的一行"
    twice = TARGETS + "    - [人大会议经费, 满意度, 96, ~, ~, ~]\n"
    assert held(outcome(tmp_path, MATCHED, twice)) == 1


def test_a_column_can_be_asked_for_its_text(tmp_path: Path) -> None:
    rule = 'in: 绩效指标表\nfor: row\nwhere: 总体绩效指标单位 is "％"\nassert: 总体绩效指标值 ≤ 100'
    assert held(outcome(tmp_path, rule, TARGETS)) == 2
    one = finding(outcome(tmp_path, rule, TARGETS.replace("满意度, 90", "满意度, 190")))
    assert one.printed == "190"


CARRIED = """
- title: 2022年部门财政拨款收支预算总表
  unit: 万元
  columns: [{收入: [项目, 预算数]}, {支出: [项目, 预算数]}]
  rows:
    - [一、财政拨款, 100.00, 一般公共服务支出, 700.00]
    - [一般公共预算, 100.00, ~, ~]
    - [二、上年结转, ~, ~, ~]
    - [一般公共预算, 600.00, ~, ~]
    - [收入总计, 700.00, 支出总计, 700.00]
"""


def test_what_is_carried_over_is_not_what_is_appropriated(tmp_path: Path) -> None:
    balance = """
    - title: 2022年部门收支预算总表
      unit: 万元
      columns: [{收入: [项目, 预算数]}, {支出: [项目, 预算数]}]
      rows:
        - [一、财政拨款, 100.00, 一般公共服务支出, 700.00]
        - [一般公共预算, 100.00, ~, ~]
        - [上年结转结余, 600.00, ~, ~]
        - [收入总计, 700.00, 支出总计, 700.00]
    """
    rule = "for: row of 财政拨款收支总表\nassert: 财政拨款收支总表[row] ≤ 收支总表[row]"
    found = confronted(tmp_path, rule, CARRIED + dedent(balance))
    assert not found.findings
    assert sum(outcome.counts.held for outcome in found.outcomes) >= 3


def test_an_item_that_is_missing_is_nil_only_where_every_row_is_known(tmp_path: Path) -> None:
    rule = """
        for: row of 支出总表
        assert: 收支总表[row] = 支出总表[row, 总计]
    """
    missing = BALANCE.replace("人大会议, 299.75", "~, ~")
    assert [one.printed for one in confronted(tmp_path, rule, SPENDING + missing).findings] == ["299.75万元"]
    unknown = BALANCE.replace("人大会议, 299.75", "息等支, 299.75")
    report = confronted(tmp_path, rule, SPENDING + unknown)
    assert report.findings == []
    reasons = [str(missed.reason) for outcome in report.outcomes for missed in outcome.missed]
    assert "《收支总表》没有“人大会议”一行，但有一行“息等支”认不出是什么科目" in reasons
