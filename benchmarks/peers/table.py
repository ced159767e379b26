"""The table: written as each library reads it, with rounded figures that do not add up to the last digit."""

from __future__ import annotations

import csv
import random
from decimal import Decimal
from pathlib import Path

PARTS = ("a", "b", "c", "d", "e")
FIGURES = ("total", *PARTS)
ITEMS = 29
#: Half a unit of the last digit for every figure of the relation, and room for what binary fractions lose.
ROW_TOLERANCE = 0.005 * len(FIGURES) + 1e-6
COLUMN_TOLERANCE = 0.005 * (ITEMS + 1) + 1e-6
_CENT = Decimal("0.01")

#: Budget rules for the same relations.
RULES = """\
vocabulary:
  tables:
    测试表:
      total: 总额
      columns: {事项: {role: name}, 总额: [], 甲项: [], 乙项: [], 丙项: [], 丁项: [], 戊项: []}
rules:
  - id: bench-rows
    title: 总额 = 各项之和
    in: 测试表
    for: row
    assert: 总额 = 甲项 + 乙项 + 丙项 + 丁项 + 戊项
  - id: bench-columns
    title: 合计 = 各事项之和
    in: 测试表
    for: column
    assert: 合计 = sum(rows)
"""
_HEAD = """\
format: 1
title: 某局 2022 年单位预算
unit: 某局
year: 2022
stage: 预算
tables:
  - title: 测试表
    unit: 万元
    columns: [事项, 总额, 甲项, 乙项, 丙项, 丁项, 戊项]
    rows:
"""


def write(folder: Path, *, spoilt: bool) -> None:
    """Write ``table.csv``, ``table.yaml`` and ``rules.yaml``; ``spoilt``: one part is wrong, in one row and column."""
    rows = _rows()
    if spoilt:
        rows[7][3] = str(Decimal(rows[7][3]) + 10)
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("name", *FIGURES), *rows])
    lines = "".join(f"      - [{', '.join(row)}]\n" for row in rows)
    (folder / "table.yaml").write_text(_HEAD + lines, encoding="utf-8")
    (folder / "rules.yaml").write_text(RULES, encoding="utf-8")


def _rows() -> list[list[str]]:
    source = random.Random(2022)
    exact = [[Decimal(source.randrange(1000, 9999999)) / 10000 for _ in PARTS] for _ in range(ITEMS)]
    exact.append([sum(column, Decimal(0)) for column in zip(*exact, strict=True)])
    names = [f"事项{number}" for number in range(1, ITEMS + 1)] + ["合计"]
    return [
        [name, *(str(value.quantize(_CENT)) for value in (sum(parts, Decimal(0)), *parts))]
        for name, parts in zip(names, exact, strict=True)
    ]
