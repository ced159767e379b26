"""Disclosures of the kinds that are published, made up: all their figures fit each other."""

from __future__ import annotations

from collections.abc import Callable

from disclosure_writers import Document
from kind_budgets import (
    BUREAU,
    CARRYING_SCHOOL,
    CENTRE,
    COLLEGE,
    DISTRICT_SCHOOL,
    HOSPITAL,
    OFFICE_OF_2021,
    STREET,
    Facts,
    together,
)
from kind_shanghai import Manner, Shanghai
from kind_zhejiang import Words, Zhejiang
from made_budgets import GENERAL, made

_NONE = (0, 0, 0, 0)


def shanghai_school() -> Document:
    """元 without decimals, each level rounded on its own; every item with what was executed."""
    budget = made("上海市普陀区某某中学", 2023, DISTRICT_SCHOOL, sangong=_NONE, sangong_before=_NONE, scale=1, places=0)
    return Shanghai(budget, Facts(), Manner(executed=True)).document()


def shanghai_hospital() -> Document:
    """Business and trading income, vehicles, thousands separators."""
    budget = made(
        "上海市普陀区某某医院", 2022, HOSPITAL, sangong=(0, 0, 120000, 0), sangong_before=(0, 0, 135000, 0),
        scale=1, separator=",",
    )  # fmt: skip
    facts = Facts(offices=("院长办公室", "医务科", "护理部", "总务科"), vehicles={"特种专业技术用车": 3, "其他用车": 1})
    return Shanghai(budget, facts, Manner(nil="0", separator=",", executed=False, base="预算")).document()


def shanghai_street() -> Document:
    """A department with government fund and state capital money, and a vehicle bought."""
    budget = made(
        "上海市普陀区某某街道办事处", 2024, STREET, sangong=(0, 180000, 165600, 13500),
        sangong_before=(0, 0, 165600, 15000), scale=1, places=0, blank="0", separator=",",
    )  # fmt: skip
    facts = Facts(
        vehicles={"其他用车": 7},
        bought=1,
        units=(
            ("上海市普陀区某某街道办事处（本部）", "行政单位"),
            ("上海市普陀区某某街道社区事务受理服务中心", "事业单位"),
            ("上海市普陀区某某街道社区党群服务中心", "事业单位"),
            ("上海市普陀区某某街道城市运行管理中心", "事业单位"),
        ),
    )
    manner = Manner(level="部门", executed=True, split=False, dots=True, nil="0")
    return Shanghai(budget, facts, manner).document()


def shanghai_bureau() -> Document:
    """A bureau with institutions, carry-over and items joined by dashes."""
    how = {"scale": 1, "separator": ","}
    units = [
        made(
            "上海市普陀区某某局本部",
            2025,
            BUREAU,
            sangong=(90000, 0, 0, 20000),
            sangong_before=(90000, 0, 0, 25000),
            **how,
        ),
        made("上海市普陀区某某事务中心", 2025, CENTRE, sangong=_NONE, sangong_before=_NONE, **how),
        made("上海市普陀区某某培训学院", 2025, COLLEGE, sangong=_NONE, sangong_before=_NONE, **how),
    ]
    budget = together("上海市普陀区某某局", units)
    facts = Facts(
        units=(
            ("上海市普陀区某某局（本部）", "行政单位"),
            ("上海市普陀区某某事务中心", "事业单位"),
            ("上海市普陀区某某培训学院", "事业单位"),
        )
    )
    manner = Manner(level="部门", items="dashes", base="预算执行数", nil="0", separator=",", split=False)
    return Shanghai(budget, facts, manner).document()


def shanghai_template() -> Document:
    """The workbook of 2026: 一般公共预算 and 政府性基金预算 among the income."""
    budget = made(
        "上海市普陀区某某管理处", 2026, CENTRE, sangong=(0, 0, 32000, 3000), sangong_before=(0, 0, 32000, 3000),
        scale=1, separator=",",
    )  # fmt: skip
    manner = Manner(items="dashes", general_row="一般公共预算", fund_row="政府性基金预算", nil="0")
    return Shanghai(budget, Facts(vehicles={"其他用车": 1}), manner).document()


def zhejiang_department() -> Document:
    """A bureau with institutions: rows of units, carry-over, a government fund, vehicles."""
    units = [
        made(
            "绍兴市某某局本级", 2023, BUREAU, sangong=(80000, 180000, 65000, 20000), sangong_before=(0, 0, 65000, 25000)
        ),
        made("绍兴市某某事务中心", 2023, CENTRE, sangong=(0, 0, 40000, 0), sangong_before=(0, 0, 40000, 0)),
        made("绍兴市某某培训学院", 2023, COLLEGE, sangong=(0, 0, 0, 3000), sangong_before=(0, 0, 0, 3000)),
    ]
    facts = Facts(bought=1, vehicles={"机要通信用车及应急保障用车": 2, "其他用车": 1}, procurement=(200000, 0, 1234500))
    words = Words(level="部门", general_name="一般公共预算支出")
    return Zhejiang(together("绍兴市某某局", units), units, facts, words).document()


def zhejiang_school() -> Document:
    """A school: money of the account, no office, carry-over that the general budget's table leaves out."""
    budget = made("绍兴市某某中学", 2024, CARRYING_SCHOOL, sangong=_NONE, sangong_before=_NONE)
    words = Words(
        base="上年预算数", changed="与{base}相比，{up}{amount}万元，{grew}{rate}%", level_said="与{base}持平",
        share="，占收入预算的{}%", places=2, bare=False, general=(GENERAL,), whole_row="绍兴市教育局", subtotal=True,
        tables_named="{year}年{level}{name}",
    )  # fmt: skip
    return Zhejiang(budget, [budget], Facts(offices=("办公室", "教务处", "总务处")), words).document()


def zhejiang_hospital() -> Document:
    """Business income most of all, funds in columns, classes only in the balances."""
    budget = made(
        "诸暨市某某医院", 2025, HOSPITAL, sangong=(0, 0, 90000, 0), sangong_before=(0, 0, 95000, 0), separator=","
    )
    words = Words(
        base="2024年执行数", changed="较{base}{up}{amount}万元，{grew}{rate}%", level_said="与{base}持平",
        share="（占比{}%）", places=2, bare=False, classes_only=True, fund_columns=True, whole_row="诸暨市卫生健康局",
        tables_named="{unit}{year}年{name}", joint="，", reason="，主要是{}", number="{}.", title="{year}年{what}",
    )  # fmt: skip
    return Zhejiang(budget, [budget], Facts(vehicles={"特种专业技术用车": 2}), words).document()


def shanghai_early() -> Document:
    """A unit of 2021: the text in whole 万元, by class; the tables in 元 to the 分."""
    budget = made(
        "上海市普陀区某某执法大队", 2021, OFFICE_OF_2021, sangong=(0, 0, 240000, 10000),
        sangong_before=(0, 0, 240000, 10000), scale=1, separator=",",
    )  # fmt: skip
    manner = Manner(items="classes", nil="0", separator=",", digits=0)
    return Shanghai(budget, Facts(vehicles={"执法执勤用车": 6}, procurement=(80000, 0, 1300000)), manner).document()


KINDS: dict[str, Callable[[], Document]] = {
    "shanghai_school": shanghai_school,
    "shanghai_hospital": shanghai_hospital,
    "shanghai_street": shanghai_street,
    "shanghai_bureau": shanghai_bureau,
    "shanghai_template": shanghai_template,
    "shanghai_early": shanghai_early,
    "zhejiang_department": zhejiang_department,
    "zhejiang_school": zhejiang_school,
    "zhejiang_hospital": zhejiang_hospital,
}
