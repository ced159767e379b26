"""Wordings of other published documents: right ones are read for what they say, and raise no finding."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from budget_rules import confront
from budget_rules.disclosure import Kind, Statement
from disclosures import HEAD, SPENDING, disclosure
from disclosures import section as section_of
from narrative_documents import read, section
from published import shipped
from test_names import SAMPLES, changed, found

SANGONG = "（九）2022年“三公”经费预算情况说明"


def stated(text: str, kind: Kind, heading: str = SANGONG) -> list[Statement]:
    made = read(section(heading, text))
    assert not made.unread
    return [statement for statement in made.statements if statement.kind is kind]


def figures(statement: Statement) -> dict[str, str]:
    return {role: figure.text for role, figure in statement.figures.items()}


@pytest.mark.parametrize(
    "base",
    [
        "比2021年预算数33.50万元减少3.50万元，下降10.45%",
        "比2021年预算数（33.50万元）减少3.50万元，下降10.45%",
        "比2021年预算数（33.50万元）减少3.50万元，减少比例为10.45%",
    ],
)
def test_the_base_of_a_comparison_may_stand_in_brackets(base: str) -> None:
    text = f"2022年“三公”经费预算30.00万元，{base}。"
    assert [figures(one) for one in stated(text, Kind.AMOUNT)] == [{"amount": "30.00"}]
    (change,) = stated(text, Kind.CHANGE)
    assert figures(change) == {"current": "30.00", "base": "33.50", "change": "3.50", "rate": "10.45"}
    assert (change.base_kind, change.base_year) == ("预算", 2021)


@pytest.mark.parametrize("base", ["2021年预算数30.00万元", "2021年预算数（30.00万元）"])
def test_what_is_level_may_print_its_base(base: str) -> None:
    (change,) = stated(f"2022年“三公”经费预算30.00万元，与{base}持平。", Kind.CHANGE)
    assert (figures(change), change.direction) == ({"current": "30.00", "base": "30.00"}, 0)


def test_a_share_of_the_base_is_a_multiple() -> None:
    (change,) = stated("公务接待费预算30.00万元，是上年预算数的89.55%。", Kind.CHANGE)
    assert figures(change) == {"current": "30.00", "multiple": "89.55"}


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费2022年预算数为2.00万元，主要用于接待来访。",
        "（三）公务接待费。2022年预算安排2.00万元，比上年减少0.50万元。",
        "3.公务接待费：主要用于接待来访。2022年预算2.00万元。",
    ],
)
def test_an_amount_goes_by_the_name_before_its_year_and_by_the_title_of_its_paragraph(text: str) -> None:
    (amount,) = stated(text, Kind.AMOUNT)
    assert amount.names[0] == "公务接待费"


def test_last_year_is_the_year_before_the_disclosure() -> None:
    (one,) = stated("收入预算100.00万元，比上年执行数减少10.00万元。", Kind.CHANGE)
    (other,) = stated("收入预算100.00万元，比2021年执行数减少10.00万元。", Kind.CHANGE)
    assert (one.base_kind, one.base_year) == (other.base_kind, other.base_year) == ("执行", 2021)


def test_the_adjusted_budget_is_another_base() -> None:
    (change,) = stated("收入预算100.00万元，比上年调整预算数减少10.00万元。", Kind.CHANGE)
    assert change.base_kind == "调整预算"


def test_what_stands_behind_brackets_is_said_of_what_stands_before_them() -> None:
    text = "财政拨款收入26.40万元（其中：一般公共预算26.40万元，政府性基金0万元），占总收入的100%，比上年减少0.60万元。"
    (share,) = stated(text, Kind.SHARE)
    (change,) = stated(text, Kind.CHANGE)
    assert share.figures["amount"].text == change.figures["current"].text == "26.40"
    assert share.name == change.name == "财政拨款收入"


def test_a_comparison_behind_a_list_is_not_of_its_last_part() -> None:
    text = "公务用车费26.40万元，其中：购置费20.00万元；运行费6.40万元。比上年减少0.60万元，下降2.22%。"
    (change,) = stated(text, Kind.CHANGE)
    assert "current" not in change.figures
    text = "其中：购置费20.00万元，与上年持平；运行费6.40万元。比上年减少0.60万元，下降8.57%。"
    assert stated(text, Kind.CHANGE)[-1].figures["current"].text == "6.40"


def test_what_is_beside_the_whole_is_no_part_of_it() -> None:
    text = "在职人员43人，其中：行政编制20人、事业编制23人；离退休人员30人。"
    (one,) = stated(text, Kind.LIST, "（二）机构设置")
    assert [figure.text for figure in one.parts] == ["20", "23"]


def test_a_target_is_a_limit() -> None:
    made = read(section("4. 预算绩效情况说明", "重点项目预算500万元，覆盖率达95%以上，满意度≥90%。"))
    assert not made.unread
    assert [label.kind for label in made.labels].count("threshold") == 2


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("内设3个处室：办公室、人事处（机关党委、工会）、法规处。", 3),
        ("内设3个科室，分别为办公室、组织科和人事科；下属2家事业单位。", 3),
        ("内设2个科室，分别为办公室、组织和人事科。", 2),
        ("内设机构4个，包括：办公室、综合科、财务科，下属一家事业单位。", 3),
        ("内设办公室、组织科等3个科室，编制20名。", None),
        ("内设3个科室：办公室、组织科等。", None),
        ("内设3个科室：办公室、组织科，人事科。", None),
    ],
)
def test_names_behind_their_number_are_counted_where_that_is_certain(text: str, listed: int | None) -> None:
    first = stated(text, Kind.COUNT, "（二）机构设置")[0]
    assert (None if first.listed is None else first.listed.value) == listed


def test_one_line_of_the_contents_may_announce_all_tables(tmp_path: Path) -> None:
    text = (SAMPLES / "2022-corrected.yaml").read_text("utf-8")
    listed = re.sub(r"  - \((?:十?[一二三四五六七八九十])\) 2022年市级单位.*\n", "", text)
    assert len(listed) < len(text)
    path = tmp_path / "2022.yaml"
    path.write_text(listed, "utf-8")
    assert found(path) == []


@pytest.mark.parametrize("behind", [" 4", "（4）", "……4"])
def test_page_numbers_of_the_contents_are_no_words(tmp_path: Path, behind: str) -> None:
    assert changed(tmp_path, "  - 三、名词解释\n", f"  - 三、名词解释{behind}\n") == []


def test_a_name_with_brackets_and_without_is_one_name(tmp_path: Path) -> None:
    assert changed(tmp_path, "- [绍兴市人大办本级,", "- [绍兴市人大办（本级）,") == []


@pytest.mark.parametrize(
    "heading", ["2021年重点工作完成情况", "与2021年预算数比较", "2021年度绩效自评结果", "2021年预算执行情况"]
)
def test_headings_may_speak_of_the_year_before(tmp_path: Path, heading: str) -> None:
    now = "4. 预算绩效情况说明。"
    assert [one.rule for one in changed(tmp_path, now, f"4. {heading}")] == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(st.data())
def test_a_changed_year_in_any_statement_is_named(tmp_path: Path, data: st.DataObject) -> None:
    text = (SAMPLES / "2022-corrected.yaml").read_text("utf-8")
    years = [match for match in re.finditer(r"(?<![0-9])202[12](?= ?年)", text) if match.start() < len(text)]
    assert len(years) > 50
    year = data.draw(st.sampled_from(years), label="place")
    other = int(year[0]) + data.draw(st.sampled_from((-1, 1)), label="by")
    path = tmp_path / "2022.yaml"
    path.write_text(text[: year.start()] + str(other) + text[year.end() :], "utf-8")
    (one,) = found(path)
    assert str(other) in str(one.message)


def test_a_sentence_may_print_the_year_before_beside_this_one(tmp_path: Path) -> None:
    now = "收支总预算 4396.61 万元。"
    assert changed(tmp_path, now, "收支总预算 4396.61 万元，2021年收支总预算 4519.03 万元。") == []


def test_a_sentence_about_another_unit_with_a_like_name_is_found(tmp_path: Path) -> None:
    (one,) = changed(tmp_path, "绍兴市人大办本级 2022 年没有使用政府", "绍兴市政协办本级 2022 年没有使用政府")
    assert (one.rule, one.printed, one.expected) == ("unit-subject", "绍兴市政协办本级", "绍兴市人大办本级")
    assert changed(tmp_path, "绍兴市人大办本级 2022 年没有使用政府", "市人大办 2022 年没有使用政府") == []


@pytest.mark.parametrize(
    ("unit", "said", "other"),
    [
        ("某区曹杨社区卫生服务中心", "某区曹杨社区卫生服务中心（本级）", False),
        ("某区曹杨社区卫生服务中心", "上海市某区曹杨街道社区卫生服务中心", False),
        ("某区教育局（本级）", "某区教育系统", False),
        ("中共某市委办公室", "中国共产党某市委员会办公室", False),
        ("某县人民检察院", "某县检察院", False),
        ("某县人民检察院", "某县人民法院", True),
        ("某市第一中学", "某市第二中学", True),
    ],
)
def test_longer_and_shorter_forms_of_a_name_are_no_other_unit(
    unit: str, said: str, other: bool, tmp_path: Path
) -> None:
    narrative = section_of("二、2022年收入预算情况说明", f"{said}2022年收入预算100万元。")
    made = disclosure(tmp_path, SPENDING, narrative, HEAD.replace("某市某局", unit))
    rules = tuple(rule for rule in shipped().rules if rule.id == "unit-subject")
    assert bool(confront(replace(shipped(), rules=rules), made).findings) is other


def test_a_numbered_paragraph_may_begin_with_the_title_of_its_section() -> None:
    made = read(
        section(
            "（十）其他重要事项的情况说明",
            "3.国有资产占有使用情况。截至2021年12月31日，共有车辆0辆。",
            "2022年安排购置车辆0辆。",
            "4.预算绩效情况说明。2022年共涉及17个项目。",
            "5.其他。2022年无其他事项，共2个项目。",
        )
    )
    names = [(statement.figures["count"].text, statement.section.name) for statement in made.statements]
    assert names == [("0", "国有资产情况"), ("0", "国有资产情况"), ("17", "绩效情况"), ("2", "其他情况说明")]
    assert all(statement.section.within("其他情况说明") for statement in made.statements)


def test_circled_numbers_are_no_part_of_a_name() -> None:
    (path,) = stated("①一般公共服务支出（类）人大事务（款）行政运行（项）1,825.87万元。", Kind.PATH)
    assert path.path[0] == "一般公共服务支出"


def test_the_whole_of_a_list_does_not_stand_in_brackets_before_it() -> None:
    text = "共有车辆3辆（编制数4辆），其中：机要通信用车1辆、其他用车2辆。"
    (one,) = stated(text, Kind.LIST, "3. 国有资产占有使用情况。")
    assert one.figures["total"].text == "3"
