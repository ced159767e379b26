"""The inspection sheet (预算公开情况检查表) that inspectors write by hand, as a workbook or as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from budget_rules.messages import message
from budget_rules.reports.markdown import escaped
from budget_rules.reports.sheet.rows import HEADS, problems, rows, title

__all__ = ["problems", "rendered", "rows"]


def rendered(result: Mapping[str, Any], path: Path) -> str | bytes:
    """The sheets of all documents: Markdown where the file is to end in ``.md``, else a workbook.

    Raises:
        BudgetError: writing workbooks is not installed.
    """
    if path.suffix.lower() == ".md":
        return _markdown(result)
    from budget_rules.reports.sheet.workbook import workbook

    return workbook(result)


def _markdown(result: Mapping[str, Any]) -> str:
    blocks: list[str] = []
    for document in result["documents"]:
        heads = [str(message(f"sheet.head-{key}")) for key in HEADS]
        lines = [heads, ["---"] * len(heads)]
        for number, row in enumerate(rows(document), 1):
            found = "<br>".join(map(escaped, problems(row))) or ("" if row.checks else escaped(row.why))
            counted = str(message("sheet.checked", checks=row.checks, held=row.held)) if row.checks else ""
            cells = (row.group, row.item, message(row.verdict.value))
            lines.append([str(number), *map(escaped, cells), found, counted])
        blocks += [f"## {escaped(title(document))}", escaped(document["path"])]
        blocks.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
    return "\n\n".join(blocks) + "\n"
