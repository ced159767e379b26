"""Printed names and the one canonical name for each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_rules.disclosure import Role
from budget_rules.vocabulary import lookup, normal_title, normalise, without_enumerator
from budget_rules.vocabulary_yaml import shipped_vocabulary

VOCABULARY = shipped_vocabulary()


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("因公出国（境）费", "因公出国(境)费"),
        ("因公出国〔境〕费", "因公出国(境)费"),
        ("“三公”经费", "三公经费"),
        ("合 计", "合计"),
        ("合　计", "合计"),
        ("《收支总表》", "收支总表"),
        ("３０１", "301"),
    ],
)
def test_width_quotes_brackets_and_spaces_do_not_make_another_name(printed: str, plain: str) -> None:
    assert normalise(printed) == plain


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("一、财政拨款", "财政拨款"),
        ("（一）财政拨款", "财政拨款"),
        ("1.财政拨款", "财政拨款"),
        ("1、财政拨款", "财政拨款"),
        ("其中：财政拨款", "财政拨款"),
        ("（1）其中：财政拨款", "财政拨款"),
        ("9.2025年预算", "2025年预算"),
        ("12.5", "12.5"),
        ("一般公共预算", "一般公共预算"),
    ],
)
def test_enumerators_are_no_part_of_a_name(printed: str, name: str) -> None:
    assert without_enumerator(printed) == name


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("2022年部门收支预算总表", "收支总表"),
        ("2025年区级预算单位财务收支预算总表", "收支总表"),
        ("附表1 2022年收支总表", "收支总表"),
        ("公开01表 部门收支总表", "收支总表"),
        ("2022年部门一般公共预算基本支出预算表", "一般公共预算基本支出表"),
        ("一般公共预算“三公”经费支出预算表", "三公经费支出表"),
        ("2025年单位“三公”经费和机关运行经费预算表", "三公经费支出表"),
        ("2022年市级单位国有资本经营预算支出预算表", "国有资本经营预算支出表"),
    ],
)
def test_a_title_is_the_same_table_in_every_template(title: str, table: str) -> None:
    found = VOCABULARY.table(title)
    assert found is not None
    assert found.name == table


@pytest.mark.parametrize("title", ["", "2022年", "部门预算", "资产负债表", "收支总表说明"])
def test_a_title_that_is_none_is_no_table(title: str) -> None:
    assert VOCABULARY.table(title) is None


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("（二）收入预算情况说明", "收入预算情况"),
        ("3.一般公共预算当年拨款具体使用情况", "一般公共预算拨款使用"),
        ("2.一般公共预算当年拨款结构情况", "一般公共预算拨款结构"),
        ("（八）“三公”经费预算情况说明", "三公经费情况"),
        ("天气", ""),
    ],
)
def test_the_longest_phrase_in_a_heading_names_its_section(heading: str, section: str) -> None:
    assert VOCABULARY.section(heading) == section


def test_a_column_is_found_with_or_without_its_enumerator() -> None:
    columns = VOCABULARY.tables["支出总表"].side("").columns
    key = lookup(columns, "1.日常公用经费")
    assert key is not None
    assert columns[key].name == "公用经费"
    assert columns["科目编码"].role is Role.CODE
    assert lookup(columns, "天气") is None


def test_a_row_knows_whether_it_is_a_total_and_what_it_is_made_of() -> None:
    rows = VOCABULARY.tables["收支总表"].side("收入").rows
    assert rows["本年收入合计"].total
    assert rows["财政拨款收入"].name == "财政拨款"
    assert rows["财政拨款收入"].parts == ("一般公共预算", "政府性基金预算", "国有资本经营预算")


def test_every_name_that_stands_for_another_is_known_itself() -> None:
    for table in VOCABULARY.tables.values():
        for side in table.sides:
            assert not side.total or side.total in table.column_names(), (table.name, side.total)
            for term in side.rows.values():
                assert set(term.parts) <= table.row_names(), (table.name, term.name)
    for name, region in VOCABULARY.regions.items():
        assert set(region.tables) <= set(VOCABULARY.tables), name
        for table_name, column in region.columns:
            assert column in VOCABULARY.tables[table_name].column_names(), (name, column)


def test_no_title_is_that_of_two_tables() -> None:
    titles = [title for table in VOCABULARY.tables.values() for title in table.titles]
    assert len(titles) == len(set(titles))
    assert len(titles) > 30


@given(st.text(alphabet="一二收支总表预算（）()“”《》［］、.．，:：１2３ 　其中ＡB年度", max_size=20))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert without_enumerator(without_enumerator(text)) == without_enumerator(text)


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(text: str) -> None:
    normal_title(text)
    VOCABULARY.table(text)
    VOCABULARY.section(text)
