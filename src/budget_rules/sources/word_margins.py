"""What a Word document prints around its text: footnotes and endnotes, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from msgspec import Struct, field

from budget_rules.disclosure import Label, Unread
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.sources.word_styles import Styles
from budget_rules.sources.word_text import paragraph_text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = ((RELATIONSHIP_TYPE.FOOTNOTES, f"{_W}footnote", "脚注"), (RELATIONSHIP_TYPE.ENDNOTES, f"{_W}endnote", "尾注"))
_HEADS = ((RELATIONSHIP_TYPE.HEADER, "页眉"), (RELATIONSHIP_TYPE.FOOTER, "页脚"))
_DIGIT = re.compile(r"\d")


class Margins(Struct):
    """Notes that print numbers, and running heads."""

    unread: list[Unread] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


def read_margins(document: Any, path: str, styles: Styles) -> Margins:
    """What stands outside of the body of a document."""
    found = Margins()
    for kind, tag, name in _NOTES:
        for root in _roots(document, kind):
            # Those of a type are the lines that separate notes from the text.
            notes = (note for note in root.iter(tag) if note.get(f"{_W}type") in (None, "normal"))
            for number, note in enumerate(notes, 1):
                text = _text(note, styles)
                if _DIGIT.search(text):
                    place = Source(path=path, cell=f"{name}{number}")
                    found.unread.append(Unread(place, text, message("unread.word-note")))
    for kind, name in _HEADS:
        texts = dict.fromkeys(_text(root, styles) for root in _roots(document, kind))
        found.labels.extend(Label(text, "running head", Source(path=path, cell=name)) for text in texts if text)
    return found


def _roots(document: Any, kind: str) -> Iterator[Any]:
    """The root elements of the document's parts of a kind."""
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            part = relation.target_part
            element = getattr(part, "element", None)
            yield parse_xml(part.blob) if element is None else element


def _text(element: Any, styles: Styles) -> str:
    """The text shown in all paragraphs of an element, on one line."""
    shown = (paragraph_text(paragraph, styles)[0] for paragraph in element.iter(f"{_W}p"))
    return " ".join(" ".join(shown).split())
