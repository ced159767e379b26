"""A run does not look for garbage among what it keeps, and leaves none."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from budget_rules.runs import garbage


class Ring:
    """Garbage once nobody names it, for it names itself."""

    def __init__(self) -> None:
        self.ring = self


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_kept_is_not_looked_at() -> None:
    garbage.start()
    with garbage.kept():
        ring = weakref.ref(Ring())
    gc.collect()
    assert ring() is not None
    garbage.start()
    gc.collect()
    assert ring() is None


def test_much_garbage_does_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "SELDOM", 1000)
    garbage.start()
    with garbage.kept():
        rings = [weakref.ref(Ring()) for _ in range(3000)]
    assert all(ring() is None for ring in rings)


@pytest.mark.parametrize("usual", [700, 0, 10**6])
def test_it_is_as_before_afterwards(usual: int) -> None:
    before = gc.get_threshold()
    gc.set_threshold(usual, *before[1:])
    try:
        with pytest.raises(ZeroDivisionError), garbage.kept():
            assert gc.get_threshold()[0] == (max(usual, garbage.SELDOM) if usual else 0)
            raise ZeroDivisionError
        assert gc.get_threshold()[0] == usual
    finally:
        gc.set_threshold(*before)
