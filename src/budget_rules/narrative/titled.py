"""Numbered paragraphs that begin with the title of a section: 4.绩效目标设置情况。2022年共有17个项目…"""

from __future__ import annotations

import re

from budget_rules.disclosure import Section
from budget_rules.narrative.plain import Plain
from budget_rules.narrative.terms import Terms

#: The enumerator of a paragraph, and what may be its title.
TITLE = re.compile("[(]?[0-9一二三四五六七八九十]{1,3}[)、.]([^:,;。0-9]{2,30})(?:[:。]|$)")
#: A paragraph that announces the next ones: 财政拨款支出主要内容如下：
_ANNOUNCED = re.compile("([^:,;。0-9]{2,30})(?:具体)?(?:情况)?如下[:。]?")
_ANNOUNCING = ("如下", "如下:", "如下。")


def section_of(section: Section, above: Section, plain: Plain, terms: Terms) -> Section:
    """The section that a paragraph of ``above`` stands in, the one before it standing in ``section``.

    A title, or words that announce what follows, make a section of the paragraph and of those behind it, up to the next
    title; what the vocabulary does not know as a section ends it.
    """
    found = TITLE.match(plain.text)
    if found is None:
        announced = _ANNOUNCED.fullmatch(plain.text) if plain.text.endswith(_ANNOUNCING) else None
        name = terms.vocabulary.section(announced[1]) if announced else ""
        return _made(name, above.heading, above, plain) if name else section  # the words are no heading
    name = terms.vocabulary.section(found[1]) if terms["title_ends"].before(found[1], 0, len(found[1])) else ""
    if not name or above.within(name):
        return above
    return _made(name, plain.as_printed(0, found.end(1)), above, plain)


def _made(name: str, heading: str, above: Section, plain: Plain) -> Section:
    return Section(
        heading=heading, name=name, level=above.level + 1, paragraphs=[], source=plain.source(0), parent=above
    )
