"""What a waiver is, and which findings it is bound to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from budget_rules.findings import Finding, Waived
from budget_rules.place import Source


class Binding(Struct, frozen=True):
    """What a waiver is bound to. Nothing in it depends on the language, on lines or on the format of the file."""

    rule: str
    #: The place as a reader names it.
    place: str
    #: What is printed there: see ``printed_by``.
    printed: tuple[str, ...]


class Waiver(Struct, frozen=True, kw_only=True):
    """A finding that is accepted until a day."""

    binding: Binding
    #: The disclosure it is about, see ``disclosure_named``; empty: every one.
    disclosure: str
    reason: str
    owner: str
    #: The last day on which it is valid; None: for good.
    until: date | None
    source: Source

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today

    @property
    def shown(self) -> Waived:
        """What is said of a finding that it waives."""
        return Waived(reason=self.reason, owner=self.owner, expires=self.until)


def disclosure_named(title: str, unit: str, path: str) -> str:
    """How waivers name a disclosure: its title, behind the department where the title does not say which (a district's
    departments share one); its file where it has no title."""
    if not title:
        return path
    return title if unit in title else f"{unit} {title}"


def binding_of(finding: Finding) -> Binding:
    """What a waiver of the finding is bound to."""
    figures = [(part.figure.text, part.figure.unit.name) for part in finding.parts]
    return Binding(finding.rule, finding.place, printed_by(finding.printed, figures))


def printed_by(printed: str, figures: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The printed figures (text and unit) of a finding's relation in their order; blank cells are empty texts.

    Where the relation has no figures, what is printed at its place.
    """
    texts = tuple(text if not text or text[-1] in "%％‰" else f"{text}{unit}" for text, unit in figures)
    return texts or ((printed,) if printed else ())
