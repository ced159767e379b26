"""Which printed figures are guarded, how closely, and why the others are not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import budget_rules
from budget_rules.checks import Equation, Linear, Quotient, State, Term
from budget_rules.coverage import Coverage, FigureState, GuardedFigure, coverage_of, guarded_count, printed_figures
from budget_rules.coverage.slack import changed, smallest_change
from budget_rules.figure import ONE, Figure, read_figure, unit_named
from budget_rules.place import Place, Source
from disclosures import BALANCE, SPENDING, disclosure, rulebook, section

SAMPLE = Path(__file__).parents[1] / "samples" / "2022.yaml"


def figure(text: str, unit: str = "万元", at: str = "") -> Figure:
    return read_figure(text, unit=unit_named(unit), place=Place(at or text, Source("x.yaml")))


def terms(*figures: Figure) -> list[Term]:
    return [(ONE, one, "") for one in figures]


def total(printed: str, *parts: str, operator: str = "=") -> tuple[Equation, list[Figure]]:
    figures = [figure(text, at=f"{at} {text}") for at, text in enumerate((printed, *parts))]
    return Equation(operator, Linear(terms(figures[0])), Linear(terms(*figures[1:]))), figures


@pytest.fixture(scope="module")
def sample() -> tuple[budget_rules.Disclosure, budget_rules.Report]:
    book = budget_rules.load_rules()
    loaded = budget_rules.load(SAMPLE, vocabulary=book.vocabulary)
    return loaded, budget_rules.confront(book, loaded)


def covered(folder: Path, rule: str, tables: str = SPENDING, narrative: str = "") -> Coverage:
    made, book = disclosure(folder, tables, narrative), rulebook(folder, rule)
    report = budget_rules.confront(book, made)
    found = coverage_of(made, report)
    assert guarded_count(made, report) == found.guarded
    return found


def at(found: Coverage, place: str) -> GuardedFigure:
    (one,) = [one for one in found.figures if one.figure.place.label == place]
    return one


def test_a_copy_of_the_same_precision_stands_no_change() -> None:
    equation, (first, second) = total("4396.61", "4396.61")
    assert smallest_change(equation, first) == smallest_change(equation, second) == 1


def test_a_sum_stands_what_its_roundings_explain() -> None:
    equation, (whole, *parts) = total("7.00", "1.00", "2.00", "4.00")
    assert smallest_change(equation, whole) == 3
    assert [smallest_change(equation, part) for part in parts] == [3, 3, 3]


def test_a_sum_that_is_off_already_stands_less() -> None:
    equation, (whole, *_) = total("7.01", "1.00", "2.00", "4.00")
    assert equation.evaluate() is State.ROUNDED
    assert smallest_change(equation, whole) == 2


def test_an_ordering_is_broken_on_one_side_only() -> None:
    equation, (low, high) = total("3.00", "5.00", operator="≤")
    assert smallest_change(equation, low) == smallest_change(equation, high) == 201


def test_a_figure_on_both_sides_is_not_noticed() -> None:
    one = figure("3.00")
    assert smallest_change(Equation("=", Linear(terms(one)), Linear(terms(one))), one) is None


def test_a_fine_amount_behind_a_coarse_rate_is_guarded_loosely() -> None:
    rate, change, base = figure("2.8", "%"), figure("122.42"), figure("4396.61")
    equation = Equation("=", Linear(terms(rate)), Quotient("/", Linear(terms(change)), Linear(terms(base))))
    assert smallest_change(equation, rate) == 1
    steps = smallest_change(equation, change)
    assert steps is not None
    assert Decimal(steps) / 100 == Decimal("1.52")  # 120.905 ÷ 4396.615 is the least that rounds to 2.8 %


amounts = st.integers(1, 999999).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")


@given(st.lists(amounts, min_size=2, max_size=6), st.sampled_from("=≤≥"), st.data())
def test_one_step_less_is_not_noticed(texts: list[str], operator: str, data: st.DataObject) -> None:
    parts = [Decimal(text) for text in texts]
    off = data.draw(st.integers(-2, 2))
    equation, figures = total(f"{sum(parts) + Decimal(off) / 100:.2f}", *texts, operator=operator)
    if equation.evaluate() is State.VIOLATED:
        return
    for one in figures:
        steps = smallest_change(equation, one)
        if steps is None:
            continue
        assert State.VIOLATED in {changed(equation, one, way * steps).evaluate() for way in (1, -1)}
        for less in range(1, min(steps, 20)):
            assert {changed(equation, one, way * less).evaluate() for way in (1, -1)} <= {State.HELD, State.ROUNDED}


def test_each_figure_of_the_sample_is_there_once(sample: tuple[budget_rules.Disclosure, budget_rules.Report]) -> None:
    loaded, report = sample
    figures = printed_figures(loaded)
    assert len(figures) == len({one.place for one in figures}) == report.table_figures + report.text_figures == 751
    assert {one.place for one in figures} == {one.place for one in loaded.figures()}


def test_figures_are_in_order_of_print(sample: tuple[budget_rules.Disclosure, budget_rules.Report]) -> None:
    lines = [one.place.source.line or 0 for one in printed_figures(sample[0])]
    assert lines == sorted(lines)


def test_the_sample(sample: tuple[budget_rules.Disclosure, budget_rules.Report]) -> None:
    found = coverage_of(*sample)
    assert found.guarded == guarded_count(*sample) == found.once + found.twice_or_more
    assert found.guarded + len(found.unguarded) == len(found.figures)
    whole = at(found, "收支总表[收入总计, 预算数]")
    assert whole.guards > 2
    assert whole.smallest == "0.01"
    assert at(found, "支出总表[一般行政管理事务, 项目支出]").state is FigureState.HELD
    states = {one.figure.text: one.state for one in found.figures if one.figure.place.label == "（二）收入预算情况"}
    assert states["2.8"] is FigureState.VIOLATED


def test_who_is_in_no_rule_is_told_so(tmp_path: Path) -> None:
    rule = "in: 支出总表\nfor: column\nassert: 合计 = sum(类)\nwhere: 合计 > 0"
    found = covered(tmp_path, rule, SPENDING + BALANCE, section("一、单位概况", "局内设 20 个处室。"))
    assert at(found, "支出总表[合计, 项目支出]").guards == 1
    assert str(at(found, "支出总表[行政运行, 总计]").reason) == "《支出总表》的“总计”栏有规则，但不涉及这一行"
    assert str(at(found, "收支总表[收入总计, 预算数]").reason) == "没有规则核对《收支总表》的数字"
    assert str(at(found, "一、单位概况").reason) == "没有规则核对说明中“处室”的数量"


def test_a_column_without_a_rule(tmp_path: Path) -> None:
    found = covered(tmp_path, "assert: 支出总表[合计, 项目支出] = 支出总表[2010104, 项目支出]")
    assert str(at(found, "支出总表[合计, 总计]").reason) == "没有规则核对《支出总表》的“总计”栏"
    assert at(found, "支出总表[合计, 总计]").state is FigureState.UNGUARDED


def test_a_rule_that_does_not_apply_is_named_with_its_reason(tmp_path: Path) -> None:
    rule = "in: 支出总表\nfor: row\nassert: 总计 = 基本支出 + 上缴上级支出"
    found = covered(tmp_path, rule)
    expected = "规则“自己的规则”此处不适用：《支出总表》没有“上缴上级支出”一栏"
    assert str(at(found, "支出总表[合计, 总计]").reason) == expected


def test_a_relation_that_could_not_be_executed_is_named(tmp_path: Path) -> None:
    unread = SPENDING.replace("[2010101, 行政运行, 1825.87,", '[2010101, 行政运行, "?",')
    found = covered(tmp_path, "in: 支出总表\nfor: row\nassert: 总计 = 基本支出 + 项目支出", unread)
    staff = at(found, "支出总表[行政运行, 人员经费]")
    assert staff.state is FigureState.NOT_EXECUTED
    assert str(staff.reason).startswith("规则“自己的规则”此处未能执行：")


def test_a_condition_guards_the_figures_it_holds_by(tmp_path: Path) -> None:
    empty = (
        SPENDING
        + "- {title: 政府性基金预算支出表, unit: 万元, columns: [科目编码, 科目名称, 合计], rows: [[~, 合计, 0.00]]}\n"
    )
    rule = "in: 政府性基金预算支出表\nassert: statement 没有政府性基金预算 => table is empty"
    text = section("七、政府性基金预算情况", "本单位没有使用政府性基金预算拨款安排的支出。")
    found = covered(tmp_path, rule, empty, text)
    zero = at(found, "政府性基金预算支出表[合计, 合计]")
    assert (zero.guards, zero.smallest, zero.state) == (1, "0.01", FigureState.HELD)
