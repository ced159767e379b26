"""A text that rules on names and wording are about, or a part of one."""

from __future__ import annotations

from msgspec import Struct

from budget_rules.disclosure import Row, Section, Table
from budget_rules.narrative.plain import Plain
from budget_rules.place import Place, Source


class Text(Struct, eq=False, kw_only=True):
    """A text of one kind. Where it is a part of a paragraph, ``start`` and ``stop`` count plain characters."""

    kind: str
    plain: Plain
    label: str
    start: int = 0
    stop: int
    section: Section | None = None
    table: Table | None = None
    row: Row | None = None
    #: Where it stands, for a name: rows of one name share their plain text.
    source: Source | None = None
    #: The classification code that stands with a name.
    code: str = ""
    _printed: str | None = None

    @property
    def printed(self) -> str:
        """The text as printed."""
        if self._printed is None:
            whole = self.stop <= self.start
            self._printed = self.plain.paragraph.text if whole else self.plain.as_printed(self.start, self.stop)
        return self._printed

    def part(self, kind: str, start: int, stop: int) -> Text:
        """A part of it, as a text of another kind."""
        return Text(
            kind=kind, plain=self.plain, label=self.label, start=start, stop=stop,
            section=self.section, table=self.table, row=self.row, source=self.source, code=self.code,
        )  # fmt: skip

    def place(self, position: int | None = None) -> Place:
        """Where it stands, or a plain character of it."""
        if self.source is not None:
            return Place(self.label, self.source)
        return Place(self.label, self.plain.source(self.start if position is None else position))
