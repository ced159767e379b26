from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import docx.enum.style
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from budget_rules import load
from budget_rules.disclosure import Disclosure
from budget_rules.sources.word_numbering import shown_number

TABLE = """
<w:tbl {ns}><w:tr><w:tc><w:p><w:r><w:t>科目编码</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>总计</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>201</w:t></w:r></w:p></w:tc><w:tc><w:p>{cell}</w:p></w:tc></w:tr>{more}</w:tbl>
"""
RUN = "<w:r><w:t>1.00</w:t></w:r>"
DELETED_ROW = (
    "<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc><w:p/></w:tc>"
    "<w:tc><w:p><w:r><w:delText>9</w:delText></w:r></w:p></w:tc></w:tr>"
)


def word(folder: Path, *parts: str, cell: str = RUN, more: str = "", numbering: str = "") -> Disclosure:
    """A document of a title, the parts (XML of paragraphs), and a small spending table."""
    document: Any = docx.Document()
    if numbering:
        root = document.part.numbering_part.element
        for child in list(root):
            root.remove(child)
        for child in parse_xml(f"<w:numbering {nsdecls('w')}>{numbering}</w:numbering>"):
            root.append(child)
    texts = ["<w:p {ns}><w:r><w:t>某局2022年单位预算</w:t></w:r></w:p>", *parts]
    texts += [f"<w:p {{ns}}><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("2022年支出预算总表", "单位：万元")]
    for text in (*texts, TABLE.replace("{cell}", cell).replace("{more}", more)):
        document.element.body.insert(-1, parse_xml(text.replace("{ns}", nsdecls("w"))))
    document.save(str(folder / "a.docx"))
    return load(folder / "a.docx")


def paragraphs(document: Disclosure) -> list[str]:
    return [text for one in document.sections for text in (one.heading, *(p.text for p in one.paragraphs)) if text]


def figures(document: Disclosure) -> list[str]:
    return [row.cells[1].text for row in document.tables[0].rows]


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    deleted = "<w:del w:id='1'><w:r><w:delText>2.00</w:delText></w:r></w:del>"
    inserted = "<w:ins w:id='2'><w:r><w:t>3.00</w:t></w:r></w:ins>"
    assert figures(word(tmp_path, cell=deleted + inserted, more=DELETED_ROW)) == ["3.00"]


def test_a_paragraph_whose_end_was_deleted_runs_on(tmp_path: Path) -> None:
    first = "<w:p {ns}><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>收入预算</w:t></w:r></w:p>"
    second = "<w:p {ns}><w:r><w:t>1.00万元。</w:t></w:r></w:p>"
    assert paragraphs(word(tmp_path, first, second)) == ["收入预算1.00万元。"]


def test_hidden_text_and_field_codes_are_not_shown(tmp_path: Path) -> None:
    part = (
        "<w:p {ns}><w:r><w:rPr><w:vanish/></w:rPr><w:t>草稿9</w:t></w:r><w:r><w:instrText>PAGE 8</w:instrText></w:r>"
        "<w:r><w:t>支出1.00万元。</w:t></w:r></w:p>"
    )
    assert paragraphs(word(tmp_path, part)) == ["支出1.00万元。"]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内2.00万元。</w:t></w:r></w:p></w:txbxContent>"
    part = (
        "<w:p {ns} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>框外。</w:t></w:r></w:p>"
    )
    assert paragraphs(word(tmp_path, part)) == ["框内2.00万元。", "框外。"]


def test_content_controls_are_read(tmp_path: Path) -> None:
    part = "<w:sdt {ns}><w:sdtContent><w:p><w:r><w:t>支出1.00万元。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert paragraphs(word(tmp_path, part)) == ["支出1.00万元。"]


def level(number: int, form: str, text: str) -> str:
    return f"<w:lvl w:ilvl='{number}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"


def test_automatic_numbers_are_printed(tmp_path: Path) -> None:
    numbering = (
        "<w:abstractNum w:abstractNumId='1'>"
        + level(0, "chineseCountingThousand", "%1、")
        + level(1, "chineseCounting", "（%2）")
        + level(2, "decimal", "%3.")
        + "</w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num>"
    )
    parts = [
        f"<w:p {{ns}}><w:pPr><w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='5'/></w:numPr></w:pPr>"
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
        for depth, text in [(0, "概况"), (1, "职能"), (1, "机构"), (0, "说明"), (1, "收入"), (2, "工资"), (2, "奖金")]
    ]
    document = word(tmp_path, *parts, numbering=numbering)
    assert paragraphs(document) == [
        "一、概况",
        "（一）职能",
        "（二）机构",
        "二、说明",
        "（一）收入",
        "1. 工资",
        "2. 奖金",
    ]
    # What is listed at the end has nothing below it: these are names, no headings.
    assert [section.level for section in document.sections] == [1, 2, 2, 1, 2]


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (10, "chineseCounting", "十"),
        (11, "chineseCounting", "十一"),
        (20, "japaneseCounting", "二十"),
        (35, "chineseCountingThousand", "三十五"),
        (3, "decimalEnclosedCircle", "③"),
        (3, "lowerLetter", "c"),
        (3, "hebrew1", None),
    ],
)
def test_number_formats_of_word(number: int, form: str, shown: str | None) -> None:
    assert shown_number(number, form) == shown


def test_entries_of_the_contents_lose_their_page_numbers(tmp_path: Path) -> None:
    made: Any = docx.Document()
    made.styles.add_style("toc 1", 1)
    made.add_paragraph("某局2022年单位预算")
    made.add_paragraph("目录")
    made.add_paragraph("一、概况\t3", style="toc 1")
    made.add_heading("一、概况", 1)
    made.add_paragraph("2022年支出预算总表")
    table = made.add_table(2, 2)
    for cell, text in zip(table._cells, ["科目编码", "总计", "201", "1.00"], strict=True):
        cell.text = text
    made.save(str(tmp_path / "a.docx"))
    assert [entry.text for entry in load(tmp_path / "a.docx").contents] == ["一、概况"]


HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>草稿9.00</w:t></w:r>"


def unread(document: Disclosure) -> list[tuple[str, str, str]]:
    return [(str(entry.source).rpartition(":")[2], entry.text, entry.reason.key) for entry in document.unread]


def test_hidden_text_is_said_to_be_hidden(tmp_path: Path) -> None:
    part = f"<w:p {{ns}}><w:r><w:t>支出</w:t></w:r>{HIDDEN}<w:r><w:t>1.00万元。</w:t></w:r></w:p>"
    document = word(tmp_path, part, cell=HIDDEN + RUN)
    assert paragraphs(document) == ["支出1.00万元。"]
    assert figures(document) == ["1.00"]
    assert unread(document) == [("2", "草稿9.00", "unread.hidden-text"), ("表1!B2", "草稿9.00", "unread.hidden-text")]


def test_text_that_its_style_hides_is_hidden(tmp_path: Path) -> None:
    document: Any = docx.Document()
    hidden = document.styles.add_style("H", docx.enum.style.WD_STYLE_TYPE.CHARACTER)
    hidden.font.hidden = True
    document.styles.add_style("P", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH).font.hidden = True
    document.add_paragraph("某局2022年单位预算")
    paragraph = document.add_paragraph("支出1.00万元。")
    paragraph.add_run("草稿9.00", style="H")
    document.add_paragraph("草稿8.00", style="P").add_run("不藏。").font.hidden = False
    document.add_paragraph("2022年支出预算总表")
    document.add_paragraph("单位：万元")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("科目编码", "总计", "201", "1.00"), strict=True):
        cell.text = text
    document.save(str(tmp_path / "a.docx"))
    found = load(tmp_path / "a.docx")
    assert paragraphs(found) == ["支出1.00万元。", "不藏。"]
    assert [text for _, text, _ in unread(found)] == ["草稿9.00", "草稿8.00"]


def test_figures_of_notes_are_listed_as_unread_and_running_heads_as_labels(tmp_path: Path) -> None:
    document: Any = docx.Document()
    document.add_paragraph("某局2022年单位预算")
    document.add_paragraph("支出1.00万元。")
    document.add_paragraph("2022年支出预算总表")
    document.add_paragraph("单位：万元")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("科目编码", "总计", "201", "1.00"), strict=True):
        cell.text = text
    section = document.sections[0]
    section.header.paragraphs[0].text = "某局2022年预算公开"
    section.footer.paragraphs[0].text = "第 3 页"
    for kind, noun in (("footnotes", "footnote"), ("endnotes", "endnote")):
        notes = (
            f"<w:{noun} w:type='separator' w:id='-1'><w:p><w:r><w:t>7</w:t></w:r></w:p></w:{noun}>"
            f"<w:{noun} w:id='1'><w:p><w:r><w:t>其中结转2.00万元。</w:t></w:r></w:p></w:{noun}>"
            f"<w:{noun} w:id='2'><w:p><w:r><w:t>没有数字。</w:t></w:r></w:p></w:{noun}>"
        )
        part = Part(
            PackURI(f"/word/{kind}.xml"),
            f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml",
            f"<w:{kind} {nsdecls('w')}>{notes}</w:{kind}>".encode(),
            document.part.package,
        )
        document.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}")
    document.save(str(tmp_path / "a.docx"))
    found = load(tmp_path / "a.docx")
    assert unread(found) == [
        ("脚注1", "其中结转2.00万元。", "unread.word-note"),
        ("尾注1", "其中结转2.00万元。", "unread.word-note"),
    ]
    heads = [(label.source.cell, label.text) for label in found.labels if label.kind == "running head"]
    assert heads == [("页眉", "某局2022年预算公开"), ("页脚", "第 3 页")]


def test_a_short_paragraph_in_the_middle_is_a_heading_where_none_is_marked(tmp_path: Path) -> None:
    centred = "<w:p {ns}><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:t>某局主要职能</w:t></w:r></w:p>"
    plain = "<w:p {ns}><w:r><w:t>本单位负责日常工作。</w:t></w:r></w:p>"
    marked = "<w:p {ns}><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>一、概况</w:t></w:r></w:p>"
    assert [one.heading for one in word(tmp_path, centred, plain).sections] == ["某局主要职能"]
    assert [one.heading for one in word(tmp_path, marked, centred, plain).sections] == ["一、概况"]


def test_a_short_line_that_ends_with_what_a_section_is_called_is_a_heading(tmp_path: Path) -> None:
    lines = ("某市某局主要职能", "主要职能包括：", "负责本市的日常工作。", "2022年单位预算编制说明", "收入1.00万元。")
    parts = [f"<w:p {{ns}}><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines]
    assert [one.heading for one in word(tmp_path, *parts).sections] == ["某市某局主要职能", "2022年单位预算编制说明"]
