"""What the text says in words against figures, and what it lists against the tables: the shipped rules' findings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

import budget_rules
from budget_rules.rulebook import Rulebook
from disclosures import BALANCE, HEAD, SPENDING, disclosure, section

EXPENSES = "（八）“三公”经费预算情况"
OVERALL = "（一）收支预算情况的总体说明"
APPROPRIATIONS = "（四）财政拨款收支预算情况的总体说明"
USED = "（三）一般公共预算当年拨款具体使用情况"


@cache
def book() -> Rulebook:
    return budget_rules.load_rules()


def told(folder: Path, rule: str, *sections: str, tables: str = BALANCE, head: str = HEAD) -> list[tuple[str, str]]:
    """How the shipped rule words its findings, with their severity."""
    made = disclosure(folder, tables, "\n".join(sections), head)
    chosen = replace(book(), rules=tuple(one for one in book().rules if one.id == rule))
    return [(one.severity.value, str(one.message)) for one in budget_rules.confront(chosen, made).findings]


def test_what_is_nothing_has_not_grown(tmp_path: Path) -> None:
    text = "因公出国（境）费{}万元，比上年预算增加，主要原因是有出访任务。"
    found = told(tmp_path, "change-from-nil", section(EXPENSES, text.format("0.00")))
    assert found == [("error", "“因公出国(境)费”本年是 0，却写比上年增加")]
    assert not told(tmp_path, "change-from-nil", section(EXPENSES, text.format("0.50")))
    assert not told(tmp_path, "change-from-nil", section(EXPENSES, "会议费0万元，主要原因是任务比上年增加。"))


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("无公务接待事项", True),
        ("本单位没有公务接待", True),
        ("无因公出国、公务接待事项", False),
        ("无国（境）外公务接待事项", False),
        ("无公务接待超标准情况", False),
        ("上年受疫情影响，无公务接待事项", False),
        ("2021年无公务接待事项", False),
        ("除调研外，无公务接待事项", False),
    ],
)
def test_no_receptions_cost_nothing(tmp_path: Path, reason: str, said: bool) -> None:
    text = "公务接待费{}万元，与2021年预算持平，主要原因是" + reason + "。"
    found = told(tmp_path, "reception-none", section(EXPENSES, text.format("1.00")))
    assert found == ([("warning", "说明写没有公务接待事项，公务接待费却不是 0")] if said else [])
    assert not told(tmp_path, "reception-none", section(EXPENSES, text.format("0.00")))
    department = HEAD.replace("level: 单位", "level: 部门")  # one of its units may have none
    assert not told(tmp_path, "reception-none", section(EXPENSES, text.format("1.00")), head=department)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("本单位无公务用车", True),
        ("无公务用车车辆", True),
        ("本单位没有公务车辆", True),
        ("无公务用车购置计划", False),
        ("无公务用车更新安排", False),
        ("上年无公务用车", False),
    ],
)
def test_no_vehicles_have_no_running_costs_and_are_no_assets(tmp_path: Path, reason: str, said: bool) -> None:
    running = section(EXPENSES, f"公务用车运行费6.40万元，与2021年预算持平，主要原因是{reason}。")
    assets = section("（五）国有资产占有使用情况", "截至2021年12月31日，共有车辆1辆。")
    assert told(tmp_path, "vehicles-none-run", running, assets) == (
        [("warning", "说明写没有公务用车，公务用车运行费却不是 0")] if said else []
    )
    assert told(tmp_path, "vehicles-none-owned", running, assets) == (
        [("notice", "说明写没有公务用车，资产情况却有车辆")] if said else []
    )
    assert not told(tmp_path, "vehicles-none-owned", running, assets.replace("1辆", "0辆"))


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        ("收入包括：一般公共预算40.00万元；支出包括：教育支出43.00万元。", 1),
        ("收入包括：一般公共预算43.00万元；支出包括：教育支出43.00万元。", 0),
        # There may be others, or it is no list of all.
        ("收入包括：一般公共预算40.00万元等。", 0),
        ("收入包括：一般公共预算40.00万元，上年结转。", 0),
        ("收入主要包括：一般公共预算40.00万元。", 0),
        ("其中：一般公共预算40.00万元。", 0),
    ],
)
def test_the_only_part_is_the_whole(tmp_path: Path, listed: str, found: int) -> None:
    text = section(APPROPRIATIONS, "2022年财政拨款收支总预算43.00万元。" + listed)
    said = "（四）财政拨款收支总体情况 印为 43.00万元，按“财政拨款收支总预算 43.00万元 = 分项 40.00万元”应为 40.00万元"
    words = told(tmp_path, "list-sum", text)
    assert [(severity, one.partition("：")[0]) for severity, one in words] == [("warning", said)] * found


def test_parts_that_are_all_of_the_year_are_no_whole(tmp_path: Path) -> None:
    text = "共涉及项目2个，{}30.00万元，其中：一般公共预算当年拨款20.00万元，政府性基金预算当年拨款8.00万元。"
    heading = "（四）预算绩效情况"
    assert not told(tmp_path, "list-sum", section(heading, text.format("项目支出预算")))
    assert told(tmp_path, "list-sum", section(heading, text.format("当年资金安排")))
    assert told(
        tmp_path, "list-sum", section(heading, text.format("项目支出预算").replace("政府性基金预算当年", "其他"))
    )


INCOMES = "收入包括：{}；支出包括：一般公共服务支出、社会保障和就业支出。"


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        ("一般公共预算拨款收入、其他收入", 0),
        ("财政拨款收入、其他收入", 0),
        ("一般公共预算拨款收入", 1),
        ("一般公共预算拨款收入等", 0),
        ("其他收入", 0),
    ],
)
def test_no_income_is_left_out_of_the_list(tmp_path: Path, listed: str, found: int) -> None:
    said = "《2022年部门收支预算总表》的“其他收入”有数字，说明列举的收入中没有它"
    words = told(tmp_path, "incomes-listed", section(OVERALL, INCOMES.format(listed)))
    assert words == [("notice", said)] * found


def test_the_classes_listed_are_those_of_the_table(tmp_path: Path) -> None:
    text = INCOMES.format("一般公共预算拨款收入、其他收入")
    assert not told(tmp_path, "listed-classes", section(OVERALL, text), tables=SPENDING)
    wrong = text.replace("、社会", "、公共安全支出、社会")
    ((severity, said),) = told(tmp_path, "listed-classes", section(OVERALL, wrong), tables=SPENDING)
    assert severity == "notice"
    assert said.startswith("说明列举了《2022年部门支出预算总表》中没有数字的科目：“公共安全支出”")


def test_the_parts_of_the_three_expenses_have_the_base_of_the_whole(tmp_path: Path) -> None:
    text = "“三公”经费预算数为3万元，比上年{}增加1万元。", "公务接待费预算3万元，比上年执行数增加1万元。"
    assert not told(tmp_path, "sangong-one-basis", section(EXPENSES, text[0].format("执行数"), text[1]))
    ((severity, said),) = told(tmp_path, "sangong-one-basis", section(EXPENSES, text[0].format("预算数"), text[1]))
    assert severity == "notice"
    assert said == "“三公经费预算数”与2021年预算数比较，“公务接待费预算”与2021年执行数比较，比较的基数不同"


@pytest.mark.parametrize(
    ("compared", "found"),
    [
        ("比2021年预算执行数增加25.00%", 0),
        ("比2021年预算数增加25.00%", 1),
        ("比2021年预算数增加10.00万元", 1),
        ("比2021年预算数增加30.00%", 0),
        ("比2021年增加25.00%", 0),
        ("比2020年预算数增加25.00%", 0),
    ],
)
def test_the_base_that_is_named_is_the_one_printed(tmp_path: Path, compared: str, found: int) -> None:
    text = f"会议费用于会议。2021年当年预算执行数为40.00万元，2022年会议费安排50.00万元，{compared}。"
    said = "“会议费”的增减是按同一句里印出的上年数算的，写的却是与另一种上年数比较"
    assert told(tmp_path, "change-base-named", section(USED, text)) == [("notice", said)] * found


ITEM = "住房保障支出（类）住房改革支出（款）{}（项）{}万元，主要用于住房。2022年预算安排{}万元。"


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (("1．", "住房公积金", "33.58"), ("2．", "住房公积金", "33.58"), 1),
        (("1．", "住房公积金", "33.58"), ("2．", "购房补贴", "33.58"), 0),
        (("1．", "住房公积金", "33.58"), ("2．", "住房公积金", "3.58"), 0),
        (("1．", "住房公积金", "33.58"), ("", "住房公积金", "33.58"), 0),
        (("1．", "住房公积金", "0.00"), ("2．", "住房公积金", "0.00"), 0),
    ],
)
def test_no_item_is_gone_through_twice(
    tmp_path: Path, first: tuple[str, str, str], second: tuple[str, str, str], found: int
) -> None:
    texts = [number + ITEM.format(name, amount, amount) for number, name, amount in (first, second)]
    said = "“住房保障支出—住房改革支出—住房公积金”在同一节里列了两次，金额相同"
    assert told(tmp_path, "item-once", section(USED, *texts)) == [("warning", said)] * found
    assert not told(tmp_path, "item-once", section(USED, texts[0]), section("（九）名词解释", texts[1]))


ECONOMIC = """
- title: 2022年部门一般公共预算基本支出表
  unit: 万元
  columns: [科目编码, 科目名称, 合计, 人员经费, 公用经费]
  rows:
    - [~, 合计, 30.00, 20.00, 10.00]
    - [301, 工资福利支出, 20.00, 20.00, ~]
    - [30101, 基本工资, 20.00, 20.00, ~]
    - [302, 商品和服务支出, 10.00, ~, 10.00]
    - [30201, 办公费, 10.00, ~, 10.00]
"""


def test_amounts_by_economic_class_are_those_of_the_table(tmp_path: Path) -> None:
    heading = "（六）一般公共预算基本支出情况说明"
    texts = "1.工资福利支出20.00万元，主要包括：基本工资。", "2.商品和服务支出10.00万元，主要包括：办公费。"
    assert not told(tmp_path, "text-basic-by-class", section(heading, *texts), tables=ECONOMIC)
    wrong = section(heading, texts[0], texts[1].replace("10.00", "1.00"))
    ((severity, said),) = told(tmp_path, "text-basic-by-class", wrong, tables=ECONOMIC)
    assert severity == "error"
    assert said.startswith("（六）一般公共预算基本支出情况 印为 1.00万元，应为 10.00万元，相差 -9.00万元")
