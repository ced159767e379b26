"""One wrong figure is one cause, whatever it violates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from budget_rules import confront, load, load_rules
from budget_rules.disclosure import Disclosure
from budget_rules.findings import Cause, Report, Severity
from budget_rules.messages import set_language
from budget_rules.mutation import Field
from budget_rules.place import Place
from budget_rules.reports import json as report_json
from budget_rules.reports.plain import failure, summary
from budget_rules.rulebook import Rulebook
from disclosures import SPENDING, confronted, disclosure, section
from published import FOLDER, checked

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture(scope="module")
def every_rule() -> Rulebook:
    return load_rules()


@pytest.fixture(scope="module")
def honest(every_rule: Rulebook) -> Disclosure:
    return load(SAMPLES / "2022-corrected.yaml", vocabulary=every_rule.vocabulary)


@pytest.fixture(scope="module")
def rulebook(every_rule: Rulebook, honest: Disclosure) -> Rulebook:
    """The rules that find nothing in the sample, remarks on its indicators aside."""
    finding = {one.rule for one in confront(every_rule, honest).findings}
    return replace(every_rule, rules=tuple(rule for rule in every_rule.rules if rule.id not in finding))


def place_of(honest: Disclosure, label: str, text: str = "") -> Place:
    """The place with that label, which for a figure of the narrative prints ``text``."""
    found = [one.place for one in Field(honest).figures if one.place.label == label and text in ("", one.text)]
    assert len(found) == 1, found
    return found[0]


def planted(honest: Disclosure, rulebook: Rulebook, texts: dict[Place, str]) -> Report:
    """The report on the sample with other texts in these places."""
    with Field(honest).planted(texts):
        report = confront(rulebook, honest)
        assert report.causes
    return report


def only(report: Report) -> Cause:
    (cause,) = report.causes
    return cause


def suspects(cause: Cause) -> list[tuple[str, str, str]]:
    return [(one.figure.place.label, one.figure.text, one.expected) for one in cause.suspects]


def test_without_findings_nothing_is_looked_for(
    honest: Disclosure, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = confront(rulebook, honest)
    monkeypatch.setattr("budget_rules.diagnosis.diagnose", None)
    assert report.causes == []


def test_one_wrong_digit_is_one_cause(honest: Disclosure, rulebook: Rulebook) -> None:
    report = planted(honest, rulebook, {place_of(honest, "支出总表[合计, 总计]"): "4369.61"})
    cause = only(report)
    assert str(cause.message) == "支出总表[合计, 总计] 4369.61万元 应为 4396.61万元，像是相邻两位颠倒（解释 3 处不符）"
    assert (cause.place, cause.printed, cause.expected) == ("支出总表[合计, 总计]", "4369.61万元", "4396.61万元")
    assert cause.findings == tuple(report.findings)
    assert len(report.findings) == 3


def test_a_figure_in_a_cell_that_should_be_blank(honest: Disclosure, rulebook: Rulebook) -> None:
    report = planted(honest, rulebook, {place_of(honest, "支出总表[行政运行, 项目支出]"): "505.90"})
    assert str(only(report).message) == (
        "支出总表[行政运行, 项目支出] 505.90万元 应为空，像是抄了同一行另一栏的数（解释 2 处不符）"
    )


def test_a_blank_cell_that_should_print_a_figure(honest: Disclosure, rulebook: Rulebook) -> None:
    report = planted(honest, rulebook, {place_of(honest, "支出总表[行政运行, 公用经费]"): ""})
    assert str(only(report).message) == "支出总表[行政运行, 公用经费] 为空，应为 505.90万元（解释 4 处不符）"


def test_two_wrong_figures_in_one_sum_are_two_causes(honest: Disclosure, rulebook: Rulebook) -> None:
    one = place_of(honest, "支出总表[行政运行, 公用经费]")
    other = place_of(honest, "支出总表[行政运行, 人员经费]")
    report = planted(honest, rulebook, {one: "509.50", other: "1319.79"})
    assert [suspects(cause) for cause in report.causes] == [
        [("支出总表[行政运行, 人员经费]", "1319.79", "1319.97万元")],
        [("支出总表[行政运行, 公用经费]", "509.50", "505.90万元")],
    ]


def test_two_figures_that_took_each_others_place(honest: Disclosure, rulebook: Rulebook) -> None:
    one = place_of(honest, "支出总表[行政运行, 公用经费]")
    other = place_of(honest, "支出总表[行政运行, 人员经费]")
    report = planted(honest, rulebook, {one: "1319.97", other: "505.90"})
    assert str(only(report).message) == (
        "支出总表[行政运行, 人员经费] 505.90万元 与 支出总表[行政运行, 公用经费] 1319.97万元 应互换（解释 3 处不符）"
    )


def test_a_decimal_point_in_the_wrong_place(honest: Disclosure, rulebook: Rulebook) -> None:
    report = planted(honest, rulebook, {place_of(honest, "收支总表[行政运行, 预算数]"): "18258.7"})
    assert str(only(report).message) == (
        "收支总表[行政运行, 预算数] 18258.7万元 应为 1825.87万元，像是小数点错位（解释 2 处不符）"
    )


def test_the_narrative_is_part_of_it_and_soft_relations_tip_the_scales(honest: Disclosure, rulebook: Rulebook) -> None:
    """The rate of 2.7% alone would leave open which of the two is wrong; spending is compared with the same base."""
    report = planted(honest, rulebook, {place_of(honest, "（二）收入预算情况", "122.42"): "212.42"})
    cause = only(report)
    assert [(one.expected, one.low, one.high) for one in cause.suspects] == [("122.42万元", "119.68万元", "124.33万元")]
    assert {finding.rule for finding in cause.findings} == {"change-rate", "same-base"}


def test_what_only_looked_closed_to_a_hundred_follows_from_the_wrong_amount(
    honest: Disclosure, rulebook: Rulebook
) -> None:
    report = planted(honest, rulebook, {place_of(honest, "（二）收入预算情况", "28.6"): "286"})
    cause = only(report)
    assert suspects(cause) == [("（二）收入预算情况", "286", "28.6万元")]
    assert [finding.severity.value for finding in cause.findings].count("notice") == 1


def test_what_holds_in_a_way_worth_saying_names_its_figures_too(honest: Disclosure, rulebook: Rulebook) -> None:
    """Parts that add up to less than their total may not be all that there are."""
    report = planted(honest, rulebook, {place_of(honest, "2.政府采购情况", "1217.17"): "121.17"})
    cause = only(report)
    assert ("2.政府采购情况", "121.17", "1217.17万元") in suspects(cause)
    assert cause.severity is not Severity.ERROR
    said = {finding.rule: str(finding.message) for finding in cause.findings}
    assert said.keys() == {"list-sum", "procurement-sum"}
    assert said["list-sum"].endswith("分项之和小于总额，可能有分项没有列出")


ROW = "in: 支出总表\nfor: row\nassert: 总计 = 人员经费 + 公用经费 + 项目支出"


def test_what_cannot_be_told_apart_is_said(tmp_path: Path) -> None:
    tables = SPENDING.replace("471.64, 471.64", "471.64, 471.46")
    cause = only(confronted(tmp_path, ROW, tables))
    assert [(one.figure.place.label, one.figure.text, one.expected) for one in cause.suspects[:2]] == [
        ("支出总表[社会保障和就业支出, 总计]", "471.64", "471.46万元"),
        ("支出总表[社会保障和就业支出, 人员经费]", "471.46", "471.64万元"),
    ]
    assert len(cause.suspects) == 4
    assert str(cause.message).endswith("，或者另外 1 处之一有误（仅凭数字不能断定是哪一处）")


def test_a_relation_that_only_warns_puts_no_proven_figure_in_doubt(tmp_path: Path) -> None:
    hard = "rules: [{id: rows, title: 各行, in: 支出总表, for: row, assert: 总计 = 人员经费 + 公用经费 + 项目支出}]"
    soft = "rules: [{id: soft, title: 经验, assert: '支出总表[2010101, 总计] = 1', severity: warning}]"
    (tmp_path / "hard.yaml").write_text(hard, encoding="utf-8")
    (tmp_path / "soft.yaml").write_text(soft.replace("= 1'", "= 支出总表[2010104, 总计]'"), encoding="utf-8")
    book = load_rules(tmp_path / "hard.yaml", tmp_path / "soft.yaml")
    book = replace(book, rules=tuple(rule for rule in book.rules if rule.id in ("rows", "soft")))
    report = confront(book, disclosure(tmp_path, SPENDING))
    cause = only(report)
    assert (cause.suspects, cause.severity) == ((), Severity.WARNING)
    assert cause.message == cause.findings[0].message


def test_a_rate_on_nothing_should_not_be_stated_or_its_base_is_missing(tmp_path: Path) -> None:
    text = section(
        "二、收入预算情况", "2021年当年预算执行数为0.00万元，2022年预算安排25.00万元，比2021年预算执行数增加100.00%。"
    )
    rule = "for: change\nassert: rate = (current - base) / base"
    report = confronted(tmp_path, rule, narrative=text)
    cause = only(report)
    assert [(one.figure.text, one.expected) for one in cause.suspects] == [("100.00", ""), ("0.00", "12.50万元")]


def test_reports_lead_with_the_cause(honest: Disclosure, rulebook: Rulebook) -> None:
    report = planted(honest, rulebook, {place_of(honest, "支出总表[行政运行, 公用经费]"): ""})
    lines = summary(report).splitlines()
    first = next(line for line in lines if "错误: " in line)
    assert "错误: 支出总表[行政运行, 公用经费] 为空，应为 505.90万元（解释 4 处不符）" in first
    assert sum(line.strip().startswith("- ") for line in lines[lines.index(first) : lines.index(first) + 12]) == 4
    shown = {one.findings[0].place: failure(one, report.causes) for one in report.outcomes if one.findings}
    own = shown.pop("支出总表[行政运行, 公用经费]", "")
    assert "后果" not in own
    assert shown
    cause = "原因: 这是另一处错误的后果: 支出总表[行政运行, 公用经费] 为空，应为 505.90万元"
    assert all(cause in text for text in shown.values())


def test_the_cause_in_english(honest: Disclosure, rulebook: Rulebook) -> None:
    report = planted(honest, rulebook, {place_of(honest, "支出总表[合计, 总计]"): "4369.61"})
    set_language("en")
    try:
        assert str(only(report).message) == (
            "支出总表[合计, 总计] 4369.61万元 should be 4396.61万元, likely two digits swapped (explains 3 violations)"
        )
    finally:
        set_language("zh")


def test_the_json_result_has_the_causes(honest: Disclosure, rulebook: Rulebook) -> None:
    report = planted(honest, rulebook, {place_of(honest, "支出总表[合计, 总计]"): "4369.61"})
    document: Any = json.loads(report_json.text(report_json.result([report])))["documents"][0]
    (cause,) = document["causes"]
    (suspect,) = cause["suspects"]
    assert (cause["printed"], cause["expected"], cause["findings"]) == ("4369.61万元", "4396.61万元", [0, 1, 2])
    assert [finding["cause"] for finding in document["findings"]] == [0, 0, 0]
    assert suspect["slip"] == "相邻两位颠倒"
    assert {one["id"]: one["place"] for one in document["figures"]}[suspect["figure"]] == "支出总表[合计, 总计]"


def test_the_housing_fund_of_the_wanli_street_is_one_cause() -> None:
    report = checked(FOLDER / "shanghai-putuo-wanli-street-2024-department-budget.pdf")
    (cause,) = [
        one for one in report.causes if any(part.figure.text == "352.67" for f in one.findings for part in f.parts)
    ]
    assert (cause.printed, cause.expected, len(cause.suspects)) == ("352.67万元", "350.35万元", 1)


def test_the_amount_of_the_welfare_home_is_one_cause() -> None:
    report = checked(FOLDER / "shanghai-putuo-welfare-home-2024-unit-budget.pdf")
    cause = next(one for one in report.causes if one.printed == "738.66万元")
    assert cause.expected == "696.48万元"
    assert "改正后" in str(cause.message)


SANGONG = """
- title: 2022年单位一般公共预算“三公”经费支出表
  unit: 万元
  columns: [单位名称, 三公经费合计, 因公出国(境)费用, {{公务用车购置及运行费: [小计, 公务用车购置费, 公务用车运行费]}}]
  rows:
    - [合计, {total}, ~, {total}, {bought}, 21.56]
    - [某市某局, {total}, ~, {total}, {bought}, 21.56]
"""
BUYING = SANGONG.format(total="46.56", bought="25.00")
NOT_BUYING = SANGONG.format(total="21.56", bought="~")


@pytest.mark.parametrize(
    ("table", "bought", "parts", "expected"),
    [(BUYING, 0, (0, 1), "1辆"), (NOT_BUYING, 1, (0, 0), "0辆"), (BUYING, 1, (0, 1), ""), (NOT_BUYING, 0, (0, 0), "")],
)
def test_a_wrong_number_of_vehicles_is_one_cause(
    tmp_path: Path, every_rule: Rulebook, table: str, bought: int, parts: tuple[int, int], expected: str
) -> None:
    said = f"2022年单位预算安排购置车辆{bought}辆，其中：机要通信用车{parts[0]}辆、其他用车{parts[1]}辆。"
    report = confront(every_rule, disclosure(tmp_path, table, section("（一）国有资产占有使用情况", said)))
    assert [(one.printed, one.expected) for one in report.causes] == ([(f"{bought}辆", expected)] if expected else [])
    assert {one.rule for one in report.findings} <= {"list-sum", "vehicles-bought"}


def test_no_vehicles_said_and_running_costs_are_compared_only_where_vehicles_are_counted(
    tmp_path: Path, every_rule: Rulebook
) -> None:
    said = section("（一）国有资产占有使用情况", "2022年单位预算安排购置车辆0辆。")
    assert not confront(every_rule, disclosure(tmp_path, NOT_BUYING, said)).findings


def test_what_is_counted_is_never_less_than_nothing(tmp_path: Path) -> None:
    said = section("（一）国有资产占有使用情况", "2022年单位预算安排购置车辆0辆，其中：机要通信用车0辆、其他用车1辆。")
    cause = only(confronted(tmp_path, "for: list\nassert: total = sum(parts)", narrative=said))
    assert [suspect.expected for suspect in cause.suspects] == ["1辆", "0辆"]


def test_no_amount_is_said_to_be_less_than_nothing(tmp_path: Path) -> None:
    """Of the four figures that add up only those are named that can make up for what there is too much."""
    tables = SPENDING.replace("2597.26, 1791.61, 505.90, 299.75]", "2597.26, 1291.61, 505.90, 299.75]", 1)
    rule = "in: 支出总表\nfor: column\nassert: 合计 = sum(类)"
    cause = only(confronted(tmp_path, rule, tables))
    assert suspects(cause) == [
        ("支出总表[合计, 人员经费]", "1291.61", "1791.61万元"),
        ("支出总表[一般公共服务支出, 人员经费]", "1319.97", "819.97万元"),
    ]


CHANGES = """
- title: 2022年部门一般公共预算支出表
  unit: 万元
  columns: [科目编码, 科目名称, 合计, 上年执行数, 增减额]
  rows:
    - [~, 合计, 2125.62, 2525.62, 400.00]
    - [201, 一般公共服务支出, 2125.62, 2525.62, ~]
"""


def test_what_differs_may_be_less_than_nothing(tmp_path: Path) -> None:
    rule = "in: 一般公共预算支出表\nfor: row\nwhere: 合计 > 0\nassert: 增减额 = 合计 - 上年执行数"
    report = confronted(tmp_path, rule, CHANGES)
    assert "-400.00万元" in {suspect.expected for cause in report.causes for suspect in cause.suspects}


def test_a_negative_amount_is_named_where_nothing_else_is_left(tmp_path: Path) -> None:
    rule = "assert: 支出总表[208, 人员经费] + 支出总表[208, 总计] = 0\nseverity: warning"
    expected = [one.expected for one in only(confronted(tmp_path, rule)).suspects]
    assert expected == ["-471.64万元", "-471.64万元"]


def test_the_same_slip_in_two_columns_of_a_row_is_one_cause(honest: Disclosure, rulebook: Rulebook) -> None:
    row = "一般公共预算基本支出表[公务员医疗补助缴费, "
    places = [place_of(honest, f"{row}{column}]") for column in ("合计", "人员经费")]
    cause = only(planted(honest, rulebook, dict.fromkeys(places, "102.69")))
    assert str(cause.message) == (
        f"{row}合计] 102.69万元 应为 102.96万元 左右（102.90万元 至 103.00万元 都说得通），像是相邻两位颠倒"
        f"（解释 3 处不符）；{row}人员经费] 也印成了 102.69万元"
    )


def test_the_same_rows_in_question_in_two_columns_are_one_cause(honest: Disclosure, rulebook: Rulebook) -> None:
    row = "一般公共预算基本支出表[基本工资, "
    first = place_of(honest, f"{row}合计]")
    text = next(figure.text for figure in Field(honest).figures if figure.place == first)
    wrong = f"{text[1]}{text[0]}{text[2:]}"
    cause = only(planted(honest, rulebook, {first: wrong, place_of(honest, f"{row}人员经费]"): wrong}))
    assert (cause.place, cause.printed) == (f"{row}合计]", f"{wrong}万元")
    assert (len(cause.suspects), len(cause.findings)) == (3, 2)
    assert str(cause.message).endswith("；“人员经费”一栏也是这样")


def changed(tmp_path: Path, said: str) -> list[Cause]:
    """What is behind the findings on a sentence that compares two years."""
    rule = "for: change\nassert: [rate = change / (current - change), current - change = base]"
    return confronted(tmp_path, rule, narrative=section("二、收入预算情况", said)).causes


def test_a_word_that_says_the_wrong_direction_is_quoted(tmp_path: Path) -> None:
    (cause,) = changed(
        tmp_path, "2021年当年预算执行数为1000.00万元，2022年预算安排1200.00万元，减少200.00万元，增长20.0%。"
    )
    assert (cause.printed, cause.expected) == ("减少200.00万元", "增加200.00万元")
    assert "写作“减少200.00万元”，应为“增加”：数字相符，方向相反" in str(cause.message)


def test_both_words_may_say_the_wrong_direction_or_a_figure_is_wrong(tmp_path: Path) -> None:
    (cause,) = changed(tmp_path, "2022年收入预算1147.30万元，比上年预算减少47.30万元，下降4.3%。")
    assert "写作“减少47.30万元、下降4.3%”，应为“增加、增长”：数字相符，方向相反，或者 " in str(cause.message)
    assert str(cause.message).endswith("（仅凭数字不能断定是哪一处）")
    (slipped,) = changed(tmp_path, "2022年收入预算1010.00万元，比上年预算减少10.00万元，下降1.00%。")
    assert "10.00万元 应为 10.20万元 左右" in str(slipped.message)


def test_either_of_two_sentences_may_say_the_wrong_direction(tmp_path: Path) -> None:
    """A reason tells which; without one, both are named."""
    rule = "for: change\nassert: current - change = text[name, base]"
    said = "2022年收入预算1100.00万元，比上年预算增加100.00万元。"
    again = "2022年收入预算1100.00万元，比上年预算减少100.00万元"
    both = confronted(tmp_path, rule, narrative=section("二、收入预算情况", said, f"{again}。")).causes
    reasoned = f"{again}，主要原因是收入预算增加。"
    one = confronted(tmp_path, rule, narrative=section("二、收入预算情况", said, reasoned)).causes
    assert [str(cause.message).count("方向相反") for cause in (*both, *one)] == [2, 1]
    assert [cause.printed for cause in one] == ["减少100.00万元"]
