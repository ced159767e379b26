"""Years in the headers of a table: in 2025, ``2025年预算数`` is 预算数 and ``2024年执行数`` is 上年执行数."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from budget_rules.vocabulary import PRINTED_YEAR, normalise, without_enumerator, years_in

_THIS, _BEFORE = "本年", "上年"
_THIS_YEAR = re.compile(r"本年度?|当年度?")


class HeaderYears(NamedTuple):
    """What the years in the headers of one table mean."""

    #: The year the table is of; None where that is not known, and its headers tell several years apart.
    this: int | None

    @classmethod
    def of(cls, year: int | None, figure_paths: Sequence[tuple[str, ...]]) -> HeaderYears:
        """``year`` is the disclosure's; ``figure_paths`` are the header paths of the columns that may hold figures.

        Where all of them stand under one and the same year, it tells nothing apart: it is the year the table is of,
        even if it was left standing from the disclosure before.
        """
        told = [{year for name in path for year in years_in(name)} for path in figure_paths]
        if told and told[0] and len(told[0]) == 1 and all(years == told[0] for years in told):
            return cls(min(told[0]))
        return cls(year)

    def spellings(self, header: str) -> Iterable[str]:
        """Other ways to write the header, likeliest first; none where its years are not of this table."""
        plain = without_enumerator(header)
        years = years_in(plain)
        if not years:
            if found := _THIS_YEAR.match(plain):
                yield plain[found.end() :]
        elif set(years) == {self.this}:
            yield PRINTED_YEAR.sub("", plain)
            yield PRINTED_YEAR.sub(_THIS, plain)
        elif self.this is not None and set(years) <= {self.this, self.this - 1}:
            yield PRINTED_YEAR.sub(lambda match: _THIS if int(match[1]) == self.this else _BEFORE, plain)

    def is_other(self, header: str) -> bool:
        """Whether the header only speaks of another year than the table's, or of one that is not certain to be."""
        years = years_in(normalise(header))
        return bool(years) and self.this not in years
