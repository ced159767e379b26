"""Ways of printing seen in the templates of single places: each is read for what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

import budget_rules
from budget_rules import confront
from budget_rules.disclosure import Disclosure, Kind, Role, Table
from budget_rules.findings import Finding
from disclosure_writers import Document, Plain, write_html, write_word
from disclosures import HEAD, disclosure
from disclosures import section as section_of
from published import shipped

TITLE = "某市某局2025年部门预算"


def document(*tables: Plain, sections: list[tuple[str, int, list[str]]] | None = None, title: str = TITLE) -> Document:
    sections = sections or []
    return Document(title, "某市某局", [heading for heading, _, _ in sections], sections, list(tables))


def table(folder: Path, title: str, header: list[list[str]], *rows: list[str], of: str = TITLE) -> Table:
    """The table of a web page."""
    made = read_page(folder, document(Plain(title, "万元", header, list(rows)), title=of))
    return made.tables[0]


def read_page(folder: Path, made: Document) -> Disclosure:
    return budget_rules.load(write_html(made, folder / "page.html"), vocabulary=shipped().vocabulary)


def findings(folder: Path, *tables: Plain, sections: list[tuple[str, int, list[str]]] | None = None) -> list[Finding]:
    return list(confront(shipped(), read_page(folder, document(*tables, sections=sections))).findings)


def rules(found: list[Finding]) -> set[str]:
    return {finding.rule for finding in found}


# ---- titles, headers and codes


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("表1 收支总体情况表", "收支总表"),
        ("表1-2 部门支出总表", "支出总表"),
        ("表3-12025年一般公共预算基本支出预算表", "一般公共预算基本支出表"),
        ("预算01-1表 收支总体情况表", "收支总表"),
        ("部门公开表3 支出总表", "支出总表"),
        ("单位收入预算表", "收入总表"),
        ("一般公共预算支出情况表（按功能分类科目）", "一般公共预算支出表"),
        ("一般公共预算基本支出情况表（按支出经济分类科目）", "一般公共预算基本支出表"),
        ("财政拨款支出表（功能科目）", "财政拨款支出表"),
        ("2025年一般公共预算“三公”经费、会议费、培训费支出情况表", "三公经费支出表"),
    ],
)
def test_tables_of_other_places_are_known_by_their_titles(title: str, name: str) -> None:
    terms = shipped().vocabulary.table(title)
    assert terms is not None
    assert terms.name == name


@pytest.mark.parametrize(
    "title", ["一般公共预算支出表（按政府预算经济分类）", "财政拨款支出预算表（部门经济分类科目）"]
)
def test_the_same_spending_by_another_classification_is_another_table(title: str) -> None:
    assert shipped().vocabulary.table(title) is None


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["支出预算表", "支出总表"], ["支出表", "支出总表"]),
        (
            ["一般公共预算基本支出表", "一般公共预算基本支出表（人员经费）"],
            ["一般公共预算基本支出表", "一般公共基本支出表(人员经费)"],
        ),
    ],
)
def test_two_titles_of_one_table_are_two_tables_where_both_are_printed(
    titles: list[str], names: list[str], tmp_path: Path
) -> None:
    header = [["科目编码", "科目名称", "合计"]]
    made = read_page(tmp_path, document(*(Plain(title, "万元", header, [["", "合计", "1.00"]]) for title in titles)))
    assert [table.name for table in made.tables] == names


@pytest.mark.parametrize("header", ["部门代码", "部门（单位）代码", "单位编码", "采购目录编号"])
def test_codes_of_units_are_no_figures(header: str, tmp_path: Path) -> None:
    made = table(
        tmp_path,
        "收入总表",
        [[header, "单位名称", "合计"]],
        ["", "合计", "30.00"],
        ["017001", "本级", "10.00"],
        ["017002", "信息中心", "20.00"],
    )
    assert [column.role for column in made.columns] == [Role.TEXT, Role.NAME, Role.FIGURE]


def test_a_class_that_prints_its_code_twice_is_a_class(tmp_path: Path) -> None:
    made = table(
        tmp_path,
        "支出总表",
        [["功能科目", "", "科目编码", "科目名称", "合计"], ["类", "款", "", "", ""]],
        ["205", "", "205", "教育支出", "10.00"],
        ["205", "02", "20502", "普通教育", "10.00"],
    )
    assert [row.code for row in made.rows] == ["205", "20502"]


def test_the_classes_of_governments_beside_those_of_departments_are_no_codes(tmp_path: Path) -> None:
    made = table(
        tmp_path,
        "一般公共预算基本支出表",
        [
            ["部门预算支出经济分类", "", "", "政府预算支出经济分类", "", "", "合计"],
            ["类", "款", "科目名称", "类", "款", "科目名称", ""],
        ],
        ["301", "01", "基本工资", "501", "01", "工资奖金津补贴", "10.00"],
    )
    assert [(row.code, row.name) for row in made.rows] == [("30101", "基本工资")]


def test_carry_over_by_fund_stands_apart_from_income_of_the_year(tmp_path: Path) -> None:
    header = [
        ["单位名称", "合计", "本年收入", "", "上年结转结余", ""],
        ["", "", "小计", "一般公共预算", "小计", "一般公共预算"],
    ]
    right = Plain("收入总表", "万元", header, [["合计", "30.00", "20.00", "20.00", "10.00", "10.00"]])
    wrong = Plain("收入总表", "万元", header, [["合计", "30.00", "20.00", "21.00", "10.00", "10.00"]])
    assert findings(tmp_path, right) == []
    assert rules(findings(tmp_path, wrong)) == {"income-sources"}
    lacking = Plain("收入总表", "万元", header, [["合计", "31.00", "20.00", "20.00", "10.00", "10.00"]])
    assert rules(findings(tmp_path, lacking)) == {"income-columns"}


# ---- tables that stand otherwise

VERTICAL = [
    ["“三公”经费", "10.50", "10.00"],
    ["1.因公出国（境）费", "0.00", "0.00"],
    ["2.公务用车购置及运行维护费", "8.00", "8.00"],
    ["3.公务接待费", "2.50", "2.00"],
]
SANGONG = "一般公共预算“三公”经费支出表"


def test_a_table_that_lies_on_its_side_is_turned(tmp_path: Path) -> None:
    made = table(tmp_path, SANGONG, [["项目", "2024年预算数", "2025年预算数"]], *VERTICAL)
    assert [column.name for column in made.columns][1:] == [
        "三公经费合计",
        "因公出国（境）费",
        "公务用车购置及运行费",
        "公务接待费",
    ]
    assert [(row.canonical, row.total) for row in made.rows] == [("上年数", True), ("合计", True)]
    wrong = [[*row[:2], "9.00"] if row[0] == "“三公”经费" else row for row in VERTICAL]
    (one,) = findings(tmp_path, Plain(SANGONG, "万元", [["项目", "2024年预算数", "2025年预算数"]], wrong))
    assert (one.rule, one.printed) == ("sangong-sum", "9.00万元")


def test_years_may_be_rows(tmp_path: Path) -> None:
    header = [["年度", "“三公”经费财政拨款预算总额", "因公出国（境）费用", "公务接待费"]]
    rows = [["2024年", "2.50", "0.00", "2.50"], ["2025年", "2.00", "0.00", "2.00"]]
    made = table(tmp_path, "财政拨款“三公”经费支出表", header, *rows)
    assert [(row.canonical, row.total) for row in made.rows] == [("上年数", True), ("合计", True)]
    text = "2025年“三公”经费财政拨款预算3.00万元，比2024年预算数减少0.50万元。"
    sections = [("四、“三公”经费财政拨款预算情况说明", 1, [text])]
    found = findings(tmp_path, Plain("财政拨款“三公”经费支出表", "万元", header, rows), sections=sections)
    assert rules(found) == {"text-sangong", "text-sangong-base"}


BALANCE = [
    ["一、一般公共预算拨款收入", "30.00", "一、教育支出", "20.00", "一、基本支出", "25.00"],
    ["", "", "二、住房保障支出", "10.00", "工资福利支出", "25.00"],
    ["", "", "", "", "二、项目支出", "5.00"],
    ["本年收入合计", "30.00", "本年支出合计", "30.00", "本年支出合计", "30.00"],
    ["收入总计", "30.00", "支出总计", "30.00", "支出总计", "30.00"],
]
FOUR = [
    ["收入", "", "支出", "", "", ""],
    ["项目", "预算数", "项目（按功能分类）", "预算数", "项目（按经济分类）", "预算数"],
]


def test_spending_may_be_broken_down_twice(tmp_path: Path) -> None:
    assert findings(tmp_path, Plain("收支总表", "万元", FOUR, BALANCE)) == []


@pytest.mark.parametrize(("column", "row"), [(3, 0), (5, 2)])
def test_each_breakdown_is_added_up(tmp_path: Path, column: int, row: int) -> None:
    rows = [list(line) for line in BALANCE]
    rows[row][column] = "7.00"
    found = findings(tmp_path, Plain("收支总表", "万元", FOUR, rows))
    assert rules(found) == {"spending-classes"}


def test_a_row_with_figures_too_wide_for_their_cells_is_no_header(tmp_path: Path) -> None:
    made = table(tmp_path, "支出总表", [["科目编码", "科目名称", "合计"]], ["", "合计", "?"], ["201", "某支出", "?"])
    assert [row.name for row in made.rows] == ["合计", "某支出"]


# ---- rows


def test_part_of_a_fund_is_not_all_appropriations(tmp_path: Path) -> None:
    rows = [
        ["一、一般公共预算", "30.00", "一、教育支出", "40.00"],
        ["其中：财政拨款", "28.00", "", ""],
        ["二、政府性基金预算", "10.00", "", ""],
        ["本年收入合计", "40.00", "本年支出合计", "40.00"],
    ]
    header = [["收入", "", "支出", ""], ["项目", "预算数", "项目", "预算数"]]
    assert findings(tmp_path, Plain("收支总表", "万元", header, rows)) == []


def test_other_money_may_be_one_row(tmp_path: Path) -> None:
    rows = [
        ["一、一般公共预算拨款收入", "30.00", "一、教育支出", "40.00"],
        ["二、单位资金", "10.00", "", ""],
        ["本年收入合计", "40.00", "本年支出合计", "40.00"],
    ]
    header = [["收入", "", "支出", ""], ["项目", "预算数", "项目", "预算数"]]
    assert findings(tmp_path, Plain("收支总表", "万元", header, rows)) == []
    rows[1][1] = "11.00"
    assert rules(findings(tmp_path, Plain("收支总表", "万元", header, rows))) == {"income-of-year"}


ITEMS = """
- title: 一般公共预算支出表
  unit: 万元
  columns: [科目编码, 科目名称, 合计, 基本支出, 项目支出]
  rows:
    - [~, 合计, 30.00, 20.00, 10.00]
    - [2010301, 行政运行, 20.00, 20.00, ~]
    - [2010302, 一般行政管理事务, 10.00, ~, 10.00]
- title: 一般公共预算基本支出表
  unit: 万元
  columns: [科目编码, 科目名称, 合计, 人员经费, 公用经费]
  rows:
    - [~, 合计, 20.00, 15.00, 5.00]
    - [30101, 基本工资, 15.00, 15.00, ~]
    - [30201, 办公费, 5.00, ~, 5.00]
"""


def test_items_may_be_listed_without_their_classes(tmp_path: Path) -> None:
    path = "一般公共服务（类）政府办公厅（室）及相关机构事务（款）行政运行（项）：2022年预算数为{}万元。"
    head = HEAD.replace("region: 浙江\n", "")

    def said(text: str) -> set[str]:
        narrative = section_of("（三）一般公共预算当年拨款具体使用情况", text)
        return rules(list(confront(shipped(), disclosure(tmp_path, ITEMS, narrative, head)).findings))

    assert said(path.format("20.00")) == set()
    assert said(path.format("21.00")) == {"text-path-amounts"}
    assert said(path.format("20.00").replace("一般公共服务（类）", "教育（类）")) >= {"text-paths"}


def test_what_stands_below_an_unlisted_class_adds_up_to_it(tmp_path: Path) -> None:
    wrong = ITEMS.replace("[30101, 基本工资, 15.00, 15.00, ~]", "[30101, 基本工资, 16.00, 16.00, ~]")
    report = confront(shipped(), disclosure(tmp_path, wrong, head=HEAD.replace("region: 浙江\n", "")))
    assert "staff-classes" in {finding.rule for finding in report.findings}


def test_a_table_of_classes_says_nothing_of_its_sections(tmp_path: Path) -> None:
    tables = """
    - title: 一般公共预算支出表
      unit: 万元
      columns: [科目编码, 科目名称, 合计, 基本支出, 项目支出]
      rows:
        - [2080505, 机关事业单位基本养老保险缴费支出, 20.00, 20.00, ~]
    - title: 一般公共预算基本支出表
      unit: 万元
      columns: [科目编码, 科目名称, 合计]
      rows:
        - [301, 工资福利支出, 20.00]
    """
    assert confront(shipped(), disclosure(tmp_path, tables)).findings == []


# ---- notes, regions, sections


@pytest.mark.parametrize("note", ["此表无数据。", "无此项预算，空表", "注：本表为空。"])
def test_a_note_need_not_name_the_budget(note: str, tmp_path: Path) -> None:
    header = [["科目编码", "科目名称", "合计"]]
    empty = Plain("国有资本经营预算支出表", "万元", header, [["", "合计", ""]], [note])
    assert findings(tmp_path, empty) == []


@pytest.mark.parametrize(("title", "region"), [("北京市某区某局2025年部门预算", "北京"), (TITLE, "")])
def test_a_template_like_that_of_a_region_is_not_its_own(title: str, region: str, tmp_path: Path) -> None:
    names = [
        *("收支总表", "收入总表", "支出总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表"),
        *("三公经费支出表", "政府性基金预算支出表", "国有资本经营预算支出表", "项目支出表"),
    ]
    tables = [Plain(name, "万元", [["科目名称", "合计"]], [["合计", "1.00"]]) for name in names]
    assert read_page(tmp_path, document(*tables, title=title)).region == region


def test_a_numbered_title_is_a_line_of_its_own(tmp_path: Path) -> None:
    sections = [
        (
            "五、其他情况说明",
            1,
            [
                "（一）机关运行经费说明",
                "2025年无机关运行经费。",
                "（二）项目支出绩效目标情况说明",
                "2025年本部门共有项目4个。",
            ],
        )
    ]
    path = write_word(
        document(Plain("支出总表", "万元", [["科目名称", "合计"]], [], []), sections=sections), tmp_path / "a.docx"
    )
    made = budget_rules.load(path, vocabulary=shipped().vocabulary)
    (count,) = (one for one in made.statements if one.kind is Kind.COUNT)
    assert count.section.name == "绩效情况"
    assert "绩效情况" in count.figures["count"].place.label


def test_a_lead_in_whose_parts_are_headed_is_not_unfinished(tmp_path: Path) -> None:
    sections = [
        ("五、财政拨款支出预算情况说明", 1, ["2025年财政拨款支出包括以下各类，其中："]),
        ("（一）教育支出（类）", 2, ["普通教育支出1.00万元。"]),
    ]
    assert "closing" not in rules(
        findings(tmp_path, Plain("支出总表", "万元", [["科目名称", "合计"]], []), sections=sections)
    )
