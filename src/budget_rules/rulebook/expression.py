"""What a rule says, as a small tree. ``grammar.py`` makes it from text; confronting binds it to figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct, structs

from budget_rules.figure import MINUS, ONE, ZERO


class Number(Struct, frozen=True):
    """A constant; ``100%`` is the ratio 1."""

    value: Decimal
    text: str
    ratio: bool = False


class Selector(Struct, frozen=True):
    """A row or column by its names: ``上年结转/一般公共预算`` has two, from outer to inner."""

    names: tuple[str, ...]
    column: int


class Reference(Struct, frozen=True):
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


class Total(Struct, frozen=True):
    """``sum(…)``: all figures a reference stands for, added up."""

    of: Reference


class Count(Struct, frozen=True):
    """``count(T)`` or ``count(T[类])``: how many rows, totals left out."""

    of: Reference


class Operation(Struct, frozen=True):
    """``left operator right``, the operator being one of ``+ - * /``."""

    operator: str
    left: Expression
    right: Expression


Expression = Number | Reference | Total | Count | Operation


class Flat(Struct, frozen=True):
    """An expression that only adds and subtracts: references with their factors, and a constant."""

    terms: tuple[tuple[Decimal, Reference], ...]
    constant: Decimal


class Comparison(Struct, frozen=True):
    """``left operator right`` with ``=``, ``≤``, ``≥``, ``<``, ``>`` or ``≠``."""

    operator: str
    left: Expression
    right: Expression
    #: Both sides flattened, where they can be: it is done once for a rule, not at every place.
    flat_left: Flat | None = None
    flat_right: Flat | None = None

    def __post_init__(self) -> None:
        structs.force_setattr(self, "flat_left", flatten(self.left))
        structs.force_setattr(self, "flat_right", flatten(self.right))


class State(Struct, frozen=True):
    """``subject is empty``; the subject is ``table``, ``unit``, ``note``, a name, or a kind of text of the scope.

    ``note is empty``: a note under the table says that the table is empty. ``指标单位 is "%"``: the predicate is
    ``text``, and the row prints that text in the column.
    """

    subject: str
    predicate: str
    column: int
    text: str = ""


class Contains(Struct, frozen=True):
    """``column contains L``: what the row prints in that column has one of the words of a list of the vocabulary."""

    subject: str
    words: str
    column: int


class Agreement(Struct, frozen=True):
    """What the words beside figures say of each other.

    ``direction agrees with reason`` (``cause``, ``figures``); ``base of A agrees with B, C``: the quantities are
    compared with one base; ``direction of A agrees with B, C``: the whole goes a way in which its parts can take it.
    """

    #: ``direction`` or ``base``.
    what: str
    #: What it is of; empty for the direction of the change that the rule is about.
    of: str
    others: tuple[str, ...]
    column: int


class Membership(Struct, frozen=True):
    """``path in T``, ``row in T``: the classification path of the narrative, or the row, exists in the table.

    ``row in 编制说明`` (a section): the section, which goes through the items, speaks of the row's.
    ``code in T``: the codes printed with the path are those of the table. Of a kind of text: ``sentence in 名词解释``
    (a section), ``contents in headings``, ``title in contents``, ``item in T``.
    """

    what: str
    table: str
    column: int


class Word(Struct, frozen=True):
    """One of the words of a list of the vocabulary; ``optional``: written with ``?``."""

    name: str
    optional: bool
    column: int


class Wording(Struct, frozen=True):
    """``sentence has A + B? or C not after D not before E``: words of the lists stand in it, for ``+`` side by side."""

    what: str
    ways: tuple[tuple[Word, ...], ...]
    not_after: Word | None
    not_before: Word | None
    column: int


class OneName(Struct, frozen=True):
    """``code has one name``: a classification code stands for the same name wherever it is printed."""

    what: str
    column: int


class Explains(Struct, frozen=True):
    """``glossary explains L``: the glossary explains those words of a list that the disclosure uses with an amount."""

    words: Word


class StatementExists(Struct, frozen=True):
    """``statement 没有X``: the narrative says that X is nil."""

    name: str
    column: int


class NoteNames(Struct, frozen=True):
    """``note names X``: the note under the table speaks of X, and of no other fund."""

    name: str
    column: int


class SectionNames(Struct, frozen=True):
    """``section S names X``: some paragraph of that section speaks of X."""

    section: str
    name: str
    column: int


class Negation(Struct, frozen=True):
    """``not condition``."""

    of: Condition


class Implication(Struct, frozen=True):
    """``if => then``, or both directions (``<=>``)."""

    left: Condition
    right: Condition
    both: bool


Condition = (
    Comparison
    | State
    | Contains
    | Agreement
    | Membership
    | StatementExists
    | NoteNames
    | SectionNames
    | Negation
    | Implication
    # on texts, names and codes
    | Wording
    | OneName
    | Explains
)


class Scope(Struct, frozen=True):
    """Where a rule applies: its ``for``."""

    #: rows, columns, cells, parents, groups, level_rows, statements, texts, or once (no ``for``).
    kind: str
    #: The table of ``row of T``; the column of ``group by C``; empty otherwise.
    of: str = ""
    #: For statements: amount, share, …; for level_rows: 类, 款 or 项, or a side of the table.
    what: str = ""
    #: For texts: their kinds, ``title``, ``heading`` …
    kinds: tuple[str, ...] = ()
    #: For statements: the names one of which the statement must have; empty: any.
    named: tuple[str, ...] = ()
    #: For statements: rows of a table whose names they may have.
    named_by: tuple[str, Selector] | None = None
    #: For rows: which column of a row says the same as which column of its match, another row or itself.
    matched: tuple[tuple[str, str], ...] = ()
    #: For changes: what they are measured from, 预算, 执行 or 决算; empty: anything.
    base: str = ""
    column: int = 0


ONCE = Scope("once")


#: The table-like name of the narrative: ``text[三公经费, base]``.
TEXT = "text"
#: The base of a change as it follows from the other figures, which may be a quotient.
IMPLIED = "implied"


def flatten(expression: Expression, factor: Decimal = ONE) -> Flat | None:
    """The expression as a sum; None where it multiplies, divides, counts, or quotes the narrative."""
    if isinstance(expression, Number):
        return Flat((), factor * expression.value)
    if isinstance(expression, Total):
        expression = expression.of
    if isinstance(expression, Reference):
        quoted = expression.table == TEXT or (not expression.table and expression.row.names == (IMPLIED,))
        return None if quoted else Flat(((factor, expression),), ZERO)
    if not isinstance(expression, Operation) or expression.operator not in "+-":
        return None
    left = flatten(expression.left, factor)
    right = flatten(expression.right, factor if expression.operator == "+" else MINUS if factor is ONE else -factor)
    if left is None or right is None:
        return None
    return Flat(left.terms + right.terms, left.constant + right.constant)


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
