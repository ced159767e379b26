"""The shipped rulebook as it was read before, so that not every process parses it again.

It is kept beside the compiled modules of this package, and as they are: only where Python may write them, and only used
while it says what the sources say. Whoever can change it can change the modules too.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from importlib.util import cache_from_source, source_hash
from pathlib import Path
from typing import Any

from budget_rules.figure import MINUS, ONE, ZERO
from budget_rules.rulebook.rule import Rulebook
from budget_rules.shipped import rules_folder

_PACKAGE = Path(__file__).parents[1]
#: Numbers that are told by identity.
_CONSTANTS = (ZERO, ONE, MINUS)


def kept_rulebook(read: Callable[[], Rulebook]) -> Rulebook:
    """The shipped rulebook; ``read`` reads it, which is only done where no earlier result is at hand.

    Raises:
        BudgetError: of ``read``.
    """
    return _kept(read, _state_of_sources())


@lru_cache(maxsize=1)
def _kept(read: Callable[[], Rulebook], state: bytes) -> Rulebook:
    file = _file()
    if file is None:
        return read()
    with suppress(OSError):
        data = file.read_bytes()
        seal, content = data[: len(state)], data[len(state) :]
        if seal == _seal(state, content):
            found = pickle.loads(content)
            assert isinstance(found, Rulebook)
            return found
    rulebook = read()
    if not sys.dont_write_bytecode:
        content = _pickled(rulebook)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_seal(state, content) + content)
    return rulebook


def _file() -> Path | None:
    """Where it is kept; None where this Python keeps nothing."""
    if sys.implementation.cache_tag is None:
        return None
    return Path(cache_from_source(str(_PACKAGE / "rulebook" / "shipped.py"))).with_suffix(".pickle")


def _state_of_sources() -> bytes:
    """A hash of all that decides what is read: the rule files, and the modules that read them and hold the result.

    It is the one that Python can tell compiled modules by: importing others takes longer than all the rest here.
    """
    found = [str(sys.version_info).encode()]
    for folder, paths in (
        (_PACKAGE, [*_PACKAGE.glob("*.py"), *_PACKAGE.glob("rulebook/*.py")]),
        (rules_folder(), rules_folder().rglob("*.yaml")),
    ):
        for path in sorted(paths):
            content = path.read_bytes()
            found += [f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode(), content]
    return source_hash(b"".join(found))


def _seal(state: bytes, content: bytes) -> bytes:
    """Tells what is whole, and was read from sources in that state."""
    return source_hash(state + content)


class _Pickler(pickle.Pickler):
    """Keeps the numbers that are told by identity."""

    def reducer_override(self, one: object) -> Any:
        known = [place for place, constant in enumerate(_CONSTANTS) if constant is one]
        return (_constant, (known[0],)) if known else NotImplemented


def _constant(place: int) -> Decimal:
    return _CONSTANTS[place]


def _pickled(rulebook: Rulebook) -> bytes:
    written = io.BytesIO()
    _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(rulebook)
    return written.getvalue()
