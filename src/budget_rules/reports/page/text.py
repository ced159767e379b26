"""Running text cut into what is a figure and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from budget_rules.reports.page.marks import JSON


class Run(NamedTuple):
    """Some characters; ``figure`` is the id of the figure they are, or empty."""

    text: str
    figure: str = ""


def runs(text: str, figures: list[JSON]) -> list[Run]:
    """All of the text, cut at its figures (``id``, ``start``, ``stop``, in order)."""
    return [run for run in _runs(text, figures) if run.text]


def _runs(text: str, figures: list[JSON]) -> Iterator[Run]:
    done = 0
    for mark in figures:
        if mark["start"] < done:
            continue
        yield Run(text[done : mark["start"]])
        yield Run(text[mark["start"] : mark["stop"]], mark["id"])
        done = mark["stop"]
    yield Run(text[done:])
