"""An engine that finds what the disclosure file tells it to, so that every kind of outcome can be shown.

Each line of a disclosure is ``kind rule instance``. Tests copy this file into their folder, for xdist's workers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import budget_rules
from budget_rules.diagnosis import diagnose
from budget_rules.disclosure import Disclosure, Unread
from budget_rules.figure import Figure, read_figure, unit_named
from budget_rules.findings import (
    Counts,
    Finding,
    Outcome,
    Part,
    Report,
    Severity,
    Skipped,
    Status,
    TableSummary,
)
from budget_rules.messages import catalogue, message
from budget_rules.place import Place, Source
from budget_rules.problem import BudgetError, Problem

TABLE = "支出总表"

catalogue().update(
    {
        "fake.finding": ("{place} 印为 {printed}，应为 {expected}", "{place} prints {printed}, expected {expected}"),
        "fake.absent": ("没有{table}", "there is no {table}"),
        "fake.no-unit": ("{table}没有单位", "{table} has no unit"),
        "fake.shifted": ("列错位", "shifted columns"),
        "fake.broken": ("不认识的键“tabels”（是否想写“tables”？）", "unknown key “tabels” (did you mean “tables”?)"),
    }
)


@dataclass
class FakeRule:
    id: str


@dataclass
class FakeRulebook:
    rules: tuple[FakeRule, ...] = (FakeRule("class-sums"), FakeRule("spending-balance"))
    files: tuple[str, ...] = ("budget/spending.yaml", "budget/narrative.yaml")
    vocabulary: object = "the vocabulary"


@dataclass
class FakeDisclosure:
    path: str
    lines: list[list[str]]


def figure(label: str, text: str, *, path: str = "2022.yaml", line: int = 2, unit: str = "万元") -> Figure:
    """A figure printed at a line of a disclosure."""
    return read_figure(text, unit=unit_named(unit), place=Place(label, Source(path=path, line=line, column=5)))


def finding(path: str, line: int, severity: Severity, rule: str, instance: str, kind: str = "violated") -> Finding:
    """合计 does not equal the sum of two rows."""
    whole = figure(f"{instance}[合计, 总计]", "4,396.61", path=path, line=line)
    parts = [figure(f"{instance}[{row}, 总计]", text, path=path, line=line) for row, text in ROWS]
    return Finding(
        rule=rule,
        instance=instance,
        title="合计 = 各类之和",
        severity=severity,
        status=Status(kind),
        message=message("fake.finding", place=whole.place.label, printed="4,396.61 万元", expected="4,386.61 万元"),
        relation="4,396.61 = 3,587.27 + 799.34",
        expected="4,386.61",
        printed="4,396.61",
        difference="10.00",
        allowed="0.015",
        parts=(Part("合计", whole), *(Part("类", part) for part in parts)),
        source=whole.place.source,
        place=whole.place.label,
        basis="支出总表 表内平衡",
    )


ROWS = (("一般公共服务支出", "3,587.27"), ("社会保障和就业支出", "799.34"), ("住房保障支出", ""))


def outcome(path: str, line: int, kind: str, rule: str, instance: str) -> Outcome:
    """The outcome of one line.

    Kinds: ``held``, ``error``, ``warning``, ``notice``, ``suspicious``, ``mixed`` (held, and some relations not
    executed), ``wrong`` (two findings, and some relations not executed), ``unexecuted``, ``absent``.
    """
    severities = {"warning": Severity.WARNING, "suspicious": Severity.WARNING, "notice": Severity.NOTICE}
    severity = severities.get(kind, Severity.ERROR)
    made = Outcome(
        rule=rule,
        instance=instance,
        title="合计 = 各类之和",
        severity=severity,
        rule_source=Source(path="budget/spending.yaml", line=12, column=5),
        counts=Counts(checks=3, held=3, held_by_rounding=1),
    )
    if kind in ("error", "warning", "notice", "suspicious", "wrong"):
        status = "suspicious" if kind == "suspicious" else "violated"
        made.findings = [finding(path, line, severity, rule, instance, status) for _ in range(1 + (kind == "wrong"))]
        made.counts = Counts(checks=3, held=2, **{status: 1})
    if kind in ("mixed", "wrong", "unexecuted"):
        reason = message("fake.no-unit", table=instance)
        made.not_executed = [Skipped(rule=rule, instance=instance, title=made.title, severity=severity, reason=reason)]
        made.counts.add(Counts(checks=1, not_executed=1))
    if kind == "unexecuted":
        made.counts = Counts(checks=1, not_executed=1)
    if kind == "absent":
        made.counts = Counts()
        reason = message("fake.absent", table=instance)
        made.not_applicable = Skipped(rule=rule, instance=instance, title=made.title, severity=severity, reason=reason)
    return made


def load(path: str, *, vocabulary: object = None, given: object = None) -> FakeDisclosure:
    assert vocabulary == "the vocabulary"
    print(f"loading {path}")
    text = Path(path).read_text("utf-8")
    if "DEFECT" in text:
        raise ZeroDivisionError("a defect of the engine")
    if "BROKEN" in text:
        lines = [number for number, line in enumerate(text.splitlines(), 1) if "BROKEN" in line]
        raise BudgetError(Problem(Source(path=path, line=line, column=3), message("fake.broken")) for line in lines)
    return FakeDisclosure(path, [line.split(maxsplit=2) for line in text.splitlines()])


def load_rules(*paths: str) -> FakeRulebook:
    for path in paths:
        if "BROKEN" in Path(path).read_text("utf-8"):
            raise BudgetError([Problem(Source(path=path, line=3, column=7), message("fake.broken"))])
    return FakeRulebook(files=(*FakeRulebook().files, *paths))


def confront(rulebook: FakeRulebook, disclosure: FakeDisclosure) -> Report:
    outcomes = [
        outcome(disclosure.path, number, kind, rule, "".join(instance))
        for number, (kind, rule, *instance) in enumerate(disclosure.lines, 1)
    ]
    return report(outcomes, path=disclosure.path)


class FakeReport(Report):
    """A report that says more of its disclosure than there is in it."""

    @property
    def tables(self) -> tuple[TableSummary, ...]:
        source = Source(path=self.path, line=1, column=1)
        return (
            TableSummary(name=TABLE, title="2022年支出预算总表", unit="万元", rows=42, figures=1042, source=source),
        )

    @property
    def text_figures(self) -> int:
        return 87


def report(outcomes: list[Outcome], *, path: str = "2022.yaml", unit: str = "绍兴市人大办本级") -> Report:
    """A report on a disclosure of one table, a cell of which could not be read."""
    table = Source(path=path, line=1, column=1)
    return FakeReport(
        path=path,
        title="2022年单位预算",
        unit=unit,
        year=2022,
        stage="预算",
        level="单位",
        region="浙江",
        outcomes=outcomes,
        unread=(Unread(Source(path=path, line=7), "12 34", message("fake.shifted")),),
        disclosure=Disclosure(
            path=path,
            title="2022年单位预算",
            unit=unit,
            year=2022,
            stage="预算",
            level="单位",
            region="浙江",
            contents=(),
            sections=[],
            tables=[],
            source=table,
        ),
        diagnose=diagnose,
    )


def install() -> None:
    """Let the library be this engine, in this process."""
    vars(budget_rules).update(load=load, load_rules=load_rules, confront=confront)
