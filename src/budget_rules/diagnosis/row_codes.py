"""Rows that other tables have: left out here, or here under the code of another item."""

from __future__ import annotations

from collections.abc import Iterator

from budget_rules.diagnosis.row_search import (
    Found,
    TableError,
    amount_of,
    amounts_of,
    off_by,
    places_of,
    sources_of,
    sums_of,
)
from budget_rules.disclosure import Role, Row, Table
from budget_rules.messages import message
from budget_rules.place import Place
from budget_rules.vocabulary import CLASS_DIGITS


def rows_of_other_tables(table: Table, found: Found) -> Iterator[TableError]:
    """The items of other tables that this one does not have, or not under their codes."""
    codes = {row.code: row for row in table.rows if row.code and not row.total}
    sizes = {len(code) for code in codes}
    kinds = {code[0] for code in codes}  # functional or economic
    elsewhere = {
        row.code: row
        for other in found.tables
        if other is not table
        for row in other.rows
        if row.code and not row.total and row.code not in codes and len(row.code) in sizes and row.code[0] in kinds
    }
    for code, row in elsewhere.items():
        same = {place for other in found.tables for place in places_of(one for one in other.rows if one.code == code)}
        miscoded = [one for one in table.rows if one.code and one.canonical == row.canonical and _near(one.code, code)]
        if len(miscoded) == 1 and _prints_codes(table):
            if _is_miscoded(miscoded[0], code, found):
                yield from _under_other_code(table, miscoded[0], code, same, found)
            continue
        yield from _left_out(table, row, codes, same, found)


def _near(code: str, other: str) -> bool:
    """Whether two codes stand below the same one."""
    return len(code) == len(other) and code[:-2] == other[:-2] and code != other


def _prints_codes(table: Table) -> bool:
    return any(column.role is Role.CODE for column in table.columns)


def _is_miscoded(row: Row, code: str, found: Found) -> bool:
    """Whether more tables print the other code with the row's name; if as many, whether its own one is in doubt."""
    same = [
        one
        for table in found.tables
        if _prints_codes(table)
        for one in table.rows
        if one.canonical == row.canonical and one.code in (code, row.code)
    ]
    others = [one for one in same if one.code == code]
    if 2 * len(others) != len(same):
        return 2 * len(others) > len(same)
    return bool(sources_of(row) & found.doubted) or not any(sources_of(one) & found.doubted for one in others)


def _under_other_code(table: Table, row: Row, code: str, same: set[Place], found: Found) -> Iterator[TableError]:
    """The item has the code of another one: what is said of either code does not hold.

    Nor does the sum above, to which the items of the right code were added as nobody's.
    """
    of_code = places_of(one for other in found.tables for one in other.rows if one.code == row.code)
    relations = found.only_of(same | set(of_code))
    if relations:
        # Tables without codes take them from those that have some.
        relations += [
            one
            for here in found.tables
            if here is table or not _prints_codes(here)
            for above in here.rows
            if above.code == code[:-2] and not above.total
            for one in sums_of(here, above, found)
            if one.check.equation.difference() < 0 and off_by(one.check.equation, amounts_of(row).values())
        ]
        slots = {"table": table.title or table.name, "name": row.name, "printed": row.code, "code": code}
        said = message("cause.code", **slots, count=len(relations))
        yield TableError(said, relations, sources_of(row))


def _left_out(table: Table, row: Row, codes: dict[str, Row], same: set[Place], found: Found) -> Iterator[TableError]:
    above = codes.get(row.code[:-2]) if len(row.code) > CLASS_DIGITS else _total(table)
    if above is None:
        return
    sums = [one for one in sums_of(table, above, found) if one.check.equation.difference() > 0]
    lacking = [one for one in sums if off_by(one.check.equation, amounts_of(row).values())]
    if not lacking and not (_prints_codes(table) and _has_a_gap(table, row, above)):
        return
    relations = [*lacking, *found.only_of(same)]
    if relations:
        slots = {"table": table.title or table.name, "code": row.code, "name": row.name}
        said = message("cause.row-left-out", **slots, amount=amount_of(relations[0]), count=len(relations))
        yield TableError(said, relations, sources_of(above))  # of which is said that nothing stands below


def _has_a_gap(table: Table, row: Row, above: Row) -> bool:
    """Whether a row is seen to be missing: what stands below it is there, or nothing below the one above."""
    if any(one.code.startswith(row.code) and one.code != row.code for one in table.rows):
        return True
    printed = set(amounts_of(row).values()) & set(amounts_of(above).values())
    return bool(printed) and not above.total and not above.children


def _total(table: Table) -> Row | None:
    totals = [row for row in table.rows if row.total and not row.side]
    return totals[0] if len(totals) == 1 else None
