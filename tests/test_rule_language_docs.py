"""What docs/rule-language.md shows is what the loader reads, and its examples are the shipped rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import budget_rules
from budget_rules.problem import BudgetError
from budget_rules.rulebook.grammar import parse_assertion, parse_scope
from budget_rules.shipped import rules_folder

TEXT = (Path(__file__).parents[1] / "docs" / "rule-language.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
EXAMPLES = [block for language, block in BLOCKS if language == "yaml"]
WRONG = EXAMPLES[-1]
OWN = EXAMPLES[-2]
SHIPPED = {
    rule["id"]: rule
    for path in rules_folder().rglob("*.yaml")
    for rule in yaml.safe_load(path.read_text("utf-8")).get("rules", [])
}
CODES = re.findall(r"^\| `([^`]+)` \|", TEXT, re.MULTILINE)
KEYS = (
    "severity",
    "basis",
    "message",
    "tolerance",
    "examples",
    "id",
    "assert",
    "in",
    "section",
    "for",
    "where",
    "when",
)
RELATIONS = [code for code in CODES if re.search(r"[=≤]| is | in | names | contains | agrees |^statement ", code)]
SCOPES = [code for code in CODES if code not in RELATIONS and code not in KEYS]


@pytest.mark.parametrize("example", [example for example in EXAMPLES[:-2] if example.startswith("rules:")])
def test_an_example_is_a_shipped_rule_word_for_word(example: str) -> None:
    rules = yaml.safe_load(example)["rules"]
    assert rules
    for rule in rules:
        shipped = SHIPPED[rule["id"]]
        assert rule == {key: shipped[key] for key in shipped if key in rule or key != "examples"}


def test_a_rule_file_of_ones_own_adds_replaces_and_disables(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    book = budget_rules.load_rules(path)
    rules = {rule.id: rule for rule in book.rules}
    assert rules["conference-limit"].source.path == str(path)
    assert rules["annuity-half"].source.path == str(path)
    assert not {"shares-sum", "same-base"} & rules.keys()
    table = book.vocabulary.table("2022年部门支出情况表")
    assert table is not None
    assert table.name == "支出总表"


def test_the_errors_shown_are_those_of_the_file_shown(tmp_path: Path) -> None:
    shown = [block for language, block in BLOCKS if language == "text"][-1]
    path = tmp_path / "我的规则.yaml"
    path.write_text(WRONG, encoding="utf-8")
    with pytest.raises(BudgetError) as error:
        budget_rules.load_rules(path)
    assert str(error.value).replace(f"{tmp_path}/", "") == shown.strip()


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_relation_shown_can_be_read(relation: str) -> None:
    assert parse_assertion(relation)


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_shown_can_be_read(scope: str) -> None:
    assert parse_scope(scope)


def test_every_kind_of_example_was_found() -> None:
    assert (len(EXAMPLES) >= 5, len(RELATIONS) >= 18, len(SCOPES) >= 15) == (True, True, True)
