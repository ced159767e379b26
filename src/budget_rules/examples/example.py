"""What an example is."""

from __future__ import annotations

from msgspec import Struct

from budget_rules.disclosure import Paragraph
from budget_rules.place import Source
from budget_rules.sources.raw import RawTable


class Example(Struct, frozen=True, kw_only=True):
    """A small disclosure that a rule must hold in, or be violated in."""

    rule: str
    #: ``holds``, ``misprint`` or ``violated``; with its number where a rule has several examples: ``holds-2``.
    name: str
    violated: bool
    #: What the finding must say should be printed; None where the example does not say.
    expected: str | None
    tables: tuple[RawTable, ...]
    #: Paragraphs by canonical name of their section; an empty name is a section that the vocabulary does not know.
    text: tuple[tuple[str, tuple[Paragraph, ...]], ...]
    #: Headings as printed, with the paragraphs under each; they come before ``text``.
    headings: tuple[tuple[Paragraph, tuple[Paragraph, ...]], ...] = ()
    #: Lines of the table of contents.
    contents: tuple[Paragraph, ...] = ()
    #: The disclosure's title, and its unit's name; empty where the rule does not ask.
    title: str = ""
    unit: str = ""
    #: What could not be read, as it is noted in the YAML form of a disclosure: the names of rows that are not whole.
    unread: tuple[Paragraph, ...]
    source: Source
