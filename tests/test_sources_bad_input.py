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


def test_two_tables_of_one_name_are_named_with_both_places(tmp_path: Path) -> None:
    """In a file written for this program; a published document may print what it likes, see test_titles_again.py."""
    text = HEAD + "tables:\n" + SPENDING + SPENDING.replace("部门支出预算总表", "单位支出总表")
    found = written(tmp_path, text)
    assert [line.split(":")[1] for line in found] == ["8", "16"]
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
