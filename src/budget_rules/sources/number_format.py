"""What an Excel number format shows for a value. What it is not known to show is never guessed.

Read are sections (positive; negative; zero; text), digit places ``0 # ?`` with literals between them, thousand
separators, scaling by commas, ``%``, quoted and escaped literals, padding (``_x``, ``*x``), colours and currency marks
(the mark of the yuan is left out), and dates of years, months, days, hours, minutes and seconds. Fractions, exponents,
conditions, Chinese numerals (``[DBNum1]``) and the like raise ``UnknownFormat``. Values have 15 significant digits and
round half away from zero, as in Excel.

Sources: ECMA-376 part 1, 18.8.30 and 18.8.31 (formats that East Asian versions build in).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

from budget_rules.sources.date_format import is_date_format, show_date

Value = str | bool | int | float | Decimal | datetime | date | time | timedelta

#: General shows at most so many characters, the point included.
_GENERAL_WIDTH = 11
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_(?P<padding>.)|\*(?P<fill>.)'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<general>[Gg]eneral|G/通用格式)|(?P<place>[0#?])|(?P<mark>[.,%@;])|(?P<other>.)",
    re.DOTALL,
)
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d+|黑色|蓝色|红色|绿色|颜色 ?\d+)", re.I
)
_CURRENCY = re.compile(r"\$([^\-\]]*)(?:-[0-9A-Fa-f]+)?")
#: Besides these and what is not ASCII, a letter in a format has a meaning of its own.
_LITERALS = frozenset(" $-+():&'~{}<>=^|")
#: A cell of money says so in its column or table; the mark would only keep the number from being read.
_MONEY_MARKS = str.maketrans("", "", "¥￥")


class UnknownFormat(ValueError):
    """What the format shows is not known."""


class _Token(NamedTuple):
    #: ``literal``, ``place``, ``point``, ``comma``, ``percent``, ``text`` or ``general``.
    kind: str
    text: str


def show(value: Value, code: str, *, zeros: bool = True) -> str:
    """``value`` as a cell with the number format ``code`` shows it, without outer white space.

    ``zeros``: whether the sheet shows zeros at all.

    Raises:
        UnknownFormat: it is not known what the format shows.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return _show_text(value, code).strip()
    if isinstance(value, datetime | date | time | timedelta):
        shown = show_date(value, code)
        if shown is None:
            raise UnknownFormat(code)
        return shown.strip()
    number = exact(value)
    if not number and not zeros:
        return ""
    return _show_number(number, _sections(code), code).translate(_MONEY_MARKS).strip()


def exact(value: float | Decimal) -> Decimal:
    """The number that Excel takes a stored value for: 15 significant digits."""
    return value if isinstance(value, Decimal) else Decimal(f"{value:.15g}")


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[_Token, ...], ...]:
    if is_date_format(code):
        raise UnknownFormat(code)
    sections: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(code or "General"):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "mark" and text == ";":
            sections.append([])
        elif kind in ("quoted", "escaped"):
            sections[-1].append(_Token("literal", text))
        elif kind == "padding":
            sections[-1].append(_Token("literal", " "))
        elif kind == "bracket":
            if currency := _CURRENCY.fullmatch(text):
                sections[-1].append(_Token("literal", currency[1]))
            elif not _COLOUR.fullmatch(text):
                raise UnknownFormat(code)
        elif kind == "mark":
            name = {".": "point", ",": "comma", "%": "percent", "@": "text"}[text]
            sections[-1].append(_Token(name, text))
        elif kind in ("place", "general"):
            sections[-1].append(_Token(kind, text))
        elif kind == "other":
            if text.isascii() and text not in _LITERALS:
                raise UnknownFormat(code)
            sections[-1].append(_Token("literal", text))
    if len(sections) > 4:
        raise UnknownFormat(code)
    return tuple(map(tuple, sections))


def _show_text(text: str, code: str) -> str:
    """The fourth section, or the only one with ``@``, is for text; else text is shown as it is."""
    if "@" not in code and code.count(";") < 3:
        return text
    sections = _sections(code)
    chosen = (
        sections[3] if len(sections) == 4 else next((s for s in sections if any(t.kind == "text" for t in s)), None)
    )
    if chosen is None:
        return text
    return "".join(text if token.kind == "text" else token.text for token in chosen)


def _show_number(number: Decimal, sections: Sequence[tuple[_Token, ...]], code: str) -> str:
    numeric = sections[:3]
    if len(numeric) > 1 and any(token.kind == "text" for token in numeric[-1]):
        numeric = numeric[:-1]
    if len(numeric) == 1:
        section, sign = numeric[0], "-" if number < 0 else ""
    elif len(numeric) == 2 or number:
        section, sign = numeric[1 if number < 0 else 0], ""
    else:
        section, sign = numeric[2], ""
    kinds = {token.kind for token in section}
    if kinds & {"general", "text"}:
        if kinds & {"place", "point", "percent"}:
            raise UnknownFormat(code)
        shown = general(abs(number))
        return sign + "".join(shown if token.kind in ("general", "text") else token.text for token in section)
    if "place" not in kinds:
        return sign + "".join(token.text for token in section) if section else ""
    return sign + _place_digits(abs(number), section, code)


def general(number: Decimal) -> str:
    """What the General format shows in a column that is wide enough."""
    if not number:
        return "0"
    if abs(number) >= 10**11 or abs(number) < Decimal("1E-9"):
        mantissa, exponent = f"{number:.5E}".split("E")
        return f"{mantissa.rstrip('0').rstrip('.')}E{exponent[0]}{exponent[1:].zfill(2)}"
    whole = len(str(int(abs(number))))
    text = f"{_rounded(number, max(_GENERAL_WIDTH - 1 - whole, 0)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(number: Decimal, decimals: int) -> Decimal:
    with localcontext(prec=400):
        return number.quantize(Decimal((0, (1,), -decimals)), rounding=ROUND_HALF_UP)


def _place_digits(number: Decimal, section: tuple[_Token, ...], code: str) -> str:
    """Digits put into the places of a section: from the point to the right, and from the point to the left."""
    tokens = list(section)
    places = [i for i, token in enumerate(tokens) if token.kind == "place"]
    points = [i for i, token in enumerate(tokens) if token.kind == "point"]
    if len(points) > 1:
        raise UnknownFormat(code)
    point = points[0] if points else len(tokens)
    whole_places = [i for i in places if i < point]
    last_whole = whole_places[-1] if whole_places else -1
    grouped, scale = False, 0
    for i, token in enumerate(tokens):
        if token.kind == "percent":
            scale += 2
        elif token.kind == "comma":
            if whole_places and whole_places[0] < i < last_whole:
                grouped = True
            elif i > (places[-1] if i > point else last_whole):
                scale -= 3
            tokens[i] = _Token("literal", "")
    decimals = len(places) - len(whole_places)
    digits, _, fraction = f"{_rounded(number.scaleb(scale), decimals):f}".partition(".")
    if grouped and any(tokens[i].kind == "literal" and tokens[i].text for i in range(whole_places[0], last_whole)):
        raise UnknownFormat(code)
    out = [token.text for token in tokens]
    _place_fraction(out, tokens, places[len(whole_places) :], fraction)
    _place_whole(out, tokens, whole_places, "" if digits == "0" else digits, grouped)
    return "".join(out)


def _place_fraction(out: list[str], tokens: Sequence[_Token], places: Sequence[int], fraction: str) -> None:
    """``0`` always prints its digit; ``#`` nothing and ``?`` a space for zeros at the end."""
    kept = len(fraction.rstrip("0"))
    for n, i in enumerate(places):
        out[i] = fraction[n] if n < kept or tokens[i].text == "0" else {"#": "", "?": " "}[tokens[i].text]
    last_zero = max((n for n, i in enumerate(places) if tokens[i].text == "0"), default=-1)
    for n, i in enumerate(places[: last_zero + 1]):
        out[i] = fraction[n]


def _place_whole(out: list[str], tokens: Sequence[_Token], places: Sequence[int], digits: str, grouped: bool) -> None:
    """From the right; the first place takes all digits that remain."""
    if not places:
        return
    rest, zero_from = digits, next((n for n, i in enumerate(places) if tokens[i].text == "0"), len(places))
    count = 0
    for n in range(len(places) - 1, -1, -1):
        own, rest = (rest[-1:], rest[:-1]) if n else (rest, "")
        own = own or ("0" if n >= zero_from else " " if tokens[places[n]].text == "?" else "")
        text = ""
        for digit in reversed(own):
            comma = "," if grouped and digit.isdigit() and count and count % 3 == 0 else ""
            text, count = digit + comma + text, count + digit.isdigit()
        out[places[n]] = text
