"""A side printed in several blocks: 公用经费 in two, its total under both, named on the left with its figure last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from budget_rules.disclosure import Cell, Column, Role
from budget_rules.vocabulary import AGAIN


def with_figure_beside_name(cells: Sequence[Cell], blocks: Sequence[Sequence[Column]]) -> Sequence[Cell]:
    """The cells of a row; a figure without a name goes to the block before it, where there is a name without a figure.

    ``blocks``: the columns of each block, those of one side behind each other.
    """
    found = list(cells)
    for before, block in pairwise(blocks):
        side, again, _ = block[0].side.partition(AGAIN)
        if not again or before[0].side.partition(AGAIN)[0] != side or len(before) != len(block):
            continue
        if _figures(found, before) or _names(found, block) or not _names(found, before):
            continue
        for own, other in zip(before, block, strict=True):
            if own.role is other.role is Role.FIGURE:
                found[own.index], found[other.index] = found[other.index], found[own.index]
    return found


def _figures(cells: Sequence[Cell], columns: Sequence[Column]) -> bool:
    return any(cells[column.index].text for column in columns if column.role is Role.FIGURE)


def _names(cells: Sequence[Cell], columns: Sequence[Column]) -> bool:
    return any(cells[column.index].text for column in columns if column.role is not Role.FIGURE)
