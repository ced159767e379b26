"""Errors of whole rows: left out, copied from the next one, listed twice, under the code of another item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from budget_rules.checks import Equation, Linear
from budget_rules.diagnosis.system import Relation
from budget_rules.disclosure import Disclosure, Role, Row, Table
from budget_rules.messages import Message, message
from budget_rules.place import Place, Source

#: Digits of the code of a class.
_CLASS = 3
#: A row that only prints one amount, or is in one relation, is like another one by chance.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class TableError:
    """One error, in words, and the violated relations it explains."""

    said: Message
    relations: list[Relation]
    #: Rows that other findings, about their names and codes, speak of.
    rows: frozenset[Source] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class _Found:
    """What rows are looked for in: the violated relations, by the places of their figures."""

    tables: list[Table]
    at: dict[Place, list[Relation]]

    def of(self, places: Iterable[Place]) -> list[Relation]:
        """The violated relations with a figure at one of the places, in order."""
        found = {relation.number: relation for place in places for relation in self.at.get(place, ())}
        return [found[number] for number in sorted(found)]

    def only_of(self, places: set[Place]) -> list[Relation]:
        """Those with figures at these places and nowhere else."""
        return [one for one in self.of(places) if all(each.figure.place in places for each in one.variables.values())]


def places_of(rows: Iterable[Row]) -> Iterator[Place]:
    """Where the figures of rows stand."""
    for row in rows:
        for cell in row.cells.values():
            if cell.figure is not None:
                yield cell.figure.place


def row_errors(disclosure: Disclosure, violated: Sequence[Relation]) -> Iterator[TableError]:
    """The errors of rows that violated relations speak of; one relation may belong to several."""
    at: dict[Place, list[Relation]] = defaultdict(list)
    for relation in violated:
        for variable in relation.variables.values():
            at[variable.figure.place].append(relation)
    coded = [table for table in disclosure.tables if any(row.code and not row.total for row in table.rows)]
    found = _Found(coded, at)
    for table in coded:
        yield from _copied(table, found)
        yield from _of_other_tables(table, found)
        yield from _lacking(table, found)


# ---- rows that are like others


def _copied(table: Table, found: _Found) -> Iterator[TableError]:
    alike: dict[tuple[int | None, tuple[tuple[int, Decimal], ...]], list[Row]] = defaultdict(list)
    for row in table.rows:
        if row.code and not row.total and len(amounts := _amounts(row)) >= _FEWEST:
            alike[row.level, tuple(amounts.items())].append(row)
    for rows in alike.values():
        if len(rows) != 2:
            continue
        first, second = (found.of(places_of([row])) for row in rows)
        twice = rows[0].code == rows[1].code
        (other, wrong), relations = (rows, second) if twice or len(second) >= len(first) else (rows[::-1], first)
        if len(relations) >= _FEWEST and (twice or len(second) != len(first)):
            key = "cause.row-twice" if twice else "cause.row-copied"
            slots: dict[str, object] = {"table": table.title or table.name, "name": wrong.name, "other": other.name}
            slots["right"] = "" if twice else _right(wrong, relations)
            yield TableError(message(key, **slots, count=len(relations)), relations)


def _right(row: Row, relations: Sequence[Relation]) -> str | Message:
    """What one of the row's figures should print, where a finding says so."""
    places = set(places_of([row]))
    for relation in relations:
        finding = relation.check.finding
        if finding and finding.expected and finding.parts and finding.parts[0].figure.place in places:
            return message("cause.row-right", place=finding.place, expected=finding.expected)
    return ""


def _amounts(row: Row) -> dict[int, Decimal]:
    return {at: cell.figure.value for at, cell in row.cells.items() if cell.figure is not None and not cell.figure.nil}


# ---- rows that other tables have


def _of_other_tables(table: Table, found: _Found) -> Iterator[TableError]:
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
        if len(miscoded) == 1 and any(column.role is Role.CODE for column in table.columns):
            yield from _under_other_code(table, miscoded[0], code, same, found)
            continue
        above = codes.get(code[:-2]) if len(code) > _CLASS else _total(table)
        if above is None or not found.of(places_of([above])):
            continue
        sums = _sums(table, above, found)
        lacking = [one for one in sums if _lacks(one.check.equation, set(_amounts(row).values()))]
        if lacking:
            relations = [*lacking, *found.only_of(same)]
            amount = _amount(lacking[0])
            slots = {"table": table.title or table.name, "code": code, "name": row.name, "amount": amount}
            yield TableError(message("cause.row-left-out", **slots, count=len(relations)), relations)


def _near(code: str, other: str) -> bool:
    """Whether two codes stand below the same one."""
    return len(code) == len(other) and code[:-2] == other[:-2] and code != other


def _under_other_code(table: Table, row: Row, code: str, same: set[Place], found: _Found) -> Iterator[TableError]:
    """The item has the code of another one: what is said of either code does not hold."""
    of_code = places_of(one for other in found.tables for one in other.rows if one.code == row.code)
    relations = found.only_of(same | set(of_code))
    if relations:
        slots = {"table": table.title or table.name, "name": row.name, "printed": row.code, "code": code}
        said = message("cause.code", **slots, count=len(relations))
        yield TableError(said, relations, frozenset({row.source, *(cell.source for cell in row.cells.values())}))


def _total(table: Table) -> Row | None:
    totals = [row for row in table.rows if row.total and not row.side]
    return totals[0] if len(totals) == 1 else None


def _sums(table: Table, above: Row, found: _Found) -> list[Relation]:
    """The violated sums of what stands below a row of the table: its own figure on the left, theirs on the right."""
    own = set(places_of([above]))
    below = set(places_of(row for row in table.rows if row.parent is above or (above.total and row.level == 1)))
    return [one for one in found.only_of(own | below) if len(one.ways) == 1 and _is_sum(one.check.equation, own)]


def _is_sum(equation: Equation, own: set[Place]) -> bool:
    left, right = equation.left, equation.right
    if not isinstance(left, Linear) or not isinstance(right, Linear) or len(left.terms) != 1:
        return False
    return left.terms[0][1].place in own and not any(figure.place in own for _, figure, _ in right.terms)


def _lacks(equation: Equation, amounts: set[Decimal]) -> bool:
    """Whether the sum is too small by one of the amounts, as far as rounding goes."""
    if not isinstance(equation.left, Linear) or not isinstance(equation.right, Linear):
        return False
    difference, allowed = abs(equation.difference()), equation.allowed()
    return any(abs(difference - amount) <= 2 * allowed for amount in amounts)


def _amount(relation: Relation) -> str:
    finding = relation.check.finding
    return "" if finding is None else finding.difference.lstrip("-")


# ---- rows that nobody has


def _lacking(table: Table, found: _Found) -> Iterator[TableError]:
    """Sums in several columns that lack the same amount, where nothing else speaks against the row above them."""
    for above in table.rows:
        if not above.code or not found.of(places_of([above])):
            continue
        sums = _sums(table, above, found)
        differences = {abs(one.check.equation.difference()) for one in sums}
        alone = {one.number for one in found.of(places_of([above]))} == {one.number for one in sums}
        if len(sums) >= _FEWEST and len(differences) == 1 and alone and all(map(_too_small, sums)):
            slots = {"table": table.title or table.name, "name": above.name, "amount": _amount(sums[0])}
            yield TableError(message("cause.row-lacking", **slots, count=len(sums)), sums)


def _too_small(relation: Relation) -> bool:
    """Whether what stands below is less than the row itself."""
    return relation.check.equation.difference() > 0
