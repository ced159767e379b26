from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec import Struct

import budget_rules
from budget_rules.disclosure import Cell, Column, Disclosure, Role, Row, Table
from budget_rules.place import Source
from budget_rules.sources.yaml_writer import scalar, write
from sources_support import HEAD, SPENDING, problems, read_markdown_text, read_yaml_text, shaoxing

SCHEMA = json.loads((Path(budget_rules.__file__).parent / "schemas" / "disclosure.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def plain(value: Any) -> Any:
    """Everything a disclosure says, without where it stands."""
    if isinstance(value, Source):
        return None
    if isinstance(value, Disclosure):
        kept = {name: plain(getattr(value, name)) for name in value.__struct_fields__ if name not in ("path", "kept")}
        kept["unread"] = [
            (entry.text, str(dict(entry.reason.slots).get("reason", entry.reason))) for entry in value.unread
        ]
        return kept
    if isinstance(value, Row):
        kept = {name: getattr(value, name) for name in value.__struct_fields__}
        kept |= {"parent": value.parent and value.parent.label, "children": [row.label for row in value.children]}
        return {name: plain(inner) for name, inner in kept.items()}
    if isinstance(value, Struct):
        where = ("parent", "pieces")
        shown = {name: plain(getattr(value, name)) for name in value.__struct_fields__ if name not in where}
        return shown if shown.keys() != {"label", "source"} else shown["label"]
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value


def test_the_written_document_reads_back_equal(tmp_path: Path) -> None:
    document = shaoxing()
    again = read_yaml_text(tmp_path, write(document))
    assert plain(again) == plain(document)


def test_writing_what_was_written_changes_nothing(tmp_path: Path) -> None:
    text = write(shaoxing())
    assert write(read_yaml_text(tmp_path, text)) == text


def test_unread_entries_keep_the_line_of_the_original(tmp_path: Path) -> None:
    again = read_yaml_text(tmp_path, write(shaoxing()))
    assert str(again.unread[0].reason).endswith("（原文件第 478 行）")


def test_the_schema_is_a_schema_and_accepts_what_is_written() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    text = write(shaoxing())
    assert text.startswith("# yaml-language-server: $schema=")
    VALIDATOR.validate(yaml.safe_load(text))


def test_every_row_and_paragraph_is_one_line() -> None:
    document = shaoxing()
    lines = write(document).split("\n")
    rows = sum(len({row.index for row in table.rows}) for table in document.tables)
    assert sum(line.startswith("      - [") for line in lines) == rows


@pytest.mark.parametrize("unit", ["单位：万元\n", ""])
def test_what_could_not_be_read_stays_so(tmp_path: Path, unit: str) -> None:
    text = f"2022年支出预算总表\n{unit}科目编码\t科目名称\t总计\n201\t公共\t12.3.4\n"
    written = write(read_markdown_text(tmp_path, text))
    assert '[201, 公共, "?"]' in written
    again = read_yaml_text(tmp_path, written)
    assert [entry.text for entry in again.unread] == ["12.3.4"]
    assert again.tables[0].rows[0].cells[2].figure is None


BROKEN = [
    HEAD + "tables: []\n",
    HEAD,
    HEAD.replace("year: 2022", "year: 22") + "tables:\n" + SPENDING,
    HEAD.replace("year: 2022", "year: 二〇二二") + "tables:\n" + SPENDING,
    HEAD.replace("format: 1", "format: 2") + "tables:\n" + SPENDING,
    HEAD.replace("stage: 预算", "stage: 概算") + "tables:\n" + SPENDING,
    HEAD.replace("level: 单位", "level: 处室") + "tables:\n" + SPENDING,
    HEAD + "titel: x\ntables:\n" + SPENDING,
    HEAD + "tables:\n" + SPENDING.replace("    unit: 万元\n", ""),
    HEAD + "tables:\n" + SPENDING.replace("unit: 万元", "unit: 万圆"),
    HEAD + "tables:\n" + SPENDING.replace("columns:", "column:"),
    HEAD + "tables:\n" + SPENDING.replace("{基本支出: [人员支出, 公用经费]}", "{基本支出: 人员支出}"),
    HEAD + "tables:\n" + SPENDING.replace("{基本支出: [人员支出, 公用经费]}", "{基本支出: []}"),
    HEAD + "tables:\n" + SPENDING.replace("[201,", "[[201],"),
    HEAD + "tables: 支出总表\n",
    HEAD + "narrative: 说明\ntables:\n" + SPENDING,
    HEAD + "narrative: [{heading: 一、概况}]\ntables:\n" + SPENDING,
    HEAD + "narrative: [{heading: 一、概况, level: 0}]\ntables:\n" + SPENDING,
    HEAD + "narrative: [{heading: 一、概况, level: 一}]\ntables:\n" + SPENDING,
    HEAD + "contents: {a: b}\ntables:\n" + SPENDING,
    HEAD + "unread: [{text: 0}]\ntables:\n" + SPENDING,
    HEAD + "unread: [{text: 0, reason: x, line: y}]\ntables:\n" + SPENDING,
]


@pytest.mark.parametrize("text", BROKEN)
def test_schema_and_reader_refuse_the_same(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    assert problems(path)
    assert not VALIDATOR.is_valid(yaml.safe_load(text))


def test_schema_and_reader_accept_the_same(tmp_path: Path) -> None:
    text = HEAD + "region: ~\ncontents: ~\nnarrative: ~\nunread: ~\ntables:\n" + SPENDING
    read_yaml_text(tmp_path, text)
    VALIDATOR.validate(yaml.safe_load(text))


ODD = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    [
        "~",
        "null",
        "NO",
        "0501",
        "1_000",
        "12:30",
        "2022-01-01",
        "- a",
        "a: b",
        "#",
        "1,234.56",
        "'",
        '"',
        "\\n",
        "=",
        "<<",
    ]
)


@given(text=ODD)
def test_any_text_survives_yaml(text: str) -> None:
    node: Any = yaml.compose(f"[{scalar(text)}]", Loader=yaml.SafeLoader)
    assert "\n" not in scalar(text)
    assert node.value[0].value == (text or "~")


@settings(max_examples=60, deadline=None)
@given(
    title=ODD,
    rows=st.lists(st.tuples(ODD, ODD, st.decimals(0, 10**9, places=2).map(str) | st.just("")), max_size=5),
    header=ODD.map(str.strip),
)
def test_any_table_reads_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, title: str, rows: list[tuple[str, str, str]], header: str
) -> None:
    document = odd_document(title.strip(), header, [tuple(text.strip() for text in row) for row in rows])
    again = read_yaml_text(tmp_path_factory.mktemp("odd"), write(document))
    assert write(again) == write(document)
    table = again.tables[0]
    assert again.title == table.title == title.strip()
    assert table.columns[1].path == ("组", header)
    assert [[cell.text for cell in row.cells.values()] for row in table.rows] == [
        [cell.text for cell in row.cells.values()] for row in document.tables[0].rows
    ]


def odd_document(title: str, header: str, rows: list[tuple[str, ...]]) -> Disclosure:
    """A disclosure of one unknown table: a name, a text and a figure column."""
    source = Source(path="odd")
    columns = (
        Column(index=0, path=("单位名称",), name="单位名称", role=Role.NAME),
        Column(index=1, path=("组", header), name="x", role=Role.TEXT),
        Column(index=2, path=("组", "数"), name="数", role=Role.FIGURE),
    )
    made = [
        Row(
            index=index,
            name=texts[0],
            canonical=texts[0],
            cells={column.index: Cell(text, source) for column, text in zip(columns, texts, strict=True)},
            source=source,
        )
        for index, texts in enumerate(row for row in rows if any(row))
    ]
    table = Table(name="x", title=title, known=False, unit=None, columns=columns, rows=made, source=source)
    return Disclosure(
        path="odd",
        title=title,
        unit="",
        year=None,
        stage="",
        level="",
        region="",
        contents=(),
        sections=[],
        tables=[table],
        source=source,
    )
