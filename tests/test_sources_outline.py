"""The text of a disclosure: where its contents end, and headings on two lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_rules.disclosure import Disclosure
from sources_support import read_markdown_text

TABLE = "2022年支出预算总表\n单位：万元\n\n科目编码\t总计\n201\t1.00\n"


def read(folder: Path, *lines: str) -> Disclosure:
    return read_markdown_text(folder, "\n\n".join(["某市某局2022年单位预算", *lines, TABLE]))


@pytest.mark.parametrize("behind", ["………", "......", " 7", "　7", "·······7"])
def test_contents_end_with_the_last_line_that_has_dots_or_a_page_number(tmp_path: Path, behind: str) -> None:
    entries = ["第一部分 概况", "一、主要职能", "附件：项目支出绩效目标表"]
    found = read(tmp_path, "目录", *(entry + behind for entry in entries), "# 第一部分 概况", "# 一、主要职能", "略。")
    assert [line.text.removesuffix(behind) for line in found.contents] == entries
    assert [section.heading for section in found.sections] == ["第一部分 概况", "一、主要职能"]


def test_a_part_and_its_title_below_are_one_heading(tmp_path: Path) -> None:
    found = read(tmp_path, "# 第二部分", "# 2022年度某市某局预算说明", "# 一、收入", "略。")
    assert [section.heading for section in found.sections] == ["第二部分2022年度某市某局预算说明", "一、收入"]


def test_a_part_is_not_joined_with_what_is_no_title_of_it(tmp_path: Path) -> None:
    found = read(tmp_path, "# 第一部分", "# 一、收入", "略。", "# 第二部分", "本部分没有内容。", "# 第三部分")
    assert [section.heading for section in found.sections] == ["第一部分", "一、收入", "第二部分", "第三部分"]
    assert found.tables[0].title == "2022年支出预算总表"


UNITS = "序号\t单位名称\t单位性质\n1\t某局本级\t行政\n"


def test_running_text_above_a_table_in_it_is_text_of_the_section(tmp_path: Path) -> None:
    told = ["本单位有行政编制12名。", "本部门共有单位1个，其中：行政单位1个。详见下表："]
    found = read(tmp_path, "# 一、概况", "略。", "# 二、预算单位构成", *told, UNITS, "# 三、说明", "略。")
    assert [section.heading for section in found.sections] == ["一、概况", "二、预算单位构成", "三、说明"]
    assert [paragraph.text for paragraph in found.sections[1].paragraphs] == told
    assert (found.tables[0].title, found.tables[0].notes) == ("二、预算单位构成", ())


def test_what_stands_between_a_title_and_its_table_is_a_note_unless_it_states_amounts(tmp_path: Path) -> None:
    notes = ["注：不含所属单位12万元。", "本单位2022年没有此项支出0.00万元。"]
    told = "2022年支出预算12.00万元，比上年增加。"
    found = read(tmp_path, "# 一、概况", "略。", "人员经费情况表", *notes, told, UNITS)
    assert [note.text for note in found.tables[0].notes] == notes
    assert [paragraph.text for paragraph in found.sections[0].paragraphs] == ["略。", told]


SUB = ["（一）机关运行经费安排情况", "无。", "（二）国有资产占有使用情况", "无。", "（三）其他事项的说明", "无。"]
LISTED = ["（一）行政编制", "（二）事业编制"]


def headings(found: Disclosure) -> list[str]:
    return [section.heading for section in found.sections]


def test_headings_below_those_that_are_marked_are_told_by_their_words(tmp_path: Path) -> None:
    found = read(tmp_path, "# 一、其他重要事项", *SUB, "# 二、人员", *LISTED)
    assert headings(found) == ["一、其他重要事项", *SUB[::2], "二、人员"]
    assert [section.level for section in found.sections] == [1, 2, 2, 2, 1]


def test_a_source_that_marks_headings_of_a_level_marks_all_of_it(tmp_path: Path) -> None:
    found = read(tmp_path, "# 一、其他重要事项", "## （一）政府采购", "无。", SUB[0], "无。", "1.国有资产情况", "无。")
    assert headings(found) == ["一、其他重要事项", "（一）政府采购", "1.国有资产情况"]


def test_headings_below_parts_that_are_marked_are_told_by_their_words(tmp_path: Path) -> None:
    listed = ["一、本单位成立于1990年", "二、本单位设在市内"]
    found = read(tmp_path, "# 第一部分 说明", "一、政府采购情况", "无。", *SUB, "# 第二部分 其他", *listed)
    assert headings(found) == ["第一部分 说明", "一、政府采购情况", *SUB[::2], "第二部分 其他"]


def test_classes_and_sections_are_headings_below_those_that_are_marked(tmp_path: Path) -> None:
    found = read(tmp_path, "# 一、支出情况", "（一）教育支出（类）", "无。", "1.普通教育（款）", "无。")
    assert headings(found) == ["一、支出情况", "（一）教育支出（类）", "1.普通教育（款）"]


def test_a_text_without_marks_has_the_headings_that_look_like_some(tmp_path: Path) -> None:
    found = read(tmp_path, "一、其他重要事项", *SUB, "二、人员", "编制12名。")
    assert headings(found) == ["一、其他重要事项", *SUB[::2], "二、人员"]


def test_a_note_is_no_heading(tmp_path: Path) -> None:
    note = "注：本表反映本单位政府采购情况。"
    found = read(tmp_path, "一、说明", "无。", "2022年收入预算总表", UNITS, note, "二、其他", "无。")
    assert headings(found) == ["一、说明", "二、其他"]
    assert [one.text for one in found.tables[0].notes] == [note]


def test_the_top_row_of_a_table_that_looks_like_a_heading_is_not_its_title(tmp_path: Path) -> None:
    title = "2022年财政拨款“三公”经费支出表"
    found = read(tmp_path, "一、说明", "无。", title, "单位：万元", "财政拨款“三公”经费", UNITS)
    assert found.tables[0].title == title
