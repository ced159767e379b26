"""Classification paths: 一般公共服务支出（类）人大事务（款）行政运行（项）, and the forms with codes or hyphens."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct

from budget_rules.narrative.names import Namer
from budget_rules.narrative.plain import is_chinese
from budget_rules.narrative.terms import Terms

_DASHES = re.compile("-+|—+|/|>+")
#: Lists of words that may stand between a path and its amount.
_FILLING = ("leading", "trailing", "generic")
_MARKS = ("类", "款", "项")
#: The class may head the paragraphs before: （一）一般公共服务支出（类） 1.人大事务（款）行政运行（项）
_LEVELS = frozenset({"类", "类款", "类款项", "款项"})


class Path(Struct, frozen=True, gc=False):
    """Names from the class down, and the codes printed with them."""

    names: tuple[str, ...]
    codes: tuple[str, ...]
    start: int


def path_in(text: str, start: int, stop: int, namer: Namer, terms: Terms) -> Path | None:
    """The path of at least two levels that is printed in ``text[start:stop]`` and is nothing but a path."""
    marks = list(terms.class_mark.finditer(text, start, stop)) if "(" in text[start:stop] else []
    if not marks:
        return _hyphened(text, start, stop, namer, terms)
    if "".join(mark.group(2) for mark in marks) not in _LEVELS:
        return None
    first = namer.name(text, start, marks[0].start())
    if first.prior:
        return None
    # 【一般公共服务支出（类）…（项）】: a bracket around all of it
    opened = first.printed.startswith("(") and first.printed.count("(") > first.printed.count(")")
    names = [first.printed[opened:]]
    for before, mark in pairwise(marks):
        names.append(text[before.end() : mark.start()])
    rest = namer.name(text, marks[-1].end(), stop)
    if rest.prior:
        return None
    if rest.names and not _says_nothing(rest.printed, terms):
        if len(marks) != 2 or marks[0].group(2) != "类":
            return None
        # 住房改革支出（款）购房补贴安排: the last mark was forgotten
        names.append(rest.printed)
    if len(names) < 2 or not all(map(_is_name, names)):
        return None
    codes = tuple(mark.group(1) for mark in marks if mark.group(1))
    return Path(tuple(names), codes, first.start + opened)


def _says_nothing(words: str, terms: Terms) -> bool:
    """Whether the words between a path and its amount name nothing: 科目安排预算."""
    while words:
        word = max((terms[name].at(words, 0) for name in _FILLING), key=len)
        if not word:
            return False
        words = words[len(word) :]
    return True


def _is_name(part: str) -> bool:
    return any(map(is_chinese, part))


def _hyphened(text: str, start: int, stop: int, namer: Namer, terms: Terms) -> Path | None:
    """一般公共服务支出-人大事务-行政运行科目."""
    if _DASHES.search(text, start, stop) is None:
        return None
    name = namer.name(text, start, stop)
    if name.prior:
        return None
    parts = _DASHES.split(name.printed)
    three = len(parts) == 3 or (len(parts) == 2 and text.endswith("科目", start, stop))
    if not three or not all(map(_is_name, parts)):
        return None
    if len(parts) == len(_MARKS) and all(map(str.endswith, parts, _MARKS)):  # 教育支出类-普通教育款-初中教育项
        parts = [part[:-1] for part in parts]
    return Path(tuple(parts), (), name.start)
