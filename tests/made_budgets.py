"""A made-up budget, from which disclosures of any template are written: all their figures come from one set of amounts.

Amounts are kept to the 分 and every printed figure is rounded on its own, so that sums differ by 0.01 as they do in
published documents.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

GENERAL, CARRIED, FUND, CAPITAL = "general", "carried", "fund", "capital"
ACCOUNT, BUSINESS, TRADING, OTHER = "account", "business", "trading", "other"
STAFF, RUNNING, PROJECT, TRADE = "staff", "running", "project", "trade"
BASIC = (STAFF, RUNNING)
#: What is appropriated, carry-over included.
APPROPRIATED = (GENERAL, CARRIED, FUND, CAPITAL)
#: The general budget, carry-over included.
ALL_GENERAL = (GENERAL, CARRIED)

NAMES = {
    "201": "一般公共服务支出",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "2010350": "事业运行",
    "205": "教育支出",
    "20502": "普通教育",
    "2050204": "高中教育",
    "20508": "进修及培训",
    "2050803": "培训支出",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休",
    "2080502": "事业单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "210": "卫生健康支出",
    "21002": "公立医院",
    "2100201": "综合医院",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "2101102": "事业单位医疗",
    "212": "城乡社区支出",
    "21208": "国有土地使用权出让收入安排的支出",
    "2120899": "其他国有土地使用权出让收入安排的支出",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "301": "工资福利支出",
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30103": "奖金",
    "30108": "机关事业单位基本养老保险缴费",
    "30109": "职业年金缴费",
    "30110": "职工基本医疗保险缴费",
    "30113": "住房公积金",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30211": "差旅费",
    "30217": "公务接待费",
    "30228": "工会经费",
    "30231": "公务用车运行维护费",
    "303": "对个人和家庭的补助",
    "30302": "退休费",
}
_CENT = Decimal("0.01")


def rounded(value: Decimal, places: int) -> Decimal:
    """As officers round."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@dataclass(frozen=True)
class Budget:
    """Amounts in 元 by item, fund and use; what was there the year before; the three public expenses."""

    unit: str
    year: int
    amounts: Mapping[tuple[str, str, str], Decimal]
    #: Last year's amounts, likewise.
    before: Mapping[tuple[str, str, str], Decimal]
    economic: Mapping[str, Decimal]
    #: Travel abroad, vehicles bought, vehicles run, receptions: this year and the year before.
    sangong: tuple[int, int, int, int]
    sangong_before: tuple[int, int, int, int]
    #: 10000 for 万元.
    scale: int = 10000
    places: int = 2
    blank: str = ""
    separator: str = ""

    def total(
        self, prefix: str = "", funds: Collection[str] = (), uses: Collection[str] = (), *, before: bool = False
    ) -> Decimal:
        """The amount of the items under a code, of some funds and uses (none: all)."""
        return sum(
            (
                amount
                for (code, fund, use), amount in (self.before if before else self.amounts).items()
                if code.startswith(prefix) and (not funds or fund in funds) and (not uses or use in uses)
            ),
            Decimal(0),
        )

    def codes(self, funds: Collection[str] = (), levels: Iterable[int] = (3, 5, 7)) -> list[str]:
        """The codes of classes, sections and items that have an amount, in order."""
        items = sorted({code for code, fund, _ in self.amounts if not funds or fund in funds})
        return sorted({code[:level] for code in items for level in levels})

    def show(self, value: Decimal) -> str:
        """As a table prints it."""
        printed = rounded(value / self.scale, self.places)
        if not printed:
            return self.blank
        return f"{printed:,f}" if self.separator else f"{printed:f}"

    def say(self, value: Decimal) -> str:
        """As the narrative prints it, always in 万元."""
        return f"{rounded(value / 10000, 2):f}万元"

    def cells(self, prefix: str, *columns: tuple[Collection[str], Collection[str]]) -> list[str]:
        """A row of figures: one for each pair of funds and uses."""
        return [self.show(self.total(prefix, funds, uses)) for funds, uses in columns]

    def economy(self, prefix: str = "") -> Decimal:
        """The amount under a code of the economic classification."""
        return sum((amount for code, amount in self.economic.items() if code.startswith(prefix)), Decimal(0))

    def economic_codes(self) -> list[str]:
        """Its classes and sections, in order."""
        return sorted({code[:level] for code in self.economic for level in (3, 5)})


def change(now: Decimal, before: Decimal, up: str = "增长", down: str = "下降", joint: str = "，") -> str:
    """``增加12.00万元，增长3.45%``; nothing but 持平 where nothing changes."""
    difference = rounded(now / 10000, 2) - rounded(before / 10000, 2)
    if not difference:
        return "持平"
    word, rate = ("增加", up) if difference > 0 else ("减少", down)
    said = f"{word}{abs(difference):f}万元"
    return said if not before else f"{said}{joint}{rate}{abs(rounded((now - before) / before * 100, 2)):f}%"


def share(part: Decimal, whole: Decimal) -> str:
    """``12.34%``"""
    return f"{rounded(part / whole * 100, 2):f}%"


def made(
    unit: str,
    year: int,
    items: Mapping[str, Mapping[tuple[str, str], int]],
    *,
    sangong: tuple[int, int, int, int] = (0, 0, 80000, 20000),
    sangong_before: tuple[int, int, int, int] = (0, 0, 80000, 25000),
    **how: object,
) -> Budget:
    """A budget of about the amounts given in 元, with odd amounts of 分 in them."""
    chance = random.Random(unit)

    def odd(amount: float) -> Decimal:
        return Decimal(amount * chance.uniform(0.97, 1.03)).quantize(_CENT)

    amounts = {(code, *key): odd(amount) for code, given in items.items() for key, amount in given.items()}
    if ("2080506", GENERAL, STAFF) in amounts:
        half = amounts["2080505", GENERAL, STAFF] / 2
        amounts["2080506", GENERAL, STAFF] = half.quantize(_CENT, ROUND_HALF_UP)
    before = {key: odd(float(amount) * chance.choice((0.9, 1.05, 1.2))) for key, amount in amounts.items()}
    economic: dict[str, Decimal] = {}
    for code, amount in _economic(amounts, sangong):
        if amount:
            economic[code] = economic.get(code, Decimal(0)) + amount
    return Budget(unit, year, amounts, before, economic, sangong, sangong_before, **how)  # type: ignore[arg-type]


def _economic(
    amounts: Mapping[tuple[str, str, str], Decimal], sangong: tuple[int, int, int, int]
) -> Iterator[tuple[str, Decimal]]:
    staff = {code: amount for (code, fund, use), amount in amounts.items() if fund == GENERAL and use == STAFF}
    fixed = {"2080505": "30108", "2080506": "30109", "2101101": "30110", "2101102": "30110", "2210201": "30113"}
    fixed |= {"2101103": "30111"}
    fixed |= {"2080501": "30302", "2080502": "30302"}
    rest = Decimal(0)
    for code, amount in staff.items():
        if code in fixed:
            yield fixed[code], amount
        else:
            rest += amount
    pay = (rest * Decimal("0.37")).quantize(_CENT)
    extra = (rest * Decimal("0.41")).quantize(_CENT)
    yield from (("30101", pay), ("30102", extra), ("30103", rest - pay - extra))
    running = sum(
        (amount for (_, fund, use), amount in amounts.items() if fund == GENERAL and use == RUNNING), Decimal(0)
    )
    vehicles, receptions = Decimal(sangong[2]), Decimal(sangong[3])
    union = (running * Decimal("0.11")).quantize(_CENT)
    travel = (running * Decimal("0.23")).quantize(_CENT)
    yield from (("30211", travel), ("30228", union))
    yield from ((code, amount) for code, amount in (("30217", receptions), ("30231", vehicles)) if amount)
    yield "30201", running - vehicles - receptions - union - travel


#: An office: general budget, some carry-over, a government fund.
OFFICE: dict[str, dict[tuple[str, str], int]] = {
    "2010301": {(GENERAL, STAFF): 12_345_678, (GENERAL, RUNNING): 2_345_600},
    "2010302": {(GENERAL, PROJECT): 3_456_789, (CARRIED, PROJECT): 456_700},
    "2010350": {(GENERAL, STAFF): 2_222_333, (GENERAL, RUNNING): 333_444, (OTHER, PROJECT): 222_000},
    "2050803": {(GENERAL, RUNNING): 55_555},
    "2080501": {(GENERAL, STAFF): 234_567},
    "2080505": {(GENERAL, STAFF): 1_234_567},
    "2080506": {(GENERAL, STAFF): 617_283},
    "2101101": {(GENERAL, STAFF): 654_321},
    "2120899": {(FUND, PROJECT): 5_678_901},
    "2210201": {(GENERAL, STAFF): 1_111_222},
}
