"""Disclosures in the layouts of several places, written from one made-up budget: all their figures fit each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from disclosure_writers import Document, Plain
from made_budgets import (
    ALL_GENERAL,
    APPROPRIATED,
    BASIC,
    CARRIED,
    FUND,
    GENERAL,
    NAMES,
    OFFICE,
    OTHER,
    PROJECT,
    RUNNING,
    STAFF,
    Budget,
    change,
    made,
    share,
)

_NUMERALS = "一二三四五六七八九十"
Columns = Sequence[tuple[Collection[str], Collection[str]]]
Sections = list[tuple[str, int, list[str]]]
_SPLIT = [["科目编码", "", "", "单位代码", "单位名称（科目）"], ["类", "款", "项", "", ""]]


def _beside(*sides: Sequence[Sequence[str]]) -> list[list[str]]:
    widths = [len(side[0]) for side in sides]
    rows = zip_longest(*sides)
    return [
        [text for cells, width in zip(row, widths, strict=True) for text in (cells or [""] * width)] for row in rows
    ]


def _table(title: str, header: list[list[str]], rows: list[list[str]], *notes: str, unit: str = "万元") -> Plain:
    return Plain(title, unit, header, rows, list(notes))


def _uses(funds: Collection[str]) -> Columns:
    return [(funds, ()), (funds, BASIC), (funds, (STAFF,)), (funds, (RUNNING,)), (funds, (PROJECT,))]


_PARTS = ["合计", "基本支出", "", "", "项目支出"], ["", "小计", "人员经费", "公用经费", ""]


def _coded(budget: Budget, columns: Columns, levels: Iterable[int] = (3, 5, 7)) -> list[list[str]]:
    """Code, name and figures; the total first."""
    codes = budget.codes(columns[0][0], levels)
    total = ["", "合计", *budget.cells("", *columns)]
    return [total, *([code, NAMES[code], *budget.cells(code, *columns)] for code in codes)]


def _split(budget: Budget, columns: Columns) -> list[list[str]]:
    """Class, section and item in a column each, only items listed, below their unit."""
    total = budget.cells("", *columns)
    return [["", "", "", "", "合计", *total], ["", "", "", "301001", budget.unit, *total]] + [
        [code[:3], code[3:5], code[5:], "301001", NAMES[code], *budget.cells(code, *columns)]
        for code in budget.codes(columns[0][0], (7,))
    ]


def _economic(budget: Budget, levels: Iterable[int] = (3, 5)) -> list[list[str]]:
    staff = budget.show(budget.economy("301") + budget.economy("303"))
    rows = [["", "合计", budget.show(budget.economy()), staff, budget.show(budget.economy("302"))]]
    for code in budget.economic_codes():
        if len(code) in tuple(levels):
            amount = budget.show(budget.economy(code))
            rows.append([code, NAMES[code], amount, *(["", amount] if code[:3] == "302" else [amount, ""])])
    return rows


def _classes(budget: Budget, style: str, *columns: Collection[str]) -> list[list[str]]:
    return [
        [style.format(_NUMERALS[at]) + NAMES[code], *(budget.show(budget.total(code, funds)) for funds in columns)]
        for at, code in enumerate(budget.codes(columns[0], (3,)))
    ]


def _balance(budget: Budget, title: str, income: list[list[str]]) -> Plain:
    total, carried = budget.total(), budget.total("", (CARRIED,))
    rows = [
        *_beside(income, _classes(budget, "{}、", ())),
        ["本年收入合计", budget.show(total - carried), "本年支出合计", budget.show(total)],
        ["上年结转结余", budget.show(carried), "年终结转结余", ""],
        ["收入总计", budget.show(total), "支出总计", budget.show(total)],
    ]
    return _table(title, [["收入", "", "支出", ""], ["项目", "预算数", "项目", "预算数"]], rows)


def _incomes(budget: Budget, *lines: tuple[str, str]) -> list[list[str]]:
    return [[name, budget.show(budget.total("", (fund,))) if fund else ""] for name, fund in lines]


def _appropriation(budget: Budget, title: str, fund_name: str, style: str) -> Plain:
    funds: tuple[Collection[str], ...] = (APPROPRIATED, ALL_GENERAL, (FUND,))
    totals = [budget.show(budget.total("", part)) for part in funds]
    income = [["一、本年收入", budget.show(budget.total("", (GENERAL, FUND)))]]
    income += _incomes(budget, (f"（一）一般公共预算{fund_name}", GENERAL), (f"（二）政府性基金预算{fund_name}", FUND))
    income += [["二、上年结转", budget.show(budget.total("", (CARRIED,)))]]
    income += _incomes(budget, (f"（一）一般公共预算{fund_name}", CARRIED), (f"（二）政府性基金预算{fund_name}", ""))
    spending = [["一、本年支出", *totals], *_classes(budget, style, *funds), ["二、年终结转结余", "", "", ""]]
    header = [["收入", "", "支出", "", "", ""], ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算"]]
    rows = [*_beside(income, spending), ["收入总计", totals[0], "支出总计", *totals]]
    return _table(title, header, rows)


def _income_by_unit(budget: Budget, title: str) -> Plain:
    """Units with codes; this year's income and carry-over, each by fund."""
    total, carried, general = (budget.show(budget.total("", part)) for part in ((), (CARRIED,), (GENERAL,)))
    year = budget.show(budget.total() - budget.total("", (CARRIED,)))
    figures = [total, year, general, *(budget.show(budget.total("", (fund,))) for fund in (FUND, OTHER))]
    figures += [carried, carried, ""]
    header = [
        ["部门代码", "部门名称", "合计", "本年收入", "", "", "", "上年结转结余", "", ""],
        ["", "", "", "小计", *["一般公共预算", "政府性基金预算", "其他收入"], "小计", "一般公共预算", "政府性基金预算"],
    ]
    return _table(title, header, [["", "合计", *figures], ["017001", f"{budget.unit}（本级）", *figures]])


def _sangong(budget: Budget, title: str) -> Plain:
    abroad, bought, run, reception = map(Decimal, budget.sangong)
    figures = [abroad + bought + run + reception, abroad, bought + run, bought, run, reception]
    header = [
        ["“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", "", "", "公务接待费"],
        ["", "", "小计", "公务用车购置费", "公务用车运行费", ""],
    ]
    return _table(title, header, [[budget.show(figure) for figure in figures]])


def _document(budget: Budget, title: str, sections: Sections, tables: list[Plain]) -> Document:
    tables = [replace(table, preparer=budget.unit) for table in tables]
    return Document(title, budget.unit, [heading for heading, _, _ in sections], sections, tables)


def _paths(budget: Budget, funds: Collection[str], said: Callable[[str], str]) -> list[str]:
    return [f"{n}.{said(code)}" for n, code in enumerate(budget.codes(funds, (7,)), 1)]


def jiangsu() -> Document:
    """公开01表 ff.: all appropriations in tables of their own, classes heading the items in the narrative."""
    b = made("南通市某某局", 2025, OFFICE)
    w, total, carried = b.say, b.total(), b.total("", (CARRIED,))
    spent, before = b.total("", APPROPRIATED), b.total("", APPROPRIATED, before=True)
    incomes = [("一、一般公共预算拨款收入", GENERAL), ("二、政府性基金预算拨款收入", FUND), ("三、其他收入", OTHER)]
    codes, parts = ["科目编码", "科目名称"], list(_PARTS)
    functional = [[*codes, *parts[0]], ["", "", *parts[1]]]
    economic = [[*codes, "本年财政拨款基本支出", "", ""], ["", "", "合计", "人员经费", "公用经费"]]
    running = [row[:3] for row in _economic(b) if not row[0] or row[0].startswith("302")]
    running[0][2] = b.show(b.economy("302"))
    plain = [[*codes, "合计", "基本支出", "项目支出"]]
    tables = [
        _balance(b, "收支总表", _incomes(b, *incomes)),
        _income_by_unit(b, "收入总表"),
        _table("支出总表", plain, _coded(b, [((), ()), ((), BASIC), ((), (PROJECT,))])),
        _appropriation(b, "财政拨款收支总表", "拨款", "（{}）"),
        _table("财政拨款支出表（功能科目）", functional, _coded(b, _uses(APPROPRIATED))),
        _table("财政拨款基本支出表（经济科目）", economic, _economic(b)),
        _table("一般公共预算支出表", functional, _coded(b, _uses(ALL_GENERAL))),
        _table("一般公共预算基本支出表", economic, _economic(b)),
        _sangong(b, "一般公共预算“三公”经费、会议费、培训费支出表"),
        _table("政府性基金预算支出表", plain, _coded(b, [((FUND,), ()), ((FUND,), BASIC), ((FUND,), (PROJECT,))])),
        _table("一般公共预算机关运行经费支出预算表", [[*codes, "机关运行经费支出"]], running),
    ]
    items: list[str] = []
    for numeral, code in zip(_NUMERALS, b.codes(APPROPRIATED, (3,)), strict=False):
        items.append(f"（{numeral}）{NAMES[code]}（类）")
        for item in (one for one in b.codes(APPROPRIATED, (7,)) if one.startswith(code)):
            now, was = b.total(item, APPROPRIATED), b.total(item, APPROPRIATED, before=True)
            path = f"{NAMES[item[:5]]}（款）{NAMES[item]}（项）"
            items.append(f"{path}支出{w(now)}，与上年相比{change(now, was)}。主要原因是人员变动。")
    general, fund = b.total("", (GENERAL,)), b.total("", (FUND,))
    vehicles, receptions = map(Decimal, b.sangong[2:])
    staff, costs = w(b.economy("301") + b.economy("303")), w(b.economy("302"))
    both = change(total, b.total(before=True))
    sections: Sections = [
        (
            "一、收支预算总体情况说明",
            1,
            [
                f"{b.unit}2025年度收入、支出预算总计{w(total)}，与上年相比收、支预算总计各{both}。其中：",
                f"（一）收入预算总计{w(total)}。包括：",
                f"1.本年收入合计{w(total - carried)}。",
                *(f"（{n}）{NAMES[c]}（类）支出{w(b.total(c))}。" for n, c in enumerate(b.codes((), (3,)), 1)),
            ],
        ),
        (
            "二、收入预算情况说明",
            1,
            [
                f"2025年收入预算合计{w(total)}，包括本年收入{w(total - carried)}，上年结转结余{w(carried)}。其中：",
                f"本年一般公共预算收入{w(general)}，占{share(general, total)}；",
                f"本年政府性基金预算收入{w(fund)}，占{share(fund, total)}。",
            ],
        ),
        (
            "三、财政拨款支出预算情况说明",
            1,
            [f"2025年财政拨款预算支出{w(spent)}，与上年相比，财政拨款支出{change(spent, before)}。其中：", *items],
        ),
        (
            "四、财政拨款基本支出预算情况说明",
            1,
            [f"人员经费{staff}。主要包括：基本工资。", f"公用经费{costs}。主要包括：办公费。"],
        ),
        (
            "五、一般公共预算“三公”经费、会议费、培训费支出预算情况说明",
            1,
            [
                f"公务用车购置及运行维护费支出{w(vehicles)}，占“三公”经费的{share(vehicles, vehicles + receptions)}；"
                f"公务接待费支出{w(receptions)}，占“三公”经费的{share(receptions, vehicles + receptions)}。",
                f"公务接待费预算支出{w(receptions)}，比上年预算减少0.50万元，主要原因是压减接待。",
            ],
        ),
        ("六、一般公共预算机关运行经费支出预算情况说明", 1, [f"2025年机关运行经费预算支出{costs}。"]),
    ]
    return _document(b, "2025年度南通市某某局部门预算公开", sections, tables)


def sichuan() -> Document:
    """Items without classes, codes in three columns beside that of the unit; empty tables that only say so."""
    b = made("成都市某某局", 2025, OFFICE, separator=",")
    w, general = b.say, (GENERAL,)
    incomes = [("一、一般公共预算拨款收入", GENERAL), ("二、政府性基金预算拨款收入", FUND), ("三、其他收入", OTHER)]
    three = [[*_SPLIT[0], "合计", "基本支出", "项目支出"], [*_SPLIT[1], "", "", ""]]
    economic = [
        ["科目编码", "", "单位名称（科目）", "基本支出", "", ""],
        ["类", "款", "", "合计", "人员经费", "公用经费"],
    ]
    basic = [[row[0][:3], row[0][3:], *row[1:]] for row in _economic(b)]
    tables = [
        _balance(b, "部门收支总表", _incomes(b, *incomes)),
        _table("部门支出总表", three, _split(b, [((), ()), ((), BASIC), ((), (PROJECT,))])),
        _appropriation(b, "财政拨款收支预算总表", "拨款收入", ""),
        _table("一般公共预算支出预算表", three, _split(b, [(general, ()), (general, BASIC), (general, (PROJECT,))])),
        _table("一般公共预算基本支出预算表", economic, basic),
        _table("国有资本经营预算支出预算表", three, [["", "", "", "", "合计", "", "", ""]], "此表无数据。"),
    ]
    total = b.total("", general)
    sections: Sections = [
        (
            "（一）一般公共预算当年拨款规模变化情况",
            2,
            [f"{b.unit}2025年一般公共预算当年拨款{w(total)}。"],
        ),
        (
            "（二）一般公共预算当年拨款结构情况",
            2,
            [
                "；".join(f"{NAMES[c]}{w(b.total(c, general))}，占{share(b.total(c, general), total)}" for c in codes)
                + "。"
                for codes in [b.codes(general, (3,))]
            ],
        ),
        (
            "（三）一般公共预算当年拨款具体使用情况",
            2,
            _paths(
                b,
                general,
                lambda code: (
                    f"{NAMES[code[:3]].removesuffix('支出')}（类）{NAMES[code[:5]]}（款）{NAMES[code]}（项）："
                    f"2025年预算数为{w(b.total(code, general))}，主要用于：保障单位正常运转。"
                ),
            ),
        ),
        ("一、国有资本经营预算支出情况说明", 1, [f"{b.unit}2025年没有使用国有资本经营预算拨款安排的支出。"]),
    ]
    return _document(b, "成都市某某局2025年部门预算", sections, tables)


def henan() -> Document:
    """情况表: two classifications side by side, items without classes, carry-over by fund, 其中：财政拨款."""
    b = made("某县某某局", 2025, OFFICE)
    w, total = b.say, b.total()
    income = _incomes(
        b,
        ("一、一般公共预算", GENERAL),
        ("其中：财政拨款", GENERAL),
        ("二、政府性基金预算", FUND),
        ("三、单位资金", OTHER),
    )
    header = [[*_SPLIT[0], *_PARTS[0]], [*_SPLIT[1], *_PARTS[1]]]
    both = [
        ["部门预算支出经济分类", "", "", "政府预算支出经济分类", "", "", "2025年基本支出", "", ""],
        ["类", "款", "科目名称", "类", "款", "科目名称", "合计", "人员经费", "公用经费"],
    ]
    first, *items = _economic(b, (5,))
    basic = [["", "", "合计", "", "", "", *first[2:]]]
    basic += [[row[0][:3], row[0][3:], row[1], "502", "01", "办公经费", *row[2:]] for row in items]
    project, fund, other = (b.show(b.total("", (part,), (PROJECT,))) for part in (GENERAL, FUND, OTHER))
    carried = b.show(b.total("", (CARRIED,)))
    of_projects = [
        ["类型", "项目名称", "合计", "本年拨款", "", "财政拨款结转结余", "", "单位资金"],
        ["", "", "", "一般公共预算", "政府性基金预算", "一般公共预算", "政府性基金预算", ""],
    ]
    all_projects = b.show(b.total("", (), (PROJECT,)))
    projects = [
        ["", "合计", all_projects, project, fund, carried, "", other],
        ["特定目标类", "业务管理", b.show(b.total("", ALL_GENERAL, (PROJECT,))), project, "", carried, "", ""],
        ["特定目标类", "城市建设", fund, "", fund, "", "", ""],
        ["其他运转类", "代管项目", other, "", "", "", "", other],
    ]
    tables = [
        _balance(b, "2025年部门收支总体情况表", income),
        _table("2025年部门支出总体情况表", header, _split(b, _uses(()))),
        _appropriation(b, "2025年财政拨款收支总体情况表", "拨款", "（{}）"),
        _table("2025年一般公共预算支出情况表", header, _split(b, _uses(ALL_GENERAL))),
        _table("2025年一般公共预算基本支出情况表", both, basic),
        _table("2025年项目支出情况表", of_projects, projects),
    ]
    general = b.total("", ALL_GENERAL)
    shares = "；".join(
        f"{NAMES[c]}{w(b.total(c, ALL_GENERAL))}，占{share(b.total(c, ALL_GENERAL), general)}"
        for c in b.codes(ALL_GENERAL, (3,))
    )
    sections: Sections = [
        (
            "一、收入支出预算总体情况说明",
            1,
            [
                f"{b.unit}2025年收入总计{w(total)}，支出总计{w(total)}，"
                f"与2024年预算相比，收、支总计各{change(total, b.total(before=True))}。主要原因：人员经费变化。"
            ],
        ),
        (
            "二、一般公共预算支出预算情况说明",
            1,
            [f"{b.unit}2025年一般公共预算支出年初预算为{w(general)}。主要用于以下方面：{shares}。"],
        ),
    ]
    return _document(b, "某县某某局2025年部门预算公开", sections, tables)


def guangdong() -> Document:
    """The three public expenses as rows; remarks in brackets behind titles."""
    b = made("佛山市某某局", 2025, OFFICE)
    w = b.say
    run, receptions = Decimal(b.sangong[2]), Decimal(b.sangong[3])
    incomes = [("一、一般公共预算拨款", GENERAL), ("二、政府性基金预算拨款", FUND), ("三、其他资金", OTHER)]
    header = [
        ["功能科目名称", "", "一般公共预算支出", "", ""],
        ["科目编码", "科目名称", "小计", "其中：基本支出", "项目支出"],
    ]
    uses = [(ALL_GENERAL, ()), (ALL_GENERAL, BASIC), (ALL_GENERAL, (PROJECT,))]
    expenses = [
        ["“三公”经费", b.show(run + receptions)],
        ["其中：（一）因公出国（境）支出", "0.00"],
        ["（二）公务用车购置及运行维护支出", b.show(run)],
        ["1.公务用车购置", "0.00"],
        ["2.公务用车运行维护费", b.show(run)],
        ["（三）公务接待费支出", b.show(receptions)],
    ]
    basic = [row[:3] for row in _economic(b)]
    economic = [["支出经济分类科目", "", "2025年预算"], ["科目编码", "科目名称", ""]]
    tables = [
        _balance(b, "表1 收支总体情况表", _incomes(b, *incomes)),
        _table("表2 一般公共预算支出情况表（按功能分类科目）", header, _coded(b, uses)),
        _table("表3 一般公共预算基本支出情况表（按支出经济分类科目）", economic, basic),
        _table("表4 财政拨款安排的行政经费及“三公”经费预算表", [["项目", "2025年预算"]], expenses),
    ]
    said = f"2025年财政拨款安排“三公”经费{w(run + receptions)}，其中：公务接待费{w(receptions)}，比上年减少0.50万元。"
    sections: Sections = [("一、“三公”经费安排情况说明", 1, [said])]
    return _document(b, "2025年佛山市某某局部门预算", sections, tables)


PLACES: dict[str, Callable[[], Document]] = {
    "jiangsu": jiangsu,
    "sichuan": sichuan,
    "henan": henan,
    "guangdong": guangdong,
}
