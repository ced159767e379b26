"""Bad input: one line for each problem, all problems at once."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from budget_rules.messages import Message
from budget_rules.place import Source


class Problem(Struct, frozen=True):
    """What is wrong in an input file, where, and (in the message) what to do."""

    source: Source
    message: Message

    def __str__(self) -> str:
        return f"{self.source}: {self.message}"


class BudgetError(Exception):
    """A disclosure or a rule file cannot be used. ``str()`` gives a line for each problem, in order of position."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        unique = dict.fromkeys(problems)
        self.problems: tuple[Problem, ...] = tuple(
            sorted(
                unique, key=lambda problem: (problem.source.path, problem.source.line or 0, problem.source.column or 0)
            )
        )
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class WrongOptions(Exception):
    """Options that cannot be followed, a line for each problem."""

    def __init__(self, problems: Iterable[object]) -> None:
        self.lines = tuple(map(str, problems))
        super().__init__("\n".join(self.lines))
