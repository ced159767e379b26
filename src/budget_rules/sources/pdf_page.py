"""The pages of a PDF as text: page numbers and running heads taken out, headings and paragraphs told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct, field

from budget_rules.disclosure import Label, Unread
from budget_rules.figure import normal_width
from budget_rules.place import Source
from budget_rules.sources.asides import read_aside
from budget_rules.sources.enumerators import enumerator_level
from budget_rules.sources.headings import leaves_open, without_stop
from budget_rules.sources.pdf_grids import RuledTable
from budget_rules.sources.pdf_lines import TextLine
from budget_rules.sources.raw import Line, joined
from budget_rules.vocabulary import Vocabulary, normalise

_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[/,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–·\s]*")
#: Page numbers and running heads stand in this part of the page, at its top and bottom.
_MARGIN = 0.1
_HEADING_SIZE = 1.15
_LONGEST_HEADING = 60
#: What is centred leaves at least this part of a character free at both sides.
_CENTRED = 0.25
#: A paragraph that begins with two characters' room.
_INDENTED = 1.5
_LONGEST_ENUMERATED = 40
#: What lines of contents begin with that list tables by their numbers.
_FORM = re.compile(r"(?:附?表|附件)\s*\d")
_SENTENCE_ENDS = "。；;：:，,、！!？?"
#: A heading ends at least so many characters before the right margin.
_SHORT_BY = 4
#: A line is full if it ends less than so many characters before the right margin, and indented by more than this.
_FULL_WITHIN = 1.6
_INDENT = 0.6
#: Lines of a paragraph are not farther apart than this part of their size.
_NEXT_LINE = 1.5
#: A heading that goes on in the next line takes this part of the width.
_WIDE_HEADING = 0.6
#: On a page of fewer lines nothing can be told from its margins.
_FEW_LINES = 3


class PageText(Struct):
    """A page: its lines outside of tables, its tables, and what of it is not read."""

    number: int
    width: float
    height: float
    lines: list[TextLine]
    tables: list[RuledTable]
    unread: list[Unread] = field(default_factory=list)
    #: Page numbers and running heads, taken out of the lines.
    labels: list[Label] = field(default_factory=list)


def drop_running(pages: Sequence[PageText], path: str) -> None:
    """Move page numbers and running heads from the lines of the pages to their labels."""
    edge = [[line for line in page.lines if _at_edge(line, page)] for page in pages]
    shifts = Counter(
        int(match[1]) - page.number
        for page, lines in zip(pages, edge, strict=True)
        for line in lines
        if (match := _PAGE_NUMBER.fullmatch(normal_width(line.text)))
    )
    heads = Counter(text for lines in edge for text in {_head(line) for line in lines})
    often = max(3, len(pages) / 2)
    for page, lines in zip(pages, edge, strict=True):
        for line in lines:
            match = _PAGE_NUMBER.fullmatch(normal_width(line.text))
            if match and shifts[int(match[1]) - page.number] >= min(2, len(pages)):
                kind = "page number"
            elif not match and heads[_head(line)] >= often:
                kind = "running head"
            else:
                continue
            page.lines.remove(line)
            page.labels.append(Label(line.text, kind, Source(path=path, page=page.number, box=line.box)))


def body_lines(pages: Sequence[PageText], path: str, vocabulary: Vocabulary) -> dict[int, list[Line]]:
    """The lines of every page, by page number, with headings marked and paragraphs told apart."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    found = {}
    for page in pages:
        found[page.number] = list(_page_lines(page, body, path, vocabulary))
    return found


def _page_lines(page: PageText, body: float, path: str, vocabulary: Vocabulary) -> Iterator[Line]:
    """The lines of a page, those joined that only the margins have broken."""
    lines = page.lines
    margins = _Margins.of(lines)
    opened: list[TextLine] = []
    marked = apart = False

    def whole() -> Line:
        parts = [Line(line.text, Source(path=path, page=page.number, box=line.box), marked, apart) for line in opened]
        return joined(parts)

    for line, following in zip_longest(lines, lines[1:]):
        large = line.size > _HEADING_SIZE * body and len(line.text) <= _LONGEST_HEADING
        short = margins.ends_by(line, _SHORT_BY) or len(lines) < _FEW_LINES
        alone = margins.centred(line) or (
            len(line.text) <= _LONGEST_ENUMERATED and vocabulary.is_section_title(line.text)
        )
        heading = (
            large
            or (short and _is_enumerated_heading(line.text, vocabulary))
            or (alone and not margins.goes_on(line, following))
        )
        before = opened[-1] if opened else None
        # What says who prepared a table, and in which unit, is no end of its title.
        if before is not None and heading == marked and len(lines) >= _FEW_LINES and read_aside(line.text) is None:
            wide = _heading_goes_on(before, line, margins.right - margins.left)
            if (wide and not enumerator_level(line.text)) if large else margins.broken(opened, line):
                opened.append(line)
        if before is None or opened[-1] is not line:
            if before is not None:
                yield whole()
            apart = before is None or margins.apart(before, line)
            opened, marked = [line], heading
        # A heading may be as wide as the page, or wider: nothing goes on after its last line.
        goes_on = margins.goes_on(line, following) if following else not margins.ends_by(line, _FULL_WITHIN)
        text = "".join(one.text for one in opened)
        marked = marked or (not goes_on and _is_enumerated_heading(text, vocabulary))
    if opened:
        yield whole()


class _Margins(Struct, frozen=True):
    """Where the lines of a page begin and end at most."""

    left: float
    right: float

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> _Margins:
        """The margins of the lines; of no lines, nothing."""
        left = min((line.box[0] for line in lines), default=0.0)
        return cls(left, max((line.box[2] for line in lines), default=0.0))

    def ends_by(self, line: TextLine, characters: float) -> bool:
        """Whether a line ends so many characters before the margin."""
        return line.box[2] < self.right - characters * line.size

    def apart(self, before: TextLine, line: TextLine) -> bool:
        """Whether a line begins a paragraph, as far as can be seen from where it stands."""
        indented = line.box[0] > self.left + line.size
        return indented or line.box[1] - before.box[3] > line.size or self.ends_by(before, _SHORT_BY)

    def goes_on(self, line: TextLine, following: TextLine | None) -> bool:
        """Whether the next line begins at the margin, close below, and with no item of its own."""
        if following is None:
            return False
        flush = following.box[0] < self.left + _INDENT * following.size
        close = following.box[1] - line.box[3] < _NEXT_LINE * following.size
        item = enumerator_level(following.text) and not leaves_open(line.text, following.text)
        item = item or all(map(_FORM.match, (line.text, following.text)))
        return flush and close and not item

    def broken(self, opened: Sequence[TextLine], line: TextLine) -> bool:
        """Whether a paragraph goes on: its last line is full, or its first is indented and the last no end.

        Where the first is indented, the next paragraph would be too, and a line before a long number need not be full.
        """
        first, before = opened[0], opened[-1]
        indented = first.box[0] > self.left + _INDENTED * first.size
        unended = indented and before.text[-1] not in _SENTENCE_ENDS
        full = not self.ends_by(before, _SHORT_BY if indented else _FULL_WITHIN)
        return self.goes_on(before, line) and (unended or full)

    def centred(self, line: TextLine) -> bool:
        """Whether a line stands in the middle between the margins, and is no sentence."""
        x0, _, x1, _ = line.box
        inside = x0 > self.left + _CENTRED * line.size and x1 < self.right - _CENTRED * line.size
        middle = abs(x0 + x1 - self.left - self.right) < line.size
        return inside and middle and len(line.text) <= _LONGEST_ENUMERATED and line.text[-1] not in _SENTENCE_ENDS


def _heading_goes_on(before: TextLine, line: TextLine, width: float) -> bool:
    """Whether a heading is broken because it is as wide as the page."""
    same = abs(before.size - line.size) < _INDENT and line.box[1] - before.box[3] < before.size
    return same and before.box[2] - before.box[0] > _WIDE_HEADING * width


def _is_enumerated_heading(text: str, vocabulary: Vocabulary) -> bool:
    level, text = enumerator_level(text), without_stop(text)
    if not level or len(text) > _LONGEST_ENUMERATED or text[-1] in _SENTENCE_ENDS:
        return False
    return level <= 2 or bool(vocabulary.section(text))


def _at_edge(line: TextLine, page: PageText) -> bool:
    return line.box[3] < _MARGIN * page.height or line.box[1] > (1 - _MARGIN) * page.height


def _head(line: TextLine) -> str:
    return re.sub(r"\d+", "#", normalise(line.text))
