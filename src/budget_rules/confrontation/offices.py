"""The unit's name in the tables, and in the lines above them, against its name in the title and one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from budget_rules.confrontation.environment import Absent
from budget_rules.confrontation.texts import TextsEnvironment
from budget_rules.confrontation.wording import Cause, Hit, said_of
from budget_rules.messages import message
from budget_rules.narrative.plain import plain_text


def strange_offices(env: TextsEnvironment) -> Iterator[Cause]:
    """Names of offices in the tables, where none of them is the unit that the disclosure is about: one cause.

    Raises:
        Absent: the unit's name is not known.
    """
    unit = plain_text(env.index.disclosure.unit)
    if not unit:
        raise Absent(message("skip.no-unit-name"))
    if not any(unit in text.plain.text for text in env.texts):
        where = [Hit(text, text.start, text.stop, env.index.disclosure.unit) for text in env.texts]
        yield where, said_of("fact.strange-office", where, unit=env.index.disclosure.unit)


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
