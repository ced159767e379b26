"""The unit's name in the tables, above them and in the text, against its name in the title and one another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import islice

from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.texts import TextsEnvironment, texts_of
from budget_rules.confrontation.wording import OWN_LEVEL, Cause, Hit, said_of
from budget_rules.messages import message
from budget_rules.narrative.plain import plain_text

#: An organisation and its year, up to the words that are said of it.
_SUBJECT = re.compile(
    "(?:(?<=[0-9])[年日]度?|(?<![\u4e00-\u9fff()]))([\u4e00-\u9fff()]{4,40})(?:(?:19|20)[0-9]{2}年度?)?$"
)
_REACH = 70
#: A disclosure says some twenty things of its unit; what is beyond is not looked at.
_MOST = 2000
#: What stands before a name: （一）关于某市某局2022年…, 第一部分某市某局概况.
_BEFORE = re.compile(r"^(?:\([^()]{1,3}\)|第[一二三四五六七八九十]{1,3}部分)?(?:关于)?")
#: A line that names whose budget it is: 预算单位：某市某局; by the level of the disclosure.
_LABEL = {"单位": "预算单位", "部门": "预算主管部门"}
#: What the names of party committees begin with, before the place.
_PARTY = ("中共", "中国共产党")
#: In so many signs a name differs that is a misprint of another.
_MOST_APART = 2
#: Names alike to this degree may be taken for each other.
_ALIKE = 0.6
_DEPARTMENT = "部门"
#: The section that says what a department does and is made up of.
_DESCRIPTION = "单位概况"


def strange_subjects(env: TextsEnvironment) -> Iterator[Cause]:
    """Sentences that say of an office with a name like the unit's what a disclosure says of its unit: one cause.

    A shorter or longer form of the unit's name is no other office, nor is one that a department lists as its own.

    Raises:
        Absent: the unit's name is not known.
    """
    unit = plain_text(env.index.disclosure.unit)
    if not unit:
        raise Absent(message("skip.no-unit-name"))
    words = env.index.vocabulary.words
    own, ends = "|".join(map(re.escape, map(plain_text, words["本单位的事"]))), words["机构名称的结尾"]
    said = (
        (text, one.start()) for text in env.texts for one in re.finditer(own, text.plain.text[text.start : text.stop])
    )
    where = list(_labelled(env, unit))
    for text, at in islice(said, _MOST):
        start = max(text.start, text.start + at - _REACH)
        subject = _SUBJECT.search(text.plain.text[start : text.start + at])
        name = "" if subject is None else _BEFORE.sub("", subject[1])
        if subject is not None and name and _is_another(name, unit, ends) and name not in env.index.once(_listed):
            stop = start + subject.end(1)
            where.append(Hit(text, stop - len(name), stop, env.index.disclosure.unit))
    if where:
        yield where, said_of("fact.strange-subject", where, unit=env.index.disclosure.unit)


def _labelled(env: TextsEnvironment, unit: str) -> Iterator[Hit]:
    """Another name where a line names the unit or the department that the disclosure is of."""
    label = _LABEL.get(env.index.disclosure.level)
    for text in env.texts if label is not None else ():
        plain = text.plain.text
        start = text.start + len(f"{label}:")
        if plain.startswith(f"{label}:", text.start) and start < text.stop:
            name = _bare(plain[start : text.stop])
            if not (_shortens(name, _bare(unit)) or _shortens(_bare(unit), name)):
                yield Hit(text, start, text.stop, env.index.disclosure.unit)


def _listed(index: DisclosureIndex) -> str:
    """What a department says of its units: the names in its tables, and how it is made up."""
    if index.disclosure.level != _DEPARTMENT:
        return ""
    names = [
        plain_text(cell.text) for table in index.disclosure.tables for row in table.rows for cell in row.cells.values()
    ]
    paragraphs = texts_of("paragraph", index)
    described = [one.plain.text for one in paragraphs if one.section is not None and one.section.within(_DESCRIPTION)]
    return "\n".join([*names, *described])


def _is_another(name: str, unit: str, ends: tuple[str, ...]) -> bool:
    """Whether it is another office of the same kind or place, or the unit's name misprinted; not a shorter or a longer
    form of it."""
    name, unit = _without_level(_bare(name)), _without_level(_bare(unit))
    if _shortens(name, unit) or _shortens(unit, name):
        return False
    if _is_misprinted(name, unit):
        return True
    place = _of_place().match(unit)
    local = next((name.removeprefix(party) for party in _PARTY if name.startswith(party)), name)
    if place is not None and local.startswith(place[0]) and local.endswith(ends):
        return True
    return name[-1:] == unit[-1:] and SequenceMatcher(None, name, unit, autojunk=False).ratio() >= _ALIKE


@cache
def _of_place() -> re.Pattern[str]:
    """The place that a name begins with, 上海市普陀区; compiled when asked for, as few disclosures need it."""
    return re.compile("[\u4e00-\u9fff]{2,12}?(?:[省市州盟](?:[\u4e00-\u9fff]{1,8}?[市区县旗])?|[区县旗])")


def _without_level(name: str) -> str:
    """某局本级 is said of 某局."""
    return next((name.removesuffix(_bare(level)) for level in OWN_LEVEL if name.endswith(_bare(level))), name)


def _shortens(short: str, name: str) -> bool:
    """Whether all characters of the one stand in the other, in that order: 市人社局, 中共市委办公室."""
    rest = iter(name)
    return all(sign in rest for sign in short)


def strange_offices(env: TextsEnvironment) -> Iterator[Cause]:
    """Names of offices in the tables, where none of them is the unit that the disclosure is about: one cause.

    Where the unit is named, those that are nearly its name. The department above the unit, which many tables list in a
    row of its own, is not meant to be the unit.

    Raises:
        Absent: the unit's name is not known.
    """
    unit = plain_text(env.index.disclosure.unit)
    if not unit:
        raise Absent(message("skip.no-unit-name"))
    bare = _bare(unit)
    if not any(bare in _bare(text.plain.text) for text in env.texts):
        own = [name for text in env.texts if (name := _bare(text.plain.text)) != _without_level(name)]
        departments = {_without_level(name) for name in own}
        where = [
            Hit(text, text.start, text.stop, env.index.disclosure.unit)
            for text in env.texts
            if not any(_shortens(_bare(text.plain.text), one) for one in departments)
        ]
        yield where, said_of("fact.strange-office", where, unit=env.index.disclosure.unit)
        return
    where = [
        Hit(text, text.start, text.stop, env.index.disclosure.unit)
        for text in env.texts
        if _is_misprinted(_bare(text.plain.text), bare)
    ]
    if where:
        yield where, said_of("fact.strange-office", where, unit=env.index.disclosure.unit)


def _is_misprinted(name: str, unit: str) -> bool:
    """Whether two names are as long and differ in a sign or two: 某市某某小学 and 某市某某中学."""
    apart = sum(a != b for a, b in zip(name, unit, strict=False))
    return len(name) == len(unit) and 0 < apart <= _MOST_APART


def odd_preparers(env: TextsEnvironment) -> Iterator[Cause]:
    """Tables prepared by another unit than most tables are; where no unit prepared more than half, all of them."""
    counts = Counter(text.plain.text for text in env.texts)
    if len(counts) < 2:
        return
    name, times = counts.most_common(1)[0]
    usual = name if times * 2 > counts.total() else ""
    expected = next((text.printed for text in env.texts if text.plain.text == usual), "")
    where = [Hit(text, text.start, text.stop, expected) for text in env.texts if text.plain.text != usual]
    yield where, said_of("fact.odd-preparer", where)


def _bare(name: str) -> str:
    """The name without brackets: 某局（本级） is 某局本级."""
    return name.replace("(", "").replace(")", "")
