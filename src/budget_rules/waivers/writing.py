"""Waivers written for the findings of a JSON result; what the file already says stays as it is, comments too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.waivers.reading import read_nodes, read_waivers
from budget_rules.waivers.waiver import Binding, Waiver, disclosure_named, printed_by
from budget_rules.yaml_nodes import Nodes

HEAD = "# 已说明、暂予接受的问题，写法见 docs/waivers.md。所印数字一变，豁免即失效。\n"


def waivers_for(
    result: dict[str, Any], *, path: str, reason: str, owner: str, until: date | None, rules: Iterable[str] = ()
) -> list[Waiver]:
    """A waiver for each finding of a JSON result that is not waived; of these ``rules`` only, if any are given.

    Raises:
        BudgetError: ``result`` is no JSON result.
    """
    wanted = set(rules)
    found: dict[tuple[str, Binding], Waiver] = {}
    try:
        for document in result["documents"]:
            name = disclosure_named(document["title"], document["unit"], document["path"])
            for finding in document["findings"]:
                if finding.get("waived") is not None or (wanted and finding["rule"] not in wanted):
                    continue
                figures = [(figure["printed"], figure["unit"]) for figure in finding["figures"]]
                binding = Binding(finding["rule"], finding["place"], printed_by(finding["printed"], figures))
                found[name, binding] = Waiver(
                    binding=binding, disclosure=name, reason=reason, owner=owner, until=until, source=Source(path)
                )
    except (KeyError, TypeError):
        raise BudgetError([Problem(Source(path=path), message("waivers.no-result"))]) from None
    return list(found.values())


def added(path: Path, new: Iterable[Waiver]) -> str:
    """The text of the file with ``new`` added behind what it says.

    Raises:
        BudgetError: the file is no file of waivers.
    """
    adding = list(new)
    if not path.exists():
        return f"{HEAD}waivers:\n" + "".join(_entry(waiver, "  ") for waiver in adding)
    before = list(read_waivers([path]))
    if not adding:
        return path.read_text("utf-8")
    text = path.read_text("utf-8-sig").replace("\r\n", "\n")
    indent = _indent(str(path), text)
    if indent is not None:
        ended = text if text.endswith("\n") else text + "\n"
        longer = ended + "".join(_entry(waiver, indent) for waiver in adding)
        if _same(str(path), longer, [*before, *adding]):
            return longer
    return f"{HEAD}waivers:\n" + "".join(_entry(waiver, "  ") for waiver in [*before, *adding])


def _indent(path: str, text: str) -> str | None:
    """What stands before the dashes of the file's list, if it is written with dashes."""
    root = Nodes(path, text).root
    members = root.value[0][1] if isinstance(root, yaml.MappingNode) else None
    if isinstance(members, yaml.SequenceNode) and members.value and not members.flow_style:
        return " " * members.start_mark.column
    return None


def _same(path: str, text: str, wanted: list[Waiver]) -> bool:
    """Whether the text says just what is wanted."""
    try:
        nodes = Nodes(path, text)
        found = read_nodes(nodes)
        nodes.raise_problems()
    except BudgetError:
        return False
    return list(map(_content, found)) == list(map(_content, wanted))


def _content(waiver: Waiver) -> tuple[object, ...]:
    return waiver.binding, waiver.disclosure, waiver.reason, waiver.owner, waiver.until


def _entry(waiver: Waiver, indent: str) -> str:
    return "".join(f"{indent}{line}\n" for line in _lines(waiver))


def _lines(waiver: Waiver) -> Iterator[str]:
    binding = waiver.binding
    printed = ", ".join(map(_listed, binding.printed))
    start = "- "
    if waiver.disclosure:
        yield f"{start}disclosure: {_scalar(waiver.disclosure)}"
        start = "  "
    yield f"{start}rule: {binding.rule}"
    yield f"  place: {_scalar(binding.place)}"
    yield f"  printed: [{printed}]"
    yield f"  reason: {_scalar(waiver.reason)}"
    yield f"  owner: {_scalar(waiver.owner)}"
    if waiver.until is not None:
        yield f"  until: {waiver.until}"


def _scalar(text: str) -> str:
    """The text as a YAML scalar on one line, plain where that can be."""
    return str(yaml.safe_dump({"_": text}, allow_unicode=True, width=10**9)).strip()[3:]


def _listed(text: str) -> str:
    """The same inside ``[…]``, where more must be quoted; ``~`` for a blank."""
    if not text or text.replace(".", "").isdecimal():
        return text or "~"
    dumped = yaml.safe_dump([text], allow_unicode=True, width=10**9, default_flow_style=True)
    return str(dumped).strip()[1:-1]
