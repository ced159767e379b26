"""Small disclosures and rules, written in the tests that confront them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

from msgspec.structs import replace

import budget_rules
from budget_rules.disclosure import Disclosure
from budget_rules.findings import Finding, Outcome, Report
from budget_rules.problem import BudgetError
from budget_rules.rulebook import Rulebook

HEAD = """\
format: 1
title: 某市某局 2022 年单位预算
unit: 某市某局
year: 2022
stage: 预算
level: 单位
region: 浙江
"""

#: Four items of a real spending table, added up anew.
SPENDING = """
- title: 2022年部门支出预算总表
  unit: 万元
  columns: [科目编码, 科目名称, 总计, {基本支出: [人员支出, 公用经费]}, 项目支出]
  rows:
    - [~, 合计, 2597.26, 1791.61, 505.90, 299.75]
    - [201, 一般公共服务支出, 2125.62, 1319.97, 505.90, 299.75]
    - [20101, 人大事务, 2125.62, 1319.97, 505.90, 299.75]
    - [2010101, 行政运行, 1825.87, 1319.97, 505.90, ~]
    - [2010104, 人大会议, 299.75, ~, ~, 299.75]
    - [208, 社会保障和就业支出, 471.64, 471.64, ~, ~]
"""

#: Its counterpart without codes, two-sided.
BALANCE = """
- title: 2022年部门收支预算总表
  unit: 万元
  columns: [{收入: [项目, 预算数]}, {支出: [项目（按功能分类）, 预算数]}]
  rows:
    - [一、财政拨款, 2500.00, 一、一般公共服务支出, 2125.62]
    - [一般公共预算, 2500.00, 人大事务, 2125.62]
    - [二、其他收入, 97.26, 行政运行, 1825.87]
    - [~, ~, 人大会议, 299.75]
    - [~, ~, 二、社会保障和就业支出, 471.64]
    - [本年收入合计, 2597.26, 本年支出合计, 2597.26]
    - [收入总计, 2597.26, 支出总计, 2597.26]
"""


def disclosure(folder: Path, tables: str = SPENDING, narrative: str = "", head: str = HEAD) -> Disclosure:
    """A disclosure of the tables and the narrative sections, each a YAML list."""
    text = head + "tables:\n" + indent(dedent(tables).strip(), "  ") + "\n"
    if narrative:
        text += "narrative:\n" + indent(dedent(narrative).strip(), "  ") + "\n"
    path = folder / "disclosure.yaml"
    path.write_text(text, encoding="utf-8")
    return budget_rules.load(path)


def section(heading: str, *paragraphs: str) -> str:
    """A section of the narrative."""
    lines = [f"- heading: {heading}", "  level: 2", "  paragraphs:", *(f"    - {text}" for text in paragraphs)]
    return "\n".join(lines) + "\n"


def rulebook(folder: Path, rule: str) -> Rulebook:
    """A rulebook of one rule, written without ``id`` and ``title``, and the shipped vocabulary."""
    path = folder / "own.yaml"
    text = "rules:\n  - id: own-rule\n    title: 自己的规则\n" + indent(dedent(rule).strip(), "    ") + "\n"
    path.write_text(text, encoding="utf-8")
    book = budget_rules.load_rules(path)
    return replace(book, rules=tuple(rule for rule in book.rules if rule.id == "own-rule"))


def confronted(folder: Path, rule: str, tables: str = SPENDING, narrative: str = "", head: str = HEAD) -> Report:
    """One rule confronted with a small disclosure."""
    return budget_rules.confront(rulebook(folder, rule), disclosure(folder, tables, narrative, head))


def outcome(folder: Path, rule: str, tables: str = SPENDING, narrative: str = "", head: str = HEAD) -> Outcome:
    """The outcome of a rule that applies at one place only."""
    (found,) = confronted(folder, rule, tables, narrative, head).outcomes
    return found


def held(found: Outcome | Report) -> int:
    """How many relations hold, none of them because nothing is printed, where nothing else came of the rule."""
    assert not found.findings, [str(finding.message) for finding in found.findings]
    assert not found.not_executed
    assert not found.not_applicable
    return found.counts.held - found.counts.held_blank


def finding(found: Outcome | Report) -> Finding:
    """The only finding."""
    (one,) = found.findings
    return one


def reason(found: Outcome) -> str:
    """Why the rule does not apply."""
    assert found.not_applicable is not None
    assert found.counts.checks == 0
    return str(found.not_applicable.reason)


def problems(folder: Path, *paths: Path) -> list[str]:
    """The lines of the error that loading rules gives, without the folder."""
    try:
        budget_rules.load_rules(*paths)
    except BudgetError as error:
        return str(error).replace(f"{folder}/", "").split("\n")
    return []
