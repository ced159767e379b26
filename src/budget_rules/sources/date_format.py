"""Dates and times as an Excel number format shows them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

#: Formats that East Asian versions build in by number, without writing them into the file (ECMA-376, 18.8.31, zh-cn).
BUILT_IN = {
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
#: Format 14 and the like follow the computer's settings; this is what Chinese ones are.
_SYSTEM = {"mm-dd-yy": "yyyy/m/d", "m/d/yy": "yyyy/m/d", "m/d/yyyy": "yyyy/m/d", "m/d/yy h:mm": "yyyy/m/d h:mm"}
_LITERAL = re.compile(r'"[^"]*"|[\\!_*].|\[[^\]]*\]|[Gg]eneral')
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_(?P<padding>.)|(?P<locale>\[\$-[0-9A-Fa-f]+\])'
    r"|(?P<part>y+|m+|d+|h+|s+)|(?P<end>;@?)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
#: These locales change how the parts of a date are written.
_SPECIAL_LOCALES = re.compile(r"\[\$-(?:F[48]00|(?!0*[48]04\]|0*[48]09\])[0-9A-F]{5,})\]", re.IGNORECASE)


@lru_cache(maxsize=512)
def is_date_format(code: str) -> bool:
    """Whether the format shows its value as a date or a time."""
    return re.search("[ymdhs]", _LITERAL.sub("", code.lower())) is not None


def show_date(value: datetime | date | time | timedelta, code: str) -> str | None:
    """The date or time in that format; None where it is not known what the format shows."""
    if isinstance(value, timedelta) or _SPECIAL_LOCALES.search(code):
        return None
    if isinstance(value, time):
        value = datetime.combine(date(1900, 1, 1), value)
    elif not isinstance(value, datetime):
        value = datetime.combine(value, time())
    code = _SYSTEM.get(code.lower().removesuffix(";@"), code)
    tokens = list(_TOKEN.finditer(code))
    out: list[str] = []
    parts = [match["part"].lower() if match["part"] else "" for match in tokens]
    for i, match in enumerate(tokens):
        if match["end"]:
            break
        if not match["part"]:
            kind = match.lastgroup
            text = match[kind] if kind in ("quoted", "escaped", "other") else ""
            if kind == "other" and text.isascii() and text.isalnum():
                return None
            out.append(text)
            continue
        part = parts[i]
        before = next((p[0] for p in reversed(parts[:i]) if p), "")
        after = next((p[0] for p in parts[i + 1 :] if p), "")
        if part[0] == "m" and (before == "h" or after == "s"):
            part = part.replace("m", "n")
        shown = _part(value, part)
        if shown is None:
            return None
        out.append(shown)
    return "".join(out)


def _part(value: datetime, part: str) -> str | None:
    if part in ("yyyy", "yyy"):
        return f"{value.year:04d}"
    if part in ("yy", "y"):
        return f"{value.year % 100:02d}"
    numbers = {"m": value.month, "d": value.day, "h": value.hour, "n": value.minute, "s": value.second}
    if len(part) > 2:
        return None
    return f"{numbers[part[0]]:0{len(part)}d}"
