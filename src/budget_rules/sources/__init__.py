"""Sources: one module for each format; all of them end in the same model."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from budget_rules.disclosure import Disclosure
from budget_rules.messages import message
from budget_rules.narrative import read_narrative
from budget_rules.problem import BudgetError, Problem
from budget_rules.sources.formats import reader_of
from budget_rules.sources.given import apply_given
from budget_rules.vocabulary import Vocabulary

#: Titles that the message about a document without a known table names.
_MOST_TITLES = 5


def load(
    path: str | Path, *, vocabulary: Vocabulary | None = None, given: Mapping[str, str] = MappingProxyType({})
) -> Disclosure:
    """Read a published disclosure, tables and narrative.

    ``vocabulary``: the shipped one where there is none. ``given``: unit, year, stage, level or region, in place of what
    is recognised in the document.

    Raises:
        BudgetError: the file cannot be read as a disclosure; it names every problem with its place.
    """
    place = Path(path)
    reader = reader_of(place)
    names = _shipped_vocabulary() if vocabulary is None else vocabulary
    with _collector_paused():
        disclosure = reader(place, names, int(given["year"]) if "year" in given else None)
        if not any(table.known for table in disclosure.tables):
            raise _nothing_known(disclosure)
        apply_given(disclosure, given)
        read_narrative(disclosure, names)
    return disclosure


def _nothing_known(disclosure: Disclosure) -> BudgetError:
    """No rule could speak of any of its tables: that would pass for a disclosure without mistakes."""
    titles = [f"“{table.title}”" for table in disclosure.tables]
    shown = "、".join(titles[:_MOST_TITLES]) + ("…" if len(titles) > _MOST_TITLES else "")
    return BudgetError([Problem(disclosure.tables[0].source, message("input.no-known-table", titles=shown))])


def _shipped_vocabulary() -> Vocabulary:
    from budget_rules.vocabulary_yaml import shipped_vocabulary  # not needed where rules were read

    return shipped_vocabulary()


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Reading makes thousands of objects that all stay; looking for garbage among them takes as long as reading."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
