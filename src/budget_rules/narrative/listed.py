"""Names listed behind their number: 内设3个处室：办公室、人事处、法规处."""

from __future__ import annotations

import re

from budget_rules.narrative.terms import Terms

#: A list of offices is not longer.
_REACH = 400
_COLON = re.compile("[,:]?")
_JOINED = re.compile("和|及|与")


def listed_names(text: str, stop: int, terms: Terms, wanted: int) -> int | None:
    """How many names are listed from ``stop`` to the end of the clause; None where that is not certain.

    The last name may be two, 人事处和法规处, or one, 组织和人事处: that it is as ``wanted`` is believed.
    """
    opening = _COLON.match(text, stop)
    at = opening.end() if opening else stop
    word = terms["names_after"].at(text, at)
    at += len(word)
    if text[at : at + 1] == ":":
        at += 1
    elif not word and text[at - 1] != ":":
        return None
    names = _split(text, at, min(len(text), at + _REACH), terms)
    if len(names) < 2 or not all(names):
        return None
    # Other digits, a comma, or 等 say that the names are not all there is.
    if any(sign in name for name in names for sign in ",0123456789") or terms["and_others"].inside(names[-1]):
        return None
    least = len(names)
    return wanted if least < wanted <= least + len(_JOINED.findall(names[-1])) else least


def _split(text: str, start: int, stop: int, terms: Terms) -> list[str]:
    """The names up to the end of the clause, brackets kept whole; none where it has no end in reach."""
    depth, begin, names = 0, start, []
    for at in range(start, stop):
        sign = text[at]
        depth += (sign == "(") - (sign == ")")
        ends = sign in "。;" or (sign == "," and terms["after_names"].at(text, at + 1) != "")
        if depth == 0 and (ends or sign == "、"):
            names.append(text[begin:at])
            begin = at + 1
            if ends:
                return names
    return []
