"""Bad input: a line for each problem, all of them at once, and no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_rules.messages import language, set_language
from sources_support import HEAD, SPENDING, problems, read_markdown_text


def written(folder: Path, text: str | bytes, name: str = "a.yaml") -> list[str]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return problems(path)


def test_a_missing_file(tmp_path: Path) -> None:
    assert problems(tmp_path / "a.yaml") == ["a.yaml: 文件不存在"]


@pytest.mark.parametrize("name", ["a.yaml", "a.md"])
def test_files_that_are_no_text(tmp_path: Path, name: str) -> None:
    assert written(tmp_path, b"", name) == [f"{name}: 文件为空"]
    assert written(tmp_path, b"\x00\x01 \x02", name) == [f"{name}: 不是文本文件"]
    assert written(tmp_path, "绍兴".encode("gb18030"), name) == [f"{name}:1: 不是 UTF-8 文本；请另存为 UTF-8"]


def test_the_line_that_is_no_text_is_told_behind_a_byte_order_mark(tmp_path: Path) -> None:
    assert written(tmp_path, b"\xef\xbb\xbfa\n\xff") == ["a.yaml:2: 不是 UTF-8 文本；请另存为 UTF-8"]


@pytest.mark.parametrize("name", ["a.yaml", "a.md"])
def test_a_huge_file_is_not_even_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert problems(path) == [f"{name}: 文件过大（200 MB，上限 20 MB）；预算公开文件通常不到 1 MB"]


def test_an_unknown_format_says_which_are_read(tmp_path: Path) -> None:
    (found,) = written(tmp_path, "x", "a.txt")
    assert found.startswith("a.txt: 不认识的文件格式“.txt”；可读取的格式：.yaml .yml .md ")


def test_a_markdown_text_without_tables_is_no_disclosure(tmp_path: Path) -> None:
    found = written(tmp_path, "# 某局 2022 年预算\n\n没有表。\n", "a.md")
    assert found == ["a.md:1:1: 没有识别出任何预算表；请确认这是预算公开文件，且表题与表格齐全"]


def test_no_tables_at_all(tmp_path: Path) -> None:
    assert "没有识别出任何预算表" in written(tmp_path, HEAD + "tables: []\n")[0]


def test_tabs_in_yaml(tmp_path: Path) -> None:
    assert written(tmp_path, HEAD + "tables:\n\t- title: x\n") == ["a.yaml:8:1: YAML 缩进不能用制表符，请改用空格"]


def test_duplicate_keys(tmp_path: Path) -> None:
    assert written(tmp_path, HEAD + "year: 2023\ntables:\n" + SPENDING) == ["a.yaml:7:1: 键“year”重复"]


def test_an_alias_bomb(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert ["YAML 别名" in line for line in written(tmp_path, bomb)] == [True]


def test_deep_nesting(tmp_path: Path) -> None:
    assert ["嵌套超过" in line for line in written(tmp_path, "[" * 300 + "]" * 300)] == [True]


def test_a_text_and_nothing_else(tmp_path: Path) -> None:
    assert written(tmp_path, "某局预算\n") == ["a.yaml:1:1: 此处应为“键: 值”，实为文本“某局预算”"]


def test_all_problems_of_a_file_at_once(tmp_path: Path) -> None:
    text = (
        HEAD.replace("year: 2022", "year: 22").replace("stage:", "stge:")
        + "tables:\n"
        + SPENDING.replace("4396.61", "12.3.4").replace("319.97, 505.90, ~", "319.97, 无数, ~")
    )
    assert written(tmp_path, text) == [
        "a.yaml:1:1: 缺少键“stage”",
        "a.yaml:4:7: “22”不是年份（应为 1949 至 2100）",
        "a.yaml:5:1: 不认识的键“stge”（是否想写“stage”？）",
        "a.yaml:12:17: 支出总表[合计, 总计]：“12.3.4”不是数字",
        "a.yaml:15:43: 支出总表[行政运行, 公用经费]：“无数”不是数字",
    ]


def test_a_row_that_is_too_long_or_too_short(tmp_path: Path) -> None:
    rows = "      - [205, 教育支出, 1.00]\n      - [205, 教育支出, 1, 2, 3, 4, 5]\n"
    assert written(tmp_path, HEAD + "tables:\n" + SPENDING + rows) == [
        "a.yaml:16:9: 此行有 3 格，表头有 6 栏",
        "a.yaml:17:9: 此行有 7 格，表头有 6 栏",
    ]


def test_a_comma_in_a_number_without_quotes(tmp_path: Path) -> None:
    rows = "      - [205, 教育支出, 1,234.56, ~, 1,234.56, ~]\n"
    assert written(tmp_path, HEAD + "tables:\n" + SPENDING + rows) == [
        'a.yaml:16:9: 此行有 8 格，表头有 6 栏；含千分位逗号的数字须加引号："1,234.56"'
    ]


def test_a_table_without_a_unit(tmp_path: Path) -> None:
    found = written(tmp_path, HEAD + "tables:\n" + SPENDING.replace("    unit: 万元\n", ""))
    assert found == ["a.yaml:8:5: 缺少键“unit”"]


def test_an_unknown_unit(tmp_path: Path) -> None:
    found = written(tmp_path, HEAD + "tables:\n" + SPENDING.replace("万元", "万圆"))
    assert found == ["a.yaml:9:11: 不认识的金额单位“万圆”（是否想写“万元”？）"]


@pytest.mark.parametrize("name", ["a.yaml", "a.md"])
def test_two_tables_of_one_name_are_named_with_both_places(tmp_path: Path, name: str) -> None:
    if name == "a.yaml":
        text = HEAD + "tables:\n" + SPENDING + SPENDING.replace("部门支出预算总表", "单位支出总表")
        lines = (8, 16)
    else:
        text = "2022年支出预算总表\n科目编码\t总计\n201\t1\n\n2022年单位支出总表\n科目名称\t总计\n公共\t1\n"
        lines = (1, 5)
    found = written(tmp_path, text, name)
    assert [line.split(":")[1] for line in found] == [str(line) for line in lines]
    assert all("表“支出总表”出现两次，另一处在" in line for line in found)


def test_the_same_lines_in_english(tmp_path: Path) -> None:
    before = language()
    set_language("en")
    try:
        assert written(tmp_path, HEAD + "tables: []\n")[0].endswith("a budget disclosure with titled tables")
    finally:
        set_language(before)


def test_a_canonical_name_that_nothing_knows(tmp_path: Path) -> None:
    found = written(tmp_path, HEAD + "tables:\n" + SPENDING.replace("    unit:", "    table: 支出总\n    unit:"))
    assert found == ["a.yaml:9:12: 词汇表中没有名为“支出总”的表（是否想写“支出总表”？）"]


@pytest.mark.parametrize("suffix", [".md", ".yaml"])
def test_a_pdf_by_the_name_of_a_text_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"%PDF-1.7\n\xff\xfe")
    assert problems(path) == [f"a{suffix}: 扩展名是 {suffix}，内容却是 .pdf 文件；请改正扩展名"]


def test_a_disclosure_with_no_known_table_is_an_error(tmp_path: Path) -> None:
    """No rule speaks of its tables: that must not pass for a disclosure without mistakes."""
    path = tmp_path / "a.md"
    path.write_text(
        "# 某局2022年单位预算\n\n养鱼明细表\n\n单位：万元\n\n| 鱼 | 数 |\n|---|---|\n| 鲤鱼 | 1 |\n", "utf-8"
    )
    assert problems(path) == [
        "a.md:3:1: 认不出任何一张表（“养鱼明细表”）；请核对表题。"
        "本地的表名另有叫法的，写进词汇表（见 docs/templates.md）"
    ]


def test_a_hostile_markdown_text_takes_bounded_time(tmp_path: Path) -> None:
    text = "2022年预算\n" + "字\n" * 100_000 + "注：本表\n" * 100_000 + "2022年支出总表\n" + "a\t" * 5000 + "\n1\t\n"
    document = read_markdown_text(tmp_path, text)
    assert len(document.tables[0].columns) == 5001
