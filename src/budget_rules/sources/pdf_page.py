"""The pages of a PDF as text: page numbers and running heads taken out, headings and paragraphs told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from budget_rules.disclosure import Label, Unread
from budget_rules.figure import normal_width
from budget_rules.place import Source
from budget_rules.sources.enumerators import enumerator_level
from budget_rules.sources.headings import leaves_open, without_stop
from budget_rules.sources.pdf_grids import RuledTable
from budget_rules.sources.pdf_lines import TextLine
from budget_rules.sources.raw import Line, joined
from budget_rules.vocabulary import Vocabulary, normalise

_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[/,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–·\s]*")
_YEAR_FIRST = re.compile(r"\d{4}\s*年")
#: Page numbers and running heads stand in this part of the page, at its top and bottom.
_MARGIN = 0.1
_HEADING_SIZE = 1.15
_LONGEST_HEADING = 60
_LONGEST_ENUMERATED = 40
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


@dataclass(slots=True)
class PageText:
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
        shown = _joined_title(page.lines) if page is pages[0] and not page.tables else page.lines
        found[page.number] = list(_page_lines(page, shown, body, path, vocabulary))
    return found


def _page_lines(
    page: PageText, lines: Sequence[TextLine], body: float, path: str, vocabulary: Vocabulary
) -> Iterator[Line]:
    """The lines of a page, those joined that only the margins have broken."""
    left = min((line.box[0] for line in lines), default=0.0)
    right = max((line.box[2] for line in lines), default=0.0)
    before: TextLine | None = None
    open_lines: list[Line] = []
    for line in lines:
        large = line.size > _HEADING_SIZE * body and len(line.text) <= _LONGEST_HEADING
        short = line.box[2] < right - _SHORT_BY * line.size or len(lines) < _FEW_LINES
        marked = large or (short and _is_enumerated_heading(line.text, vocabulary))
        here = Source(path=path, page=page.number, box=line.box)
        if open_lines and before is not None and marked == open_lines[0].marked:
            full = before.box[2] > right - _FULL_WITHIN * before.size
            flush = line.box[0] < left + _INDENT * line.size and line.box[1] - before.box[3] < _NEXT_LINE * line.size
            broken = _heading_goes_on(before, line, right - left) if large else full and flush
            item = enumerator_level(line.text) and not leaves_open(before.text, line.text)
            if broken and len(lines) >= _FEW_LINES and not item:
                open_lines.append(Line(line.text, here))
                before = line
                continue
        if open_lines:
            yield joined(open_lines)
        apart = (
            before is None
            or line.box[0] > left + line.size
            or line.box[1] - before.box[3] > line.size
            or before.box[2] < right - _SHORT_BY * line.size
        )
        open_lines = [Line(line.text, here, marked, apart)]
        before = line
    if open_lines:
        yield joined(open_lines)


def _heading_goes_on(before: TextLine, line: TextLine, width: float) -> bool:
    """Whether a heading is broken because it is as wide as the page."""
    same = abs(before.size - line.size) < _INDENT and line.box[1] - before.box[3] < before.size
    return same and before.box[2] - before.box[0] > _WIDE_HEADING * width


def _is_enumerated_heading(text: str, vocabulary: Vocabulary) -> bool:
    level, text = enumerator_level(text), without_stop(text)
    if not level or len(text) > _LONGEST_ENUMERATED or text[-1] in _SENTENCE_ENDS:
        return False
    return level <= 2 or bool(vocabulary.section(text))


def _joined_title(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a title page; a title that is broken before its year is one line."""
    joined = list(lines[:1])
    for before, line in pairwise(lines):
        whole = _YEAR_FIRST.search(before.text) or ":" in normal_width(before.text)
        if _YEAR_FIRST.match(line.text) and not whole:
            joined[-1] = TextLine(joined[-1].text + line.text, before.box, before.size, before.damaged or line.damaged)
        else:
            joined.append(line)
    return joined


def _at_edge(line: TextLine, page: PageText) -> bool:
    return line.box[3] < _MARGIN * page.height or line.box[1] > (1 - _MARGIN) * page.height


def _head(line: TextLine) -> str:
    return re.sub(r"\d+", "#", normalise(line.text))
