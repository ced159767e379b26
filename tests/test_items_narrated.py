"""Items of the general budget table that the text, which goes through them one by one, leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

import budget_rules
from disclosures import disclosure, section

TABLE = """
- title: 2022年一般公共预算支出表
  unit: 万元
  columns: [科目编码, 科目名称, 合计]
  rows:
    - [~, 合计, 2763.87]
    - [201, 一般公共服务支出, 2763.87]
    - [20101, 人大事务, 2763.87]
    - [2010101, 行政运行, 1825.87]
    - [2010104, 人大会议, 700.00]
    - [2010108, 代表工作, 238.00]
"""
AMOUNTS = {"行政运行": "1825.87", "人大会议": "700.00", "代表工作": "238.00", "人大代表工作": "238.00"}


@pytest.mark.parametrize(
    ("names", "left_out"),
    [
        (("行政运行", "人大会议", "代表工作"), []),
        (("行政运行", "人大会议"), ["代表工作"]),
        # A text that names one of three does not go through them.
        (("行政运行",), []),
        # A misspelt item is one finding, and no gap.
        (("行政运行", "人大会议", "人大代表工作"), []),
    ],
)
def test_what_is_left_out(tmp_path: Path, names: tuple[str, ...], left_out: list[str]) -> None:
    lines = (
        f"（{n}）一般公共服务支出（类）人大事务（款）{name}（项）{AMOUNTS[name]} 万元。"
        for n, name in enumerate(names, 1)
    )
    narrative = section("3. 一般公共预算当年拨款具体使用情况", *lines)
    report = budget_rules.confront(budget_rules.load_rules(), disclosure(tmp_path, TABLE, narrative))
    found = [one for one in report.findings if one.rule == "items-narrated"]
    assert [one.printed for one in found] == left_out
    assert [str(one.message) for one in found] == [
        f"《2022年一般公共预算支出表》的“{name}”（2010108）有数字，说明逐项列出的科目中没有它" for name in left_out
    ]
