"""PDF: what the page shows, and nothing else, becomes lines and tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from budget_rules.disclosure import Table
from budget_rules.sources import load
from budget_rules.sources.yaml_writer import write
from pdf_documents import (
    ITEMS,
    LEFT,
    SPENDING,
    Paper,
    drawn,
    read,
    spending_header,
    spending_table,
    texts,
    title_page,
    total_row,
)


def printed(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells.values()] for row in table.rows]


WHOLE = [*ITEMS, ["合计", "", "", "", "350", "250", "100"]]


def spending(path: Path) -> Table:
    table = load(path).table("支出总表")
    assert table is not None
    return table


def test_title_unit_year_and_level_are_read_from_the_title_page(tmp_path: Path) -> None:
    found = read(tmp_path / "a.pdf", lambda paper: None)
    assert (found.title, found.unit) == ("上海市普陀区2025年区级单位预算", "上海市普陀区某局")
    assert (found.year, found.stage, found.level, found.region) == (2025, "预算", "单位", "上海")


def test_a_ruled_table_with_merged_headers_and_codes_in_three_columns(tmp_path: Path) -> None:
    table = spending(drawn(tmp_path / "a.pdf", spending_table))
    assert table.unit is not None
    assert table.unit.name == "元"
    assert [column.name for column in table.columns] == ["类", "款", "项", "科目名称", "总计", "基本支出", "项目支出"]
    assert printed(table) == WHOLE
    assert [(row.code, row.level) for row in table.rows][:3] == [("201", 1), ("20113", 2), ("2011301", 3)]
    assert table.rows[-1].total


def test_every_cell_keeps_its_page_and_box(tmp_path: Path) -> None:
    cell = spending(drawn(tmp_path / "a.pdf", spending_table)).rows[0].cells[4]
    assert cell.source.page == 1
    assert cell.source.box is not None
    x0, top, x1, bottom = cell.source.box
    assert LEFT + 320 < x0 < x1 < LEFT + 430
    assert 155 < top < bottom < 185


def test_a_table_goes_on_without_its_header_and_a_page_holds_only_the_total(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        top = spending_header(paper)
        for item in ITEMS[:4]:
            top = paper.row(top, SPENDING, item)
        paper.page()
        top = 60.0
        for item in ITEMS[4:]:
            top = paper.row(top, SPENDING, item)
        paper.page()
        total_row(paper, 60)
        paper.page()

    assert printed(spending(drawn(tmp_path / "a.pdf", draw))) == WHOLE


def test_a_row_that_a_page_break_cuts_is_one_row(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        top = spending_header(paper)
        for item in ITEMS[:3]:
            top = paper.row(top, SPENDING, item)
        top = paper.row(top, SPENDING, ["201", "13", "02", "一般行政", "100", "", "100"])
        paper.page()
        top = paper.row(60, SPENDING, ["", "", "", "管理事务", "", "", ""])
        for item in ITEMS[4:]:
            top = paper.row(top, SPENDING, item)
        total_row(paper, top)
        paper.page()

    assert printed(spending(drawn(tmp_path / "a.pdf", draw))) == WHOLE


def test_a_row_without_figures_at_the_top_of_a_page_stays_a_row(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        top = spending_header(paper)
        for item in ITEMS:
            top = paper.row(top, SPENDING, item)
        paper.page()
        top = paper.row(60, SPENDING, ["229", "", "", "其他支出", "", "", ""])
        total_row(paper, top)
        paper.page()

    rows = [*WHOLE[:-1], ["229", "", "", "其他支出", "", "", ""], WHOLE[-1]]
    assert printed(spending(drawn(tmp_path / "a.pdf", draw))) == rows


def test_a_header_that_is_printed_again_is_no_row(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        for items in (ITEMS[:4], ITEMS[4:]):
            top = spending_header(paper)
            for item in items:
                top = paper.row(top, SPENDING, item)
            if items[0] is ITEMS[4]:
                total_row(paper, top)
            paper.page()

    assert printed(spending(drawn(tmp_path / "a.pdf", draw))) == WHOLE


def test_text_outside_of_the_clip_is_not_read(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        with paper.clip(0, 0, 842, 100):
            paper.text(LEFT, 80, "本单位设有5个处室，负责日常工作。")
            paper.text(LEFT, 120, "本单位设有9个处室，负责日常工作。")
        paper.text(LEFT, 160, "编制人数较上年没有变化。")
        paper.page()

    found = "".join(texts(read(tmp_path / "a.pdf", draw)))
    assert "5个处室" in found
    assert "9个处室" not in found
    assert "没有变化" in found


def test_text_under_a_white_box_is_not_read(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        paper.text(LEFT, 80, "本单位设有9个处室，负责日常工作。")
        paper.box(LEFT - 5, 60, 400, 30, white=True)
        paper.text(LEFT, 80, "本单位设有5个处室，负责日常工作。")
        paper.page()

    found = "".join(texts(read(tmp_path / "a.pdf", draw)))
    assert "5个处室" in found
    assert "9个处室" not in found


def picture(paper: Paper, *, mask: object = None) -> None:
    """A grey picture over the line at 80 points."""
    image = ImageReader(Image.new("RGB", (4, 4), (200, 200, 200)))
    paper.canvas.drawImage(image, LEFT - 5, 595 - 90, 400, 30, mask=mask)


def test_text_under_a_picture_is_not_read(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        paper.text(LEFT, 80, "本单位设有9个处室，负责日常工作。")
        picture(paper)
        paper.text(LEFT, 120, "编制人数较上年没有变化。")
        paper.page()

    found = "".join(texts(read(tmp_path / "a.pdf", draw)))
    assert "没有变化" in found
    assert "9个处室" not in found


def test_text_under_a_seal_is_read(tmp_path: Path) -> None:
    """Its picture has a mask: what is printed under it is seen."""

    def draw(paper: Paper) -> None:
        paper.text(LEFT, 80, "本单位设有9个处室，负责日常工作。")
        picture(paper, mask=[200, 200, 200, 200, 200, 200])
        paper.page()

    assert "9个处室" in "".join(texts(read(tmp_path / "a.pdf", draw)))


def test_a_picture_only_covers_what_its_clip_shows_of_it(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        paper.text(LEFT, 80, "本单位设有9个处室，负责日常工作。")
        with paper.clip(LEFT, 200, 100, 20):
            picture(paper)
        with paper.clip(0, 0, 800, 500):
            paper.canvas.setFillAlpha(0.3)
            picture(paper)
        paper.page()

    assert "9个处室" in "".join(texts(read(tmp_path / "a.pdf", draw)))


def test_invisible_and_white_text_is_not_read(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        paper.text(LEFT, 80, "本单位设有5个处室，负责日常工作。")
        hidden = paper.canvas.beginText(LEFT, 595 - 120)
        hidden.setTextRenderMode(3)
        hidden.textOut("本单位设有9个处室，负责日常工作。")
        hidden.setTextRenderMode(0)
        paper.canvas.drawText(hidden)
        paper.canvas.setFillGray(1)
        paper.text(LEFT, 160, "本单位设有8个处室，负责日常工作。")
        paper.canvas.setFillGray(0)
        paper.page()

    found = "".join(texts(read(tmp_path / "a.pdf", draw)))
    assert "5个处室" in found
    assert "9个处室" not in found
    assert "8个处室" not in found


def test_text_printed_twice_for_bold_is_read_once(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        for shift in (0.0, 0.3):
            paper.text(LEFT + shift, 80, "本单位设有55个处室，负责日常工作。")
        paper.page()

    assert "本单位设有55个处室，负责日常工作。" in texts(read(tmp_path / "a.pdf", draw))


def test_digits_of_another_font_stay_in_their_line(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        for top, amount in ((80, "350.00"), (93, "250.00")):
            paper.text(LEFT, top, "支出预算为")
            paper.text(LEFT + 60, top, amount, size=15, font="Times-Roman")
            paper.text(LEFT + 110, top, "万元。")
        paper.page()

    found = texts(read(tmp_path / "a.pdf", draw))
    assert "支出预算为350.00万元。" in found
    assert "支出预算为250.00万元。" in found


def test_paragraphs_broken_by_the_margin_are_joined_and_enumerated_headings_are_headings(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        paper.centred(60, "其他相关情况说明")
        paper.text(LEFT, 100, "一、政府采购预算情况")
        paper.text(
            LEFT + 24, 120, "2025年本单位政府采购预算38.20万元，其中：政府采购货物预算7.80万元；政府采购工程预算0万元；"
        )
        paper.text(LEFT, 140, "政府采购服务预算30.40万元。")
        paper.page()

    section = read(tmp_path / "a.pdf", draw).sections[-1]
    assert (section.heading, section.name) == ("一、政府采购预算情况", "政府采购情况")
    assert [paragraph.text[-18:] for paragraph in section.paragraphs] == ["元；政府采购服务预算30.40万元。"]


def test_a_heading_may_end_with_a_full_stop(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        for top, text in (
            (80, "2. 政府采购情况。"),
            (100, "本单位政府采购预算38.20万元，其中：货物7.80万元，服务30.40万元，工程没有安排。"),
        ):
            paper.text(LEFT, top, text)
        paper.text(LEFT, 120, "3. 其他说明的事项没有安排，也没有需要说明的情况。")
        paper.page()

    assert "2.政府采购情况。" in [section.heading for section in read(tmp_path / "a.pdf", draw).sections]


def test_a_title_that_is_broken_at_a_number_starts_no_item(tmp_path: Path) -> None:
    lines = (
        "本项目根据关于同意《某区某社区W060701单元控制性详细规划局部调整，包括W-06、W-",
        "07、W-08街坊》的批复进行建设，建设内容以批复的内容为准，按照进度安排各年的资金",
        "，由某局组织实施。",
    )

    def draw(paper: Paper) -> None:
        paper.centred(60, "其他相关情况说明")
        for number, text in enumerate(lines):
            paper.text(LEFT, 100 + 16 * number, text)
        paper.page()

    assert "".join(lines) in texts(read(tmp_path / "a.pdf", draw))


LEADER = "…………………………"
LONG_HEADING = "（一）关于某市某区某局本年度国有资本经营预算支出功能分类预算支出情况"


def official_text(paper: Paper) -> None:
    """Contents with page numbers, some over two lines; headings in the middle and over two lines; one font size."""
    paper.text(400, 60, "目  录")
    entries = [
        ("一、主要职能" + LEADER + "1",),
        ("二、2025年国有资本经营预算支出功能分类情况和政府性基金预算支出", "功能分类情况说明" + LEADER + "12"),
        ("第三部分 名词解释" + LEADER + "13",),
    ]
    for number, text in enumerate(line for entry in entries for line in entry):
        paper.text(LEFT, 100 + 20 * number, text)
    paper.page()
    lines = (
        (204.0, "上海市普陀区某局主要职能"),
        (LEFT + 24, "本单位负责全区的日常工作，以及上级交办的事项，并负责各单位日常工作办理"),
        (LEFT, "有关事务。"),
        (LEFT + 24, LONG_HEADING),
        (LEFT, "说明"),
        (LEFT + 24, "本单位没有此项支出。"),
    )
    for number, (x, text) in enumerate(lines):
        paper.text(x, 80 + 20 * number, text)
    paper.page()


def test_contents_with_page_numbers_end_where_they_do(tmp_path: Path) -> None:
    found = read(tmp_path / "a.pdf", official_text)
    assert [entry.text.split("…")[0] for entry in found.contents] == [
        "一、主要职能",
        "二、2025年国有资本经营预算支出功能分类情况和政府性基金预算支出功能分类情况说明",
        "第三部分名词解释",
    ]
    assert not found.unread


def test_headings_in_the_middle_or_over_two_lines_are_headings(tmp_path: Path) -> None:
    sections = {section.heading: section.paragraphs for section in read(tmp_path / "a.pdf", official_text).sections}
    assert [paragraph.text[-9:] for paragraph in sections["上海市普陀区某局主要职能"]] == ["工作办理有关事务。"]
    assert [paragraph.text for paragraph in sections[LONG_HEADING + "说明"]] == ["本单位没有此项支出。"]


def test_page_numbers_are_no_text_and_are_accounted_for(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        for number in (1, 2):
            paper.text(LEFT, 80, "本单位负责全区的日常工作，以及上级交办的事项。")
            paper.text(410, 580, f"- {number} -", size=9)
            paper.page()

    found = read(tmp_path / "a.pdf", draw)
    assert not any("- 1 -" in text for text in texts(found))
    assert [label.text for label in found.labels if label.kind == "page number"] == ["- 1 -", "- 2 -"]


def test_two_numbers_in_one_cell_are_no_number(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        top = spending_header(paper)
        paper.row(top, SPENDING, ["201", "", "", "一般公共服务支出", "", "200", "100"])
        paper.text(LEFT + 322, top + 9, "300", size=8)
        paper.text(LEFT + 322, top + 18, "400", size=8)
        paper.page()

    found = load(drawn(tmp_path / "a.pdf", draw))
    assert [(unread.text, unread.reason.key) for unread in found.unread] == [("300 400", "unread.not-a-figure")]


def test_a_number_that_its_cell_is_too_narrow_for_is_one_number(tmp_path: Path) -> None:
    """Its first line fills half of the cell: text processors leave room at both sides."""
    widths = [40, 40, 40, 200, 26, 110, 110]

    def draw(paper: Paper) -> None:
        top = spending_header(paper)
        paper.row(top, widths, ["201", "", "", "一般公共服务支出", "", "", ""])
        paper.text(LEFT + 325.5, top + 9, "12345", size=5.5)
        paper.text(LEFT + 325.5, top + 16, "6", size=5.5)
        paper.page()

    found = load(drawn(tmp_path / "a.pdf", draw))
    assert [unread.text for unread in found.unread] == []
    assert "123456" in [figure.text for figure in found.figures()]


def test_a_name_that_its_cell_does_not_show_whole_is_read_whole_and_said(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        top = spending_header(paper)
        paper.row(top, SPENDING, ["208", "05", "", "", "300", "200", "100"])
        with paper.clip(LEFT + 120, top, 200, 20):
            paper.text(LEFT + 122, top - 1, "行政事业单位养老支", size=9)
            paper.text(LEFT + 122, top + 12, "出", size=9)
        paper.page()

    found = load(drawn(tmp_path / "a.pdf", draw))
    table = found.table("支出总表")
    assert table is not None
    assert [row.name for row in table.rows] == ["行政事业单位养老支出"]
    assert [(unread.text, str(unread.reason)) for unread in found.unread] == [
        ("出", "页面没有把此格的文字显示完整（核对时用文件中的全文）")
    ]


def test_different_digits_in_one_place_are_said_to_be_damaged(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        top = spending_header(paper)
        paper.row(top, SPENDING, ["201", "", "", "一般公共服务支出", "300", "200", "100"])
        paper.text(LEFT + 322.2, top + 14, "700", size=9)
        paper.page()

    found = load(drawn(tmp_path / "a.pdf", draw))
    table = found.table("支出总表")
    assert table is not None
    assert table.rows[0].cells[4].figure is None
    assert [unread.reason.key for unread in found.unread] == ["pdf.damaged-text"]
    copy = tmp_path / "copy.yaml"
    copy.write_text(write(found), encoding="utf-8")
    again = load(copy)
    assert [str(unread.reason) for unread in again.unread] == [str(unread.reason) for unread in found.unread]


def test_a_number_cut_by_the_clip_is_said_to_be_cut(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        title_page(paper)
        with paper.clip(LEFT + 11, 0, 700, 595):
            paper.text(LEFT, 80, "123456 万元，用于日常工作。")
        paper.page()
        spending_table(paper)

    assert "pdf.cut-number" in [unread.reason.key for unread in load(drawn(tmp_path / "a.pdf", draw)).unread]


def test_a_figure_points_at_the_line_and_page_where_it_stands(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        paper.text(
            LEFT + 24,
            80,
            "本单位2025年收入预算350.00元，其中：一般公共预算拨款收入300.00元，以及各项其他收入和上年结转等各项收入合计数；",
        )
        paper.text(
            LEFT, 100, "事业收入50.00元，都按规定用途使用，没有其他安排，也没有其他需要说明的事项，各项收入都已经"
        )
        paper.page()
        paper.text(LEFT, 80, "列入预算；其他收入0.00元。")
        paper.text(LEFT, 140, "另外一段。")
        paper.text(LEFT, 200, "又是一段。")
        paper.page()

    found = read(tmp_path / "a.pdf", draw)
    sources = {figure.text: figure.place.source for one in found.statements for figure in one.figures.values()}
    assert [sources[text].page for text in ("350.00", "50.00", "0.00")] == [2, 2, 3]
    above, below = sources["350.00"].box, sources["50.00"].box
    assert above is not None
    assert below is not None
    assert below[1] - above[1] == pytest.approx(20, abs=1)
