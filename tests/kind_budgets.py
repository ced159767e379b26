"""Made-up budgets of the kinds of units that publish: schools, hospitals, streets, bureaus with institutions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from made_budgets import (
    ACCOUNT,
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
)
from made_budgets import NAMES as ITEM_NAMES

#: The names of all items of these budgets.
NAMES = ITEM_NAMES | {
    "20106": "财政事务",
    "2010601": "行政运行",
    "2010602": "一般行政管理事务",
    "2010607": "信息化建设",
    "2010650": "事业运行",
    "2010699": "其他财政事务支出",
    "20129": "群众团体事务",
    "2012902": "一般行政管理事务",
    "20132": "组织事务",
    "2013202": "一般行政管理事务",
    "204": "公共安全支出",
    "20406": "司法",
    "2040607": "公共法律服务",
    "2050203": "初中教育",
    "2050299": "其他普通教育支出",
    "207": "文化旅游体育与传媒支出",
    "20703": "体育",
    "2070308": "群众体育",
    "2080599": "其他行政事业单位养老支出",
    "21004": "公共卫生",
    "2100408": "基本公共卫生服务",
    "2101103": "公务员医疗补助",
    "21201": "城乡社区管理事务",
    "2120101": "行政运行",
    "2120102": "一般行政管理事务",
    "2120199": "其他城乡社区管理事务支出",
    "21205": "城乡社区环境卫生",
    "2120501": "城乡社区环境卫生",
    "2210202": "提租补贴",
    "2210203": "购房补贴",
    "223": "国有资本经营预算支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
    "30111": "公务员医疗补助缴费",
}

Items = Mapping[str, Mapping[tuple[str, str], int]]

SENIOR_SCHOOL: Items = {
    "2050204": {
        (GENERAL, STAFF): 62_345_678,
        (GENERAL, RUNNING): 6_543_210,
        (GENERAL, PROJECT): 3_210_000,
        (ACCOUNT, PROJECT): 1_860_000,
        (OTHER, PROJECT): 450_000,
    },
    "2050803": {(GENERAL, RUNNING): 222_000},
    "2080502": {(GENERAL, STAFF): 1_234_560},
    "2080505": {(GENERAL, STAFF): 6_234_567},
    "2080506": {(GENERAL, STAFF): 3_117_283},
    "2101102": {(GENERAL, STAFF): 3_654_321},
    "2210201": {(GENERAL, STAFF): 4_111_222},
    "2210203": {(GENERAL, STAFF): 1_512_000},
}
CARRYING_SCHOOL: Items = {
    **SENIOR_SCHOOL,
    "2050299": {(CARRIED, PROJECT): 777_700, (GENERAL, PROJECT): 123_400},
}
#: Charges of a kindergarten or school that are not in an account of the treasury.
DISTRICT_SCHOOL: Items = {
    "2050203": {(GENERAL, STAFF): 41_345_678, (GENERAL, RUNNING): 5_543_210, (BUSINESS, PROJECT): 2_310_000},
    "2050803": {(GENERAL, RUNNING): 180_000},
    "2080502": {(GENERAL, STAFF): 934_560},
    "2080505": {(GENERAL, STAFF): 4_234_567},
    "2080506": {(GENERAL, STAFF): 2_117_283},
    "2080599": {(GENERAL, STAFF): 22_230},
    "2101102": {(GENERAL, STAFF): 2_654_321},
    "2210201": {(GENERAL, STAFF): 3_111_222},
    "2210203": {(GENERAL, STAFF): 1_012_000},
}
HOSPITAL: Items = {
    "2080502": {(GENERAL, STAFF): 2_934_560},
    "2080505": {(GENERAL, STAFF): 8_234_567},
    "2080506": {(GENERAL, STAFF): 4_117_283},
    "2100201": {
        (GENERAL, STAFF): 21_345_678,
        (GENERAL, RUNNING): 1_234_500,
        (GENERAL, PROJECT): 8_500_000,
        (BUSINESS, STAFF): 155_400_000,
        (BUSINESS, RUNNING): 212_300_000,
        (BUSINESS, PROJECT): 30_120_000,
        (TRADING, TRADE): 1_650_000,
        (OTHER, RUNNING): 2_222_000,
    },
    "2100408": {(GENERAL, PROJECT): 1_250_000},
    "2101102": {(GENERAL, STAFF): 5_154_321},
    "2210201": {(GENERAL, STAFF): 6_611_222},
}
STREET: Items = {
    "2012902": {(GENERAL, PROJECT): 426_000},
    "2013202": {(GENERAL, PROJECT): 888_700},
    "2040607": {(GENERAL, PROJECT): 300_000},
    "2070308": {(GENERAL, PROJECT): 200_000},
    "2080501": {(GENERAL, STAFF): 243_120},
    "2080502": {(GENERAL, STAFF): 76_620},
    "2080505": {(GENERAL, STAFF): 4_608_515},
    "2080506": {(GENERAL, STAFF): 2_302_815},
    "2101101": {(GENERAL, STAFF): 1_422_233},
    "2101102": {(GENERAL, STAFF): 1_601_424},
    "2120101": {(GENERAL, STAFF): 14_353_248, (GENERAL, RUNNING): 2_250_000},
    "2120102": {(GENERAL, PROJECT): 17_591_003},
    "2120199": {(GENERAL, STAFF): 48_212_362, (GENERAL, RUNNING): 6_000_000},
    "2120501": {(GENERAL, PROJECT): 5_993_300},
    "2120899": {(FUND, PROJECT): 8_765_400},
    "2210201": {(GENERAL, STAFF): 3_503_499},
    "2210203": {(GENERAL, STAFF): 3_201_700},
    "2230105": {(CAPITAL, PROJECT): 345_600},
}
BUREAU: Items = {
    "2010601": {(GENERAL, STAFF): 15_345_678, (GENERAL, RUNNING): 2_743_200},
    "2010602": {(GENERAL, PROJECT): 4_456_789, (CARRIED, PROJECT): 356_000},
    "2010607": {(GENERAL, PROJECT): 2_345_000},
    "2080501": {(GENERAL, STAFF): 1_834_567},
    "2080505": {(GENERAL, STAFF): 1_934_567},
    "2080506": {(GENERAL, STAFF): 967_283},
    "2101101": {(GENERAL, STAFF): 954_321},
    "2101103": {(GENERAL, STAFF): 611_000},
    "2120899": {(FUND, PROJECT): 12_000_000},
    "2210201": {(GENERAL, STAFF): 1_711_222},
    "2210202": {(GENERAL, STAFF): 7_100},
    "2210203": {(GENERAL, STAFF): 302_800},
}
CENTRE: Items = {
    "2010650": {(GENERAL, STAFF): 4_345_678, (GENERAL, RUNNING): 543_200},
    "2010699": {(BUSINESS, PROJECT): 640_000, (GENERAL, PROJECT): 120_000},
    "2080502": {(GENERAL, STAFF): 134_567},
    "2080505": {(GENERAL, STAFF): 534_567},
    "2080506": {(GENERAL, STAFF): 267_283},
    "2101102": {(GENERAL, STAFF): 254_321},
    "2210201": {(GENERAL, STAFF): 411_222},
}
OFFICE_OF_2021: Items = {code: BUREAU[code] for code in BUREAU if not {"2120899", "2010602"} & {code}}
COLLEGE: Items = {
    "2050803": {(GENERAL, STAFF): 3_222_333, (GENERAL, RUNNING): 633_000, (OTHER, PROJECT): 286_000},
    "2080505": {(GENERAL, STAFF): 334_567},
    "2080506": {(GENERAL, STAFF): 167_283},
    "2101102": {(GENERAL, STAFF): 154_321},
    "2210201": {(GENERAL, STAFF): 311_222},
}


@dataclass(frozen=True)
class Facts:
    """What the narrative says besides: rooms, procurement (元), vehicles, projects."""

    offices: tuple[str, ...] = ("办公室", "财务科", "业务科")
    #: Goods, works, services, in 元.
    procurement: tuple[int, int, int] = (78_000, 0, 1_304_000)
    #: Vehicles owned, by kind.
    vehicles: Mapping[str, int] = field(default_factory=dict)
    bought: int = 0
    #: Units below a department, with their kind.
    units: tuple[tuple[str, str], ...] = ()


def together(name: str, units: Sequence[Budget]) -> Budget:
    """The budget of a department: that of all its units."""
    amounts: dict[tuple[str, str, str], Decimal] = {}
    before: dict[tuple[str, str, str], Decimal] = {}
    economic: dict[str, Decimal] = {}
    for unit in units:
        for into, given in ((amounts, unit.amounts), (before, unit.before)):
            for key, amount in given.items():
                into[key] = into.get(key, Decimal(0)) + amount
        for code, amount in unit.economic.items():
            economic[code] = economic.get(code, Decimal(0)) + amount
    first = units[0]
    sangong, were = (
        tuple(map(sum, zip(*(getattr(unit, which) for unit in units), strict=True)))
        for which in ("sangong", "sangong_before")
    )
    return Budget(
        name, first.year, amounts, before, economic, _four(sangong), _four(were), first.scale, first.places,
        first.blank, first.separator,
    )  # fmt: skip


def _four(amounts: tuple[int, ...]) -> tuple[int, int, int, int]:
    abroad, bought, run, reception = amounts
    return abroad, bought, run, reception
