"""PDF: which lines of running text are one paragraph or one entry of the contents."""

from __future__ import annotations

from pathlib import Path

from pdf_documents import LEFT, Paper, read, texts

#: A line from the indent to the right margin.
FULL = "本单位负责全区的日常工作，以及上级交办的事项，并负责各单位日常工作办理等"
NUMBER = "2025年预算数比上年增加1.00万元。"
FLUSH = "一段没有缩进的文字，不接在上一段之后。"


def test_a_line_before_a_long_number_need_not_be_full(tmp_path: Path) -> None:
    short = FULL[:-3] + "。"
    lines = [(24, FULL), (0, FULL + "。"), (24, short), (0, NUMBER), (24, FULL[9:] + "。"), (0, FLUSH)]

    def draw(paper: Paper) -> None:
        paper.centred(60, "其他相关情况说明")
        for number, (indent, text) in enumerate(lines):
            paper.text(LEFT + indent, 100 + 20 * number, text)
        paper.page()

    assert texts(read(tmp_path / "a.pdf", draw))[-4:] == [
        FULL + FULL + "。",
        short + NUMBER,
        FULL[9:] + "。",
        FLUSH,
    ]


def test_a_line_that_is_not_full_ends_a_paragraph_where_none_is_indented(tmp_path: Path) -> None:
    lines = [FULL + "做。", FULL[:-3] + "。", NUMBER]

    def draw(paper: Paper) -> None:
        paper.centred(60, "其他相关情况说明")
        for number, text in enumerate(lines):
            paper.text(LEFT, 100 + 20 * number, text)
        paper.page()

    assert texts(read(tmp_path / "a.pdf", draw))[-1] == NUMBER


def test_tables_listed_by_their_numbers_are_entries_of_their_own(tmp_path: Path) -> None:
    wide = "2026年单位一般公共预算基本支出部门预算经济分类科目支出预算明细表"
    entries = ["一、单位概况", f"表8 {wide}", f"表9 {wide}", "二、其他说明"]

    def draw(paper: Paper) -> None:
        paper.text(250, 60, "目录")
        for number, text in enumerate(entries):
            paper.text(LEFT, 100 + 20 * number, text)
        paper.page()
        paper.text(LEFT, 60, "一、单位概况")
        paper.text(LEFT + 24, 80, FULL)
        paper.page()

    assert [line.text for line in read(tmp_path / "a.pdf", draw).contents] == entries
