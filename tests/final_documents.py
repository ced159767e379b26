"""Final accounts (决算) in two layouts, made up: all their figures come from one set of amounts and fit each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from disclosure_writers import Document, Plain
from made_budgets import (
    BASIC,
    BUSINESS,
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
    rounded,
    share,
)

D = Decimal
#: What was spent, in 元; about so much of it comes in, and the rest is carried over.
SPENT: dict[str, dict[tuple[str, str], int]] = OFFICE | {
    "2010302": {(GENERAL, PROJECT): 3_456_789, (OTHER, PROJECT): 86_400},
    "2010350": {(GENERAL, STAFF): 2_222_333, (GENERAL, RUNNING): 333_444, (BUSINESS, PROJECT): 222_000},
}
FUNDS = (GENERAL, FUND)
_OPENING = {GENERAL: D("216300.37"), FUND: D("45000.00"), OTHER: D("170511.22"), BUSINESS: D("105.55")}
_CLOSING = {GENERAL: D("98765.43"), FUND: D("33000.00"), OTHER: D("155012.34"), BUSINESS: D("0")}
#: What of the running costs is spent on equipment.
_EQUIPMENT = D("123456.78")
_SANGONG = (0, 0, 80000, 20000)
#: What was budgeted for the three public expenses: travel abroad, vehicles bought and run, receptions.
_SANGONG_BUDGET = (0, 0, 95000, 40000)
CLASSES = {code: name for code, name in NAMES.items() if len(code) == 3 and code < "230"}
CLASSES |= {"202": "外交支出", "204": "公共安全支出", "213": "农林水支出", "229": "其他支出"}
_ECONOMIC = NAMES | {"310": "资本性支出", "31002": "办公设备购置"}
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三")


class Accounts:
    """A year's accounts: what was spent as in a budget, what came in, and what was left before and after."""

    def __init__(self, unit: str, year: int, scale: int = 10000, separator: str = "") -> None:
        spent = replace(made(unit, year, SPENT, sangong=_SANGONG), scale=scale, separator=separator)
        office = spent.economic["30201"] - _EQUIPMENT
        self.spent: Budget = replace(spent, economic={**spent.economic, "30201": office, "31002": _EQUIPMENT})
        self.unit, self.year = unit, year

    def opening(self, funds: Collection[str] = ()) -> Decimal:
        return sum((amount for fund, amount in _OPENING.items() if not funds or fund in funds), D(0))

    def closing(self, funds: Collection[str] = ()) -> Decimal:
        return sum((amount for fund, amount in _CLOSING.items() if not funds or fund in funds), D(0))

    def came_in(self, prefix: str = "", funds: Collection[str] = ()) -> Decimal:
        """Income under a code: what was spent, and for one item of each fund what the balances changed by."""
        total = self.spent.total(prefix, funds)
        for fund, item in ((GENERAL, "2010302"), (FUND, "2120899"), (OTHER, "2010302"), (BUSINESS, "2010350")):
            if item.startswith(prefix) and (not funds or fund in funds):
                total += _CLOSING[fund] - _OPENING[fund]
        return total

    @property
    def staff(self) -> Decimal:
        return self.spent.economy("301") + self.spent.economy("303")

    @property
    def running(self) -> Decimal:
        return self.spent.economy("302") + self.spent.economy("310")

    def budgeted(self, code: str = "") -> Decimal:
        """The budget of the general budget's items under a code: somewhat more than was spent."""
        codes = [one for one in self.spent.codes((GENERAL,), (7,)) if one.startswith(code)]
        return sum((rounded(self.spent.total(one, (GENERAL,)) * D("1.0231"), -2) for one in codes), D(0))


def _table(title: str, header: list[list[str]], rows: list[list[str]], *notes: str, unit: str = "万元") -> Plain:
    return Plain(title, unit, header, rows, list(notes))


def _beside(*sides: Sequence[Sequence[str]]) -> list[list[str]]:
    widths = [len(side[0]) for side in sides]
    return [
        [text for cells, width in zip(row, widths, strict=True) for text in (cells or [""] * width)]
        for row in zip_longest(*sides)
    ]


def _numbered(rows: list[list[str]], start: int, at: int = 1) -> list[list[str]]:
    return [[*row[:at], str(number), *row[at:]] for number, row in enumerate(rows, start)]


def _income_rows(a: Accounts) -> list[list[str]]:
    show = a.spent.show
    names = [
        "一般公共预算财政拨款收入",
        "政府性基金预算财政拨款收入",
        "国有资本经营预算财政拨款收入",
        "上级补助收入",
        "事业收入",
    ]
    names += ["经营收入", "附属单位上缴收入", "其他收入"]
    funds = {0: GENERAL, 1: FUND, 4: BUSINESS, 7: OTHER}
    return [
        [f"{_NUMERALS[n]}、{name}", show(a.came_in("", (funds[n],))) if n in funds else ""]
        for n, name in enumerate(names)
    ]


def _class_rows(a: Accounts, *columns: Collection[str]) -> list[list[str]]:
    return [
        [f"{_NUMERALS[n]}、{CLASSES[code]}", *(a.spent.show(a.spent.total(code, funds)) for funds in columns)]
        for n, code in enumerate(sorted(CLASSES))
    ]


def _balance(a: Accounts, *, numbered: bool) -> Plain:
    show, spent = a.spent.show, a.spent.total()
    incomes, classes = _income_rows(a), _class_rows(a, ())
    incomes += [["", ""]] * (len(classes) - len(incomes))
    total = show(spent + a.closing())
    incomes += [["本年收入合计", show(a.came_in())], ["使用非财政拨款结余（含专用结余）", ""]]
    incomes += [["年初结转和结余", show(a.opening())], ["总计", total]]
    classes += [["本年支出合计", show(spent)], ["结余分配", ""], ["年末结转和结余", show(a.closing())], ["总计", total]]
    if not numbered:
        header = [["收入", "", "支出", ""], ["项目", "决算数", "项目", "决算数"]]
        return _table("收入支出决算总表", header, _beside(incomes, classes))
    header = [["收入", "", "", "支出", "", ""], ["项目", "行次", "金额", "项目", "行次", "金额"]]
    rows = [["栏次", "", "1", "栏次", "", "2"], *_beside(_numbered(incomes, 1), _numbered(classes, 31))]
    return _table("收入支出决算总表", header, rows)


def _coded(a: Accounts, codes: list[str], cells: Callable[[str], list[Decimal]]) -> list[list[str]]:
    show = a.spent.show
    total = ["", "合计", *map(show, cells(""))]
    return [total, *([code, NAMES[code], *map(show, cells(code))] for code in codes)]


def _income(a: Accounts) -> Plain:
    columns = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]

    def cells(code: str) -> list[Decimal]:
        one, zero = a.came_in, D(0)
        return [one(code), one(code, FUNDS), zero, one(code, (BUSINESS,)), zero, zero, one(code, (OTHER,))]

    header = [["项目", "", *columns], ["功能分类科目编码", "科目名称", *[""] * 7]]
    rows = [["栏次", "", *map(str, range(1, 8))], *_coded(a, a.spent.codes(), cells)]
    return _table("收入决算表", header, rows)


def _spending(a: Accounts) -> Plain:
    columns = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]

    def cells(code: str) -> list[Decimal]:
        one = a.spent.total
        return [one(code), one(code, (), BASIC), one(code, (), (PROJECT,)), D(0), D(0), D(0)]

    header = [["项目", "", *columns], ["功能分类科目编码", "科目名称", *[""] * 6]]
    rows = [["栏次", "", *map(str, range(1, 7))], *_coded(a, a.spent.codes(), cells)]
    return _table("支出决算表", header, rows)


def _appropriation(a: Accounts, *, numbered: bool) -> Plain:
    show = a.spent.show
    kinds = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    columns: list[Collection[str]] = [FUNDS, (GENERAL,), (FUND,), ("capital",)]
    classes = _class_rows(a, *columns)
    ins = [show(a.came_in("", (fund,))) for fund in FUNDS] + [""]
    before = [show(a.opening((fund,))) for fund in FUNDS] + [""]
    incomes = [[f"{_NUMERALS[n]}、{kind}", ins[n]] for n, kind in enumerate(kinds)]
    incomes += [["", ""]] * (len(classes) - 3)
    total = [show(a.spent.total("", part) + (a.closing(part) if part != ("capital",) else 0)) for part in columns]
    incomes += [["本年收入合计", show(a.came_in("", FUNDS))], ["年初财政拨款结转和结余", show(a.opening(FUNDS))]]
    incomes += [[f"{_NUMERALS[n]}、{kind}" if not numbered else kind, before[n]] for n, kind in enumerate(kinds)]
    incomes += [["总计", total[0]]]
    classes += [["本年支出合计", *(show(a.spent.total("", part)) for part in columns)]]
    closing = [show(a.closing(part)) if part != ("capital",) else "" for part in columns]
    classes += [["年末财政拨款结转和结余", *closing], *[[""] * 5] * 3, ["总计", *total]]
    if not numbered:
        header = [["收入", "", "支出", *[""] * 4], ["项目", "决算数", "项目", "合计", *kinds]]
        return _table("财政拨款收入支出决算总表", header, _beside(incomes, classes))
    header = [["收入", "", "", "支出", *[""] * 5], ["项目", "行次", "金额", "项目", "行次", "合计", *kinds]]
    rows = _beside(_numbered(incomes, 1), _numbered(classes, 33))
    return _table("财政拨款收入支出决算总表", header, [["栏次", "", "1", "栏次", "", *map(str, range(2, 6))], *rows])


def _general(a: Accounts) -> Plain:
    def cells(code: str) -> list[Decimal]:
        one, general = a.spent.total, (GENERAL,)
        return [one(code, general), one(code, general, BASIC), one(code, general, (PROJECT,))]

    header = [["项目", "", "本年支出", "", ""], ["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"]]
    rows = [["栏次", "", "1", "2", "3"], *_coded(a, a.spent.codes((GENERAL,)), cells)]
    return _table("一般公共预算财政拨款支出决算表", header, rows)


def _economic(a: Accounts, *classes: str) -> list[list[str]]:
    codes = [code for code in a.spent.economic_codes() if code[:3] in classes]
    return [[code, _ECONOMIC[code], a.spent.show(a.spent.economy(code))] for code in codes]


def _basic(a: Accounts) -> Plain:
    """Staff in one block, running costs in two, the total of these at the end of the last."""
    show = a.spent.show
    other = [["307", "债务利息及费用支出", ""], ["30701", "国内债务付息", ""], *_economic(a, "310")]
    costs = _economic(a, "302")
    rows = _beside(_economic(a, "301", "303"), costs[:-1], [*costs[-1:], *other])  # 302 goes on in the last block
    rows.append(["人员经费合计", "", show(a.staff), "公用经费合计", "", "", "", "", show(a.running)])
    header = [["人员经费", "", "", "公用经费", *[""] * 5], ["科目编码", "科目名称", "决算数"] * 3]
    return _table("一般公共预算财政拨款基本支出决算表", header, rows)


def _basic_list(a: Accounts) -> Plain:
    """One list, staff and running costs as columns."""
    show, economy = a.spent.show, a.spent.economy
    rows = [["", "合计", *map(show, (economy(), a.staff, a.running))]]
    for code, name, amount in _economic(a, "301", "302", "303", "310"):
        rows.append([code, name, amount, *(["", amount] if code[:3] in ("302", "310") else [amount, ""])])
    return _table(
        "一般公共预算财政拨款基本支出决算表", [["科目编码", "科目名称", "合计", "人员经费", "公用经费"]], rows
    )


def _expenses(amounts: tuple[int, int, int, int]) -> list[Decimal]:
    abroad, bought, run, reception = map(D, amounts)
    return [abroad + bought + run + reception, abroad, bought + run, bought, run, reception]


def _sangong(a: Accounts) -> Plain:
    """The budget and the account beside each other in one row."""
    items = ["合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费"]
    cars = ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""]
    header = [["预算数", *[""] * 5, "决算数", *[""] * 5], [*items, *items], [*cars, *cars]]
    row = [a.spent.show(amount) for amount in (*_expenses(_SANGONG_BUDGET), *_expenses(_SANGONG))]
    return _table("财政拨款“三公”经费支出决算表", header, [[str(n) for n in range(1, 13)], row])


def _sangong_rows(a: Accounts) -> Plain:
    """The three public expenses as rows."""
    names = ["“三公”经费支出合计", "1.因公出国（境）费", "2.公务用车购置及运行维护费", "（1）公务用车购置费"]
    names += ["（2）公务用车运行维护费", "3.公务接待费"]
    both = zip(names, _expenses(_SANGONG_BUDGET), _expenses(_SANGONG), strict=True)
    rows = [[name, a.spent.show(budget), a.spent.show(account)] for name, budget, account in both]
    return _table("财政拨款“三公”经费支出决算表", [["项目", "年初预算数", "决算数"]], rows)


def _fund(a: Accounts) -> Plain:
    def cells(code: str) -> list[Decimal]:
        spent = a.spent.total(code, (FUND,))
        return [a.opening((FUND,)), a.came_in(code, (FUND,)), spent, D(0), spent, a.closing((FUND,))]

    header = [
        ["项目", "", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"],
        ["功能分类科目编码", "科目名称", "", "", "小计", "基本支出", "项目支出", ""],
    ]
    rows = [["栏次", "", *map(str, range(1, 7))], *_coded(a, a.spent.codes((FUND,)), cells)]
    return _table("政府性基金预算财政拨款收入支出决算表", header, rows)


def _capital() -> Plain:
    header = [["项目", "", "本年支出", "", ""], ["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"]]
    note = "注：本部门本年度没有国有资本经营预算财政拨款支出，故本表无数据。"
    return _table("国有资本经营预算财政拨款支出决算表", header, [["", "合计", "", "", ""]], note)


Sections = list[tuple[str, int, list[str]]]


def _path(code: str) -> str:
    return f"{NAMES[code[:3]]}（类）{NAMES[code[:5]]}（款）{NAMES[code]}（项）"


def _said_items(a: Accounts) -> list[str]:
    said = []
    for n, code in enumerate(a.spent.codes((GENERAL,), (7,)), 1):
        spent, budget = a.spent.total(code, (GENERAL,)), a.budgeted(code)
        said.append(
            f"{n}.{_path(code)}。年初预算为{a.spent.say(budget)}，支出决算为{a.spent.say(spent)}，"
            f"完成年初预算的{share(spent, budget)}。决算数小于年初预算数的主要原因是压减开支。"
        )
    return said


def _said(a: Accounts) -> Sections:
    """The narrative of the national template."""
    b, w, y = a.spent, a.spent.say, a.year
    total, spent, general = b.total() + a.closing(), b.total(), b.total("", (GENERAL,))
    income, basic = a.came_in(), b.total("", (), BASIC)
    appropriated = b.total("", FUNDS) + a.closing(FUNDS)
    before = total * D("0.93")
    budget, done = _expenses(_SANGONG_BUDGET), _expenses(_SANGONG)
    sources = [("财政拨款收入", a.came_in("", FUNDS)), ("事业收入", a.came_in("", (BUSINESS,)))]
    sources.append(("其他收入", a.came_in("", (OTHER,))))
    parts = [("基本支出", basic), ("项目支出", spent - basic)]
    classes = [(NAMES[code], b.total(code, (GENERAL,))) for code in b.codes((GENERAL,), (3,))]
    goods, services = D("1234567"), D("2345600")
    vehicles = D("80000")
    staff, running = a.staff, a.running
    fund = (FUND,)

    def shares(of: list[tuple[str, Decimal]], whole: Decimal, mark: str = "") -> str:
        return "；".join(f"{name}{mark}{w(part)}，占{share(part, whole)}" for name, part in of)

    return [
        (f"第三部分 {y}年度部门决算情况说明", 1, []),
        (
            "一、收入支出决算总体情况说明",
            1,
            [f"{y}年度收、支总计{w(total)}。与{y - 1}年度相比，收、支总计各{change(total, before)}，主要是人员变动。"],
        ),
        ("二、收入决算情况说明", 1, [f"本年收入合计{w(income)}，其中：{shares(sources, income)}。"]),
        ("三、支出决算情况说明", 1, [f"本年支出合计{w(spent)}，其中：{shares(parts, spent)}。"]),
        (
            "四、财政拨款收入支出决算总体情况说明",
            1,
            [f"{y}年度财政拨款收、支总计{w(appropriated)}。与{y - 1}年度相比，财政拨款收、支总计各增加30.00万元。"],
        ),
        ("五、一般公共预算财政拨款支出决算情况说明", 1, []),
        (
            "（一）一般公共预算财政拨款支出决算总体情况",
            2,
            [f"{y}年度一般公共预算财政拨款支出{w(general)}，占本年支出合计的{share(general, spent)}。"],
        ),
        (
            "（二）一般公共预算财政拨款支出决算结构情况",
            2,
            [
                f"{y}年度一般公共预算财政拨款支出{w(general)}，主要用于以下方面："
                f"{shares(classes, general, '（类）支出').replace('支出（类）支出', '（类）支出')}。"
            ],
        ),
        (
            "（三）一般公共预算财政拨款支出决算具体情况",
            2,
            [
                f"{y}年度一般公共预算财政拨款支出年初预算为{w(a.budgeted())}，支出决算为{w(general)}，"
                f"完成年初预算的{share(general, a.budgeted())}。其中：",
                *_said_items(a),
            ],
        ),
        (
            "六、一般公共预算财政拨款基本支出决算情况说明",
            1,
            [
                f"{y}年度一般公共预算财政拨款基本支出{w(b.total('', (GENERAL,), BASIC))}，其中：",
                f"人员经费{w(staff)}，主要包括：基本工资、津贴补贴、奖金。",
                f"公用经费{w(running)}，主要包括：办公费、差旅费、工会经费。",
            ],
        ),
        ("七、财政拨款“三公”经费支出决算情况说明", 1, []),
        (
            "（一）“三公”经费财政拨款支出决算总体情况说明",
            2,
            [
                f"{y}年度“三公”经费财政拨款支出预算为{w(budget[0])}，支出决算为{w(done[0])}，"
                f"完成预算的{share(done[0], budget[0])}，决算数小于预算数的主要原因是厉行节约。"
            ],
        ),
        (
            "（二）“三公”经费财政拨款支出决算具体情况说明",
            2,
            [
                f"{y}年度“三公”经费财政拨款支出决算中，"
                f"因公出国（境）费支出决算{w(done[1])}，占{share(done[1], done[0])}；"
                f"公务用车购置及运行维护费支出决算{w(done[2])}，占{share(done[2], done[0])}；"
                f"公务接待费支出决算{w(done[5])}，占{share(done[5], done[0])}。具体情况如下：",
                f"1.因公出国（境）费支出{w(done[1])}。全年安排因公出国（境）团组0个，累计0人次。",
                f"2.公务用车购置及运行维护费支出预算为{w(budget[2])}，支出决算为{w(done[2])}，"
                f"完成预算的{share(done[2], budget[2])}。其中：公务用车购置支出{w(done[3])}；"
                f"公务用车运行支出{w(vehicles)}，"
                f"主要用于公务出行。{y}年期末，开支财政拨款的公务用车保有量为3辆。",
                f"3.公务接待费支出{w(done[5])}，完成预算的{share(done[5], budget[5])}。其中：国内接待支出{w(done[5])}，"
                "主要用于接待检查组。国内公务接待12批次，96人次。",
            ],
        ),
        (
            "八、政府性基金预算财政拨款收入支出决算情况说明",
            1,
            [
                f"{y}年度政府性基金预算财政拨款年初结转和结余{w(a.opening(fund))}，本年收入{w(a.came_in('', fund))}，"
                f"本年支出{w(b.total('', fund))}，年末结转和结余{w(a.closing(fund))}。"
            ],
        ),
        (
            "九、国有资本经营预算财政拨款支出决算情况说明",
            1,
            [f"{a.unit}{y}年度没有国有资本经营预算财政拨款支出。"],
        ),
        ("十、其他重要事项的情况说明", 1, []),
        (
            "（一）机关运行经费支出情况",
            2,
            [f"{y}年度机关运行经费支出{w(running)}，比{y - 1}年度增加20.00万元，主要原因是物业费增加。"],
        ),
        (
            "（二）政府采购支出情况",
            2,
            [
                f"{y}年度政府采购支出总额{w(goods + services)}，其中：政府采购货物支出{w(goods)}、"
                f"政府采购工程支出0.00万元、"
                f"政府采购服务支出{w(services)}。授予中小企业合同金额{w(services)}，占政府采购支出总额的"
                f"{share(services, goods + services)}，其中：授予小微企业合同金额{w(goods)}，占授予中小企业合同金额的"
                f"{share(goods, services)}。"
            ],
        ),
        (
            "（三）国有资产占用情况",
            2,
            [
                f"截至{y}年12月31日，{a.unit}共有车辆3辆，其中：副部（省）级及以上领导用车0辆、机要通信用车1辆、"
                "应急保障用车2辆、其他用车0辆；单价100万元（含）以上设备（不含车辆）0台（套）。"
            ],
        ),
    ]


def _document(a: Accounts, title: str, sections: Sections, tables: list[Plain]) -> Document:
    tables = [replace(table, preparer=a.unit) for table in tables]
    return Document(title, a.unit, [heading for heading, _, _ in sections], sections, tables)


def national() -> Document:
    """公开01表 to 公开09表, lines and columns numbered."""
    a = Accounts("云台市某某局", 2024)
    return _document(a, "云台市某某局2024年度部门决算", _said(a), _nine(a, _basic(a), _sangong(a), numbered=True))


def county() -> Document:
    """元 in the tables, 万元 in the text; the basic spending as one list, the three public expenses as rows."""
    a = Accounts("青溪县某某局", 2023, 1, ",")
    nine = _nine(a, _basic_list(a), _sangong_rows(a), numbered=False)
    tables = [replace(table, unit="元", title=f"公开0{n}表 {table.title}") for n, table in enumerate(nine, 1)]
    return _document(a, "青溪县某某局2023年度部门决算公开", _said(a), tables)


def _nine(a: Accounts, basic: Plain, sangong: Plain, *, numbered: bool) -> list[Plain]:
    return [
        _balance(a, numbered=numbered),
        _income(a),
        _spending(a),
        _appropriation(a, numbered=numbered),
        _general(a),
        basic,
        sangong,
        _fund(a),
        _capital(),
    ]


FINALS: Mapping[str, Callable[[], Document]] = {"national": national, "county": county}
