"""The text of a Word paragraph: what it shows, and what it hides."""

from __future__ import annotations

from typing import Any

from budget_rules.sources.word_styles import Styles

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT_BOX = f"{_W}txbxContent"
#: What is not part of a paragraph's own text: what was deleted or moved away, and copies of drawings for old versions.
NOT_READ = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}ptab": "\t",
}


def paragraph_text(element: Any, styles: Styles) -> tuple[str, str]:
    """What a paragraph shows and what it hides, without its text boxes and what was deleted."""
    shown: list[str] = []
    hidden: list[str] = []
    hides = styles.hides(element.find(f"{_W}pPr"))
    waiting = [(element, hides)]
    while waiting:
        node, away = waiting.pop()
        if node.tag in NOT_READ or node.tag == TEXT_BOX:
            continue
        if node.tag == f"{_W}r":
            away = styles.hides(node.find(f"{_W}rPr"), hides)
        text = (node.text or "") if node.tag == f"{_W}t" else _CHARACTERS.get(node.tag, "")
        (hidden if away else shown).append(text)
        waiting.extend((child, away) for child in reversed(node))
    return "".join(shown), "".join(hidden)
