"""Ways of saying things seen in the narratives of single places: each is read for what it says."""

from __future__ import annotations

import pytest

from budget_rules.disclosure import Kind, Statement
from narrative_documents import read, section
from published import shipped


def stated(heading: str, text: str, kind: Kind = Kind.AMOUNT) -> list[Statement]:
    made = read(section(heading, text))
    assert not made.unread
    return [statement for statement in made.statements if statement.kind is kind]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("本年一般公共预算收入", "一般公共预算"),
        ("公务接待费预算支出", "公务接待费"),
        ("政府性基金支出预算支出", "政府性基金预算支出"),
        ("国有资本经营支出", "国有资本经营预算支出"),
        ("一般公共预算支出年初预算为", "一般公共预算支出"),
        ("因公出国（境）费支出", "因公出国（境）费"),
    ],
)
def test_names_vary_in_what_they_say_of_the_budget(printed: str, name: str) -> None:
    (amount,) = stated("二、收入预算情况说明", f"2022年{printed}12.00万元。")
    assert amount.names[0] == name


def test_spending_never_goes_by_the_name_of_an_income() -> None:
    (amount,) = stated("三、支出预算情况说明", "其他收入支出12.00万元。")
    assert amount.names[0] != "其他收入"


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("六、财政拨款基本支出预算情况说明", "财政拨款基本支出情况"),
        ("五、财政拨款支出预算情况说明", "财政拨款支出情况"),
        ("十二、一般公共预算机关运行经费支出预算情况说明", "机关运行经费情况"),
        ("九、一般公共预算“三公”经费、会议费、培训费支出预算情况说明", "三公经费情况"),
        ("十三、政府采购支出预算情况说明", "政府采购情况"),
        ("三、支出预算情况说明", "支出预算情况"),
    ],
)
def test_a_section_on_part_of_the_spending_is_not_on_all_of_it(heading: str, name: str) -> None:
    assert shipped().vocabulary.section(heading) == name


def test_the_class_may_stand_above_the_items() -> None:
    (path,) = stated("五、财政拨款支出预算情况说明", "1.人大事务（款）行政运行（项）支出20.00万元。", Kind.PATH)
    assert path.path == ("人大事务", "行政运行")


def test_the_budget_of_the_year_is_this_years() -> None:
    text = "（一）收入预算：2022年年初预算数100.00万元，收入较2021年增加5.00万元。"
    (amount,) = stated("二、部门收支总体情况", text)
    (moved,) = stated("二、部门收支总体情况", text, Kind.CHANGE)
    assert amount.names == ("收入预算",)
    assert moved.figures["current"].text == "100.00"


def test_what_both_sides_grow_by_is_said_of_each() -> None:
    text = "2022年收入总计100万元，支出总计100万元，与2021年预算相比，收、支总计各增加5万元，增长5.26%。"
    (moved,) = stated("一、收入支出预算总体情况说明", text, Kind.CHANGE)
    assert moved.figures["current"].text == "100"


def test_a_copy_to_six_decimals_leaves_rounded_amounts_as_they_are() -> None:
    whole, copied = stated("二、收入预算情况说明", "收入预算3084.66万元。其他收入21.773456万元。")
    assert whole.figures["amount"].half > copied.figures["amount"].half


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("一般公共预算拨款80万元，占财政拨款收入的80%。", ("财政拨款/一般公共预算拨款",)),
        ("一般公共预算拨款80万元，占收入预算的80%。", ("一般公共预算", "一般公共预算拨款")),
        ("一般公共预算拨款80万元，占80%。", ("一般公共预算", "一般公共预算拨款")),
    ],
)
def test_a_share_of_part_of_the_income_is_no_share_of_all_of_it(text: str, names: tuple[str, ...]) -> None:
    (share,) = stated("二、收入预算情况说明", text, Kind.SHARE)
    assert share.names == names


def test_numbers_of_tables_are_no_figures() -> None:
    assert stated("六、其他情况说明", "详见附表中表11至表12。") == []


def test_what_is_carried_over_is_of_this_year() -> None:
    text = "其他收入21.77万元；上年结转（结余）44.90万元，较上年预算安排减少7.84万元，下降14.86%。"
    (moved,) = stated("一、收支预算总体情况说明", text, Kind.CHANGE)
    assert moved.names[0] == "上年结转结余"
    assert moved.figures["current"].text == "44.90"


@pytest.mark.parametrize("printed", ["（一）2010301-行政运行1456.17万元。", "1.行政运行（2010301）1456.17万元。"])
def test_an_item_goes_by_its_name_beside_its_code(printed: str) -> None:
    (amount,) = stated("五、一般公共预算支出预算情况说明", printed)
    assert "行政运行" in amount.names
