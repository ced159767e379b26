"""Reading a JSON result, for the commands that make something of one."""

from __future__ import annotations

import json
from typing import Any

from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.yaml_nodes import read_text


def read_result(path: str) -> dict[str, Any]:
    """The result at ``path``, as JSON.

    Raises:
        BudgetError: it cannot be read, or is no result.
    """
    text = read_text(path)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("format") != 1:
        raise BudgetError([Problem(Source(path=path), message("waivers.no-result"))])
    return found
