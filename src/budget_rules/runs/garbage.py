"""Python's collector of cyclic garbage, in processes that keep nearly all they make until they end.

It would look at all of it again and again while it is made, when pytest looks for resources that were not closed, and
several times more when the process ends: a quarter of the time of a run.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects made before it looks for garbage: a disclosure of some hundred kB makes fewer.
SELDOM = 150_000


def start() -> None:
    """Begin a run: what an earlier one in this process left is garbage now, and at the end of the process nothing is
    looked at, since all memory goes back then."""
    gc.unfreeze()
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


@contextmanager
def kept() -> Iterator[None]:
    """What is made meanwhile stays until the run ends: look for garbage seldom, and not among it afterwards."""
    before, looked = gc.get_threshold(), _times_looked()
    gc.set_threshold(max(before[0], SELDOM) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        if _times_looked() > looked:  # much was made, as from a PDF, and may be garbage
            gc.collect()
        gc.freeze()
        gc.set_threshold(*before)


def _times_looked() -> int:
    return sum(generation["collections"] for generation in gc.get_stats())
