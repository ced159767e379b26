"""Names, structure and wording: one change in a correct disclosure is one finding, rewording is none."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import budget_rules
from budget_rules.disclosure import Paragraph, Section
from budget_rules.findings import Finding, Severity
from budget_rules.place import Source
from budget_rules.rulebook import Rulebook
from budget_rules.vocabulary import normalise
from disclosures import BALANCE, HEAD, SPENDING, confronted, disclosure, finding, held, problems, rulebook, section
from published import SHAOXING, need

SAMPLES = Path(__file__).parents[1] / "samples"


@lru_cache(maxsize=1)
def names() -> Rulebook:
    """The shipped rules on names, structure and wording."""
    book = budget_rules.load_rules()
    rules = tuple(rule for rule in book.rules if rule.source.path.endswith("names.yaml"))
    assert len(rules) > 40
    return replace(book, rules=rules)


def found(path: Path) -> list[Finding]:
    book = names()
    return budget_rules.confront(book, budget_rules.load(path, vocabulary=book.vocabulary)).findings


def changed(folder: Path, old: str, new: str, count: int = 1) -> list[Finding]:
    text = (SAMPLES / "2022-corrected.yaml").read_text("utf-8")
    assert old in text
    path = folder / "2022.yaml"
    path.write_text(text.replace(old, new, count), "utf-8")
    return found(path)


def test_the_corrected_sample_has_no_finding_of_any_severity() -> None:
    assert [str(one.message) for one in found(SAMPLES / "2022-corrected.yaml")] == []


def test_the_sample_has_the_findings_of_its_original() -> None:
    expected = {
        "old-names": Severity.ERROR,
        "unit-titles": Severity.WARNING,
        "path-marks": Severity.NOTICE,
        "contents-words": Severity.NOTICE,
        "unit-wording": Severity.NOTICE,
        "unit-name": Severity.NOTICE,
        "used-terms": Severity.NOTICE,
    }
    assert {one.rule: one.severity for one in found(SAMPLES / "2022.yaml")} == expected


def test_the_published_document_has_what_reading_it_found() -> None:
    said = {(one.rule, one.printed): one for one in found(need(SHAOXING))}
    assert said.keys() == {
        ("old-names", "行政事业单位离退休"),
        ("path-marks", "住房保障支出(类)住房改革支出(款)购房补贴安排 30.28 万元"),
        ("path-marks", "住房保障支出(类)住房改革支出(款)提租补贴安排 0.71 万元"),
        ("listed-items", "医疗费"),
        ("contents-words", "(八) 国有资本经营预算"),
        ("unit-titles", "部门"),
        ("unit-wording", "绍兴市人大办"),
        ("unit-name", "绍兴市人大常委会办公室本级"),
        ("used-terms", "用事业基金弥补收支差额"),
        ("doubled-words", "单位单位"),
        ("used-for", "万元，主要用"),
    }
    assert len(said["used-terms", "用事业基金弥补收支差额"].also) == 4
    assert said["old-names", "行政事业单位离退休"].expected == "行政事业单位养老支出"
    assert "自 2020 年起" in str(said["old-names", "行政事业单位离退休"].message)
    assert len(said["unit-titles", "部门"].also) == 9
    assert len(said["listed-items", "医疗费"].also) == 12


@pytest.mark.parametrize(
    ("old", "new", "rule", "printed", "expected"),
    [
        # a code, a name
        ("[30113, 住房公积金", "[30114, 住房公积金", "own-code", "住房公积金", "医疗费"),
        ("[30239, 其他交通费用", "[30293, 其他交通费用", "existing-code", "30293", "30239"),
        ("[2050803, 培训支出, 10.00, ~, 10.00", "[2050802, 培训支出, 10.00, ~, 10.00", "one-name", "2050802",
         "2050803"),
        ("[2050803, 培训支出, 10.00, ~", "[2050803, 培训经费支出, 10.00, ~", "one-name", "培训经费支出", "培训支出"),
        ("[30109, 职业年金缴费", "[30109, 职业年金交费", "exact-name", "职业年金交费", "职业年金缴费"),
        ("卫生健康支出(类)行政事业单位医疗", "医疗卫生与计划生育支出(类)行政事业单位医疗", "old-names",
         "医疗卫生与计划生育支出", "卫生健康支出"),
        ("住房改革支出(款)购房补贴(项)", "住房改革支出(款)购房补贴", "path-marks",
         "住房保障支出(类)住房改革支出(款)购房补贴安排 30.28 万元", ""),
        # years
        ("title: 2022年市级单位收支", "title: 2021年市级单位收支", "title-year", "2021年", "2022年"),
        ("title: 2022年市级单位收支", "title: 2019年市级单位收支", "title-year", "2019年", "2022年"),
        ("heading: (二) 关于绍兴市人大办本级 2022", "heading: (二) 关于绍兴市人大办本级 2021", "heading-year",
         "2021 年", "2022年"),
        ("本级 2022 年收支总预算", "本级 2021 年收支总预算", "text-year", "2021 年收支总预算", "2022年收支总预算"),
        ("比上年执行数减少 122.42", "比 2020 年执行数减少 122.42", "base-year", "比 2020 年执行数", "比2021年执行数"),
        ("比上年执行数减少 122.42", "比 2022 年执行数减少 122.42", "own-base-year", "比 2022 年执行数",
         "比2021年执行数"),
        # contents, headings, titles
        ("heading: （五）关于绍兴市人大办本级 2022 年一般公共预算当年拨款情况说明",
         "heading: （五）关于绍兴市人大办本级 2022 年一般公共预算本年拨款情况说明", "contents-words",
         "（五）关于绍兴市人大办本级 2022 年一般公共预算本年拨款情况说明",
         "(五) 关于绍兴市人大办本级2022年一般公共预算当年拨款情况说明"),
        ("  - (八) 2022年市级单位政府性基金预算支出表\n", "", "contents-complete",
         "2022年市级单位政府性基金预算支出表", ""),
        ("  - (十一) 2022年市级单位绩效指标表\n",
         "  - (十一) 2022年市级单位绩效指标表\n  - (十二) 2022年市级单位预备费表\n", "contents-kept",
         "(十二) 2022年市级单位预备费表", ""),
        ("heading: （四）", "heading: （五）", "heading-numbers", "（五）", "(四)"),
        ("heading: （十）其他", "heading: （十二）其他", "heading-numbers", "（十二）", "(十)"),
        ("（5）一般公共服务支出（类）", "（6）一般公共服务支出（类）", "paragraph-numbers", "（6）", "(5)"),
        # department and unit
        ("title: 2022年市级单位收支", "title: 2022年部门收支", "unit-titles", "部门", ""),
        ("2022 年单位预算安排购置", "2022 年部门预算安排购置", "unit-wording", "部门预算安排", ""),
        ("2022 年绍兴市人大办本级政府采购", "2022 年绍兴市人大办政府采购", "unit-wording", "绍兴市人大办", ""),
        # the glossary
        ("6. 结转下年：", "6. 用事业基金弥补收支差额：", "used-terms", "用事业基金弥补收支差额", ""),
        ("5. 其他收入：", "5. 上级补助收入：", "explained-terms", "其他收入", ""),
        ("行政运行（项）指预算单位", "行政运行（项）和事业运行（项）指预算单位", "used-terms", "事业运行", ""),
        # words
        ("安排 700 万元，主要用于召开", "安排 700 万元，主要用召开", "used-for", "万元，主要用", ""),
        ("没有使用国有资本经营预算", "没有使用国有资产经营预算", "spelling", "国有资产经营预算", "国有资本经营预算"),
        ("截至 2021 年", "截止 2021 年", "as-of", "截止 2021 年", ""),
        # what is not finished
        ("设有 20 个处室", "设有 XX 个处室", "placeholders", "XX", ""),
        ("比上年执行数减少 122.42", "比上年执行数增加（减少） 122.42", "directions", "增加（减少）", ""),
        ("设有 20 个处室", "（列示至基层预算单位）设有 20 个处室", "remarks", "（列示至基层预算单位）", ""),
        ("主要原因是项目资金增加、基本支出减少。", "主要原因是。", "unfinished", "主要原因是。", ""),
        ("主要原因是人员变动。", "主要原因是人员变动", "closing", "主要原因是人员变动", ""),
        ("主要原因是人员变动。", "主要原因是人员变动。。", "punctuation", "。。", ""),
        ("主要原因是人员变动。", "主要原因是（人员变动。", "brackets", "人员变动", ""),
        ("主要用于发放提租补贴。", "主要用于用于发放提租补贴。", "doubled-words", "用于用于", ""),
        ("因公出国（境）费用预算 0 万元，与上年执行数持平", "因公出国（境）费用预算 0 万元，比2021年执行数持平",
         "level-with", "比2021年执行数持平", ""),
        ("主要用于召开代表大会和常委会等会议", "主要用于一般行政管理事务", "own-reasons", "一般行政管理事务",
         "人大会议"),
    ],
)  # fmt: skip
def test_one_change_is_one_finding_that_names_it(
    tmp_path: Path, old: str, new: str, rule: str, printed: str, expected: str
) -> None:
    (one,) = changed(tmp_path, old, new)
    assert (one.rule, one.printed, one.expected) == (rule, printed, expected)
    assert normalise(printed if rule not in ("brackets", "path-marks") else "（") in normalise(str(one.message))


def test_a_wrong_name_in_many_places_is_one_finding_with_all_places(tmp_path: Path) -> None:
    (one,) = changed(tmp_path, "卫生健康支出", "医疗卫生与计划生育支出", -1)
    assert one.rule == "old-names"
    assert len(one.also) == 6


def half_width(text: str) -> str:
    return text.translate(str.maketrans("（）：；", "():;"))


def narrow(text: str) -> str:
    """Without the blanks around numbers."""
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=\d)|(?<=\d) (?=[\u4e00-\u9fff])", "", text)


def named_year(text: str) -> str:
    return re.sub(r"比上年(?=执行数|预算)", "比2021年", text)


@pytest.mark.parametrize("reword", [half_width, narrow, named_year])
def test_rewording_is_no_finding(tmp_path: Path, reword: Callable[[str], str]) -> None:
    head, narrative = (SAMPLES / "2022-corrected.yaml").read_text("utf-8").split("\nnarrative:\n")
    text, tables = narrative.split("\ntables:\n")
    lines = []
    for line in text.split("\n"):
        start, key, said = re.fullmatch(r"(\s*-? ?)(heading: |level: )?(.*)", line).groups()  # type: ignore[union-attr]
        said = said.strip('"')
        lines.append(
            f'{start}{key or ""}"{reword(said)}"' if said and key != "level: " and said != "paragraphs:" else line
        )
    path = tmp_path / "2022.yaml"
    path.write_text(f"{head}\nnarrative:\n" + "\n".join(lines) + f"\ntables:\n{tables}", "utf-8")
    assert reword(text) != text
    assert [str(one.message) for one in found(path)] == []


#: Contents, and headings or titles that say the same.
SAID = {
    "  - (一) 主要职能": "  - (一) 主要职能情况的说明",
    "  - (十一) 2022年市级单位绩效指标表": "  - 附件：2022年市级单位绩效指标表",
    "title: 2022年市级单位绩效指标表": "title: 附件1：2022年市级单位绩效指标表",
}


@pytest.mark.parametrize(("old", "new"), SAID.items())
def test_contents_and_headings_may_leave_out_filling_words(tmp_path: Path, old: str, new: str) -> None:
    assert [str(one.message) for one in changed(tmp_path, old, new)] == []


@pytest.mark.parametrize(("heading", "announced"), [("四、绩效指标", True), ("四、绩效", False)])
def test_a_table_under_a_heading_of_its_words_needs_no_line_of_its_own(
    tmp_path: Path, heading: str, announced: bool
) -> None:
    text = (SAMPLES / "2022-corrected.yaml").read_text("utf-8")
    text = text.replace("  - (十一) 2022年市级单位绩效指标表\n", f"  - {heading}\n")
    path = tmp_path / "2022.yaml"
    path.write_text(text.replace("\ntables:\n", f"\n  - heading: {heading}\n    level: 1\ntables:\n"), "utf-8")
    assert ("contents-complete" not in {one.rule for one in found(path)}) == announced


def test_a_paragraph_that_announces_a_table_is_closed(tmp_path: Path) -> None:
    own = "for: paragraph\nassert: paragraph is closed"
    told = section("（二）单位构成", "本部门共有单位1个，详见下表：")
    assert finding(confronted(tmp_path, own, SPENDING, told)).printed == "详见下表："
    units = "- title: （二）单位构成\n  unit: 万元\n  columns: [序号, 单位名称]\n  rows: [[1, 某局本级]]\n"
    assert not confronted(tmp_path, own, SPENDING + units, told).findings


# ---- the language


def test_words_of_a_list_are_found_whatever_their_width_and_blanks(tmp_path: Path) -> None:
    own = "for: sentence\nassert: not sentence has 占位符"
    told = section("（一）收入", "本单位 Ｘ Ｘ 人。", "见 www.xxgk.gov.cn。", "XXX 万元。")
    one = finding(confronted(tmp_path, own, narrative=told))
    assert one.printed == "Ｘ Ｘ"
    assert [place.source.line for place in one.also] == [one.source.line + 2 if one.source.line else 0]
    assert one.quote == "本单位 Ｘ Ｘ 人。"


def test_words_may_stand_side_by_side_and_not_beside_others(tmp_path: Path) -> None:
    own = "for: sentence\nassert: not sentence has 比较词 + 其他年份 + 比较的基数"
    told = section("（一）收入", "比 2021 年预算增加。", "比2019年决算增加。", "2019年决算。", "与二〇一九年相比。")
    assert finding(confronted(tmp_path, own, narrative=told)).printed == "比2019年决算"
    own = "for: sentence\nassert: not sentence has 部门字样 not after 不指级别的前文 not before 不指级别的后文"
    told = section("（一）收入", "主管部门的部门预算。", "部门（单位）。")
    one = finding(confronted(tmp_path, own, narrative=told))
    assert one.printed == "部门"
    assert one.also == ()


def test_a_text_that_must_have_words(tmp_path: Path) -> None:
    own = "for: title\nassert: title has 本年"
    assert not confronted(tmp_path, own).findings
    one = finding(confronted(tmp_path, own, SPENDING.replace("2022年", "")))
    assert "没有本年" in str(one.message)


def test_where_leaves_texts_out_and_nothing_left_is_not_applicable(tmp_path: Path) -> None:
    own = "for: sentence\nwhere: sentence in 名词解释\nassert: not sentence has 占位符"
    report = confronted(tmp_path, own, narrative=section("三、名词解释", "XX") + section("（一）收入", "XXX"))
    assert finding(report).printed == "XX"
    (skipped,) = confronted(tmp_path, own, narrative=section("（一）收入", "XXX")).not_applicable
    assert str(skipped.reason)


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (
            "for: sentence\n    assert: not sentence has 占位府",
            "own.yaml:5:30: 词汇表的用语中没有“占位府”（是否想写“占位符”？）",
        ),
        ("for: sentence\n    assert: not heading has 占位符", "own.yaml:5:17: 此处说的不是“heading”"),
        ("for: sentence\n    assert: sentence is current", "own.yaml:5:25: 不能说“is current”"),
        (
            "for: sentence\n    assert: sentence in 名词解析",
            "own.yaml:5:25: 不认识的章节“名词解析”（是否想写“名词解释”？）",
        ),
        ("for: sentence\n    assert: 收支总表[收入总计] = 3", "own.yaml:5:13: for 是文字时，只能写"),
        ("in: 支出总表\n    assert: not sentence has 占位符", "own.yaml:5:17: “sentence”须有 for"),
        ("in: 支出总表\n    assert: table is current", "own.yaml:5:22: 不能说“is current”"),
    ],
)
def test_a_mistake_is_named_at_its_place(tmp_path: Path, more: str, line: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(f"rules:\n  - id: own\n    title: 自己的\n    {more}\n", "utf-8")
    (one,) = problems(tmp_path, path)
    assert one.startswith(line)


def test_own_words_and_renamings(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("vocabulary:\n  words: {占位符: [待定]}\n  renamings: {2021: {人大事务: 人大工作}}\n", "utf-8")
    book = budget_rules.load_rules(path)
    found = disclosure(tmp_path, SPENDING + BALANCE, section("（一）收入", "金额待定。"))
    said = {one.rule: one.printed for one in budget_rules.confront(book, found).findings}
    assert said["placeholders"] == "待定"
    assert said["old-names"] == "人大事务"
    path.write_text("vocabulary:\n  renamings: {去年: {人大事务: 人大工作}}\n", "utf-8")
    assert problems(tmp_path, path) == ["own.yaml:2:15: renamings 的键“去年”应为年份，如 2019"]


def test_names_are_judged_by_the_year(tmp_path: Path) -> None:
    own = "for: name\nassert: name is current"
    tables = SPENDING.replace("[208, 社会保障和就业支出", "[210, 医疗卫生与计划生育支出")
    assert finding(confronted(tmp_path, own, tables)).expected == "卫生健康支出"
    head = HEAD.replace("2022", "2018")
    assert not confronted(tmp_path, own, tables, head=head).findings


def test_codes_on_a_path_are_those_of_the_table(tmp_path: Path) -> None:
    own = "for: path\nassert: code in 支出总表"
    told = section("（一）支出", "一般公共服务支出（201类）人大事务（01款）行政运行（02项）1825.87万元。")
    one = finding(confronted(tmp_path, own, narrative=told))
    assert (one.printed, one.expected) == ("2010102", "2010101")
    assert not confronted(tmp_path, own, narrative=told.replace("02项", "01项")).findings


def test_people_are_no_item(tmp_path: Path) -> None:
    own = "for: path\nassert: path is own"
    tables = SPENDING.replace("人大会议", "事业单位离退休")
    told = "一般公共服务支出（类）人大事务（款）行政运行（项）1825.87万元，主要用于事业单位离退休{}。"
    assert not confronted(tmp_path, own, tables, section("（一）支出", told.format("人员活动费"))).findings
    assert (
        finding(confronted(tmp_path, own, tables, section("（一）支出", told.format("经费")))).printed
        == "事业单位离退休"
    )


def test_a_heading_with_nothing_under_it(tmp_path: Path) -> None:
    own = "for: heading\nassert: heading is filled"
    told = section("（一）收入", "有。") + "- heading: （二）支出\n  level: 2\n" + section("（三）其他", "有。")
    assert finding(confronted(tmp_path, own, narrative=told)).printed == "（二）支出"


@given(st.integers(2, 99), st.integers(2, 99))
def test_numbers_in_order_are_no_finding_and_a_gap_is_one(size: int, gap: int) -> None:
    from budget_rules.confrontation.numbering import _numeral, _value

    assert [_value(_numeral(number)) for number in range(1, size + 1)] == list(range(1, size + 1))


# ---- cost


def cost(folder: Path, text: str) -> float:
    """Seconds of work for a narrative of one paragraph."""
    source = Source("x.yaml", 1, 1)
    long = Section(
        heading="三、名词解释", name="名词解释", level=1, paragraphs=[Paragraph(text, source)], source=source
    )
    small = disclosure(folder)
    small.sections = [long]
    started = time.process_time()
    budget_rules.confront(names(), small)
    return time.process_time() - started


@pytest.mark.parametrize("text", ["主要原因是", "比2019年", "X", "包括：", "（款）", "甲。", "1、2、（一）"])
def test_the_cost_is_linear_in_the_text(tmp_path: Path, text: str) -> None:
    once, thrice = (cost(tmp_path, text * (size // len(text))) for size in (30_000, 90_000))
    assert thrice < 6 * once + 0.5


def test_five_megabytes_of_brackets_and_digits_take_seconds(tmp_path: Path) -> None:
    text = "（“1、" * 430_000
    assert len(text.encode()) > 4_000_000
    assert cost(tmp_path, text) < 60


def test_rules_that_are_written_here_are_read(tmp_path: Path) -> None:
    book = rulebook(tmp_path, "for: heading, title\nassert: not text has 上年 or 其他年份")
    assert book.rules[0].scope.kinds == ("heading", "title")


def test_a_sentence_in_the_glossary_is_no_term(tmp_path: Path) -> None:
    added = "      - 从预算单位构成看，本单位预算包括：本级预算。\n      - 5. 其他收入："
    found_rules = [one.rule for one in changed(tmp_path, "      - 5. 其他收入：", added)]
    assert "used-terms" not in found_rules


# ---- codes, misprints, what a path is said to be for

CODES_IN_COLUMNS = """
- title: 2022年部门支出预算总表
  unit: 万元
  columns: [类, 款, 项, 科目名称, 总计]
  rows:
    - [201, ~, ~, 一般公共服务支出, 719.00]
    - [201, "01", ~, 人大事务, 719.00]
    - [201, "01", "{hearing}", 人大监督, 19.00]
    - [201, "01", "{meeting}", 人大会议, 700.00]
"""


def test_codes_without_their_zero_are_one_finding(tmp_path: Path) -> None:
    rule = "for: code\nassert: code is padded"
    one = finding(confronted(tmp_path, rule, CODES_IN_COLUMNS.format(hearing="6", meeting="4")))
    assert (one.printed, one.expected, len(one.also)) == ("6", "06", 1)
    assert "人大监督 6、人大会议 4" in str(one.message)
    assert held(confronted(tmp_path, rule, CODES_IN_COLUMNS.format(hearing="06", meeting="04")).outcomes[0]) == 1


@pytest.mark.parametrize(
    "said",
    [
        "报名时间截止2024年3月。",
        "安排 10 万元，主要用电单位是机关食堂。",
        "叫做为民服务，接受部份额。",
        "讲座落实到位。",
    ],
)
def test_words_that_only_look_like_misprints_are_no_finding(tmp_path: Path, said: str) -> None:
    told = section("（一）收入预算情况说明", said)
    found_here = budget_rules.confront(names(), disclosure(tmp_path, narrative=told)).findings
    assert not {one.rule for one in found_here} & {"spelling", "as-of", "used-for"}


def test_each_misprint_is_a_cause_with_what_should_stand_there(tmp_path: Path) -> None:
    own = "for: sentence\nassert: not sentence has 错别字"
    told = section("（一）收入", "事物受理 3 人。", "公务车用车 1 辆。", "公务 车用车 2 辆。")
    one, other = confronted(tmp_path, own, narrative=told).findings
    assert (one.printed, one.expected, len(one.also)) == ("事物受理", "事务受理", 0)
    assert (other.printed, other.expected, len(other.also)) == ("公务车用车", "公务用车", 1)
    assert str(one.suggestion) == "建议将“事物受理”改为“事务受理”"


PROJECT_TABLE = """
- title: 2022年部门一般公共预算支出表
  unit: 万元
  columns: [科目编码, 科目名称, 合计, 基本支出, 项目支出]
  rows:
    - [205, 教育支出, 10.00, 10.00, ~]
    - [20508, 进修及培训, 10.00, 10.00, ~]
    - [2050803, 培训支出, 10.00, 10.00, ~]
"""
TRAINING = "教育支出（类）进修及培训（款）培训支出（项）安排 10 万元，"


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("主要用于代表培训等项目支出。", "等项目支出"),
        ("主要用于履职项目支出。", "项目支出。"),
        ("主要用于代表培训等基本支出。", ""),
        ("不含项目支出。", ""),
        ("主要用于培训，比上年减少，原因是上年有一次性项目支出。", ""),
        ("2021年安排 12 万元，包括会议等项目支出。", ""),
        ("主要用于代表培训。另有项目支出 3 万元，是等项目支出。", ""),
    ],
)
def test_a_path_without_projects_is_not_said_to_be_for_them(tmp_path: Path, said: str, printed: str) -> None:
    (rule,) = (rule for rule in budget_rules.load_rules().rules if rule.id == "path-projects")
    book = replace(names(), rules=(rule,))
    told = section("3. 一般公共预算当年拨款具体使用情况", TRAINING + said)
    findings = budget_rules.confront(book, disclosure(tmp_path, PROJECT_TABLE, told)).findings
    assert [one.printed for one in findings] == ([printed] if printed else [])
    assert all("“培训支出”" in str(one.message) and one.quote.endswith(said) for one in findings)


def test_words_near_a_path_are_asked_for_only_where_the_rule_is_about_paths(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("rules:\n- {id: own, title: 自己的, for: amount, assert: not path has 写作项目支出}\n", "utf-8")
    assert problems(tmp_path, path) == ["own.yaml:2:50: “path”须有 for 说明在哪些文字里找，如 for: sentence"]


PROJECTS = """
- title: 2022年部门项目支出预算表
  unit: 万元
  columns: [单位名称, 项目名称, 总计]
  rows:
    - [某市某局, 全市人大工作培训支出, 78.00]
    - [某市某局, 办公设备购置, 20.00]
- title: 2022年部门（单位）绩效指标表
  unit: 元
  columns: [项目名称, 预算金额]
  rows:
    - [人大代表履职培训支出, 780000]
    - [办公设备购置经费, 200000]
"""
LOST = """unread:
  - {text: 人大代表履职培训支出, reason: 在分页处缺行}
"""


def test_where_rows_are_lost_a_project_is_missing_only_if_nearly_its_name_is_there(tmp_path: Path) -> None:
    (rule,) = (rule for rule in budget_rules.load_rules().rules if rule.id == "projects-named")
    book = replace(names(), rules=(rule,))
    whole = budget_rules.confront(book, disclosure(tmp_path, PROJECTS))
    assert [one.printed for one in whole.findings] == ["全市人大工作培训支出", "办公设备购置"]
    damaged = budget_rules.confront(book, disclosure(tmp_path, PROJECTS, head=HEAD + LOST))
    assert [one.printed for one in damaged.findings] == ["办公设备购置"]
    (unknown,) = damaged.outcomes[0].not_executed
    assert "不能断定其中没有“全市人大工作培训支出”" in str(unknown.reason)


OFFICES = """
- title: 2022年单位收入预算总表
  unit: 万元
  columns: [单位名称, 总计]
  rows:
    - [合计, 10.00]
    - [{department}, 10.00]
    - [{unit}, 10.00]
"""


@pytest.mark.parametrize(
    ("department", "unit", "printed"),
    [
        ("县某局", "某县某局本级", ["某县某局本级"]),
        ("某县某局", "某县某中心", ["某县某局"]),
        ("某市某局", "某市某局本级", []),
    ],
)
def test_the_department_above_the_unit_is_not_taken_for_it(
    tmp_path: Path, department: str, unit: str, printed: list[str]
) -> None:
    rule = "for: office\nassert: office is ours"
    found = confronted(tmp_path, rule, OFFICES.format(department=department, unit=unit)).findings
    assert [one.printed for one in found] == printed
    assert all(len(one.also) == (department != "县某局") for one in found)


def test_an_item_listed_under_the_other_column_is_named_with_it(tmp_path: Path) -> None:
    (finding,) = changed(tmp_path, "主要包括:办公费、印刷费、咨询费", "主要包括:办公费、住房公积金、咨询费")
    assert (finding.rule, finding.printed) == ("listed-items", "住房公积金")
    assert "“公用经费”栏没有数字的科目：“住房公积金”" in str(finding.message)
    assert [part.figure.text for part in finding.parts] == ["241.17", "241.17"]


def test_headers_of_another_year_are_named(tmp_path: Path) -> None:
    text = (SAMPLES / "2022-corrected.yaml").read_text("utf-8")
    path = tmp_path / "2022.yaml"
    path.write_text(text.replace("{本年一般公共预算基本支出:", "{2021年一般公共预算基本支出:", 1), "utf-8")
    said = [str(one.message) for one in found(path) if one.rule == "header-year"]
    title = "2022年市级单位一般公共预算基本支出表"
    assert said == [f"《{title}》表头的年份不对，本公开为 2022 年：“2021年一般公共预算基本支出”"]
