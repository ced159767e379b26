"""Where the rules and schemas that come with the package are."""

from __future__ import annotations

from pathlib import Path


def rules_folder() -> Path:
    """The folder of the shipped rule files: inside an installed package, or at the top of a source checkout."""
    here = Path(__file__).parent
    installed = here / "_rules"
    return installed if installed.is_dir() else here.parents[1] / "rules"


def schema_file(kind: str) -> Path:
    """The JSON Schema of rules, disclosure, result or waivers."""
    return Path(__file__).parent / "schemas" / f"{kind}.schema.json"
