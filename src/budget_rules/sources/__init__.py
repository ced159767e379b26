"""Sources: one module for each format; all of them end in the same model."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from budget_rules.disclosure import Disclosure
from budget_rules.messages import message
from budget_rules.narrative import read_narrative
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.sources.markdown import read_markdown
from budget_rules.sources.yaml_source import read_yaml
from budget_rules.vocabulary import Vocabulary
from budget_rules.vocabulary_yaml import shipped_vocabulary

_READERS = {".yaml": read_yaml, ".yml": read_yaml, ".md": read_markdown}


def load(path: str | Path, *, vocabulary: Vocabulary | None = None) -> Disclosure:
    """Read a published disclosure, tables and narrative. ``vocabulary``: the shipped one where none is given.

    Raises:
        BudgetError: the file cannot be read as a disclosure; it names every problem with its place.
    """
    place = Path(path)
    reader = _READERS.get(place.suffix.lower())
    if reader is None:
        why = message("input.unknown-format", suffix=place.suffix or place.name, known=" ".join(_READERS))
        raise BudgetError([Problem(Source(path=str(path)), why)])
    names = shipped_vocabulary() if vocabulary is None else vocabulary
    with _collector_paused():
        disclosure = reader(place, names)
    read_narrative(disclosure, names)
    return disclosure


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
