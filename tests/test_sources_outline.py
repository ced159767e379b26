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
