"""Facts about names and words of a statement or a row: whether a table or a section has them. Worked out once."""

from __future__ import annotations

from typing import TypeGuard

from budget_rules.confrontation.absent import Absent, Unreadable
from budget_rules.confrontation.environment import Environment
from budget_rules.confrontation.fact import SO, Fact
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.paths import (
    is_named,
    is_repeated,
    is_whole,
    items_narrated,
    lists_most,
    nearest_name,
    nearest_path,
    other_item,
    rows_on_path,
    sources_narrated,
    whole_code,
)
from budget_rules.confrontation.scopes import RowEnvironment
from budget_rules.confrontation.statement_scope import StatementEnvironment
from budget_rules.confrontation.table_index import TableIndex
from budget_rules.confrontation.texts import sentence_of
from budget_rules.confrontation.wording import hits
from budget_rules.disclosure import Row, Statement
from budget_rules.messages import message
from budget_rules.place import Place
from budget_rules.rulebook.expression import Condition, Membership, State, Wording
from budget_rules.vocabulary import normalise

#: What a path can be.
_OF_PATHS = ("own", "whole", "single")


def is_of_names(condition: Condition, env: Environment) -> TypeGuard[State | Membership | Wording]:
    """Whether the condition is about names and words of a statement or a row."""
    if isinstance(condition, State):
        return condition.predicate in _OF_PATHS and isinstance(env, StatementEnvironment)
    return isinstance(condition, (Membership, Wording))


def fact_of_names(condition: State | Membership | Wording, env: Environment) -> Fact:
    """The fact, worked out when first asked for.

    Raises:
        Absent: what the condition speaks of is not in the disclosure.
        Unreadable: it may be among what could not be read.
    """
    of = env.statement if isinstance(env, StatementEnvironment) else _row(env)
    key, known = (id(condition), id(of)), env.index.named
    if key not in known:
        try:
            known[key] = condition, _find(condition, of, env)
        except (Absent, Unreadable) as why:
            known[key] = condition, why
    fact = known[key][1]
    if isinstance(fact, Fact):
        return fact
    raise type(fact)(fact.reason)


def _row(env: Environment) -> Row:
    assert isinstance(env, RowEnvironment)
    return env.row


def _find(condition: State | Membership | Wording, of: Statement | Row, env: Environment) -> Fact:
    if isinstance(of, Row):
        assert isinstance(condition, Membership) and env.table is not None
        return _row_in(condition.table, of, env.table, env.index)
    if isinstance(condition, Membership):
        return _path_in(condition, of, env.index)
    return _said(condition, of, env.index) if isinstance(condition, Wording) else _path(condition, of, env.index)


def _path(condition: State, statement: Statement, index: DisclosureIndex) -> Fact:
    """Whether every level of a path is marked, whether what is said of it does not speak of another item instead, or
    whether it is listed once.
    """
    place = Place(statement.section.heading, statement.source)
    if condition.predicate == "single":
        found = message("fact.path-twice", path="—".join(statement.path))
        return Fact(holds=not is_repeated(statement, index), found=found, place=place, printed=statement.quote())
    if condition.predicate == "whole":
        found = message("fact.path-marks", path="—".join(statement.path))
        return Fact(holds=is_whole(statement), found=found, place=place, printed=statement.quote())
    table = next((table for table in index.tables.values() if rows_on_path(table, statement)), None)
    if table is None:
        raise Absent(message("skip.no-code"))
    after = tuple(map(normalise, index.vocabulary.words.get("名称之后", ())))
    other = other_item(table, statement, after)
    found = message("fact.path-other", path="—".join(statement.path), other=other)
    return Fact(holds=not other, found=found, place=place, printed=other, expected=statement.path[-1])


def _path_in(condition: Membership, statement: Statement, index: DisclosureIndex) -> Fact:
    """Whether the path of a statement, or the codes printed on it, are those of a row of the table."""
    table = _table(condition.table, index)
    if condition.what == "code":
        return _code_in(table, statement)
    printed = "—".join(statement.path)
    there = bool(rows_on_path(table, statement))
    near = "" if there else "—".join(nearest_path(table, statement))
    place = Place(statement.section.heading, statement.source)
    return _there_or_near("fact.path", printed, table, place, there=there, near=near)


def _row_in(name: str, row: Row, of: TableIndex, index: DisclosureIndex) -> Fact:
    """Whether a table has a row of the row's name, or a section speaks of its item."""
    if name in index.vocabulary.sections:
        return _narrated(name, row, of, index)
    table = _table(name, index)
    there = is_named(table, row)
    near = "" if there else nearest_name(table, row)
    if not there and not near and not lists_most(table, of, row.level):
        raise Absent(message("skip.not-listed", table=table.table.title, of=of.table.title))
    place = Place(of.table.name, row.source, row=row.label)
    fact = _there_or_near("fact.row", row.canonical, table, place, there=there, near=near)
    same = message("suggest.same-name", printed=row.canonical, expected=near) if near else None
    return fact._replace(suggestion=same)


def _table(name: str, index: DisclosureIndex) -> TableIndex:
    table = index.tables.get(name)
    if table is None:
        raise Absent(message("skip.no-table", table=name))
    return table


def _there_or_near(key: str, printed: str, table: TableIndex, place: Place, *, there: bool, near: str) -> Fact:
    if not there and not near and not table.complete:
        raise Unreadable(message("skip.maybe-lost", table=table.table.title, name=printed))
    found = message(f"{key}-near" if near else key, name=printed, table=table.table.name, near=near)
    return Fact(holds=there, found=found, place=place, printed=printed, expected=near)


def _narrated(section: str, row: Row, table: TableIndex, index: DisclosureIndex) -> Fact:
    """Whether a section speaks of the row's item, where it goes through the items."""
    side = table.side(row.side)
    by_source = side is not None and not side.classification
    if side is not None and by_source:
        named = sources_narrated(section, table, side, index)
    else:
        named = items_narrated(section, table, row.level or 0, index)
    if named is None:
        raise Absent(message("skip.not-narrated", section=section))
    if id(row) in named:
        return SO
    found = message("fact.not-narrated", name=row.canonical, code=row.code, table=table.table.title, section=section)
    if by_source:
        found = message("fact.not-listed", name=row.canonical, table=table.table.title, side=row.side)
    return Fact(
        holds=False,
        found=found,
        place=Place(table.table.name, row.source, row=row.label),
        printed=row.canonical,
    )


def _code_in(table: TableIndex, statement: Statement) -> Fact:
    """Whether the codes printed on a path are those of the item that the path names."""
    rows = rows_on_path(table, statement) if statement.codes else ()
    if not rows or not rows[0].code:
        raise Absent(message("skip.no-code"))
    printed, code = whole_code(statement.codes), rows[0].code
    found = message("fact.path-code", path="—".join(statement.path), printed=printed, code=code, table=table.table.name)
    place = Place(statement.section.heading, statement.source)
    return Fact(holds=code.startswith(printed), found=found, place=place, printed=printed, expected=code)


def _said(condition: Wording, statement: Statement, index: DisclosureIndex) -> Fact:
    """Whether the sentence that a path stands in has the words."""
    sentence = sentence_of(statement, index)
    if sentence is None:
        raise Absent(message("skip.many-paths"))
    hit = next(hits(condition, [sentence], index), None)
    if hit is None:
        place = Place(statement.section.heading, statement.source)
        return Fact(holds=False, found=message("fact.so"), place=place)
    suggestion = message("suggest.reword", printed=hit.printed)
    place = sentence.place(hit.start)
    return Fact(holds=True, found=message("fact.so"), place=place, printed=hit.printed, suggestion=suggestion)
