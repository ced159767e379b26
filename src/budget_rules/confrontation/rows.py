"""A rule at all rows of a table: what its names stand for is looked up once, and only figures are taken row by row.

What is given here is what ``deciding.py`` would find at each row. Where a row needs more than its figures, because one
was not read, or a condition does not hold, it is left to that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from budget_rules.checks import Equation, Linear, State, Term
from budget_rules.confrontation.binding import reference_tree, why_not_comparable
from budget_rules.confrontation.deciding import Decision, Relations, state_of
from budget_rules.confrontation.environment import Absent, Unreadable
from budget_rules.confrontation.fact import SO, Fact
from budget_rules.confrontation.facts import holds
from budget_rules.confrontation.index import DisclosureIndex, TableIndex
from budget_rules.confrontation.printed import is_of_row, rows_so
from budget_rules.confrontation.scopes import MatchEnvironment, RowEnvironment, matches, named_term
from budget_rules.disclosure import Row
from budget_rules.messages import message
from budget_rules.rulebook.expression import Comparison, Condition, Flat, Implication, Negation, Reference
from budget_rules.rulebook.own_names import CHILDREN, MATCH
from budget_rules.rulebook.rule import Clause, Option, Rule

#: What is found at a row; None: it must be looked at by itself.
Quick = Callable[[Row], "Relations | None"]
#: Adds a row's figures; False: it must be looked at by itself.
Collect = Callable[[Row, list[Term]], bool]
_GIVEN: Relations = (SO,)
#: Where no row has a cell.
_NOWHERE = (-1,)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table as places where a rule applies. ``year``: whose columns are meant; empty: this year."""

    index: DisclosureIndex
    table: TableIndex
    rows: list[Row]
    year: str = ""
    #: For a rule on matched rows: the matches of each row, by its identity.
    matches: dict[int, list[Row]] | None = None

    def __iter__(self) -> Iterator[RowEnvironment]:
        return map(self.at, self.rows)

    def at(self, row: Row) -> RowEnvironment:
        """What names stand for at one of the rows."""
        if self.matches is not None:
            return MatchEnvironment(self.index, self.table, row, self.matches[id(row)])
        return RowEnvironment(self.index, self.table, row, self.year)

    def some(self, rows: list[Row]) -> Rows:
        """The same for some of the rows."""
        return Rows(self.index, self.table, rows, self.year, self.matches)

    def where(self, condition: Condition) -> Rows:
        """Those of which a premise is given."""
        turned = isinstance(condition, Negation)
        of = condition.of if isinstance(condition, Negation) else condition
        if is_of_row(of):
            so = rows_so(of, self.index, self.table, self.year)
            return self.some([row for row in self.rows if (id(row) in so) != turned])
        by_side = {}
        for side in self.sides():
            with suppress(Absent):
                by_side[side] = _quick(condition, self, side)
        rows = [row for row in self.rows if row.side in by_side]
        return self.some([row for row in rows if self._given(condition, row, by_side[row.side])])

    def _given(self, condition: Condition, row: Row, quick: Quick | None) -> bool:
        found = None if quick is None else quick(row)
        if found is None:
            return holds(condition, self.at(row))
        return all(state_of(relation) is not State.VIOLATED for relation in found)

    def sides(self) -> set[str]:
        """The sides of the table that the rows are on."""
        return {row.side for row in self.rows}


def rows_meant(rule: Rule, index: DisclosureIndex, table: TableIndex) -> Iterator[Rows]:
    """The rows of the table that a rule on rows is about: this year's, and those of each other year."""
    scope = rule.scope
    if scope.kind == "level_rows":
        yield Rows(index, table, table.rows((scope.what,)))
        return
    rows = table.table.rows
    if scope.matched:
        yield Rows(index, table, rows, matches=matches(rule, table))
        return
    if scope.of:  # totals have other names elsewhere: rules compare them by name
        rows = [row for row in rows if not row.total]
    yield Rows(index, table, rows)
    if rule.within_row:
        yield from (Rows(index, table, rows, year) for year in table.blocks)


def decider(clause: Option | Clause, here: Rows, rule: Rule, side: str) -> Callable[[Row], Decision | None] | None:
    """What decides the clause for rows of a side; None where each must be looked at by itself.

    Raises:
        Absent: it speaks of what is not there at any of them.
    """
    if isinstance(clause, Option):
        quick = _of_option(clause, here, rule, side)
        if quick is None:
            return None
        known = quick
        given = Decision(clause, _GIVEN)

        def decide(row: Row) -> Decision | None:
            found = known(row)
            return None if found is None else given if found is _GIVEN else Decision(clause, found)

        return decide
    first, reason = None, None
    for option in clause.options:
        try:
            first = decider(option, here, rule, side)
            break
        except Absent as absent:
            reason = reason or absent
    else:
        if reason is not None:
            raise reason
    if first is None:
        return None
    known_first, choice = first, clause.mode == "any" and len(clause.options) > 1

    def decide_first(row: Row) -> Decision | None:
        found = known_first(row)
        if found is None or (
            clause.mode == "any" and any(state_of(relation) is State.VIOLATED for relation in found.relations)
        ):
            return None
        return found._replace(choice=found.choice or choice)

    return decide_first


def _of_option(option: Option, here: Rows, rule: Rule, side: str) -> Quick | None:
    if option.severity is not None or rule.tolerance is not None:
        return None
    parts: list[Quick] = []
    for condition in option.conditions:
        quick = _quick(condition, here, side)
        if quick is None:
            return None
        parts.append(quick)
    if len(parts) == 1:
        return parts[0]

    def all_of_them(row: Row) -> Relations | None:
        together: list[Equation | Fact] = []
        for part in parts:
            found = part(row)
            if found is None:
                return None
            together.extend(found)
        return together

    return all_of_them


def _quick(condition: Condition, here: Rows, side: str) -> Quick | None:
    if isinstance(condition, Comparison):
        return _compare(condition, here, side)
    if isinstance(condition, Implication):
        return _imply(condition, here, side)
    turned = isinstance(condition, Negation)
    of = condition.of if isinstance(condition, Negation) else condition
    if not is_of_row(of):
        return None
    so = rows_so(of, here.index, here.table, here.year)
    return lambda row: _GIVEN if (id(row) in so) != turned else None


def _imply(condition: Implication, here: Rows, side: str) -> Quick | None:
    left, right = condition.left, condition.right
    if condition.both:
        if not (is_of_row(left) and is_of_row(right)):
            return None
        one, other = (rows_so(of, here.index, here.table, here.year) for of in (left, right))
        return lambda row: _GIVEN if (id(row) in one) == (id(row) in other) else None
    try:
        then = _quick(right, here, side)
    except Absent:
        return None
    if then is None:
        return None
    follows = then
    if is_of_row(left):
        so = rows_so(left, here.index, here.table, here.year)
        return lambda row: follows(row) if id(row) in so else ()
    premise = _quick(left, here, side) if isinstance(left, Comparison) else None
    if premise is None:
        return None
    given = premise

    def imply(row: Row) -> Relations | None:
        found = given(row)
        if found is None:
            return None
        return follows(row) if all(state_of(relation) is not State.VIOLATED for relation in found) else ()

    return imply


def _compare(comparison: Comparison, here: Rows, side: str) -> Quick | None:
    if comparison.flat_left is None or comparison.flat_right is None:
        return None
    left, right = _collects(comparison.flat_left, here, side), _collects(comparison.flat_right, here, side)
    if left is None or right is None:
        return None
    collect_left, collect_right, operator = left, right, comparison.operator
    first, second = comparison.flat_left.constant, comparison.flat_right.constant

    def compare(row: Row) -> Relations | None:
        mine: list[Term] = []
        others: list[Term] = []
        for collect in collect_left:
            if not collect(row, mine):
                return None
        for collect in collect_right:
            if not collect(row, others):
                return None
        equation = Equation(operator, Linear(mine, first), Linear(others, second))
        return (equation,) if why_not_comparable(equation) is None else None

    return compare


def _collects(flat: Flat, here: Rows, side: str) -> list[Collect] | None:
    """What adds the figures of a sum; None where something there could not be read.

    Raises:
        Absent: it speaks of what is not there at any row of that side.
    """
    found: list[Collect] = []
    own: list[tuple[Decimal, int, str]] = []
    for factor, reference in flat.terms:
        if not reference.table:
            own.extend(_own(factor, reference, here, side))
            continue
        if own:
            found.append(_take(own))
            own = []
        try:
            found.append(_collect(factor, reference, here))
        except Unreadable:
            return None
    return [*found, _take(own)] if own else found


def _own(factor: Decimal, reference: Reference, here: Rows, side: str) -> Iterator[tuple[Decimal, int, str]]:
    """The row's own columns of that name."""
    names = reference.row.names
    columns = here.table.columns(names, side, here.year)
    if columns is None and not reference.optional:
        raise Absent(message("skip.no-column", table=here.table.table.name, column=names[0]))
    return ((factor, column.index, named_term(names[0], column)) for column in columns or ())


def _take(own: list[tuple[Decimal, int, str]]) -> Collect:
    def take(row: Row, found: list[Term]) -> bool:
        cells = row.cells
        for factor, index, role in own:
            cell = cells.get(index)
            if cell is None or cell.figure is None:
                return False
            found.append((factor, cell.figure, role))
        return True

    return take


def _collect(factor: Decimal, reference: Reference, here: Rows) -> Collect:
    """What adds the figures of a reference to a table, or to related rows."""
    if reference.table == MATCH:
        return _match(factor, reference, here)
    if reference.table == CHILDREN:
        return _below(factor, reference, here)
    table = here.index.tables.get(reference.table)
    if reference.row.names == ("row",) and table is not None:
        return _elsewhere(factor, reference, here, table)
    tree = reference_tree(reference, here.at(here.rows[0]))  # a row of its own, the same for all
    assert isinstance(tree, Linear)
    terms = [(factor * times, figure, role) for times, figure, role in tree.terms]

    def same(row: Row, found: list[Term]) -> bool:
        found.extend(terms)
        return True

    return same


def _below(factor: Decimal, reference: Reference, here: Rows) -> Collect:
    """A column in the rows below."""
    columns = _by_side(here.table, reference.row.names)

    def below(row: Row, found: list[Term]) -> bool:
        return bool(row.children) and all(_add(child, columns[child.side], factor, found) for child in row.children)

    return below


def _match(factor: Decimal, reference: Reference, here: Rows) -> Collect:
    """A column in the row's only match."""
    columns, matches = _by_side(here.table, reference.row.names), here.matches or {}

    def match(row: Row, found: list[Term]) -> bool:
        others = matches.get(id(row), ())
        return len(others) == 1 and _add(others[0], columns[others[0].side], factor, found)

    return match


def _add(row: Row, columns: tuple[int, ...], factor: Decimal, found: list[Term]) -> bool:
    for column in columns:
        cell = row.cells.get(column)
        if cell is None or cell.figure is None:
            return False
        found.append((factor, cell.figure, row.label))
    return True


def _elsewhere(factor: Decimal, reference: Reference, here: Rows, table: TableIndex) -> Collect:
    """A column in the row's counterpart in a table; nothing where the item is not listed there, and so is nil."""
    columns = _by_side(table, None if reference.cell is None else reference.cell.names)

    def elsewhere(row: Row, found: list[Term]) -> bool:
        other = row if table is here.table else table.counterpart(row)
        if other is None:
            listed = bool(row.code) and not row.total and table.lists_level(row.level)
            if reference.optional:
                return listed or len(table.by_name.get(row.canonical, ())) < 2
            return listed and table.unknown is None
        for column in columns[other.side]:
            cell = other.cells.get(column)
            if cell is None or cell.figure is None:
                return False
            found.append((factor, cell.figure, cell.figure.place.label))
        return True

    return elsewhere


def _by_side(table: TableIndex, names: tuple[str, ...] | None) -> dict[str, tuple[int, ...]]:
    """Where the columns of that name are, for rows of each side."""
    sides = {row.side for row in table.table.rows}
    found = {side: table.columns(names, side) for side in sides}
    return {side: tuple(column.index for column in columns or ()) or _NOWHERE for side, columns in found.items()}
