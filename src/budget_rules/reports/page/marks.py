"""How each figure of a disclosure is marked on the page."""

from __future__ import annotations

from typing import Any

#: A part of the JSON result.
JSON = dict[str, Any]
#: What is shown for a mark; ``held`` and ``unguarded`` need none: they are told apart by their lines.
SYMBOLS = {
    "error": "✗",
    "warning": "!",
    "notice": "i",
    "suspicious": "?",
    "waived": "○",
    "rounded": "≈",
    "not_executed": "⊘",
    "held": "",
    "unguarded": "",
}
#: The marks of figures that a cause is about; the first counts where several are.
OF_CAUSES = ("error", "warning", "notice", "suspicious", "waived")


def is_waived(cause: JSON, findings: list[JSON]) -> bool:
    """Whether everything that comes of a cause is waived."""
    return bool(cause["findings"]) and all(findings[index].get("waived") for index in cause["findings"])


def mark_of_cause(cause: JSON, findings: list[JSON]) -> str:
    """The mark of the figures that a cause suspects."""
    if is_waived(cause, findings):
        return "waived"
    return "suspicious" if cause["status"] == "suspicious" else str(cause["severity"])


def marks(document: JSON) -> dict[str, str]:
    """By id of figures: the mark.

    A relation that does not hold marks the figure that its cause suspects most; others that it suspects are suspicious.
    The rest keep what their other relations say of them; where there is none, nothing confirms them, and they are
    suspicious too.
    """
    held: dict[str, str] = {}
    for check in document["checks"]:
        if check["state"] != "violated":
            for name in check["figures"]:
                if held.get(name) != "rounded":
                    held[name] = check["state"]
    found = {
        one["id"]: held.get(one["id"], "suspicious") if one["state"] == "violated" else one["state"]
        for one in document["figures"]
    }
    suspected: dict[str, str] = {}
    for cause in document["causes"]:
        mark = mark_of_cause(cause, document["findings"])
        for position, name in enumerate(suspects(cause, document["findings"])):
            own = mark if position == 0 or mark == "waived" else "suspicious"
            suspected[name] = min(own, suspected.get(name, own), key=OF_CAUSES.index)
    return {**found, **suspected}


def suspects(cause: JSON, findings: list[JSON]) -> list[str]:
    """The ids of the figures that may be wrong, the likeliest first; without suspects, of those that findings name."""
    named = [findings[index]["figures"][:1] for index in cause["findings"]]
    ids = [one["figure"] for one in cause["suspects"]] or [one["id"] for first in named for one in first]
    return list(dict.fromkeys(filter(None, ids)))


def bound(cause: JSON, findings: list[JSON]) -> list[str]:
    """The ids of all figures that a cause's relations bind, the suspects first, each once."""
    parts = (part["id"] for index in cause["findings"] for part in findings[index]["figures"])
    return list(dict.fromkeys([*suspects(cause, findings), *(name for name in parts if name)]))
