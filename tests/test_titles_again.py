"""Two tables with one title: a published document is read all the same, and the wrong title is a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_rules import confront, load
from budget_rules.coverage import unchecked_tables
from budget_rules.disclosure import Disclosure
from budget_rules.sources.yaml_writer import write
from published import shipped
from sources_support import read_markdown_text

_TABLE = """## {title}

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
{rows}

"""
GENERAL = "| {c} | {name} | 10.00 | 4.00 | 6.00 |"
FUNCTIONAL = "\n".join(GENERAL.format(c=c, name=name) for c, name in (("205", "教育支出"), ("20502", "普通教育")))
ECONOMIC = "| 301 | 工资福利支出 | 4.00 | 4.00 | |\n| 30101 | 基本工资 | 4.00 | 4.00 | |"


def _document(*tables: tuple[str, str]) -> str:
    return "# 某市某局2024年单位预算\n\n" + "".join(_TABLE.format(title=title, rows=rows) for title, rows in tables)


@pytest.fixture
def pasted(tmp_path: Path) -> Disclosure:
    """Above the table of basic spending stands the title of the one before it."""
    title = "2024年一般公共预算支出表"
    spending = ("2024年支出预算总表", FUNCTIONAL)
    return read_markdown_text(tmp_path, _document((title, ECONOMIC), spending, (title, FUNCTIONAL)))


def test_the_table_that_fits_the_title_has_it(pasted: Disclosure) -> None:
    assert [(table.name, table.known, table.again) for table in pasted.tables] == [
        ("一般公共支出表（2）", False, True),
        ("支出总表", True, False),
        ("一般公共预算支出表", True, False),
    ]
    (finding,) = [one for one in confront(shipped(), pasted).findings if one.rule == "title-single"]
    assert "有两张表同用一个表名：“2024年一般公共预算支出表”" in str(finding.message)
    assert finding.source == pasted.tables[0].source


def test_the_converted_file_says_which_it_was(pasted: Disclosure, tmp_path: Path) -> None:
    path = tmp_path / "again.yaml"
    path.write_text(write(pasted, vocabulary=shipped().vocabulary), encoding="utf-8")
    assert path.read_text(encoding="utf-8").count("again: true") == 1
    again = load(path, vocabulary=shipped().vocabulary)
    assert [(table.name, table.again) for table in again.tables] == [(one.name, one.again) for one in pasted.tables]


def test_a_form_for_each_project_is_no_table_of_indicators(tmp_path: Path) -> None:
    form, other = (
        f"| 项目名称 | {name} |\n|---|---|\n| 项目资金（元） | 864,500 |\n\n" for name in ("会议经费", "修缮经费")
    )
    text = _document(("2024年支出预算总表", FUNCTIONAL))
    read = read_markdown_text(tmp_path, text + f"## 项目支出绩效目标表\n\n{form}## 项目支出绩效目标表\n\n{other}")
    assert [(table.name, table.known) for table in read.tables[1:]] == [
        ("绩效指标表", True),
        ("项目支出绩效目标表（2）", False),
    ]
    report = confront(shipped(), read)
    assert [table.title for table in unchecked_tables(report)] == ["项目支出绩效目标表"] * 2
    assert not [one for one in report.findings if one.rule in ("title-single", "money-unit")]
