from __future__ import annotations

from pathlib import Path

import pytest

from budget_rules import load
from budget_rules.disclosure import Disclosure

TABLE = """<table><tr><th>科目编码<th>总计<tr><td>201<td>1.00</table>"""


def page(folder: Path, body: str, head: str = "<meta charset='utf-8'>", encoding: str = "utf-8") -> Disclosure:
    text = f"<html><head>{head}</head><body><p>某局2022年单位预算</p>{body}</body></html>"
    (folder / "a.html").write_bytes(text.encode(encoding))
    return load(folder / "a.html")


def texts(document: Disclosure) -> list[list[str]]:
    return [[cell.text for cell in row.cells.values()] for row in document.tables[0].rows]


def paragraphs(document: Disclosure) -> list[str]:
    return [text for one in document.sections for text in (one.heading, *(p.text for p in one.paragraphs)) if text]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("gb18030", "<meta http-equiv='Content-Type' content='text/html; charset=gb2312'>"),
        ("gbk", "<meta charset=gbk>"),
        ("utf-16", ""),
    ],
)
def test_encodings_of_government_pages(tmp_path: Path, encoding: str, head: str) -> None:
    document = page(tmp_path, f"<p>2022年支出预算总表</p><p>单位：万元</p>{TABLE}", head, encoding)
    assert (document.tables[0].name, str(document.tables[0].unit), texts(document)) == (
        "支出总表",
        "万元",
        [["201", "1.00"]],
    )


def test_title_and_unit_inside_the_table(tmp_path: Path) -> None:
    rows = "<tr><td colspan=2>2022年支出预算总表<tr><td>编制单位：某局<td>单位：元"
    document = page(tmp_path, TABLE.replace("<table>", f"<table>{rows}"))
    assert (document.tables[0].name, str(document.tables[0].unit)) == ("支出总表", "元")


def test_a_table_inside_a_table_of_layout(tmp_path: Path) -> None:
    body = f"<table><tr><td>导航</td><td><p>支出1.00万元。</p><p>2022年支出预算总表</p>{TABLE}</td></tr></table>"
    document = page(tmp_path, body)
    assert (texts(document), paragraphs(document)) == ([["201", "1.00"]], ["导航", "支出1.00万元。"])


def test_what_a_page_does_not_show_is_not_read(tmp_path: Path) -> None:
    body = (
        "<script>var a = 5;</script><p>支出<!-- 9 --><span style='display: none'>8</span>1.00<b>万元</b>。</p>"
        "<p hidden>7</p><p>2022年支出预算总表</p>"
        + TABLE.replace("<tr><td>201", "<tr style='display:none'><td>999<td>6<tr><td>201")
    )
    document = page(tmp_path, body)
    assert (texts(document), paragraphs(document)) == ([["201", "1.00"]], ["支出1.00万元。"])


def test_cells_that_span_rows_and_columns(tmp_path: Path) -> None:
    table = """<p>2022年支出预算总表</p><table>
        <tr><td rowspan=2>科目编码<td rowspan='2'>科目名称<td colspan=2>基本支出<td rowspan=2>项目支出
        <tr><td>人员支出<td>公用<br>经费
        <tr><td>201<td>公共<td>1.00<td>2.00<td>3.00</table>"""
    paths = [column.path for column in page(tmp_path, table).tables[0].columns]
    assert paths == [("科目编码",), ("科目名称",), ("基本支出", "人员支出"), ("基本支出", "公用经费"), ("项目支出",)]


def test_plain_paragraphs_can_be_headings(tmp_path: Path) -> None:
    body = "<p>一、单位概况</p><p>（一）主要职能</p><p>1. 筹备会议。</p><p>二、说明</p><p>2022年支出预算总表</p>"
    document = page(tmp_path, body + TABLE)
    assert [(one.heading, one.level) for one in document.sections] == [
        ("一、单位概况", 1),
        ("（一）主要职能", 2),
        ("二、说明", 1),
    ]


@pytest.mark.parametrize("style", ["align=center", "style='text-indent:0;TEXT-ALIGN: center'"])
def test_a_short_paragraph_in_the_middle_is_a_heading(tmp_path: Path, style: str) -> None:
    body = f"<p {style}><b>某局主要职能</b></p><p style='text-align:left'>本单位负责日常工作。</p>"
    document = page(tmp_path, f"{body}<p>2022年支出预算总表</p><p>单位：万元</p>{TABLE}")
    assert [one.heading for one in document.sections] == ["某局主要职能"]
    assert [paragraph.text for paragraph in document.sections[0].paragraphs] == ["本单位负责日常工作。"]
