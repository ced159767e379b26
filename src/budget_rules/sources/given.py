"""What the user says of a disclosure, in place of what is recognised in it: ``region=上海``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from budget_rules.disclosure import Disclosure
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.yaml_nodes import did_you_mean

_CHOICES = {"stage": ("预算", "决算"), "level": ("部门", "单位")}
KEYS = ("unit", "year", "stage", "level", "region")


def read_given(pairs: Iterable[str], option: str) -> dict[str, str]:
    """``KEY=VALUE`` texts of an option, by key.

    Raises:
        BudgetError: a text is no such pair, or its key or value is not one of those known.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not value:
            why = message("given.no-pair", pair=pair)
        elif key not in KEYS:
            why = message("input.unknown-key", key=key, hint=did_you_mean(key, KEYS) or f" ({' | '.join(KEYS)})")
        elif key == "year" and not (value.isascii() and value.isdigit() and len(value) == 4):
            why = message("input.want-number", found=value)
        elif key in _CHOICES and value not in _CHOICES[key]:
            why = message("input.want-choice", found=value, choices=" | ".join(_CHOICES[key]))
        else:
            found[key] = value
            continue
        problems.append(Problem(Source(path=option), why))
    if problems:
        raise BudgetError(problems)
    return found


def apply_given(disclosure: Disclosure, given: Mapping[str, str]) -> None:
    """Set what the user says."""
    disclosure.unit = given.get("unit", disclosure.unit)
    disclosure.stage = given.get("stage", disclosure.stage)
    disclosure.level = given.get("level", disclosure.level)
    disclosure.region = given.get("region", disclosure.region)
    if "year" in given:
        disclosure.year = int(given["year"])
