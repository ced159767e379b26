"""The years that the headers of a table print, against the year of the disclosure."""

from __future__ import annotations

from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.fact import Fact
from budget_rules.disclosure import Table
from budget_rules.messages import message
from budget_rules.place import Place
from budget_rules.vocabulary import years_in


def of_this_year(table: Table, year: int | None) -> Fact:
    """Whether headers with years speak of the disclosure's year, and of the one before at most.

    Raises:
        Absent: no header prints a year, or the disclosure's is not known.
    """
    headers = list(dict.fromkeys(name for column in table.columns for name in column.path))
    years = {name: set(years_in(name)) for name in headers}
    dated = {name: found for name, found in years.items() if found}
    if year is None or not dated:
        raise Absent(message("skip.no-header-year", table=table.title))
    strange = [name for name, found in dated.items() if not found <= {year, year - 1}]
    if not strange and not any(year in found for found in dated.values()):
        strange = list(dated)
    shown = "、".join(f"“{name}”" for name in strange)
    return Fact(
        holds=not strange,
        found=message("fact.header-year", table=table.title, shown=shown, year=year),
        place=Place(table.title, table.source),
        printed=strange[0] if strange else "",
    )
