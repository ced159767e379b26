"""The grammar of the rule language: relations (``assert``, ``where``) and where they apply (``for``).

Chinese and ASCII forms of operators and separators are the same: ``≤`` and ``<=``, ``×`` and ``*``, ``，`` and ``,``.

::

    assertion   = plain [("=>" | "<=>") plain]
    plain       = "not" plain | "statement" name | "note" "names" name | ("path" | "row") "in" name
                | subject "is" predicate | expression (compare expression)+
    expression  = term (("+" | "-") term)*
    term        = factor (("*" | "/") factor)*
    factor      = "-" factor | "(" expression ")" | number ["%"] | "sum" "(" reference ")"
                | "count" "(" reference ")" | reference
    reference   = name ["[" selector ["," selector] "]"] ["?"]
    selector    = part ("/" part)*
    scope       = "row" ["of" name] | "column" | "cell" ["of" name] | "parent" | "group" "by" name
                | level "of" name | kind ["named" (name ("," name)* | "by" name "[" selector "]")]
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import Any

from parsy import ParseError, Parser, alt, forward_declaration, index, regex, seq

from budget_rules.rulebook.expression import (
    Comparison,
    Condition,
    Count,
    Expression,
    Implication,
    Membership,
    Negation,
    NoteNames,
    Number,
    Operation,
    Reference,
    Scope,
    Selector,
    State,
    StatementExists,
    Total,
)

#: A relation on paper is much shorter.
MOST_CHARACTERS = 600
STATEMENT_KINDS = ("amount", "shares", "share", "change", "count", "path", "list", "nil")
LEVELS = ("类", "款", "项")
PREDICATES = ("empty", "complete", "known", "absent")


class NotAnExpression(ValueError):
    """The text does not follow the grammar; ``column`` counts characters from 0."""

    def __init__(self, column: int, found: str) -> None:
        super().__init__(column, found)
        self.column = column
        self.found = found


_NAME = r"[一-鿿A-Za-z_“”《》](?:[一-鿿A-Za-z0-9_“”《》·]|（[^（）]{0,40}）|、)*"
_COMPARE = {"<=": "≤", ">=": "≥", "!=": "≠"}
_spaces = regex(r"\s*")


def _token(pattern: str, group: int = 0) -> Parser:
    return regex(pattern, group=group) << _spaces


def _word(text: str) -> Parser:
    return _token(text + r"(?![A-Za-z0-9_])")


def _words(texts: tuple[str, ...]) -> Parser:
    return _token("(?:" + "|".join(texts) + r")(?![A-Za-z0-9_])")


def _operations(operand: Parser, operators: dict[str, str]) -> Parser:
    """Left-associative binary operations."""
    operator = _token("[" + "".join("\\" + sign for sign in operators) + "]").map(operators.__getitem__)

    def fold(first: Expression, rest: list[tuple[str, Expression]]) -> Expression:
        return reduce(lambda left, step: Operation(step[0], left, step[1]), rest, first)

    return seq(operand, seq(operator, operand).map(tuple).many()).combine(fold)


def _make() -> tuple[Parser, Parser]:
    quoted = _token(r'"([^"\n]{1,80})"', group=1)
    text = quoted | _token(_NAME)
    name = seq(index, text).map(tuple)
    part = _token(r"\d{3}(?:\d{2}){0,3}(?![\d.])") | text
    selector = seq(index, part.sep_by(_token("/"), min=1)).combine(lambda at, parts: Selector(tuple(parts), at))
    inside = _token(r"\[") >> seq(selector, (_token("[,，]") >> selector).optional()) << _token("]")
    optional = _token("[?？]").optional().map(bool)

    def refer(at: int, what: str, cell: list[Selector] | None, may_lack: bool) -> Reference:
        if cell is None:
            return Reference("", Selector((what,), at), None, may_lack, at)
        return Reference(what, cell[0], cell[1], may_lack, at)

    reference = seq(index, text, inside.optional(), optional).combine(refer)
    expression, plain = forward_declaration(), forward_declaration()

    def number(digits: str, percent: str | None) -> Number:
        value = Decimal(digits)
        return Number(value / 100, f"{digits}%", True) if percent else Number(value, digits)

    def call(function: str, node: Callable[[Reference], Expression]) -> Parser:
        return _token(function + r"\s*[(（]") >> reference.map(node) << _token("[)）]")

    factor = forward_declaration()
    factor.become(
        alt(
            seq(_token(r"\d+(?:\.\d+)?"), _token("[%％]").optional()).combine(number),
            (_token(r"[-−－]") >> factor).map(lambda of: Operation("-", Number(Decimal(0), "0"), of)),
            _token(r"\(") >> expression << _token(r"\)"),
            call("sum", Total),
            call("count", Count),
            reference,
        )
    )
    term = _operations(factor, {"*": "*", "×": "*", "/": "/", "÷": "/"})
    expression.become(_operations(term, {"+": "+", "＋": "+", "-": "-", "−": "-", "－": "-"}))

    compare = _token("<=(?!>)|>=|!=|[≤≥≠<>]|[=＝](?!>)").map(lambda sign: _COMPARE.get(sign, sign.replace("＝", "=")))

    def chain(first: Expression, rest: list[tuple[str, Expression]]) -> tuple[Condition, ...]:
        lefts = (first, *(expression for _, expression in rest))
        return tuple(Comparison(sign, left, right) for left, (sign, right) in zip(lefts, rest, strict=False))

    single: Callable[[Any], tuple[Condition, ...]] = lambda condition: (condition,)  # noqa: E731
    plain.become(
        alt(
            (_word("not") >> plain).map(lambda of: (Negation(of[0]),)),
            (_word("statement") >> name).combine(lambda at, what: StatementExists(what, at)).map(single),
            (_word("note") >> _word("names") >> name).combine(lambda at, what: NoteNames(what, at)).map(single),
            seq(_words(("path", "row")) << _word("in"), name)
            .combine(lambda what, table: Membership(what, table[1], table[0]))
            .map(single),
            seq(name << _word("is"), _words(PREDICATES))
            .combine(lambda subject, predicate: State(subject[1], predicate, subject[0]))
            .map(single),
            seq(expression, seq(compare, expression).map(tuple).at_least(1)).combine(chain),
        )
    )
    arrow = _token("<=>|⇔|=>|⇒").map(lambda sign: sign in ("<=>", "⇔"))

    def imply(left: tuple[Condition, ...], rest: list[Any] | None) -> tuple[Condition, ...]:
        return left if rest is None else (Implication(left[0], rest[1][0], rest[0]),)

    assertion = _spaces >> seq(plain, seq(arrow, plain).optional()).combine(imply)

    def of(kind: str) -> Callable[[tuple[int, str] | None], Scope]:
        return lambda table: Scope(kind, of=table[1], column=table[0]) if table else Scope(kind)

    of_table = (_word("of") >> name).optional()
    names = name.sep_by(_token("[,，]"), min=1).map(lambda found: {"named": tuple(what for _, what in found)})
    by_table = (_word("by") >> seq(name, _token(r"\[") >> selector << _token("]"))).combine(
        lambda table, rows: {"named_by": (table[1], rows), "column": table[0]}
    )
    naming = (_word("named") >> (by_table | names)).optional().map(lambda found: found or {})
    scope = _spaces >> alt(
        (_word("row") >> of_table).map(of("rows")),
        _word("column").result(Scope("columns")),
        (_word("cell") >> of_table).map(of("cells")),
        _word("parent").result(Scope("parents")),
        (_word("group") >> _word("by") >> name).map(of("groups")),
        seq(_token("[类款项]") << _word("of"), name).combine(
            lambda level, table: Scope("level_rows", of=table[1], what=level, column=table[0])
        ),
        seq(_words(STATEMENT_KINDS), naming).combine(lambda kind, more: Scope("statements", what=kind, **more)),
    )
    return assertion, scope


_ASSERTION, _SCOPE = _make()


def _parse(parser: Parser, text: str) -> Any:
    if len(text) > MOST_CHARACTERS:
        raise NotAnExpression(MOST_CHARACTERS, text[MOST_CHARACTERS : MOST_CHARACTERS + 8])
    try:
        return parser.parse(text)
    except ParseError as error:
        raise NotAnExpression(error.index, text[error.index : error.index + 12].strip()) from None
    except RecursionError:
        raise NotAnExpression(0, text[:12]) from None


def parse_assertion(text: str) -> tuple[Condition, ...]:
    """The conditions ``text`` states: one, or one for each link of a chain ``a = b = c``.

    Raises:
        NotAnExpression: with the position of what does not fit.
    """
    found: tuple[Condition, ...] = _parse(_ASSERTION, text)
    return found


def parse_scope(text: str) -> Scope:
    """The scope a rule's ``for`` states.

    Raises:
        NotAnExpression: with the position of what does not fit.
    """
    found: Scope = _parse(_SCOPE, text)
    return found
