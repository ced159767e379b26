"""Leaf columns with canonical names, roles, units and sides, from header paths and the vocabulary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from budget_rules.disclosure import SUBTOTALS, Cell, Column, Role
from budget_rules.figure import NotAFigure, Unit, read_number, unit_named
from budget_rules.sources.years import HeaderYears
from budget_rules.vocabulary import (
    AGAIN,
    ColumnTerm,
    SideTerms,
    TableTerms,
    Vocabulary,
    lookup,
    normalise,
    without_enumerator,
)

_REMARK = re.compile(r"\([^()]*\)$")
#: The unit of a column: 预算金额（元）.
_UNIT = re.compile(r"\((元|千元|万元|百万元|亿元|%|‰)\)$")
#: The end of a header over numbers that are no figures: 采购目录编码.
_CODES = re.compile("(?:编码|代码|编号|序号)$")


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
    if not _named(paths, sides, sides[-1]):
        return [terms.sides[0]] * len(paths)  # 合计, 人员经费, 公用经费: columns, each called as a side is
    return list(_broken_down(paths, sides, terms))


def _named(paths: Sequence[tuple[str, ...]], sides: Sequence[SideTerms], side: SideTerms) -> bool:
    """Whether the side has more than columns of figures: names of rows, under whatever header."""
    own = [path[-1] for path, one in zip(paths, sides, strict=True) if one is side]
    terms = [None if (key := lookup(side.columns, printed)) is None else side.columns[key] for printed in own]
    return any(term is None or term.role is not Role.FIGURE for term in terms)


def _broken_down(
    paths: Sequence[tuple[str, ...]], sides: Sequence[SideTerms], terms: TableTerms
) -> Iterator[SideTerms]:
    """The sides, one that has names in two columns made two: 支出 by function, and beside it 支出 by economic class.

    Codes before the names belong to them: 公用经费 in two blocks, each of 科目编码, 科目名称 and 决算数.
    """
    named: Counter[str] = Counter()
    before: SideTerms | None = None
    first, coded = "", False
    for path, side in zip(paths, sides, strict=True):
        key = lookup(side.columns, path[-1])
        term = _remarked(side, path[-1]) if key is None else side.columns[key]
        role = None if term is None else term.role
        if before is None or before.name.partition(AGAIN)[0] != side.name:
            first, coded = path[-1], False
        elif role is Role.CODE and path[-1] == first and named[side.name] and not coded:
            named[side.name] += 1
            coded = True
        if role is Role.NAME:
            named[side.name] += not coded
            coded = False
        if before is None or named[side.name] > 1 or before.name != side.name:
            name = f"{side.name}{AGAIN}{named[side.name]}"
            before = terms.side(name) if named[side.name] > 1 else side
        yield before


def resolve_columns(
    paths: Sequence[tuple[str, ...]],
    rows: Sequence[Sequence[Cell]],
    terms: TableTerms,
    unit: Unit | None,
    year: int | None = None,
) -> tuple[Column, ...]:
    """The leaf columns of a table; ``unit`` is the table's money unit, ``year`` the disclosure's."""
    sides = sides_of(paths, terms)
    beside = [any("政府预算" in name for name in path) for path in paths]
    years = HeaderYears.of(year, list(_figure_paths(paths, sides)))
    columns = []
    for index, (path, side) in enumerate(zip(paths, sides, strict=True)):
        above = path[:-1]
        if above and side.name and normalise(above[0]) in side.headers:
            above = above[1:]
        leaf = (
            _term(side, path[-1], years)
            or _remarked(side, path[-1])
            or ColumnTerm(
                name=without_enumerator(path[-1]), role=_guess_role(path[-1], (row[index].text for row in rows))
            )
        )
        if beside[index] and not all(beside) and leaf.role in (Role.CODE, Role.NAME):
            leaf = leaf._replace(role=Role.TEXT)  # the classes of governments beside those of departments
        own = _printed_unit(path[-1]) if leaf.unit is None else unit_named(leaf.unit)
        heads = [(_term(side, name, years), name) for name in above]
        groups = tuple(term.name if term else without_enumerator(name) for term, name in heads)
        whole = leaf.name in SUBTOTALS and bool(groups) and groups[-1] == side.total
        columns.append(
            Column(
                index=index,
                path=path,
                # 2025年预算数·小计, where 预算数 is the table's total: this is the total.
                name=side.total if whole else leaf.name,
                groups=groups,
                role=leaf.role,
                unit=(own or unit) if leaf.role is Role.FIGURE else None,
                side=side.name,
                block=_block(heads, groups, years),
            )
        )
    return tuple(columns)


def _figure_paths(paths: Sequence[tuple[str, ...]], sides: Sequence[SideTerms]) -> Iterator[tuple[str, ...]]:
    """The paths of the columns that the vocabulary does not know to hold names, codes or texts."""
    for path, side in zip(paths, sides, strict=True):
        key = lookup(side.columns, path[-1])
        if key is None or side.columns[key].role is Role.FIGURE:
            yield path


def _block(heads: Sequence[tuple[ColumnTerm | None, str]], groups: Sequence[str], years: HeaderYears) -> str:
    """The header that puts a column apart from those of this year: ``上年预算数``."""
    for (term, name), group in zip(heads, groups, strict=True):
        if years.is_other(name) or (term is not None and term.prior):
            return group
    return ""


def display_names(columns: Sequence[Column]) -> list[str]:
    """How a reader names each column: by its own name, with its groups where the name alone is not unique."""
    counts = Counter((column.side, column.name) for column in columns)
    return [
        column.name if counts[column.side, column.name] == 1 else "·".join((*column.groups, column.name))
        for column in columns
    ]


def _term(side: SideTerms, printed: str, years: HeaderYears) -> ColumnTerm | None:
    found = _spelled(side, printed)
    if found is None:
        found = next(filter(None, (_spelled(side, spelling) for spelling in years.spellings(printed))), None)
    return found


def _spelled(side: SideTerms, header: str) -> ColumnTerm | None:
    known = side.columns.get(normalise(header))
    if known is None:
        bare = without_enumerator(header)
        known = side.columns.get(bare) or side.columns.get(_UNIT.sub("", bare))
    return known


def _printed_unit(header: str) -> Unit | None:
    """The unit that a header says: 预算金额（元）."""
    plain = normalise(header)
    unit = _UNIT.search(plain) if plain.endswith(")") else None
    return None if unit is None else unit_named(unit[1])


def _remarked(side: SideTerms, printed: str) -> ColumnTerm | None:
    """A column of names with a remark in brackets: 项目（按支出功能科目分类）."""
    key = _REMARK.sub("", normalise(printed))
    term = side.columns.get(key)
    return term if term is not None and term.role is Role.NAME else None


def _guess_role(header: str, texts: Iterable[str]) -> Role:
    if _CODES.search(normalise(header)):
        return Role.TEXT
    try:
        for text in texts:
            read_number(text.rstrip("%％‰"))
    except NotAFigure:
        return Role.TEXT
    return Role.FIGURE
