"""The whole narrative: numbers, figures, statements, labels and what could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from msgspec import Struct

from budget_rules.disclosure import Disclosure, Label, Section, Statement, Unread
from budget_rules.figure import ZERO, Figure, rounding_of, unit_named
from budget_rules.messages import message
from budget_rules.narrative.amount import Passage
from budget_rules.narrative.lists import link_lists
from budget_rules.narrative.names import Namer
from budget_rules.narrative.numbers import Number, numbers_of, unread_number
from budget_rules.narrative.plain import Plain, plain_text
from budget_rules.narrative.reasons import add_reasons, headed_reasons
from budget_rules.narrative.sentences import read_passage
from budget_rules.narrative.terms import Terms
from budget_rules.narrative.titled import section_of
from budget_rules.place import Place, Span
from budget_rules.vocabulary import Vocabulary, normalise

_DIGIT = re.compile("[0-9０-９]")
#: What most headings print, and no figure.
_YEAR = re.compile("(?<![0-9０-９.,，．])(?:19|20)[0-9]{2} ?年")
_HEADING_NUMBER = re.compile(r"[(]?[一二三四五六七八九十0-9]{1,3}[)、.]")
_LONGEST_LABEL = 24
#: So many decimals are what narratives round to; one with more has copied a table.
_ROUNDED = 2
#: A disclosure's narrative has some 50,000 characters and 500 numbers. What is beyond is listed, and not read.
_MOST_TEXT = 500_000
_MOST_NUMBERS = 20_000


class _Page(Struct, eq=False, kw_only=True):
    """A paragraph and its numbers, before anything is made of them."""

    section: Section
    label: str
    #: Its number among all headings and paragraphs.
    index: int
    plain: Plain
    numbers: list[Number]


def read_narrative(disclosure: Disclosure, vocabulary: Vocabulary) -> None:
    """Fill ``disclosure.statements`` and ``disclosure.labels`` from its sections, and add to ``disclosure.unread``.

    Money that drops trailing zeros is read at the precision of the most precise amount of its unit in the narrative.
    """
    terms = vocabulary.once(Terms)
    pages = _within_limits(_pages(disclosure, terms), disclosure)
    finest = _finest(pages)
    namer = Namer(terms, unit=disclosure.unit, year=disclosure.year, final=disclosure.stage == "决算")
    passages: list[Passage] = []
    for page in pages:
        figures: dict[int, Figure] = {}
        for index, number in enumerate(page.numbers):
            if number.figure:
                figures[index] = _figure(page, number, finest)
            elif number.kind == "unclassified":
                disclosure.unread.append(unread_number(page.plain, number))
            else:
                disclosure.labels.append(_label(page.plain, number))
        passages.append(read_passage(page.section, page.plain, page.numbers, figures, namer, terms, disclosure.unread))
    link_lists(passages, namer, terms)
    for statement, whole in (part for passage in passages for part in passage.parts_of):
        if "total" not in statement.figures:
            # 占财政拨款收入的80%, where that is not printed: no share of the total that tables print.
            statement.names = (f"{whole}/{statement.name}",)
    for passage in passages:
        add_reasons(passage, sorted([*passage.changes, *passage.verdicts], key=_stop), terms)
    headed_reasons(passages, terms)
    order = {id(passage.plain.paragraph): index for index, passage in enumerate(passages)}
    found = [statement for passage in passages for statement in passage.statements]
    found.sort(key=lambda statement: (order[id(statement.paragraph)], statement.span))
    disclosure.statements.extend(found)


def _stop(statement: tuple[Statement, int]) -> int:
    return statement[1]


def _pages(disclosure: Disclosure, terms: Terms) -> Iterator[_Page]:
    """The paragraphs that may state something; a heading that holds figures counts as a paragraph."""
    unit = plain_text(disclosure.unit)
    label = ""
    here: Section | None = None
    for index, (section, paragraph, heading) in enumerate(disclosure.running_text()):
        if heading:
            label, here = "", section
        digits = _DIGIT.search(_YEAR.sub("", paragraph.text) if heading else paragraph.text) is not None
        if heading and not digits:
            continue
        plain = Plain.of(paragraph)
        numbers = list(islice(numbers_of(plain, terms), _MOST_NUMBERS + 1)) if digits else []
        if heading and not any(number.figure for number in numbers):
            continue
        before, here = here, section if heading else section_of(here or section, section, plain, terms)
        label = label if here is before else ""
        if numbers or terms["nil"].inside(plain.text) or terms["reason"].inside(plain.text):
            label = label or _section_label(here, unit)
            yield _Page(section=here, label=label, index=index, plain=plain, numbers=numbers)


def _within_limits(pages: Iterable[_Page], disclosure: Disclosure) -> list[_Page]:
    """The pages up to the limits; the others are unread."""
    kept: list[_Page] = []
    text = numbers = 0
    for page in pages:
        text += len(page.plain.text)
        numbers += len(page.numbers)
        if text <= _MOST_TEXT and numbers <= _MOST_NUMBERS:
            kept.append(page)
        else:
            paragraph = page.plain.paragraph
            reason = message("narrative.too-much", text=_MOST_TEXT, numbers=_MOST_NUMBERS)
            disclosure.unread.append(Unread(paragraph.source, paragraph.text[:_LONGEST_LABEL], reason))
    return kept


def _section_label(section: Section, unit: str) -> str:
    """The section as a reader would name it: ``（二）收入预算情况``."""
    heading = normalise(section.heading)
    number = _HEADING_NUMBER.match(heading)
    printed = number.group() if number else ""
    name = section.name or heading[len(printed) :].replace(unit, "")[:_LONGEST_LABEL]
    return printed.replace("(", "（").replace(")", "）") + name


def _finest(pages: list[_Page]) -> dict[tuple[str, bool], Decimal]:
    """Half a unit of the last digit of the most precise amount, by unit of money and by whether it is a copy."""
    finest: dict[tuple[str, bool], Decimal] = {}
    for page in pages:
        for number in page.numbers:
            if number.kind == "money":
                key, half = _kind(number), rounding_of(number.decimals, unit_named(number.unit))
                finest[key] = min(half, finest.get(key, half))
    return finest


def _kind(number: Number) -> tuple[str, bool]:
    """Unit of an amount, and whether it has more digits than any is rounded to: a copy out of a table of 万元 to six
    decimals, which says nothing of the amounts that are rounded to two.
    """
    return number.unit, number.decimals > _ROUNDED


def _figure(page: _Page, number: Number, finest: dict[tuple[str, bool], Decimal]) -> Figure:
    paragraph, (first, stop) = page.plain.paragraph, page.plain.span(number.start, number.end)
    place = Place(page.label, paragraph.source_at(first), Span(page.index, first, stop))
    text = paragraph.text[first:stop]
    unit, value = unit_named(number.unit), number.value
    # Things are counted, not rounded; no money is exact, but 0.0% is what a small share or rate rounds to.
    if number.kind == "money":
        half = finest[_kind(number)] if value else ZERO
    else:
        half = ZERO if number.kind == "count" else rounding_of(number.decimals, unit)
    return Figure(text, value * unit.factor, half, unit, place)


def _label(plain: Plain, number: Number) -> Label:
    first, stop = plain.span(number.start, number.stop)
    return Label(plain.paragraph.text[first:stop], number.kind, plain.paragraph.source_at(first))
