"""Who published what: unit, year, stage, level and region, from titles and the set of tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from budget_rules.disclosure import Table
from budget_rules.figure import normal_width
from budget_rules.vocabulary import Vocabulary

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年")
_UNIT_LINE = re.compile(
    r"(?:预算|编制|填报)?(?:主管)?(?:单位|部门)(?:名称)?\s*:\s*(?!\S*元\b)(\S.*?)(?:\s+单位\s*:.*)?"
)
#: A line of the title page that only says the year.
_YEAR_LINE = re.compile(r"\(?((?:19|20)\d\d)\s*年度?\)?")
#: The unit behind the year: 2022年度某市某局部门预算.
_AFTER_YEAR = re.compile(
    r"度?\s*(?![省市区县]级|预算|决算|收支|收入|支出|财政|一般公共|政府性|国有资本|“?三公)"
    r"(.{3,40}?)(?:[省市区县]级)?(?:部门|单位)\s*(?:预算|决算)"
)
#: No name of a unit has these.
_SENTENCE = re.compile("[,，。:：;；]")
#: How much the tables of a disclosure must agree with those of a region's template (shared ÷ all of either).
_ENOUGH = 0.75
#: So many titles of tables, and none of another year, are more certain than the title of the whole.
_AGREED = 3


class Identity(Struct, frozen=True):
    """Empty (or None) where the document does not say."""

    unit: str
    year: int | None
    stage: str
    level: str


def identify(title: str, lines: Iterable[str], table_titles: Sequence[str]) -> Identity:
    """Read the title; where it does not say, the lines of the title page and the titles of the tables.

    ``绍兴市人大办本级 2022 年单位预算`` is unit, year, level and stage; ``2022年度某市某局部门预算`` too. A line
    ``预算单位：…`` names the unit where the title only names the place, and a line ``2022年度`` the year.
    """
    plain = normal_width(title)
    page = [normal_width(line) for line in lines]
    year = _YEAR.search(plain)
    unit = (plain[: year.start()] if year else "").strip()
    if year and not unit and (named := _AFTER_YEAR.match(plain, year.end())):
        unit = named[1].strip()
    if _SENTENCE.search(unit):
        unit = ""
    named = next(filter(None, map(_UNIT_LINE.fullmatch, page)), None)
    if named:
        unit = named[1].strip()
    said = year or next(filter(None, map(_YEAR_LINE.fullmatch, page)), None)
    kind = plain[year.end() :] if year else plain
    return Identity(
        unit=unit,
        year=_year(int(said[1]) if said else None, table_titles),
        stage=_one_of(("预算", "决算"), [kind, *table_titles]),
        level=_one_of(("部门", "单位"), [kind]),
    )


def region_of(title: str, tables: Sequence[Table], vocabulary: Vocabulary) -> str:
    """The region whose template the disclosure follows: the one named in the title, else the one that agrees best.

    A template has the columns that tell it from others, and most of its tables. Empty where no template agrees well
    enough, or two agree equally well.
    """
    names = {table.name for table in tables}
    columns = {(table.name, column.name) for table in tables for column in table.columns}
    marked = {region for region, terms in vocabulary.regions.items() if terms.columns and columns >= set(terms.columns)}
    scores = {
        region: len(names & set(terms.tables)) / len(names | set(terms.tables))
        for region, terms in vocabulary.regions.items()
        if (region in marked or not terms.columns) and not any(word in title for word in terms.not_titled)
    }
    for region, terms in vocabulary.regions.items():
        # A central office in a region has the region's name in its title.
        if any(word in title for word in terms.titled) and marked <= {region}:
            return region
    best = max(((score, region in marked) for region, score in scores.items()), default=(0.0, False))
    winners = [region for region, score in scores.items() if (score, region in marked) == best]
    return winners[0] if best[0] >= _ENOUGH and len(winners) == 1 else ""


def _one_of(words: Sequence[str], texts: Iterable[str]) -> str:
    """The only one of the words in the first text that has just one of them."""
    for text in texts:
        found = [word for word in words if word in text]
        if len(found) == 1:
            return found[0]
    return ""


def _year(titled: int | None, texts: Iterable[str]) -> int | None:
    """The year of the title; where it says none, or the tables agree that it is another one, that of the tables."""
    years = Counter(int(match[1]) for text in texts for match in _YEAR.finditer(normal_width(text)))
    if not years or (titled is not None and (len(years) > 1 or years[next(iter(years))] < _AGREED)):
        return titled
    return years.most_common(1)[0][0]
