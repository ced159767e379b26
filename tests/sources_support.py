"""What the tests of the sources share: the real document, and small YAML disclosures."""

from __future__ import annotations

from pathlib import Path

from budget_rules.disclosure import Disclosure
from budget_rules.problem import BudgetError
from budget_rules.sources import load
from budget_rules.sources.markdown import read_markdown
from budget_rules.sources.yaml_source import read_yaml
from budget_rules.vocabulary_yaml import shipped_vocabulary
from published import SHAOXING, need

HEAD = """\
format: 1
title: 某市某局 2022 年单位预算
unit: 某市某局
year: 2022
stage: 预算
level: 单位
"""

SPENDING = """\
  - title: 2022年部门支出预算总表
    unit: 万元
    columns: [科目编码, 科目名称, 总计, {基本支出: [人员支出, 公用经费]}, 项目支出]
    rows:
      - [~, 合计, 4396.61, 2119.31, 515.90, 1761.40]
      - [201, 一般公共服务支出, 3587.27, 1319.97, 505.90, 1761.40]
      - [20101, 人大事务, 3587.27, 1319.97, 505.90, 1761.40]
      - [2010101, 行政运行, 1825.87, 1319.97, 505.90, ~]
"""


def read_yaml_text(folder: Path, text: str) -> Disclosure:
    """The disclosure of a YAML text, without statements."""
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path, shipped_vocabulary())


def read_markdown_text(folder: Path, text: str) -> Disclosure:
    """The disclosure of a Markdown text, without statements."""
    path = folder / "a.md"
    path.write_text(text, encoding="utf-8")
    return read_markdown(path, shipped_vocabulary())


def shaoxing() -> Disclosure:
    """The Shaoxing document, without statements."""
    return read_markdown(need(SHAOXING), shipped_vocabulary())


def problems(path: Path) -> list[str]:
    """The lines of the error that loading gives, without the folder."""
    try:
        load(path)
    except BudgetError as error:
        return str(error).replace(f"{path.parent}/", "").split("\n")
    return []


SAMPLE = Path(__file__).parents[1] / "samples" / "2022.yaml"


def sample_text() -> str:
    """The sample, without the list of what its original could not be read for: other formats cannot say that."""
    text = SAMPLE.read_text(encoding="utf-8")
    return text[: text.index("\nunread:")] + "\n"
