"""A paragraph made plain: half width, no white space, no quotes; each character knows where it was printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from msgspec import Struct

from budget_rules.disclosure import Paragraph
from budget_rules.place import Source

#: What ends a sentence of plain text.
SENTENCE_END = re.compile("[。!?]")
#: Quotes and white space say nothing here; two digits with one of them in between are never joined.
_DROPPED = re.compile("[\\s\"'“”‘’「」『』«»`\u200b\ufeff]+")
_PLAIN = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | dict(
    zip("〔〕【】［］[]｛｝{}〈〉﹙﹚–−﹣﹪﹐﹔﹕", "()" * 8 + "---%,;:", strict=True)
)
_REPLACED = re.compile(f"[{re.escape(''.join(_PLAIN))}]")


def is_chinese(sign: str) -> bool:
    """Whether it is a Chinese character. Compiling a pattern with as many characters takes a millisecond each time."""
    return "\u4e00" <= sign <= "\u9fff"


@lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """The text alone, as ``Plain`` makes it."""
    return Plain.of(Paragraph(text, Source(path=""))).text


class Plain(Struct, frozen=True, gc=False):
    """Plain text with the way back to the print."""

    paragraph: Paragraph
    text: str
    #: Where runs of kept characters begin: in the plain text, and as printed.
    starts: tuple[int, ...]
    printed: tuple[int, ...]

    @classmethod
    def of(cls, paragraph: Paragraph) -> Plain:
        """The paragraph made plain."""
        wide = _REPLACED.sub(lambda match: _PLAIN[match[0]], paragraph.text)
        pieces: list[str] = []
        starts, printed = [0], [0]
        size = last = 0
        for match in _DROPPED.finditer(wide):
            start, end = match.span()
            pieces.append(wide[last:start])
            size += start - last
            if start and end < len(wide) and wide[start - 1] in "0123456789.," and wide[end] in "0123456789":
                pieces.append(" ")
                size += 1
            starts.append(size)
            printed.append(end)
            last = end
        pieces.append(wide[last:])
        return cls(paragraph, "".join(pieces), tuple(starts), tuple(printed))

    def offset(self, position: int) -> int:
        """Where the plain character ``position`` stands in the paragraph as printed."""
        run = bisect_right(self.starts, position) - 1
        return self.printed[run] + position - self.starts[run]

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """The printed span of a plain one that is not empty."""
        return self.offset(start), self.offset(stop - 1) + 1

    def as_printed(self, start: int, stop: int) -> str:
        """The printed text of a plain span that is not empty."""
        first, end = self.span(start, stop)
        return self.paragraph.text[first:end]

    def source(self, position: int) -> Source:
        """The source of a plain character."""
        return self.paragraph.source_at(self.offset(position)) if position else self.paragraph.source
