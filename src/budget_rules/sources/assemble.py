"""The last step of every source: its raw tables, text and meta data become a ``Disclosure``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from itertools import count

from budget_rules.disclosure import Section, Table
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import Problem
from budget_rules.sources.hierarchy import arrange
from budget_rules.sources.raw import RawTable, Reading
from budget_rules.sources.tables import draft_table, fill_cells
from budget_rules.vocabulary import TableTerms, Vocabulary, lookup, normal_title

#: What codes of a classification begin with.
_FIRST_DIGITS = {"functional": "2", "economic": "3"}


def assemble_tables(
    raw_tables: Sequence[RawTable], vocabulary: Vocabulary, reading: Reading, source: Source, year: int | None
) -> list[Table]:
    """The tables with names, levels and figures; a missing table is noted as a problem.

    So is a doubled one in a file that was written for this program. Of a published document's tables with one title the
    one that fits it is that table, and the others are tables that are not known.

    ``year``: the disclosure's, which tells this year's columns from those of the year before.
    """
    if not raw_tables:
        reading.problems.append(Problem(source, message("input.no-table")))
    again = {id(raw) for raw in raw_tables if raw.again} if reading.strict else _of_titles_again(raw_tables, vocabulary)
    others = again | _of_other_titles([raw for raw in raw_tables if id(raw) not in again], vocabulary)
    drafts = [draft_table(raw, vocabulary, year, known=id(raw) not in others) for raw in raw_tables]
    arrange(drafts, vocabulary)
    first: dict[str, Table] = {}
    for raw, draft in zip(raw_tables, drafts, strict=True):
        table = draft.table
        table.again = id(raw) in again
        if table.again or (table.name in first and not reading.strict):
            table.name = _numbered(table.name, {one.table.name for one in drafts})
        fill_cells(draft, reading)
        if table.name in first:
            other = first[table.name]
            for here, there in ((table, other), (other, table)):
                why = message("input.table-twice", name=table.name, other=str(there.source))
                reading.problems.append(Problem(here.source, why))
        first.setdefault(table.name, table)
    return [draft.table for draft in drafts]


def _numbered(name: str, taken: Container[str]) -> str:
    """A name that no other table has: 支出总表（2）."""
    return next(new for number in count(2) if (new := f"{name}（{number}）") not in taken)


def _of_titles_again(raw_tables: Sequence[RawTable], vocabulary: Vocabulary) -> set[int]:
    """The tables with the title of another one whose columns and codes fit it better."""
    titled: dict[str, list[RawTable]] = defaultdict(list)
    for raw in raw_tables:
        titled[normal_title(raw.title)].append(raw)
    found: set[int] = set()
    for tables in titled.values():
        terms = vocabulary.table(tables[0].title)
        if terms is not None and len(tables) > 1:
            best = max(tables, key=lambda raw: _fit(raw, terms))
            found.update(id(raw) for raw in tables if raw is not best)
    return found


def _fit(raw: RawTable, terms: TableTerms) -> tuple[float, int]:
    """How well a table fits a title: the share of its codes that are of the classification, and the columns known."""
    classes = {side.classification for side in terms.sides if side.classification}
    codes = [cell.text for row in raw.rows for cell in row[:1] if cell.text.isascii() and cell.text.isdigit()]
    right = sum(code[0] == _FIRST_DIGITS.get(kind, "") for code in codes for kind in classes)
    known = sum(any(lookup(side.columns, path[-1]) for side in terms.sides) for path in raw.paths)
    return right / len(codes) if codes and classes else 1.0, known


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
