"""Quantities of the narrative by name: ``text[三公经费, base]``."""

from __future__ import annotations

from functools import lru_cache

from budget_rules.checks import Linear, Quotient, Tree
from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.environment import Environment
from budget_rules.disclosure import Kind, Statement
from budget_rules.figure import MINUS, ONE
from budget_rules.messages import Message, message
from budget_rules.rulebook.expression import Reference
from budget_rules.rulebook.own_names import SAME

KINDS = {"amount": Kind.AMOUNT, "count": Kind.COUNT, "share": Kind.SHARE, "total": Kind.LIST}


def narrated(reference: Reference, env: Environment) -> Tree:
    """What the narrative states under a name.

    Raises:
        Absent: it states nothing, or different things, under that name.
    """
    name = reference.row.names[0]
    role = "amount" if reference.cell is None else reference.cell.names[0]
    if name == SAME:
        return env.stated_before(role)
    found = env.index.statements(KINDS.get(role, Kind.CHANGE), (name,))
    trees = [tree for statement in found if (tree := role_tree(statement, role)) is not None]
    if not trees:
        if reference.optional:
            return Linear()
        raise Absent(message("skip.not-stated", name=name, role=role_name(role)))
    values = {tree.value() for tree in trees if isinstance(tree, Linear)}
    if len(values) > 1:
        raise Absent(message("skip.stated-twice", name=name, role=role_name(role)))
    return trees[0]


@lru_cache(maxsize=32)
def role_name(role: str) -> Message:
    """A role in words."""
    return message(f"role.{role}")


def role_tree(statement: Statement, role: str) -> Tree | None:
    """The figure a statement gives for a role, or the expression that it implies; None: neither.

    The base of a change that is not printed follows from what is: current − change, current ÷ (1 + rate), current ÷
    multiple, or the current amount itself where nothing changed. ``implied`` is that even where a base is printed.
    """
    figure = statement.listed if role == "listed" else statement.figures.get(role)
    if figure is not None:
        return Linear([(ONE, figure, shown_role(statement, role))])
    current = statement.figures.get("current")
    if role not in ("base", "implied") or current is None:
        return None
    now = Linear([(ONE, current, statement.name)])
    change, rate = statement.figures.get("change"), statement.figures.get("rate")
    if change is not None:
        return Linear([*now.terms, (MINUS, change, shown_role(statement, "change"))])
    if rate is not None:
        return Quotient("/", now, Linear([(ONE, rate, shown_role(statement, "rate"))], constant=ONE))
    multiple = statement.figures.get("multiple")
    if multiple is not None:
        return Quotient("/", now, Linear([(ONE, multiple, shown_role(statement, "multiple"))]))
    return now if statement.direction == 0 else None


def shown_role(statement: Statement, role: str) -> str | Message:
    """What the figure of a role is called."""
    if statement.name and (role in ("amount", "current", "count") or (role == "total" and statement.kind is Kind.LIST)):
        return statement.name
    falling = {"change": "decrease", "rate": "drop"}
    return role_name(falling.get(role, role) if statement.direction == -1 else role)
