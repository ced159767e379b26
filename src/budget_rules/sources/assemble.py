"""The last step of every source: its raw tables, text and meta data become a ``Disclosure``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from budget_rules.disclosure import Section, Table
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import Problem
from budget_rules.sources.hierarchy import arrange
from budget_rules.sources.raw import RawTable, Reading
from budget_rules.sources.tables import draft_table, fill_cells
from budget_rules.vocabulary import Vocabulary, normal_title


def assemble_tables(
    raw_tables: Sequence[RawTable], vocabulary: Vocabulary, reading: Reading, source: Source, year: int | None
) -> list[Table]:
    """The tables with names, levels and figures; a missing or doubled table is noted as a problem.

    ``year``: the disclosure's, which tells this year's columns from those of the year before.
    """
    if not raw_tables:
        reading.problems.append(Problem(source, message("input.no-table")))
    others = _of_other_titles(raw_tables, vocabulary)
    drafts = [draft_table(raw, vocabulary, year, known=id(raw) not in others) for raw in raw_tables]
    arrange(drafts, vocabulary)
    first: dict[str, Table] = {}
    for draft in drafts:
        fill_cells(draft, reading)
        table = draft.table
        if table.name in first:
            other = first[table.name]
            for here, there in ((table, other), (other, table)):
                why = message("input.table-twice", name=table.name, other=str(there.source))
                reading.problems.append(Problem(here.source, why))
        first.setdefault(table.name, table)
    return [draft.table for draft in drafts]


def _of_other_titles(raw_tables: Sequence[RawTable], vocabulary: Vocabulary) -> set[int]:
    """The tables that another one of the disclosure has the better title for: they are tables of their own.

    支出总表 and 支出预算表 are ways to call one table, where a disclosure does not print both.
    """
    titled: dict[str, dict[str, list[RawTable]]] = defaultdict(lambda: defaultdict(list))
    for raw in raw_tables:
        terms = None if raw.name else vocabulary.table(raw.title)
        if terms is not None:
            titled[terms.name][normal_title(raw.title)].append(raw)
    found: set[int] = set()
    for name, titles in titled.items():
        best = normal_title(name) if normal_title(name) in titles else next(iter(titles))
        found.update(id(raw) for title, tables in titles.items() if title != best for raw in tables)
    return found


def nest(sections: Sequence[Section]) -> None:
    """Link every section to the one that encloses it, by level."""
    opened: list[Section] = []
    for section in sections:
        while opened and opened[-1].level >= section.level:
            opened.pop()
        section.parent = opened[-1] if opened else None
        opened.append(section)
