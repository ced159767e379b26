"""The glossary against what is spoken of, and the names that the text lists against the table they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.table_index import TableIndex
from budget_rules.confrontation.text import Text
from budget_rules.confrontation.texts import GLOSSARY, TextsEnvironment, is_marked, texts_of
from budget_rules.confrontation.wording import Cause, Hit, said_of
from budget_rules.disclosure import Column, Kind
from budget_rules.figure import Figure
from budget_rules.messages import message
from budget_rules.narrative.plain import is_chinese, plain_text
from budget_rules.rulebook.expression import Explains
from budget_rules.vocabulary import AGAIN, CLASS_DIGITS, Vocabulary

#: A glossary has some twenty entries; what is beyond is not looked at.
_MOST_TERMS = 200
#: Other names than those of items that a list has twice: 其他 and 办公室 may well be several.
_SHORTEST = 4


def unused_terms(env: TextsEnvironment) -> Iterator[Cause]:
    """Entries that nothing in the disclosure uses, under any name the vocabulary knows for them: one cause."""
    used = env.index.once(_everything)
    ways = env.index.vocabulary.once(_ways)
    terms = env.texts[:_MOST_TERMS]
    items = env.index.once(_items)
    listing = any(is_marked(text) and env.index.current(text.printed) in items for text in terms)
    where: list[Hit] = []
    for text in terms:
        term = plain_text(text.printed)
        if is_marked(text):
            known = not listing or env.index.current(text.printed) in items
        else:
            known = any(way in used for way in {term, term.removesuffix("资金"), *ways.get(term, ())})
        if not known:
            where.append(Hit(text, text.start, text.stop))
    if where:
        yield where, said_of("fact.term-unused", where)


def unexplained(condition: Explains, env: TextsEnvironment) -> Iterator[Cause]:
    """Words of a list that the narrative gives an amount for, and no entry explains: one cause."""
    ways = env.index.vocabulary.once(_ways)
    terms = "\n".join(plain_text(text.printed) for text in env.texts)
    # 单位资金：…包括事业收入、其他收入 explains them too.
    terms += "\n".join({text.plain.text.partition("包括")[2] for text in env.texts})
    where: list[Hit] = []
    for word in env.index.vocabulary.words[condition.words.name]:
        stated = [one for one in env.index.statements(Kind.AMOUNT, (word,)) if not one.figures["amount"].nil]
        outside = [one for one in stated if not one.section.within(GLOSSARY)]
        plain = plain_text(word)
        if outside and not any(way in terms for way in {plain, *ways.get(plain, ())}):
            first = outside[0]
            of = [text for text in texts_of("paragraph", env.index) if text.plain.paragraph is first.paragraph]
            where.extend(_of_word(text, plain_text(first.name)) for text in of[:1])
    if where:
        yield where, said_of("fact.term-missing", where)


def _of_word(text: Text, word: str) -> Hit:
    at = max(text.plain.text.find(word), 0)
    return Hit(text, at, at + len(word))


def unlisted_items(name: str, env: TextsEnvironment) -> Iterator[Cause]:
    """Standard item names that the text lists, and the table prints no figure for: one cause.

    Of a list behind the name of a column or a side (公用经费…，包括：) only figures there count: a cause for each.

    Raises:
        Absent: there is no such table, or its rows are no classification items.
    """
    table = env.index.tables.get(name)
    if table is None:
        raise Absent(message("skip.no-table", table=name))
    side = table.side("")
    functional = side is not None and side.classification == "functional"
    parts = {} if functional else _parts(table)
    printing = _printing(table, table.table.columns)
    printing_in = {part: _printing(table, columns) for part, columns in parts.items()}
    codes = env.index.vocabulary.codes.items()
    # Classes of what spending is for, or items of what it is spent on.
    of_kind = (
        names
        for code, names in codes
        if (len(code) == CLASS_DIGITS and code[0] == "2" if functional else code[0] == "3")
    )
    standard = {table.current(one) for names in of_kind for one in names}
    nowhere: list[Hit] = []
    elsewhere: dict[str, list[Hit]] = defaultdict(list)
    part = ""
    last: Text | None = None
    for text in env.texts:
        if _begins_list(text, last):
            part = _named_before(text, parts, env.index.vocabulary)
        last = text
        item = table.current(text.printed)
        if item not in standard:
            continue
        if item not in printing:
            nowhere.append(Hit(text, text.start, text.stop))
        elif part and item not in printing_in[part]:
            figures = tuple(_figures_of(item, table))
            elsewhere[part].append(Hit(text, text.start, text.stop, figures=figures))
    if nowhere:
        yield nowhere, said_of("fact.item-unlisted", nowhere, table=table.table.title)
    for part, where in elsewhere.items():
        yield where, said_of("fact.item-elsewhere", where, table=table.table.title, part=part)


def _parts(table: TableIndex) -> dict[str, tuple[Column, ...]]:
    """The columns of figures but the total, by name, and those of each side: 人员经费, 公用经费."""
    found: dict[str, tuple[Column, ...]] = {}
    for side in table.sides:
        columns, terms = table.added_columns(side), table.side(side)
        if side:  # 公用经费 may go on in the block beside
            base = side.partition(AGAIN)[0]
            found[base] = (*found.get(base, ()), *columns)
        elif terms is not None:
            found.update((one.name, (one,)) for one in columns if one.name != terms.total)
    return found


def _printing(table: TableIndex, columns: Sequence[Column]) -> set[str]:
    """The current names of the items that print a figure in the columns."""
    rows = [row for row in table.table.rows if not row.total]
    cells = ((row, row.cells.get(column.index)) for row in rows for column in columns)
    return {
        table.current(row.canonical) for row, cell in cells if cell is not None and cell.figure and cell.figure.value
    }


def _figures_of(item: str, table: TableIndex) -> Iterator[Figure]:
    """What the table prints for an item."""
    for row in table.by_item.get(item, ()):
        for cell in row.cells.values():
            if cell.figure is not None and cell.figure.value:
                yield cell.figure


def _named_before(item: Text, parts: Iterable[str], vocabulary: Vocabulary) -> str:
    """The part that the words before a list name last; empty: none."""
    ways = vocabulary.once(_ways)
    plain = item.plain.text
    at = {
        part: max(plain.rfind(way, 0, item.start) for way in {plain_text(part), *ways.get(plain_text(part), ())})
        for part in parts
    }
    return max((part for part, place in at.items() if place >= 0), key=lambda part: at[part], default="")


def _begins_list(item: Text, last: Text | None) -> bool:
    """Whether it is the first of a list: between the items of one there is no more than a comma."""
    return last is None or item.plain is not last.plain or item.start != last.stop + 1


def repeated_items(env: TextsEnvironment) -> Iterator[Cause]:
    """What one list names twice, items and offices: one cause. 其他 and the like are said again."""
    standard = {plain_text(one) for names in env.index.vocabulary.codes.values() for one in names}
    where: list[Hit] = []
    seen: set[str] = set()
    last: Text | None = None
    for text in env.texts:
        if _begins_list(text, last):
            seen = set()
        name = text.plain.text[text.start : text.stop]
        if name in seen and (name in standard or (len(name) >= _SHORTEST and all(map(is_chinese, name)))):
            where.append(Hit(text, text.start, text.stop))
        seen.add(name)
        last = text
    if where:
        yield where, said_of("fact.item-twice", where)


def _everything(index: DisclosureIndex) -> str:
    """All plain texts but the glossary's: of tables their titles, headers and names."""
    pieces: list[str] = []
    for text in texts_of("paragraph", index):
        if text.section is None or not text.section.within(GLOSSARY):
            pieces.append(text.plain.text)
    for table in index.disclosure.tables:
        pieces.append(plain_text(table.title))
        pieces.extend(plain_text(part) for column in table.columns for part in column.path)
        pieces.extend(plain_text(row.name) for row in table.rows)
    return "\n".join(pieces)


def _items(index: DisclosureIndex) -> set[str]:
    """The classification items of the tables and of the text outside the glossary, under their current names."""
    outside = (text for text in texts_of("name", index) if not (text.section and text.section.within(GLOSSARY)))
    return {index.current(text.printed) for text in outside}


def _ways(vocabulary: Vocabulary) -> dict[str, set[str]]:
    """Every plain name → all names of the same thing."""
    groups: dict[str, set[str]] = defaultdict(set)
    for printed, name in vocabulary.phrases.items():
        groups[plain_text(name)].add(plain_text(printed))
    for terms in vocabulary.tables.values():
        for side in terms.sides:
            for part in (side.columns, side.rows):
                for printed, term in part.items():
                    groups[plain_text(term.name)].add(plain_text(printed))
    found: dict[str, set[str]] = defaultdict(set)
    for name, ways in groups.items():
        for way in {name, *ways}:
            found[way] |= ways | {name}
    return found
