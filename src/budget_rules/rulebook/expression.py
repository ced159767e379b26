"""What a rule says, as a small tree. ``grammar.py`` makes it from text; confronting binds it to figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A constant; ``100%`` is the ratio 1."""

    value: Decimal
    text: str
    ratio: bool = False


@dataclass(frozen=True, slots=True)
class Selector:
    """A row or column by its names: ``上年结转/一般公共预算`` has two, from outer to inner."""

    names: tuple[str, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Reference:
    """``T[row, column]``, or a bare ``name`` that the rule's scope gives a meaning."""

    #: Table name; empty for a bare name.
    table: str
    #: A bare name's name, or the row.
    row: Selector
    #: The column; None: the table's total column.
    cell: Selector | None
    #: Written with ``?``: where it is absent it is nil.
    optional: bool
    #: Position of the table's (or the bare) name.
    column: int


@dataclass(frozen=True, slots=True)
class Total:
    """``sum(…)``: all figures a reference stands for, added up."""

    of: Reference


@dataclass(frozen=True, slots=True)
class Count:
    """``count(T)`` or ``count(T[类])``: how many rows, totals left out."""

    of: Reference


@dataclass(frozen=True, slots=True)
class Operation:
    """``left operator right``, the operator being one of ``+ - * /``."""

    operator: str
    left: Expression
    right: Expression


Expression = Number | Reference | Total | Count | Operation


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left operator right`` with ``=``, ``≤``, ``≥``, ``<``, ``>`` or ``≠``."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class State:
    """``subject is empty | complete | known | absent``; the subject is ``table``, ``unit``, ``note`` or a name."""

    subject: str
    predicate: str
    column: int


@dataclass(frozen=True, slots=True)
class Membership:
    """``path in T``, ``row in T``: the classification path of the narrative, or the row, exists in the table."""

    what: str
    table: str
    column: int


@dataclass(frozen=True, slots=True)
class StatementExists:
    """``statement 没有X``: the narrative says that X is nil."""

    name: str
    column: int


@dataclass(frozen=True, slots=True)
class NoteNames:
    """``note names X``: the note under the table speaks of X, and of no other fund."""

    name: str
    column: int


@dataclass(frozen=True, slots=True)
class Negation:
    """``not condition``."""

    of: Condition


@dataclass(frozen=True, slots=True)
class Implication:
    """``if => then``, or both directions (``<=>``)."""

    left: Condition
    right: Condition
    both: bool


Condition = Comparison | State | Membership | StatementExists | NoteNames | Negation | Implication


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule applies: its ``for``."""

    #: rows, columns, cells, parents, groups, level_rows, statements, or once (no ``for``).
    kind: str
    #: The table of ``row of T``; the column of ``group by C``; empty otherwise.
    of: str = ""
    #: For statements: amount, share, …; for level_rows: 类, 款 or 项.
    what: str = ""
    #: For statements: the names one of which the statement must have; empty: any.
    named: tuple[str, ...] = ()
    #: For statements: rows of a table whose names they may have.
    named_by: tuple[str, Selector] | None = None
    column: int = 0


ONCE = Scope("once")


def expressions(node: Condition | Expression) -> Iterator[Condition | Expression]:
    """The node and everything in it, from left to right."""
    yield node
    if isinstance(node, (Total, Count, Negation)):
        yield from expressions(node.of)
    elif isinstance(node, (Operation, Comparison, Implication)):
        yield from expressions(node.left)
        yield from expressions(node.right)


def references(node: Condition | Expression) -> Iterator[Reference]:
    """All references in a condition or an expression, from left to right."""
    return (found for found in expressions(node) if isinstance(found, Reference))
