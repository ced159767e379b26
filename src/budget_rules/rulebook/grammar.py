"""The grammar of the rule language: relations (``assert``, ``where``) and where they apply (``for``).

Chinese and ASCII forms of operators and separators are the same: ``≤`` and ``<=``, ``×`` and ``*``, ``，`` and ``,``.

::

    assertion   = plain [("=>" | "<=>") plain]
    plain       = "not" plain | "statement" name | "note" "names" name | "section" name "names" name
                | "glossary" "explains" name
                | subject "in" name | subject "is" (predicate | quoted text) | subject "contains" name
                | subject "has" "one" "name" | subject "has" words
                | "direction" "agrees" "with" ("reason" | "cause" | "figures")
                | ("base" | "direction") "of" name "agrees" "with" name ("," name)*
                | expression (compare expression)+
    words       = way ("or" way)* ["not" "after" name] ["not" "before" name]
    way         = name ["?"] ("+" name ["?"])*
    expression  = term (("+" | "-") term)*
    term        = factor (("*" | "/") factor)*
    factor      = "-" factor | "(" expression ")" | number ["%"] | "sum" "(" reference ")"
                | "count" "(" reference ")" | reference
    reference   = name ["[" selector ["," selector] "]"] ["?"]
    selector    = part ("/" part)*
    scope       = "row" ["of" name | "matched" "by" pair ("," pair)*] | "column" | "cell" ["of" name] | "parent"
                | "group" "by" name | (level | side) "of" name
                | kind ["from" base] ["named" (name ("," name)* | "by" name "[" selector "]")]
                | text ("," text)*
    pair        = name ["=" name]
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from parsy import ParseError, Parser, Result, alt, forward_declaration, seq

from budget_rules.rulebook.expression import (
    Agreement,
    Comparison,
    Condition,
    Contains,
    Count,
    Explains,
    Expression,
    Implication,
    Membership,
    Negation,
    NoteNames,
    Number,
    OneName,
    Operation,
    Reference,
    Scope,
    SectionNames,
    Selector,
    State,
    StatementExists,
    Total,
    Word,
    Wording,
)
from budget_rules.rulebook.own_names import LEVELS, SIDES

#: A relation on paper is much shorter.
MOST_CHARACTERS = 600
STATEMENT_KINDS = ("amount", "shares", "share", "change", "count", "path", "list", "nil", "verdict")
#: What a direction can agree with: the reason given, of the same quantity or of what moves it; the figures printed.
AGREEING = ("reason", "cause", "figures")
#: What a change is measured from: the numbers of the year before.
BASES = ("预算数", "执行数", "决算数")
#: Kinds of texts, names and codes that a rule can be about.
TEXT_KINDS = (
    "cover",
    "title",
    "heading",
    "contents",
    "note",
    "office",
    "preparer",
    "paragraph",
    "sentence",
    "term",
    "name",
    "code",
    "item",
)
PREDICATES = (
    "empty", "complete", "known", "absent", "wordless", "up", "down", "level",
    "closed", "balanced", "dated", "in order", "verbatim", "used", "filled", "current", "standard", "whole", "padded",
    "ours", "own", "alike", "single", "even", "legible", "numbered", "of this year",
)  # fmt: skip


class NotAnExpression(ValueError):
    """The text does not follow the grammar; ``column`` counts characters from 0."""

    def __init__(self, column: int, found: str) -> None:
        super().__init__(column, found)
        self.column = column
        self.found = found


#: A name: letters (Chinese ones too), digits behind the first, marks of quotation, （…）. ``\w`` compiles ten times as
#: fast as the range of Chinese characters.
_QUOTED = r'"[^"\n]{1,80}"'
_TEXT = rf"(?:(?:[^\W\d]|“|”|《|》)(?:[\w·]|“|”|《|》|、|（[^（）]{{0,40}}）)*|{_QUOTED})"
_PART = rf"(?:\d{{3}}(?:\d{{2}}){{0,3}}(?![\d.])|{_TEXT})"
_SELECTOR = rf"{_PART}(?:\s*/\s*{_PART})*"
_REFERENCE = rf"({_TEXT})\s*(?:\[\s*({_SELECTOR})\s*(?:[,，]\s*({_SELECTOR})\s*)?\]\s*)?([?？])?"
_OPERATORS = {"×": "*", "÷": "/", "＋": "+", "−": "-", "－": "-", "<=": "≤", ">=": "≥", "!=": "≠", "＝": "="}


def _located(pattern: str, make: Callable[[re.Match[str]], Any]) -> Parser:
    """Whatever matches the pattern (and the white space behind it), made into something that knows its position."""
    compiled = re.compile(rf"(?:{pattern})\s*")

    def located(stream: str, index: int) -> Result:
        match = compiled.match(stream, index)
        return Result.failure(index, pattern) if match is None else Result.success(match.end(), make(match))

    return Parser(located)


def _token(pattern: str) -> Parser:
    return _located(pattern, lambda match: _OPERATORS.get(match[0].strip(), match[0].strip()))


def _word(text: str) -> Parser:
    return _token(text + r"(?![A-Za-z0-9_])")


def _words(texts: tuple[str, ...]) -> Parser:
    choices = "|".join(text.replace(" ", r"\s+") for text in texts)
    return _token(f"(?:{choices})(?![A-Za-z0-9_])").map(lambda found: " ".join(found.split()))


def _plain(text: str) -> str:
    return text.strip().strip('"')


def _name(match: re.Match[str]) -> tuple[int, str]:
    return match.start(), _plain(match[0])


def _selector(text: str, column: int) -> Selector:
    return Selector(tuple(map(_plain, text.split("/"))), column)


def _reference(match: re.Match[str]) -> Reference:
    name, row, cell, optional = match.groups()
    at = match.start()
    if row is None:
        return Reference("", Selector((_plain(name),), at), None, optional is not None, at)
    column = None if cell is None else _selector(cell, match.start(3))
    return Reference(_plain(name), _selector(row, match.start(2)), column, optional is not None, at)


def _number(match: re.Match[str]) -> Number:
    digits, percent = match.groups()
    value = Decimal(digits)
    return Number(value / 100, f"{digits}%", True) if percent else Number(value, digits)


def _operations(operand: Parser, operators: str) -> Parser:
    """Left-associative binary operations."""

    sign = re.compile(rf"({operators})\s*")

    def operations(stream: str, index: int) -> Result:
        found = operand(stream, index)
        while found.status and (match := sign.match(stream, found.index)):
            right = operand(stream, match.end()).aggregate(found)
            if not right.status:
                return right
            operator = _OPERATORS.get(match[1], match[1])
            found = Result.success(right.index, Operation(operator, found.value, right.value)).aggregate(right)
        return found

    return Parser(operations)


def _chain(first: Expression, rest: list[tuple[str, Expression]]) -> tuple[Condition, ...]:
    lefts = (first, *(expression for _, expression in rest))
    return tuple(Comparison(sign, left, right) for left, (sign, right) in zip(lefts, rest, strict=False))


def _make_assertion() -> Parser:
    name = _located(_TEXT, _name)
    reference = _located(_REFERENCE, _reference)
    word = seq(name, _token("[?？]").optional()).combine(lambda at, mark: Word(at[1], mark is not None, at[0]))
    ways = word.sep_by(_token("[+＋]"), min=1).map(tuple).sep_by(_word("or"), min=1).map(tuple)
    expression, factor, plain = forward_declaration(), forward_declaration(), forward_declaration()

    def call(function: str, node: Callable[[Reference], Expression]) -> Parser:
        return _token(function + r"\s*[(（]") >> reference.map(node) << _token("[)）]")

    factor.become(
        alt(
            call("sum", Total),
            call("count", Count),
            reference,
            _located(r"(\d+(?:\.\d+)?)\s*([%％])?", _number),
            (_token("[-−－]") >> factor).map(lambda of: Operation("-", Number(Decimal(0), "0"), of)),
            _token(r"\(") >> expression << _token(r"\)"),
        )
    )
    expression.become(_operations(_operations(factor, "[*×/÷]"), "[-+＋−－]"))
    compare = _token("<=(?!>)|>=|!=|[≤≥≠<>]|[=＝](?!>)")
    agrees = _word("agrees") >> _word("with")
    plain.become(
        alt(
            (_word("not") >> plain).map(lambda of: Negation(of[0])).map(_alone),
            (_word("statement") >> name).combine(lambda at, what: StatementExists(what, at)).map(_alone),
            (_word("note") >> _word("names") >> name).combine(lambda at, what: NoteNames(what, at)).map(_alone),
            seq(_word("section") >> name << _word("names"), name)
            .combine(lambda of, what: SectionNames(of[1], what[1], of[0]))
            .map(_alone),
            (_word("glossary") >> _word("explains") >> word).map(Explains).map(_alone),
            seq(name << _word("in"), name)
            .combine(lambda what, table: Membership(what[1], table[1], table[0]))
            .map(_alone),
            (name << _word("has") << _word("one") << _word("name"))
            .map(lambda what: OneName(what[1], what[0]))
            .map(_alone),
            seq(name << _word("has"), ways, _beside("after", name), _beside("before", name))
            .combine(lambda what, found, after, before: Wording(what[1], found, after, before, what[0]))
            .map(_alone),
            seq(name << _word("is"), _words(PREDICATES))
            .combine(lambda subject, predicate: State(subject[1], predicate, subject[0]))
            .map(_alone),
            seq(name << _word("is"), _located(_QUOTED, lambda match: _plain(match[0])))
            .combine(lambda subject, text: State(subject[1], "text", subject[0], text))
            .map(_alone),
            seq(name << _word("contains"), name)
            .combine(lambda subject, words: Contains(subject[1], words[1], subject[0]))
            .map(_alone),
            (_word("direction") >> agrees >> _words(AGREEING))
            .map(lambda what: Agreement("direction", "", (what,), 0))
            .map(_alone),
            seq(_words(("base", "direction")) << _word("of"), name << agrees, name.sep_by(_token("[,，]"), min=1))
            .combine(lambda what, of, others: Agreement(what, of[1], tuple(name for _, name in others), of[0]))
            .map(_alone),
            seq(expression, seq(compare, expression).map(tuple).at_least(1)).combine(_chain),
        )
    )
    arrow = _token("<=>|⇔|=>|⇒").map(lambda sign: sign in ("<=>", "⇔"))

    def imply(left: tuple[Condition, ...], rest: list[Any] | None) -> tuple[Condition, ...]:
        return left if rest is None else (Implication(left[0], rest[1][0], rest[0]),)

    return _token("") >> seq(plain, seq(arrow, plain).optional()).combine(imply)


def _beside(side: str, name: Parser) -> Parser:
    """``not after NAME``, or nothing."""
    return (_word("not") >> _word(side) >> name).map(lambda found: Word(found[1], False, found[0])).optional()


def _alone(condition: Condition) -> tuple[Condition, ...]:
    return (condition,)


def _make_scope() -> Parser:
    name = _located(_TEXT, _name)

    def of(kind: str) -> Callable[[tuple[int, str] | None], Scope]:
        return lambda table: Scope(kind, of=table[1], column=table[0]) if table else Scope(kind)

    of_table = (_word("of") >> name).optional()
    names = name.sep_by(_token("[,，]"), min=1).map(lambda found: {"named": tuple(what for _, what in found)})
    rows = _located(_SELECTOR, lambda match: _selector(match[0], match.start()))
    by_table = (_word("by") >> seq(name, _token(r"\[") >> rows << _token("]"))).combine(
        lambda table, rows: {"named_by": (table[1], rows), "column": table[0]}
    )
    naming = (_word("named") >> (by_table | names)).optional().map(lambda found: found or {})
    pair = seq(name, (_token("[=＝]") >> name).optional()).combine(lambda own, its: (own[1], (its or own)[1]))
    matched = (_word("matched") >> _word("by") >> pair.sep_by(_token("[,，]"), min=1)).map(
        lambda pairs: Scope("rows", matched=tuple(pairs))
    )
    return _token("") >> alt(
        _word("row") >> matched,
        (_word("row") >> of_table).map(of("rows")),
        _word("column").result(Scope("columns")),
        (_word("cell") >> of_table).map(of("cells")),
        _word("parent").result(Scope("parents")),
        (_word("group") >> _word("by") >> name).map(of("groups")),
        seq(_token("|".join((*LEVELS, *SIDES))) << _word("of"), name).combine(
            lambda level, table: Scope("level_rows", of=table[1], what=level, column=table[0])
        ),
        seq(_words(("change",)) << _word("from"), _token("|".join(BASES)), naming).combine(
            lambda kind, base, more: Scope("statements", what=kind, base=base.removesuffix("数"), **more)
        ),
        seq(_words(STATEMENT_KINDS), naming).combine(lambda kind, more: Scope("statements", what=kind, **more)),
        _words(TEXT_KINDS).sep_by(_token("[,，]"), min=1).map(lambda kinds: Scope("texts", kinds=tuple(kinds))),
    )


_ASSERTION = _make_assertion()
_SCOPE = _make_scope()


def _parse(parser: Parser, text: str) -> Any:
    if len(text) > MOST_CHARACTERS:
        raise NotAnExpression(MOST_CHARACTERS, text[MOST_CHARACTERS : MOST_CHARACTERS + 8])
    try:
        return parser.parse(text)
    except ParseError as error:
        raise NotAnExpression(error.index, text[error.index : error.index + 12].strip()) from None
    except RecursionError:
        raise NotAnExpression(0, text[:12]) from None


@lru_cache(maxsize=2048)
def parse_assertion(text: str) -> tuple[Condition, ...]:
    """The conditions ``text`` states: one, or one for each link of a chain ``a = b = c``.

    Raises:
        NotAnExpression: with the position of what does not fit.
    """
    found: tuple[Condition, ...] = _parse(_ASSERTION, text)
    return found


@lru_cache(maxsize=2048)
def parse_scope(text: str) -> Scope:
    """The scope a rule's ``for`` states.

    Raises:
        NotAnExpression: with the position of what does not fit.
    """
    found: Scope = _parse(_SCOPE, text)
    return found
