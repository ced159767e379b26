"""Strategies for hypothesis, so that rule authors test their rules: consistent disclosures, and misprints of them.

A rule is right if no disclosure of ``disclosures()`` violates it, and useful if misprints of ``misprints_in`` do::

    @given(disclosures())
    def test_my_rule_holds_in_every_consistent_disclosure(disclosure):
        assert not budget_rules.confront(budget_rules.load_rules("my-rules.yaml"), disclosure).findings

Needs hypothesis: ``pip install hypothesis``.
"""

from __future__ import annotations

from collections.abc import Sequence

from budget_rules.disclosure import Disclosure
from budget_rules.mutation import SLIPS, Misprint, Slip, misprints_of
from budget_rules.narrative import read_narrative
from budget_rules.sources.yaml_source import DocumentReader
from budget_rules.vocabulary import Vocabulary
from budget_rules.vocabulary_yaml import shipped_vocabulary
from budget_rules.yaml_nodes import Nodes

try:
    from hypothesis import note
    from hypothesis import strategies as st
except ImportError as error:
    raise ImportError("budget_rules.strategies needs hypothesis: pip install hypothesis") from error

from budget_rules.strategies.budget import budgets
from budget_rules.strategies.printing import UNITS, printed

__all__ = ["UNITS", "disclosures", "misprints_in", "texts"]


def texts(*, units: Sequence[str] = tuple(UNITS), narrative: bool = True) -> st.SearchStrategy[str]:
    """Consistent disclosures in their YAML form.

    The amounts are random, down to 分; every level of every table, and every sentence, is rounded on its own. Each
    table is printed in one of ``units`` (keys of ``UNITS``), nil is printed in various ways.
    """

    @st.composite
    def text(draw: st.DrawFn) -> str:
        return printed(draw(budgets()), draw, units=units, narrative=narrative)

    return text()


def disclosures(
    *, units: Sequence[str] = tuple(UNITS), narrative: bool = True, vocabulary: Vocabulary | None = None
) -> st.SearchStrategy[Disclosure]:
    """Consistent disclosures as they are read; ``vocabulary`` is the shipped one where there is none.

    hypothesis shows the YAML form of one that fails a test.
    """

    def read(text: str) -> Disclosure:
        note(text)
        names = shipped_vocabulary() if vocabulary is None else vocabulary
        nodes = Nodes("2022.yaml", text)
        disclosure = DocumentReader(nodes).read(names)
        nodes.raise_problems()
        read_narrative(disclosure, names)
        return disclosure

    return texts(units=units, narrative=narrative).map(read)


def misprints_in(disclosure: Disclosure, *, slips: Sequence[Slip] = SLIPS) -> st.SearchStrategy[Misprint]:
    """One figure of the disclosure misprinted; ``Field(disclosure).planted(misprint.texts)`` makes it print so.

    Raises:
        ValueError: the disclosure prints no figure that could be misprinted so.
    """
    found = misprints_of(disclosure, list(disclosure.figures()), seed=0, slips=slips)
    if not found:
        raise ValueError("no figure of the disclosure can be misprinted so")
    return st.integers(0, len(found) - 1).map(lambda at: found[at])
