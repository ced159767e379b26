"""Every number of a paragraph, and what its surroundings make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from budget_rules.disclosure import Unread
from budget_rules.figure import ZERO, NotAFigure, read_number
from budget_rules.messages import message
from budget_rules.narrative.plain import Plain, is_chinese
from budget_rules.narrative.terms import Terms

_DIGITS = re.compile("[0-9](?:[0-9,.]*[0-9])?")
_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_LIST_NUMBER = re.compile(r"([0-9]{1,2})[.、](?=[0-9]{4}年|[^0-9 ]|$|[ ][0-9]{4}年)")
_SECTION_NUMBER = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=[^0-9.%‰])")
_POINTED_DATE = re.compile(r"(?:19|20)[0-9]{2}[.,-][0-9]{1,2}[.,-][0-9]{1,2}(?![0-9.,])")
_CENTURIES = ("19", "20")
_YEARS_GO_ON = re.compile("[-~至到—、和](?:19|20)[0-9]{2}年")
#: A functional or economic classification code before its name: 2010101行政运行
_CODE = re.compile("(?:2[0-3][0-9]{5}|(?:2[0-3]|3[01])[0-9]{3})[-—]?")
_DOCUMENT = re.compile("第?[0-9]{1,6}号")
#: 1亿2000万元, 3万5千元: one amount in several pieces.
_PIECES = re.compile("(?:[亿万千百][0-9][0-9,.]*)+[亿万千百]*元?")
_GOES_ON = "亿万千百"
_SIGNS = ("负", "-")
#: What two numbers that are not read may have between them.
_SEPARATORS = " .,"
#: What an enumerator inside a sentence stands after.
_BEFORE_ENUMERATOR = ":;。,!?"
_NEAR = 6
#: A longer run of digits and commas is no enumeration of years.
_LONGEST = 40
#: Kinds of numbers that are figures of the budget.
FIGURES = frozenset({"money", "ratio", "count", "size"})
#: So much is quoted around a number that could not be read.
_QUOTED = 40


class Number(Struct, frozen=True, gc=False):
    """A number with its unit in plain text: ``[start:end]`` the digits, ``[start:stop]`` with the unit."""

    start: int
    end: int
    stop: int
    #: ``money``, ``ratio``, ``count``, ``size``, ``unclassified``, or a label's kind: ``year``, ``date``, …
    kind: str
    #: As in the vocabulary; empty for labels.
    unit: str = ""
    #: Of a figure: its digits as read, and how many of them are decimals.
    value: Decimal = ZERO
    decimals: int = 0

    @property
    def figure(self) -> bool:
        """Whether it is a figure of the budget."""
        return self.kind in FIGURES


def numbers_of(plain: Plain, terms: Terms) -> Iterator[Number]:
    """Every run of digits of the paragraph, once, in order."""
    text = plain.text
    position = 0
    while match := _DIGITS.search(text, position):
        number = _read(text, match.start(), match.end(), terms)
        yield number
        position = number.stop


def _read(text: str, start: int, end: int, terms: Terms) -> Number:
    before = text[max(0, start - _NEAR) : start]
    if listed := _enumerator(text, start, before):
        return Number(start, listed, listed, "ordinal")
    if text.startswith(_CENTURIES, start) and (dated := _POINTED_DATE.match(text, start)):
        return Number(start, dated.end(), dated.end(), "date")
    printed = text[start:end]
    if name := terms["number_names"].at(text, start):
        return Number(start, end, max(start + len(name), end), "name")
    if _NUMBER.fullmatch(printed) is None:
        # "2022,2023" is two numbers; "12.3.4" is none.
        first, comma, _ = printed.partition(",")
        end = start + len(first) if comma and len(printed) <= _LONGEST else end
        if _NUMBER.fullmatch(text, start, end) is None:
            return Number(start, end, end, "unclassified")
    return _classified(text, start, end, before, terms)


def _enumerator(text: str, start: int, before: str) -> int:
    """Where the digits of an enumerator end, or 0: ``1.``, ``2、``, ``（3）``, ``1.2 `` before a heading."""
    first = not before or before in "(《"
    if first or before[-1] in _BEFORE_ENUMERATOR:
        if match := _LIST_NUMBER.match(text, start):
            return match.end(1)
        if first and (match := _SECTION_NUMBER.match(text, start)):
            return 0 if text[match.end()] in "万亿千元个辆台倍" else match.end()
    if before.endswith("(") and not text.startswith("0", start):
        size = 2 if text[start + 1 : start + 2].isdigit() else 1
        if text[start + size : start + size + 1] == ")":
            return start + size
    return 0


def _classified(text: str, start: int, end: int, before: str, terms: Terms) -> Number:
    after = text[end : end + 8]
    kind, size = _label(text, start, end, before, after, terms)
    if kind:
        return Number(start, end, end + size, kind)
    start, signed = _sign(text, start) if before.endswith(_SIGNS) else (start, start)
    try:
        value, decimals = read_number(text[signed:end])
    except NotAFigure:
        return Number(start, end, end, "unclassified")
    if after[:1] in _GOES_ON and (pieces := _PIECES.match(text, end)):
        return Number(start, end, pieces.end(), "unclassified")
    unit = terms.unit.at(text, end)
    code = None if unit else _CODE.match(text, start)
    if code and is_chinese(text[code.end() : code.end() + 1]):
        return Number(start, end, end, "code")
    if not unit or (text[start - 1 : start] in _SEPARATORS and _joined(text, start)):
        return Number(start, end, end, "unclassified")
    stop = end + len(unit)
    kind = terms.units[unit]
    if unit == "元" and text[stop : stop + 1] in ("/", "旦", "素", "件"):
        kind = "measure"
    kind = _remarked(text, start, stop, kind, terms)
    if kind not in FIGURES:
        return Number(start, end, stop, kind)
    return Number(start, end, stop, kind, "个百分点" if unit == "百分点" else unit, value, decimals)


def _remarked(text: str, start: int, stop: int, kind: str, terms: Terms) -> str:
    """What the words right before or behind a number make of its kind: 约30万元, 单价100万元以上, 评分95分."""
    if kind == "measure":
        return "size" if terms["scores"].before(text, 0, start) else kind
    approximate = terms["approximate"].before(text, 0, start) or terms["approximate_after"].at(text, stop)
    if kind == "size" and approximate:
        return "measure"
    # A limit is no amount of this budget.
    if terms["threshold_after"].at(text, stop) or terms["threshold_before"].before(text, 0, start):
        return "threshold"
    return "approximate" if approximate and kind in ("money", "ratio") else kind


def _label(text: str, start: int, end: int, before: str, after: str, terms: Terms) -> tuple[str, int]:
    """The kind of a number that is no figure by its form, and how many characters after it belong to it."""
    digits = text[start:end]
    last, following = before[-1:], after[:1]
    if last.isascii() and (last.isalpha() or (last == "-" and before[-2:-1].isascii() and before[-2:-1].isalpha())):
        return "code", 0
    if len(digits) == 4 and digits.startswith(_CENTURIES) and digits.isdigit():
        if word := terms["year_after"].at(after, 0):
            return "year", len(word)
        if last == "(" and following == ")":
            return ("document number", 1) if _document(text, end + 1) else ("year", 0)
        if _YEARS_GO_ON.match(text, end):
            return "year", 0
    if following == "月" or (following in ("日", "号") and last in ("月", "-", "至", "、")):
        return "date", 1
    if last == "月" and following in ("-", "至", "~"):
        return "date", 0
    if last == "第" or (last == "表" and following not in ("个", "张")):
        return "ordinal", 0
    if following == "号":
        return "document number", 1
    if last == "(" and following and (following == ")" or terms["classes"].at(after, 0)):
        # (204类), (06), (2010101)
        return "code", 0
    return "", 0


def _document(text: str, position: int) -> bool:
    """Whether ``89号`` follows, or ``第89号``."""
    return _DOCUMENT.match(text, position) is not None


def _sign(text: str, start: int) -> tuple[int, int]:
    """Where the number with its sign starts, and where the part that is read as a number does."""
    last = text[start - 1 : start] if start else ""
    if last == "负":
        return start - 1, start - 1
    if last == "-" and start > 1 and (is_chinese(text[start - 2]) or text[start - 2] in ":("):
        return start - 1, start - 1
    return start, start


def _joined(text: str, start: int) -> bool:
    """Whether a digit stands before it, with only white space or a lost point in between: "12 34" is not read."""
    position = start - 1
    if position >= 0 and text[position] == " ":
        while position >= 0 and text[position] in _SEPARATORS:
            position -= 1
        return position >= 0 and text[position].isdigit()
    return position > 0 and text[position] in ".," and text[position - 1].isdigit()


def unread_number(plain: Plain, number: Number) -> Unread:
    """A number that nothing can be made of, with the text around it."""
    first, stop = max(0, number.start - _QUOTED), min(len(plain.text), number.stop + _QUOTED)
    text = plain.as_printed(number.start, min(number.stop, number.start + _QUOTED))
    sentence = " ".join(plain.as_printed(first, stop).split())
    return Unread(plain.source(number.start), text, message("narrative.unclassified", sentence=sentence))
