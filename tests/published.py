"""The published documents. They are not in the repository: what needs them skips, visibly, where they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

#: Beside the checkout, unless the environment says otherwise.
FOLDER = Path(os.environ.get("BUDGET_RULES_DOCUMENTS", Path(__file__).parents[2] / "shared" / "disclosures"))
SHAOXING = FOLDER / "shaoxing-npc-office-2022-unit-budget.md"
SHANGHAI_BUDGETS = sorted(path for path in FOLDER.glob("shanghai-*.pdf") if "budget" in path.name)


def need(path: Path) -> Path:
    """The path; skips the test where the document is not here."""
    if not path.exists():
        pytest.skip(f"the published document is not here: {path.name} (set BUDGET_RULES_DOCUMENTS)")
    return path
