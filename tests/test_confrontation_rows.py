"""Rules on rows are decided for all rows of a table at once: that is a matter of speed alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget_rules import confront, load
from budget_rules.confrontation import places
from budget_rules.confrontation.facts import holds
from budget_rules.confrontation.rows import Rows
from budget_rules.confrontation.together import Places, verdicts
from budget_rules.disclosure import ILLEGIBLE, Cell, Disclosure
from budget_rules.findings import Outcome
from budget_rules.mutation import Field
from budget_rules.place import Place
from budget_rules.rulebook.expression import Condition
from budget_rules.rulebook.rule import Clause, Option, Rule
from budget_rules.strategies import disclosures, misprints_in
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


def _one_by_one(disclosure: Disclosure) -> list[tuple[object, ...]]:
    def where(condition: Condition, rows: Rows) -> Rows:
        return rows.some([row for place, row in enumerate(rows.rows) if holds(condition, rows.at(place))])

    def left_to_each(clause: Option | Clause, there: Places, rule: Rule) -> None:
        verdicts(clause, there, rule)  # a rule that speaks of what is not there at any row says so once

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "rows_where", where)
        patch.setattr(places, "verdicts", left_to_each)
        return [_said(outcome) for outcome in confront(shipped(), disclosure).outcomes]


def _is_the_same(disclosure: Disclosure) -> int:
    together = [_said(outcome) for outcome in confront(shipped(), disclosure).outcomes]
    for one, other in zip(together, _one_by_one(disclosure), strict=True):
        assert one == other
    return sum(len(said[3]) for said in together if isinstance(said[3], list))


def test_the_sample_comes_to_the_same_row_by_row() -> None:
    assert _is_the_same(load(SAMPLE, vocabulary=shipped().vocabulary)) > 1000


@pytest.mark.parametrize("path", [SHAOXING, *SHANGHAI_BUDGETS], ids=lambda path: path.stem)
def test_published_documents_come_to_the_same_row_by_row(path: Path) -> None:
    assert _is_the_same(read(path)) > 10


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_misprints_and_cells_that_were_not_read_come_to_the_same_row_by_row(data: st.DataObject) -> None:
    disclosure = data.draw(disclosures(narrative=False))
    field = Field(disclosure)
    texts: dict[Place, str] = {}
    for _ in range(data.draw(st.integers(0, 4))):
        texts.update(data.draw(misprints_in(disclosure)).texts)
    with field.planted(texts):
        rows = [row for table in disclosure.tables for row in table.rows if row.cells]
        for row in data.draw(st.lists(st.sampled_from(rows), max_size=4)):
            column = data.draw(st.sampled_from(sorted(row.cells)))
            row.cells[column] = Cell(ILLEGIBLE, row.source)
        _is_the_same(disclosure)
