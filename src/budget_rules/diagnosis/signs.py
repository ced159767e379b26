"""Which figures cannot be less than nothing: amounts of income and spending, but not what differs or is left."""

from __future__ import annotations

from collections.abc import Iterator

from budget_rules.disclosure import Disclosure, Statement, Table
from budget_rules.figure import Figure
from budget_rules.place import Place

#: In the name of a row, a column or an amount: what may come out below nothing.
_DIFFERENCES = ("增减", "增长", "变动", "变化", "差额", "差异", "调整", "结余", "盈亏", "净")
#: Roles of a statement that carry the sign of its direction.
_DIRECTED = ("change", "rate", "points", "multiple")


def never_negative(disclosure: Disclosure) -> frozenset[Place]:
    """The places of such amounts; none of a table, or of the narrative, that prints a negative amount anywhere."""
    found: set[Place] = set()
    for amounts in (*(list(_of_table(table)) for table in disclosure.tables), list(_of_text(disclosure))):
        if all(figure.value >= 0 for figure in amounts):
            found.update(figure.place for figure in amounts)
    return frozenset(found)


def _of_table(table: Table) -> Iterator[Figure]:
    for row in table.rows:
        for index, cell in row.cells.items():
            column = table.columns[index]
            named = (row.label, row.name, column.name, *column.path, *column.groups)
            if cell.figure is not None and cell.figure.unit.quantity == "money" and not _differs(named):
                yield cell.figure


def _of_text(disclosure: Disclosure) -> Iterator[Figure]:
    directed = {
        figure.place
        for statement in disclosure.statements
        for role, figure in statement.figures.items()
        if role in _DIRECTED
    }
    for statement in disclosure.statements:
        if not _differs((statement.name, *statement.names)):
            yield from (
                figure
                for figure in _amounts(statement)
                if figure.unit.quantity == "money" and figure.place not in directed
            )


def _amounts(statement: Statement) -> Iterator[Figure]:
    yield from statement.figures.values()
    yield from statement.parts


def _differs(names: tuple[str, ...]) -> bool:
    return any(word in name for name in names for word in _DIFFERENCES)
