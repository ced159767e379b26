from __future__ import annotations

from pathlib import Path

import pytest

from budget_rules.disclosure import Disclosure, Role
from budget_rules.problem import BudgetError
from budget_rules.sources import load
from sources_support import HEAD, SPENDING, problems, read_yaml_text


@pytest.fixture
def document(tmp_path: Path) -> Disclosure:
    return read_yaml_text(tmp_path, HEAD + "tables:\n" + SPENDING)


def test_the_head_is_taken_as_written(document: Disclosure) -> None:
    assert (document.unit, document.year, document.stage, document.level) == ("某市某局", 2022, "预算", "单位")


def test_a_header_tree_gives_paths_and_canonical_names(document: Disclosure) -> None:
    columns = document.tables[0].columns
    assert columns[3].path == ("基本支出", "人员支出")
    assert (columns[3].name, columns[3].groups, columns[3].role) == ("人员经费", ("基本支出",), Role.FIGURE)
    assert columns[0].role is Role.CODE


def test_figures_keep_their_text_and_their_trailing_zeros(document: Disclosure) -> None:
    figure = document.tables[0].rows[0].cells[4].figure
    assert figure is not None
    assert (figure.text, figure.decimals, str(figure.unit)) == ("515.90", 2, "万元")


def test_a_cell_has_the_line_and_column_of_its_scalar(document: Disclosure) -> None:
    source = document.tables[0].rows[1].cells[1].source
    assert (source.line, source.column) == (13, 15)


def test_a_quoted_cell_starts_after_its_quote(tmp_path: Path) -> None:
    document = read_yaml_text(tmp_path, HEAD + "tables:\n" + SPENDING.replace("4396.61", '"4,396.61"'))
    cell = document.tables[0].rows[0].cells[2]
    assert (cell.text, cell.source.column) == ("4,396.61", 18)


def test_only_a_cell_that_is_not_quoted_prints_nothing_for_null(tmp_path: Path) -> None:
    rows = SPENDING.replace("1825.87, 1319.97, 505.90, ~", '~, null, "", "~"')
    with pytest.raises(BudgetError, match="“~”不是数字") as caught:
        read_yaml_text(tmp_path, HEAD + "tables:\n" + rows)
    assert len(caught.value.problems) == 1


def test_levels_and_parents_come_from_the_codes(document: Disclosure) -> None:
    total, functional_class, section, item = document.tables[0].rows
    assert [row.level for row in (total, functional_class, section, item)] == [0, 1, 2, 3]
    assert item.parent is section
    assert functional_class.children == [section]


def test_texts_are_never_typed(tmp_path: Path) -> None:
    rows = "      - [0501, NO, 1_0, ~, ~, ~]\n"
    with pytest.raises(Exception, match="“1_0”不是数字"):
        read_yaml_text(tmp_path, HEAD + "tables:\n" + SPENDING + rows)
    document = read_yaml_text(tmp_path, HEAD + "tables:\n" + SPENDING + rows.replace("1_0", "010"))
    row = document.tables[0].rows[-1]
    assert (row.code, row.name) == ("0501", "NO")


def test_a_table_without_a_printed_unit_has_no_figures(tmp_path: Path) -> None:
    document = read_yaml_text(tmp_path, HEAD + "tables:\n" + SPENDING.replace("unit: 万元", "unit: ~"))
    assert document.tables[0].unit is None
    assert list(document.tables[0].figures()) == []


def test_an_unknown_title_is_its_own_name(tmp_path: Path) -> None:
    document = read_yaml_text(tmp_path, HEAD + "tables:\n" + SPENDING.replace("部门支出预算总表", "养鱼明细表"))
    table = document.tables[0]
    assert (table.name, table.known) == ("养鱼明细表", False)
    assert table.rows[0].total


def test_a_canonical_name_may_be_given_where_the_title_is_not_known(tmp_path: Path) -> None:
    text = SPENDING.replace("部门支出预算总表", "养鱼明细表").replace("    unit:", "    table: 支出总表\n    unit:")
    table = read_yaml_text(tmp_path, HEAD + "tables:\n" + text).tables[0]
    assert (table.name, table.known, table.columns[3].name) == ("支出总表", True, "人员经费")


def test_sections_and_paragraphs_keep_their_places(tmp_path: Path) -> None:
    text = """\
narrative:
  - heading: 二、预算安排情况说明
    level: 1
  - heading: （二）收入预算情况说明
    level: 2
    paragraphs:
      - 收入预算 4396.61 万元。
      - "其中: 上年结转 182.75 万元。"
"""
    document = read_yaml_text(tmp_path, HEAD + text + "tables:\n" + SPENDING)
    section = document.sections[1]
    assert section.name == "收入预算情况"
    assert section.parent is document.sections[0]
    places = [(paragraph.source.line, paragraph.source.column) for paragraph in section.paragraphs]
    assert places == [(13, 9), (14, 10)]


def test_a_question_mark_is_a_figure_that_could_not_be_read(tmp_path: Path) -> None:
    document = read_yaml_text(tmp_path, HEAD + "tables:\n" + SPENDING.replace("1761.40]", '"?"]'))
    assert document.tables[0].rows[0].cells[5].figure is None
    assert document.unread == []


def test_a_disclosure_is_loaded_by_its_extension(tmp_path: Path) -> None:
    path = tmp_path / "2022.YML"
    path.write_text(HEAD + "tables:\n" + SPENDING, encoding="utf-8")
    assert load(path).tables[0].name == "支出总表"


def test_the_example_of_the_documentation_is_read(tmp_path: Path) -> None:
    page = Path(__file__).parents[1] / "docs" / "disclosure-format.md"
    example = page.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    document = read_yaml_text(tmp_path, example)
    assert [table.name for table in document.tables] == ["支出总表", "收支总表", "国有资本经营预算支出表"]


@pytest.mark.parametrize(
    ("text", "tag", "place"),
    [
        (HEAD.replace("year: 2022", "year: !!float 2022"), "!!float", "4:7"),
        (HEAD.replace("title: ", "title: !secret "), "!secret", "2:8"),
        (HEAD + "contents: !!set {a, b}\n", "!!set", "7:11"),
    ],
)
def test_a_tag_is_refused_in_one_line(tmp_path: Path, text: str, tag: str, place: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text + "tables:\n" + SPENDING, encoding="utf-8")
    assert problems(path) == [f"a.yaml:{place}: 不支持 YAML 标签（{tag}）；数字、文字照原样写即可"]


def test_an_exclamation_mark_in_a_text_is_no_tag(tmp_path: Path) -> None:
    text = HEAD.replace("title: 某市", 'title: "!!某市').replace("单位预算", '单位预算"') + "tables:\n" + SPENDING
    assert read_yaml_text(tmp_path, text).title.startswith("!!某市")
