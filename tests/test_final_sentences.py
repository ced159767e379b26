"""What the text of final accounts says of its own figures and years."""

from __future__ import annotations

from pathlib import Path

import pytest

from final_documents import national
from final_edits import ITEMS, found, rules_of, told, with_text

VERDICTS = [
    # What is written in place of 决算数小于年初预算数 (of 行政运行), and what is found.
    ("决算数大于年初预算数", "写的是“决算数大于年初预算数”，而印出的决算数 1497.63万元 小于预算数 1532.23万元"),
    ("决算数与年初预算数持平", "写的是“决算数与年初预算数持平”，而印出的决算数 1497.63万元 小于预算数 1532.23万元"),
    ("决算数低于预算数", ""),
    ("决算数与年初预算数基本持平", ""),
    ("决算数大于（小于）年初预算数", ""),
    ("决算数大于调整预算数", ""),
]


@pytest.mark.parametrize(("words", "message"), VERDICTS)
def test_an_account_is_more_or_less_than_its_budget_as_is_said(words: str, message: str, tmp_path: Path) -> None:
    made = national()
    items = next(texts for heading, _, texts in made.sections if heading == ITEMS)
    at = next(number for number, text in enumerate(items) if "行政运行（项）" in text)
    items[at] = items[at].replace("决算数小于年初预算数", words)
    assert words in items[at]
    messages = [str(one.message) for one in found(made, tmp_path) if one.rule.startswith("final-verdict")]
    assert messages == ([f"“行政运行”{message}"] if message else [])


def test_what_is_as_much_is_not_said_to_be_less_but_rounding_may_hide_it(tmp_path: Path) -> None:
    text = "教育支出（类）普通教育（款）高中教育（项）。年初预算为0.00万元，支出决算为0.00万元。决算数小于预算数。"
    (finding,) = [one for one in found(told(ITEMS, text), tmp_path) if one.rule.startswith("final-verdict")]
    assert (finding.rule, finding.severity) == ("final-verdict-equal", "warning")


@pytest.mark.parametrize(
    ("reason", "wrong"),
    [
        ("人员增加、缴费基数提高，支出增加", True),
        ("更换了照明设施，导致相关支出略有增加", True),
        ("人员减少，支出减少", False),
        ("上年有一次性项目，支出增加", False),
        ("上年物业支出增加，今年没有", False),
        ("厉行节约，公务接待支出减少，支出增加的是水电费", False),
        ("年末结转增加", False),
    ],
)
def test_a_reason_that_ends_in_more_spending_is_none_for_less(reason: str, wrong: bool, tmp_path: Path) -> None:
    made = with_text(national(), "决算数小于预算数的主要原因是厉行节约", f"决算数小于预算数的主要原因是{reason}")
    assert ("final-verdict-reason" in rules_of(found(made, tmp_path))) == wrong
    costs = with_text(
        national(), "比2023年度增加20.00万元，主要原因是物业费增加", f"比2023年度减少20.00万元，主要原因是{reason}"
    )
    assert ("change-reason" in rules_of(found(costs, tmp_path))) == wrong


YEARS = [
    ("2024年度收、支总计3110", "2023年度收、支总计3110", "final-text-year", "2024年度收、支总计"),
    ("云台市某某局2024年度没有国有资本", "云台市某某局2023年度没有国有资本", "final-text-year", "2024年度没有国有资本"),
    ("比2023年度增加20.00", "比2022年度增加20.00", "bare-base-year", "比2023年度增加20.00万元"),
    ("比2023年度增加20.00", "比2024年度增加20.00", "final-own-base-year", "比2023年度增加20.00万元"),
    ("与2023年度相比，收、支总计", "与2024年度相比，收、支总计", "final-own-base-year", "与2023年度相比"),
]


@pytest.mark.parametrize(("old", "new", "rule", "expected"), YEARS)
def test_a_wrong_year_is_found(old: str, new: str, rule: str, expected: str, tmp_path: Path) -> None:
    findings = found(with_text(national(), old, new), tmp_path)
    assert (rule, expected) in {(finding.rule, finding.expected) for finding in findings}


def test_the_year_before_may_be_spoken_of(tmp_path: Path) -> None:
    text = (
        "机关运行经费支出272.24万元，比上年增加20.00万元（2023年度机关运行经费支出252.24万元）。",
        "2024年度机关运行经费支出272.24万元。2023年度机关运行经费支出252.24万元，2024年度比2023年度增加20.00万元。",
        "机关运行经费支出272.24万元，比2024年度预算数减少7.76万元，比2023年度机关运行经费支出增加20.00万元。",
    )
    for paragraph in text:
        assert [str(one.message) for one in found(told("（一）机关运行经费支出情况", paragraph), tmp_path)] == []


BOUGHT = (
    "2024年度政府采购金额（以合同签订为准）为358.02万元，其中：货物采购金额123.46万元、工程采购金额0万元、服务采购金额234.56万元。",
    "2024年度本部门面向中小企业预留政府采购项目预算金额300.00万元，面向小微企业预留政府采购项目预算金额0万元。"
    "在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额300.00万元；"
    "在面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，采购金额0万元；"
    "在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额58.02万元。",
)


def test_what_was_procured_in_parts_is_not_more_than_all(tmp_path: Path) -> None:
    section = "（二）政府采购支出情况"
    assert found(told(section, *BOUGHT), tmp_path) == []
    more = [text.replace("采购金额58.02", "采购金额85.02") for text in BOUGHT]
    assert rules_of(found(told(section, *more), tmp_path)) == {"final-procurement-whole"}


RATED = (
    "编报绩效目标的2024年度项目4个，涉及预算金额598.42万元；绩效跟踪评价的2024年度项目4个；绩效自评的2024年度项目4个，平均得分99.43分"
    "（其中，绩效评级为“优”的项目3个；绩效评级为“良”的项目1个；绩效评级为“中”的项目0个；绩效评级为“差”的项目0个）。"
)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("", "", ""),
        ("自评的2024年度项目4", "自评的2024年度项目5", "final-ratings"),
        ("“良”的项目1", "“良”的项目2", "final-ratings"),
        ("99.43", "994.3", "score-limit"),
        ("跟踪评价的2024", "跟踪评价的2023", "final-performance-year"),
        ("自评的2024", "自评的2023", ""),  # what is evaluated may be of the year before
    ],
)
def test_projects_evaluated_are_counted_rated_and_scored(old: str, new: str, rule: str, tmp_path: Path) -> None:
    text = RATED.replace(old, new) if old else RATED
    rules = rules_of(found(told("十、其他重要事项的情况说明", text), tmp_path))
    assert rules == ({rule} if rule else set())


def test_a_heading_taken_from_a_budget_is_found(tmp_path: Path) -> None:
    made = national()
    made.sections = [
        (heading.replace("支出决算情况说明", "支出预算情况说明"), level, texts)
        if heading == "三、支出决算情况说明"
        else (heading, level, texts)
        for heading, level, texts in made.sections
    ]
    assert "final-heading-stage" in rules_of(found(made, tmp_path))
