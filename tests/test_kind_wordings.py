"""Other words for the same: nothing is found in them, and they leave no figure unchecked."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import budget_rules
from budget_rules import confront
from budget_rules.coverage import guarded_count, printed_figures
from disclosure_writers import Document, write_markdown
from kind_documents import KINDS
from published import shipped

SCHOOL, HOSPITAL, STREET, BUREAU = (f"shanghai_{name}" for name in ("school", "hospital", "street", "bureau"))
DEPARTMENT, PUPILS, CLINIC = (f"zhejiang_{name}" for name in ("department", "school", "hospital"))
_PATH = "“([^（”]+)（类）([^（”]+)（款）([^（”]+)（项）”"
_CHANGED = "比上年执行数(增加|减少)([0-9.]+)万元，(增长|下降)([0-9.]+)%"

WORDINGS = [
    (SCHOOL, "收入预算(?=[0-9])", "收入总预算为"),
    (SCHOOL, "，其中：财政拨款收入", "。其中，财政拨款收入"),
    (SCHOOL, "比2022年预算(增加|减少)([0-9.]+)万元", r"较上年\1\2万元"),
    (SCHOOL, "比2022年预算(增加|减少)([0-9.]+)万元", r"与2022年年初预算相比\1\2万元"),
    (SCHOOL, "与2022年预算持平", "与2022年预算相比无变化"),
    (SCHOOL, "比2022年预算执行数(增加|减少)([0-9.]+)%", r"较2022年预算执行数\1\2％"),
    (SCHOOL, _PATH, r"“\1-\2-\3”科目"),
    (SCHOOL, _PATH, r"“\1类-\2款-\3项”"),
    (SCHOOL, _PATH, r"“\3”科目"),
    (SCHOOL, "编报绩效目标的项目共(\\d+)个，涉及项目预算资金", r"共有\1个项目编报绩效目标，涉及项目预算"),
    (HOSPITAL, "特种专业技术用车3辆", "特种专业技术用车3辆（救护车）"),
    (STREET, "部门预算是包括上海市普陀区某某街道办事处本部", "部门预算是包括街道本部"),
    (BUREAU, "；上年结转", "；上年结转资金"),
    (DEPARTMENT, _CHANGED, r"比2022年执行数\1\2万元（\3\4%）"),
    (DEPARTMENT, _CHANGED, r"比上年执行数\1\2万元，同比\3\4%"),
    (DEPARTMENT, _CHANGED, r"比上年执行数\3\4%，\1\2万元"),
    (DEPARTMENT, "，占([0-9.]+)%", r"，所占比例为\1%"),
    (DEPARTMENT, "，占([0-9.]+)%", r"（占预算总额的\1%）"),
    (DEPARTMENT, "1.按支出功能分类，包括", "1.按支出功能分类科目，包括："),
    (DEPARTMENT, "2.按支出用途分类，包括", "2.按支出用途分："),
    (DEPARTMENT, "（项）安排", "（项）预算数为"),
    (DEPARTMENT, "，主要原因是", "。增减变动的主要原因是"),
    (PUPILS, "没有使用(.*?)拨款安排的支出", r"未安排\1支出"),
    (PUPILS, "，占收入预算的([0-9.]+)%", r"，占收入预算总额的\1%"),
    (CLINIC, "事业单位经营", "经营"),
]


def outcome(document: Document, folder: Path) -> tuple[list[str], int]:
    """What is found, and how many figures nothing guards."""
    made = budget_rules.load(write_markdown(document, folder / "kind.md"), vocabulary=shipped().vocabulary)
    report = confront(shipped(), made)
    found = [str(finding.message) for finding in report.findings] + [one.text for one in made.unread]
    return found, len(printed_figures(made)) - guarded_count(made, report)


@cache
def unguarded(kind: str, folder: Path) -> int:
    """In the disclosure as it is made."""
    return outcome(KINDS[kind](), folder)[1]


@pytest.mark.parametrize(("kind", "pattern", "words"), WORDINGS)
def test_other_words_say_the_same(
    kind: str, pattern: str, words: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    document, seen = KINDS[kind](), 0
    for _, _, paragraphs in document.sections:
        for index, text in enumerate(paragraphs):
            paragraphs[index], count = re.subn(pattern, words, text)
            seen += count
    assert seen
    found, left = outcome(document, tmp_path)
    assert found == []
    assert left <= unguarded(kind, tmp_path_factory.getbasetemp()) + 1
