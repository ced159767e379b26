"""Leaf columns with canonical names, roles, units and sides, from header paths and the vocabulary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from budget_rules.disclosure import Column, Role
from budget_rules.figure import NotAFigure, Unit, read_number, unit_named
from budget_rules.sources.raw import RawCell
from budget_rules.vocabulary import ColumnTerm, SideTerms, TableTerms, Vocabulary, lookup, normalise, without_enumerator


def unknown_table_terms(vocabulary: Vocabulary) -> TableTerms:
    """What can be said of a table that the vocabulary does not know: the columns and rows common to all tables."""
    known = [side for table in vocabulary.tables.values() for side in table.sides]
    if not known:
        return TableTerms(name="", titles=frozenset(), sides=(SideTerms(),))
    shared = set.intersection(*(set(side.columns) for side in known))
    columns = {key: Counter(side.columns[key] for side in known).most_common(1)[0][0] for key in sorted(shared)}
    rows = {key: known[0].rows[key] for key in known[0].rows if all(key in side.rows for side in known)}
    return TableTerms(name="", titles=frozenset(), sides=(SideTerms(columns=columns, rows=rows),))


def sides_of(paths: Sequence[tuple[str, ...]], terms: TableTerms) -> list[SideTerms]:
    """The side that each leaf column stands on.

    The top header decides. Where no column has a side's header, the second side starts where the first column's name
    is printed again.
    """
    if len(terms.sides) == 1:
        return [terms.sides[0]] * len(paths)
    tops = [normalise(path[0]) for path in paths]
    found = [next((side for side in terms.sides if top in side.headers), None) for top in tops]
    if not any(found):
        again = next((i for i in range(1, len(paths)) if paths[i][-1] == paths[0][-1]), len(paths))
        return [terms.sides[0 if i < again else 1] for i in range(len(paths))]
    current = next(side for side in found if side is not None)
    sides = []
    for side in found:
        current = side or current
        sides.append(current)
    return sides


def resolve_columns(
    paths: Sequence[tuple[str, ...]], rows: Sequence[Sequence[RawCell]], terms: TableTerms, unit: Unit | None
) -> tuple[Column, ...]:
    """The leaf columns of a table; ``unit`` is the table's money unit."""
    columns = []
    for index, (path, side) in enumerate(zip(paths, sides_of(paths, terms), strict=True)):
        above = path[:-1]
        if above and side.name and normalise(above[0]) in side.headers:
            above = above[1:]
        term = _term(side, path[-1]) or ColumnTerm(
            name=without_enumerator(path[-1]), role=_guess_role([row[index].text for row in rows])
        )
        own = None if term.unit is None else unit_named(term.unit)
        columns.append(
            Column(
                index=index,
                path=path,
                name=term.name,
                groups=tuple(
                    group.name if (group := _term(side, name)) else without_enumerator(name) for name in above
                ),
                role=term.role,
                unit=(own or unit) if term.role is Role.FIGURE else None,
                side=side.name,
            )
        )
    return tuple(columns)


def display_names(columns: Sequence[Column]) -> list[str]:
    """How a reader names each column: by its own name, with its groups where the name alone is not unique."""
    counts = Counter((column.side, column.name) for column in columns)
    return [
        column.name if counts[column.side, column.name] == 1 else "·".join((*column.groups, column.name))
        for column in columns
    ]


def _term(side: SideTerms, printed: str) -> ColumnTerm | None:
    key = lookup(side.columns, printed)
    return None if key is None else side.columns[key]


def _guess_role(texts: Sequence[str]) -> Role:
    try:
        for text in texts:
            read_number(text.rstrip("%％‰"))
    except NotAFigure:
        return Role.TEXT
    return Role.FIGURE
