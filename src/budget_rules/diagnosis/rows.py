"""Errors of whole rows: left out, copied, listed twice, under another code or name, in the place of another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from budget_rules.diagnosis.row_codes import rows_of_other_tables
from budget_rules.diagnosis.row_copies import copied_rows
from budget_rules.diagnosis.row_exchanges import exchanged_rows
from budget_rules.diagnosis.row_gaps import missing_rows
from budget_rules.diagnosis.row_names import misnamed_items
from budget_rules.diagnosis.row_search import Found, TableError
from budget_rules.diagnosis.system import Relation, System
from budget_rules.findings import Report
from budget_rules.place import Place, Source


def row_errors(
    system: System, report: Report, violated: Sequence[Relation], noted: Sequence[Relation]
) -> Iterator[TableError]:
    """The errors of rows that violated relations speak of; one relation may belong to several.

    ``noted``: what holds in a way worth saying, as fewer projects than the table of projects has.
    """
    at: dict[Place, list[Relation]] = defaultdict(list)
    counting: dict[Source, list[Relation]] = defaultdict(list)
    tables = {table.source for table in report.disclosure.tables}
    for relation in violated:
        for variable in relation.variables.values():
            at[variable.figure.place].append(relation)
    for relation in (*violated, *noted):
        for source in {figure.place.source for _, figure, _ in relation.check.equation.terms()} & tables:
            counting[source].append(relation)
    coded = [table for table in report.disclosure.tables if any(row.code and not row.total for row in table.rows)]
    # What is found of a relation is found of its figures; what is not, of names and codes.
    worded = [finding for finding in report.findings if not finding.relation]
    doubted = frozenset(source for one in worded for source in (one.source, *(place.source for place in one.also)))
    found = Found(system, coded, at, doubted, counting)
    for table in report.disclosure.tables:
        yield from copied_rows(table, found)
        if table in coded:
            yield from rows_of_other_tables(table, found)
        yield from missing_rows(table, found)
    yield from exchanged_rows(report.disclosure.tables, found)
    for table in report.disclosure.tables:
        yield from misnamed_items(table, found)
