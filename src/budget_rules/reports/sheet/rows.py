"""The rows of the inspection sheet: what was looked at, whether it is as required, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field

from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.reports.words import where_words

#: Keys of the columns' headings.
HEADS = ("number", "group", "item", "verdict", "problem", "checks")


class Verdict(Enum):
    """Whether an item is as required."""

    YES = "sheet.yes"
    #: Something is provably wrong.
    NO = "sheet.no"
    #: Something is very probably wrong: somebody has to look.
    ASK = "sheet.ask"
    #: Nothing was checked here, which does not mean that it is as required.
    UNCHECKED = "sheet.unchecked"


class Row(Struct, kw_only=True):
    """One item of the sheet."""

    group: str
    item: str
    #: Why nothing was checked, if nothing was.
    why: str
    findings: list[Mapping[str, Any]] = field(default_factory=list)
    #: Relations that were checked and those of them that hold.
    checks: int = 0
    held: int = 0

    @property
    def verdict(self) -> Verdict:
        """Waived findings do not count."""
        worst = {finding["severity"] for finding in self.findings if not finding["waived"]}
        if "error" in worst:
            return Verdict.NO
        if "warning" in worst:
            return Verdict.ASK
        return Verdict.YES if self.checks else Verdict.UNCHECKED


@lru_cache(maxsize=1)
def _checklist() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((Path(__file__).parent / "checklist.yaml").read_text("utf-8")))


def rows(document: Mapping[str, Any]) -> list[Row]:
    """The sheet of one document of the JSON result. Every finding is in exactly one row."""
    sheet = _Sheet(document)
    for outcome in document["outcomes"]:
        row = sheet.row_of(outcome["rule"], outcome["instance"])
        row.checks += outcome["checks"] - outcome["not_executed"]
        row.held += outcome["held"]
    for finding in document["findings"]:
        sheet.row_of(finding["rule"], finding["instance"]).findings.append(finding)
    return [row for row in sheet.rows if row is not sheet.rows[-1] or row.findings or row.checks]


class _Sheet:
    """The rows, and which rule belongs to which."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        titles = {table["name"]: table["title"] for table in document["tables"]}
        sections = dict.fromkeys(section["name"] or section["heading"] for section in document["content"]["sections"])
        self.rows: list[Row] = []
        self._by_rule: dict[str, Row] = {}
        self._by_place: dict[str, Row] = {}
        self._across: Row | None = None
        listed = {name for entry in _checklist() for key in ("tables", "sections") for name in entry.get(key, ())}
        last = {key: max(n for n, entry in enumerate(_checklist()) if key in entry) for key in ("tables", "sections")}
        for number, entry in enumerate(_checklist()):
            if "tables" in entry:
                others = [name for name in titles if name not in listed] if number == last["tables"] else []
                wanted = (document["stage"] or "预算") == entry["stage"]
                for name in [*(name for name in entry["tables"] if wanted or name in titles), *others]:
                    self._add(entry, titles.get(name, name), "sheet.no-table" if name not in titles else "", place=name)
            elif "sections" in entry:
                spoken = {one["instance"] for key in ("outcomes", "findings") for one in document[key]}
                others = [name for name in sections if name not in listed and name in spoken and name not in titles]
                for name in [*entry["sections"], *(others if number == last["sections"] else ())]:
                    if name in sections or "wanted" in entry:
                        self._add(entry, name, "" if name in sections else "sheet.no-section", place=name)
            else:
                self._add(entry, entry["item"], "sheet.by-hand" if "by_hand" in entry else "")

    def _add(self, entry: Mapping[str, Any], item: str, why: str, *, place: str = "") -> None:
        row = Row(group=entry["group"], item=item, why=str(message(why or "sheet.nothing-checked")))
        self.rows.append(row)
        if place:
            self._by_place[place] = row
        if "across" in entry:
            self._across = row
        for rule in entry.get("rules", ()):
            self._by_rule[rule] = row

    def row_of(self, rule: str, instance: str) -> Row:
        """The row that a rule at a place belongs to; the last one takes what belongs nowhere else."""
        if rule in self._by_rule:
            return self._by_rule[rule]
        if instance in self._by_place:
            return self._by_place[instance]
        if not instance and self._across is not None:
            return self._across
        return self.rows[-1]


def title(document: Mapping[str, Any]) -> str:
    """The sheet's title."""
    unit = document["unit"] or document["title"]
    kind = message("sheet.final-accounts" if document["stage"] == "决算" else "sheet.budget")
    if document["year"] is None:
        return str(message("sheet.title-no-year", unit=unit, kind=kind))
    return str(message("sheet.title", unit=unit, year=document["year"], kind=kind))


def problems(row: Row) -> Iterator[str]:
    """The text of each finding of a row, and where it is."""
    for finding in row.findings:
        said = f"{message('shown.' + finding['severity'])}: {finding['message']}"
        if finding.get("suggestion"):
            said += f" {finding['suggestion']}"
        where = where_words(Source.of_json("", finding["source"]))
        if where:
            said += f" ({where})"
        if finding["waived"]:
            said += f" [{message('out.waived', reason=finding['waived']['reason'])}]"
        yield said
