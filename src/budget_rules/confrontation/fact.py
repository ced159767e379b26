"""A condition that is no equation, and whether it is so."""

from __future__ import annotations

from typing import NamedTuple

from budget_rules.figure import Figure
from budget_rules.messages import Message, message
from budget_rules.place import Place, Source


class Fact(NamedTuple):
    """A condition and whether it is so."""

    holds: bool
    #: What is the case, in words.
    found: Message
    #: Where that can be seen.
    place: Place
    #: What is printed there, and what should be; empty where that is no matter of a text.
    printed: str = ""
    expected: str = ""
    #: The figures that it speaks of, each with its role.
    figures: tuple[tuple[str, Figure], ...] = ()
    #: Figures of which any other number would make it otherwise.
    pinned: tuple[Figure, ...] = ()
    #: What to write instead, where that is more than ``expected`` for ``printed``.
    suggestion: Message | None = None
    #: The other places where the same can be seen.
    also: tuple[Place, ...] = ()
    #: The sentence, for a text.
    quote: str = ""
    #: Where in the quote the words start and stop.
    mark: tuple[int, int] | None = None


#: A condition on what a row prints, which is given.
SO = Fact(holds=True, found=message("fact.so"), place=Place("", Source("")))
