"""Errors that are one: a figure misprinted twice, or figures that stand in each other's place."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from budget_rules.diagnosis.blocks import Block, Option
from budget_rules.diagnosis.ranges import meet_all, ranges
from budget_rules.diagnosis.system import Relation, System
from budget_rules.findings import Finding
from budget_rules.place import Place
from budget_rules.relation import as_printed


def findings_of(relations: Iterable[Relation]) -> list[Finding]:
    """What was found of the relations, each once."""
    found = {id(one): one for relation in relations if (one := relation.check.finding) is not None}
    return list(found.values())


def joined(system: System, blocks: list[Block]) -> list[Block]:
    """The errors, those that are one put together."""
    found: list[Block] = []
    for block in blocks:
        if (same := next((one for one in found if _same(one, block)), None)) is not None:
            _join(system, same, block)
            same.again.extend(block.options[:1])
        elif (parallel := next((one for one in found if _parallel(one, block)), None)) is not None:
            _join(system, parallel, block)
            parallel.beside.extend(block.options)
        else:
            found.append(block)
    for block in found:
        _move_follower(block)
    return _exchanged(found)


def _join(system: System, block: Block, other: Block) -> None:
    """Take the other one into the block; what each figure may be was only known with the other one changed."""
    block.relations.extend(other.relations)
    block.followers.extend(other.followers)
    beside = {_row(variable.figure.place): (variable, choice) for variable, choice in other.options}
    for at, option in enumerate(block.options):
        if option[0].figure.place.span is None and _row(option[0].figure.place) in beside:
            block.options[at] = _together(system, option, beside[_row(option[0].figure.place)])


def _together(system: System, option: Option, other: Option) -> Option:
    """The option, with the values that would do if both figures print the same."""
    (variable, choice), (second, again) = option, other
    if choice is None or again is None or choice.value != again.value or variable is second:
        return option
    allowed = [
        ranges(system, relation, one)
        for one, rest in ((variable, second), (second, variable))
        for relation in one.relations
        if relation.hard and rest.number not in relation.variables
    ]
    value = Fraction(choice.value)
    return next(((variable, choice._replace(range=one)) for one in meet_all(allowed) if one.holds(value)), option)


def _same(one: Block, other: Block) -> bool:
    if {id(finding) for finding in findings_of(one.relations)} & {id(find) for find in findings_of(other.relations)}:
        return True
    if len(one.options) != 1 or len(other.options) != 1:
        return False
    (first, choice), (second, again) = one.options[0], other.options[0]
    if choice is None or again is None or choice.value != again.value:
        return False
    if as_printed(first.figure) != as_printed(second.figure):
        return False
    here, there = first.figure.place, second.figure.place
    if here.span is None and there.span is None:
        return bool(first.figure.value) and _row(here) == _row(there)
    # A role of every sentence (增减幅度) does not say that it is the same amount.
    named = isinstance(first.role, str) and first.role and first.role == second.role
    return bool(named and here.span is not None and there.span is not None)


def _parallel(one: Block, other: Block) -> bool:
    """Whether the same rows come into question in two columns, each to print the same in both."""
    here, there = _by_row(one), _by_row(other)
    return here is not None and here == there and one.options[0][0].figure.place != other.options[0][0].figure.place


def _by_row(block: Block) -> dict[tuple[str, str], tuple[Decimal, Decimal]] | None:
    """What each row prints and should print; None for less than two rows, or more than one column."""
    found: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for variable, choice in block.options:
        if choice is None or variable.figure.place.span is not None:
            return None
        found[_row(variable.figure.place)] = variable.figure.value, choice.value
    columns = {_column(variable.figure.place) for variable, _ in block.options}
    return found if len(found) > 1 and len(columns) == 1 else None


def _exchanged(blocks: list[Block]) -> list[Block]:
    """Two figures of one row, or of one column, that stand in each other's place are one error."""
    left: list[Block] = []
    for block in blocks:
        for other in left:
            pair = _crossed(other, block)
            if pair is not None:
                other.options, other.moved = pair[:1], pair[1]
                other.relations.extend(block.relations)
                break
        else:
            left.append(block)
    return left


def _crossed(one: Block, other: Block) -> list[Option] | None:
    """The two figures that would be right in each other's place; the one that prints something first."""
    for first, choice in one.options:
        for second, again in other.options:
            if choice is None or again is None or not _in_line(first.figure.place, second.figure.place):
                continue
            if first.figure.value == again.value and second.figure.value == choice.value:
                pair: list[Option] = [(first, choice), (second, again)]
                return pair if first.figure.value else pair[::-1]
    return None


def _move_follower(block: Block) -> None:
    """A figure that must follow because it stands where the wrong one should is no consequence, but the same error."""
    if len(block.options) != 1 or len(block.followers) != 1:
        return
    (blank, choice), (printed, none) = block.options[0], block.followers[0]
    if choice is None or none is None or blank.figure.value or none.value:
        return
    if printed.figure.value == choice.value and _in_line(blank.figure.place, printed.figure.place):
        block.options, block.followers, block.moved = [(printed, none)], [], (blank, choice)


def _in_line(here: Place, there: Place) -> bool:
    """Whether two figures of tables stand in one row or in one column."""
    if here.span is not None or there.span is not None:
        return False
    return _row(here) == _row(there) or _column(here) == _column(there)


def _row(place: Place) -> tuple[str, str]:
    return place.within, place.row


def _column(place: Place) -> tuple[str, str]:
    return place.within, place.column
