"""The top of a document: its title, which may stand on several lines, and the links that a web page begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budget_rules.disclosure import Label, Paragraph
from budget_rules.sources.asides import read_aside
from budget_rules.sources.enumerators import enumerator_level
from budget_rules.sources.raw import Line, joined
from budget_rules.vocabulary import normalise

#: A title page has a few lines, and its title is one of them.
_TITLE_LINES = 6
#: So many lines above the one that says 预算 may be parts of the title.
_TITLE_PIECES = 3
_LONGEST_PIECE = 40
_CONTENTS = frozenset({"目录", "目次"})
_BUDGET = re.compile("预算|决算")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\s*年")
#: A title that says what and when, and not whose: 2025年部门预算.
_NOBODYS = re.compile(r"(?:19|20)\d\d\s*年度?\s*(?:[省市区县]级)?(?:部门|单位)?(?:预算|决算|收支)")
#: What no part of a title has, and how the names of sites and the numbers of documents end.
_NO_PART = re.compile(r"[,，。:：;；!！?？]|(?:公开|网|网站|平台|号)$")
#: Where on its site a page stands: 首页 > 政务公开 > 财政预决算.
_TRAIL = re.compile(r"\S\s*[>＞›»]+\s*\S|^首页\s*[/|\\\-—→]|^(?:您|你)?(?:现在|当前|所在|的)*位置\s*[:：]")
#: The name of a page; behind it a browser shows that of the site.
_PAGE_NAME = re.compile(r".*?(?:预算|决算)[^-_|｜–—]*")


def take_trail(lines: list[Line]) -> list[Label]:
    """Remove the links by which a page says where on its site it stands: they speak of budgets, but are no title."""
    found = [line for line in lines[:_TITLE_LINES] if _TRAIL.search(line.text)]
    for line in found:
        lines.remove(line)
    return [Label(line.text, "running head", line.source) for line in found]


def take_title(lines: list[Line], name: Line | None = None) -> Paragraph | None:
    """Remove the title: the first of the top lines that speaks of a budget or of final accounts.

    Year and unit may stand on lines above it. ``name``: what a browser shows as the name of the page, which is the
    title where no line says of which year the budget is.
    """
    top = lines[:_TITLE_LINES]
    end = next((index for index, line in enumerate(top) if is_contents_heading(line)), len(top))
    at = next((index for index, line in enumerate(top[:end]) if _BUDGET.search(line.text)), None)
    if at is None:
        return _named(name)
    start = _start(top, at)
    title = joined(top[start : at + 1])
    del lines[start : at + 1]
    return (None if _YEAR.search(title.text) else _named(name)) or Paragraph(title.text, title.source, title.pieces)


def is_contents_heading(line: Line) -> bool:
    """Whether a line says that the table of contents follows."""
    return normalise(line.text) in _CONTENTS


def _start(top: Sequence[Line], at: int) -> int:
    """Where a title begins that ends with the line ``at``."""
    start = at
    if not _YEAR.search(top[at].text):
        for above in range(at - 1, max(at - 1 - _TITLE_PIECES, -1), -1):
            if not _is_piece(top[above]):
                break
            if _YEAR.search(top[above].text):
                start = above
                break
    whose = start and _NOBODYS.match(joined(top[start : at + 1]).text) and _is_piece(top[start - 1])
    return start - 1 if whose else start


def _is_piece(line: Line) -> bool:
    if len(line.text) > _LONGEST_PIECE or _NO_PART.search(line.text) or enumerator_level(line.text):
        return False
    return read_aside(line.text) is None


def _named(name: Line | None) -> Paragraph | None:
    """The title that the name of a page is, without the name of the site."""
    found = _PAGE_NAME.match(name.text) if name else None
    return Paragraph(found[0].strip(), name.source) if name and found and _YEAR.search(found[0]) else None
