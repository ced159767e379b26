"""The texts of a disclosure that rules on names and wording are about: titles, headings, sentences, names, codes …"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.environment import Environment
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.text import Text
from budget_rules.disclosure import Cell, Kind, Paragraph, Role, Section, Statement, Table
from budget_rules.messages import message
from budget_rules.narrative.plain import Plain
from budget_rules.place import Source
from budget_rules.rulebook.rule import Rule
from budget_rules.vocabulary import lookup, normalise

#: The section of the glossary, by its canonical name.
GLOSSARY = "名词解释"
#: The column of units, by its canonical name.
OFFICES = "单位名称"
_ENDS = re.compile("[。！？!?]+")
_MARK = re.compile(r"\([0-9]{0,7}([类款项])\)")
_BEFORE_NAME = (*",。;:、()", "和")
#: A classification name is shorter.
_LONGEST_NAME = 40
#: Where an explained term ends; what has a comma before that is a sentence.
_TERM = re.compile("[:：]|指")
_SENTENCE = re.compile("[,，。;；]")
_ENUMERATOR = re.compile(r"\(?[一二三四五六七八九十0-9]{1,3}[)、.]+")
_LISTED = re.compile("包括[:：]?")
#: （项）。 behind the name of an item that a sentence says no more of.
_LONGEST_MARK = len("(2010601项)。")
#: Between the names of a list.
_COMMA = re.compile("[、,，;；。]")


class TextsEnvironment(Environment):
    """``for: sentence`` and the like: all texts of the kinds, together. ``where`` leaves some of them out."""

    __slots__ = ("kinds", "texts")

    def __init__(self, rule: Rule, index: DisclosureIndex) -> None:
        super().__init__(index)
        self.kinds = rule.scope.kinds
        self.texts = _meant(rule, index)
        if not self.texts:
            kinds = "、".join(str(message(f"kind.{kind}")) for kind in self.kinds)
            raise Absent(message("skip.no-text", kinds=kinds))

    @classmethod
    def of(cls, env: TextsEnvironment, texts: list[Text]) -> TextsEnvironment:
        """The same for some of the texts."""
        one = cls.__new__(cls)
        Environment.__init__(one, env.index)
        one.kinds, one.texts = env.kinds, texts
        return one


def _meant(rule: Rule, index: DisclosureIndex) -> list[Text]:
    """The texts of the kinds, sections and tables that the rule names; one list for all rules that name the same."""
    key = (rule.scope.kinds, rule.sections, rule.tables)
    if key not in index.meant:
        texts = [text for kind in rule.scope.kinds for text in texts_of(kind, index)]
        index.meant[key] = [text for text in texts if _is_meant(text, rule)]
    return index.meant[key]


def _is_meant(text: Text, rule: Rule) -> bool:
    if rule.sections and not (text.section and any(text.section.within(name) for name in rule.sections)):
        return False
    return not rule.tables or "all" in rule.tables or (text.table is not None and text.table.name in rule.tables)


def texts_of(kind: str, index: DisclosureIndex) -> list[Text]:
    """All texts of one kind, in order of print; made once for a disclosure."""
    if kind not in index.texts:
        index.texts[kind] = list(_make(kind, index))
    return index.texts[kind]


def _make(kind: str, index: DisclosureIndex) -> Iterator[Text]:
    disclosure = index.disclosure
    if kind == "cover":
        if disclosure.title:
            yield _whole(kind, Paragraph(disclosure.title, disclosure.source), str(message("kind.cover")))
    elif kind == "title":
        for table in disclosure.tables:
            yield _whole(kind, Paragraph(table.title, table.source), table.title, table=table)
    elif kind == "contents":
        for line in disclosure.contents:
            yield _whole(kind, line, str(message("kind.contents")))
    elif kind == "note":
        for table in disclosure.tables:
            for note in table.notes:
                yield _whole(kind, note, table.title, table=table)
    elif kind == "heading":
        for section, heading, is_heading in disclosure.running_text():
            if is_heading and heading.text:
                yield _whole(kind, heading, section.heading, section=section)
    elif kind == "paragraph":
        for section, paragraph, is_heading in disclosure.running_text():
            if not is_heading:
                yield _whole(kind, paragraph, section.heading or disclosure.title, section=section)
    elif kind in ("sentence", "term", "item"):
        for text in texts_of("paragraph", index):
            yield from _parts(kind, text)
    elif kind == "preparer":
        for table in disclosure.tables:
            if table.preparer is not None:
                yield _whole(kind, table.preparer, table.title, table=table)
    elif kind == "office":
        yield from _offices(index)
    else:
        yield from _names(kind, index)


def _offices(index: DisclosureIndex) -> Iterator[Text]:
    """Each name in a column of units, once for each table."""
    for table in index.disclosure.tables:
        columns = [column for column in table.columns if column.name == OFFICES]
        named: set[str] = set()
        for row in table.rows:
            for column in columns:
                cell = row.cells.get(column.index)
                if cell is not None and cell.text and not row.total and cell.text not in named:
                    named.add(cell.text)
                    yield _whole("office", Paragraph(cell.text, cell.source), table.title, table=table)


def _whole(
    kind: str, paragraph: Paragraph, label: str, *, section: Section | None = None, table: Table | None = None
) -> Text:
    plain = Plain.of(paragraph)
    return Text(kind=kind, plain=plain, label=label, stop=len(plain.text), section=section, table=table)


def _parts(kind: str, text: Text) -> Iterator[Text]:
    """The sentences of a paragraph, the term it explains, or the names it lists."""
    plain = text.plain.text
    if kind == "sentence":
        ends = [match.end() for match in _ENDS.finditer(plain)]
        if not ends or ends[-1] < len(plain):
            ends.append(len(plain))
        for start, stop in pairwise([0, *ends]):
            yield text.part(kind, start, stop)
    elif kind == "item":
        lists = [match.span() for match in _LISTED.finditer(plain)]
        for (_, start), (limit, _) in pairwise([*lists, (len(plain), 0)]):
            for comma in _COMMA.finditer(plain, start, limit):
                if 0 < comma.start() - start <= _LONGEST_NAME:
                    yield text.part(kind, start, comma.start())
                start = comma.end()
                if comma.group() in ";；。":
                    break
    elif text.section is not None and text.section.within(GLOSSARY):
        yield from _explained(text)


def _explained(text: Text) -> Iterator[Text]:
    """The term that an entry of the glossary explains, or the classification names."""
    plain = text.plain.text
    end = _TERM.search(plain)
    limit = len(plain) if end is None else end.start()
    if _MARK.search(plain, 0, limit):
        yield from (name.part("term", name.start, name.stop) for name in _marked(text) if name.stop < limit)
        return
    number = _ENUMERATOR.match(plain)
    start = number.end() if number else 0
    if end is not None and start < limit <= _LONGEST_NAME and not _SENTENCE.search(plain, start, limit):
        yield text.part("term", start, limit)


def is_marked(text: Text) -> bool:
    """Whether a name stands before （类）, （款） or （项）."""
    return bool(mark_of(text))


def mark_of(text: Text) -> str:
    """类, 款 or 项, where a name stands before that in brackets; or empty."""
    mark = _MARK.match(text.plain.text, text.stop)
    return "" if mark is None else mark[1]


def _names(kind: str, index: DisclosureIndex) -> Iterator[Text]:
    """Classification names: of rows, on paths without marks, and before （类）（款）（项）; codes: those of rows."""
    plains: dict[str, tuple[Plain, int]] = {}
    for table in index.disclosure.tables:
        terms = index.tables[table.name].terms
        if terms is None:
            continue
        coded = {column.side for column in table.columns if column.role is Role.CODE}
        for row in table.rows:
            side = terms.side(row.side)
            if row.total or not row.name or not side.classification or (kind == "code" and row.side not in coded):
                continue
            if not row.code and (kind == "code" or lookup(side.rows, row.name) is not None):
                continue
            if row.name not in plains:
                plain = Plain.of(Paragraph(row.name, row.source))
                number = _ENUMERATOR.match(plain.text)
                plains[row.name] = plain, number.end() if number and number.end() < len(plain.text) else 0
            plain, start = plains[row.name]
            yield Text(
                kind=kind, plain=plain, label=f"{table.name}[{row.label}]", start=start, stop=len(plain.text),
                table=table, row=row, source=row.source, code=row.code,
            )  # fmt: skip
    if kind != "name":
        return
    for of in ("heading", "paragraph", "note"):
        for text in texts_of(of, index):
            yield from _marked(text)
    paths = {(id(one.paragraph), one.path): one for one in reversed(index.statements(Kind.PATH, ()))}
    for statement in reversed(paths.values()):
        if not _MARK.search(normalise(statement.paragraph.text)):
            yield from _on_path(statement)


def _marked(text: Text) -> Iterator[Text]:
    plain = text.plain.text
    number = _ENUMERATOR.match(plain)
    first = number.end() if number else 0
    for mark in _MARK.finditer(plain):
        floor = max(first, mark.start() - _LONGEST_NAME)
        start = max(floor, *(plain.rfind(before, floor, mark.start()) + 1 for before in _BEFORE_NAME))
        if start < mark.start():
            yield text.part("name", start, mark.start())


def _on_path(statement: Statement) -> Iterator[Text]:
    plain = Plain.of(statement.paragraph)
    at = 0
    for name in statement.path:
        at = plain.text.find(name, at)
        if at < 0:
            return
        stop = at + len(name)
        yield Text(
            kind="name", plain=plain, label=statement.section.heading, start=at, stop=stop, section=statement.section
        )
        at = stop


def sentence_of(statement: Statement, index: DisclosureIndex) -> Text | None:
    """The sentence that a path stands in, or the one behind it where that is the path and nothing else; None where
    others stand in it too.
    """
    starts, sentences = index.once(_sentences).get(id(statement.paragraph), ([], []))
    at = bisect_right(starts, statement.span[0]) - 1
    if at < 0:
        return None
    paths = index.once(_paths)[id(statement.paragraph)]
    ends = [*starts[1:], len(statement.paragraph.text)]
    if bisect_left(paths, ends[at]) - bisect_left(paths, starts[at]) != 1:
        return None
    # 1.…（款）行政运行（项）。主要用于：…。年初预算为A万元: the path heads the paragraph, its amount stands below.
    name = normalise(statement.path[-1])
    for before in range(at - 1, -1, -1) if name not in _spoken(sentences[at]) and len(paths) == 1 else ():
        _, found, behind = _spoken(sentences[before]).rpartition(name)
        if found:
            return sentences[before if len(behind) > _LONGEST_MARK else before + 1]
    return sentences[at]


def _spoken(text: Text) -> str:
    return normalise(text.plain.text[text.start : text.stop])


def _sentences(index: DisclosureIndex) -> dict[int, tuple[list[int], list[Text]]]:
    """The sentences of each paragraph, and where they begin as printed."""
    found: dict[int, tuple[list[int], list[Text]]] = defaultdict(lambda: ([], []))
    for text in texts_of("sentence", index):
        starts, sentences = found[id(text.plain.paragraph)]
        starts.append(text.plain.offset(text.start))
        sentences.append(text)
    return found


def _paths(index: DisclosureIndex) -> dict[int, list[int]]:
    """Where the paths of each paragraph begin as printed."""
    found: dict[int, list[int]] = defaultdict(list)
    for statement in index.statements(Kind.PATH, ()):
        found[id(statement.paragraph)].append(statement.span[0])
    return {paragraph: sorted(places) for paragraph, places in found.items()}


def printed_class(text: Text) -> tuple[str, Source] | None:
    """What the first code column of a name's row prints, where a table splits codes into columns; None where a cell
    across all of them prints the whole code, and for a name that stands in no row.
    """
    cells = _code_cells(text)
    across = cells and cells[0].text.strip() == text.code and not any(cell.text for cell in cells[1:])
    return (cells[0].text, cells[0].source) if len(cells) > 1 and not across else None


def printed_codes(text: Text) -> tuple[str, ...]:
    """What the code columns of a name's row print, from 类 down."""
    return tuple(cell.text.strip() for cell in _code_cells(text))


def _code_cells(text: Text) -> list[Cell]:
    return [] if text.table is None or text.row is None else text.table.cells(text.row, Role.CODE)
