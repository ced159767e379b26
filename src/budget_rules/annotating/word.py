"""Comments in a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from budget_rules.annotating.remarks import Remark
from budget_rules.annotating.search import located
from budget_rules.sources.word import elements_of

_INITIALS = "核"


def annotated(path: Path, remarks: Sequence[Remark], author: str) -> tuple[bytes, list[Remark]]:
    """The document with a comment at each remark's figure, or at its paragraph where the figure is not found in it."""
    document = Document(str(path))
    elements = elements_of(document)
    lost: list[Remark] = []
    for remark in remarks:
        element = elements.get((remark.source.cell, remark.source.line))
        runs = [] if element is None else _runs(element, remark)
        if not runs:
            lost.append(remark)
            continue
        document.add_comment(runs, text=remark.text, author=author, initials=_INITIALS)
    written = BytesIO()
    document.save(written)
    return written.getvalue(), lost


def _runs(element: Any, remark: Remark) -> list[Run]:
    """The runs of the figure, cut out of those it stands in; of the whole paragraph where it is not found."""
    paragraphs = [element] if element.tag == qn("w:p") else list(element.iter(qn("w:p")))
    for paragraph in paragraphs:
        texts = [node for node in paragraph.iter(qn("w:t")) if next(node.iterancestors(qn("w:p"))) is paragraph]
        place = located(remark, "".join(node.text or "" for node in texts))
        if place is not None:
            return _cut(texts, *place)
    whole = [run for paragraph in paragraphs for run in Paragraph(paragraph, None).runs]  # type: ignore[arg-type]
    if not whole and paragraphs:
        whole = [Paragraph(paragraphs[0], None).add_run()]  # type: ignore[arg-type]
    return whole


def _cut(texts: Sequence[Any], start: int, stop: int) -> list[Run]:
    """The runs that hold exactly the characters from ``start`` to ``stop`` of the texts."""
    found: list[Run] = []
    at = 0
    for node in texts:
        text = node.text or ""
        first, last = max(start - at, 0), min(stop - at, len(text))
        at += len(text)
        if first >= last:
            continue
        run = node.getparent()
        if len(run.findall(qn("w:t"))) > 1 or run.tag != qn("w:r"):
            found.append(Run(run, None))  # type: ignore[arg-type]
            continue
        for piece, before in ((text[:first], True), (text[last:], False)):
            if piece:
                other = deepcopy(run)
                _set(other.find(qn("w:t")), piece)
                (run.addprevious if before else run.addnext)(other)
        _set(node, text[first:last])
        found.append(Run(run, None))  # type: ignore[arg-type]
    return found


def _set(node: Any, text: str) -> None:
    node.text = text
    node.set(qn("xml:space"), "preserve")
