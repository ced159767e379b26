"""The published documents. They are not in the repository: what needs them skips, visibly, where they are absent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from budget_rules import Disclosure, Report, Rulebook, confront, load, load_rules
from budget_rules.messages import language, set_language

#: Beside the checkout, unless the environment says otherwise.
FOLDER = Path(os.environ.get("BUDGET_RULES_DOCUMENTS", Path(__file__).parents[2] / "shared" / "disclosures"))
SHAOXING = FOLDER / "shaoxing-npc-office-2022-unit-budget.md"
SHANGHAI_BUDGETS = sorted(path for path in FOLDER.glob("shanghai-*.pdf") if "budget" in path.name)


def need(path: Path) -> Path:
    """The path; skips the test where the document is not here."""
    if not path.exists():
        pytest.skip(f"the published document is not here: {path.name} (set BUDGET_RULES_DOCUMENTS)")
    return path


@cache
def shipped() -> Rulebook:
    """The shipped rules, loaded once."""
    return load_rules()


@cache
def read(path: Path) -> Disclosure:
    """A document, read once; nobody changes it but for the time of a test."""
    return load(need(path), vocabulary=shipped().vocabulary)


@cache
def checked(path: Path) -> Report:
    """A document confronted with the shipped rules, once."""
    with in_chinese():
        return confront(shipped(), read(path))


@contextmanager
def in_chinese() -> Iterator[None]:
    """What is kept for other tests is Chinese, whatever language the test speaks that asks for it first."""
    before = language()
    set_language("zh")
    try:
        yield
    finally:
        set_language(before)
