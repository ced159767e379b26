"""The shipped rulebook is parsed once, and kept for other processes while it says what its sources say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from budget_rules import Rulebook
from budget_rules.figure import MINUS, ONE
from budget_rules.rulebook import kept
from budget_rules.rulebook.expression import Comparison
from budget_rules.rulebook.loader import read_rules
from budget_rules.shipped import rules_folder


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where Python keeps compiled modules, and so where the rulebook is kept."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept._kept.cache_clear()
    yield tmp_path / "compiled"
    kept._kept.cache_clear()


class Reader:
    """Counts how often the rules are read."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Rulebook:
        self.times += 1
        return read_rules()


def _as_another_process(read: Reader) -> Rulebook:
    kept._kept.cache_clear()
    return kept.kept_rulebook(read)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_it_is_read_once_for_all_processes() -> None:
    read = Reader()
    first = kept.kept_rulebook(read)
    assert kept.kept_rulebook(read) is first
    assert _as_another_process(read) == first == read_rules()
    assert read.times == 1


def test_factors_are_the_constants_that_evaluation_knows() -> None:
    read = Reader()
    kept.kept_rulebook(read)
    again = _as_another_process(read)
    assert read.times == 1
    sides = [
        side
        for rule in again.rules
        for option in rule.options()
        for condition in option.conditions
        if isinstance(condition, Comparison)
        for side in (condition.flat_left, condition.flat_right)
        if side is not None
    ]
    factors = [factor for side in sides for factor, _ in side.terms if abs(factor) == 1]
    assert len(factors) > 100
    assert all(factor is ONE or factor is MINUS for factor in factors)


def test_a_changed_rule_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Reader()
    rules = copytree(rules_folder(), tmp_path / "rules")
    monkeypatch.setattr(kept, "rules_folder", lambda: rules)
    kept.kept_rulebook(read)
    changed = rules / "budget" / "tables.yaml"
    changed.write_bytes(changed.read_bytes() + b"\n")
    _as_another_process(read)
    assert read.times == 2


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:10], lambda data: data[:-1] + b"x"])
def test_what_is_not_whole_is_not_used(folder: Path, damage: object) -> None:
    assert callable(damage)
    read = Reader()
    first = kept.kept_rulebook(read)
    (file,) = _files(folder)
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert _as_another_process(read) == first
    assert read.times == 2
    assert file.read_bytes()[:8] == whole[:8]


def test_nothing_is_written_where_python_writes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept.kept_rulebook(Reader())
    assert _files(folder) == []


def test_a_folder_that_cannot_be_written_changes_nothing(folder: Path) -> None:
    folder.write_text("a file, where a folder is needed")
    read = Reader()
    assert kept.kept_rulebook(read) == _as_another_process(read)
    assert read.times == 2
