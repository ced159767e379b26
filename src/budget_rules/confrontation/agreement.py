"""What the words beside figures say: which way a change goes, and what it is compared with."""

from __future__ import annotations

from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.environment import Environment
from budget_rules.confrontation.fact import Fact
from budget_rules.confrontation.narrated import role_name
from budget_rules.confrontation.statement_scope import StatementEnvironment
from budget_rules.disclosure import Kind, Statement
from budget_rules.messages import Message, message
from budget_rules.place import Place
from budget_rules.relation import as_printed
from budget_rules.rulebook.expression import Agreement

DIRECTIONS = {"up": 1, "down": -1, "level": 0}
#: The figures that say by how much something changes.
_SAID = {"change", "rate", "multiple"}
_NAMES = {sign: name for name, sign in DIRECTIONS.items()}


def agreement(condition: Agreement, env: Environment) -> Fact:
    """Whether the words agree.

    Raises:
        Absent: the text does not say so much.
    """
    if condition.of:
        return _bases(condition, env) if condition.what == "base" else _whole(condition, env)
    return _OF_CHANGES[condition.others[0]](env)


def direction_is(predicate: str, change: Statement) -> Fact:
    """Whether the change is said to go that way."""
    said = _direction(change.direction or 0)
    return Fact(
        holds=change.direction == DIRECTIONS[predicate],
        found=message("fact.direction-of", name=_name(change), said=said),
        place=Place(change.section.heading, change.source),
        suggestion=message("suggest.direction"),
    )


def _reason(env: Environment) -> Fact:
    assert isinstance(env, StatementEnvironment)
    change = env.statement
    if change.reason is None or change.direction is None:
        raise Absent(message("skip.no-reason"))
    kind = "verdict" if change.kind is Kind.VERDICT else "direction"
    said = message(f"{kind}.{_NAMES[change.direction]}")
    found = message(f"fact.{kind}-reason", name=_name(change), said=said, reason=_direction(change.reason))
    return _of_change(said, change, holds=change.direction == change.reason, found=found)


def _cause(env: Environment) -> Fact:
    assert isinstance(env, StatementEnvironment)
    change = env.statement
    if change.cause is None or change.direction is None:
        raise Absent(message("skip.no-cause"))
    current, base = change.figures.get("current"), change.figures.get("base")
    if current is not None and base is not None and (current.value - base.value) * change.direction < 0:
        raise Absent(message("skip.amounts-say"))  # the direction is wrong, and its figures say so
    said = _direction(change.direction)
    found = message("fact.cause", name=_name(change), said=said, cause=change.cause.printed)
    return _of_change(said, change, holds=change.direction == change.cause.sign, found=found)


def _of_change(said: Message, change: Statement, *, holds: bool, found: Message) -> Fact:
    return Fact(
        holds=holds,
        found=found,
        place=Place(change.section.heading, change.source),
        suggestion=message("suggest.reason", said=said),
    )


def _figures(env: Environment) -> Fact:
    """Whether an account is more, less or as much as its budget, as it is said to be; rounding is left its due."""
    assert isinstance(env, StatementEnvironment)
    verdict = env.statement
    spent, budgeted = verdict.figures["spent"], verdict.figures["budgeted"]
    difference = spent.value - budgeted.value
    alike = spent.half != budgeted.half and abs(difference) <= spent.half + budgeted.half
    sign = (difference > 0) - (difference < 0)
    name = "".join(verdict.path[-1:]) or verdict.name
    slots = {"name": name, "quote": verdict.quote(), "spent": as_printed(spent), "budgeted": as_printed(budgeted)}
    return Fact(
        holds=alike or sign == verdict.direction,
        found=message("fact.verdict", **slots, really=message(f"verdict.{_NAMES[sign]}")),
        place=Place(verdict.section.heading, verdict.source),
        printed=verdict.quote(),
        figures=tuple((str(role_name(role)), verdict.figures[role]) for role in ("spent", "budgeted")),
        suggestion=message("suggest.verdict"),
    )


def _name(change: Statement) -> str:
    return "".join(change.path[-2:]) or change.name


def _whole(condition: Agreement, env: Environment) -> Fact:
    """Whether the whole goes a way in which its parts can take it.

    Where each change prints a figure, those are checked, and the words say no more.
    """
    whole, *parts = (_going(name, env) for name in (condition.of, *condition.others))
    if all(change.figures.keys() & _SAID or not change.direction for change in (whole, *parts)):
        raise Absent(message("skip.amounts-say"))
    signs = {part.direction for part in parts} - {0}
    possible = {0} if not signs else signs if len(signs) == 1 else {1, 0, -1}
    place = Place(whole.section.heading, whole.source)
    said = {"name": whole.name, "said": _direction(whole.direction or 0)}
    listed = "、".join(
        str(message("fact.direction-of", name=part.name, said=_direction(part.direction or 0))) for part in parts
    )
    return Fact(
        holds=whole.direction in possible,
        found=message("fact.directions", parts=listed, **said),
        place=place,
        suggestion=message("suggest.directions", name=whole.name),
    )


def _going(name: str, env: Environment) -> Statement:
    """The only comparison of that name, by the way it goes."""
    found = [one for one in env.index.statements(Kind.CHANGE, (name,)) if one.direction is not None]
    if not found or any(one.direction != found[0].direction for one in found):
        raise Absent(message("skip.no-direction", name=name))
    return next((one for one in found if one.figures.keys() & _SAID), found[0])


def _direction(sign: int) -> Message:
    return message(f"direction.{_NAMES[sign]}")


def _bases(condition: Agreement, env: Environment) -> Fact:
    first = _compared(condition.of, env)
    place = Place(first.section.heading, first.source)
    for name in condition.others:
        other = _compared(name, env)
        # A wrong year is what the rules on years speak of; nothing, as it was before, adds nothing to any base.
        if other.base_kind != first.base_kind and not _always_nil(other):
            if not (first.base_kind and other.base_kind):
                raise Absent(message("skip.no-base", name=name))
            bases = {"first": _base(first), "second": _base(other)}
            return Fact(
                holds=False,
                found=message("fact.bases-differ", one=first.name, other=other.name, **bases),
                place=place,
                suggestion=message("suggest.one-base", **bases),
            )
    found = message("fact.bases-agree", one=condition.of, other="、".join(condition.others))
    return Fact(holds=True, found=found, place=place)


def _compared(name: str, env: Environment) -> Statement:
    """The only comparison of that name, by what it compares with: 上年, where it does not say of which figure."""
    found = [one for one in env.index.statements(Kind.CHANGE, (name,)) if one.base_kind or one.base_year]
    if not found or any(one.base_kind != found[0].base_kind for one in found):
        raise Absent(message("skip.no-base", name=name))
    return found[0]


def _always_nil(change: Statement) -> bool:
    """Whether there was nothing before, and is nothing now."""
    current = change.figures.get("current")
    return change.direction == 0 and current is not None and current.nil


def _base(change: Statement) -> Message:
    return message(
        "base.of", year="上年" if change.base_year is None else f"{change.base_year}年", kind=change.base_kind
    )


#: What the direction of a change is held against, by what the rule calls it.
_OF_CHANGES = {"reason": _reason, "cause": _cause, "figures": _figures}
