"""An amount or a count as read, with what links it to others."""

from __future__ import annotations

from msgspec import Struct, field

from budget_rules.disclosure import Section, Statement
from budget_rules.figure import Figure
from budget_rules.narrative.plain import Plain


class Amount(Struct, eq=False, kw_only=True):
    """A figure with its name, and where both stand in the plain text."""

    figure: Figure
    statement: Statement
    #: Where its name starts, its digits start, its unit ends.
    name_start: int
    start: int
    stop: int
    #: Number of its sentence in the paragraph.
    sentence: int
    #: Whether it is of a year before, or otherwise not of this budget.
    prior: bool
    #: The year it is of, where that is printed and another one.
    year: int | None
    #: Whether it was given no name of its own.
    nameless: bool
    share: Statement | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Its names, canonical first."""
        return self.statement.names

    def comparable(self, figure: Figure) -> bool:
        """Whether ``figure`` can be a change of it: a rate, or of the same quantity."""
        quantity = figure.unit.quantity
        return quantity == "ratio" or self.figure.unit.quantity == quantity

    def of(self, names: tuple[str, ...]) -> bool:
        """Whether it is the amount of that name."""
        return any(name in self.names for name in names)


class Passage(Struct, eq=False, kw_only=True):
    """A paragraph that has been read: its amounts and statements, in order of print."""

    section: Section
    plain: Plain
    amounts: list[Amount]
    statements: list[Statement]
    #: Where each sentence ends in the plain text.
    ends: list[int]
    #: The changes, in order, and where each ends in the plain text.
    changes: list[tuple[Statement, int]] = field(default_factory=list)
    #: What is said of accounts beside their budgets, in the same way.
    verdicts: list[tuple[Statement, int]] = field(default_factory=list)
    #: The shares that say of what they are one, and the name of that, which is no total of the budget.
    parts_of: list[tuple[Statement, str]] = field(default_factory=list)
