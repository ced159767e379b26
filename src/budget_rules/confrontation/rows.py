"""The rows of a table as places where a rule applies, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budget_rules.confrontation.index import DisclosureIndex, TableIndex
from budget_rules.confrontation.scopes import MatchEnvironment, RowEnvironment, matches
from budget_rules.disclosure import Row
from budget_rules.rulebook.rule import Rule


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
