"""Examples of rules: each shipped rule has some that hold and some that do not; mistakes in them are named."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from msgspec.structs import replace

import budget_rules
from budget_rules.examples import Example, examples_of_file, run_example
from budget_rules.problem import BudgetError
from budget_rules.rulebook import loader
from budget_rules.shipped import rules_folder
from budget_rules.yaml_nodes import Nodes

BOOK = budget_rules.load_rules()
FILES = [path for path in sorted(rules_folder().rglob("*.yaml")) if "\nrules:" in path.read_text("utf-8")]
SHIPPED = {rule: ones for path in FILES for rule, ones in examples_of_file(path, path.name, BOOK).items()}
SCHEMA = json.loads((Path(budget_rules.__file__).parent / "schemas" / "rules.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("rule", [rule.id for rule in BOOK.rules])
def test_a_shipped_rule_has_examples_that_come_out_as_they_say(rule: str) -> None:
    examples = SHIPPED[rule]
    assert {example.violated for example in examples} == {False, True}
    for example in examples:
        why, outcomes = run_example(example, BOOK)
        assert why is None, f"{example.source}: {why}"
        if example.violated and example.expected is None:
            assert not any(finding.expected for outcome in outcomes for finding in outcome.findings)


def test_the_gate_reads_the_shipped_rules_without_their_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def watched(path: str, text: str) -> Nodes:
        read.append(text)
        return Nodes(path, text)

    monkeypatch.setattr(loader, "Nodes", watched)
    without = loader.read_rules()
    assert read
    assert not any("examples:" in text or "misprint" in text for text in read)
    monkeypatch.setattr(loader, "_blanked", lambda match: match[0])
    read.clear()
    assert loader.read_rules() == without
    assert sum(text.count("examples:") for text in read) == len(without.rules)


RULE = """\
rules:
  - id: own-rule
    title: 合计 = 各类之和
    in: 支出总表
    for: column
    assert: 合计 = sum(类)
    examples:
"""
HOLDS = """\
      - holds:
          支出总表:
            - [科目编码, 科目名称, 总计]
            - [~, 合计, 3597.27]
            - [201, 一般公共服务支出, 3587.27]
            - [205, 教育支出, 10.00]
"""


def examples(folder: Path, text: str) -> list[Example]:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    (found,) = examples_of_file(path, "own.yaml", budget_rules.load_rules(path)).values()
    return found


def verdicts(folder: Path, text: str) -> list[tuple[str, str | None]]:
    found = examples(folder, RULE + text)
    book = budget_rules.load_rules(folder / "own.yaml")
    said = [(example.name, run_example(example, book)[0]) for example in found]
    return [(name, None if why is None else str(why)) for name, why in said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HOLDS, [("holds", None)]),
        (HOLDS + "        misprint: {10.00: 11.00}\n        expected: 3598.27 万元\n",
         [("holds", None), ("misprint", None)]),
        (HOLDS + "        misprint: {10.00: 11.00}\n        expected: 3597.27万元\n",
         [("holds", None), ("misprint", "应为 3597.27万元，但报告的是 3598.27万元")]),
        (HOLDS + "        misprint: {10.00: 10.01}\n", [("holds", None), ("misprint", "应不成立，但成立")]),
        (HOLDS + "        misprint: {10.00: ~}\n", [("holds", None), ("misprint", None)]),
        (HOLDS.replace("10.00", "11.00").replace("holds", "violated") + "        expected: 3598.27万元\n" + HOLDS,
         [("violated-1", None), ("holds-2", None)]),
        (HOLDS.replace("10.00", "11.00"), [("holds", "应成立，但：支出总表[合计, 总计] 印为 3597.27万元，应为"
                                                      " 3598.27万元，相差 -1.00万元（四舍五入最多可差 0.015万元）")]),
        (HOLDS.replace("合计,", "总额,"), [("holds", "没有核对：《支出总表》没有“合计”一行")]),
        (HOLDS.replace("3597.27", '"?"'), [("holds", "没有核对：《支出总表》[合计, 总计] 未能读出")]),
        ("      - violated: {text: 2022 年。}\n", [("violated", "没有核对：没有《支出总表》")]),
        ("      - holds: {支出总表: {unit: 元, columns: [科目编码, 科目名称, 总计],"
         " rows: [[~, 合计, 3], [201, 教育, 3]], notes: [注]}}\n", [("holds", None)]),
    ],
)  # fmt: skip
def test_what_becomes_of_an_example(tmp_path: Path, text: str, said: list[tuple[str, str | None]]) -> None:
    assert verdicts(tmp_path, text) == said


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("      - hold: {支出总表: [[总计], [1]]}\n", "own.yaml:8:9: 不认识的键“hold”（是否想写“holds”？）"),
        ("      - {holds: {text: 甲}, violated: {text: 甲}}\n", "own.yaml:8:9: 例子应写 holds（成立），或 violated"),
        ("      - {violated: {text: 甲}, misprint: {甲: 乙}}\n", "own.yaml:8:9: 例子应写 holds（成立），或 violated"),
        ("      - {holds: {text: 甲}, expected: 3}\n", "own.yaml:8:38: expected 要与 misprint 或 violated 写在一起"),
        ("      - holds: {支出总记: [[总计], [1]]}\n", "own.yaml:8:17: 不认识的表“支出总记”（是否想写“支出总表”？）"),
        (
            "      - holds: {text: {收入预算情: 甲}}\n",
            "own.yaml:8:24: 不认识的章节“收入预算情”（是否想写“收入预算情况”？）",
        ),
        ("      - holds: {支出总表: [[科目名称, 总计], [合计, 1, 2]]}\n", "own.yaml:8:36: 此行有 3 格，表头有 2 栏"),
        ("      - holds: {支出总表: {rows: []}}\n", "own.yaml:8:23: 缺少键“columns”"),
        ("      - holds: {}\n", "own.yaml:8:16: 例子应有表或 text"),
        (HOLDS + "        misprint: {597.27: 1}\n", "own.yaml:14:20: 例子中没有“597.27”"),
    ],
)
def test_a_mistake_in_an_example_is_named_at_its_place(tmp_path: Path, text: str, line: str) -> None:
    with pytest.raises(BudgetError) as error:
        examples(tmp_path, RULE + text)
    assert str(error.value).split("\n")[0].startswith(line)


def test_a_word_in_a_figure_cell_is_a_mistake(tmp_path: Path) -> None:
    (example,) = examples(tmp_path, RULE + HOLDS.replace("10.00", "十"))
    with pytest.raises(BudgetError, match=r"own\.yaml:13:27: "):
        run_example(example, budget_rules.load_rules(tmp_path / "own.yaml"))


def test_a_misprint_is_printed_where_the_text_stands_first(tmp_path: Path) -> None:
    text = RULE.replace(
        "in: 支出总表\n    for: column\n    assert: 合计 = sum(类)",
        "for: amount named 支出预算\n    assert: amount = 支出总表[合计, 总计]",
    )
    text += "      - holds: {支出总表: [[科目名称, 总计], [合计, 10.50]], text: 支出预算 110.50 万元、10.50 万元。}\n"
    text += "        misprint: {10.50: 1.50}\n"
    _, misprint = examples(tmp_path, text)
    ((_, (paragraph,)),) = misprint.text
    assert paragraph.text == "支出预算 110.50 万元、1.50 万元。"
    assert [cell.text for row in misprint.tables[0].rows for cell in row] == ["合计", "10.50"]


def test_the_schema_knows_examples(tmp_path: Path) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    good = HOLDS + "        misprint: {10.00: 11.00}\n        expected: 3598.27万元\n"
    assert validator.is_valid(yaml.safe_load(RULE + good))
    for bad in ("holds: 3", "violated: {}", "holds: {text: 甲}\n        expected: 甲", "misprint: {甲: 乙}"):
        assert not validator.is_valid(yaml.safe_load(f"{RULE}      - {bad}\n"))


def test_examples_of_a_rule_that_is_switched_off_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(RULE + HOLDS, encoding="utf-8")
    assert examples_of_file(path, "own.yaml", replace(BOOK, rules=())) == {}
