"""Classification names of the narrative and the rows they mean."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import repeat

from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.table_index import TableIndex
from budget_rules.confrontation.texts import texts_of
from budget_rules.disclosure import Kind, Row, Statement
from budget_rules.vocabulary import SideTerms, item_name, lookup, normalise

#: The number of a paragraph, in plain text.
_NUMBER = re.compile(r"\(?[一二三四五六七八九十0-9]{1,3}[)、.]")
#: Shorter names are words like any other.
_LONG_NAME = 6
#: How many digits codes of classes, sections and items have.
_CODE_SIZES = (3, 5, 7)
#: How alike names are that may mean one thing, from 0 to 1, and those that must.
_ALIKE = 0.6
_SAME_BUT_FOR_A_WORD = 0.75
#: Of fewer rows no table shows only some.
_MANY = 4
#: What is said of a path is not longer.
_REACH = 300


def rows_on_path(table: TableIndex, statement: Statement) -> list[Row]:
    """The row that the whole path of names leads to; none where a name on it is not in the table."""
    if id(statement) not in table.on_paths:
        table.on_paths[id(statement)] = _rows_on_path(table, statement)
    return table.on_paths[id(statement)]


def _rows_on_path(table: TableIndex, statement: Statement) -> list[Row]:
    above: list[Row] | None = None
    for name in statement.path:
        found = table.by_item.get(table.current(name)) or table.coded_as(name)
        above = found if above is None else [row for row in found if any(_stands_under(row, one) for one in above)]
        if not above:
            return [] if table.lists_level(1) else _items_alone(table, statement)[:1]
    return (above or [])[:1]


def _items_alone(table: TableIndex, statement: Statement) -> list[Row]:
    """Rows of the path's last name in a table that lists no classes: their codes must stand for the names above."""
    *above, last = (table.current(name) for name in statement.path)
    found = []
    for row in table.by_item.get(last, []):
        levels = [size for size in _CODE_SIZES if size < len(row.code)]
        sizes = levels[len(levels) - len(above) :]
        if len(above) <= len(levels) and all(map(table.may_be, sizes, repeat(row.code), above)):
            found.append(row)
    return found


def _stands_under(row: Row, above: Row) -> bool:
    here = row.parent
    while here is not None and here is not above:
        here = here.parent
    return here is above


def items_narrated(section: str, table: TableIndex, level: int, index: DisclosureIndex) -> set[int] | None:
    """The rows that a section names, by identity, on paths or in lists; a path that leads to none means the most alike.

    None where the section does not go through the items of that level: it names no more than half of them.
    """
    known = index.once(_narrated)
    key = (section, table.table.name, level)
    if key not in known:
        paths = (one for one in index.statements(Kind.PATH, ()) if one.section.within(section))
        named = {id(row) for one in paths for row in _meant(table, one)}
        listed = (text for text in texts_of("item", index) if text.section is not None and text.section.within(section))
        named.update(id(row) for one in listed for row in table.by_item.get(table.current(one.printed), ()))
        items = [row for row in table.table.rows if row.level == level and not row.total]
        known[key] = named if 2 * sum(1 for row in items if id(row) in named) > len(items) else None
    return known[key]


def sources_narrated(section: str, table: TableIndex, side: SideTerms, index: DisclosureIndex) -> set[int] | None:
    """The rows of a side without a classification that a section lists or gives an amount for, by identity.

    A row is also spoken of by the name of what it is part of, or of its parts. None where the section does not list
    them all: it names no more than half of those that print a figure, or ends in 等.
    """
    known = index.once(_narrated)
    key = (section, table.table.name, side.name)
    if key not in known:
        listed = [text for text in texts_of("item", index) if text.section and text.section.within(section)]
        amounts = [one for one in index.statements(Kind.AMOUNT, ()) if one.section.within(section)]
        printed = {lookup(side.rows, text.printed) or "" for text in listed}
        named = {side.rows[name].name for name in printed if name}.union(*(one.names for one in amounts))
        rows = [row for row in table.table.rows if row.side == side.name and not row.total and _prints(row)]
        spoken = {id(row) for row in rows if row.canonical in named}
        whole = {id(row.parent) for row in rows if row.parent is not None and id(row) in spoken}
        spoken |= whole | {id(row) for row in rows if row.parent is not None and id(row.parent) in spoken}
        others = tuple(index.vocabulary.words.get("and_others", ()))
        through = 2 * sum(1 for row in rows if id(row) in spoken) > len(rows)
        known[key] = spoken if through and not any(text.printed.endswith(others) for text in listed) else None
    return known[key]


def _prints(row: Row) -> bool:
    return any(cell.figure is not None and not cell.figure.nil for cell in row.cells.values())


def _narrated(index: DisclosureIndex) -> dict[tuple[str, str, int | str], set[int] | None]:
    """By section, table and level (or side), filled when asked for."""
    return {}


def _meant(table: TableIndex, statement: Statement) -> Sequence[Row]:
    rows = rows_on_path(table, statement)
    if not rows and (near := nearest_path(table, statement)):
        return [row for row in table.by_name[near[-1]] if path_of(row) == near]
    return rows


def nearest_path(table: TableIndex, statement: Statement) -> tuple[str, ...]:
    """The path of the table that is most like the statement's; empty where none is alike."""
    alike = [row for row in table.by_item.get(table.current(statement.path[-1]), ()) if row.code and not row.total]
    above = {path for path in map(path_of, alike) if path[-2:-1] == statement.path[-2:-1]}
    if len(above) == 1:  # only what stands above both is another
        return above.pop()
    paths = {path_of(row): "".join(path_of(row)) for row in table.table.rows if row.code and not row.total}
    same_length = {path: text for path, text in paths.items() if len(path) == len(statement.path)}
    near = difflib.get_close_matches("".join(statement.path), same_length.values(), n=1, cutoff=0.6)
    return next((path for path, text in same_length.items() if near and text == near[0]), ())


def whole_code(codes: tuple[str, ...]) -> str:
    """The code of the last level: 204, 06, 01 and 204, 20406, 2040601 are both 2040601."""
    code = ""
    for part in codes:
        code = part if code and part.startswith(code) and len(part) > len(code) else code + part
    return code


def is_whole(statement: Statement) -> bool:
    """Whether each of the names on a path is marked （类）（款）（项）, where the first ones are."""
    quote = normalise(statement.quote())
    marked = [mark for mark in "类款项" if f"{mark})" in quote]
    return not marked or len(marked) == len(statement.path)


def is_repeated(statement: Statement, index: DisclosureIndex) -> bool:
    """Whether another numbered paragraph of the section lists the item before, with the same amount."""
    return id(statement) in index.once(_repeated)


def _repeated(index: DisclosureIndex) -> set[int]:
    """The paths that head a numbered paragraph and headed another one of the section before, by identity."""
    heading: dict[int, Statement] = {}
    for one in index.statements(Kind.PATH, ()):
        if _NUMBER.match(normalise(one.paragraph.text)):
            heading.setdefault(id(one.paragraph), one)
    found: set[int] = set()
    seen: set[tuple[int, tuple[str, ...], Decimal]] = set()
    for one in heading.values():
        amount = one.figures["amount"]
        key = (id(one.section), one.path, amount.value)
        if key in seen and not amount.nil:
            found.add(id(one))
        seen.add(key)
    return found


def other_item(table: TableIndex, statement: Statement, after: tuple[str, ...]) -> str:
    """Another item of the table that the words behind the path speak of, and not of the path's own; or empty.

    Only long names count, because 奖金 is a word like any other; and only where one of the words ``after`` follows,
    because 事业单位离退休人员 are no item.
    """
    text = normalise(statement.paragraph.text[statement.span[0] :])
    own = {normalise(name) for name in statement.path}
    behind = text[text.find(normalise(statement.path[-1])) + len(normalise(statement.path[-1])) :][:_REACH]
    if item_name(statement.path[-1]) in behind:
        return ""
    for name in table.by_name:
        plain = normalise(name)
        at = behind.find(plain) if len(plain) >= _LONG_NAME and plain not in own else -1
        if at >= 0 and behind.startswith(after, at + len(plain)):
            return name
    return ""


def is_named(table: TableIndex, row: Row) -> bool:
    """Whether the table has a row of the row's name, or of the name that the item was given up for or had before.

    That an old name stands beside a new one is another rule's finding.
    """
    if table.by_name.get(row.canonical):
        return True
    name = item_name(row.canonical)
    now = table.current(row.canonical)
    return any(now != name or item_name(other.canonical) != now for other in table.by_item.get(now, ()))


def lists_most(table: TableIndex, of: TableIndex, level: int | None) -> bool:
    """Whether a table has most of the rows of a level of another one: where it shows a few of many, none is missing."""
    rows = [row for row in of.table.rows if not row.total and row.level == level]
    return len(rows) < _MANY or 2 * sum(is_named(table, row) for row in rows) > len(rows)


def nearest_name(table: TableIndex, row: Row) -> str:
    """The row name of the table that is most like the row's; empty where none is alike.

    Where rows of the table are lost, the row's own may be one of them: only a name that is the same but for a word
    counts.
    """
    alike = _ALIKE if table.complete else _SAME_BUT_FOR_A_WORD
    near = difflib.get_close_matches(row.canonical, [name for name in table.by_name if name], n=1, cutoff=alike)
    return near[0] if near else ""


def path_of(row: Row) -> tuple[str, ...]:
    """The names from 类 down to the row."""
    names: list[str] = []
    here: Row | None = row
    while here is not None:
        names.append(here.canonical)
        here = here.parent
    return tuple(reversed(names))
