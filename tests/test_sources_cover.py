"""The title of a disclosure: on one line or on several, under the links of a web page, or only in its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_rules import load
from budget_rules.disclosure import Disclosure

TABLE = "<p>支出预算总表</p><p>单位：万元</p><table><tr><th>科目编码<th>总计<tr><td>201<td>1.00</table>"


def page(folder: Path, *lines: str, name: str = "") -> Disclosure:
    body = "".join(f"<p>{line}</p>" for line in lines)
    text = f"<html><head><title>{name}</title></head><body>{body}{TABLE}</body></html>"
    (folder / "a.html").write_text(text, "utf-8")
    return load(folder / "a.html")


def identity(document: Disclosure) -> tuple[str, str, int | None, str, str]:
    return document.title, document.unit, document.year, document.stage, document.level


@pytest.mark.parametrize(
    "trail",
    [
        "首页 > 政务公开 > 财政预决算",
        "<a href='/'>首页</a> &gt;&gt; <a href='/b'>部门预算</a>",
        "当前位置：首页 › 部门决算",
        "您现在的位置: 部门预算",
        "首页 / 部门预算",
    ],
)
def test_the_links_above_a_page_are_no_title(tmp_path: Path, trail: str) -> None:
    document = page(tmp_path, trail, "云港市体育局2024年度部门预算公开", "一、主要职能", "略。")
    assert identity(document) == ("云港市体育局2024年度部门预算公开", "云港市体育局", 2024, "预算", "部门")
    assert [(section.heading, len(section.paragraphs)) for section in document.sections] == [("一、主要职能", 1)]
    assert [label.kind for label in document.labels] == ["running head"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["2024年度", "云港市体育局", "部门预算公开"], "2024年度云港市体育局部门预算公开"),
        (["云港市体育局", "2024年度", "部门预算"], "云港市体育局2024年度部门预算"),
        (["云港市体育局", "2024年度部门预算"], "云港市体育局2024年度部门预算"),
        (["附件2", "云港市体育局2024年度", "部门预算"], "云港市体育局2024年度部门预算"),
    ],
)
def test_a_title_on_several_lines_is_one_title(tmp_path: Path, lines: list[str], title: str) -> None:
    assert identity(page(tmp_path, *lines)) == (title, "云港市体育局", 2024, "预算", "部门")


@pytest.mark.parametrize(
    ("lines", "title", "year"),
    [
        (["政务公开", "2024年部门预算"], "2024年部门预算", 2024),
        (["某市人民政府门户网站", "2024年部门预算"], "2024年部门预算", 2024),
        (["某财〔2024〕1号", "2024年部门预算"], "2024年部门预算", 2024),
        (["本页说明2023年的事项。", "某市某局部门预算"], "某市某局部门预算", None),
        (["某市某局部门预算", "（2024年度）"], "某市某局部门预算", 2024),
    ],
)
def test_lines_that_are_no_part_of_a_title(tmp_path: Path, lines: list[str], title: str, year: int | None) -> None:
    document = page(tmp_path, *lines)
    assert (document.title, document.year) == (title, year)


@pytest.mark.parametrize("shown", [[], ["财政预决算"]])
def test_a_page_that_shows_no_title_with_a_year_has_its_name_for_one(tmp_path: Path, shown: list[str]) -> None:
    document = page(tmp_path, *shown, name="某市某局2024年部门预算-部门预算_某市人民政府")
    assert identity(document) == ("某市某局2024年部门预算", "某市某局", 2024, "预算", "部门")


def test_the_title_that_a_page_shows_comes_before_its_name(tmp_path: Path) -> None:
    assert page(tmp_path, "某局2024年单位预算", name="某市2023年部门预算").title == "某局2024年单位预算"


def test_the_date_of_a_cover_is_no_heading(tmp_path: Path) -> None:
    document = page(tmp_path, "某局2023年度部门决算", "<center>2024年7月</center>", "一、主要职能", "略。")
    assert [section.heading for section in document.sections] == ["", "一、主要职能"]
    assert document.sections[0].paragraphs[0].text == "2024年7月"
