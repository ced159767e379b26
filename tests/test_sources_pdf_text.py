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


def test_who_prepared_a_table_is_no_end_of_its_title(tmp_path: Path) -> None:
    widths = [120.0, 120.0, 120.0]

    def draw(paper: Paper) -> None:
        paper.centred(60, "第二部分 收支情况")
        for number in range(8):
            paper.text(LEFT, 90 + 18 * number, FULL)
        paper.text(LEFT, 240, "公开01表")
        paper.text(LEFT + 150, 258, "2025年预算单位财政拨款“三公”经费支出预算表")
        paper.text(LEFT, 276, "编制单位：上海市普陀区某局")
        paper.text(LEFT + 400, 276, "单位：元")
        top = paper.row(290, widths, ["合计", "因公出国（境）费", "公务接待费"])
        paper.row(top, widths, ["100", "60", "40"])
        paper.page()

    table = read(tmp_path / "a.pdf", draw).tables[0]
    assert (table.name, table.unit and table.unit.name) == ("三公经费支出表", "元")
    assert table.preparer is not None and table.preparer.text == "上海市普陀区某局"


def test_a_title_may_be_the_first_row_of_its_table(tmp_path: Path) -> None:
    widths = [120.0, 120.0, 120.0]

    def draw(paper: Paper) -> None:
        top = paper.row(100, widths, [("2025年预算单位“三公”经费支出预算表", 3, 1), None, None])
        top = paper.row(top, widths, [("单位：元", 3, 1), None, None])
        top = paper.row(top, widths, ["合计", "因公出国（境）费", "公务接待费"])
        paper.row(top, widths, ["100", "60", "40"])
        paper.page()

    table = read(tmp_path / "a.pdf", draw).tables[0]
    assert (table.name, table.unit and table.unit.name) == ("三公经费支出表", "元")
    assert [figure.text for figure in table.figures()] == ["100", "60", "40"]
