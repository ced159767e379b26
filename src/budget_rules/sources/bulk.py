"""Many named tuples of one kind at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any, TypeVar

_Kind = TypeVar("_Kind", bound=tuple[Any, ...])


def bulk(kind: type[_Kind], *fields: Iterable[object]) -> Iterator[_Kind]:
    """One ``kind`` for each member of its ``fields``, all of which must be given; the shortest decides how many.

    Twice as fast as calling ``kind``, which counts where a file has thousands of cells.
    """
    return map(tuple.__new__, repeat(kind), zip(*fields, strict=False))
