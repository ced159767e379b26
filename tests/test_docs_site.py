"""The pages of the documentation that are made from the program, and what the site is built from."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

import budget_rules
from budget_rules.checks import Equation, Linear, Quotient, State
from budget_rules.figure import ONE, Figure, read_figure, unit_named
from budget_rules.place import Place, Source

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site() -> Iterator[dict[str, ModuleType]]:
    before = list(sys.path)
    sys.path.insert(0, str(ROOT / "docs/site"))
    import build
    import generated

    yield {"build": build, "generated": generated}
    sys.path[:] = before


@pytest.fixture(scope="module")
def pages(site: dict[str, ModuleType]) -> dict[str, str]:
    made: dict[str, str] = site["generated"].pages()
    return made


def test_every_rule_is_listed(pages: dict[str, str]) -> None:
    rules = budget_rules.load_rules().rules
    listed = {line.split("|")[1].strip() for line in pages["rules-list.md"].splitlines() if line.startswith("| ")}
    assert {rule.id for rule in rules} <= listed
    assert f"共 {len(rules)} 条" in pages["rules-list.md"]


def test_every_option_and_command_is_listed(pages: dict[str, str]) -> None:
    text = pages["options.md"]
    for option in ("--budget", "--budget-fail-on", "--budget-html", "--budget-coverage"):
        assert f"| `{option}` |" in text
    for command in ("check", "convert", "page", "waive", "coverage", "mutate", "rules", "explain", "lint", "schema"):
        assert f"## budget-rules {command}\n" in text
        assert f"usage: budget-rules {command} " in text


def test_every_member_of_the_result_is_listed(pages: dict[str, str]) -> None:
    schema = json.loads((ROOT / "src/budget_rules/schemas/result.schema.json").read_text("utf-8"))
    for name, part in [("result", schema), *schema["$defs"].items()]:
        section = pages["result-json.md"].partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        for member in part.get("properties", {}):
            assert f"| `{member}` |" in section, (name, member)


def test_links_into_the_repository_are_carried_along(site: dict[str, ModuleType], tmp_path: Path) -> None:
    site["build"].stage(tmp_path)
    assert "](files/action.yml)" in (tmp_path / "docs/gate.md").read_text("utf-8")
    assert (tmp_path / "docs/files/action.yml").read_bytes() == (ROOT / "action.yml").read_bytes()
    assert "](../" not in "".join(page.read_text("utf-8") for page in (tmp_path / "docs").glob("*.md"))


def figure(text: str, unit: str = "万元") -> Figure:
    return read_figure(text, unit=unit_named(unit), place=Place("", Source(path="")))


def one(text: str, unit: str = "万元") -> Linear:
    return Linear([(ONE, figure(text, unit), "")])


def test_the_examples_of_rounding_are_true() -> None:
    parts = Linear([(ONE, figure("1.00"), ""), (ONE, figure("2.00"), "")])
    assert Equation("=", one("3.01"), parts).evaluate() is State.ROUNDED
    assert Equation("=", one("3.02"), parts).evaluate() is State.VIOLATED
    assert Equation("=", one("4396.61"), one("4396.62")).evaluate() is State.VIOLATED
    mixed = Equation("=", one("350.35"), one("3,503,499", "元"))
    assert (mixed.evaluate(), mixed.allowed()) == (State.ROUNDED, Decimal("50.5"))
    cut, income = figure("122.42"), figure("4396.61")
    rate = Quotient("/", Linear([(ONE, cut, "")]), Linear([(ONE, income, ""), (ONE, cut, "")]))
    assert Equation("=", one("2.8%", "%"), rate).evaluate() is State.VIOLATED
    assert Equation("=", one("2.7%", "%"), rate).evaluate() is State.HELD
