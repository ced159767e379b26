"""Classification codes and names: one name for a code, the standard one, and no name that was given up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher, get_close_matches
from typing import TypeVar

from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.text import Text
from budget_rules.confrontation.texts import (
    TextsEnvironment,
    mark_of,
    printed_class,
    printed_codes,
    texts_of,
)
from budget_rules.confrontation.wording import Cause, Hit, said_of
from budget_rules.messages import message
from budget_rules.vocabulary import CLASS_DIGITS, Vocabulary, item_name, normalise

_Key = TypeVar("_Key")
#: What the codes of economic items begin with.
_ECONOMIC = "3"
#: A name this much alike to that of a class is meant to be it.
_NEARLY = 0.6
#: A name less alike to the standard one is another item's.
_ALIKE = 0.5


def _hit(text: Text, expected: str = "", beside: str = "") -> Hit:
    return Hit(text, text.start, text.stop, expected, beside)


def names_of_codes(env: TextsEnvironment) -> Iterator[Cause]:
    """Codes that stand for different names in different tables, and names that stand under different codes of a parent.

    Old and new names of one item are one; a name that is another item's is not counted here.
    """
    vocabulary = env.index.vocabulary
    texts = [text for text in env.texts if not _is_foreign(text, vocabulary)]
    for code, by_name in _grouped(texts, lambda text: text.code, lambda text: env.index.current(text.printed)):
        if len(by_name) > 1:
            rarest_first = sorted(by_name.values(), key=len)
            common = rarest_first[-1][0].printed
            where = [_hit(text, common) for texts in rarest_first[:-1] for text in texts]
            yield where, said_of("fact.code-names", where, code=code, expected=common)
    below = [text for text in texts if len(text.code) > CLASS_DIGITS]
    for (_, name), by_code in _grouped(below, _parent_and_name, lambda text: text.code):
        if len(by_code) > 1:
            rarest_first = sorted(by_code.values(), key=len)
            common = rarest_first[-1][0].code
            where = [_hit(text, common, text.code) for texts in rarest_first[:-1] for text in texts]
            code = where[0].text.code
            yield where, said_of("fact.name-codes", where, name=name, code=code, expected=common)


def _parent_and_name(text: Text) -> tuple[str, str]:
    return text.code[:-2], normalise(text.printed)


def _grouped(
    texts: list[Text], by: Callable[[Text], _Key], then: Callable[[Text], str]
) -> list[tuple[_Key, dict[str, list[Text]]]]:
    found: dict[_Key, dict[str, list[Text]]] = defaultdict(lambda: defaultdict(list))
    for text in texts:
        found[by(text)][then(text)].append(text)
    return list(found.items())


def foreign_codes(env: TextsEnvironment) -> Iterator[Cause]:
    """Codes printed with another item's name: a cause for each class, because they are typed by hand in a row."""
    vocabulary = env.index.vocabulary
    by_class: dict[str, list[Hit]] = defaultdict(list)
    for text in env.texts:
        if _is_foreign(text, vocabulary):
            by_class[text.code[:CLASS_DIGITS]].append(_hit(text, vocabulary.standard_name(text.code)))
    for number, where in by_class.items():
        pairs = dict.fromkeys((hit.text.code, hit.printed, hit.expected) for hit in where)
        listed = "、".join(f"{code} {printed}" for code, printed, _ in pairs)
        code, printed, expected = next(iter(pairs))
        slots = {"number": number, "count": len(pairs), "listed": listed}
        yield where, said_of("fact.foreign-codes", where, code=code, printed=printed, expected=expected, **slots)


def _is_foreign(text: Text, vocabulary: Vocabulary) -> bool:
    known = vocabulary.codes.get(text.code)
    plain = normalise(text.printed)
    if known is None or plain in known or item_name(plain) in vocabulary.renamings:
        return False
    if any(
        plain in names and len(code) == len(text.code) and code[:CLASS_DIGITS] == text.code[:CLASS_DIGITS]
        for code, names in vocabulary.codes.items()
    ):
        return True
    return all(SequenceMatcher(None, plain, name, autojunk=False).ratio() < _ALIKE for name in known)


def unknown_codes(env: TextsEnvironment) -> Iterator[Cause]:
    """Codes of economic items that the classification does not have, where the name has one code in their class.

    The vocabulary lists these; of functional items it has only the most frequent. A code that the disclosure has beside
    another one for the same name is the matter of ``names_of_codes``.
    """
    vocabulary = env.index.vocabulary
    codes = vocabulary.once(_codes_of_names)
    printed = {(text.code, normalise(text.printed)) for text in env.texts}
    by_pair: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    for text in env.texts:
        name = normalise(text.printed)
        meant = codes.get((text.code[:CLASS_DIGITS], len(text.code), name), ())
        economic = text.code[:1] == _ECONOMIC and text.code not in vocabulary.codes
        if economic and len(meant) == 1 and (meant[0], name) not in printed:
            by_pair[text.code, name].append(_hit(text, meant[0], text.code))
    for (code, _), where in by_pair.items():
        name, expected = where[0].text.printed, where[0].expected
        yield where, said_of("fact.no-such-code", where, code=code, name=name, expected=expected)


def _codes_of_names(vocabulary: Vocabulary) -> dict[tuple[str, int, str], list[str]]:
    """The codes of a length that a name stands for in a class."""
    found: dict[tuple[str, int, str], list[str]] = defaultdict(list)
    for code, names in vocabulary.codes.items():
        for name in names:
            found[code[:CLASS_DIGITS], len(code), name].append(code)
    return found


def unknown_classes(env: TextsEnvironment) -> Iterator[Cause]:
    """Names before （类） that are nearly, and not quite, the name of a class of the tables: a cause for each."""
    index = env.index
    classes = index.once(_classes)
    known = {*classes, *map(item_name, index.vocabulary.once(_class_names)), *index.vocabulary.renamings}
    by_name: dict[str, list[Hit]] = defaultdict(list)
    nearest: dict[str, str] = {}
    for text in env.texts:
        name = item_name(text.plain.text[text.start : text.stop])
        if text.row is not None or mark_of(text) != "类" or any(map(name.endswith, known)):
            continue
        alike = get_close_matches(name, list(classes), n=1, cutoff=_NEARLY)
        if alike:
            nearest[name] = classes[alike[0]]
            by_name[name].append(_hit(text, nearest[name]))
    for name, where in by_name.items():
        yield where, said_of("fact.no-such-class", where, expected=nearest[name])


def _classes(index: DisclosureIndex) -> dict[str, str]:
    """The names of the classes in the tables, by what stays of them in every way of writing."""
    rows = (text.row for text in texts_of("name", index) if text.row is not None)
    return {item_name(row.label): row.label for row in rows if row.level == 1 and len(row.code) == CLASS_DIGITS}


def _class_names(vocabulary: Vocabulary) -> list[str]:
    return [name for code, names in vocabulary.codes.items() if len(code) == CLASS_DIGITS for name in names]


def misspelt_names(env: TextsEnvironment) -> Iterator[Cause]:
    """Names that are nearly, and not quite, the standard name of the code that stands with them."""
    vocabulary = env.index.vocabulary
    by_name: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    for text in env.texts:
        names[text.code].add(env.index.current(text.printed))
    for text in env.texts:
        if not text.code or len(names[text.code]) > 1:
            continue  # tables that differ are another rule's finding
        plain = normalise(text.printed)
        known = vocabulary.codes.get(text.code, (plain,))
        near = item_name(plain) in map(item_name, known) or item_name(plain) in vocabulary.renamings
        if not near and not _is_foreign(text, vocabulary):
            by_name[text.code, plain].append(_hit(text, vocabulary.standard_name(text.code)))
    for (code, _), where in by_name.items():
        expected = where[0].expected
        yield where, said_of("fact.misspelt", where, code=code, expected=expected)


def short_codes(env: TextsEnvironment) -> Iterator[Cause]:
    """Class codes without their three digits: 7 for 210."""
    where: list[Hit] = []
    listed: dict[str, None] = {}
    for text in env.texts:
        printed = printed_class(text)
        if printed is not None and printed[0] and printed[0].strip() != text.code[:CLASS_DIGITS]:
            where.append(_hit(text, text.code[:CLASS_DIGITS], printed[0].strip()))
            listed[f"{text.printed} {printed[0]}"] = None
    if where:
        yield where, said_of("fact.short-code", where, listed="、".join(listed), expected=where[0].expected)


def unpadded_codes(env: TextsEnvironment) -> Iterator[Cause]:
    """Codes of 款 and 项 without the zero before their digit, where codes stand in columns of their own: 2 for 02."""
    where: list[Hit] = []
    listed: dict[str, None] = {}
    for text in env.texts:
        short = [printed for printed in printed_codes(text)[1:] if len(printed) == 1 and printed.isdigit()]
        if short:
            where.append(_hit(text, f"0{short[-1]}", short[-1]))
            listed[f"{text.printed} {short[-1]}"] = None
    if where:
        yield where, said_of("fact.unpadded-code", where, listed="、".join(listed))


def outdated_names(env: TextsEnvironment) -> Iterator[Cause]:
    """Names that were given up before the disclosure's year: a cause for each name.

    Raises:
        Absent: the year is not known.
    """
    index = env.index
    if index.disclosure.year is None:
        raise Absent(message("skip.no-year"))
    by_name: dict[str, list[Hit]] = defaultdict(list)
    for text in env.texts:
        new = index.vocabulary.renamed(text.printed, index.disclosure.year)
        if new is not None:
            by_name[item_name(text.printed)].append(_hit(text, new[0]))
    for where in by_name.values():
        renamed = index.vocabulary.renamed(where[0].printed, index.disclosure.year)
        since = renamed[1] if renamed else index.disclosure.year
        yield where, said_of("fact.outdated", where, new=where[0].expected, since=since, count=len(where))
