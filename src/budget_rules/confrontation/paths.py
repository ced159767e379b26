"""Classification names of the narrative and the rows they mean."""

from __future__ import annotations

import difflib

from budget_rules.confrontation.index import TableIndex
from budget_rules.disclosure import Row, Statement
from budget_rules.vocabulary import normalise

_ENDING = "支出"


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same item: 一般公共服务（类）支出 leaves out or adds 支出 at the end."""
    first, second = normalise(one), normalise(other)
    return first == second or first.removesuffix(_ENDING) == second.removesuffix(_ENDING)


def rows_on_path(table: TableIndex, statement: Statement) -> list[Row]:
    """The row that the whole path of names leads to; none where a name on it is not in the table."""
    found: list[Row] | None = None
    for name in statement.path:
        candidates = table.table.rows if found is None else [row for parent in found for row in _below(parent)]
        found = [row for row in candidates if not row.total and same_name(row.canonical, name)]
        if not found:
            return []
    return (found or [])[:1]


def _below(row: Row) -> list[Row]:
    return [*row.children, *(below for child in row.children for below in _below(child))]


def nearest_path(table: TableIndex, statement: Statement) -> tuple[str, ...]:
    """The path of the table that is most like the statement's; empty where none is alike."""
    paths = {path_of(row): "".join(path_of(row)) for row in table.table.rows if row.code and not row.total}
    same_length = {path: text for path, text in paths.items() if len(path) == len(statement.path)}
    near = difflib.get_close_matches("".join(statement.path), same_length.values(), n=1, cutoff=0.6)
    return next((path for path, text in same_length.items() if near and text == near[0]), ())


def nearest_name(table: TableIndex, row: Row) -> str:
    """The row name of the table that is most like the row's; empty where none is alike."""
    near = difflib.get_close_matches(row.canonical, [name for name in table.by_name if name], n=1, cutoff=0.6)
    return near[0] if near else ""


def path_of(row: Row) -> tuple[str, ...]:
    """The names from 类 down to the row."""
    names: list[str] = []
    here: Row | None = row
    while here is not None:
        names.append(here.canonical)
        here = here.parent
    return tuple(reversed(names))
