"""Reports as text: aligned, complete, harmless; and the same facts in colour."""

from __future__ import annotations

import dataclasses
from io import StringIO

import pytest
from rich.console import Console
from wcwidth import wcswidth

from budget_rules.findings import Finding, Part, Severity
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.reports import plain, terminal
from budget_rules.reports.words import disclosure_name, harmless, marked_quote, shortened, where
from fake_engine import figure, finding, outcome, report


def make(**changes: object) -> Finding:
    whole = finding("2022.yaml", 3, Severity.ERROR, "class-sums", "支出总表")
    return dataclasses.replace(whole, **changes)  # type: ignore[arg-type]  # any field


def test_columns_align_where_chinese_and_digits_meet() -> None:
    lines = plain.figures(make().parts).splitlines()

    assert [line.split()[0] for line in lines] == ["作用", "------", "合计", "类", "类", "另有"]
    assert len({wcswidth(line[: line.index("万元")]) for line in lines[2:5]}) == 1


def test_long_relations_are_cut_and_counted() -> None:
    parts = [Part("类", figure(f"支出总表[第{n}行, 总计]", "1.00" if n % 2 else "")) for n in range(200)]
    lines = plain.figures(parts).splitlines()

    assert len(lines) == 2 + plain.MOST_FIGURES + 2
    assert lines[-2:] == ["另有 61 个数字未列出", "另有 99 格空白"]
    assert "（空）" in lines[2]


def test_the_figure_is_marked_in_its_sentence() -> None:
    quote = "其他收入238万元，其中其他收入238万元。"
    assert marked_quote(make(quote=quote, mark=(16, 19))) == "其他收入238万元，其中其他收入»238«万元。"
    assert marked_quote(make(quote="标\x1b238万元", mark=(2, 5))) == "标\\x1b»238«万元"
    assert marked_quote(make(quote="标题")) == "标题"


def test_what_to_write_instead_is_the_last_word_before_the_basis() -> None:
    whole = outcome("2022.yaml", 3, "error", "names", "支出总表")
    whole.findings = [make(suggestion=message("suggest.write", text="下降 2.7%"), basis="说明文字自身相符")]

    assert plain.failure(whole).splitlines()[-4:-2] == ["  处理: 建议改为：“下降 2.7%”", "  依据: 说明文字自身相符"]


def test_a_finding_without_figures_is_shown_without_a_table() -> None:
    whole = outcome("2022.yaml", 3, "error", "names", "支出总表")
    whole.findings = [make(parts=(), relation="", expected="", printed="", difference="", allowed="", basis="")]

    assert plain.failure(whole).splitlines() == [
        "错误: 支出总表[合计, 总计] 印为 4,396.61 万元，应为 4,386.61 万元",
        "  位置: 支出总表[合计, 总计]（2022.yaml:3:5）",
        "",
        "规则: names（budget/spending.yaml:12:5）",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("支出\x1b[2J总表", "支出\\x1b[2J总表"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\u202eabc\u2066", "\\u202eabc\\u2066"),
        ("\ud800", "\\ud800"),
        ("全角　空格\u00a0—“引”（括）", "全角　空格\u00a0—“引”（括）"),
    ],
)
def test_characters_that_a_terminal_obeys_are_spelled_out(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_colour_says_the_same_as_plain_text() -> None:
    kinds = ("held", "error", "warning", "notice", "unexecuted")
    whole = report([outcome("2022.yaml", 3, kind, "class-sums", "[red]支出[/red]\x1b[2J") for kind in kinds])
    console = Console(file=StringIO(), width=200, force_terminal=False)
    terminal.print_summary(whole, console)
    assert isinstance(console.file, StringIO)

    assert console.file.getvalue().split() == plain.summary(whole).split()
    assert "\x1b" not in console.file.getvalue()


def test_failures_are_coloured_by_severity() -> None:
    console = Console(file=StringIO(), width=200, force_terminal=True, color_system="standard", highlight=False)
    terminal.print_failure(plain.failure(outcome("2022.yaml", 3, "warning", "class-sums", "[b]支出[/b]")), console)
    assert isinstance(console.file, StringIO)

    assert "\x1b[1;33m警告: [b]支出[/b][合计, 总计] 印为" in console.file.getvalue()


def test_long_lists_say_how_many_more() -> None:
    lines = [("", str(n)) for n in range(1025)]
    assert shortened(lines)[-1] == ("", "……另有 1,005 条")
    assert shortened(lines[:21]) == lines[:21]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (Source(path="a.yaml", line=3, column=4), "3"),
        (Source(path="a.pdf", page=7), "第7页"),
        (Source(path="a.pdf", page=7, line=2), "第7页:2"),
        (Source(path="a.xlsx", cell="Sheet1!B7"), "Sheet1!B7"),
        (Source(path="a.yaml"), ""),
    ],
)
def test_positions_are_short(source: Source, shown: str) -> None:
    assert where(source) == shown


def test_a_disclosure_is_named_by_what_is_known() -> None:
    whole = report([])
    assert disclosure_name(whole) == "绍兴市人大办本级 2022 年 单位预算（浙江）"
    assert disclosure_name(dataclasses.replace(whole, unit="", year=None, level="", stage="", region="")) == whole.title


def test_every_entry_has_the_same_slots_in_both_languages() -> None:
    from string import Formatter

    from budget_rules.messages.shown import ENTRIES

    for key, texts in ENTRIES.items():
        slots = [{name for _, name, _, _ in Formatter().parse(text) if name is not None} for text in texts]
        assert slots[0] == slots[1], key
        assert str(message(key, **dict.fromkeys(slots[0], "x")))
