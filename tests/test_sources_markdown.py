from __future__ import annotations

from pathlib import Path

import pytest

from budget_rules import confront
from budget_rules.disclosure import Disclosure, Row, Table
from budget_rules.sources import load
from published import SHAOXING, need, shipped
from sources_support import read_markdown_text, shaoxing


@pytest.fixture(scope="module")
def document() -> Disclosure:
    return shaoxing()


def table(document: Disclosure, name: str) -> Table:
    found = document.table(name)
    assert found is not None
    return found


def row(document: Disclosure, name: str, label: str) -> Row:
    return next(row for row in table(document, name).rows if row.label == label)


def test_the_title_says_who_when_and_what(document: Disclosure) -> None:
    assert document.title == "绍兴市人大办本级 2022 年单位预算"
    assert (document.unit, document.year, document.stage, document.level) == ("绍兴市人大办本级", 2022, "预算", "单位")


def test_the_set_of_tables_tells_the_region(document: Disclosure) -> None:
    assert document.region == "浙江"


def test_all_eleven_tables_are_known_with_their_unit(document: Disclosure) -> None:
    found = [(table.name, len(table.rows), str(table.unit)) for table in document.tables]
    assert found == [
        ("收支总表", 41, "万元"),
        ("收入总表", 3, "万元"),
        ("支出总表", 26, "万元"),
        ("财政拨款收支总表", 35, "万元"),
        ("一般公共预算支出表", 26, "万元"),
        ("一般公共预算基本支出表", 34, "万元"),
        ("三公经费支出表", 2, "万元"),
        ("政府性基金预算支出表", 1, "万元"),
        ("国有资本经营预算支出表", 1, "万元"),
        ("项目支出表", 18, "万元"),
        ("绩效指标表", 86, "None"),
    ]
    assert all(table.known for table in document.tables)


def test_the_contents_end_where_the_first_entry_is_printed_again(document: Disclosure) -> None:
    assert len(document.contents) == 27
    assert document.contents[0].text == "一、单位概况"
    assert document.contents[-1].text == "(十一) 2022年市级单位绩效指标表"


def test_enumerators_tell_the_level_of_a_heading_whatever_its_marks(document: Disclosure) -> None:
    levels = {section.heading: section.level for section in document.sections}
    assert levels["一、单位概况"] == 1
    assert levels["(一) 主要职能"] == levels["（四）关于绍兴市人大办本级 2022 年财政拨款收支预算情况的总体说明"] == 2
    assert levels["2. 政府采购情况。"] == 3


def test_a_section_knows_what_encloses_it(document: Disclosure) -> None:
    procurement = next(section for section in document.sections if section.name == "政府采购情况")
    assert procurement.parent is not None
    assert procurement.parent.heading == "（十）其他重要事项的情况说明"


def test_a_paragraph_cut_by_a_page_break_is_joined_again(document: Disclosure) -> None:
    glossary = document.sections[-1]
    assert len(glossary.paragraphs) == 19
    joined = glossary.paragraphs[15].text
    assert joined.startswith("16. 社会保障和就业支出（类）")
    assert "行政单位离退休（项）机关事业单位职业年金" in joined


def test_a_cell_stands_on_its_line_and_column(document: Disclosure) -> None:
    cell = row(document, "支出总表", "合计").cells[2]
    assert (cell.text, cell.source.line, cell.source.column) == ("4396.61", 274, 5)


def test_a_two_row_header_is_a_tree(document: Disclosure) -> None:
    columns = {column.path: column for column in table(document, "支出总表").columns}
    staff = columns["基本支出", "人员支出"]
    assert (staff.name, staff.groups) == ("人员经费", ("基本支出",))
    assert ("项目支出",) in columns


def test_a_column_name_printed_twice_keeps_its_group(document: Disclosure) -> None:
    columns = [(column.name, column.groups) for column in table(document, "三公经费支出表").columns]
    assert ("小计", ("公务用车购置及运行费",)) in columns


def test_a_two_sided_table_has_rows_of_its_sides(document: Disclosure) -> None:
    first = [row for row in table(document, "收支总表").rows if row.index == 0]
    assert [(row.side, row.canonical, sorted(row.cells)) for row in first] == [
        ("收入", "财政拨款", [0, 1]),
        ("支出", "一般公共服务支出", [2, 3]),
    ]


def test_income_rows_get_their_level_from_enumerators_and_parts(document: Disclosure) -> None:
    carried = row(document, "财政拨款收支总表", "上年结转/一般公共预算")
    assert carried.level == 2
    assert carried.parent is not None
    assert carried.parent.name == "二、上年结转"
    balance = row(document, "收支总表", "上年结转结余")
    assert (balance.level, balance.parent) == (1, None)


def test_spending_rows_without_codes_get_them_from_the_coded_tables(document: Disclosure) -> None:
    item = row(document, "财政拨款收支总表", "购房补贴")
    assert (item.code, item.level) == ("2210203", 3)
    assert item.parent is not None
    assert item.parent.canonical == "住房改革支出"


def test_no_total_has_a_parent_or_children(document: Disclosure) -> None:
    totals = [row for table in document.tables for row in table.rows if row.total]
    assert len(totals) == 14
    assert all(row.level == 0 and row.parent is None and not row.children for row in totals)


def test_every_label_is_unique_on_its_side(document: Disclosure) -> None:
    for printed in document.tables:
        labels = [(row.side, row.label) for row in printed.rows]
        assert len(labels) == len(set(labels)), printed.name


def test_a_figure_is_placed_by_table_row_and_column(document: Disclosure) -> None:
    figure = row(document, "支出总表", "行政运行").cells[3].figure
    assert figure is not None
    assert str(figure.place) == "支出总表[行政运行, 人员经费]"


def test_a_note_belongs_to_the_table_above_it(document: Disclosure) -> None:
    for name in ("政府性基金预算支出表", "国有资本经营预算支出表"):
        printed = table(document, name)
        assert printed.empty
        assert [note.text for note in printed.notes] == [
            "绍兴市人大办本级没有政府性基金预算拨款安排的支出，故本表无数据。"
        ]


SHANGHAI = """\
# 上海市普陀区2025年区级单位预算

预算单位：上海市普陀区商务委员会

## 2025年预算单位一般公共预算支出功能分类预算表

编制单位：上海市普陀区商务委员会 单位：元

| 项目 |  |  |  | 一般公共预算支出 |  |  |
|---|---|---|---|---|---|---|
| 功能分类科目编码 |  |  | 功能分类科目名称 | 合计 | 基本支出 | 项目支出 |
| 类 | 款 | 项 |  |  |  |  |
| 216 |  |  | 商业服务业等支出 | 31,364,000.00 |  | 31,364,000.00 |
| 216 | 99 |  | 其他商业服务业等支出 | 31,364,000.00 |  | 31,364,000.00 |
| 216 | 99 | 99 | 其他商业服务业等支出 | 31,364,000.00 |  | 31,364,000.00 |
| 合计 |  |  |  | 31,364,000.00 |  | 31,364,000.00 |

## 2025年预算单位财务收支预算总表

单位: 元

| 本年收入 |  | 本年支出 |  |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一、财政拨款收入 | 31,364,000.00 | 商业服务业等支出 | 31,364,000.00 |
| 1、一般公共预算资金 | 31,364,000.00 | 其他商业服务业等支出 | 31,364,000.00 |
| 二、事业收入 |  | 其他商业服务业等支出 | 31,364,000.00 |
| 收入总计 | 31,364,000.00 | 支出总计 | 31,364,000.00 |

注：本表无其他事项。
"""


def test_codes_in_three_columns_are_joined(tmp_path: Path) -> None:
    document = read_markdown_text(tmp_path, SHANGHAI)
    found = [(row.code, row.level, row.label) for row in table(document, "一般公共预算支出表").rows]
    assert found == [
        ("216", 1, "商业服务业等支出"),
        ("21699", 2, "商业服务业等支出/其他商业服务业等支出"),
        ("2169999", 3, "其他商业服务业等支出/其他商业服务业等支出"),
        ("", 0, "合计"),
    ]


def test_one_name_on_two_levels_is_told_apart_by_order(tmp_path: Path) -> None:
    document = read_markdown_text(tmp_path, SHANGHAI)
    codes = [row.code for row in table(document, "收支总表").rows if row.side == "支出" and not row.total]
    assert codes == ["216", "21699", "2169999"]


def test_numbered_income_rows_stand_below_the_row_above(tmp_path: Path) -> None:
    document = read_markdown_text(tmp_path, SHANGHAI)
    levels = {row.canonical: row.level for row in table(document, "收支总表").rows if row.side == "收入"}
    assert levels == {"财政拨款": 1, "一般公共预算": 2, "事业收入": 1, "收入总计": 0}


def test_the_title_page_names_the_unit_where_the_title_names_the_place(tmp_path: Path) -> None:
    document = read_markdown_text(tmp_path, SHANGHAI)
    assert (document.unit, document.year, document.region) == ("上海市普陀区商务委员会", 2025, "上海")


def test_a_table_over_two_pages_is_one_table(tmp_path: Path) -> None:
    page = "2022年支出预算总表\n单位：万元\n科目编码\t科目名称\t总计\n{rows}\n\n"
    text = page.format(rows="201\t一般公共服务支出\t1.00") + page.format(rows="20101\t人大事务\t1.00")
    document = read_markdown_text(tmp_path, text)
    assert [row.code for row in document.tables[0].rows] == ["201", "20101"]
    assert len(document.tables) == 1


def test_words_in_a_figure_cell_of_a_published_document_are_unread(tmp_path: Path) -> None:
    document = read_markdown_text(
        tmp_path, "2022年支出预算总表\n单位：万元\n科目编码\t科目名称\t总计\n201\t公共\t12.3.4\n"
    )
    assert [(entry.text, entry.source.line) for entry in document.unread] == [("12.3.4", 4)]
    assert document.tables[0].rows[0].cells[2].figure is None


def test_what_is_unread_in_several_columns_is_listed_row_by_row(tmp_path: Path) -> None:
    document = read_markdown_text(
        tmp_path,
        "2022年支出预算总表\n单位：万元\n科目编码\t科目名称\t总计\t基本支出\n201\t公共\t一\t二\n205\t教育\t三\t1.00\n208\t社保\t1.00\t四\n",
    )
    assert [entry.text for entry in document.unread] == ["一", "二", "三", "四"]
    figures = [[row.cells[index].figure for index in (2, 3)] for row in document.tables[0].rows]
    assert [[figure and str(figure.place) for figure in row] for row in figures] == [
        [None, None],
        [None, "支出总表[教育, 基本支出]"],
        ["支出总表[社保, 总计]", None],
    ]


def test_cells_beyond_the_header_are_unread(tmp_path: Path) -> None:
    document = read_markdown_text(
        tmp_path, "2022年支出预算总表\n单位：万元\n科目编码\t科目名称\t总计\n201\t公共\t1\t2\n"
    )
    assert [(entry.text, entry.source.column) for entry in document.unread] == [("2", 10)]


def test_a_short_row_is_filled_with_blanks(tmp_path: Path) -> None:
    document = read_markdown_text(tmp_path, "2022年支出预算总表\n单位：万元\n科目编码\t科目名称\t总计\n201\t公共\n")
    figure = document.tables[0].rows[0].cells[2].figure
    assert figure is not None
    assert figure.nil


def test_a_page_that_repeats_the_title_but_not_the_header_goes_on(tmp_path: Path) -> None:
    title = "2022年支出预算总表\n单位：万元\n"
    text = f"{title}科目编码\t科目名称\t总计\n201\t公共\t1.00\n\n{title}20101\t人大事务\t1.00\n"
    document = read_markdown_text(tmp_path, text)
    assert [row.code for row in document.tables[0].rows] == ["201", "20101"]


def test_tables_without_titles_are_numbered(tmp_path: Path) -> None:
    between = "这一段文字不是表题，只是两张表之间的说明。\n\n另一段。\n\n"
    text = f"## \n- \n科目编码\t总计\n201\t1\n\n{between}科目名称\t总计\n公共\tx\n"
    document = read_markdown_text(tmp_path, text)
    assert [table.title for table in document.tables] == ["未印表题的第 1 张表", "未印表题的第 2 张表"]


def test_a_damaged_indicator_table_may_have_rows_of_any_length(tmp_path: Path) -> None:
    lines = need(SHAOXING).read_text(encoding="utf-8").split("\n")
    text = "\n".join([*lines[467:474], "", "绍兴市人大常委会办公室本级\t各平台维保费", lines[479]])
    document = read_markdown_text(tmp_path, text)
    assert [len(row.cells) for row in document.tables[0].rows] == [22] * 6


def test_a_date_beside_the_unit_is_kept_as_a_label(tmp_path: Path) -> None:
    text = "2022年支出预算总表\n填报日期：2022年3月1日 单位：万元\n科目编码\t总计\n201\t1\n"
    document = read_markdown_text(tmp_path, text)
    table = document.tables[0]
    assert (str(table.unit), table.notes) == ("万元", ())
    assert [(label.kind, label.text) for label in document.labels] == [("table date", "填报日期：2022年3月1日")]


def test_a_header_printed_again_is_no_row(tmp_path: Path) -> None:
    text = "2022年支出预算总表\n科目编码\t总 计\t\n201\t1\n科目编码\t总计\n**\t1\n20101\t1\n"
    assert [row.code for row in read_markdown_text(tmp_path, text).tables[0].rows] == ["201", "20101"]


def test_a_figure_in_a_joined_paragraph_points_at_its_own_line(tmp_path: Path) -> None:
    text = "# 某局2022年单位预算\n\n## 一、收入预算情况\n\n收入预算4396.61万元，其中其他收入\n28.60万元。\n\n"
    text += "2022年支出预算总表\n单位：万元\n科目编码\t总计\n201\t1.00\n"
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    found = {f.text: str(f.place.source) for one in load(path).statements for f in one.figures.values()}
    assert found["4396.61"] == f"{path}:5:5"
    assert found["28.60"] == f"{path}:6:1"


#: Tables copied out of a sheet: title, preparer and unit are rows of the same grid, and so is the next table.
PASTED = """# 某市某局2024年部门预算

2024年部门收入预算总表\t\t\t
部门：某市某局\t\t\t单位：元
单位编码\t单位名称\t合计\t一般公共预算拨款收入
\t合计\t100.50\t100.50
136001\t某市某局（本级）\t100.50\t100.50
2024年部门一般公共预算“三公”经费支出表\t\t\t\t
部门：某市某局\t\t\t\t单位：元
项目\t2023年预算数\t2024年预算数\t增减额\t增减幅度{mark}
合计\t360000.00\t522000.00\t162000.00\t45.00
1、因公出国（境）费用\t\t\t\t
2、公务接待费\t75000.00\t72000.00\t-3000.00\t-4.00
3、公务用车购置及运行维护费\t285000.00\t450000.00\t165000.00\t57.89
其中：（1）公务用车购置费\t\t180000.00\t180000.00\t
　　　（2）公务用车运行维护费\t285000.00\t270000.00\t-15000.00\t-5.26
"""


@pytest.mark.parametrize("mark", ["（%）", ""])
def test_tables_pasted_one_under_the_other_have_their_titles_inside(mark: str, tmp_path: Path) -> None:
    read = read_markdown_text(tmp_path, PASTED.replace("{mark}", mark))
    about = [(one.name, one.unit and one.unit.name, one.preparer and one.preparer.text) for one in read.tables]
    assert about == [("收入总表", "元", "某市某局"), ("三公经费支出表", "元", "某市某局")]
    rows = read.tables[1].rows
    assert [row.canonical for row in rows] == ["上年数", "合计", "增减", "增减"]
    rates = [cell.figure for cell in rows[-1].cells.values() if cell.figure is not None and cell.figure.text]
    assert [(figure.text, figure.unit.name) for figure in rates] == [
        ("45.00%", "%"),
        ("-4.00%", "%"),
        ("57.89%", "%"),
        ("-5.26%", "%"),
    ]
    assert not confront(shipped(), read).findings  # rates do not add up
