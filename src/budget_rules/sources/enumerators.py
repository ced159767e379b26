"""How deep an enumerator (一、 （一） 1. （1）) puts a heading or a row."""

from __future__ import annotations

import re
from functools import lru_cache

from budget_rules.figure import normal_width

_NUMERALS = "[一二三四五六七八九十]+"
_KINDS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:第{_NUMERALS}部分|{_NUMERALS}\s*[、.])",
        rf"\({_NUMERALS}\)",
        r"\d{1,2}\s*(?:、|\.(?!\d)|\.(?=\d{4}\s*年))",
        r"\(\d{1,2}\)",
    )
)


@lru_cache(maxsize=8192)
def enumerator_level(text: str) -> int:
    """1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; 0 where there is no enumerator."""
    plain = normal_width(text)
    if not plain or plain[0] not in "第一二三四五六七八九十(0123456789":
        return 0
    for level, kind in enumerate(_KINDS, 1):
        if kind.match(plain):
            return level
    return 0
