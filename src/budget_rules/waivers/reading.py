"""Waiver files: YAML to waivers, with the place of every mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import yaml

from budget_rules.messages import message
from budget_rules.problem import BudgetError, Problem
from budget_rules.waivers.waiver import Binding, Waiver
from budget_rules.yaml_nodes import Nodes, read_text

FILE_KEYS = ("waivers",)
KEYS = ("disclosure", "rule", "place", "printed", "reason", "owner", "until")
REQUIRED = ("rule", "place", "printed", "reason", "owner")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_waivers(paths: Iterable[str | Path]) -> tuple[Waiver, ...]:
    """The waivers of all files, in their order.

    Raises:
        BudgetError: something in the files is wrong; all problems of all files are named.
    """
    found: list[Waiver] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            nodes = Nodes(str(path), read_text(path))
            found += read_nodes(nodes)
            nodes.raise_problems()
        except BudgetError as error:
            problems += error.problems
    if problems:
        raise BudgetError(problems)
    return tuple(found)


def read_nodes(nodes: Nodes) -> list[Waiver]:
    """The waivers of one file, as far as they can be read; problems are noted."""
    part = nodes.mapping(nodes.root, FILE_KEYS, required=FILE_KEYS)
    if "waivers" not in part or nodes.blank(part["waivers"]):
        return []
    return [_waiver(nodes, node) for node in nodes.sequence(part["waivers"])]


def read_date(text: str) -> date | None:
    """The day written as ``2026-12-31``; None where it is none."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def _waiver(nodes: Nodes, node: yaml.Node) -> Waiver:
    part = nodes.mapping(node, KEYS, required=REQUIRED)
    texts = {key: nodes.text(part[key]).strip() for key in KEYS if key in part and key != "printed"}
    for key in ("rule", "reason", "owner"):
        if key in texts and not texts[key]:
            nodes.problem(part[key], message("waivers.blank", key=key))
    until = read_date(texts.get("until", ""))
    if until is None and texts.get("until"):
        nodes.problem(part["until"], message("waivers.date", found=texts["until"]))
    printed = tuple(nodes.text(member) for member in nodes.sequence(part["printed"])) if "printed" in part else ()
    return Waiver(
        binding=Binding(texts.get("rule", ""), texts.get("place", ""), printed),
        disclosure=texts.get("disclosure", ""),
        reason=texts.get("reason", ""),
        owner=texts.get("owner", ""),
        until=until,
        source=nodes.source(node),
    )
