"""What is known of how figures are guarded."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from budget_rules.figure import Figure
from budget_rules.messages import Message


class FigureState(StrEnum):
    """The worst of what came of the relations that a figure takes part in."""

    VIOLATED = "violated"
    SUSPICIOUS = "suspicious"
    ROUNDED = "rounded"
    HELD = "held"
    #: In no evaluated relation; one that it belongs to could not be executed.
    NOT_EXECUTED = "not_executed"
    UNGUARDED = "unguarded"


class GuardedFigure(Struct, frozen=True, kw_only=True):
    """One printed figure."""

    figure: Figure
    #: How many evaluated relations and conditions it takes part in.
    guards: int
    #: The smallest change of the printed number that one of those that hold would not stand, as text in its unit; empty
    #: where there is none.
    smallest: str
    #: Why nothing guards it; None where something does.
    reason: Message | None
    state: FigureState


class Coverage(Struct, frozen=True, kw_only=True):
    """All printed figures of a disclosure."""

    #: In order of print.
    figures: tuple[GuardedFigure, ...]
    #: Numbers of the narrative that are no figures of the budget: years, ordinals, thresholds.
    labels: int
    #: Passages that could not be read; they are not among the figures.
    unread: int

    @property
    def guarded(self) -> int:
        """Figures in at least one evaluated relation."""
        return sum(1 for figure in self.figures if figure.guards)

    @property
    def once(self) -> int:
        """Figures in exactly one."""
        return sum(1 for figure in self.figures if figure.guards == 1)

    @property
    def twice_or_more(self) -> int:
        """Figures in two or more."""
        return sum(1 for figure in self.figures if figure.guards > 1)

    @property
    def unguarded(self) -> tuple[GuardedFigure, ...]:
        """Figures in none."""
        return tuple(figure for figure in self.figures if not figure.guards)
