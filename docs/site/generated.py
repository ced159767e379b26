"""Pages of the site that are made from the program: the shipped rules, the options, the JSON result."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from budget_rules.cli import COMMANDS, main
from budget_rules.messages import message
from budget_rules.pytest_plugin import _OPTIONS

SCHEMAS = Path(__file__).parents[2] / "src/budget_rules/schemas"


def pages() -> dict[str, str]:
    """File name → Markdown."""
    schema = json.loads((SCHEMAS / "result.schema.json").read_text("utf-8"))
    return {"rules-list.md": rules_page(), "options.md": options_page(), "result-json.md": result_page(schema)}


def rules_page() -> str:
    """Every shipped rule with its title, severity, scope, basis and place."""
    table = _printed("rules", "--format", "md")
    count = len(table.splitlines()) - 2
    return f"# 自带的规则\n\n共 {count} 条，由 `budget-rules rules --format md` 列出。*The shipped rules.*\n\n{table}"


def options_page() -> str:
    """The options of pytest and the help of each command."""
    parts = ["# 命令与选项\n\n由程序自己的帮助生成。*Generated from the program's own help.*\n\n## pytest\n"]
    rows = [(option, metavar, str(message(key))) for option, (_, _, metavar, key) in _OPTIONS.items()]
    rows.append(("--budget-coverage", "", str(message("coverage.option"))))
    parts.append("| 选项 | 值 | 作用 |\n| --- | --- | --- |")
    parts += [f"| `{option}` | {metavar} | {_cell(what)} |" for option, metavar, what in rows]
    parts += ["\n## budget-rules\n", _block(_printed("--help"))]
    for module in COMMANDS:
        name = module.__name__.rpartition(".")[2]
        parts += [f"\n## budget-rules {name}\n", _block(_printed(name, "--help"))]
    return "\n".join(parts) + "\n"


def result_page(schema: Mapping[str, Any]) -> str:
    """Every object of the JSON result with its members."""
    head = f"# JSON 结果的各项\n\n由 `budget-rules schema result` 生成。\n\n{schema['description']}\n"
    parts = [head, "## result\n", *_members(schema)]
    for name, part in schema["$defs"].items():
        parts += [f"\n## {name}\n", *([part["description"] + "\n"] if "description" in part else []), *_members(part)]
    return "\n".join(parts) + "\n"


def _members(part: Mapping[str, Any]) -> Iterator[str]:
    if "properties" not in part:
        yield f"`{_type(part)}`"
        return
    yield "| member | type | meaning |\n| --- | --- | --- |"
    for path, member in _all(part, ""):
        yield f"| `{path}` | {_cell(_type(member))} | {_cell(member.get('description', ''))} |"


def _all(part: Mapping[str, Any], before: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The members, and those of objects that have no name of their own."""
    for name, member in part.get("properties", {}).items():
        yield before + name, member
        yield from _all(member, f"{before}{name}.")
        if isinstance(member.get("items"), dict):
            yield from _all(member["items"], f"{before}{name}[].")


def _type(part: Mapping[str, Any]) -> str:
    if "$ref" in part:
        return str(part["$ref"]).rpartition("/")[2]
    if "enum" in part:
        return " | ".join(str(one) for one in part["enum"])
    if "const" in part:
        return str(part["const"])
    for key in ("oneOf", "anyOf"):
        if key in part:
            return " | ".join(_type(one) for one in part[key])
    kinds = part.get("type", "any")
    if kinds == "array" and isinstance(part.get("items"), dict):
        return f"list of {_type(part['items'])}"
    return " | ".join(kinds) if isinstance(kinds, list) else str(kinds)


def _printed(*arguments: str) -> str:
    """What the command prints."""
    caught = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    help_ends = suppress(SystemExit)
    with patch.dict(os.environ, {"COLUMNS": "100", "NO_COLOR": "1"}), redirect_stdout(caught), help_ends:
        main(arguments)
    caught.seek(0)
    return caught.read()


def _block(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
