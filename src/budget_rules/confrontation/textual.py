"""Conditions on texts, names and codes: what is wrong with them, and everywhere the same cause shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TypeVar

from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.codes import (
    foreign_codes,
    misspelt_names,
    names_of_codes,
    outdated_names,
    short_codes,
    unknown_classes,
    unknown_codes,
    unpadded_codes,
)
from budget_rules.confrontation.contents import Contents
from budget_rules.confrontation.fact import Fact
from budget_rules.confrontation.glossary import repeated_items, unexplained, unlisted_items, unused_terms
from budget_rules.confrontation.numbering import misnumbered
from budget_rules.confrontation.offices import odd_preparers, strange_offices, strange_subjects
from budget_rules.confrontation.shape import (
    empty_sections,
    repeated_headings,
    repeated_paragraphs,
    repeated_titles,
    unbalanced,
    unclosed,
    without_such_day,
)
from budget_rules.confrontation.text import Text
from budget_rules.confrontation.texts import TextsEnvironment
from budget_rules.confrontation.wording import Cause, Hit, hits, said_of
from budget_rules.messages import Message, message
from budget_rules.rulebook.expression import (
    Condition,
    Explains,
    Membership,
    Negation,
    OneName,
    State,
    Wording,
)
from budget_rules.rulebook.own_names import CONTENTS, HEADINGS

_Made = TypeVar("_Made")
#: A quotation is cut to its sentence, and that to so many characters.
_LONGEST_QUOTE = 300
_STATES: dict[str, Callable[[TextsEnvironment], Iterable[Cause]]] = {
    "closed": unclosed,
    "balanced": unbalanced,
    "dated": without_such_day,
    "filled": empty_sections,
    "ours": strange_offices,
    "alike": odd_preparers,
    "in order": misnumbered,
    "used": unused_terms,
    "current": outdated_names,
    "whole": short_codes,
    "padded": unpadded_codes,
}

#: What is listed twice, by the kind of text.
_SINGLE: dict[str, Callable[[TextsEnvironment], Iterable[Cause]]] = {
    "title": repeated_titles,
    "heading": repeated_headings,
    "paragraph": repeated_paragraphs,
    "item": repeated_items,
}


def text_facts(condition: Condition, env: TextsEnvironment) -> list[Fact]:
    """What a condition comes to for all texts together: a fact for each cause that breaks it, or one that it holds.

    It is worked out once for a disclosure, but where it asks for figures, which may be others the next time.

    Raises:
        Absent: it means nothing in this disclosure.
    """
    return _once(env.index.facts, condition, env, _facts)


def _once(
    known: dict[tuple[int, int], tuple[Condition, list[Text], list[_Made]]],
    condition: Condition,
    env: TextsEnvironment,
    find: Callable[[Condition, TextsEnvironment], list[_Made]],
) -> list[_Made]:
    """What is found of the texts, looked for once; condition and texts are kept, and so are their identities."""
    if _asks_for_figures(condition, env):
        return find(condition, env)
    key = id(condition), id(env.texts)
    if key not in known:
        known[key] = condition, env.texts, find(condition, env)
    return known[key][2]


def _asks_for_figures(condition: Condition, env: TextsEnvironment) -> bool:
    of = condition.of if isinstance(condition, Negation) else condition
    return isinstance(of, Explains) or env.kinds == ("item",)


def _facts(condition: Condition, env: TextsEnvironment) -> list[Fact]:
    found = [_fact(where, said) for where, said in _causes(condition, env) if where]
    return found or [Fact(holds=True, found=message("fact.so"), place=env.texts[0].place())]


def satisfying(condition: Condition, env: TextsEnvironment) -> list[Text]:
    """The texts of which a condition is so; what means nothing in this disclosure is so of none."""
    return _once(env.index.satisfying, condition, env, _satisfying)


def _satisfying(condition: Condition, env: TextsEnvironment) -> list[Text]:
    if isinstance(condition, Negation):
        so = {id(text) for text in satisfying(condition.of, env)}
        return [text for text in env.texts if id(text) not in so]
    if isinstance(condition, Wording):
        try:
            so = {id(hit.text) for hit in hits(condition, env.texts, env.index)}
        except Absent:
            return []
        return [text for text in env.texts if id(text) in so]
    return [text for text in env.texts if _satisfies(condition, text, env)]


def _satisfies(condition: Condition, text: Text, env: TextsEnvironment) -> bool:
    try:
        if isinstance(condition, Membership) and condition.table not in (HEADINGS, CONTENTS):
            return text.section is not None and text.section.within(condition.table)
        if isinstance(condition, State) and condition.predicate == "known" and text.kind not in ("code", "name"):
            return bool(text.section and text.section.name) or bool(text.table and text.table.known)
        one = TextsEnvironment.of(env, [text])
        return not any(where for where, _ in _causes(condition, one))
    except Absent:
        return False


def _causes(condition: Condition, env: TextsEnvironment) -> Iterable[Cause]:
    if isinstance(condition, Negation):
        return _breaking(condition.of, env)
    if isinstance(condition, Wording):
        has = {id(hit.text) for hit in hits(condition, env.texts, env.index)}
        where = [Hit(text, text.start, text.stop) for text in env.texts if id(text) not in has]
        return [(where, said_of("fact.lacking", where, words=_words(condition)))]
    if isinstance(condition, OneName):
        return names_of_codes(env)
    if isinstance(condition, Explains):
        return unexplained(condition, env)
    if isinstance(condition, Membership):
        return _not_among(condition, env)
    assert isinstance(condition, State)
    if condition.predicate == "ours" and set(env.kinds) <= {"heading", "sentence", "note"}:
        return strange_subjects(env)
    if condition.predicate == "single":
        return chain.from_iterable(_SINGLE[kind](env) for kind in env.kinds)
    if condition.predicate == "standard":
        return foreign_codes(env) if env.kinds == ("code",) else misspelt_names(env)
    if condition.predicate == "verbatim":
        return Contents.of(env.index).reworded()
    if condition.predicate == "known" and env.kinds in (("code",), ("name",)):
        return unknown_codes(env) if env.kinds == ("code",) else unknown_classes(env)
    if condition.predicate == "known":
        where = [Hit(text, text.start, text.stop) for text in env.texts if not _satisfies(condition, text, env)]
        return [(where, said_of("fact.not-known", where))]
    return _STATES[condition.predicate](env)


def _breaking(condition: Condition, env: TextsEnvironment) -> Iterable[Cause]:
    """Where the condition is so, and should not be."""
    if isinstance(condition, Wording):
        where = list(hits(condition, env.texts, env.index))
        if _is_corrected(condition, env):
            return _misprints(where)
        return [(where, said_of("fact.wording", where, words=_words(condition)))]
    where = [Hit(text, text.start, text.stop) for text in satisfying(condition, env)]
    return [(where, said_of("fact.wording", where, words=""))]


def _is_corrected(wording: Wording, env: TextsEnvironment) -> bool:
    """Whether the words are ones that the vocabulary has the right form of."""
    vocabulary = env.index.vocabulary
    lists = [vocabulary.words.get(word.name, ()) for way in wording.ways for word in way]
    return all(word in vocabulary.corrections for words in lists for word in words)


def _misprints(where: Sequence[Hit]) -> Iterable[Cause]:
    """What should stand there is the cause: the same slip is made again and again."""
    for expected in dict.fromkeys(hit.expected for hit in where):
        same = [hit for hit in where if hit.expected == expected]
        yield same, said_of("fact.misprint", same, expected=expected)


def _not_among(condition: Membership, env: TextsEnvironment) -> Iterable[Cause]:
    if env.kinds == ("item",):
        return unlisted_items(condition.table, env)
    if condition.table == HEADINGS:
        return Contents.of(env.index).without_heading()
    if condition.table == CONTENTS:
        return Contents.of(env.index).not_listed(env.texts)
    where = [Hit(text, text.start, text.stop) for text in env.texts if not _satisfies(condition, text, env)]
    return [(where, said_of("fact.elsewhere", where, name=condition.table))]


def _words(wording: Wording) -> str:
    return "、".join(" + ".join(word.name for word in way) for way in wording.ways)


def _fact(where: Sequence[Hit], said: Message) -> Fact:
    first, *others = where
    quote, mark = ("", None) if first.text.row is not None else _quote(first)
    return Fact(
        holds=False,
        found=said,
        place=first.text.place(first.start),
        printed=first.printed,
        expected=first.expected,
        figures=tuple((figure.place.label, figure) for hit in where for figure in hit.figures),
        also=tuple(hit.text.place(hit.start) for hit in others),
        quote=quote,
        mark=mark,
    )


def _quote(hit: Hit) -> tuple[str, tuple[int, int] | None]:
    """The sentence that the place stands in, and where in it."""
    text, plain = hit.text.plain, hit.text.plain.text
    start = max(plain.rfind(mark, max(0, hit.start - _LONGEST_QUOTE), hit.start) for mark in "。!?") + 1
    start = start if start or hit.start < _LONGEST_QUOTE else hit.start
    ends = [end for mark in "。!?" if (end := plain.find(mark, max(hit.stop - 1, 0), hit.start + _LONGEST_QUOTE)) >= 0]
    stop = min(ends) + 1 if ends else min(len(plain), max(hit.stop, hit.start + _LONGEST_QUOTE))
    if not start <= hit.start < hit.stop <= stop:
        return hit.printed, None
    before = text.span(start, stop)[0]
    first, end = text.span(hit.start, hit.stop)
    return text.as_printed(start, stop), (first - before, end - before)
