"""JSON results for the page: of the sample, and one as large as disclosures get."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from budget_rules.reports import json as report_json
from published import checked, in_chinese

SAMPLE = Path(__file__).parents[1] / "samples" / "2022.yaml"
JSON = dict[str, Any]


@lru_cache(maxsize=1)
def _sample() -> str:
    with in_chinese():
        return report_json.text(report_json.result([checked(SAMPLE)]))


def sample() -> JSON:
    """The sample's result, to be changed as a test likes."""
    result: JSON = json.loads(_sample())
    return result


def large(*, tables: int = 16, rows: int = 50, columns: int = 8, findings: int = 200) -> JSON:
    """Some 40 pages: tables of ``rows`` × ``columns`` figures, as many sections, and findings all over them."""
    result = sample()
    document = result["documents"][0]
    figures: list[JSON] = []
    content: JSON = {
        "title": {"text": "2022 年单位预算", "source": {}},
        "contents": [],
        "order": [],
        "sections": [],
        "tables": [],
    }
    for number in range(tables):
        text = f"本年支出预算 {number}.50 万元，" + "主要用于保障机关正常运转和完成各项工作任务，" * 12
        paragraphs = [{"text": text, "source": {"line": number + 1}, "figures": []} for _ in range(10)]
        content["sections"].append(_section(number, paragraphs))
        content["tables"].append(_table(number, rows, columns, figures))
        content["order"] += [{"section": number}, {"table": number}]
    checks = [_check(figures, row, columns, None) for row in range(0, len(figures), columns)]
    found = []
    wrong = next(one for one in document["findings"] if one["rule"] == "change-rate")
    for index in range(findings):
        start = index * (len(figures) // findings) // columns * columns
        checks[start // columns] = _check(figures, start, columns, index)
        found.append(_finding(wrong, figures[start : start + columns]))
    document.update(figures=figures, content=content, checks=checks, findings=found, unread=[])
    document["causes"] = [_cause(finding, index) for index, finding in enumerate(found)]
    document["coverage"] = {
        "figures": len(figures),
        "guarded": len(figures),
        "once": len(figures),
        "twice_or_more": 0,
        "unguarded": [],
    }
    return result


def _section(number: int, paragraphs: list[JSON]) -> JSON:
    heading = {
        "heading": f"（{number}）支出预算情况",
        "name": f"情况 {number}",
        "level": 2,
        "source": {},
        "figures": [],
    }
    return {**heading, "paragraphs": paragraphs}


def _table(number: int, rows: int, columns: int, figures: list[JSON]) -> JSON:
    names = [{"path": ["科目名称"], "name": "科目名称", "role": "name", "unit": "", "side": ""}]
    names += [
        {"path": ["支出", f"第 {i} 栏"], "name": f"第 {i} 栏", "role": "figure", "unit": "万元", "side": ""}
        for i in range(columns)
    ]
    made = []
    for row in range(rows):
        cells: list[JSON] = [{"column": 0, "text": f"科目 {row}", "figure": None, "source": {}}]
        for column in range(columns):
            place, text = f"表 {number}[科目 {row}, 第 {column} 栏]", f"{1000 + row * 7 + column}.50"
            name = f"f{len(figures) + 1}"
            figures.append(
                {
                    "id": name,
                    "place": place,
                    "printed": text,
                    "unit": "万元",
                    "source": {"line": number * 100 + row + 1},
                    "guards": 1,
                    "state": "held",
                    "smallest": "0.01",
                }
            )
            cells.append({"column": column + 1, "text": text, "figure": name, "source": {}})
        row_of = {"index": row, "name": f"科目 {row}", "code": "", "level": 1, "total": False, "side": "", "source": {}}
        made.append({**row_of, "cells": cells})
    head = {"name": f"表 {number}", "title": f"2022 年表 {number}", "unit": "万元", "source": {}}
    return {**head, "columns": names, "rows": made, "notes": []}


def _check(figures: list[JSON], start: int, columns: int, finding: int | None) -> JSON:
    names = [one["id"] for one in figures[start : start + columns]]
    state = "held" if finding is None else "violated"
    if finding is not None:
        for one in figures[start : start + columns]:
            one["state"] = "violated"
    head = {"rule": "row-sums", "instance": "", "title": "总计 = 各栏之和", "severity": "error"}
    return {**head, "state": state, "relation": "总计 = 各栏", "figures": names, "finding": finding}


def _finding(like: JSON, figures: list[JSON]) -> JSON:
    first = figures[0]
    parts = [
        {"id": one["id"], "role": "栏", **{key: one[key] for key in ("place", "printed", "unit", "source")}}
        for one in figures
    ]
    own = {"rule": "row-sums", "title": "总计 = 各栏之和", "instance": first["place"].partition("[")[0]}
    own |= {"quote": "", "suggestion": ""}
    return {**like, **own, "place": first["place"], "source": first["source"], "figures": parts}


def _cause(finding: JSON, index: int) -> JSON:
    keys = ("severity", "status", "message", "place", "source", "printed", "expected")
    first = finding["figures"][0]
    suspect = {key: first[key] for key in ("place", "printed", "unit", "source")}
    suspects = [{**suspect, "expected": finding["expected"], "slip": "", "figure": first["id"]}]
    return {**{key: finding[key] for key in keys}, "suspects": suspects, "findings": [index]}
