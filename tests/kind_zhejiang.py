"""Disclosures of Zhejiang cities and districts, unit and department: eleven tables in 万元, as they are published."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure_writers import Document, Plain
from kind_budgets import NAMES, Facts
from made_budgets import (
    ACCOUNT,
    ALL_GENERAL,
    APPROPRIATED,
    BASIC,
    BUSINESS,
    CAPITAL,
    CARRIED,
    FUND,
    GENERAL,
    OTHER,
    PROJECT,
    RUNNING,
    STAFF,
    TRADE,
    TRADING,
    Budget,
    rounded,
)

_NUMERALS = "一二三四五六七八九十"
_KINDS = (
    "领导用车",
    "机要通信用车及应急保障用车",
    "执法执勤用车",
    "特种专业技术用车",
    "老干部服务用车",
    "行政执法专用车",
    "其他用车",
)
#: What a unit may have of its own.
_OWN = (BUSINESS, TRADING, OTHER)


@dataclass(frozen=True)
class Words:
    """How a place words and prints its disclosures."""

    level: str = "单位"
    #: With what amounts are compared.
    base: str = "上年执行数"
    #: ``{base}`` ``{up}`` ``{amount}`` ``{grew}`` ``{rate}``
    changed: str = "比{base}{up}{amount}万元，{grew}{rate}%"
    level_said: str = "与{base}持平"
    reason: str = "，主要原因是{}"
    share: str = "，占{}%"
    places: int = 1
    joint: str = "；"
    #: Numbers of items in the text.
    number: str = "（{}）"
    spent: str = "安排{}"
    title: str = "关于{unit}{year}年{what}"
    #: Amounts in the text without zeros at the end.
    bare: bool = True
    #: The spending side of the balance: all names, or the classes only.
    classes_only: bool = False
    #: Columns of funds in the appropriation table.
    fund_columns: bool = False
    #: 基本支出 with 小计 in the spending table.
    subtotal: bool = False
    whole_row: str = "绍兴市某某局"
    tables_named: str = "{year}年市级{level}{name}"
    #: Whether the general budget's table has the carry-over in it.
    general: Collection[str] = ALL_GENERAL
    general_name: str = "一般公共预算当年拨款"


class Zhejiang:
    """A disclosure in the making: the budgets of the units, and of all of them."""

    def __init__(self, budget: Budget, units: Sequence[Budget], facts: Facts, words: Words) -> None:
        self.b, self.units, self.facts, self.w = budget, units, facts, words
        self.year = budget.year
        self.carried = budget.total("", (CARRIED,))
        self.own = f"本{words.level}"

    # ---- wording

    def bare(self, value: Decimal | int) -> str:
        printed = f"{rounded(Decimal(value) / 10000, 2):f}"
        return printed.rstrip("0").rstrip(".") if self.w.bare else printed

    def say(self, value: Decimal | int) -> str:
        return f"{self.bare(value)}万元"

    def changed(self, now: Decimal | int, was: Decimal | int, why: str = "人员变动") -> str:
        now, was = Decimal(now), Decimal(was)
        difference = rounded(now / 10000, 2) - rounded(was / 10000, 2)
        base = self.w.base
        if not difference:
            return self.w.level_said.format(base=base)
        up = difference > 0
        if not was:
            said = self.w.changed.partition("，{grew}")[0].partition("（{grew}")[0]
            text = said.format(base=base, up="增加" if up else "减少", amount=self.bare(abs(now - was)))
        else:
            rate = rounded(abs(now - was) / was * 100, self.w.places)
            text = self.w.changed.format(
                base=base, up="增加" if up else "减少", amount=self.bare(abs(difference * 10000)),
                grew="增长" if up else "下降", rate=f"{rate:f}",
            )  # fmt: skip
        return text + (self.w.reason.format(why + ("增加" if up else "减少")) if why else "")

    def shared(self, parts: Sequence[tuple[str, Decimal]], whole: Decimal) -> str:
        """Names with amounts and shares; what is nil is left out."""
        said = []
        for name, amount in parts:
            if amount:
                share = rounded(amount / whole * 100, self.w.places)
                said.append(f"{name}{self.say(amount)}{self.w.share.format(f'{share:f}')}")
        return self.w.joint.join(said)

    def heading(self, number: int, what: str) -> str:
        return f"（{_NUMERALS[number]}）" + self.w.title.format(unit=self.b.unit, year=self.year, what=what)

    # ---- tables

    def table(self, name: str, header: list[list[str]], rows: list[list[str]], *notes: str) -> Plain:
        title = self.w.tables_named.format(year=self.year, level=self.w.level, unit=self.b.unit, name=name)
        return Plain(title, "万元", header, rows, list(notes))

    @staticmethod
    def beside(left: list[list[str]], right: list[list[str]]) -> list[list[str]]:
        height = max(len(left), len(right))
        left = left + [[""] * len(left[0])] * (height - len(left))
        right = right + [[""] * len(right[0])] * (height - len(right))
        return [[*one, *other] for one, other in zip(left, right, strict=True)]

    def sources(self) -> list[tuple[str, Decimal]]:
        total = self.b.total
        return [
            ("一般公共预算", total("", (GENERAL,))),
            ("政府性基金预算", total("", (FUND,))),
            ("国有资本经营预算", total("", (CAPITAL,))),
            ("财政专户管理资金", total("", (ACCOUNT,))),
            ("事业收入", total("", (BUSINESS,))),
            ("事业单位经营收入", total("", (TRADING,))),
            ("上级补助收入", Decimal(0)),
            ("附属单位上缴收入", Decimal(0)),
            ("其他收入", total("", (OTHER,))),
        ]

    def classes(self, funds: Collection[str], *columns: Collection[str]) -> list[list[str]]:
        b = self.b
        if self.w.classes_only:
            named = [(code, f"{_NUMERALS[n]}、{NAMES[code]}") for n, code in enumerate(b.codes(funds, (3,)))]
        else:
            named = [(code, NAMES[code]) for code in b.codes(funds)]
        return [[name, *(b.show(b.total(code, one)) for one in columns)] for code, name in named]

    def balance(self) -> Plain:
        b = self.b
        sources = self.sources()
        left = [["一、财政拨款", b.show(b.total("", (GENERAL, FUND, CAPITAL)))]]
        left += [[name, b.show(amount)] for name, amount in sources[:3]]
        left += [[f"{_NUMERALS[n]}、{name}", b.show(amount)] for n, (name, amount) in enumerate(sources[3:], 1)]
        total = b.total()
        rows = [
            *self.beside(left, self.classes((), ())),
            ["本年收入合计", b.show(total - self.carried), "本年支出合计", b.show(total)],
            ["上年结转结余", b.show(self.carried), "年终结转结余", ""],
            ["收入总计", b.show(total), "支出总计", b.show(total)],
        ]
        return self.table("收支预算总表", [["收入", "", "支出", ""], ["项目", "预算数", "项目", "预算数"]], rows)

    def incomes(self) -> Plain:
        names = [name for name, _ in self.sources()]
        header = [
            ["单位名称", "总计", "本年收入", *[""] * len(names), "上年结转结余"],
            ["", "", "小计", *names, ""],
        ]

        def row(name: str, b: Budget) -> list[str]:
            made = Zhejiang(b, (), self.facts, self.w)
            figures = [amount for _, amount in made.sources()]
            return [name, *map(b.show, (b.total(), b.total() - made.carried, *figures, made.carried))]

        rows = [row("合计", self.b), row(self.w.whole_row, self.b)] + [row(unit.unit, unit) for unit in self.units]
        return self.table("收入预算总表", header, rows)

    def coded(
        self, name: str, header: list[list[str]], funds: Collection[str], columns: Sequence[tuple[Collection[str], ...]]
    ) -> Plain:
        b = self.b
        rows = [["", "合计", *b.cells("", *columns)]]  # type: ignore[arg-type]
        if b.total("", funds):
            rows += [[code, NAMES[code], *b.cells(code, *columns)] for code in b.codes(funds)]  # type: ignore[arg-type]
        note = [] if b.total("", funds) else [f"{self.b.unit}没有{name[:-3]}拨款安排的支出，故本表无数据。"]
        return self.table(name, header, rows, *note)

    def spending(self) -> Plain:
        tail: list[Collection[str]] = [(PROJECT,), (TRADE,), ("none",), ("none",)]
        last = ["项目支出", "事业单位经营支出", "上缴上级支出", "对附属单位补助支出"]
        if self.w.subtotal:
            header = [
                ["科目编码", "科目名称", "总计", "基本支出", "", "", *last],
                ["", "", "", "小计", "人员支出", "公用经费", "", "", "", ""],
            ]
            uses: list[Collection[str]] = [(), BASIC, (STAFF,), (RUNNING,), *tail]
        else:
            header = [
                ["科目编码", "科目名称", "总计", "基本支出", "", *last],
                ["", "", "", "人员支出", "公用经费", "", "", "", ""],
            ]
            uses = [(), (STAFF,), (RUNNING,), *tail]
        return self.coded("支出预算总表", header, (), [((), use) for use in uses])

    def appropriation(self) -> Plain:
        b = self.b
        left = [["一、财政拨款", b.show(b.total("", (GENERAL, FUND, CAPITAL)))]]
        left += [[name, b.show(amount)] for name, amount in self.sources()[:3]]
        left += [["二、上年结转", b.show(self.carried)], ["一般公共预算", b.show(self.carried)]]
        left += [["政府性基金预算", ""], ["国有资本经营预算", ""]]
        columns: list[Collection[str]] = [APPROPRIATED]
        header = [["收入", "", "支出", ""], ["项目", "预算数", "项目", "预算数"]]
        if self.w.fund_columns:
            columns += [ALL_GENERAL, (FUND,), (CAPITAL,)]
            header = [
                ["收入", "", "支出", "", "", "", ""],
                ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
            ]
        totals = [b.show(b.total("", funds)) for funds in columns]
        rows = self.beside(left, self.classes(APPROPRIATED, *columns))
        rows.append(["收入总计", totals[0], "支出总计", *totals])
        return self.table("财政拨款收支预算总表", header, rows)

    def economic(self) -> Plain:
        b = self.b
        staff = b.economy("301") + b.economy("303")
        rows = [["", "合计", b.show(b.economy()), b.show(staff), b.show(b.economy("302"))]]
        for code in b.economic_codes():
            amount = b.show(b.economy(code))
            rows.append([code, NAMES[code], amount, *(["", amount] if code[:3] == "302" else [amount, ""])])
        header = [
            ["经济分类科目", "", "本年一般公共预算基本支出", "", ""],
            ["科目编码", "科目名称", "合计", "人员经费", "公用经费"],
        ]
        return self.table("一般公共预算基本支出表", header, rows)

    def sangong(self) -> Plain:
        header = [
            ["单位名称", "“三公”经费合计", "因公出国(境)费用", "公务用车购置及运行费", "", "", "公务接待费"],
            ["", "", "", "小计", "公务用车购置费", "公务用车运行维护费", ""],
        ]

        def row(name: str, b: Budget) -> list[str]:
            abroad, bought, run, reception = map(Decimal, b.sangong)
            figures = (abroad + bought + run + reception, abroad, bought + run, bought, run, reception)
            return [name, *map(b.show, figures)]

        rows = [row("合计", self.b)] + [row(unit.unit, unit) for unit in self.units]
        return self.table("一般公共预算“三公”经费支出表", header, rows)

    def project_rows(self) -> list[tuple[str, str, Budget, str]]:
        """Unit, name of the project, and where its money is."""
        return [
            (unit.unit, f"{NAMES[code].removesuffix('支出')}专项经费", unit, code)
            for unit in self.units
            for code in unit.codes((), (7,))
            if unit.total(code, (), (PROJECT,))
        ]

    def projects(self) -> Plain:
        funds: list[Collection[str]] = [(), ALL_GENERAL, (FUND,), (CAPITAL,), (ACCOUNT,), _OWN]
        header = [
            [
                "单位名称",
                "项目名称",
                "总计",
                "一般公共预算",
                "政府性基金",
                "国有资本经营预算",
                "财政专户管理资金",
                "单位资金",
            ]
        ]
        rows = [["", "合计", *(self.b.show(self.b.total("", one, (PROJECT,))) for one in funds)]]
        for unit, name, budget, code in self.project_rows():
            rows.append([unit, name, *(budget.show(budget.total(code, one, (PROJECT,))) for one in funds)])
        return self.table("项目支出预算表", header, rows)

    def indicators(self) -> Plain:
        header = [["单位", "项目名称"]]
        for period in ("总体", "年度"):
            header[0] += [f"{period}绩效{what}" for what in (
                "目标", "一级指标名称", "二级指标名称", "三级指标名称",
                "指标符号", "指标值", "指标单位", "指标权重", "备注",
            )]  # fmt: skip
        header[0] += ["金额", "预算金额"]
        rows = []
        for unit, name, budget, code in self.project_rows():
            amount = f"{budget.total(code, (), (PROJECT,)):f}"
            blank = [""] * 7
            rows.append([unit, name, *blank, "100", "", *blank, "100", "", amount, amount])
            for first, second, third, sign, value, measure, weight in (
                ("产出指标", "数量指标", "工作完成数", "≥", "12", "次", "40"),
                ("产出指标", "时效指标", "预算执行率", "≥", "90", "%", "10"),
                ("效益指标", "社会效益", "受益人数", "≥", "3000", "人", "40"),
                ("满意度指标", "服务对象满意度", "服务对象满意度", "≥", "95", "%", "10"),
            ):
                cells = ["保障各项工作开展。", first, second, third, sign, value, measure, weight, ""]
                rows.append([unit, name, *cells, *cells, "", ""])
        title = self.w.tables_named.format(year=self.year, level=self.w.level, unit=self.b.unit, name="绩效指标表")
        return Plain(title, "", header, rows)

    def tables(self) -> list[Plain]:
        general = self.w.general
        columns = [(general, use) for use in ((), BASIC, (STAFF,), (RUNNING,), (PROJECT,))]
        header = [
            ["科目编码", "科目名称", "合计", "基本支出", "", "", "项目支出"],
            ["", "", "", "小计", "人员经费", "公用经费", ""],
        ]
        funds = [
            self.coded(
                f"{name}预算支出表",
                [["科目编码", "科目名称", f"本年{name}预算支出", "", ""], ["", "", "合计", "基本支出", "项目支出"]],
                (fund,),
                [((fund,), ()), ((fund,), BASIC), ((fund,), (PROJECT,))],
            )
            for name, fund in (("政府性基金", FUND), ("国有资本经营", CAPITAL))
        ]
        return [
            self.balance(),
            self.incomes(),
            self.spending(),
            self.appropriation(),
            self.coded("一般公共预算支出表", header, general, columns),
            self.economic(),
            self.sangong(),
            *funds,
            self.projects(),
            self.indicators(),
        ]

    # ---- narrative

    def named_classes(self, funds: Collection[str]) -> list[tuple[str, Decimal]]:
        return [(NAMES[code], self.b.total(code, funds)) for code in self.b.codes(funds, (3,))]

    def listed(self, parts: Sequence[tuple[str, Decimal]]) -> str:
        return "、".join(f"{name}{self.say(amount)}" for name, amount in parts if amount)

    def item(self, number: int, code: str, funds: Collection[str]) -> str:
        use = "基本支出" if self.b.total(code, funds, BASIC) else "项目支出"
        path = f"{NAMES[code[:3]]}（类）{NAMES[code[:5]]}（款）{NAMES[code]}（项）"
        spent = self.w.spent.format(self.say(self.b.total(code, funds)))
        return f"{self.w.number.format(number)}{path}{spent}，主要用于保障工作开展的{use}。"

    def arrangements(self) -> list[tuple[str, int, list[str]]]:
        b, w, unit, year, say = self.b, self.w, self.b.unit, self.year, self.say
        total, general = b.total(), b.total("", w.general)
        before = b.total(before=True)
        sources = [(f"{name}拨款收入" if n < 3 else f"{name}收入" if n == 3 else name, amount)
                   for n, (name, amount) in enumerate(self.sources())]  # fmt: skip
        sources.append(("上年结转结余", self.carried))
        uses = [
            ("人员支出", b.total("", (), (STAFF,))),
            ("日常公用支出", b.total("", (), (RUNNING,))),
            ("项目支出", b.total("", (), (PROJECT,))),
            ("事业单位经营支出", b.total("", (), (TRADE,))),
        ]
        appropriated = [
            ("一般公共预算", b.total("", ALL_GENERAL)),
            ("政府性基金预算", b.total("", (FUND,))),
            ("国有资本经营预算", b.total("", (CAPITAL,))),
        ]
        named = "、".join(name for name, amount in sources if amount)
        spent = "、".join(name for name, _ in self.named_classes(()))
        basic = b.economy()
        staff = "、".join(NAMES[code] for code in b.economic_codes() if len(code) == 5 and code[:3] != "302")
        running = "、".join(NAMES[code] for code in b.economic_codes() if len(code) == 5 and code[:3] == "302")
        return [
            (
                self.heading(0, "收支预算情况的总体说明"),
                2,
                [
                    f"按照综合预算的原则，{unit}所有收入和支出均纳入{w.level}预算管理。收入包括：{named}；支出包括：{spent}。"
                    f"{unit}{year}年收支总预算{say(total)}。"
                ],
            ),
            (
                self.heading(1, "收入预算情况说明"),
                2,
                [
                    f"{unit}{year}年收入预算{say(total)}，{self.changed(total, before)}。",
                    f"其中：{self.shared(sources, total)}。",
                ],
            ),
            (
                self.heading(2, "支出预算情况说明"),
                2,
                [
                    f"{unit}{year}年支出预算{say(total)}，{self.changed(total, before)}。",
                    f"1.按支出功能分类，包括{self.listed(self.named_classes(()))}。",
                    f"2.按支出用途分类，包括{self.shared(uses, total)}。结转下年0万元。",
                ],
            ),
            (
                self.heading(3, "财政拨款收支预算情况的总体说明"),
                2,
                [
                    f"{unit}{year}年财政拨款收支总预算{say(b.total('', APPROPRIATED))}。"
                    f"收入包括：{self.listed(appropriated)}；支出包括：{self.listed(self.named_classes(APPROPRIATED))}。"
                ],
            ),
            (self.heading(4, f"{w.general_name}情况说明"), 2, []),
            (
                f"1.{w.general_name}规模变化情况",
                3,
                [
                    f"{unit}{year}年{w.general_name}{say(general)}，"
                    f"{self.changed(general, b.total('', w.general, before=True))}。"
                ],
            ),
            (
                f"2.{w.general_name}结构情况",
                3,
                [self.shared([(name, one) for name, one in self.named_classes(w.general)], general) + "。"],
            ),
            (
                f"3.{w.general_name}具体使用情况",
                3,
                [self.item(n, code, w.general) for n, code in enumerate(b.codes(w.general, (7,)), 1)],
            ),
            (
                self.heading(5, "一般公共预算基本支出情况说明"),
                2,
                [
                    f"{unit}{year}年一般公共预算基本支出{say(basic)}，其中：",
                    f"人员经费{say(b.economy('301') + b.economy('303'))}，主要包括：{staff}；",
                    f"公用经费{say(b.economy('302'))}，主要包括：{running}。",
                ],
            ),
            (self.heading(6, "政府性基金预算支出情况说明"), 2, self.fund_said("政府性基金预算", FUND)),
            (self.heading(7, "国有资本经营预算支出情况说明"), 2, self.fund_said("国有资本经营预算", CAPITAL)),
            (self.heading(8, "一般公共预算“三公”经费预算情况说明"), 2, self.sangong_said()),
            (self.heading(9, "其他重要事项的情况说明"), 2, []),
            *self.other_matters(),
        ]

    def fund_said(self, name: str, fund: str) -> list[str]:
        b, unit = self.b, self.b.unit
        amount = b.total("", (fund,))
        if not amount:
            return [f"{unit}{self.year}年没有使用{name}拨款安排的支出。"]
        codes = b.codes((fund,), (7,))
        return [
            f"{unit}{self.year}年{name}支出{self.say(amount)}，"
            f"{self.changed(amount, b.total('', (fund,), before=True), '项目')}。其中：",
            *(self.item(n, code, (fund,)) for n, code in enumerate(codes, 1)),
        ]

    def sangong_said(self) -> list[str]:
        b, say, year = self.b, self.say, self.year
        now, was = b.sangong, b.sangong_before

        def compared(amount: int, before: int) -> str:
            return self.changed(amount, before, "预算安排" if amount != before else "")

        return [
            f"{b.unit}{year}年“三公”经费预算数为{say(sum(now))}，{compared(sum(now), sum(was))}，具体如下：",
            f"1.因公出国（境）费用：根据因公出国计划和实际工作需要，{year}年安排因公出国（境）费用预算{say(now[0])}，"
            f"{compared(now[0], was[0])}。主要用于公务出国（境）的国际旅费、住宿费、公杂费等支出。",
            f"2.公务接待费：{year}年安排公务接待费预算{say(now[3])}，{compared(now[3], was[3])}。"
            "主要用于接待上级来人考察调研等支出。",
            f"3.公务用车购置及运行维护费：{year}年安排公务用车购置及运行维护费预算{say(sum(now[1:3]))}，"
            f"{compared(sum(now[1:3]), sum(was[1:3]))}。其中，公务用车购置支出{say(now[1])}（含购置税等附加费用），"
            f"主要用于经批准购置的{self.facts.bought}辆公务用车，{compared(now[1], was[1])}；"
            f"公务用车运行维护费支出{say(now[2])}，主要用于公务用车燃料费、维修费、过桥过路费、保险费、安全奖励费用等支出，"
            f"{compared(now[2], was[2])}。",
        ]

    def operating(self) -> list[str]:
        b, year = self.b, self.year
        offices = [unit for unit in self.units if "2010601" in unit.codes()]
        if not offices:
            return [f"{b.unit}为事业单位，{year}年无机关运行经费。"]
        amount = sum((unit.economy("302") for unit in offices), Decimal(0))
        if self.w.level == "单位":
            return [f"{year}年{b.unit}的机关运行经费财政拨款预算{self.say(amount)}。"]
        return [f"{year}年{b.unit}本级{len(offices)}家行政单位的机关运行经费财政拨款预算{self.say(amount)}。"]

    def other_matters(self) -> list[tuple[str, int, list[str]]]:
        b, say, year, facts = self.b, self.say, self.year, self.facts
        goods, works, services = facts.procurement
        owned = facts.vehicles
        projects = self.project_rows()
        projects_total = b.total("", (), (PROJECT,))

        def listed(count: Callable[[str], int]) -> str:
            return "、".join(f"{kind}{count(kind)}辆" for kind in _KINDS)

        who = f"{b.unit}所属各预算单位" if self.w.level == "部门" else b.unit
        bought = {"其他用车": facts.bought}
        buying = "。" if facts.bought else f"。{year}年{self.w.level}预算未安排购置车辆。"
        return [
            ("1.机关运行经费", 3, self.operating()),
            (
                "2.政府采购情况",
                3,
                [
                    f"{year}年{b.unit}政府采购预算总额{say(goods + works + services)}，其中："
                    f"政府采购货物预算{say(goods)}、政府采购工程预算{say(works)}、政府采购服务预算{say(services)}。"
                ],
            ),
            (
                "3.国有资产占有使用情况",
                3,
                [
                    f"截至{year - 1}年12月31日，{who}共有车辆{sum(owned.values())}辆，其中，"
                    f"{listed(lambda kind: owned.get(kind, 0))}。单位价值50万元以上通用设备2台（套），"
                    "单位价值100万元以上专用设备0台（套）。",
                    f"{year}年{self.w.level}预算安排购置车辆{facts.bought}辆，其中，"
                    f"{listed(lambda kind: bought.get(kind, 0))}{buying}",
                ],
            ),
            (
                "4.预算绩效情况说明",
                3,
                [
                    f"{year}年{b.unit}财政性资金安排的项目均实行绩效目标管理，共涉及{len(projects)}个项目，当年资金安排"
                    f"{say(projects_total)}，其中一般公共预算当年拨款{say(b.total('', ALL_GENERAL, (PROJECT,)))}。"
                ],
            ),
        ]

    def overview(self) -> list[tuple[str, int, list[str]]]:
        unit, facts = self.b.unit, self.facts
        duties = ["1.贯彻执行国家有关方针、政策和法律、法规、规章。", "2.完成上级交办的其他任务。"]
        structure = f"{unit}内设{len(facts.offices)}个处室：{'、'.join(facts.offices)}。"
        if self.w.level == "部门":
            listed = [f"{n}.{one.unit}" for n, one in enumerate(self.units, 1)]
            lines = [
                f"从预算单位构成看，{unit}部门预算包括：局本级预算、局属事业单位预算。",
                f"纳入{unit}{self.year}年部门预算编制范围的二级预算单位包括：",
                *listed,
            ]
        else:
            lines = [structure]
        return [
            (f"一、{self.w.level}概况", 1, []),
            ("（一）主要职能", 2, duties),
            (f"（二）{self.w.level}机构设置情况", 2, lines),
        ]

    def document(self) -> Document:
        unit, level, year = self.b.unit, self.w.level, self.year
        tables = self.tables()
        sections = [
            *self.overview(),
            (f"二、{year}年{unit}{level}预算安排情况说明", 1, []),
            *self.arrangements(),
            (
                "三、名词解释",
                1,
                [
                    "1.财政拨款收入：本级财政部门当年拨付的财政预算资金，包括一般公共预算财政拨款、政府性基金预算和国有资本经营预算财政拨款。",
                    "2.其他收入：预算单位在“一般公共预算”“政府性基金”“专户资金”“事业收入”“事业单位经营收入”等之外取得的各项收入。",
                    "3.基本支出：是预算单位为保障其正常运转，完成日常工作任务所发生的支出，包括人员支出和日常公用支出。",
                    "4.项目支出：是预算单位为完成其特定的行政工作任务或事业发展目标所发生的支出。",
                    "5.“三公”经费：是指部门用一般公共预算财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费。",
                    "6.机关运行经费：指为保障行政单位（含参照公务员法管理的事业单位）运行用于购买货物和服务的各项资金。",
                    "7.事业收入：事业单位开展专业业务活动及辅助活动所取得的收入，不含专户资金收入。",
                    "8.事业单位经营收入：事业单位在专业业务活动及辅助活动之外开展非独立核算经营活动取得的收入。",
                ],
            ),
        ]
        contents = [heading for heading, depth, _ in sections if depth < 3]
        contents += [
            f"四、{year}年{unit}{level}预算表",
            *(f"（{_NUMERALS[n] if n < 10 else '十一'}）{table.title}" for n, table in enumerate(tables)),
        ]
        return Document(f"{unit}{year}年{level}预算", unit, contents, sections, tables)
