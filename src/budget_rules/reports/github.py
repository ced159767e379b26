"""Findings as GitHub annotations: workflow commands that a runner shows at the line of the figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from budget_rules.messages import message
from budget_rules.reports.words import harmless

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def commands(result: Mapping[str, Any]) -> Iterator[str]:
    """A workflow command for each problem and each finding that nobody has waived, in the order of the JSON result."""
    for problem in result["errors"]:
        yield _command("error", problem["path"], problem, str(message("shown.summary-title")), problem["message"])
    for document in result["documents"]:
        for finding in document["findings"]:
            if finding.get("waived"):
                continue
            source = finding["source"]
            said = f"{finding['place']}: {finding['message']}" if "line" not in source else finding["message"]
            if "page" in source:
                said = f"{message('shown.page', page=source['page'])} {said}"
            path = source.get("path", document["path"])
            yield _command(finding["severity"], path, source, finding["title"], said)


def _command(name: str, path: str, source: Mapping[str, Any], title: str, said: str) -> str:
    """GitHub's commands have the names of our severities.

    Nothing in the texts can end the command or begin another: line breaks and control characters are escaped.
    """
    properties = {"file": path, "title": title}
    if "line" in source and "page" not in source:
        properties["line"] = str(source["line"])
        if "column" in source:
            properties["col"] = str(source["column"])
    listed = ",".join(f"{key}={harmless(value).translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {listed}::{harmless(said).translate(_DATA)}"
