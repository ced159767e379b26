"""A budget as it is published: each figure rounded on its own, in the YAML form of disclosures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import strategies as st

from budget_rules.strategies.budget import FUNCTIONS, RUNNING, STAFF, Budget, Item, Spending

#: Ways of printing amounts of a table: the unit, 分 in one of it, and decimals.
UNITS = {"万元": ("万元", 10**6, 2), "万元/6": ("万元", 10**6, 6), "元": ("元", 100, 2), "元/0": ("元", 100, 0)}
#: Ways of printing nothing.
NIL = ("~", "0.00", "—", "0")
HEAD = """\
format: 1
title: 某市某局 2022 年单位预算
unit: 某市某局
year: 2022
stage: 预算
level: 单位
region: 浙江
"""
Cell = Callable[[int], str]


def printed(budget: Budget, draw: st.DrawFn, *, units: Sequence[str], narrative: bool) -> str:
    """The disclosure as text."""
    lines = [HEAD.rstrip()]
    if narrative:
        lines += ["narrative:", *_narrative(budget)]
    lines.append("tables:")
    for title, columns, rows, note in _tables(budget):
        unit, size, decimals = UNITS[draw(st.sampled_from(list(units)))]
        nil = draw(st.sampled_from(NIL))

        def cell(amount: int, size: int = size, decimals: int = decimals, nil: str = nil) -> str:
            return nil if not amount else f"{_rounded(Decimal(amount) / size, decimals)}"

        lines += [f"- title: {title}", f"  unit: {unit}", f"  columns: [{columns}]", "  rows:"]
        lines += [f"    - [{', '.join(one if isinstance(one, str) else cell(one) for one in row)}]" for row in rows]
        if note:
            lines += ["  notes:", f"    - {note}"]
    return "\n".join(lines) + "\n"


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


Row = list[str | int]


#: Title, columns, rows and note; amounts in 分.
Table = tuple[str, str, list[Row], str]
#: The printed items of the functional classification, and what is spent on each.
Spent = Sequence[tuple[Item, Spending]]


def _tables(budget: Budget) -> Iterator[Table]:
    items = [one for top in FUNCTIONS for one in _printed_items(budget, top)]
    spending = [(item, budget.spent(item)) for item in items]
    yield from _tables_of_all_money(budget, spending)
    yield from _tables_of_appropriations(budget, spending)
    yield from _other_tables(budget)


def _tables_of_all_money(budget: Budget, spending: Spent) -> Iterator[Table]:
    whole = budget.whole
    appropriated, own = whole.general - budget.carried, whole.other - budget.carried_other
    carried = budget.carried + budget.carried_other
    yield (
        "2022年单位收支预算总表",
        "{收入: [项目, 预算数]}, {支出: [项目（按功能分类）, 预算数]}",
        _sides(
            [
                ("一、财政拨款", appropriated),
                ("一般公共预算", appropriated),
                ("政府性基金预算", 0),
                ("七、其他收入", own),
                ("本年收入合计", appropriated + own),
                ("上年结转结余", carried),
            ],
            [
                *((item.name, spent.total) for item, spent in spending),
                ("本年支出合计", whole.total),
                ("年终结转结余", 0),
            ],
            ("收入总计", appropriated + own + carried),
            ("支出总计", whole.total),
        ),
        "",
    )
    income: list[int] = [whole.total, appropriated + own, appropriated, own, carried]
    yield (
        "2022年单位收入预算总表",
        "单位名称, 总计, {本年收入: [小计, 一般公共预算, 其他收入]}, 上年结转结余",
        [
            ["合计", *income],
            ["某市某局", *income],
        ],
        "",
    )
    yield (
        "2022年单位支出预算总表",
        "科目编码, 科目名称, 总计, {基本支出: [人员支出, 公用经费]}, 项目支出",
        [
            ["~", "合计", whole.total, whole.staff, whole.running, whole.project + whole.other],
            *(
                _row(item.code, item.name, spent.total, spent.staff, spent.running, spent.project + spent.other)
                for item, spent in spending
            ),
        ],
        "",
    )


def _tables_of_appropriations(budget: Budget, spending: Spent) -> Iterator[Table]:
    whole, general = budget.whole, budget.whole.general
    appropriated = general - budget.carried
    yield (
        "2022年单位财政拨款收支预算总表",
        "{收入: [项目, 预算数]}, {支出: [项目, 预算数]}",
        _sides(
            [
                ("一、财政拨款", appropriated),
                ("一般公共预算", appropriated),
                ("政府性基金预算", 0),
                ("二、上年结转", "~"),
                ("一般公共预算", budget.carried),
                ("政府性基金预算", 0),
            ],
            [(item.name, spent.general) for item, spent in spending if spent.general],
            ("收入总计", general),
            ("支出总计", general),
        ),
        "",
    )
    columns = "科目编码, 科目名称, 合计, {基本支出: [小计, 人员经费, 公用经费]}, 项目支出"
    yield (
        "2022年单位一般公共预算支出表",
        columns,
        [
            ["~", "合计", general, whole.staff + whole.running, whole.staff, whole.running, whole.project],
            *(
                _row(item.code, item.name, one.general, one.staff + one.running, one.staff, one.running, one.project)
                for item, one in spending
                if one.general
            ),
        ],
        "",
    )
    yield (
        "2022年单位一般公共预算基本支出表",
        "科目编码, 科目名称, 合计, 人员经费, 公用经费",
        [
            ["~", "合计", whole.staff + whole.running, whole.staff, whole.running],
            *(_row(item.code, item.name, paid, paid, 0) for item, paid in _economic(budget, STAFF)),
            *(_row(item.code, item.name, paid, 0, paid) for item, paid in _economic(budget, RUNNING)),
        ],
        "",
    )


def _other_tables(budget: Budget) -> Iterator[Table]:
    whole = budget.whole
    vehicles = budget.vehicles_bought + budget.vehicles_run
    sangong = [budget.abroad, vehicles, budget.vehicles_bought, budget.vehicles_run, budget.reception]
    columns = (
        "单位名称, “三公”经费合计, 因公出国(境)费用, {公务用车购置及运行费: [小计, 公务用车购置费, 公务用车运行维护费]}"
    )
    yield (
        "2022年单位一般公共预算“三公”经费支出表",
        f"{columns}, 公务接待费",
        [_row(name, budget.abroad + vehicles + budget.reception, *sangong) for name in ("合计", "某市某局")],
        "",
    )
    for fund in ("政府性基金预算", "国有资本经营预算"):
        note = f"注：某市某局没有{fund}拨款安排的支出，本表无数据。"
        yield f"2022年单位{fund}支出表", "科目编码, 科目名称, 合计, 基本支出, 项目支出", [["~", "合计", 0, 0, 0]], note
    yield (
        "2022年单位项目支出预算表",
        "单位名称, 项目名称, 总计, 一般公共预算, 政府性基金, 单位资金",
        [
            ["~", "合计", whole.project + whole.other, whole.project, 0, whole.other],
            *(
                _row("某市某局", f"项目{number}", paid + other, paid, 0, other)
                for number, (paid, other) in enumerate(budget.projects, 1)
            ),
        ],
        "",
    )


def _row(*cells: str | int) -> Row:
    return list(cells)


def _printed_items(budget: Budget, item: Item) -> Iterator[Item]:
    """The item and those below it, where something is spent on them."""
    if budget.spent(item).total:
        yield item
        for member in item.members:
            yield from _printed_items(budget, member)


def _economic(budget: Budget, classes: Sequence[Item]) -> Iterator[tuple[Item, int]]:
    for top in classes:
        for item in (top, *top.members):
            if paid := budget.economically(item):
                yield item, paid


Pair = tuple[str, "str | int"]


def _sides(left: list[Pair], right: list[Pair], *totals: Pair) -> list[Row]:
    """Two sides beside each other, the totals in the last row."""
    height = max(len(left), len(right))
    blank: Pair = ("~", "~")
    sides = [side + [blank] * (height - len(side)) for side in (left, right)]
    return [[*one, *other] for one, other in [*zip(*sides, strict=True), totals]]


def _narrative(budget: Budget) -> Iterator[str]:
    whole, general = budget.whole, budget.whole.general
    own = whole.other - budget.carried_other
    change = _change(whole.total, budget.before)
    sources = {
        "上年结转": budget.carried + budget.carried_other,
        "一般公共预算拨款收入": general - budget.carried,
        "其他收入": own,
    }
    uses = {"人员支出": whole.staff, "日常公用支出": whole.running, "项目支出": whole.project + whole.other}
    classes = [(item.name, budget.spent(item)) for item in FUNCTIONS if budget.spent(item).total]
    totals = "、".join(f"{name} {_amount(spent.total)}" for name, spent in classes)
    parts = "、".join(f"{name} {_amount(spent.general)}" for name, spent in classes if spent.general)
    structure = {f"{name.removesuffix('支出')}（类）支出": spent.general for name, spent in classes}
    yield from _section(
        "(一) 关于某市某局 2022 年收支预算情况的总体说明", f"某市某局 2022 年收支总预算 {_amount(whole.total)}。"
    )
    yield from _section(
        "(二) 关于某市某局 2022 年收入预算情况说明",
        f"某市某局 2022 年收入预算 {_amount(whole.total)}，{change}。",
        f"其中：{_shares(sources, whole.total)}。",
    )
    yield from _section(
        "(三) 关于某市某局 2022 年支出预算情况说明",
        f"某市某局 2022 年支出预算 {_amount(whole.total)}，{change}。",
        f"1. 按支出功能分类，包括{totals}。",
        f"2. 按支出用途分类，包括{_shares(uses, whole.total)}。",
    )
    yield from _section(
        "(四) 关于某市某局 2022 年财政拨款收支预算情况的总体说明",
        f"某市某局 2022 年财政拨款收支总预算 {_amount(general)}。支出包括：{parts}。",
    )
    parts_of_five = {
        # What is carried over is no appropriation of the year.
        "一般公共预算当年拨款规模变化情况。": []
        if budget.carried
        else [f"某市某局 2022 年一般公共预算当年拨款 {_amount(general)}，{_change(general, budget.before_general)}。"],
        "一般公共预算当年拨款结构情况。": [f"{_shares(structure, general)}。"],
        "一般公共预算当年拨款具体使用情况。": list(_paths(budget)),
    }
    yield from _section("(五) 关于某市某局 2022 年一般公共预算当年拨款情况说明")
    said = [(heading, texts) for heading, texts in parts_of_five.items() if texts]
    for number, (heading, texts) in enumerate(said, 1):
        yield from _section(f"{number}. {heading}", *texts)
    yield from _section(
        "(六) 关于某市某局 2022 年一般公共预算基本支出情况说明",
        f"某市某局 2022 年一般公共预算基本支出 {_amount(whole.staff + whole.running)}，其中：",
        f"人员经费 {_amount(whole.staff)}；",
        f"公用经费 {_amount(whole.running)}。",
    )
    for heading, fund in (("(七)", "政府性基金预算"), ("(八)", "国有资本经营预算")):
        name = f"{heading} 关于某市某局 2022 年{fund}支出情况说明"
        yield from _section(name, f"某市某局 2022 年没有使用{fund}拨款安排的支出。")
    vehicles = budget.vehicles_bought + budget.vehicles_run
    yield from _section(
        "(九) 关于某市某局 2022 年一般公共预算“三公”经费预算情况说明",
        f"某市某局 2022 年“三公”经费预算数为 {_amount(budget.abroad + vehicles + budget.reception)}，其中：",
        f"因公出国（境）费用 {_amount(budget.abroad)}；公务接待费 {_amount(budget.reception)}；"
        f"公务用车购置及运行维护费 {_amount(vehicles)}。",
    )


def _section(heading: str, *paragraphs: str) -> Iterator[str]:
    level = 3 if heading[0].isdigit() else 2
    yield f"  - {{heading: '{heading}', level: {level}, paragraphs: ["
    yield from (f"      '{text}'," for text in paragraphs)
    yield "    ]}"


def _paths(budget: Budget) -> Iterator[str]:
    found = [
        (top, section, item, paid)
        for top in FUNCTIONS
        for section in top.members
        for item in section.members
        if (paid := budget.spent(item).general)
    ]
    for number, (top, section, item, paid) in enumerate(found, 1):
        path = f"{top.name}（类）{section.name}（款）{item.name}（项）"
        yield f"（{number}）{path}安排 {_amount(paid)}，主要用于日常工作。"


def _amount(amount: int) -> str:
    return f"{_rounded(Decimal(amount) / 10**6, 2)} 万元" if amount else "0 万元"


def _percent(part: int, whole: int) -> str:
    return f"{_rounded(Decimal(part) * 100 / whole, 1)}%"


def _shares(parts: dict[str, int], whole: int) -> str:
    """``人员支出 2119.31 万元，占 48.2%；…`` for what is not nil."""
    return "；".join(f"{name} {_amount(part)}，占 {_percent(part, whole)}" for name, part in parts.items() if part)


def _change(now: int, before: int) -> str:
    if now == before:
        return "与上年执行数持平"
    more, grows = ("增加", "增长") if now > before else ("减少", "下降")
    return f"比上年执行数{more} {_amount(abs(now - before))}，{grows} {_percent(abs(now - before), before)}"
