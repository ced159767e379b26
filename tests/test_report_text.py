"""Reports as text: aligned, complete, harmless; and the same facts in colour."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from rich.cells import cell_len
from rich.console import Console
from wcwidth import wcswidth

import budget_rules
from budget_rules.disclosure import Unread
from budget_rules.findings import Finding, Part, Report, Severity
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.reports import plain, terminal
from budget_rules.reports.folding import folded
from budget_rules.reports.words import disclosure_name, harmless, marked_quote, position, shortened, where
from fake_engine import figure, finding, outcome, report

SAMPLE = str(Path(__file__).parents[1] / "samples/2022.yaml")


def make(**changes: object) -> Finding:
    whole = finding("2022.yaml", 3, Severity.ERROR, "class-sums", "支出总表")
    return structs.replace(whole, **changes)


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


def shown(whole: Report, width: int) -> list[str]:
    """The summary as a terminal of this width shows it, without colour."""
    console = Console(file=StringIO(), width=width, force_terminal=True, color_system=None, highlight=False)
    terminal.print_summary(whole, console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_summary_fits_the_terminal(width: int) -> None:
    rulebook = budget_rules.load_rules()
    sample = budget_rules.load(SAMPLE, vocabulary=rulebook.vocabulary)
    whole = structs.replace(budget_rules.confront(rulebook, sample), path="2022.yaml")
    lines = shown(whole, width)

    assert max(map(wcswidth, lines)) <= width
    assert [line for line in lines if line != line.rstrip()] == []
    assert "".join("".join(lines).split()) == "".join(plain.summary(whole).split())


def test_the_summary_says_causes_first_and_figures_last() -> None:
    rulebook = budget_rules.load_rules()
    sample = budget_rules.load(SAMPLE, vocabulary=rulebook.vocabulary)
    lines = plain.summary(budget_rules.confront(rulebook, sample)).splitlines()

    assert [line for line in lines if line[:3].strip() and line[:2] == "  "] == [
        "  发现问题: 错误 4，警告 10，提示 15",
        "  未执行（没有核对，不等于没有问题）:",
        "  未能读取:",
        lines[-1],
    ]
    at = lines.index(f"    {SAMPLE}:66:63: 错误: （二）收入预算情况的“收入预算的下降幅度” 2.8% 应为 2.7%")
    relation = "下降幅度 2.8% = 减少额 122.42万元 ÷ （收入预算 4396.61万元 + 减少额 122.42万元）"
    assert lines[at + 1] == f"      - change-rate[收入预算情况]: {relation}"
    assert lines[-1].startswith("  核对 ") and lines[-1].endswith("%）")


def test_what_was_not_read_is_grouped_by_reason() -> None:
    unread = [
        Unread(Source(path="2022.yaml", line=480 + n), name, message("unread.noted-line", reason=reason, line=500 + n))
        for n, (name, reason) in enumerate(
            [(f"经费{n}", f"“经费{n}”在分页处缺行，指标不全") for n in range(8)] + [("0", "分页打乱了此行的栏位")]
        )
    ]
    lines = plain.summary(structs.replace(report([]), unread=tuple(unread))).splitlines()

    assert lines[lines.index("  未能读取:") :][1:4] == [
        "    “…”在分页处缺行，指标不全（原文件第 … 行）（8 处）",
        "      " + "；".join(f"第 {480 + n} 行 “经费{n}”" for n in range(6)) + " ……另有 2 条",
        "    2022.yaml:488: “0”: 分页打乱了此行的栏位（原文件第 508 行）",
    ]


def test_rules_that_were_not_executed_for_the_same_reason_share_a_line() -> None:
    skipped = outcome("2022.yaml", 3, "unexecuted", "totals", "支出总表").not_executed
    both = [outcome("2022.yaml", 3, "unexecuted", rule, "支出总表") for rule in ("sums", "totals")]
    lines = plain.summary(report(both)).splitlines()

    assert f"    {skipped[0].reason}: sums[支出总表]；totals[支出总表]" in lines


@given(
    st.text(alphabet=st.sampled_from("预算公开，。；（“”）《》—ab 12.8%元万/[],"), max_size=200), st.integers(20, 90)
)
def test_folding_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = folded(text, width)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)


def test_a_number_keeps_its_unit_and_a_bracket_its_word() -> None:
    assert folded("下降幅度 2.8% = 减少额（122.42万元）", 28) == ["下降幅度 2.8% = 减少额", "  （122.42万元）"]
    assert folded("说明中的支出总表的合计[住房公积金]", 24) == ["说明中的支出总表的合计", "  [住房公积金]"]


def test_on_pages_and_in_cells_the_file_is_not_repeated() -> None:
    assert position(Source(path="a.pdf", page=7)) == "第7页"
    assert position(Source(path="a.xlsx", cell="Sheet1!B7")) == "Sheet1!B7"
    assert position(Source(path="a.yaml", line=3, column=4)) == "a.yaml:3:4"


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
    assert disclosure_name(structs.replace(whole, unit="", year=None, level="", stage="", region="")) == whole.title


def test_every_entry_has_the_same_slots_in_both_languages() -> None:
    from string import Formatter

    from budget_rules.messages.shown import ENTRIES

    for key, texts in ENTRIES.items():
        slots = [{name for _, name, _, _ in Formatter().parse(text) if name is not None} for text in texts]
        assert slots[0] == slots[1], key
        assert str(message(key, **dict.fromkeys(slots[0], "x")))
