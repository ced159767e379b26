"""Rules about the figures of the narrative, and what their findings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosures import BALANCE, SPENDING, confronted, finding, held, outcome, reason, section

INCOME = section(
    "（二）收入预算情况",
    "收入预算 2597.26 万元，比上年执行数减少 122.42 万元，下降 4.5%。",
    "其中：一般公共预算 2500 万元，占 96.3%；其他收入 97.26 万元，占 3.7%。",
)
PATHS = section(
    "3.一般公共预算拨款使用情况",
    "（1）一般公共服务支出（类）人大事务（款）行政运行（项）1825.87 万元，主要用于工资。",
    "（2）一般公共服务支出（类）人大事务（款）人大会议（项）299.75 万元，主要用于会议。",
)
SHARE = "for: share\nassert: share = amount / total"
CHANGE = "for: change\nassert: rate = change / (current - change)"


def test_every_amount_of_a_name_is_compared_with_its_cell(tmp_path: Path) -> None:
    rule = "section: 收入预算情况\nfor: amount named 收入预算\nassert: amount = 收支总表[收入总计, 预算数]"
    found = outcome(tmp_path, rule, BALANCE, INCOME)
    assert (found.instance, held(found)) == ("收入预算情况", 1)


def test_a_wrong_amount_quotes_its_sentence(tmp_path: Path) -> None:
    rule = "for: amount named 收入预算\nassert: amount = 收支总表[收入总计, 预算数]"
    one = finding(outcome(tmp_path, rule, BALANCE, INCOME.replace("收入预算 2597.26", "收入预算 2579.26")))
    assert (one.printed, one.expected, one.difference) == ("2579.26万元", "2597.26万元", "-18.00万元")
    assert one.quote == "收入预算 2579.26 万元，比上年执行数减少 122.42 万元，下降 4.5%。"
    assert one.mark is not None
    assert one.quote[slice(*one.mark)] == "2579.26"
    assert str(one.suggestion) == "建议改为：“收入预算 2597.26 万元”；如此数无误，则核实 收支总表[收入总计, 预算数]"
    assert one.relation == "收入预算 2579.26万元 = 收支总表[收入总计, 预算数] 2597.26万元"


def test_an_amount_whose_trailing_zeros_are_dropped_is_still_exact(tmp_path: Path) -> None:
    rule = "for: amount named 一般公共预算\nassert: amount = 收支总表[一般公共预算, 预算数]"
    assert held(outcome(tmp_path, rule, BALANCE, INCOME)) == 1
    one = finding(outcome(tmp_path, rule, BALANCE.replace("一般公共预算, 2500.00", "一般公共预算, 2500.01"), INCOME))
    assert (one.printed, one.difference, one.allowed) == ("2500万元", "-0.01万元", "0万元")


def test_amounts_named_by_the_rows_of_a_table_are_compared_with_their_rows(tmp_path: Path) -> None:
    rule = "section: 收入预算情况\nfor: amount named by 收支总表[rows]\nassert: amount = 收支总表[name, 预算数]"
    assert held(outcome(tmp_path, rule, BALANCE, INCOME)) == 2, "一般公共预算 and 其他收入"
    one = finding(outcome(tmp_path, rule, BALANCE, INCOME.replace("其他收入 97.26", "其他收入 97.62")))
    assert (one.printed, one.expected) == ("97.62万元", "97.26万元")


def test_amounts_named_by_the_rows_of_a_level(tmp_path: Path) -> None:
    text = section("（三）支出预算情况", "一般公共服务支出 2125.62 万元，社会保障和就业支出 471.60 万元。")
    rule = "section: 支出预算情况\nfor: amount named by 支出总表[类]\nassert: amount = 支出总表[name, 总计]"
    found = outcome(tmp_path, rule, SPENDING, text)
    assert (found.counts.held, found.counts.violated) == (1, 1)
    assert finding(found).expected == "471.64万元"


def test_a_rule_about_one_section_leaves_the_others_alone(tmp_path: Path) -> None:
    rule = "section: 支出预算情况\nfor: amount named 收入预算\nassert: amount = 收支总表[收入总计, 预算数]"
    assert reason(outcome(tmp_path, rule, BALANCE, INCOME)) == "说明中没有这类内容（金额：收入预算）"


def test_a_path_leads_to_its_item(tmp_path: Path) -> None:
    rule = "for: path\nassert:\n  - path in 支出总表\n  - amount = 支出总表[path, 总计]"
    assert held(outcome(tmp_path, rule, SPENDING, PATHS)) == 4


def test_a_path_that_is_not_in_the_table_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    rule = "for: path\nassert: path in 支出总表"
    one = finding(outcome(tmp_path, rule, SPENDING, PATHS.replace("人大会议（项）", "人大会仪（项）")))
    assert str(one.message) == (
        "说明中的“一般公共服务支出—人大事务—人大会仪”在《支出总表》中没有对应科目，"
        "应为“一般公共服务支出—人大事务—人大会议”"
    )
    assert (one.printed, one.expected) == ("一般公共服务支出—人大事务—人大会仪", "一般公共服务支出—人大事务—人大会议")


def test_a_wrong_amount_on_a_path(tmp_path: Path) -> None:
    rule = "for: path\nassert: amount = 支出总表[path, 总计]"
    one = finding(outcome(tmp_path, rule, SPENDING, PATHS.replace("1825.87", "1825.78")))
    assert (one.printed, one.expected) == ("1825.78万元", "1825.87万元")


def test_a_share_is_amount_by_total(tmp_path: Path) -> None:
    rule = "for: share\nassert: share = amount / total"
    assert held(outcome(tmp_path, rule, BALANCE, INCOME)) == 2
    one = finding(outcome(tmp_path, rule, BALANCE, INCOME.replace("96.3%", "96.8%")))
    assert (one.printed, one.expected, one.difference, one.allowed) == ("96.8%", "96.3%", "0.5%", "0.05%")


def test_shares_add_up_to_the_whole(tmp_path: Path) -> None:
    rule = "for: shares\nassert: sum(shares) = 100%"
    assert held(outcome(tmp_path, rule, BALANCE, INCOME)) == 1
    wrong = outcome(tmp_path, rule, BALANCE, INCOME.replace("3.7%", "4.7%"))
    assert finding(wrong).relation == "占比 96.3% + 占比 4.7% = 100%"


def test_the_others_of_a_share_are_the_shares_before_it(tmp_path: Path) -> None:
    rule = "for: share\nassert: share = 100% - sum(others)"
    assert held(outcome(tmp_path, rule, BALANCE, INCOME)) == 1, "the last share only"


def test_a_list_is_the_sum_of_its_parts(tmp_path: Path) -> None:
    rule = "for: list\nassert: total = sum(parts)"
    assert held(outcome(tmp_path, rule, BALANCE, INCOME)) == 1
    one = finding(outcome(tmp_path, rule, BALANCE, INCOME.replace("收入 97.26", "收入 98.26")))
    assert one.relation == "收入预算 2597.26万元 = 分项 2500万元 + 分项 98.26万元"


def test_a_rate_is_the_change_by_the_base_that_follows_from_it(tmp_path: Path) -> None:
    assert held(outcome(tmp_path, CHANGE, BALANCE, INCOME)) == 1


def test_a_decrease_is_shown_with_its_words_and_without_a_minus(tmp_path: Path) -> None:
    one = finding(outcome(tmp_path, CHANGE, BALANCE, INCOME.replace("下降 4.5%", "下降 4.7%")))
    assert (one.printed, one.expected, one.difference) == ("4.7%", "4.5%", "0.2%")
    assert one.relation == "下降幅度 4.7% = 减少额 122.42万元 ÷ （收入预算 2597.26万元 + 减少额 122.42万元）"
    assert "-" not in str(one.message)


def test_an_increase_is_shown_as_an_increase(tmp_path: Path) -> None:
    text = section("（二）收入预算情况", "收入预算 2597.26 万元，比上年预算数增加 122.42 万元，增长 4.5%。")
    one = finding(outcome(tmp_path, CHANGE, BALANCE, text))
    assert (one.printed, one.expected) == ("4.5%", "4.9%")
    assert one.relation == "增减幅度 4.5% = 增减额 122.42万元 ÷ （收入预算 2597.26万元 − 增减额 122.42万元）"


def test_a_rate_of_a_base_of_zero_is_a_finding(tmp_path: Path) -> None:
    text = section("（二）收入预算情况", "收入预算 120 万元，比上年预算数增加 120 万元，增长 100%。")
    one = finding(outcome(tmp_path, CHANGE, BALANCE, text))
    assert (one.printed, one.expected) == ("100%", "")
    assert str(one.message).startswith("（二）收入预算情况 印为 100%，但除数为 0，算不出比率：")
    assert str(one.suggestion) == "上年数为 0，不能计算增减幅度，建议改为：“比上年预算数增加 120 万元”"


def test_a_number_of_things_is_compared_with_the_rows_of_a_table(tmp_path: Path) -> None:
    projects = """
    - title: 2022年部门项目支出预算表
      unit: 万元
      columns: [单位名称, 项目名称, 总计]
      rows:
        - [~, 合计, 299.75]
        - [市人大办, 人大会议经费, 260.00]
        - [市人大办, 离退休老干部服务经费, 39.75]
    """
    rule = "for: count named 项目\nassert: count = count(项目支出表)"
    assert held(outcome(tmp_path, rule, projects, section("（七）绩效情况", "编报绩效目标的项目 2 个。"))) == 1
    one = finding(outcome(tmp_path, rule, projects, section("（七）绩效情况", "编报绩效目标的项目 3 个。")))
    assert (one.printed, one.expected, one.allowed) == ("3个", "2个", "0个")


def test_the_vehicles_of_each_kind_add_up(tmp_path: Path) -> None:
    text = section("（六）国有资产占有使用情况", "共有车辆 5 辆，其中：机要通信用车 2 辆，其他用车 2 辆。")
    rule = "assert: text[车辆, count] = text[机要通信用车, count] + text[其他用车, count]"
    one = finding(outcome(tmp_path, rule, SPENDING, text))
    assert (one.printed, one.expected, one.difference) == ("5辆", "4辆", "1辆")


# ---- text[…]

TWICE = section(
    "（二）收入预算情况",
    "收入预算 2597.26 万元，比上年预算数增加 97.26 万元，增长 3.9%。",
) + section("（三）支出预算情况", "支出预算 2597.26 万元，比上年预算数增加 122.42 万元，增长 4.9%。")


def test_the_base_that_is_not_printed_follows_from_current_and_change(tmp_path: Path) -> None:
    rule = "assert: text[收入预算, base] = text[支出预算, base]"
    one = finding(outcome(tmp_path, rule, SPENDING, TWICE))
    assert one.relation == ("收入预算 2597.26万元 − 增减额 97.26万元 = 支出预算 2597.26万元 − 增减额 122.42万元")
    same = TWICE.replace("122.42", "97.26")
    assert held(outcome(tmp_path, rule, SPENDING, same)) == 1


def test_what_the_text_does_not_state_makes_a_rule_not_applicable(tmp_path: Path) -> None:
    rule = "assert: text[三公经费, base] = text[收入预算, base]"
    assert reason(outcome(tmp_path, rule, SPENDING, TWICE)) == "说明中没有“三公经费”的上年数"


def test_what_the_text_states_twice_and_differently_is_not_guessed(tmp_path: Path) -> None:
    text = TWICE.replace("支出预算 2597.26", "收入预算 2600.00")
    rule = "assert: text[收入预算] = 支出总表[合计]"
    assert reason(outcome(tmp_path, rule, SPENDING, text)) == "说明中“收入预算”的金额有几个不同的数"


# ---- nil statements

FUND = """
- title: 2022年部门政府性基金预算支出表
  unit: 万元
  columns: [科目编码, 科目名称, 合计, 基本支出, 项目支出]
  rows: [[~, 合计, {total}, ~, {total}]]
"""
NIL = section("（五）政府性基金预算支出情况", "本单位没有使用政府性基金预算拨款安排的支出。")
SILENT = section("（一）主要职能", "本单位负责有关工作。")
MUTUAL = "in: 政府性基金预算支出表\nassert: table is empty <=> statement 没有政府性基金预算"


@pytest.mark.parametrize(("total", "text"), [("~", NIL), ("0.00", NIL), ("12.00", SILENT)])
def test_an_empty_table_and_a_nil_statement_bear_each_other_out(tmp_path: Path, total: str, text: str) -> None:
    assert held(outcome(tmp_path, MUTUAL, FUND.replace("{total}", total), text)) == 1


def test_a_nil_statement_about_a_table_with_figures_is_a_finding(tmp_path: Path) -> None:
    one = finding(outcome(tmp_path, MUTUAL, FUND.replace("{total}", "12.00"), NIL))
    assert str(one.message) == (
        "《2022年部门政府性基金预算支出表》有数字，但说明写明“没有使用政府性基金预算拨款安排的支出”"
    )


def test_an_empty_table_of_which_the_text_says_nothing_is_a_finding(tmp_path: Path) -> None:
    one = finding(outcome(tmp_path, MUTUAL, FUND.replace("{total}", "~"), SILENT))
    assert str(one.message) == ("《2022年部门政府性基金预算支出表》是空表，但说明中没有写明“政府性基金预算”没有安排")


def test_tables_without_any_narrative_are_not_blamed_for_its_silence(tmp_path: Path) -> None:
    found = outcome(tmp_path, MUTUAL, FUND.replace("{total}", "~"))
    assert found.not_applicable is not None
    assert str(found.not_applicable.reason) == "没有说明文字"


def test_a_statement_of_zero_is_a_nil_statement(tmp_path: Path) -> None:
    text = section("（五）政府性基金预算支出情况", "政府性基金预算 0 万元。")
    assert held(outcome(tmp_path, MUTUAL, FUND.replace("{total}", "~"), text)) == 1


def test_a_document_without_narrative_has_no_statement_to_check(tmp_path: Path) -> None:
    report = confronted(tmp_path, "for: share\nassert: share = amount / total")
    assert reason(report.outcomes[0]) == "说明中没有这类内容（占比：—）"
    assert report.counts.checks == 0


def test_a_share_that_rounds_to_nothing_is_no_nil(tmp_path: Path) -> None:
    text = INCOME.replace("2500 万元，占 96.3%", "2596.11 万元，占 100.0%").replace(
        "97.26 万元，占 3.7%", "1.15 万元，占 0.0%"
    )
    assert held(outcome(tmp_path, SHARE, BALANCE, text)) == 2
    one = finding(outcome(tmp_path, SHARE, BALANCE, text.replace("1.15", "11.50")))
    assert (one.printed, one.expected) == ("0.0%", "0.4%")


def test_a_rate_that_rounds_to_nothing_is_no_nil(tmp_path: Path) -> None:
    text = section("（二）收入预算情况", "收入预算 2597.26 万元，比上年执行数增加 1.22 万元，增长 0.0%。")
    assert held(outcome(tmp_path, CHANGE, BALANCE, text)) == 1
