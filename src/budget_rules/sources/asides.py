"""What stands about a table beside its title: money unit, preparer, the number of the form, a date.

``编制单位：某市某局  2023年度  金额单位：万元`` and ``公开02表`` are such lines. They are no text and no title.
"""

from __future__ import annotations

import re

from msgspec import Struct

from budget_rules.figure import normal_width

_MONEY = re.compile(r"(?:金额|货币)?单\s*位\s*[:：]\s*(?:人民币)?\s*(?P<unit>元|千元|万元|百万元|千万元|亿元)(?!\w)")
_NUMBER = r"(?:\d{1,3}(?:[-－—之]\d{1,2})?|[一二三四五六七八九十]{1,3})"
_SERIES = r"(?:附件|附|公开|预算|决算|部门|单位|[省市区县级部财预决样Z])"
_APART = r"(?:(?<=\s)|^){}(?=\s|$)"
_FORM = re.compile(
    _APART.format(
        rf"[（(]?(?:{_SERIES}*\s*表\s*{_NUMBER}|{_SERIES}+\s*{_NUMBER}\s*表|\d{{1,3}}\s*表|附件?\s*{_NUMBER})[)）]?[:：]?"
    )
)
_DATE = re.compile(
    r"(?:(?<=\s)|^)(?:(?:编制|填报|制表|填表|报送)?日\s*期\s*[:：]\s*)?"
    r"(?:\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?=\s|$)"
)
_PREPARER = re.compile(
    r"(?:(?<=\s)|^)(?:编制|填报|填表|制表|报送|预算|公开)?(?:主管)?(?:单\s*位|部\s*门)(?:名称)?\s*[:：]\s*"
    r"(?P<name>\S.*?)?(?=\s+\d{4}\s*年度?(?:\s|$)|\s+[^\s:：]{2,6}[:：]|\s*\n|\s*$)"
)
#: What stands for a name that is not filled in, and other units of the figures: ``单位：人、万元``.
_NO_NAME = re.compile(r"[\s_＿…·.]*|[\w、,，/\s]{0,12}[元人辆台]")
_SEAL = re.compile(r"\s*[(（](?:盖章|公章|签章|盖公章)[)）]$")
_DIGIT = re.compile(r"\d")


#: A unit in brackets behind a title; it takes so many signs.
_LONGEST_UNIT = 24
_UNIT_BEHIND = re.compile(
    r"[(（]\s*(?:金额|货币)?单\s*位\s*[:：]\s*(?:人民币)?\s*(元|千元|万元|百万元|千万元|亿元)\s*[)）]$"
)


class Aside(Struct, frozen=True):
    """What a line about a table says."""

    #: Money unit; None where the line names none.
    unit: str | None
    #: Name of the unit that prepared the table, as printed, and its offset in the line; empty where there is none.
    preparer: str
    offset: int
    #: ``公开02表``, and dates: by kind.
    labels: tuple[tuple[str, str], ...]
    #: Other words of the line that print a number: ``2023年度``.
    rest: str


def read_aside(text: str) -> Aside | None:
    """What a line says about a table; None where it is no such line."""
    left = text
    money = _MONEY.search(left)
    if money:
        left = _blotted(left, money)
    labels = []
    for kind, pattern in (("table date", _DATE), ("form number", _FORM)):
        for match in pattern.finditer(left):
            labels.append((kind, match.group()))
            left = _blotted(left, match)
    preparer = _PREPARER.search(left)
    name = ""
    if preparer:
        name = _SEAL.sub("", preparer["name"] or "")
        name = "" if _NO_NAME.fullmatch(name) else name
        left = _blotted(left, preparer)
    rest = " ".join(left.split()).strip("()（）")
    if not (money or preparer or (labels and not rest)):
        return None
    return Aside(
        unit=money["unit"] if money else None,
        preparer=name,
        offset=preparer.start("name") if preparer and name else 0,
        labels=tuple(labels),
        rest=rest if _DIGIT.search(rest) else "",
    )


def without_unit(title: str) -> tuple[str, str | None]:
    """A title without the money unit in brackets behind it, and that unit: 收支总表（单位：万元）."""
    match = _UNIT_BEHIND.search(title, max(0, len(title) - _LONGEST_UNIT))
    return (title[: match.start()].rstrip(), match[1]) if match and match.start() else (title, None)


def is_form_number(text: str) -> bool:
    """Whether the text is the number of a form and nothing else: ``公开02表``, ``附表2``, ``表二``."""
    return _FORM.fullmatch(normal_width(text)) is not None


def is_date(text: str) -> bool:
    """Whether the text is a date and nothing else: ``2024年7月``, as on a cover."""
    return _DATE.fullmatch(text) is not None


def _blotted(text: str, match: re.Match[str]) -> str:
    """The text with what was found taken out; offsets stay, and what stands on either side stays apart."""
    return text[: match.start()] + "\n" * len(match.group()) + text[match.end() :]
