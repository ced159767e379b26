"""Causes in words: what is known for certain is said so, and what is one of several possibilities too."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from budget_rules.diagnosis.blocks import Block, Option
from budget_rules.diagnosis.search import MOST_CHANGED
from budget_rules.diagnosis.slips import Neighbours, slip
from budget_rules.diagnosis.system import System, Variable
from budget_rules.diagnosis.values import Choice
from budget_rules.disclosure import Disclosure
from budget_rules.figure import Figure
from budget_rules.findings import Cause, Finding, Status, Suspect
from budget_rules.messages import Message, message
from budget_rules.place import Place
from budget_rules.relation import BLANK, as_printed

#: How many possibilities one sentence names.
MOST_NAMED = 3


class Speaker(Struct, frozen=True):
    """Makes causes of errors."""

    system: System
    neighbours: Neighbours
    #: What sentences are about, by the place of their figures.
    subjects: dict[Place, str]
    #: The numbers of variables that print each other's value.
    swapped: frozenset[int]
    #: By the number of a variable: where its error is printed again, as another error.
    repeated: dict[int, set[Place]]

    @classmethod
    def of(cls, system: System, disclosure: Disclosure, blocks: list[Block]) -> Speaker:
        """For one disclosure and the errors found in it."""
        likeliest = [block.options[0] for block in blocks if block.options]
        put = {(variable.figure.value, choice.value): variable.number for variable, choice in likeliest if choice}
        swapped = frozenset(number for (printed, meant), number in put.items() if meant and (meant, printed) in put)
        subjects = {
            figure.place: statement.name
            for statement in disclosure.statements
            for figure in (*statement.figures.values(), *statement.parts, *statement.shares)
        }
        return cls(system, Neighbours(disclosure), subjects, swapped, _repeated(blocks))

    def cause(self, block: Block, findings: list[Finding]) -> Cause:
        """The cause of these findings."""
        suspects = tuple(self._suspect(variable, choice) for variable, choice in block.options)
        first, count = findings[0], len(block.relations)
        if not suspects:
            said = message("cause.unsolved", first=first.message, count=count, most=MOST_CHANGED)
            return own(findings, said if count > 1 else None)
        figure = suspects[0].figure
        return Cause(
            severity=max((finding.severity for finding in findings), key=lambda one: one.rank),
            status=_status(findings),
            message=first.message if block.noted else self._message(block, suspects, first),
            place=figure.place.label,
            source=figure.place.source,
            printed=as_printed(figure),
            expected=suspects[0].expected,
            suspects=suspects,
            findings=tuple(findings),
        )

    def _message(self, block: Block, suspects: tuple[Suspect, ...], first: Finding) -> Message:
        """What is wrong, what that explains, and what follows from it."""
        said, count = self._listed(block.options, suspects, first), len(block.relations)
        if block.moved is not None:
            variable, _ = block.moved
            first_of = block.options[0][0]
            key = "cause.swapped" if variable.figure.value else "cause.moved"
            said = message(
                key, where=self._where(first_of), printed=as_printed(first_of.figure), other=self._where(variable),
                instead=as_printed(variable.figure),
            )  # fmt: skip
        if len(suspects) == 1:
            said = message("cause.explains" if count > 1 else "cause.explains-one", what=said, count=count)
        elif said is not first.message:
            said = message("cause.explains-each" if count > 1 else "cause.explains-one-each", what=said, count=count)
        for variable, choice in block.followers:
            said = message("cause.followed", what=said, follower=self._said(variable, choice, slipped=False))
        for variable, _ in block.again:
            said = message("cause.again", what=said, where=self._where(variable), printed=as_printed(variable.figure))
        columns = [variable.figure.place.column for variable, _ in block.beside]
        for column in dict.fromkeys(columns):
            said = message("cause.column-too", what=said, column=column)
        return said

    def _listed(self, options: list[Option], suspects: tuple[Suspect, ...], first: Finding) -> Message:
        if len(options) > MOST_NAMED and not any(suspect.slip for suspect in suspects):
            # Any figure of a sum: what the relation says is all that can be said.
            return first.message
        said, *others = [self._said(variable, choice) for variable, choice in options[:MOST_NAMED]]
        for other in others:
            said = message("cause.or", one=said, other=other)
        more = len(options) - MOST_NAMED
        return message("cause.one-of", listed=said, count=more) if more > 0 else said

    def _said(self, variable: Variable, choice: Choice | None, *, slipped: bool = True) -> Message:
        figure = variable.figure
        slots: dict[str, object] = {"where": self._where(variable), "printed": as_printed(figure), "slip": ""}
        if choice is None:
            return message("cause.not-stated", **slots)
        likely = self._slip(variable, choice) if slipped else None
        if likely is not None:
            slots["slip"] = message("cause.slip", slip=likely)
        low, high = self._ends(variable, choice)
        slots["expected"] = self._text(variable, choice.value)
        if choice.range.low is None or choice.range.high is None:
            return message("cause.at-most" if choice.range.low is None else "cause.at-least", **slots)
        if not choice.value and figure.place.span is None:
            return message("cause.should-be-blank", **slots)
        if not figure.text:
            return message("cause.was-blank", **slots)
        if low != high:
            return message("cause.about", low=low, high=high, **slots)
        return message("cause.should-be", **slots)

    def _suspect(self, variable: Variable, choice: Choice | None) -> Suspect:
        if choice is None:
            return Suspect(figure=variable.figure, role=variable.role, expected="", low="", high="", slip=None)
        low, high = self._ends(variable, choice)
        return Suspect(
            figure=variable.figure,
            role=variable.role,
            expected=self._text(variable, choice.value),
            low=low,
            high=high,
            slip=self._slip(variable, choice),
        )

    def _where(self, variable: Variable) -> str | Message:
        """The place of a figure; in the narrative with what the sentence calls it."""
        place, role = variable.figure.place, variable.role
        if place.span is None or not str(role):
            return place.label
        subject = self.subjects.get(place, "")
        if isinstance(role, Message) and subject:
            role = message("cause.role-of", name=subject, role=role)
        return message("cause.named", label=place.label, role=role)

    def _slip(self, variable: Variable, choice: Choice) -> Message | None:
        if variable.number in self.swapped:
            return message("slip.swapped")
        meant = self.system.printed(variable, choice.value)
        copied = self.neighbours.copied(variable.figure, self.repeated.get(variable.number, ()))
        kind = copied or slip(variable.figure, meant)
        return message(f"slip.{kind}") if kind else None

    def _ends(self, variable: Variable, choice: Choice) -> tuple[str, str]:
        """The least and the greatest value that could be printed; empty without end."""
        step = 2 * Fraction(self.system.half(variable)) or Fraction(variable.figure.unit.factor)
        low = None if choice.range.low is None else -(-choice.range.low // step) * step
        high = None if choice.range.high is None else choice.range.high // step * step
        ends = [
            "" if end is None else self._text(variable, Decimal(end.numerator) / Decimal(end.denominator))
            for end in (low, high)
        ]
        if variable.figure.value < 0:
            ends.reverse()
        return ends[0], ends[1]

    def _text(self, variable: Variable, value: Decimal) -> str:
        if not value and variable.figure.place.span is None:
            return BLANK
        return self.system.text(variable, value) + _unit(variable.figure)


def own(findings: list[Finding], said: Message | None = None) -> Cause:
    """The cause of findings that no figure explains: names, notes, and what the first of them says."""
    first = findings[0]
    return Cause(
        severity=max((finding.severity for finding in findings), key=lambda one: one.rank),
        status=_status(findings),
        message=said or first.message,
        place=first.place,
        source=first.source,
        printed=first.printed,
        expected=first.expected,
        suspects=(),
        findings=tuple(findings),
    )


def _repeated(blocks: list[Block]) -> dict[int, set[Place]]:
    """By the number of a variable: the places of other errors that print the same and should print the same."""
    alike: dict[tuple[Decimal, Decimal], list[tuple[int, Variable]]] = defaultdict(list)
    for number, block in enumerate(blocks):
        for error, options in ((number, block.options), (-1 - number, [*block.again, *block.followers, *block.beside])):
            for variable, choice in options:
                if choice is not None:
                    alike[variable.figure.value, choice.value].append((error, variable))
    return {
        variable.number: {other.figure.place for its, other in same if its != error}
        for same in alike.values()
        for error, variable in same
    }


def _unit(figure: Figure) -> str:
    return figure.text[-1] if figure.text and figure.text[-1] in "%％‰" else figure.unit.name


def _status(findings: list[Finding]) -> Status:
    suspicious = all(finding.status is Status.SUSPICIOUS for finding in findings)
    return Status.SUSPICIOUS if suspicious else Status.VIOLATED
