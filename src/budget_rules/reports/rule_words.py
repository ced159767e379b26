"""A rule in words: where it applies, and what it asserts, for who does not read the rule language."""

from __future__ import annotations

from collections.abc import Iterator

from budget_rules.messages import message
from budget_rules.rulebook import expression as say
from budget_rules.rulebook.grammar import TEXT_KINDS
from budget_rules.rulebook.own_names import (
    ALL_ROWS,
    ALL_TABLES,
    CHILDREN,
    CONTENTS,
    HEADINGS,
    LEVELS,
    SAME,
    SIDES,
    TEXT_PREDICATES,
    nil_subject,
)
from budget_rules.rulebook.rule import Clause, Option, Rule

_SIGNS = {"*": "×", "/": "÷", "-": "−"}
#: Names that a scope gives a meaning.
_HERE = {
    "row": "words.row-here",
    "column": "words.column-here",
    "name": "words.name-here",
    "path": "words.path-here",
    "parent": "words.parent",
    "children": "words.children",
    "cell": "words.the-cell",
    ALL_ROWS: "words.all-rows",
}
#: What is said of texts only.
TEXT_STATES = frozenset(state for states in TEXT_PREDICATES.values() for state in states) - {"known"}
_ROLES = (
    "amount",
    "share",
    "shares",
    "parts",
    "total",
    "current",
    "base",
    "change",
    "rate",
    "count",
    "listed",
    "others",
    "implied",
    "restated",
    "multiple",
    "points",
    "beside",
    "spent",
    "budgeted",
)


def scope_words(rule: Rule) -> str:
    """Where the rule applies."""
    scope = rule.scope
    sections = "、".join(f"“{name}”" for name in rule.sections)
    where = str(message("words.sections", names=sections)) if sections else ""
    of = _tables(rule)
    if scope.kind == "statements":
        what = message(f"kind.{scope.what}")
        return str(message("words.statements", what=what, named=_named(scope))) + where
    if scope.kind == "once":
        return (of or str(message("words.once"))) + where
    if scope.kind == "texts":
        kinds = "、".join(str(message(f"kind.{kind}")) for kind in scope.kinds)
        return str(message("words.texts", kinds=kinds)) + where
    if scope.matched:
        by = "、".join(own if own == its else f"{own} = {its}" for own, its in scope.matched)
        return str(message("words.matched", of=of, by=by))
    kind = "side_rows" if scope.what in SIDES else scope.kind
    return str(message(f"words.{kind}", of=of, by=scope.of, what=scope.what)) + where


def _tables(rule: Rule) -> str:
    scope = rule.scope
    names = [scope.of] if scope.kind in ("rows", "cells", "level_rows") and scope.of else list(rule.tables)
    if ALL_TABLES in names:
        return str(message("words.all-tables"))
    return "、".join(_table(name) for name in names)


def _named(scope: say.Scope) -> str:
    if scope.named_by is not None:
        table, rows = scope.named_by
        return str(message("words.named-by", of=_table(table), rows="/".join(rows.names)))
    return str(message("words.named", names="、".join(scope.named))) if scope.named else ""


def relation_lines(rule: Rule) -> Iterator[tuple[int, str, str]]:
    """Each relation: how deep it stands under ``any`` and ``first``, in words, and as written (empty for those two)."""
    for clause in rule.clauses:
        yield from _clause(clause, 0)


def _clause(clause: Option | Clause, depth: int) -> Iterator[tuple[int, str, str]]:
    if isinstance(clause, Option):
        words = "；".join(condition_words(condition) for condition in clause.conditions)
        yield depth, f"{words}（{clause.title}）" if clause.title else words, clause.text
        return
    yield depth, str(message(f"kit.{clause.mode}")), ""
    for option in clause.options:
        yield from _clause(option, depth + 1)


def condition_words(condition: say.Condition) -> str:
    """A condition in words."""
    if isinstance(condition, say.Comparison):
        return f"{_words(condition.left)} {condition.operator} {_words(condition.right)}"
    if isinstance(condition, say.Implication):
        left, right = condition_words(condition.left), condition_words(condition.right)
        return str(message("words.both" if condition.both else "words.if", left=left, right=right))
    if isinstance(condition, say.Negation):
        return str(message("words.not", of=condition_words(condition.of)))
    if isinstance(condition, say.Membership):
        return str(message("words.in", of=_subject(condition.what), table=_place(condition.table)))
    if isinstance(condition, say.Wording):
        return _wording(condition)
    if isinstance(condition, say.OneName):
        return str(message("words.one-name", of=_subject(condition.what)))
    if isinstance(condition, say.Explains):
        return str(message("words.explains", words=condition.words.name))
    if isinstance(condition, say.StatementExists):
        return str(message("words.stated", name=nil_subject(condition.name)))
    if isinstance(condition, say.NoteNames):
        return str(message("words.note", name=condition.name))
    if isinstance(condition, say.SectionNames):
        return str(message("words.section", section=condition.section, name=condition.name))
    if isinstance(condition, say.Contains):
        return str(message("words.contains", of=_bare(condition.subject), words=condition.words))
    if isinstance(condition, say.Agreement):
        names = {"of": condition.of, "others": "、".join(condition.others)}
        alone = message(f"words.{condition.others[0]}") if not condition.of else None
        return str(alone or message("words.one-base" if condition.what == "base" else "words.one-way", **names))
    return _state(condition)


def _subject(name: str) -> str:
    """What a condition on a text is about."""
    if name in (*TEXT_KINDS, "text"):
        return str(message(f"kind.{name}"))
    return str(message(_HERE[name])) if name in _HERE else name


def _place(name: str) -> str:
    return str(message(f"words.{name}")) if name in (HEADINGS, CONTENTS) else _table(name)


def _wording(wording: say.Wording) -> str:
    ways = " | ".join(" + ".join(_word(word) for word in way) for way in wording.ways)
    text = str(message("words.has", of=_subject(wording.what), words=ways))
    for key, word in (("words.not-after", wording.not_after), ("words.not-before", wording.not_before)):
        text += str(message(key, words=_word(word))) if word else ""
    return text


def _word(word: say.Word) -> str:
    return str(message("words.maybe", of=word.name)) if word.optional else f"“{word.name}”"


def _state(state: say.State) -> str:
    known = {"table": "words.this-table", "unit": "words.this-unit", "note": "words.this-note"}
    of = str(message(known[state.subject])) if state.subject in known else _bare(state.subject)
    if state.predicate in TEXT_STATES or (state.subject in TEXT_KINDS and state.subject not in known):
        of = _subject(state.subject)
    if state.predicate == "text":
        return str(message("words.says", of=of, text=state.text))
    return str(message(f"words.{state.predicate.replace(' ', '-')}", of=of))


def _words(expression: say.Expression) -> str:
    if isinstance(expression, say.Number):
        return expression.text
    if isinstance(expression, say.Total):
        return str(message("words.sum", of=_reference(expression.of)))
    if isinstance(expression, say.Count):
        return str(message("words.count", of=_reference(expression.of)))
    if isinstance(expression, say.Reference):
        return _reference(expression)
    sign = _SIGNS.get(expression.operator, expression.operator)
    both = (_grouped(expression.left, sign), _grouped(expression.right, sign))
    return f"{both[0]} {sign} {both[1]}"


def _grouped(expression: say.Expression, sign: str) -> str:
    text = _words(expression)
    several = isinstance(expression, say.Operation) and expression.operator in "+-"
    return f"（{text}）" if several and sign in "×÷" else text


def _reference(reference: say.Reference) -> str:
    row = "/".join(map(_bare, reference.row.names))
    if not reference.table:
        text = row
    elif reference.table == say.TEXT:
        role = reference.cell.names[0] if reference.cell else "amount"
        key = "words.before" if reference.row.names == (SAME,) else "words.text"
        text = str(message(key, name=row, role=_bare(role)))
    elif reference.table == CHILDREN:
        text = f"{_bare(CHILDREN)}“{row}”"
    elif reference.table == "match":
        text = f"{message('words.match')}“{row}”"
    elif reference.cell is None:
        text = str(message("words.row", table=reference.table, row=row))
    else:
        column = "/".join(map(_bare, reference.cell.names))
        text = str(message("words.cell", table=reference.table, row=row, column=column))
    return str(message("words.optional", of=text)) if reference.optional else text


def _bare(name: str) -> str:
    if name in _HERE:
        return str(message(_HERE[name]))
    if name in _ROLES:
        return str(message(f"role.{name}"))
    return str(message("words.each-level", level=name)) if name in LEVELS else name


def _table(name: str) -> str:
    return str(message("words.a-table", name=name))
