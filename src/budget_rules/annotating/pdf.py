"""Highlights with notes in a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Highlight
from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

from budget_rules.annotating.remarks import Remark
from budget_rules.annotating.search import located

_COLOURS = {"error": "ff9999", "warning": "ffe08a", "notice": "bcd9ff"}
#: How far a highlight reaches beyond the text, in points.
_MARGIN = 1.0
Box = tuple[float, float, float, float]


def annotated(path: Path, remarks: Sequence[Remark], author: str) -> tuple[bytes, list[Remark]]:
    """The document with a highlight and a note at each figure, at the top of its page where it is not found."""
    writer = PdfWriter(clone_from=PdfReader(str(path)))
    lost: list[Remark] = []
    with pdfplumber.open(path) as pages:
        for remark in remarks:
            number = remark.source.page
            if number is None or not 0 < number <= len(pages.pages):
                lost.append(remark)
                continue
            page, boxes = _boxes(remark, pages.pages, number - 1)
            _highlight(writer, page, boxes, _user_space(writer.pages[page]), remark, author)
    written = BytesIO()
    writer.write(written)
    return written.getvalue(), lost


def _boxes(remark: Remark, pages: Sequence[Any], number: int) -> tuple[int, list[Box]]:
    """The page (counted from 0) and the boxes of the figure, one for each line it stands on."""
    if remark.source.box is not None and not remark.before and not remark.after and not remark.passage:
        return number, [remark.source.box]
    for page in (number, number + 1):
        if page < len(pages):
            chars = [char for char in pages[page].chars if not char["text"].isspace()]
            # A character of a font may stand for several letters; each of them points at it.
            owners = [char for char in chars for _ in char["text"]]
            place = located(remark, "".join(char["text"] for char in chars))
            if place is not None:
                return page, _lines(owners[place[0] : place[1]])
    return number, [remark.source.box or (36.0, 36.0, 56.0, 56.0)]


def _lines(chars: Sequence[Any]) -> list[Box]:
    found: list[Box] = []
    for char in chars:
        box = (char["x0"], char["top"], char["x1"], char["bottom"])
        if found and abs(found[-1][1] - box[1]) < (box[3] - box[1]) / 2:
            last = found[-1]
            box = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
            found[-1] = box
        else:
            found.append(box)
    return found


def _user_space(page: PageObject) -> Callable[[float, float], tuple[float, float]]:
    """From a point of the page as it is shown (from the left, from the top) to the file's own coordinates."""
    box = page.mediabox
    left, bottom, right, top = float(box.left), float(box.bottom), float(box.right), float(box.top)
    return {
        90: lambda x, y: (left + y, bottom + x),
        180: lambda x, y: (right - x, bottom + y),
        270: lambda x, y: (right - y, top - x),
    }.get(page.rotation % 360, lambda x, y: (left + x, top - y))


def _highlight(
    writer: PdfWriter,
    page: int,
    boxes: Sequence[Box],
    turned: Callable[[float, float], tuple[float, float]],
    remark: Remark,
    author: str,
) -> None:
    quads: list[float] = []
    for x0, y0, x1, y1 in boxes:
        for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1)):
            quads += turned(x + (_MARGIN if x == x1 else -_MARGIN), y + (_MARGIN if y == y1 else -_MARGIN))
    rect = (min(quads[::2]), min(quads[1::2]), max(quads[::2]), max(quads[1::2]))
    points = ArrayObject(FloatObject(value) for value in quads)
    mark = Highlight(rect=rect, quad_points=points, highlight_color=_COLOURS[remark.severity.value], printing=True)
    mark[NameObject("/Contents")] = TextStringObject(remark.text)
    mark[NameObject("/T")] = TextStringObject(author)
    writer.add_annotation(page, mark)
