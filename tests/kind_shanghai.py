"""Disclosures of Shanghai districts, unit and department: nine tables in 元, the narrative in 万元."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal

from disclosure_writers import Document, Plain
from kind_budgets import NAMES, Facts
from made_budgets import (
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
_FUNDS: tuple[Collection[str], ...] = (ALL_GENERAL, (FUND,), (CAPITAL,))
_KINDS = (
    "部级领导干部用车",
    "主要领导干部用车",
    "机要通信用车",
    "应急保障用车",
    "执法执勤用车",
    "特种专业技术用车",
    "离退休干部用车",
    "其他用车",
)


@dataclass(frozen=True)
class Manner:
    """How a district words and prints its disclosures."""

    level: str = "单位"
    nil: str = "0.00"
    #: How amounts are compared with last year's: 预算 or 预算执行数.
    base: str = "预算"
    #: ``paths`` with （类）（款）（项） in quotation marks, ``dashes`` 类-款-项, or only ``classes``.
    items: str = "paths"
    #: Each item with what was executed of last year's.
    executed: bool = False
    #: Thousands separators in the text.
    separator: str = ""
    general_row: str = "一般公共预算资金"
    fund_row: str = "政府性基金"
    #: The spending side of the balance in three uses.
    split: bool = True
    #: Contents with dots and page numbers.
    dots: bool = False
    #: Decimals of the amounts in the text.
    digits: int = 2


class Shanghai:
    """A disclosure in the making."""

    def __init__(self, budget: Budget, facts: Facts, manner: Manner) -> None:
        self.b, self.facts, self.m = budget, facts, manner
        self.year, self.last = budget.year, budget.year - 1
        self.of = "部门" if manner.level == "部门" else "预算单位"
        self.own = f"本{manner.level}"
        self.carries = bool(budget.total("", (CARRIED,)))

    def say(self, value: Decimal | int) -> str:
        """An amount in 元 as 万元."""
        printed = rounded(Decimal(value) / 10000, self.m.digits)
        if not printed:
            return f"{self.m.nil}万元"
        return f"{printed:{self.m.separator}f}万元"

    def changed(self, now: Decimal | int, was: Decimal | int) -> str:
        """Behind an amount: how it compares with last year's."""
        difference = rounded(Decimal(now) / 10000, self.m.digits) - rounded(Decimal(was) / 10000, self.m.digits)
        base = f"{self.last}年{self.m.base}"
        if not difference:
            return f"与{base}持平"
        word = "增加" if difference > 0 else "减少"
        return f"比{base}{word}{abs(difference):{self.m.separator}f}万元"

    # ---- tables

    def table(self, title: str, header: list[list[str]], rows: list[list[str]], *notes: str, unit: str = "元") -> Plain:
        return Plain(f"{self.year}年{title}", unit, header, rows, list(notes), self.b.unit)

    def incomes(self) -> list[list[str]]:
        b, m = self.b, self.m
        appropriated = b.total("", (GENERAL, FUND, CAPITAL))
        rows = [
            ("一、财政拨款收入", appropriated),
            (f"1、{m.general_row}", b.total("", (GENERAL,))),
            (f"2、{m.fund_row}", b.total("", (FUND,))),
            ("3、国有资本经营预算", b.total("", (CAPITAL,))),
            ("二、事业收入", b.total("", (BUSINESS,))),
            ("三、事业单位经营收入", b.total("", (TRADING,))),
            ("四、其他收入", b.total("", (OTHER,))),
        ]
        if self.carries:
            rows.append(("五、上年结转", b.total("", (CARRIED,))))
        return [[name, b.show(amount)] for name, amount in rows]

    def balance(self) -> Plain:
        b = self.b
        uses: list[Collection[str]] = [(), (STAFF,), (RUNNING,), (PROJECT,)] if self.m.split else [()]
        trading = b.total("", (), (TRADE,))
        if trading:
            uses.append((TRADE,))
        right = [
            [f"{_NUMERALS[n]}、{NAMES[code]}", *(b.show(b.total(code, (), use)) for use in uses)]
            for n, code in enumerate(b.codes((), (3,)))
        ]
        rows = self.beside(self.incomes(), right)
        rows.append(["收入总计", b.show(b.total()), "支出总计", *(b.show(b.total("", (), use)) for use in uses)])
        if self.m.split:
            header = [
                ["本年收入", "", "本年支出", "", "", "", ""],
                ["项目", "预算数", "项目", "预算数", "", "", ""],
                ["", "", "", "合计", "基本支出", "", "项目支出"],
                ["", "", "", "", "人员经费", "公用经费", ""],
            ]
            if trading:
                header = [[*line, text] for line, text in zip(header, ("", "", "事业单位经营支出", ""), strict=True)]
        else:
            header = [["本年收入", "", "本年支出", ""], ["项目", "预算数", "项目", "预算数"]]
        return self.table(f"{self.of}财务收支预算总表", header, rows)

    @staticmethod
    def beside(left: list[list[str]], right: list[list[str]]) -> list[list[str]]:
        height = max(len(left), len(right))
        left = left + [[""] * len(left[0])] * (height - len(left))
        right = right + [[""] * len(right[0])] * (height - len(right))
        return [[*one, *other] for one, other in zip(left, right, strict=True)]

    def coded(
        self, title: str, over: str, columns: list[tuple[str, Collection[str], Collection[str]]], *notes: str
    ) -> Plain:
        """Class, section and item in three columns; the total last."""
        b = self.b
        funds = columns[0][1]
        pairs = [(one, use) for _, one, use in columns]
        rows = [
            [code[:3], code[3:5], code[5:], NAMES[code], *b.cells(code, *pairs)]
            for code in (b.codes(funds) if b.total("", funds) else [])
        ]
        rows.append(["合计", "", "", "", *b.cells("", *pairs)])
        blanks = [""] * (len(columns) - 1)
        header = [
            ["项目", "", "", "", over, *blanks],
            ["功能分类科目编码", "", "", "功能分类科目名称", *(name for name, _, _ in columns)],
            ["类", "款", "项", "", "", *blanks],
        ]
        return self.table(title, header, rows, *notes)

    def spending(self, title: str, over: str, funds: Collection[str], *notes: str) -> Plain:
        columns: list[tuple[str, Collection[str], Collection[str]]]
        columns = [("合计", funds, ()), ("基本支出", funds, BASIC), ("项目支出", funds, (PROJECT,))]
        if over == "支出预算" and self.b.total("", (TRADING,)):
            columns.append(("事业单位经营支出", (TRADING,), ()))
        return self.coded(title, over, columns, *notes)

    def appropriation(self) -> Plain:
        b, m = self.b, self.m
        left = [
            [f"一、{m.general_row}", b.show(b.total("", (GENERAL,)))],
            [f"二、{m.fund_row}", b.show(b.total("", (FUND,)))],
            ["三、国有资本经营预算", b.show(b.total("", (CAPITAL,)))],
        ]
        if self.carries:
            left.append(["四、上年结转", b.show(b.total("", (CARRIED,)))])
        every: tuple[Collection[str], ...] = (APPROPRIATED, *_FUNDS)
        right = [
            [f"{_NUMERALS[n]}、{NAMES[code]}", *(b.show(b.total(code, funds)) for funds in every)]
            for n, code in enumerate(b.codes(APPROPRIATED, (3,)))
        ]
        rows = self.beside(left, right)
        totals = [b.show(b.total("", funds)) for funds in every]
        rows.append(["收入总计", totals[0], "支出总计", *totals])
        header = [
            ["财政拨款收入", "", "财政拨款支出", "", "", "", ""],
            ["项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
        ]
        return self.table(f"{self.of}财政拨款收支预算总表", header, rows)

    def economic(self) -> Plain:
        b = self.b
        rows = []
        for code in b.economic_codes():
            amount = b.show(b.economy(code))
            rows.append(
                [code[:3], code[3:], NAMES[code], amount, *(["", amount] if code[:3] == "302" else [amount, ""])]
            )
        staff, running = b.economy("301") + b.economy("303"), b.economy("302")
        rows.append(["合计", "", "", *(b.show(amount) for amount in (b.economy(), staff, running))])
        header = [
            ["项目", "", "", "一般公共预算基本支出", "", ""],
            ["经济分类科目编码", "", "部门经济分类科目名称", "合计", "人员经费", "公用经费"],
            ["类", "款", "", "", "", ""],
        ]
        return self.table(f"{self.of}一般公共预算基本支出部门预算经济分类预算表", header, rows)

    def operating(self) -> Decimal:
        """What the offices run on: nothing where the unit is an institution."""
        return self.b.economy("302") if "2010601" in self.b.codes() or "2120101" in self.b.codes() else Decimal(0)

    def sangong(self) -> Plain:
        abroad, bought, run, reception = map(Decimal, self.b.sangong)

        def shown(value: Decimal) -> str:
            return f"{rounded(value / 10000, 2):f}" if value else self.m.nil.rstrip("万元")

        figures = [abroad + bought + run + reception, abroad, reception, bought + run, bought, run, self.operating()]
        header = [
            ["“三公”经费预算数", "", "", "", "", "", "机关运行经费预算数"],
            ["合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", "", "", ""],
            ["", "", "", "小计", "购置费", "运行费", ""],
        ]
        level = "部门" if self.m.level == "部门" else "单位"
        return self.table(f"{level}“三公”经费和机关运行经费预算表", header, [[shown(f) for f in figures]], unit="万元")

    def tables(self) -> list[Plain]:
        of, empty = self.of, f"注:{self.own}{self.year}年无{{}}财政拨款安排的预算，故本表为空表。"
        incomes: list[tuple[str, Collection[str], Collection[str]]] = [
            ("合计", (), ()),
            ("财政拨款收入", (GENERAL, FUND, CAPITAL), ()),
            ("事业收入", (BUSINESS,), ()),
            ("事业单位经营收入", (TRADING,), ()),
            ("其他收入", (OTHER,), ()),
        ]
        if self.carries:
            incomes.append(("上年结转", (CARRIED,), ()))
        nil = {
            fund: () if self.b.total("", (fund,)) else (empty.format(name),)
            for fund, name in ((FUND, "政府性基金预算"), (CAPITAL, "国有资本经营预算"))
        }
        return [
            self.balance(),
            self.coded(f"{of}收入预算总表", "收入预算", incomes),
            self.spending(f"{of}支出预算总表", "支出预算", ()),
            self.appropriation(),
            self.spending(f"{of}一般公共预算支出功能分类预算表", "一般公共预算支出", ALL_GENERAL),
            self.spending(f"{of}政府性基金预算支出功能分类预算表", "政府性基金预算支出", (FUND,), *nil[FUND]),
            self.spending(f"{of}国有资本经营预算支出功能分类预算表", "国有资本经营预算支出", (CAPITAL,), *nil[CAPITAL]),
            self.economic(),
            self.sangong(),
        ]

    # ---- narrative

    def item(self, number: int, code: str) -> str:
        b = self.b
        now, was = b.total(code, APPROPRIATED), b.total(code, APPROPRIATED, before=True)
        names = [NAMES[code[:size]] for size in (3, 5, 7) if len(code) >= size]
        if self.m.items == "paths":
            text = f"“{names[0]}（类）{names[1]}（款）{names[2]}（项）”{self.say(now)}"
        else:
            text = f"“{'-'.join(names)}”科目{self.say(now)}"
        use = "单位正常运转" if b.total(code, APPROPRIATED, BASIC) else "专项工作"
        text = f"{number}. {text}，主要用于保障{use}。"
        if self.m.executed:
            rate = rounded((now - was) / was * 100, 2)
            compared = "持平" if not rate else f"{'增加' if rate > 0 else '减少'}{abs(rate):f}%"
            reason = "根据实际需要安排" if not rate else f"工作任务{'增加' if rate > 0 else '减少'}"
            joint = "与" if not rate else "比"
            text += (
                f"{self.last}年当年预算执行数为{self.say(was)}，{self.year}年预算安排{self.say(now)}，"
                f"{joint}{self.last}年预算执行数{compared}。主要原因是：{reason}。"
            )
        return text

    def budget_notes(self) -> list[str]:
        b, say = self.b, self.say
        every = APPROPRIATED
        now, was = (b.total("", (GENERAL, FUND, CAPITAL), before=before) for before in (False, True))
        spent, before = (b.total("", every, before=one) for one in (False, True))
        carried = f"；上年结转{say(b.total('', (CARRIED,)))}" if self.carries else ""
        parts = "；".join(
            f"{name}拨款支出预算{say(b.total('', funds))}，{self.changed(*self.both(funds))}"
            for name, funds in zip(("一般公共预算", "政府性基金", "国有资本经营预算"), _FUNDS, strict=True)
        )
        word = "增加" if spent > before else "减少"
        return [
            f"{self.year}年，{b.unit}收入预算{say(b.total())}，其中：财政拨款收入{say(now)}，{self.changed(now, was)}；"
            f"事业收入{say(b.total('', (BUSINESS,)))}；事业单位经营收入{say(b.total('', (TRADING,)))}；"
            f"其他收入{say(b.total('', (OTHER,)))}{carried}。",
            f"支出预算{say(b.total())}，其中：财政拨款支出预算{say(spent)}，{self.changed(spent, before)}。"
            f"财政拨款支出预算中，{parts}。",
            f"财政拨款收入支出{word}的主要原因是工作任务{word}。",
            "财政拨款支出主要内容如下：",
            *(self.item(n, code) for n, code in enumerate(b.codes(every, (3 if self.m.items == "classes" else 7,)), 1)),
        ]

    def both(self, funds: Collection[str]) -> tuple[Decimal, Decimal]:
        return self.b.total("", funds), self.b.total("", funds, before=True)

    def vehicles(self, kinds: Callable[[str], int]) -> str:
        return "、".join(f"{kind}{kinds(kind)}辆" for kind in _KINDS)

    def other_notes(self) -> list[tuple[str, int, list[str]]]:
        b, say, year = self.b, self.say, self.year
        now, was = b.sangong, b.sangong_before
        why = "，主要原因是{}。".format
        cause = [why("厉行节约") if one < other else why("工作需要") if one > other else "。" for one, other in
                 zip((*now, sum(now[1:3])), (*was, sum(was[1:3])), strict=True)]  # fmt: skip
        lines = [
            f"{year}年“三公”经费预算数为{say(sum(now))}，{self.changed(sum(now), sum(was))}。其中：",
            f"（一）因公出国（境）费{say(now[0])}，{self.changed(now[0], was[0])}{cause[0]}",
            f"（二）公务用车购置及运行费{say(sum(now[1:3]))}，{self.changed(sum(now[1:3]), sum(was[1:3]))}{cause[4]}"
            f"其中：公务用车购置费{say(now[1])}，{self.changed(now[1], was[1])}{cause[1].rstrip('。')}；"
            f"公务用车运行费{say(now[2])}，{self.changed(now[2], was[2])}{cause[2]}",
            f"（三）公务接待费{say(now[3])}，{self.changed(now[3], was[3])}{cause[3]}",
        ]
        goods, works, services = self.facts.procurement
        owned, operating = self.facts.vehicles, self.operating()
        projects = len([code for code in b.codes((), (7,)) if b.total(code, (), (PROJECT,))])
        running = (
            f"{year}年{b.unit}财政拨款的机关运行经费预算为{say(operating)}。"
            if operating
            else f"{year}年{b.unit}无机关运行经费。"
        )
        bought = {"其他用车": self.facts.bought}
        return [
            (f"一、{year}年“三公”经费预算情况说明", 2, lines),
            ("二、机关运行经费预算", 2, [running]),
            (
                "三、政府采购预算情况",
                2,
                [
                    f"{year}年度{self.own}政府采购预算{say(goods + works + services)}，其中："
                    f"政府采购货物预算{say(goods)}、政府采购工程预算{say(works)}、政府采购服务预算{say(services)}。"
                ],
            ),
            (
                "四、绩效目标设置情况",
                2,
                [
                    f"{year}年度，{self.own}编报绩效目标的项目共{projects}个，涉及项目预算资金"
                    f"{say(b.total('', (), (PROJECT,)))}。"
                ],
            ),
            (
                "五、国有资产占有使用情况",
                2,
                [
                    f"截至{self.last}年8月31日，{b.unit}共有车辆{sum(owned.values())}辆，"
                    f"其中：{self.vehicles(lambda kind: owned.get(kind, 0))}；"
                    "单价100万元（含）以上设备（不含车辆）3台（套）。",
                    f"{year}年{self.m.level}预算安排购置车辆{self.facts.bought}辆，"
                    f"其中：{self.vehicles(lambda kind: bought.get(kind, 0))}；"
                    f"{self.m.level}预算安排购置单价100万元（含）以上设备（不含车辆）0台（套）。",
                ],
            ),
        ]

    def glossary(self) -> list[str]:
        return [
            "（一）财政拨款收入：是区级预算主管部门及所属预算单位本年度从本级财政部门取得的财政拨款，包括一般公共预算财政拨款、"
            "政府性基金预算财政拨款和国有资本经营预算财政拨款。",
            "（二）事业收入：指事业单位开展专业业务活动及其辅助活动取得的收入。",
            "（三）事业单位经营收入：指事业单位在专业业务活动及其辅助活动之外开展非独立核算经营活动取得的收入。",
            "（四）其他收入：指除上述“财政拨款收入”、“事业收入”、“事业单位经营收入”等以外的收入。",
            "（五）基本支出预算：是区级预算主管部门及所属预算单位为保障其机构正常运转、完成日常工作任务而编制的年度基本支出计划，"
            "包括人员经费和公用经费两部分。",
            "（六）项目支出预算：是区级预算主管部门及所属预算单位为完成行政工作任务、事业发展目标或政府发展战略、特定目标，"
            "在基本支出之外编制的年度支出计划。",
            "（七）“三公”经费：是与区级财政有经费领拨关系的部门及其下属预算单位使用区级财政拨款安排的因公出国（境）费、"
            "公务用车购置及运行费、公务接待费。",
            "（八）机关运行经费：指行政单位和参照公务员法管理的事业单位使用一般公共预算财政拨款安排的基本支出中的日常公用经费支出。",
        ]

    def structure(self) -> list[str]:
        unit, facts = self.b.unit, self.facts
        if not facts.units:
            listed = "、".join(facts.offices)
            return [f"{unit}设{len(facts.offices)}个内设机构，包括：{listed}。"]
        counts = {kind: sum(one == kind for _, one in facts.units) for kind in ("行政单位", "参公单位", "事业单位")}
        said = "，".join(f"{kind}{count}家" for kind, count in counts.items() if count)
        return [
            f"{unit}部门预算是包括{unit}本部以及下属{len(facts.units) - 1}家预算单位的综合收支计划。",
            f"本部门中，{said}，具体包括：",
            *(f"{n}.{name}。" for n, (name, _) in enumerate(facts.units, 1)),
        ]

    def document(self) -> Document:
        unit, level, year = self.b.unit, self.m.level, self.year
        tables = self.tables()
        marks = ".．"
        contents = [f"一、{level}主要职能", f"二、{level}机构设置", "三、名词解释", f"四、{level}预算编制说明"]
        contents += [f"五、{level}预算表"]
        contents += [f"{n}{marks[n % 2]} {table.title}" for n, table in enumerate(tables, 1)]
        contents += ["六、其他相关情况说明"]
        if self.m.dots:
            contents = [f"{line}…………………………{n + 2}" for n, line in enumerate(contents, 1)]
        duties = [
            f"{unit}是负责辖区相关工作的{'工作部门' if level == '部门' else '单位'}。",
            "主要职能包括：",
            "1.贯彻执行国家和本市有关方针、政策和法律、法规、规章。",
            "2.完成上级交办的其他任务。",
        ]
        sections: list[tuple[str, int, list[str]]] = [
            (f"{unit}主要职能", 1, duties),
            (f"{unit}机构设置", 1, self.structure()),
            ("名词解释", 1, self.glossary()),
            (f"{year}年{level}预算编制说明", 1, self.budget_notes()),
            ("其他相关情况说明", 1, []),
            *self.other_notes(),
        ]
        titled = "预算主管部门" if level == "部门" else "预算单位"
        return Document(
            f"上海市普陀区{year}年区级{level}预算", unit, contents, sections, tables, cover=[f"{titled}：{unit}"]
        )
