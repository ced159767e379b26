"""What it means that a name stands for nothing at a place, or for what could not be read."""

from __future__ import annotations

from budget_rules.messages import Message


class _Unbound(Exception):
    """There is no relation, for a reason."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


class Absent(_Unbound):
    """What the rule speaks of is not in the disclosure: the relation does not apply here."""


class Unreadable(_Unbound):
    """What the rule speaks of is there and could not be read: the relation cannot be executed."""
