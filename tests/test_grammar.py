from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_rules.rulebook.expression import (
    Agreement,
    Comparison,
    Condition,
    Contains,
    Count,
    Implication,
    Membership,
    Negation,
    NoteNames,
    Number,
    Operation,
    Reference,
    Scope,
    Selector,
    State,
    StatementExists,
    Total,
)
from budget_rules.rulebook.grammar import MOST_CHARACTERS, NotAnExpression, parse_assertion, parse_scope


def one(text: str) -> Condition:
    (condition,) = parse_assertion(text)
    return condition


def comparison(text: str) -> Comparison:
    condition = one(text)
    assert isinstance(condition, Comparison)
    return condition


def bare(name: str, column: int, *, optional: bool = False) -> Reference:
    return Reference("", Selector((name,), column), None, optional, column)


def without_positions(text: str) -> str:
    return re.sub(r"column=\d+", "", str(parse_assertion(text)))


def test_a_cell_of_a_table_is_written_table_row_column() -> None:
    assert comparison("收支总表[收入总计, 预算数] = 收支总表[支出总计]") == Comparison(
        "=",
        Reference("收支总表", Selector(("收入总计",), 5), Selector(("预算数",), 11), False, 0),
        Reference("收支总表", Selector(("支出总计",), 23), None, False, 18),
    )


def test_a_row_within_a_row_is_written_with_a_slash() -> None:
    left = comparison("财政拨款收支总表[上年结转/一般公共预算, 预算数]? ≤ 3").left
    assert isinstance(left, Reference)
    assert (left.row.names, left.optional) == (("上年结转", "一般公共预算"), True)


def test_a_code_is_a_row() -> None:
    left = comparison("一般公共预算基本支出表[30108] = 2 × 一般公共预算基本支出表[30109]").left
    assert isinstance(left, Reference)
    assert left.row.names == ("30108",)


def test_multiplication_binds_closer_than_addition_and_both_go_from_left_to_right() -> None:
    assert comparison("a = b - c - d * 2").right == Operation(
        "-", Operation("-", bare("b", 4), bare("c", 8)), Operation("*", bare("d", 12), Number(Decimal(2), "2"))
    )


def test_parentheses_bind_closest() -> None:
    assert comparison("rate = change / (current - change)").right == Operation(
        "/", bare("change", 7), Operation("-", bare("current", 17), bare("change", 27))
    )


def test_brackets_inside_a_name_belong_to_it() -> None:
    assert comparison("三公经费合计 = 因公出国（境）费").right == bare("因公出国（境）费", 9)


def test_a_name_in_quotes_may_hold_anything() -> None:
    assert comparison('"总计(含结转) 1" = 3').left == bare("总计(含结转) 1", 0)


def test_a_percentage_is_a_ratio() -> None:
    assert comparison("sum(shares) = 100%") == Comparison(
        "=", Total(bare("shares", 4)), Number(Decimal(1), "100%", True)
    )


def test_a_count_of_rows() -> None:
    assert comparison("count = count(项目支出表)").right == Count(bare("项目支出表", 14))


def test_a_chain_is_one_relation_for_each_link() -> None:
    first, second = parse_assertion("a = b = c")
    assert first == Comparison("=", bare("a", 0), bare("b", 4))
    assert second == Comparison("=", bare("b", 4), bare("c", 8))


@pytest.mark.parametrize(
    ("chinese", "ascii_form"),
    [
        ("a ≤ b", "a <= b"),
        ("a ≥ b", "a >= b"),
        ("a ≠ b", "a != b"),
        ("a ＝ b", "a = b"),
        ("a = 2 × b", "a = 2 * b"),
        ("a = b ÷ c", "a = b / c"),
        ("a = b ＋ c", "a = b + c"),
        ("a = b － c", "a = b - c"),
        ("a = 表[b， c]", "a = 表[b, c]"),
        ("a = b？", "a = b?"),
        ("a = sum（b）", "a = sum(b)"),
        ("a = 3 ⇔ b = 3", "a = 3 <=> b = 3"),
        ("a = 3 ⇒ b = 3", "a = 3 => b = 3"),
    ],
)
def test_chinese_signs_mean_the_same_as_ascii_ones(chinese: str, ascii_form: str) -> None:
    assert without_positions(chinese) == without_positions(ascii_form)


def test_what_is_no_equation() -> None:
    assert one("table is empty") == State("table", "empty", 0)
    assert one("path in 一般公共预算支出表") == Membership("path", "一般公共预算支出表", 8)
    assert one("row in 绩效指标表") == Membership("row", "绩效指标表", 7)
    assert one("statement 没有政府性基金预算") == StatementExists("没有政府性基金预算", 10)
    assert one("note names 政府性基金预算") == NoteNames("政府性基金预算", 11)
    assert one("not table is empty") == Negation(State("table", "empty", 4))


def test_an_implication_has_one_direction_or_both() -> None:
    empty, nil = State("table", "empty", 0), Comparison("=", bare("a", 18), Number(Decimal(0), "0"))
    assert one("table is empty => a = 0") == Implication(empty, nil, False)
    both = one("table is empty <=> a = 0")
    assert isinstance(both, Implication)
    assert both.both


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("row", Scope("rows")),
        ("row of 支出总表", Scope("rows", of="支出总表", column=7)),
        ("column", Scope("columns")),
        ("cell", Scope("cells")),
        ("cell of 一般公共预算支出表", Scope("cells", of="一般公共预算支出表", column=8)),
        ("parent", Scope("parents")),
        ("row matched by 项目名称", Scope("rows", matched=(("项目名称", "项目名称"),))),
        (
            "row matched by 项目名称，年度绩效三级指标名称 = 总体绩效三级指标名称",
            Scope("rows", matched=(("项目名称", "项目名称"), ("年度绩效三级指标名称", "总体绩效三级指标名称"))),
        ),
        ("group by 项目名称", Scope("groups", of="项目名称", column=9)),
        ("类 of 支出总表", Scope("level_rows", of="支出总表", what="类", column=5)),
        ("share", Scope("statements", what="share")),
        ("shares", Scope("statements", what="shares")),
        ("amount named 收入预算", Scope("statements", what="amount", named=("收入预算",))),
        ("count named 车辆，项目", Scope("statements", what="count", named=("车辆", "项目"))),
        (
            "amount named by 支出总表[类]",
            Scope("statements", what="amount", named_by=("支出总表", Selector(("类",), 21)), column=16),
        ),
    ],
)
def test_where_a_rule_applies(text: str, scope: Scope) -> None:
    found = parse_scope(text)
    if scope.named_by is not None and found.named_by is not None:
        assert found.named_by[0] == scope.named_by[0]
        assert found.named_by[1].names == scope.named_by[1].names
    else:
        assert found == scope


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ("收支总表[收入总计 预算数] = 3", 4, "[收入总计"),
        ("a = ", 4, ""),
        ("a b", 2, "b"),
        ("a", 1, ""),
        ("a = 3 +", 7, ""),
        ("a == b", 3, "= b"),
        ("a = (b", 6, ""),
        ("= 3", 0, "= 3"),
        ("table is emtpy", 9, "emtpy"),
        ("a = 1e3", 5, "e3"),
        ("a = b; import os", 5, "; import os"),
        ("__import__('os').system('x') = 1", 10, "('os').syste"),
    ],
)
def test_what_does_not_fit_is_named_with_its_position(text: str, column: int, found: str) -> None:
    with pytest.raises(NotAnExpression) as error:
        parse_assertion(text)
    assert error.value.column == column
    assert error.value.found.startswith(found)


def test_a_scope_that_does_not_fit_is_named_with_its_position() -> None:
    with pytest.raises(NotAnExpression) as error:
        parse_scope("row off 支出总表")
    assert (error.value.column, error.value.found) == (4, "off 支出总表")


def test_a_relation_longer_than_any_on_paper_is_refused() -> None:
    with pytest.raises(NotAnExpression):
        parse_assertion("a = " + " + ".join("b" for _ in range(MOST_CHARACTERS)))


@pytest.mark.parametrize("open_", ["(", "- ", "not ", "sum(", "a[", "a = ("])
def test_deep_nesting_is_an_error_and_no_crash(open_: str) -> None:
    with pytest.raises(NotAnExpression):
        parse_assertion((open_ * MOST_CHARACTERS)[: MOST_CHARACTERS - 1])


PIECES = st.sampled_from(
    [
        *("收支总表", "[", "]", "row", "合计", ",", "，", "?", "=", "≤", "<=>", "=>", "+", "-", "*", "/", "(", ")"),
        *(
            "（",
            "）",
            "sum(",
            "count(",
            "3",
            "2.5",
            "%",
            "not ",
            "statement ",
            "is ",
            "empty",
            "path in ",
            "类",
            " of ",
        ),
        *("note names ", "named ", "by ", '"', " ", "\n", "、", "（境）", "30108", "text"),
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=15).map("".join)))
def test_any_text_is_an_expression_or_not_an_expression(text: str) -> None:
    for parse in (parse_assertion, parse_scope):
        try:
            assert parse(text)
        except NotAnExpression as error:
            assert 0 <= error.column <= len(text)


NAMES = st.sampled_from(
    ["合计", "基本支出", "因公出国（境）费", "收支总表[合计, 总计]", "支出总表[类]", "2", "3.5", "sum(类)"]
)


@given(st.lists(NAMES, min_size=2, max_size=6), st.lists(st.sampled_from("+-×÷"), min_size=5, max_size=5))
def test_white_space_does_not_matter(names: list[str], operators: list[str]) -> None:
    tight = names[0] + "".join(sign + name for sign, name in zip(operators, names[1:], strict=False))
    loose = names[0] + "".join(f"\n  {sign}  {name} " for sign, name in zip(operators, names[1:], strict=False))
    assert without_positions(f"合计 = {tight}") == without_positions(f"合计 = {loose}")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("单位 contains percent", Contains("单位", "percent", 0)),
        ("not 名称 is wordless", Negation(State("名称", "wordless", 4))),
        ("direction is level", State("direction", "level", 0)),
        ("direction agrees with reason", Agreement("direction", "", ("reason",), 0)),
        (
            "base of 三公经费 agrees with 公务接待费，公务用车运行费",
            Agreement("base", "三公经费", ("公务接待费", "公务用车运行费"), 8),
        ),
        ("direction agrees with cause", Agreement("direction", "", ("cause",), 0)),
        ("direction of 三公经费 agrees with 公务接待费", Agreement("direction", "三公经费", ("公务接待费",), 13)),
    ],
)
def test_conditions_on_the_words_beside_figures(text: str, meant: Condition) -> None:
    assert one(text) == meant
