"""What the styles of a Word document say about a paragraph: heading, entry of the contents, numbered."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Level 9 of an outline is running text.
_BODY = 9
#: Styles based on one another, at most.
_MOST_BASES = 20


class Style(Struct, frozen=True):
    """What matters of a paragraph, set in its style or in itself."""

    heading: bool = False
    contents: bool = False
    #: List and level of its automatic number; empty where it has none.
    list_id: str = ""
    level: int = 0
    centred: bool = False


class Styles:
    """The styles of a document by id, with what they inherit."""

    def __init__(self, root: Any | None) -> None:
        """``root``: the element ``w:styles``."""
        self._items = {} if root is None else {item.get(f"{_W}styleId"): item for item in root.iter(f"{_W}style")}
        self._known: dict[str, Style] = {"": Style()}
        default = (key for key, item in self._items.items() if item.get(f"{_W}default") in ("1", "true"))
        paragraph = (key for key in default if self._items[key].get(f"{_W}type") == "paragraph")
        self._default = next(paragraph, "")

    def of(self, properties: Any | None) -> Style:
        """The style of a paragraph with these properties (``w:pPr``)."""
        named = None if properties is None else properties.find(f"{_W}pStyle")
        style = self._style(self._default if named is None else named.get(f"{_W}val", ""), 0)
        return _with(style, properties)

    def hides(self, properties: Any | None, before: bool = False) -> bool:
        """Whether text is hidden by these properties (of a paragraph or run) or their style; ``before``: by others."""
        if properties is None:
            return before
        own = properties.find(f"{_W}vanish")
        if own is not None:
            return _is_on(own)
        named = properties.find(f"{_W}pStyle" if properties.tag == f"{_W}pPr" else f"{_W}rStyle")
        key = self._default if named is None and properties.tag == f"{_W}pPr" else ""
        found = self._style_hides(key if named is None else named.get(f"{_W}val", ""))
        return before if found is None else found

    def _style_hides(self, key: str) -> bool | None:
        """What a style, or one that it is based on, says of hiding its text."""
        for _ in range(_MOST_BASES):
            item = self._items.get(key)
            if item is None:
                return None
            own = item.find(f"{_W}rPr/{_W}vanish")
            if own is not None:
                return _is_on(own)
            based = item.find(f"{_W}basedOn")
            key = "" if based is None else based.get(f"{_W}val", "")
        return None

    def _style(self, key: str, depth: int) -> Style:
        if key in self._known:
            return self._known[key]
        item = self._items.get(key)
        if item is None or depth > _MOST_BASES:
            return Style()
        based = item.find(f"{_W}basedOn")
        style = Style() if based is None else self._style(based.get(f"{_W}val", ""), depth + 1)
        style = _with(style, item.find(f"{_W}pPr"))
        name = item.find(f"{_W}name")
        printed = "" if name is None else name.get(f"{_W}val", "").lower()
        if printed.startswith("toc "):
            style = Style(False, True, style.list_id, style.level, style.centred)
        self._known[key] = style
        return style


def _is_on(toggle: Any) -> bool:
    return toggle.get(f"{_W}val", "true") not in ("0", "false", "off")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _with(style: Style, properties: Any | None) -> Style:
    """The style with what a paragraph or a derived style sets anew."""
    if properties is None:
        return style
    heading, list_id, level = style.heading, style.list_id, style.level
    outline = properties.find(f"{_W}outlineLvl")
    if outline is not None:
        heading = outline.get(f"{_W}val", str(_BODY)) != str(_BODY)
    numbered = properties.find(f"{_W}numPr")
    if numbered is not None:
        own, depth = numbered.find(f"{_W}numId"), numbered.find(f"{_W}ilvl")
        list_id = list_id if own is None else own.get(f"{_W}val", "")
        level = level if depth is None else _number(depth.get(f"{_W}val", "0"))
    aligned = properties.find(f"{_W}jc")
    centred = style.centred if aligned is None else aligned.get(f"{_W}val") == "center"
    return Style(heading, style.contents, "" if list_id == "0" else list_id, level, centred)
