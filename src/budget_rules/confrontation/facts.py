"""Conditions that are no equations: empty tables, nil statements, names on a path, notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeGuard

from budget_rules.checks import Equation, State
from budget_rules.confrontation.absent import Absent, Unreadable
from budget_rules.confrontation.agreement import DIRECTIONS, agreement, direction_is
from budget_rules.confrontation.binding import bind_comparison
from budget_rules.confrontation.decimals import even, legible
from budget_rules.confrontation.environment import Environment
from budget_rules.confrontation.fact import SO as SO
from budget_rules.confrontation.fact import Fact as Fact
from budget_rules.confrontation.header_years import of_this_year
from budget_rules.confrontation.named import fact_of_names, is_of_names
from budget_rules.confrontation.printed import OF_TABLE, is_of_row, rows_so
from budget_rules.confrontation.row_numbers import numbered_in_order
from budget_rules.confrontation.scopes import RowEnvironment
from budget_rules.confrontation.statement_scope import StatementEnvironment
from budget_rules.confrontation.table_index import TableIndex
from budget_rules.confrontation.texts import TextsEnvironment
from budget_rules.confrontation.textual import satisfying
from budget_rules.disclosure import Kind, Role, Statement, Table
from budget_rules.messages import message
from budget_rules.place import Place
from budget_rules.rulebook import expression as say
from budget_rules.rulebook.own_names import nil_subject
from budget_rules.vocabulary import Vocabulary, normalise

#: What a note under a table says of a table that prints no figures.
_SAYS_EMPTY = re.compile("空表|为空|无数据|没有数据|无相关数据")

#: What a table can be by the way it is printed.
_AS_PRINTED: dict[str, Callable[[Table, int | None], Fact]] = {
    "even": lambda table, year: even(table),
    "legible": lambda table, year: legible(table),
    "numbered": lambda table, year: numbered_in_order(table),
    "of this year": of_this_year,
}


def bind_condition(condition: say.Condition, env: Environment) -> Equation | Fact | None:
    """The condition at this place; None where its premise is not given, so that it says nothing here."""
    if isinstance(condition, say.Comparison):
        return bind_comparison(condition, env)
    if isinstance(condition, say.Implication):
        return _imply(condition, env)
    if isinstance(condition, say.Negation):
        of = bind_condition(condition.of, env)
        if not isinstance(of, Fact):
            raise Absent(message("skip.not-a-fact"))
        return of._replace(holds=not of.holds, pinned=())
    if is_of_names(condition, env):
        return fact_of_names(condition, env)
    if isinstance(condition, say.State):
        return _state(condition, env)
    if isinstance(condition, say.Contains):
        assert isinstance(env, RowEnvironment)
        return _column_fact(condition.subject, env, holds=_is_so(condition, env))
    if isinstance(condition, say.Agreement):
        return agreement(condition, env)
    if isinstance(condition, say.NoteNames):
        return _note(condition, env)
    if isinstance(condition, say.StatementExists):
        return _stated(condition, env)
    if isinstance(condition, say.SectionNames):
        return _section(condition, env)
    raise Absent(message("skip.not-a-fact"))


def holds(condition: say.Condition, env: Environment) -> bool:
    """Whether a premise is given; what cannot be read is not given. Texts of which it is not so are left out."""
    if isinstance(env, TextsEnvironment):
        env.texts = satisfying(condition, env)
        return bool(env.texts)
    try:
        if _of_row(condition, env):
            return _is_so(condition, env)
        if isinstance(condition, say.Negation) and _of_row(condition.of, env):
            return not _is_so(condition.of, env)
        bound = bind_condition(condition, env)
    except (Absent, Unreadable):
        return False
    if isinstance(bound, Equation):
        return bound.evaluate() is not State.VIOLATED
    return bound is None or bound.holds


def printed_so(condition: say.Condition, env: Environment) -> bool:
    """Whether the condition is only about what a row prints, and it is so; False: ``bind_condition`` must decide."""
    if isinstance(condition, say.Negation):
        return _of_row(condition.of, env) and not _is_so(condition.of, env)
    if isinstance(condition, say.Implication):
        left, right = condition.left, condition.right
        if not (_of_row(left, env) and _of_row(right, env)):
            return False
        given = _is_so(left, env)
        return (given or condition.both) and given == _is_so(right, env)
    return _of_row(condition, env) and _is_so(condition, env)


def _of_row(condition: say.Condition, env: Environment) -> TypeGuard[say.State | say.Contains]:
    return isinstance(env, RowEnvironment) and is_of_row(condition)


def _imply(condition: say.Implication, env: Environment) -> Equation | Fact | None:
    if not condition.both and _of_row(condition.left, env) and not holds(condition.left, env):
        return None
    left, right = bind_condition(condition.left, env), None
    given = left.holds if isinstance(left, Fact) else left is not None and left.evaluate() is not State.VIOLATED
    if not given and not condition.both:
        return None
    right = bind_condition(condition.right, env)
    if not condition.both and isinstance(right, Equation):
        return right
    if left is None or right is None:
        return None
    one, other = _as_fact(left), _as_fact(right)
    found = message("fact.but", one=one.found, other=other.found)
    pinned = (*(one.pinned if condition.both else ()), *other.pinned) if one.holds and other.holds else ()
    return Fact(
        holds=given == other.holds,
        found=found,
        place=other.place if other.printed else one.place,
        printed=other.printed,
        figures=one.figures + other.figures,
        pinned=pinned,
    )


def _as_fact(bound: Equation | Fact) -> Fact:
    if isinstance(bound, Fact):
        return bound
    figures = tuple((str(role), figure) for _, figure, role in bound.terms())
    first = figures[0][1]
    found = message("fact.printed", place=first.place.label, printed=first.text or "∅")
    return Fact(
        holds=bound.evaluate() is not State.VIOLATED,
        found=found,
        place=first.place,
        printed=first.text,
        figures=figures,
        pinned=tuple(figure for _, figure in figures) if bound.operator == "=" else (),
    )


def _here(env: Environment) -> TableIndex:
    if env.table is None:
        raise Absent(message("skip.bare", name="table"))
    return env.table


def _state(condition: say.State, env: Environment) -> Fact:
    if condition.subject in OF_TABLE:
        if condition.predicate in _AS_PRINTED:
            return _as_printed(condition.predicate, _here(env), env.index.disclosure.year)
        return _table_state(condition, _here(env))
    if isinstance(env, StatementEnvironment):
        if condition.predicate in DIRECTIONS:
            return direction_is(condition.predicate, env.statement)
        place = Place(env.statement.section.heading, env.statement.source)
    elif isinstance(env, RowEnvironment) and condition.subject == "row":
        place = Place(env.row.label, env.row.source)
    elif isinstance(env, RowEnvironment):
        return _column_fact(condition.subject, env, holds=_is_so(condition, env))
    else:
        raise Absent(message("skip.bare", name=condition.subject))
    return Fact(holds=_is_so(condition, env), found=message("fact.so"), place=place)


def _is_so(condition: say.State | say.Contains, env: Environment) -> bool:
    """Whether the statement has the figure, or whether it is so of the row."""
    if isinstance(env, StatementEnvironment):
        assert isinstance(condition, say.State)
        return (condition.subject in env.statement.figures) == (condition.predicate == "known")
    assert isinstance(env, RowEnvironment)
    return id(env.row) in rows_so(condition, env.index, _here(env), env.block)


def _column_fact(subject: str, env: RowEnvironment, *, holds: bool) -> Fact:
    """A fact about what the row prints in a column."""
    table = _here(env)
    columns = table.columns((subject,), env.row.side, env.block) or ()
    cell = next((env.row.cells[column.index] for column in columns if env.row.text(column)), None)
    source = env.row.source if cell is None else cell.source
    place = Place(table.table.name, source, row=env.row.label, column=subject)
    if cell is None:
        found = message("fact.printed", place=place.label, printed=message("shown.blank"))
        return Fact(holds=holds, found=found, place=place)
    found = message("fact.printed", place=place.label, printed=cell.text)
    suggestion = message("suggest.reword", printed=cell.text)
    return Fact(holds=holds, found=found, place=place, printed=cell.text, suggestion=suggestion)


def _as_printed(predicate: str, index: TableIndex, year: int | None) -> Fact:
    """How a table is printed, looked at once as long as its cells are the same."""
    find, known = _AS_PRINTED[predicate], index.printed_so
    if find not in known:
        try:
            known[find] = find(index.table, year)
        except Absent as absent:
            known[find] = absent
    fact = known[find]
    if isinstance(fact, Fact):
        return fact
    raise Absent(fact.reason)


def _table_state(condition: say.State, index: TableIndex) -> Fact:
    table = index.table
    place = Place(table.title, table.source)
    if condition.subject == "note" and condition.predicate == "empty":
        said = next((note for note in table.notes if _SAYS_EMPTY.search(normalise(note.text))), None)
        place = place if said is None else Place(table.title, said.source)
        found = message("fact.note-empty", table=table.title, note="" if said is None else said.text)
        return Fact(holds=said is not None, found=found, place=place, printed="" if said is None else said.text)
    if condition.subject == "note":
        key = "fact.has-note" if table.notes else "fact.no-note"
        return Fact(
            holds=bool(table.notes) == (condition.predicate == "known"),
            found=message(key, table=table.title),
            place=place,
        )
    if condition.subject == "unit" or condition.predicate == "known":
        if not index.amounts_known:
            raise Absent(message("skip.unknown-table", table=table.title))
        known = all(column.unit is not None for column in table.columns if column.role is Role.FIGURE)
        key = "fact.unit" if known else "fact.no-unit"
        return Fact(holds=known, found=message(key, table=table.title), place=place)
    if condition.predicate == "complete":
        return Fact(holds=index.complete, found=message("fact.incomplete", table=table.title), place=place)
    key = "fact.empty" if table.empty else "fact.not-empty"
    pinned = tuple(figure for figure in table.figures() if figure.text) if table.empty else ()
    figures = tuple(
        (row.label, cell.figure)
        for row in table.rows
        for cell in row.cells.values()
        if cell.figure is not None and not cell.figure.nil
    )
    found = message(key, table=table.title)
    return Fact(holds=table.empty, found=found, place=place, figures=figures, pinned=pinned)


def _note(condition: say.NoteNames, env: Environment) -> Fact:
    table = _here(env).table
    if not table.notes:
        raise Absent(message("skip.no-note", table=table.name))
    text = "".join(note.text for note in table.notes)
    ways = _ways(condition.name, env)
    others = {phrase: name for phrase, name in env.index.vocabulary.once(_funds).items() if name != condition.name}
    printed = [phrase for phrase in others if phrase in text]
    other = next((phrase for phrase in printed if phrase in others.values()), max(printed, key=len, default=""))
    instead = text.replace(other, condition.name) if other else ""
    named = any(way in normalise(text) for way in ways)
    if not named and not other and not _SAYS_EMPTY.search(text):
        raise Absent(message("skip.no-note", table=table.name))
    return Fact(
        holds=named or not other,  # 此表无数据: it names no other budget
        found=message("fact.note", table=table.title, note=text, name=condition.name),
        place=Place(table.name, table.notes[0].source),
        printed=text,
        expected=condition.name,
        suggestion=message("suggest.write", text=instead) if instead else None,
    )


def _ways(name: str, env: Environment) -> tuple[str, ...]:
    """The phrases that stand for the name."""
    return env.index.vocabulary.once(_phrases).get(name, ())


def _phrases(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The phrases for each name."""
    found: dict[str, list[str]] = {}
    for phrase, name in vocabulary.phrases.items():
        found.setdefault(name, []).append(phrase)
    return {name: tuple(phrases) for name, phrases in found.items()}


def _funds(vocabulary: Vocabulary) -> dict[str, str]:
    """The phrases that stand for a fund that a table is about, and its name."""
    funds = {terms.fund for terms in vocabulary.tables.values() if terms.fund}
    return {phrase: name for phrase, name in vocabulary.phrases.items() if name in funds}


def _section(condition: say.SectionNames, env: Environment) -> Fact:
    """Whether the section speaks of the name, under any of its printed forms; headings do not count."""
    sections = [one for one in env.index.disclosure.sections if one.within(condition.section)]
    if not any(section.paragraphs for section in sections):
        raise Absent(message("skip.no-section", name=condition.section))
    ways = _ways(condition.name, env)
    texts = [normalise(paragraph.text) for section in sections for paragraph in section.paragraphs]
    here = env.statement if isinstance(env, StatementEnvironment) else sections[0]
    heading = sections[0].heading
    return Fact(
        holds=any(way in text for text in texts for way in ways),
        found=message("fact.section", section=heading, name=condition.name),
        place=Place(heading, here.source),
        printed=here.quote() if isinstance(here, Statement) else heading,
    )


def _stated(condition: say.StatementExists, env: Environment) -> Fact:
    name = nil_subject(condition.name)
    if not any(section.paragraphs for section in env.index.disclosure.sections):
        raise Absent(message("skip.no-narrative"))
    found = nil_statements(env, name)
    if found:
        place = Place(found[0].section.heading, found[0].source)
        said = message("fact.stated", name=name, quote=found[0].quote())
        return Fact(holds=True, found=said, place=place, printed=found[0].quote())
    disclosure = env.index.disclosure
    here = env.statement if isinstance(env, StatementEnvironment) else None
    place = Place(disclosure.title, disclosure.source) if here is None else Place(here.section.heading, here.source)
    return Fact(holds=False, found=message("fact.not-stated", name=name), place=place)


def nil_statements(env: Environment, name: str) -> list[Statement]:
    """The statements that say ``name`` is nil: in words, or with an amount of 0."""
    zero = [statement for statement in env.index.statements(Kind.AMOUNT, (name,)) if statement.figures["amount"].nil]
    return [*env.index.statements(Kind.NIL, (name,)), *zero]
