"""Rules on rows are decided for all rows of a table at once: that is a matter of speed alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_rules import confront, load
from budget_rules.confrontation import places
from budget_rules.confrontation.facts import holds
from budget_rules.confrontation.rows import Rows
from budget_rules.disclosure import Disclosure
from budget_rules.findings import Outcome
from budget_rules.rulebook.expression import Condition
from published import SHANGHAI_BUDGETS, SHAOXING, read, shipped

SAMPLE = Path(__file__).parents[1] / "samples" / "2022.yaml"


def _said(outcome: Outcome) -> tuple[object, ...]:
    checks = [
        (check.state, check.choice, [(str(role), factor, figure) for factor, figure, role in check.equation.terms()])
        for check in outcome.checks
    ]
    missed = {
        (str(missed.reason), missed.unreadable, missed.elsewhere, figure.place)
        for missed in outcome.missed
        for figure in missed.figures()
    }
    findings = [(str(finding.message), finding.source, finding.expected) for finding in outcome.findings]
    left_out = None if outcome.not_applicable is None else str(outcome.not_applicable.reason)
    return outcome.rule, outcome.instance, outcome.counts, checks, missed, findings, outcome.pinned, left_out


def _one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def where(condition: Condition, rows: Rows) -> Rows:
        return rows.some([row for row in rows.rows if holds(condition, rows.at(row))])

    monkeypatch.setattr(places, "rows_where", where)
    monkeypatch.setattr(places, "decider", lambda clause, rows, rule, side: None)


def _is_the_same(disclosure: Disclosure, monkeypatch: pytest.MonkeyPatch) -> None:
    together = [_said(outcome) for outcome in confront(shipped(), disclosure).outcomes]
    _one_by_one(monkeypatch)
    one_by_one = [_said(outcome) for outcome in confront(shipped(), disclosure).outcomes]
    assert sum(len(said[3]) for said in together if isinstance(said[3], list)) > 10
    for one, other in zip(together, one_by_one, strict=True):
        assert one == other


def test_the_sample_comes_to_the_same_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    _is_the_same(load(SAMPLE, vocabulary=shipped().vocabulary), monkeypatch)


@pytest.mark.parametrize("path", [SHAOXING, *SHANGHAI_BUDGETS], ids=lambda path: path.stem)
def test_published_documents_come_to_the_same_row_by_row(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _is_the_same(read(path), monkeypatch)
