"""Lines of text → title, table of contents, and sections with whole paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from budget_rules.disclosure import Label, Paragraph, Section
from budget_rules.place import Source
from budget_rules.sources.asides import is_date
from budget_rules.sources.assemble import nest
from budget_rules.sources.cover import is_contents_heading, take_title, take_trail
from budget_rules.sources.enumerators import enumerator_level
from budget_rules.sources.headings import leaves_open
from budget_rules.sources.raw import Line, joined
from budget_rules.vocabulary import Vocabulary, normalise

_ENDS = "。；;：:！!？?…"
#: A line shorter than this that ends without punctuation, with a blank line after it, is a line of its own.
_SHORT = 15
#: The dots and the page number behind an entry of the contents, or one of them.
_PAGE_BEHIND = re.compile(
    r"(?:[.…·_\-—]\s?){2,}\d{1,3}$|[…\t]\s*\d{1,3}$|(?:\.{3}|…|·{3})[.…·\s]*$|(?<=[\u4e00-\u9fff)）”])\s+\d{1,3}$"
)
#: They take so many signs.
_LEADER = 80
#: What titles of sections end with.
_TITLE_ENDS = ("情况", "说明")
#: A title of a section is printed on at most so many lines.
_TITLE_PIECES = 3
#: So many lines without a page number may stand among those that have one.
_MOST_UNNUMBERED = 3


class Outline(Struct, frozen=True):
    """The text of a disclosure."""

    title: Paragraph | None
    contents: tuple[Paragraph, ...]
    sections: list[Section]
    #: What is no text of the document: where on its site a page stands.
    labels: list[Label]


def outline(lines: Sequence[Line], vocabulary: Vocabulary, name: Line | None = None) -> Outline:
    """Split the lines that are no part of a table. ``name``: what a browser shows as the name of a page."""
    rest = list(lines)
    labels = take_trail(rest)
    title = take_title(rest, name)
    contents = _take_contents(rest)
    sections: list[Section] = []
    for line in _whole_paragraphs(_without_listed(rest, vocabulary), vocabulary):
        if line.marked and not is_date(line.text):
            sections.append(_section(line.text, enumerator_level(line.text) or 1, line.source, vocabulary))
            continue
        if not sections:
            sections.append(_section("", 1, line.source, vocabulary))
        sections[-1].paragraphs.append(Paragraph(line.text, line.source, line.pieces))
    nest(sections)
    return Outline(title, contents, sections, labels)


def _without_listed(lines: Sequence[Line], vocabulary: Vocabulary) -> list[Line]:
    """The lines, names that are listed one a line not marked as headings: ``1.某市某局本级`` and ``2.某市某中心``.

    Several in a row that are enumerated alike, with nothing below any of them; after 一、 only where a colon announces
    a list.
    """
    found = list(lines)
    start = 0
    while start < len(found):
        level = enumerator_level(found[start].text) if found[start].marked else 0
        end = start + 1
        while level and end < len(found) and found[end].marked and enumerator_level(found[end].text) == level:
            end += 1
        announced = start > 0 and found[start - 1].text.endswith((":", "："))
        below = end < len(found) and not found[end].marked and not enumerator_level(found[end].text)
        if (level >= 3 or (level == 2 and announced)) and end - start > 1 and not below:
            run = found[start:end]
            if not any(vocabulary.section(line.text) for line in run):
                found[start:end] = [line._replace(marked=False) for line in run]
        start = end
    return found


def _section(heading: str, level: int, source: Source, vocabulary: Vocabulary) -> Section:
    return Section(heading=heading, name=vocabulary.section(heading), level=level, paragraphs=[], source=source)


def _take_contents(lines: list[Line]) -> tuple[Paragraph, ...]:
    """Remove the table of contents: what follows 目录, as far as there are page numbers behind dots.

    Where there are none, up to where its first entry is printed again as a heading.

    Where it never is, the contents end with the last enumerated line in a row.
    """
    start = next((i for i, line in enumerate(lines) if is_contents_heading(line)), None)
    if start is None or start + 1 >= len(lines):
        return ()
    end = _end_of_numbered(lines, start + 1)
    if end is not None:
        entries = tuple(Paragraph(line.text, line.source, line.pieces) for line in _entries(lines[start + 1 : end]))
        del lines[start:end]
        return entries
    first = normalise(lines[start + 1].text)
    end = next((i for i in range(start + 2, len(lines)) if normalise(lines[i].text) == first), None)
    if end is None:
        end = start + 1
        while end < len(lines) and enumerator_level(lines[end].text):
            end += 1
    entries = tuple(Paragraph(line.text, line.source) for line in lines[start + 1 : end])
    del lines[start:end]
    return entries


def _end_of_numbered(lines: Sequence[Line], start: int) -> int | None:
    """Where contents end whose entries have page numbers behind dots; None where they have none."""
    end = None
    for index in range(start, len(lines)):
        if _has_page(lines[index]):
            end = index + 1
        elif index - (end or start) >= _MOST_UNNUMBERED or lines[index].text[-1] in _ENDS:
            break
    return end


def _has_page(line: Line) -> bool:
    return _PAGE_BEHIND.search(line.text, max(0, len(line.text) - _LEADER)) is not None


def _entries(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of contents with page numbers, those joined that are too long for one line."""
    pieces: list[Line] = []
    for line in lines:
        if pieces and (enumerator_level(line.text) or _has_page(pieces[-1])):
            yield joined(pieces)
            pieces = []
        pieces.append(line)
    if pieces:
        yield joined(pieces)


def _whole_paragraphs(lines: Iterable[Line], vocabulary: Vocabulary) -> Iterator[Line]:
    """The lines with those that a line or page break has cut joined again."""
    pieces: list[Line] = []
    for line in lines:
        if pieces and not (_continues(pieces[-1], line) and not _heads(pieces, line, vocabulary)):
            yield joined(pieces)
            pieces = []
        pieces.append(line)
    if pieces:
        yield joined(pieces)


def _continues(before: Line, line: Line) -> bool:
    if before.marked or line.marked or before.text[-1] in _ENDS:
        return False
    if enumerator_level(line.text) and not leaves_open(before.text, line.text):
        return False
    return not (line.apart and len(before.text) < _SHORT)


def _heads(before: Sequence[Line], line: Line, vocabulary: Vocabulary) -> bool:
    """Whether ``before`` is the numbered title of a section, ``（四）绩效目标情况说明``, and ``line`` its first."""
    if len(before) > _TITLE_PIECES:
        return False
    title = normalise(joined(before).text)
    return bool(
        title.endswith(_TITLE_ENDS)
        and enumerator_level(title)
        and vocabulary.section(title)
        and not line.text.startswith(("说明", "的"))
    )
