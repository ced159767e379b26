"""Disclosures of the kinds that are published, made up: all their figures fit each other."""

from __future__ import annotations

from collections.abc import Callable

from disclosure_writers import Document
from kind_budgets import BUREAU, CENTRE, COLLEGE, DISTRICT_SCHOOL, HOSPITAL, STREET, Facts, made, together
from kind_shanghai import Manner, Shanghai

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
        made("上海市普陀区某某局本部", 2025, BUREAU, sangong=(90000, 0, 0, 20000), sangong_before=(90000, 0, 0, 25000), **how),
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


KINDS: dict[str, Callable[[], Document]] = {
    "shanghai_school": shanghai_school,
    "shanghai_hospital": shanghai_hospital,
    "shanghai_street": shanghai_street,
    "shanghai_bureau": shanghai_bureau,
    "shanghai_template": shanghai_template,
}
