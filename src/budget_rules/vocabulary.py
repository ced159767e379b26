"""The names disclosures print, and the one canonical name for each. Read from the ``vocabulary`` part of rule files.

Printed names vary in width, brackets, quotes, spaces, enumerators, years and level words (部门/单位/市级); normalising
takes that away, so that the YAML only lists what is really a different name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct, field

from budget_rules.disclosure import Derived, Role
from budget_rules.figure import normal_width

_Made = TypeVar("_Made")
#: Names that are alike to this degree are ways of writing one name.
_ALIKE = 0.5
#: How many digits the code of a class has, in the classification of governments by function and by economic purpose.
CLASS_DIGITS = 3
#: What the name of a side has that stands beside another and breaks it down once more, before a number.
AGAIN = "·"
_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans("", "", "\"'“”‘’「」『』《》`")
_BRACKETS = str.maketrans("[]{}〔〕【】〈〉", "()()()()()")
_ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.,．]|\((?:[一二三四五六七八九十]+|\d{1,2})\)[、.]?|\d{1,2}[、.．](?!\d)|\d{1,2}[、.．](?=\d{4}年)|其中[::])"
)
_YEAR = re.compile(r"\d{4}年度?")
#: A year in a header.
PRINTED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年度?")
#: What a title says of its table in brackets. By the economic classes of governments it is another table.
_REMARK = re.compile(r"\((?!.*政府)(?:按|[^()]*(?:功能|经济|科目))[^()]*\)$")
_TITLE_NOISE = re.compile(
    r"\(\d{4}年度?\)|\d{4}年度?"
    r"|^(?:附?表|附件|(?:部门|单位)?(?:公开|预算)表?)"
    r"(?:[一二三四五六七八九十]+|\d{1,2}?(?:[-—之]\d{1,2}?)?(?=\d{4}年|\D|$))表?[:.、-]*"
    r"|\((?:本级|汇总|部门|单位|本部|续表?[一二三四五六七八九十\d]?)\)$|(?<=表)续表?[一二三四五六七八九十\d]?$"
    r"|预算单位|(?:市|区|县|省)级(?:单位|部门)?|本级|部门|单位|预算"
)
#: The name of an office before a title has so many signs.
_SHORTEST_OFFICE = 3


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """The text without white space and quotes, in half width, brackets round."""
    return _SPACES.sub("", normal_width(text)).translate(_QUOTES).translate(_BRACKETS)


@lru_cache(maxsize=8192)
def without_enumerator(text: str) -> str:
    """A normalised name without leading ``一、``, ``1.``, ``（一）`` or ``其中：``."""
    plain = normalise(text)
    while match := _ENUMERATOR.match(plain):
        plain = plain[match.end() :]
    return plain


@lru_cache(maxsize=2048)
def normal_title(text: str) -> str:
    """A table title without numbering, year, level words and the word 预算, which all move about freely."""
    return _TITLE_NOISE.sub("", without_enumerator(text))


@lru_cache(maxsize=2048)
def years_in(text: str) -> tuple[int, ...]:
    """The years that a header speaks of: ``2025年预算数``."""
    return tuple(int(year) for year in PRINTED_YEAR.findall(normalise(text)))


def item_name(name: str) -> str:
    """What stays of an item's name in every way of writing it: 一般公共服务（类）支出 adds or leaves out 支出."""
    return normalise(name).removesuffix("支出")


class ColumnTerm(NamedTuple):
    """A column that the vocabulary knows."""

    name: str
    role: Role = Role.FIGURE
    #: Unit of its figures where the column has its own; None: the table's.
    unit: str | None = None
    #: Whether it is of the year before: as a header over the same columns as this year's, it sets them apart.
    prior: bool = False


class RowTerm(NamedTuple):
    """A special row that the vocabulary knows: a total, an income source, a balancing item."""

    name: str
    #: A total does not take part in sums over rows.
    total: bool = False
    #: Canonical names of the rows it is broken down into, where enumerators do not tell.
    parts: tuple[str, ...] = ()


class SideTerms(Struct, kw_only=True):
    """One side of a two-sided table, or the whole of another table."""

    #: ``收入`` or ``支出``; empty for a one-sided table.
    name: str = ""
    #: Normalised top headers that this side stands under.
    headers: frozenset[str] = frozenset()
    columns: dict[str, ColumnTerm] = field(default_factory=dict)
    rows: dict[str, RowTerm] = field(default_factory=dict)
    #: Canonical name of the column meant where a rule names none.
    total: str = ""
    #: ``functional`` or ``economic`` where rows are classification items, with or without codes.
    classification: str = ""

    def row(self, printed: str) -> RowTerm | None:
        """The special row that is printed so; 其中：财政拨款 is part of the row above, and not all of the funds."""
        key = lookup(self.rows, printed)
        term = None if key is None else self.rows[key]
        return None if term is not None and term.parts and normalise(printed).startswith("其中") else term

    def again(self, name: str) -> SideTerms:
        """The same columns over other rows, whose totals have names of their own."""
        of = name.removeprefix(self.name)
        rows = {key: term._replace(name=term.name + of) for key, term in self.rows.items()}
        # Beside items by function stand those by economic class; economic items go on in the next block.
        goes_on = self.classification if self.classification == "economic" else ""
        return SideTerms(name=name, columns=self.columns, rows=rows, total=self.total, classification=goes_on)


class TableTerms(Struct, kw_only=True):
    """A table that the vocabulary knows."""

    name: str
    titles: frozenset[str]
    sides: tuple[SideTerms, ...]
    #: The budget the table is about (a phrase), where an empty table must say so: ``国有资本经营预算``.
    fund: str = ""

    def side(self, name: str) -> SideTerms:
        """The side of that name, or the only one; ``支出·2`` is the side beside 支出 that breaks it down once more."""
        for side in self.sides:
            if side.name == name:
                return side
        base, again, _ = name.partition(AGAIN)
        return self.side(base).again(name) if again else self.sides[0]

    def row_names(self) -> set[str]:
        """Canonical names of all special rows."""
        return {term.name for side in self.sides for term in side.rows.values()}

    def column_names(self) -> set[str]:
        """Canonical names of all columns."""
        return {term.name for side in self.sides for term in side.columns.values()}


class RegionTerms(NamedTuple):
    """What tells the template of a region (or of a level of government: 中央)."""

    #: Canonical names of its tables.
    tables: tuple[str, ...]
    #: What titles of its disclosures contain; empty: nothing that is certain.
    titled: tuple[str, ...] = ()
    #: What they never contain: a district is no central office.
    not_titled: tuple[str, ...] = ()
    #: Columns that no other template has, as table and column.
    columns: tuple[tuple[str, str], ...] = ()


class Made(Derived, dict[object, Any]):
    """What was made of a vocabulary, by what made it."""


class Vocabulary(Struct, kw_only=True):
    """All names the rule files know. Keys of the dictionaries are normalised printed names."""

    tables: dict[str, TableTerms] = field(default_factory=dict)
    #: Canonical section name → normalised phrases that a heading of that section contains.
    sections: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Normalised printed phrase → canonical names of the quantity, for the narrative.
    phrases: dict[str, str] = field(default_factory=dict)
    #: Word lists of the narrative reader: ``increase`` → (增加, 增长, …).
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Words of those lists that are written wrong → what should stand there.
    corrections: dict[str, str] = field(default_factory=dict)
    #: What tells the template of a region, by its name.
    regions: dict[str, RegionTerms] = field(default_factory=dict)
    #: Classification codes → normalised names they are printed with, the standard one first.
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Item names (see ``item_name``) that were given up → the new name, and the first year it is valid in.
    renamings: dict[str, tuple[str, int]] = field(default_factory=dict)
    #: What reading and confronting have worked out from it once, by the function that does it.
    kept: Made = field(default_factory=Made)

    def once(self, make: Callable[[Vocabulary], _Made]) -> _Made:
        """What ``make`` makes of it, made once: it is not changed after it was read."""
        if make not in self.kept:
            self.kept[make] = make(self)
        made: _Made = self.kept[make]
        return made

    def table(self, title: str) -> TableTerms | None:
        """The table whose title this is.

        With or without a remark in brackets at its end, （按功能分类科目）, and the name of an office in front of it.
        """
        plain = normal_title(title)
        remark = _REMARK.search(plain)
        short = plain[: remark.start()] if remark else plain
        if remark and "经济" in remark[0] and "基本支出" not in short:
            short = plain  # the same spending by economic class is another table
        for way in (plain, short):
            for terms in self.tables.values():
                if way in terms.titles:
                    return terms
        return self._table_of_office(short)

    def _table_of_office(self, plain: str) -> TableTerms | None:
        """The table whose title stands behind the name of an office: 某市某局收支总表, but not 财政拨款收支总表."""
        if not plain.endswith("表"):
            return None
        ends = self.words.get("表名前机构的结尾", ())
        found = [
            (len(title), terms)
            for terms in self.tables.values()
            for title in terms.titles
            if len(plain) - len(title) >= _SHORTEST_OFFICE
            and plain.endswith(title)
            and plain[: -len(title)].endswith(ends)
        ]
        return max(found, key=lambda one: one[0])[1] if found else None

    def section(self, heading: str) -> str:
        """Canonical name of the section with that heading: the longest phrase it contains decides. Or empty."""
        plain = normalise(heading)
        for phrase, name in self.once(_longest_first):
            if phrase in plain:
                return name
        return ""

    def is_section_title(self, line: str) -> bool:
        """Whether a line ends with what a section is called: ``某局主要职能``."""
        plain = normalise(line)
        return any(plain.endswith(phrase) for phrases in self.sections.values() for phrase in phrases)

    def contradicts(self, code: str, name: str) -> bool:
        """Whether ``name`` is another thing than ``code`` is known to stand for (codes are typed by hand)."""
        known = self.once(_contradictions)
        if (code, name) not in known:
            plain = normalise(name)
            known[code, name] = code in self.codes and not any(
                SequenceMatcher(None, plain, one, autojunk=False).ratio() >= _ALIKE for one in self.codes[code]
            )
        return known[code, name]

    def standard_name(self, code: str) -> str:
        """The name that the code stands for."""
        return self.codes[code][0]

    def renamed(self, name: str, year: int | None) -> tuple[str, int] | None:
        """The name that a classification item goes by instead of ``name`` in that year, and since when."""
        found = self.renamings.get(item_name(name))
        return found if found is not None and year is not None and year >= found[1] else None

    def canonical_phrases(self) -> set[str]:
        """Canonical names of the quantities of the narrative."""
        return set(self.phrases.values())


def _contradictions(vocabulary: Vocabulary) -> dict[tuple[str, str], bool]:
    """By code and name, filled when asked for."""
    return {}


def _longest_first(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Phrases and the names of their sections, of which the first that fits decides."""
    found = [(phrase, name) for name, phrases in vocabulary.sections.items() for phrase in phrases if phrase]
    return sorted(found, key=lambda one: len(one[0]), reverse=True)


def lookup(terms: Mapping[str, ColumnTerm] | Mapping[str, RowTerm], printed: str) -> str | None:
    """The key of ``printed`` in a dictionary of terms: as it is, without its enumerator, or without its year."""
    plain = normalise(printed)
    if plain in terms:
        return plain
    plain = without_enumerator(printed)
    if plain in terms:
        return plain
    if "年" not in plain:
        return None
    plain = _YEAR.sub("", plain)
    return plain if plain in terms else None


def normal_titles(titles: Iterable[str]) -> frozenset[str]:
    """Normal forms of several titles."""
    return frozenset(map(normal_title, titles))
