"""Levels, codes, parents and labels of rows: by printed code, by enumerator, or by the coded tables beside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from budget_rules.disclosure import Role, Row
from budget_rules.sources.enumerators import enumerator_level
from budget_rules.sources.tables import Draft, DraftSide
from budget_rules.vocabulary import CLASS_DIGITS, Vocabulary, item_name, lookup, without_enumerator

_LEVEL_OF_LENGTH = {3: 1, 5: 2, 7: 3}
#: Rows times rows that are compared at most: a disclosure has some hundred rows, and comparing is quadratic.
_MOST_PAIRS = 1_000_000


def arrange(drafts: Sequence[Draft], vocabulary: Vocabulary) -> None:
    """Give every row of all tables of a disclosure its level, parent, children and label."""
    classes = vocabulary.once(_classes_of_names)
    coded = {kind: _coded_sides(drafts, kind) for kind in ("functional", "economic")}
    for draft in drafts:
        of_sides = [[row for row, _ in side.rows] for side in draft.sides]
        for side, rows in zip(draft.sides, of_sides, strict=True):
            if any(row.code for row in rows):
                _level_by_code(rows)
            elif side.terms.name:
                if side.terms.classification:
                    _level_by_coded_tables(side, rows, coded[side.terms.classification], classes)
                    _level_of_classes(rows, classes)
                else:
                    _level_by_enumerator(side, rows)
            else:
                _level_by_code(rows)
        for part in _linked_together(draft, of_sides):
            _link(part)
        for side, rows in zip(draft.sides, of_sides, strict=True):
            _label(side, rows)
            if not any(row.code or row.level for row in rows):
                _link_heads(side)


def _linked_together(draft: Draft, sides: Sequence[list[Row]]) -> Iterator[list[Row]]:
    """The rows of each side; those of several blocks of one list of economic items together, as it goes on in each."""
    blocks = all(side.terms.classification == "economic" for side in draft.sides)
    if blocks and all(any(row.code for row in rows) for rows in sides):
        yield [row for rows in sides for row in rows]
    else:
        yield from sides


def _classes_of_names(vocabulary: Vocabulary) -> dict[str, frozenset[str]]:
    """The codes of the classes that the vocabulary knows, by their names."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, names in vocabulary.codes.items():
        for name in names if len(code) == CLASS_DIGITS else ():
            found[item_name(name)].add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


def _coded_sides(drafts: Iterable[Draft], classification: str) -> list[list[Row]]:
    found = []
    for draft in drafts:
        for side in draft.sides:
            if side.terms.classification == classification:
                rows = [row for row, _ in side.rows if row.code]
                if rows:
                    found.append(rows)
    return found


def _level_by_code(rows: Iterable[Row]) -> None:
    for row in rows:
        row.level = 0 if row.total else _LEVEL_OF_LENGTH.get(len(row.code))


def _level_by_coded_tables(
    side: DraftSide, rows: Sequence[Row], coded: Sequence[Sequence[Row]], classes: Mapping[str, Container[str]]
) -> None:
    """Codes for rows that print none: the coded table whose sequence of names agrees best gives them, in order.

    One name can stand on two levels (21699 and 2169999), so names are matched as sequences, never one by one. A row
    whose name is in none of them gets its level from its enumerator (一、 is 类), or none.
    """
    items = []
    for row in rows:
        if row.total:
            row.level = 0
        elif lookup(side.terms.rows, row.name) is None:
            items.append(row)
            row.level = enumerator_level(row.name) or None
    names = [without_enumerator(row.name) for row in items]
    best: list[tuple[Row, str]] = []
    rows_of_codes: Sequence[Row] = ()
    for candidates in coded:
        if len(names) * len(candidates) > _MOST_PAIRS:
            continue
        matcher = SequenceMatcher(None, names, [without_enumerator(row.name) for row in candidates], autojunk=False)
        pairs = [
            (items[block.a + i], candidates[block.b + i].code)
            for block in matcher.get_matching_blocks()
            for i in range(block.size)
        ]
        if len(pairs) > len(best):
            best, rows_of_codes = pairs, candidates
    printing = {id(row) for row, cells in side.rows if sum(bool(cell.text) for cell in cells) > 1}
    # Where the class has a row of its own, or the row the name of another class, an amount stands on the wrong row.
    given = {code for _, code in best}
    between = [
        (row, code)
        for row, code in _between([row for row in items if id(row) in printing], best, rows_of_codes)
        if code not in given and code in classes.get(item_name(without_enumerator(row.name)), (code,))
    ]
    for row, code in [*best, *between]:
        row.code = code
        row.level = _LEVEL_OF_LENGTH.get(len(code))


def _level_of_classes(rows: Iterable[Row], classes: Container[str]) -> None:
    """What goes by the name of a class is one, in a side that has neither codes nor enumerators."""
    for row in rows:
        if row.level is None and item_name(row.canonical) in classes:
            row.level = 1


def _between(items: Sequence[Row], pairs: Sequence[tuple[Row, str]], coded: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """A class under another name (an outdated one): the only row, and the only class, between two that agree."""
    at = {id(row): number for number, row in enumerate(items)}
    of = {row.code: number for number, row in enumerate(coded)}
    known = [(at[id(row)], of[code]) for row, code in pairs if id(row) in at]
    for (left, above), (right, below) in pairwise([(-1, -1), *known, (len(items), len(coded))]):
        rows = [row for row in items[left + 1 : right] if row.level in (1, None)]
        classes = [row for row in coded[above + 1 : below] if _LEVEL_OF_LENGTH.get(len(row.code)) == 1]
        if len(rows) == len(classes) == 1:
            yield rows[0], classes[0].code


def _level_by_enumerator(side: DraftSide, rows: Iterable[Row]) -> None:
    """Levels of an income side: enumerators, and the ``parts`` that the vocabulary gives a row."""
    kinds: list[int] = []
    parts: tuple[str, ...] = ()
    headed = False
    for row in rows:
        term = side.terms.row(row.name)
        if row.total:
            row.level, kinds, parts = 0, [], ()
            continue
        kind = enumerator_level(row.name)
        if headed and row.canonical in parts:
            row.level = 2  # 一、一般公共预算财政拨款 under 年初财政拨款结转和结余, which has no enumerator
            continue
        if kind:
            while kinds and kinds[-1] > kind:
                kinds.pop()
            if not kinds or kinds[-1] != kind:
                kinds.append(kind)
            row.level = len(kinds)
        elif row.canonical in parts or (kinds and term is None):
            row.level = len(kinds) + 1 if kinds else 2
            continue
        else:
            row.level, kinds = 1, []
        if not (row.level > 1 and row.canonical in parts):
            parts = term.parts if term else ()
            headed = bool(parts) and not kind


def _link(rows: Iterable[Row]) -> None:
    """Parents: for codes the nearest row above whose code is a proper prefix, for others the one on a higher level."""
    by_code: dict[str, Row] = {}
    open_rows: list[Row] = []
    for row in rows:
        parent: Row | None = None
        if row.total:
            open_rows.clear()
        elif row.code:
            above = row.code[:-1]
            while above and above not in by_code:
                above = above[:-1]
            parent = by_code.get(above)
            by_code[row.code] = row
        elif row.level is not None:
            while open_rows and (open_rows[-1].level or 0) >= row.level:
                open_rows.pop()
            parent = open_rows[-1] if open_rows else None
            open_rows.append(row)
        if parent is not None:
            row.parent = parent
            parent.children.append(row)


def _link_heads(side: DraftSide) -> None:
    """A row that only names what the next rows are about (a project, before its indicators) is their parent.

    A next row repeats the name; or, where the name is damaged, a text of the row before that the head does not print.
    """
    texts = [i for i, column in enumerate(side.columns) if column.role is Role.TEXT]
    head: Row | None = None
    said: set[int] = set()
    before: tuple[int, str] | None = None
    for row, cells in side.rows:
        more = next(((i, cells[i].text) for i in texts if cells[i].text and i not in said), None)
        same = head is not None and (row.name == head.name or (more == before and before is not None))
        if head is None or row.total or not row.name or more is None or not same:
            head, said, before = row, {i for i in texts if cells[i].text}, None
            continue
        row.parent, before = head, more
        head.children.append(row)


def _label(side: DraftSide, rows: Sequence[Row]) -> None:
    """Names that a reader can tell apart: by the parent, by a distinguishing text of the row, or by counting."""
    for row in rows:
        row.label = without_enumerator(row.name)
    again = _repeated(rows)
    if any(row.parent is not None for row in again):
        for row in again:
            if row.parent is not None:
                row.label = f"{without_enumerator(row.parent.name)}/{row.label}"
        again = _repeated(rows)
    if not again:
        return
    cells = dict(zip(map(id, rows), (cells for _, cells in side.rows), strict=True))
    texts = [i for i, column in enumerate(side.columns) if column.role is Role.TEXT]
    groups: dict[str, list[Row]] = {}
    for row in again:
        groups.setdefault(row.label, []).append(row)
    for group in groups.values():
        for i in texts:
            found = [cells[id(row)][i].text for row in group]
            if len(set(found)) == len(found):
                break
        else:
            found = ["", *(f"({n})" for n in range(2, len(group) + 1))]
        for row, text in zip(group, found, strict=True):
            row.label = f"{row.label}/{text}" if text else row.label


def _repeated(rows: Sequence[Row]) -> list[Row]:
    counts = Counter([row.label for row in rows])
    return [row for row in rows if counts[row.label] > 1] if len(counts) < len(rows) else []
