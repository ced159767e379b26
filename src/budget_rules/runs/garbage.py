"""Python's collector of cyclic garbage, in processes that keep nearly all they make until they end.

It would look at all of it a hundred times while it is made, and several times more when the process ends.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects made before it looks for garbage: some three disclosures, so memory stays bounded.
_SELDOM = 300_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage less often meanwhile; afterwards, what was made counts as old."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _SELDOM) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # what others have frozen stays so
            gc.freeze()
            gc.unfreeze()  # into the oldest generation, without being looked at
        gc.set_threshold(*before)


def leave_to_the_end() -> None:
    """Look for no garbage when the process ends: all its memory goes back then anyway."""
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
