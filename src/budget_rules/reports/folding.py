"""Lines that fit a terminal where Chinese and Latin text mix.

Libraries fold at spaces; Chinese has none, so that half of each line would stay empty.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, chop_cells

#: Narrower terminals are treated as if they were this wide.
NARROWEST = 20
#: What stays together: a word or one wide character, with the brackets and quotes that open before it, and the unit
#: and the punctuation that follow.
_PIECE = re.compile(
    r"[（《“「【\[(]*(?:[!-~\u00a1-\u02ff]+(?:[万亿]?元|平方米)?|\S)[，。；：、！？”）》」】,.;:)\]]*\s*|\s+"
)


def folded(text: str, width: int, hanging: int = 2) -> list[str]:
    """The text in lines of at most ``width`` cells, those after the first indented by ``hanging`` spaces."""
    width = max(width, NARROWEST)
    lines: list[str] = []
    line, used = "", 0
    for piece in _PIECE.findall(text):
        for part in _bits(piece, width - hanging):
            size = cell_len(part.rstrip())
            if line.strip() and used + size > width:
                lines.append(line.rstrip())
                line, used = " " * hanging, hanging
            line += part
            used += cell_len(part)
    return [*lines, line.rstrip()]


def _bits(piece: str, width: int) -> list[str]:
    """The piece, cut where it is longer than a line."""
    return [piece] if cell_len(piece) <= width else chop_cells(piece, width)
