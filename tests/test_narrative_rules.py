"""The shipped rules about figures of the narrative: what they find in wrong sentences, and that right ones pass."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import budget_rules
from budget_rules.findings import Finding
from budget_rules.rulebook import Rulebook
from disclosures import BALANCE, HEAD, disclosure, problems, section

OTHER = "（一）其他重要事项的情况说明"


@cache
def book() -> Rulebook:
    return budget_rules.load_rules()


def findings(folder: Path, *texts: str, heading: str = "（二）收入预算情况说明", head: str = HEAD) -> list[Finding]:
    """What the shipped rules about sentences find; those of names and of missing statements are left out."""
    made = disclosure(folder, BALANCE, section(heading, *texts), head)
    chosen = replace(book(), rules=tuple(rule for rule in book().rules if rule.id in SENTENCE_RULES))
    return budget_rules.confront(chosen, made).findings


SENTENCE_RULES = {
    "list-sum", "share-of-total", "change-rate", "change-amount", "change-nil", "change-limit", "change-multiple",
    "change-level", "change-reason", "amount-restated", "item-restated", "base-stated", "appropriation-base",
    "appropriation-base-sum", "one-basis", "same-base", "sangong-base", "vehicles-base", "vehicles-stated",
    "vehicles-none", "text-income", "text-balance", "text-procurement-stated", "small-enterprises", "text-operating",
    "text-sangong", "units-sum", "units-stated", "change-cause", "change-from-nil", "sangong-directions",
    "vehicles-directions",
}  # fmt: skip


WRONG = [
    ("机关运行经费20.00万元，为上年的1.2倍。", None, None),
    ("2021年当年预算执行数为10.00万元，2022年预算安排12.00万元，与2021年预算执行数持平。", "change-level", "12.00"),
    ("2021年当年预算执行数为10.00万元，2022年预算安排8.00万元，比2021年预算执行数增加20.00%。", "change-rate", "20.00"),
    ("会议费8.00万元，比上年减少2.00万元，增长20%。", "change-rate", "20"),
    ("因公出国（境）费0万元，比上年执行数增长10%。", "change-nil", "10"),
    ("因公出国（境）费0万元，比上年执行数下降100%。", None, None),
    ("因公出国（境）费0万元，比上年执行数增长0%。", None, None),
    ("公务接待费1.00万元，比上年执行数增加5.00万元。", "change-limit", "5.00"),
    ("公务接待费1.00万元，比上年执行数增加1.00万元。", None, None),
    ("会议费8.00万元，上年10.00万元，减少3.00万元。", "change-amount", "3.00"),
    ("会议费3.00万元（31,000元），用于会议。", "amount-restated", "3.00"),
    ("会议费8.00万元，比上年增加2.00万元，主要原因是会议费减少。", "change-reason", None),
    ("会议费8.00万元，比上年减少2.00万元，主要是会议批次和参会人数增加。", "change-cause", None),
    ("会议费0万元，比上年预算增加。", "change-from-nil", None),
    (
        "会议费10.00万元，比上年执行数增加1.00万元；培训费1.00万元；会议费10.00万元，比上年执行数增加2.00万元。",
        "base-stated",
        "10.00",
    ),
    ("房屋面积1200平方米，其中办公用房800平方米，业务用房410平方米。", "list-sum", "1200"),
    ("支出决算95.00万元，完成年初预算100.00万元的96.0%。", "share-of-total", "96.0"),
]


@pytest.mark.parametrize(("text", "rule", "figure"), WRONG)
def test_a_wrong_sentence_gives_one_finding_that_names_the_figure(
    tmp_path: Path, text: str, rule: str | None, figure: str | None
) -> None:
    found = findings(tmp_path, text, heading=OTHER)
    assert [one.rule for one in found] == ([] if rule is None else [rule])
    if rule is not None:
        assert found[0].quote
        assert found[0].suggestion is not None
    if figure is not None:
        assert found[0].mark is not None
        assert found[0].quote[slice(*found[0].mark)] == figure


def test_a_wrong_direction_is_turned_in_the_suggestion(tmp_path: Path) -> None:
    text = "2021年当年预算执行数为10.00万元，2022年预算安排8.00万元，比2021年预算执行数增加20.00%。"
    (one,) = findings(tmp_path, text, heading=OTHER)
    assert (one.printed, one.expected) == ("20.00%", "-20.00%")
    assert str(one.suggestion) == "建议改为：“比2021年预算执行数下降20.00%。”"


def test_a_rate_on_nothing_suggests_the_difference(tmp_path: Path) -> None:
    text = "2021年当年预算执行数为0.00万元，2022年预算安排25.00万元，比2021年预算执行数增加100.00%。"
    (one,) = findings(tmp_path, text, heading=OTHER)
    assert str(one.suggestion) == ("上年数为 0，不能计算增减幅度，建议改为：“比2021年预算执行数增加25.00万元”")


def test_the_quote_is_the_sentence_and_a_long_one_is_cut(tmp_path: Path) -> None:
    before = "本单位按规定编制预算。" + "甲" * 100 + "，" + "乙" * 100 + "；"
    said = "会议费8.00万元，比上年减少2.00万元，下降25%。"
    (one,) = findings(tmp_path, before + said + "后面的话。", heading=OTHER)
    assert one.quote == said
    assert str(one.suggestion) == "建议改为：“比上年减少2.00万元，下降20%。”"


def test_two_values_of_one_total_are_compared_where_no_table_decides(tmp_path: Path) -> None:
    first, again = "政府采购预算总额10万元。", "本单位政府采购预算12万元。"
    (one,) = findings(tmp_path, first, again, heading="2.政府采购情况")
    assert (one.rule, one.printed, one.expected) == ("text-procurement-stated", "12万元", "10万元")
    assert not findings(tmp_path, first, again.replace("12", "10"), heading="2.政府采购情况")


def test_vehicles_bought_are_compared_between_the_sections(tmp_path: Path) -> None:
    text = ("用于经批准购置的1辆公务用车。", "2022年预算安排购置车辆0辆。")
    (one,) = findings(tmp_path, *text, heading="3.国有资产占有使用情况")
    assert (one.rule, one.printed, one.expected) == ("vehicles-stated", "0辆", "1辆")


def test_bases_of_different_kinds_are_not_compared_but_told(tmp_path: Path) -> None:
    texts = (
        "收入预算2597.26万元，比上年执行数增加100万元。",
        "支出预算2597.26万元，比上年预算数增加200万元。",
    )
    (one,) = findings(tmp_path, *texts)
    assert (one.rule, one.severity.value) == ("one-basis", "notice")
    assert "比较的基数不同" in str(one.message)
    (one,) = findings(tmp_path, texts[0], texts[1].replace("预算数", "执行数"))
    assert one.rule == "same-base"


def test_units_of_a_department_add_up(tmp_path: Path) -> None:
    head = HEAD.replace("level: 单位", "level: 部门").replace("单位预算", "部门预算")
    text = "部门预算包括本部以及下属5家预算单位。本部门中，行政单位1家，参公单位1家，事业单位{}家。"
    assert not findings(tmp_path, text.format(4), heading="一、机构设置", head=head)
    (one,) = findings(tmp_path, text.format(2), heading="一、机构设置", head=head)
    assert one.rule == "units-sum"


@pytest.mark.parametrize(
    "text",
    [
        "包括本部以及下属5家预算单位。其中，行政单位1家，事业单位5家。",
        "会议费9.9万元，同口径增长3%。",
        "会议费约10万元，比上年减少约1万元，下降9%左右。",
        "会议费10万元，占本年支出的50%，较上年增加2万元，提高1.5个百分点。",
        "会议费10万元，与上年基本持平。2021年会议费9.8万元。",
        "会议费1亿2000万元，比上年增加10万元。",
        "会议费10万元，比上年增加2万元，主要原因是减少了其他开支。",
        "会议费10万元，比上年增加2万元，主要原因是培训费减少。",
        "会议费10万元，比上年增加（减少）2万元，增长（下降）30%。",
        "上年结转收入10万元，其中一般公共预算4万元。财政拨款收入20万元，其中一般公共预算19万元。",
    ],
)
def test_what_cannot_be_known_is_no_finding(tmp_path: Path, text: str) -> None:
    assert not findings(tmp_path, text, heading=OTHER)


APPROPRIATIONS = (
    "财政拨款收入37.47万元，比2021年预算执行数增加24.18万元。",
    "财政拨款支出预算37.47万元，比2021年预算增加24.71万元。财政拨款支出预算中，一般公共预算拨款支出预算37.47万元，比2021年预算增加24.71万元；"
    "政府性基金拨款支出预算0万元，与2021年预算执行数持平；国有资本经营预算拨款支出预算0万元，与2021年预算执行数持平。",
    "财政拨款收入支出增加的主要原因是：项目增加。",
)


@pytest.mark.parametrize(
    ("printed", "wrong", "rules"),
    [
        ("增加24.18", "增加24.18", set()),
        # The reason stands in a paragraph of its own, and speaks of both sides of the balance.
        ("增加24.18", "减少24.18", {"change-reason"}),
        (
            "支出预算37.47万元，比2021年预算增加24.71万元。",
            "支出预算37.47万元，比2021年预算减少24.71万元。",
            {"change-reason", "appropriation-base-sum"},
        ),
        ("收入支出增加的", "收入支出减少的", {"change-reason"}),
        # What was nothing in what was carried out, and is nothing now, has no other base.
        ("增加24.71万元；", "增加24.17万元；", {"appropriation-base-sum"}),
    ],
)
def test_appropriations_of_both_sides(tmp_path: Path, printed: str, wrong: str, rules: set[str]) -> None:
    texts = [text.replace(printed, wrong) for text in APPROPRIATIONS]
    found = {one.rule for one in findings(tmp_path, *texts, heading="2022年单位预算编制说明")}
    assert found - {"one-basis"} == rules


@pytest.mark.parametrize("relation", ["share = 100", "sum(shares) = 100", "rate ≤ 100"])
def test_a_ratio_is_not_compared_with_a_number(tmp_path: Path, relation: str) -> None:
    scope = {"share = 100": "share", "sum(shares) = 100": "shares", "rate ≤ 100": "change"}[relation]
    path = tmp_path / "own.yaml"
    path.write_text(
        f"rules:\n  - id: own\n    title: 自己的\n    for: {scope}\n    assert: {relation}\n", encoding="utf-8"
    )
    (line,) = problems(tmp_path, path)
    assert "100 在这里是数，不是百分数；占比、幅度应与 100% 相比" in line


@pytest.mark.parametrize(
    ("item", "change", "reason", "cause"),
    [
        ("住房公积金", "增加", "在职人员减少", "在职人员减少"),
        ("住房公积金", "减少", "一是职工人数增加；二是缴存基数上调", "一是职工人数增加；二是缴存基数上调"),
        ("支出预算", "增加", "按照过紧日子要求，压减一般性项目支出", "按照过紧日子要求，压减一般性项目支出"),
        ("事业单位离退休", "减少", "退休人员人数增加", "退休人员人数增加"),
        (
            "支出预算",
            "减少",
            "项目资金及会议支出比去年执行数增加引起的变化",
            "项目资金及会议支出比去年执行数增加引起的变化",
        ),
        # It goes the way the reason pulls.
        ("支出预算", "增加", "新增项目", None),
        ("会议费", "减少", "会议批次减少", None),
        # Part of it pulls the other way, or may do so.
        ("支出预算", "减少", "项目资金增加、基本支出减少", None),
        ("支出预算", "减少", "项目资金增加，厉行节约", None),
        ("支出预算", "减少", "压缩新增项目支出，人员增加", None),
        ("支出预算", "减少", "从严控制经费增加", None),
        ("支出预算", "减少", "减少支出增加", None),
        ("支出预算", "减少", "新增项目减少", None),
        ("支出预算", "减少", "人员没有增加", None),
        # Another year, another source of money, another item.
        ("支出预算", "减少", "上年一次性项目增加", None),
        ("支出预算", "减少", "2020年项目增加", None),
        ("支出预算", "减少", "执行中追加项目增加", None),
        ("支出预算", "减少", "政府性基金预算安排的项目增加", None),
        ("支出预算", "减少", "事业收入增加", None),
        ("支出预算", "减少", "结转资金增加", None),
        ("支出预算", "减少", "编外人员增加", None),
        ("住房公积金", "减少", "退休人员增加", None),
        ("事业单位离退休", "增加", "在职人员减少", None),
        ("上年结转", "减少", "项目支出增加", None),
        ("其他收入", "减少", "项目支出增加", None),
        # What one item saves, another may spend.
        ("会议费", "增加", "培训费减少", None),
        ("会议费", "增加", "压减其他项目支出", None),
        # Something else than what spending goes with.
        ("会议费", "减少", "气温上升", None),
        ("会议费", "减少", "工作效率提高", None),
        ("会议费", "减少", "根据实际支出", None),
    ],
)
def test_a_cause_counts_where_it_is_certain_which_way_it_pulls(
    tmp_path: Path, item: str, change: str, reason: str, cause: str | None
) -> None:
    text = f"{item}8.00万元，比上年执行数{change}2.00万元，主要原因是：{reason}。"
    found = [one for one in findings(tmp_path, text, heading=OTHER) if one.rule == "change-cause"]
    said = f"“{item}”写的是{change}，所写的原因却是“{cause}”"
    assert [(str(one.message), one.severity.value) for one in found] == ([(said, "warning")] if cause else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("会议费0万元，与上年预算持平，主要原因是会议批次增加。", 1),
        ("会议费1万元，与上年预算持平，主要原因是会议批次增加。", 0),
        ("会议费0万元，与上年预算持平，主要原因是会议批次减少。", 0),
        # Of which of the two is it the reason?
        ("会议费8万元，比上年增加2万元，培训费8万元，比上年减少1万元，主要原因是人员增加。", 0),
        ("会议费8万元，比上年增加2万元；培训费8万元，比上年减少1万元，主要原因是人员增加。", 1),
        ("会议费8万元，比上年减少2万元，主要用于会议，变动原因是人员增加。", 1),
        ("会议费8万元，比上年减少2万元。会议有20场。主要原因是人员增加。", 0),
    ],
)
def test_a_cause_belongs_to_the_change_before_it(tmp_path: Path, text: str, found: int) -> None:
    assert [one.rule for one in findings(tmp_path, text, heading=OTHER)] == ["change-cause"] * found


def test_a_whole_goes_the_way_its_parts_take_it(tmp_path: Path) -> None:
    level, fallen = "6.40万元，与上年预算持平", "6.40万元，比上年预算减少"
    text = "公务用车购置及运行费{}。其中：公务用车购置费0万元，与上年预算持平；公务用车运行费{}。"
    for right in ((level, level), (fallen, fallen)):
        assert not findings(tmp_path, text.format(*right), heading=OTHER)
    (one,) = findings(tmp_path, text.format(level, fallen), heading=OTHER)
    assert str(one.message) == (
        "“公务用车购置及运行费”写的是持平，而“公务用车购置费”持平、“公务用车运行费”减少，相互说不通"
    )
    # Figures are checked as figures.
    (one,) = findings(tmp_path, text.format(level, fallen + "0.10万元"), heading=OTHER)
    assert one.rule == "vehicles-base"


INCREASES = ("增加", "增长", "提高", "上升")
DECREASES = ("减少", "下降", "降低")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_rewording_raises_nothing_and_a_changed_figure_or_direction_is_named(
    tmp_path: Path, data: st.DataObject
) -> None:
    """Money in hundredths, so that the rate follows to the last digit."""
    base = data.draw(st.integers(10_000, 900_000))
    change = data.draw(st.integers(base // 10, base // 2))
    rising = data.draw(st.booleans())
    current = base + change if rising else base - change
    rate = (change * 1000 + base // 2) // base
    word, other = (INCREASES, DECREASES) if rising else (DECREASES, INCREASES)
    money = "{:.2f}万元".format
    compare = data.draw(st.sampled_from(("比", "较", "与", "同")))
    compared = "相比" if compare in "与同" else ""
    comma = data.draw(st.sampled_from(("，", ",", "， ")))
    parts = [
        f"会议费{money(current / 100)}", f"{compare}上年预算数{compared}",
        data.draw(st.sampled_from(word)) + money(change / 100), data.draw(st.sampled_from(word)) + f"{rate / 10:.1f}%",
    ]  # fmt: skip

    def sentence(pieces: list[str]) -> str:
        return f"{pieces[0]}{comma}{pieces[1]}{pieces[2]}{comma}{pieces[3]}。"

    assert not findings(tmp_path, sentence(parts), heading=OTHER)
    turned = [*parts[:3], data.draw(st.sampled_from(other)) + parts[3][2:]]
    (one,) = findings(tmp_path, sentence(turned), heading=OTHER)
    assert (one.rule, one.mark and one.quote[slice(*one.mark)]) == ("change-rate", f"{rate / 10:.1f}")
    wrong = [*parts[:3], parts[3][:2] + f"{(rate + data.draw(st.integers(5, 50))) / 10:.1f}%"]
    (one,) = findings(tmp_path, sentence(wrong), heading=OTHER)
    assert one.rule == "change-rate"
    assert f"{rate / 10:.1f}%" in str(one.suggestion)


@pytest.mark.parametrize(
    ("scope", "relation", "said"),
    [
        ("change", "direction agrees with 原因", "在“原因”处读不懂"),
        ("share", "direction agrees with reason", "“direction agrees with reason”只能用于 for: change"),
        ("change", "base of 三公费用 agrees with 公务接待费", "词汇表中没有“三公费用”（是否想写“三公经费”？）"),
        (
            "row of 绩效指标表",
            "年度绩效指标单位 contains percents",
            "词汇表的用语中没有“percents”（是否想写“percent”？）",
        ),
        ("amount", "单位 contains percent", "“单位 contains …”只能用于逐行核对（for: row）的一栏"),
        ("change", "implied = text[名称, base]", "词汇表中没有“名称”"),
    ],
)
def test_what_is_written_wrong_is_told_where_it_stands(tmp_path: Path, scope: str, relation: str, said: str) -> None:
    path = tmp_path / "own.yaml"
    text = f"rules:\n  - id: own\n    title: 自己的\n    for: {scope}\n    assert: {relation}\n"
    path.write_text(text, encoding="utf-8")
    (line,) = problems(tmp_path, path)
    assert line.startswith("own.yaml:5:")
    assert said in line


NO_FUND = """
- title: 2022年单位政府性基金预算支出表
  unit: 万元
  columns: [科目编码, 科目名称, 合计]
  rows:
    - [~, 合计, ~]
"""
FUND, CAPITAL = "没有使用政府性基金预算拨款安排的支出。", "没有使用国有资本经营预算拨款安排的支出。"


@pytest.mark.parametrize(
    ("elsewhere", "said", "rules"),
    [
        ("收支平衡。", (FUND, CAPITAL), []),
        ("收支平衡。", (CAPITAL,), ["fund-section"]),
        # That the amount is stated as 0 somewhere else does not put the section right.
        ("政府性基金预算拨款收入0.00万元。", (CAPITAL,), ["fund-section"]),
        ("收支平衡。", ("按规定安排。",), ["fund-nil-stated"]),
        ("政府性基金预算拨款收入0.00万元。", ("政府性基金预算支出为零。", CAPITAL), []),
    ],
)
def test_the_section_on_funds_speaks_of_funds(
    tmp_path: Path, elsewhere: str, said: tuple[str, ...], rules: list[str]
) -> None:
    text = section("（一）收支预算情况说明", elsewhere) + section("（二）政府性基金预算支出情况说明", *said)
    found = budget_rules.confront(book(), disclosure(tmp_path, NO_FUND, text)).findings
    assert [one.rule for one in found] == rules
