"""Lines about a table: who prepared it, the number of the form, dates. They are kept, and are no part of the text."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from budget_rules import confront, load, load_rules
from budget_rules.disclosure import Disclosure
from budget_rules.sources.asides import read_aside
from budget_rules.sources.yaml_writer import write
from disclosure_writers import WRITERS, Document, Plain
from published import FOLDER, need
from sources_support import read_markdown_text, read_yaml_text

HEADER = [["科目编码", "科目名称", "总计", "基本支出", "项目支出"]]
ROWS = [["", "合计", "8.00", "5.00", "3.00"], ["201", "一般公共服务支出", "8.00", "5.00", "3.00"]]
PIPES = "\n".join(["| 科目编码 | 科目名称 | 总计 |", "|---|---|---|", "| 201 | 一般公共服务支出 | 8.00 |", ""])


def preparers(document: Disclosure) -> list[str]:
    return [table.preparer.text if table.preparer else "" for table in document.tables]


def labels(document: Disclosure) -> list[tuple[str, str]]:
    return [(label.kind, label.text) for label in document.labels]


def everything(document: Disclosure) -> str:
    """All running text, headings, contents, titles and notes."""
    parts = [document.title, *(line.text for line in document.contents)]
    for section in document.sections:
        parts += [section.heading, *(paragraph.text for paragraph in section.paragraphs)]
    for table in document.tables:
        parts += [table.title, *(note.text for note in table.notes)]
    return "\n".join(parts)


@pytest.mark.parametrize(
    ("line", "unit", "preparer"),
    [
        ("编制单位：上海市普陀区商务委员会 单位：元", "元", "上海市普陀区商务委员会"),
        ("编制部门：上海市普陀区人民政府办公室    单位:万元", "万元", "上海市普陀区人民政府办公室"),
        ("部门：某市某局", None, "某市某局"),
        ("填报单位名称：某市某局（本级）", None, "某市某局（本级）"),
        ("编制单位：某市某局（盖章） 单位：元", "元", "某市某局"),
        ("单位：某市某局 金额单位：人民币万元", "万元", "某市某局"),
        ("金额单位：万元 编制单位：某市某局", "万元", "某市某局"),
        ("编制单位：  单位：元", "元", ""),
        ("填报单位：______", None, ""),
        ("单位：人、万元", None, ""),
    ],
)
def test_who_prepared_a_table(line: str, unit: str | None, preparer: str) -> None:
    aside = read_aside(line)
    assert aside is not None
    assert (aside.unit, aside.preparer) == (unit, preparer)
    assert line[aside.offset :].startswith(preparer)


@pytest.mark.parametrize(
    "form",
    [
        "公开02表",
        "公开表2",
        "附表2",
        "附表2-1",
        "附表二",
        "预算02表",
        "财决公开01表",
        "表一",
        "附件3",
        "（公开０２表）",
    ],
)
def test_the_number_of_a_form(form: str) -> None:
    aside = read_aside(form)
    assert aside is not None
    assert aside.labels == (("form number", form),)


@pytest.mark.parametrize(
    "line",
    [
        "2022年部门收入总表",
        "表2 收支总表",
        "附表2 收入总表",
        "注：本表无数据",
        "一、单位概况",
        "2022年收入预算 8.00 万元。",
        "部门预算收支情况",
    ],
)
def test_titles_notes_and_text_are_no_asides(line: str) -> None:
    assert read_aside(line) is None


def test_the_year_of_such_a_line_is_a_note(tmp_path: Path) -> None:
    text = f"# 2022年单位预算\n\n支出总表\n\n公开03表\n\n部门：某局  2023年度  金额单位：万元\n\n{PIPES}"
    document = read_markdown_text(tmp_path, text)
    assert preparers(document) == ["某局"]
    assert [note.text for note in document.tables[0].notes] == ["2023年度"]
    assert document.tables[0].preparer is not None
    assert (document.tables[0].preparer.source.line, document.tables[0].preparer.source.column) == (7, 4)


@pytest.mark.parametrize("form", ["公开03表", "附表3", "预算03表"])
def test_the_number_of_a_form_above_a_title_is_neither_text_nor_title(tmp_path: Path, form: str) -> None:
    text = f"# 某局2022年单位预算\n\n一、收入\n\n收入 8.00 万元。\n\n{form}\n\n支出总表\n\n单位：万元\n\n{PIPES}"
    document = read_markdown_text(tmp_path, text)
    assert [table.title for table in document.tables] == ["支出总表"]
    assert form not in everything(document)
    assert labels(document) == [("form number", form)]


def test_a_further_page_may_only_repeat_the_number_of_the_form(tmp_path: Path) -> None:
    more = PIPES.replace("201 | 一般公共服务支出", "205 | 教育支出")
    text = f"# 某局2022年单位预算\n\n支出总表\n\n公开03表 单位：万元\n\n{PIPES}\n公开03表 单位：万元\n\n{more}"
    document = read_markdown_text(tmp_path, text)
    assert [table.title for table in document.tables] == ["支出总表"]
    assert [row.code for row in document.tables[0].rows] == ["201", "205"]
    assert labels(document) == [("form number", "公开03表")] * 2


def test_another_form_is_another_table(tmp_path: Path) -> None:
    text = f"# 某局2022年单位预算\n\n支出总表\n\n公开03表 单位：万元\n\n{PIPES}\n公开04表 单位：万元\n\n{PIPES}"
    assert len(read_markdown_text(tmp_path, text).tables) == 2


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_format_keeps_who_prepared_the_tables(tmp_path: Path, suffix: str) -> None:
    table = Plain("2022年支出总表", "万元", HEADER, ROWS, preparer="某市某局（本级）")
    document = Document("某市某局2022年单位预算", "某市某局", [], [("一、支出", 1, ["支出 8.00 万元。"])], [table])
    again = load(WRITERS[suffix](document, tmp_path / f"a{suffix}"))
    assert preparers(again) == ["某市某局（本级）"]
    assert str(again.tables[0].unit) == "万元"
    assert not again.tables[0].notes


def test_a_published_pdf_says_who_prepared_its_tables() -> None:
    document = load(need(FOLDER / "shanghai-putuo-welfare-home-2024-unit-budget.pdf"))
    assert preparers(document) == ["上海市普陀区社会福利院"] * 9


def test_a_workbook_with_the_form_number_in_a_row_of_its_own(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[tuple[str | None, ...]] = [
        (None, None, None, None, "预算03表"),
        ("2022年支出总表",),
        ("部门：某市某局", None, "2022年度", None, "金额单位：万元"),
        *map(tuple, [*HEADER, *ROWS]),
    ]
    for row in rows:
        sheet.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    document = load(path)
    assert [table.title for table in document.tables] == ["2022年支出总表"]
    assert preparers(document) == ["某市某局"]
    assert labels(document) == [("form number", "预算03表")]
    assert str(document.tables[0].unit) == "万元"
    assert document.unit == "某市某局"


def test_the_yaml_form_keeps_who_prepared_a_table(tmp_path: Path) -> None:
    text = f"# 某局2022年单位预算\n\n支出总表\n\n编制单位：某局 单位：万元\n\n{PIPES}"
    document = read_markdown_text(tmp_path, text)
    written = write(document)
    assert "    preparer: 某局\n" in written
    again = read_yaml_text(tmp_path, written)
    assert preparers(again) == ["某局"]
    assert write(again) == written


def found(tmp_path: Path, *names: str) -> list[str]:
    parts = ["# 某市某局2022年单位预算\n"]
    for name, title in zip(names, ("支出总表", "一般公共预算支出表", "政府性基金预算支出表"), strict=False):
        parts.append(f"{title}\n\n编制单位：{name} 单位：万元\n\n{PIPES}")
    path = tmp_path / "a.md"
    path.write_text("\n".join(parts), encoding="utf-8")
    report = confront(load_rules(), load(path))
    return [outcome.rule for outcome in report.outcomes for _ in outcome.findings if "preparer" in outcome.rule]


def test_one_table_prepared_by_another_unit_is_found(tmp_path: Path) -> None:
    assert found(tmp_path, "某市某局", "某市某局", "某市某中心") == ["one-preparer"]


def test_another_unit_than_the_title_s_is_found(tmp_path: Path) -> None:
    assert found(tmp_path, "某市某中心", "某市某中心") == ["preparer-name"]


def test_the_unit_s_own_tables_are_right(tmp_path: Path) -> None:
    assert found(tmp_path, "某市某局", "某市某局", "某市某局") == []
