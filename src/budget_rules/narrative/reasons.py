"""The reason a change is given: 主要原因是：行政运行经费减少. Which way it goes, where that is certain."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from budget_rules.disclosure import Cause, Statement
from budget_rules.narrative.amount import Passage
from budget_rules.narrative.causes import pull_of
from budget_rules.narrative.plain import SENTENCE_END, Plain
from budget_rules.narrative.terms import Terms

_AFTER = re.compile("[是为:,]*")
_CLAUSE = re.compile("[^,;。!?、]{2,60}(?=[;。!?]|$)")
_END = re.compile("[;。!?]")
_MARKS = ",。;:、 "
#: What the words on the purpose of the money do not have: an end, or another amount.
_PURPOSE_ENDS = re.compile("[;。!?0-9]")
_DIRECTIONS = ((1, "increase"), (-1, "decrease"), (0, "level"))
_YEAR = re.compile("(?:(?:19|20)[0-9]{2}年度?|本年|今年)?")
_ANY_YEAR = re.compile("(?:19|20)[0-9]{2}")
_CLAUSES = re.compile("[^,;、]+")
#: What is left over or comes in goes up where spending goes down.
_OTHERS = ("结转", "结余", "收入")
#: The reason stands in the sentence of the change, or begins the next one.
_REACH = 300
#: What goes up or down on both sides of the balance.
_BOTH = ("收入支出", "收入、支出", "收入和支出", "收支")
_SIDES = ("收入", "支出")
#: A name that short says too little: 收入, 支出.
_SHORTEST = 3
#: So many changes are looked through for one of a given name.
_LOOK_BACK = 40


def add_reasons(passage: Passage, ends: list[tuple[Statement, int]], terms: Terms) -> None:
    """Give the changes of a passage the direction of their reason: only where it names the very same quantity.

    ``ends`` has the changes in order with the position in the plain text where each ends.
    """
    for index, (statement, stop) in enumerate(ends):
        limit = ends[index + 1][1] if index + 1 < len(ends) else len(passage.plain.text)
        text, limit = passage.plain.text, min(limit, stop + _REACH)
        found = _reason_after(text, stop, limit, terms)
        if found is not None and found[3] in set(_own_names(statement, terms)):
            start, end, sign, _ = found
        elif statement.direction and (after := _spending_after(text, stop, limit, terms)) is not None:
            start, end, sign = after
            if any(other in name for name in statement.names for other in _OTHERS):
                continue
        else:
            if not index or _alone(ends[index - 1], statement, stop, passage):
                word = terms["reason"].pattern.search(text, stop, limit)
                if word is not None and _goes_on(text[stop : word.start()], statement, terms):
                    _add_cause(statement, passage.plain, word.end(), limit, terms)
            continue
        statement.reason = sign
        statement.reason_span = passage.plain.span(start, end)


def _alone(before: tuple[Statement, int], statement: Statement, stop: int, passage: Passage) -> bool:
    """Whether the change before goes the same way, or stands in a clause that a semicolon or a full stop ends."""
    other, end = before
    return other.direction == statement.direction or _END.search(passage.plain.text, end, stop) is not None


def _goes_on(between: str, statement: Statement, terms: Terms) -> bool:
    """Whether the reason follows the change: at once, after 减少的, or after what the money is for."""
    said = between.strip(_MARKS).removesuffix("的")
    if any(said in terms[name] for sign, name in _DIRECTIONS if sign == statement.direction):
        return True
    said = said.removesuffix(terms["change_itself"].before(said, 0, len(said))).rstrip(_MARKS)
    return not said or (bool(terms["purpose"].at(said, 0)) and not _PURPOSE_ENDS.search(said))


def _add_cause(statement: Statement, plain: Plain, start: int, stop: int, terms: Terms) -> None:
    """What is said to have caused the change, where that is certain."""
    name = "".join((statement.name, *statement.path))
    if statement.direction is None or not name or terms["not_spent"].inside(name) or _is_income(statement):
        return
    after = _AFTER.match(plain.text, start, stop)
    pull = pull_of(plain.text, after.end() if after else start, stop, statement, terms)
    current = statement.figures.get("current")
    if pull is None or (not statement.direction and not (pull.sign > 0 and current is not None and current.nil)):
        return  # many things may keep a quantity level, but what makes more of it does not keep it at nothing
    statement.cause = Cause(pull.sign, plain.as_printed(pull.start, pull.stop))


def _is_income(statement: Statement) -> bool:
    """Whether it is one of the incomes, which may well fall where others rise; all income is spending."""
    return any(name.endswith("收入") for name in statement.names[:1])


def _reason_word(text: str, start: int, stop: int, terms: Terms) -> re.Match[str] | None:
    """The word that announces the reason, in the sentence of the change or in the next one."""
    word = terms["reason"].pattern.search(text, start, stop)
    return None if word is None or len(SENTENCE_END.findall(text, start, word.start())) > 1 else word


def _spending_after(text: str, start: int, stop: int, terms: Terms) -> tuple[int, int, int] | None:
    """The last clause of a reason, where it alone says which way “支出” goes: 更换了设施，导致相关支出略有增加."""
    word = _reason_word(text, start, stop, terms)
    if word is None:
        return None
    end = SENTENCE_END.search(text, word.end())
    limit = len(text) if end is None else end.start()
    if _ANY_YEAR.search(text, word.end(), limit) or terms["base"].inside(text[word.end() : limit]):
        return None  # 上年有一次性项目，支出增加: it may be spending of the year before that goes up
    found = [
        (clause.span(), _way_of_spending(clause.group(), terms))
        for clause in _CLAUSES.finditer(text, word.end(), limit)
    ]
    said = [(span, sign) for span, sign in found if sign]
    return (*said[0][0], said[0][1]) if len(said) == 1 and said[0] == found[-1] else None


def _way_of_spending(clause: str, terms: Terms) -> int:
    """+1 or -1 where the clause says that spending, no more precisely named, goes up or down."""
    for sign, name in ((1, "increase"), (-1, "decrease")):
        if ending := terms[name].before(clause, 0, len(clause)):
            subject = clause.removesuffix(ending)
            while slightly := terms["slightly"].before(subject, 0, len(subject)):
                subject = subject.removesuffix(slightly)
            while leading := terms["resulting"].at(subject, 0):
                subject = subject[len(leading) :]
            return sign if subject in terms["spending"] else 0
    return 0


def _reason_after(text: str, start: int, stop: int, terms: Terms) -> tuple[int, int, int, str] | None:
    """The reason's clause in ``text[start:stop]``, its direction and what it says goes that way."""
    word = _reason_word(text, start, stop, terms)
    if word is None:
        return None
    after = _AFTER.match(text, word.end(), stop)
    clause = _CLAUSE.match(text, after.end() if after else word.end(), stop)
    if clause is None:
        return None
    for sign, name in ((1, "increase"), (-1, "decrease"), (0, "unchanged")):
        if ending := terms[name].before(text, clause.start(), clause.end()):
            subject = text[clause.start() : clause.end() - len(ending)]
            begin = _YEAR.match(subject)
            return clause.start(), clause.end(), sign, _bare(subject[begin.end() if begin else 0 :], terms)
    return None


def _own_names(statement: Statement, terms: Terms) -> Iterator[str]:
    path = statement.path
    for name in (*statement.names, *path[-1:], "".join(path[-2:])):
        if name:
            yield _bare(name, terms)


def _bare(name: str, terms: Terms) -> str:
    """The name without 经费, 支出 … at its end."""
    while (word := terms["of_money"].before(name, 0, len(name))) and len(word) < len(name):
        name = name.removesuffix(word)
    return name


def headed_reasons(passages: list[Passage], terms: Terms) -> None:
    """财政拨款收入支出减少的主要原因是…: the direction belongs to the changes of that name in the section before it."""
    earlier: list[Statement] = []
    for passage in passages:
        if earlier and earlier[0].section is not passage.section:
            earlier.clear()
        changes = passage.changes
        if not changes and not earlier:
            continue
        for start, end, sign, subject in _headings_of_reasons(passage.plain, terms):
            place = bisect_left(changes, passage.plain.offset(start), key=_start)
            before = [one for one, _ in changes[max(0, place - 1) : place]]
            named = before if not subject else [one for one in earlier[-_LOOK_BACK:] if _is_of(subject, one)]
            caused = next((one for one in named if one.direction == sign), None)
            if caused is not None and caused.cause is None:
                _add_cause(caused, passage.plain, end, len(passage.plain.text), terms)
            for statement in named:
                if statement.reason is None and statement.direction is not None:
                    statement.reason = sign
                    if not subject:
                        statement.reason_span = passage.plain.span(start, end)
        earlier.extend(one for one, _ in changes)


def _is_of(subject: str, statement: Statement) -> bool:
    """Whether a reason's subject is the quantity a statement is about, alone or, as 收入支出, with its other side."""
    sides = {side for both in _BOTH if both in subject for side in (subject.replace(both, one) for one in _SIDES)}
    return len(statement.name) > _SHORTEST and (
        subject.startswith(statement.name) or any(statement.name.startswith(side) for side in sides)
    )


def _start(change: tuple[Statement, int]) -> int:
    return change[0].span[0]


def _headings_of_reasons(plain: Plain, terms: Terms) -> Iterator[tuple[int, int, int, str]]:
    text = plain.text
    words = list(terms["reason"].pattern.finditer(text))
    stops = [match.end() for match in re.finditer("[,;。!?]", text)] if words else []
    for word in words:
        end = word.start() - 1 if text[word.start() - 1 : word.start()] == "的" else word.start()
        place = bisect_right(stops, end)
        floor = stops[place - 1] if place else 0
        for sign, name in ((1, "increase"), (-1, "decrease")):
            ending = terms[name].before(text, floor, end)
            start = end - len(ending)
            if ending and not terms["negation"].before(text, floor, start):
                subject = text[floor:start]
                yield floor, word.end(), sign, subject
                break
