"""The result as SARIF 2.1.0, which code hosts and editors read (OASIS standard, 2020). Made from the JSON result.

A finding is a result at the place of its figure; the other figures of its relation are related locations. What could
not be executed or read is a notification, so that it is not taken for passed.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath, PurePosixPath
from typing import Any
from urllib.parse import quote

import budget_rules
from budget_rules.reports.words import harmless, named

JSON = dict[str, Any]
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: Name of our fingerprints; another number where they are computed in another way.
FINGERPRINT = "budgetRules/v1"
_LEVELS = {"error": "error", "warning": "warning", "notice": "note"}


def text(result: Mapping[str, Any]) -> str:
    """The JSON result as SARIF text."""
    return json.dumps(sarif(result), ensure_ascii=True, indent=2) + "\n"


def sarif(result: Mapping[str, Any]) -> JSON:
    """The JSON result as a SARIF log with one run."""
    rules = [_rule(rule) for rule in result["rules"]]
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    notes = [_problem(problem) for problem in result["errors"]]
    results: list[JSON] = []
    for document in result["documents"]:
        results += _results(document, numbers)
        notes += _notes(document)
    run: JSON = {
        "tool": {
            "driver": {
                "name": "budget-rules",
                "version": budget_rules.__version__,
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not result["errors"], "toolExecutionNotifications": notes}],
        "artifacts": [{"location": {"uri": _uri(document["path"])}} for document in result["documents"]],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Mapping[str, Any]) -> JSON:
    found: JSON = {
        "id": rule["id"],
        "shortDescription": _message(rule["title"]),
        "defaultConfiguration": {"level": _LEVELS[rule["severity"]]},
    }
    if rule["basis"]:
        found["help"] = _message(rule["basis"])
    return found


def _results(document: Mapping[str, Any], numbers: Mapping[str, int]) -> Iterable[JSON]:
    path, seen = document["path"], Counter[str]()
    for finding in document["findings"]:
        identity = "\n".join((finding["rule"], finding["instance"], finding["place"]))
        seen[identity] += 1
        digest = hashlib.sha256(f"{PurePath(path).name}\n{identity}\n{seen[identity]}".encode()).hexdigest()
        found: JSON = {
            "ruleId": finding["rule"],
            "ruleIndex": numbers[finding["rule"]],
            "level": _LEVELS[finding["severity"]],
            "message": _message(finding["message"]),
            "locations": [_location(path, finding["source"], finding["place"])],
            "partialFingerprints": {FINGERPRINT: digest},
            "properties": {
                key: harmless(finding[key])
                for key in ("instance", "status", "relation", "printed", "expected", "difference", "allowed", "quote")
                if finding[key]
            },
        }
        others = [_related(path, figure) for figure in finding["figures"] if figure["source"] != finding["source"]]
        if others:
            found["relatedLocations"] = [one for number, one in enumerate(others) if one not in others[:number]]
        if finding.get("waived"):
            found["suppressions"] = [{"kind": "external", "justification": harmless(finding["waived"]["reason"])}]
        yield found


def _related(path: str, figure: Mapping[str, Any]) -> JSON:
    printed = figure["printed"] or "∅"
    return {
        **_location(path, figure["source"], figure["place"]),
        "message": _message(f"{figure['role']} {printed}{figure['unit']}"),
    }


def _location(path: str, source: Mapping[str, Any], place: str) -> JSON:
    physical: JSON = {"artifactLocation": {"uri": _uri(source.get("path", path))}}
    if "line" in source and "page" not in source:
        physical["region"] = {"startLine": source["line"]}
        if "column" in source:
            physical["region"]["startColumn"] = source["column"]
    found: JSON = {"physicalLocation": physical}
    where = source.get("cell", "")
    if "page" in source:
        found["properties"] = {"page": source["page"], **({"box": source["box"]} if "box" in source else {})}
    if place or where:
        found["logicalLocations"] = [
            {"fullyQualifiedName": harmless(place or where), **({"name": where} if where else {})}
        ]
    return found


def _notes(document: Mapping[str, Any]) -> Iterable[JSON]:
    path = document["path"]
    for skipped in document["not_executed"]:
        said = f"{named(skipped['rule'], skipped['instance'])}: {skipped['reason']}"
        yield _note("warning", said, [_location(path, {}, skipped["instance"])])
    for unread in document["unread"]:
        yield _note("warning", f"{unread['text']}: {unread['reason']}", [_location(path, unread["source"], "")])


def _problem(problem: Mapping[str, Any]) -> JSON:
    return _note("error", problem["message"], [_location(problem["path"], problem, "")])


def _note(level: str, said: str, locations: list[JSON]) -> JSON:
    return {"level": level, "message": _message(said), "locations": locations}


def _message(said: str) -> JSON:
    """A message that viewers show as it is: ``[text](target)`` in one would be a link (SARIF 2.1.0, 3.11.6)."""
    return {"text": harmless(said).replace("](", "\\](")}


def _uri(path: str) -> str:
    """The path as a URI: relative to the folder of the run, or absolute with its scheme."""
    pure = PurePath(path)
    if pure.is_absolute():
        return pure.as_uri()
    return quote(str(PurePosixPath(*pure.parts)))
