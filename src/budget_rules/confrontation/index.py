"""Finding rows, columns and statements of a disclosure by the names rules use. Built once for a disclosure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from re import Pattern
from typing import Any, TypeVar

from budget_rules.confrontation.absent import Absent, Unreadable
from budget_rules.confrontation.fact import Fact
from budget_rules.confrontation.table_index import TableIndex
from budget_rules.confrontation.text import Text
from budget_rules.disclosure import Disclosure, Kind, Statement
from budget_rules.messages import language
from budget_rules.rulebook.expression import Condition, Wording
from budget_rules.vocabulary import Vocabulary, item_name

_Made = TypeVar("_Made")


class DisclosureIndex:
    """All tables, and the statements by kind and name.

    It is kept with the disclosure: what depends on names and texts alone is worked out once. Which figures there are is
    looked at anew each time the disclosure is confronted, since other ones may be printed then (see ``mutation``).
    """

    @classmethod
    def of(cls, disclosure: Disclosure, vocabulary: Vocabulary) -> DisclosureIndex:
        """The index of the disclosure as it is now."""
        kept = disclosure.kept.index
        if (
            isinstance(kept, DisclosureIndex)
            and kept.disclosure is disclosure
            and kept.vocabulary is vocabulary
            and kept._shape == _shape(disclosure)
        ):
            kept._look_again()
            return kept
        disclosure.kept.index = made = cls(disclosure, vocabulary)
        return made

    def __init__(self, disclosure: Disclosure, vocabulary: Vocabulary) -> None:
        self.disclosure = disclosure
        self.vocabulary = vocabulary
        self._shape = _shape(disclosure)
        self._current: dict[str, str] = {}
        unread = {unread.text for unread in disclosure.unread}
        self.tables = {
            table.name: TableIndex(table, vocabulary.tables.get(table.name), unread, self.current, vocabulary.codes)
            for table in disclosure.tables
        }
        #: Titles, headings, sentences … by kind, made when first asked for; see ``texts.py``.
        self.texts: dict[str, list[Text]] = {}
        #: What conditions on texts have worked out once, by the function that does it.
        self.kept: dict[object, Any] = {}
        #: The texts that rules are about, by kinds, sections and tables.
        self.meant: dict[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], list[Text]] = {}
        #: What conditions on texts come to, and which of the texts satisfy them, by the identity of both; see
        #: ``textual.py``.
        self.facts: dict[tuple[int, int], tuple[Condition, list[Text], list[Fact]]] = {}
        self.satisfying: dict[tuple[int, int], tuple[Condition, list[Text], list[Text]]] = {}
        #: What conditions on names of a statement or a row come to, by the identity of both; see ``named.py``.
        self.named: dict[tuple[int, int], tuple[Condition, Fact | Absent | Unreadable]] = {}
        #: What the section of a statement is called, as far as rules on some sections care; see ``scopes.py``.
        self.section_names: dict[tuple[tuple[str, ...], int], str | None] = {}
        #: What wordings are searched with, by their identity; see ``wording.py``.
        self.patterns: dict[int, tuple[Wording, Pattern[str], tuple[str, ...]]] = {}
        self.by_kind: dict[str, list[Statement]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in disclosure.statements:
            self.by_kind[statement.kind].append(statement)
            for name in statement.names:
                self._by_name[statement.kind, name].append(statement)

    def _look_again(self) -> None:
        changed = [table for table in self.tables.values() if table.look_again()]
        if changed:
            self.named.clear()  # what could not be read may be what is looked for
        self.__dict__.pop("closing", None)

    @cached_property
    def closing(self) -> dict[int, Statement]:
        """The list of shares that a share is the last member of, by the identity of the share's figure."""
        lists = (statement for statement in self.by_kind[Kind.SHARES] if len(statement.shares) > 1)
        return {id(statement.shares[-1]): statement for statement in lists}

    def once(self, make: Callable[[DisclosureIndex], _Made]) -> _Made:
        """What ``make`` makes of the disclosure, made once."""
        if make not in self.kept:
            self.kept[make] = make(self)
        made: _Made = self.kept[make]
        return made

    def current(self, name: str) -> str:
        """The item name (without 支出) that a classification item goes by in the disclosure's year."""
        current = self._current.get(name)
        if current is None:
            new = self.vocabulary.renamed(name, self.disclosure.year)
            self._current[name] = current = item_name(name if new is None else new[0])
        return current

    def statements(self, kind: str, names: tuple[str, ...]) -> list[Statement]:
        """Statements of a kind, of one of the names (none: all), in order of print."""
        if len(names) == 1:
            return self._by_name.get((kind, names[0]), [])
        found = self.by_kind.get(kind, [])
        return [statement for statement in found if not names or set(names) & set(statement.names)]


def _shape(disclosure: Disclosure) -> list[object]:
    """What an index depends on: it tells whether something was added, taken away or put in another's place.

    Comparing two is quick, since nearly all of it is the same objects.
    """
    return [
        language(),  # places have names, such as 目录
        disclosure.title,
        disclosure.unit,
        disclosure.year,
        disclosure.contents,
        disclosure.unread[:],
        disclosure.statements[:],
        [(section, section.heading, section.name, section.paragraphs[:]) for section in disclosure.sections],
        [
            (table, table.title, table.notes, table.preparer, table.columns, table.rows[:])
            for table in disclosure.tables
        ],
    ]
