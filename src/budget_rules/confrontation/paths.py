"""Classification names of the narrative and the rows they mean."""

from __future__ import annotations

import difflib

from budget_rules.confrontation.index import TableIndex, item_name
from budget_rules.disclosure import Row, Statement


def rows_on_path(table: TableIndex, statement: Statement) -> list[Row]:
    """The row that the whole path of names leads to; none where a name on it is not in the table."""
    above: list[Row] | None = None
    for name in statement.path:
        found = table.by_item.get(item_name(name), [])
        above = found if above is None else [row for row in found if any(_stands_under(row, one) for one in above)]
        if not above:
            return []
    return (above or [])[:1]


def _stands_under(row: Row, above: Row) -> bool:
    here = row.parent
    while here is not None and here is not above:
        here = here.parent
    return here is above


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
