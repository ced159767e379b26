"""Every text that users read, in Chinese and English, from one catalogue.

A ``Message`` names an entry of the catalogue and fills its slots; it becomes text only where it is shown, in the
language chosen there. Slots may hold messages themselves.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

LANGUAGES = ("zh", "en")
#: The modules of this room that hold a part of the catalogue each, loaded when a text is first shown.
_PARTS = (
    "annotate",
    "causes",
    "check",
    "coverage",
    "findings",
    "inputs",
    "kit",
    "outputs",
    "page",
    "rules",
    "sheet",
    "shown",
    "texts",
    "waivers",
)
_current: ContextVar[str] = ContextVar("budget_rules_language", default="zh")


def set_language(name: str) -> None:
    """Choose the language of all messages shown from now on: ``zh`` or ``en``."""
    if name not in LANGUAGES:
        raise ValueError(name)
    _current.set(name)


def language() -> str:
    """The language messages are shown in."""
    return _current.get()


@lru_cache(maxsize=1)
def catalogue() -> dict[str, tuple[str, str]]:
    """All entries: key → (Chinese, English), with ``{slot}`` places."""
    merged: dict[str, tuple[str, str]] = {}
    for part in _PARTS:
        entries = import_module(f"budget_rules.messages.{part}").ENTRIES
        if merged.keys() & entries.keys():
            raise ValueError(f"catalogue entries named twice: {sorted(merged.keys() & entries.keys())}")
        merged.update(entries)
    return merged


class Message(NamedTuple):
    """An entry of the catalogue with its slots filled; ``str()`` is its text in the current language."""

    key: str
    slots: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return catalogue()[self.key][LANGUAGES.index(_current.get())].format(**dict(self.slots))


def message(key: str, /, **slots: object) -> Message:
    """The catalogue's entry ``key``, with its slots filled. Slot values must be hashable."""
    return Message(key, tuple(slots.items()))


def pattern(key: str) -> str:
    """The text of the catalogue's entry ``key`` in the current language, with its ``{slot}`` places unfilled."""
    return catalogue()[key][LANGUAGES.index(_current.get())]
