"""Ways in which officers err: functions that plant one error in a disclosure of texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from disclosure_writers import Document, Plain

Plant = Callable[[Document], None]
Change = Callable[[str], str]

_TURNED = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}


def digit(text: str) -> str:
    """The figure with another digit in its middle: 1238 for 1278 and so on."""
    at = [index for index, sign in enumerate(text) if sign.isdigit()]
    place = at[len(at) // 2]
    return text[:place] + str((int(text[place]) + 4) % 10) + text[place + 1 :]


def transposed(text: str) -> str:
    """The figure with the first two digits that differ in each other's place."""
    at = [index for index, sign in enumerate(text) if sign.isdigit()]
    one, other = next((a, b) for a, b in pairwise(at) if text[a] != text[b])
    signs = list(text)
    signs[one], signs[other] = signs[other], signs[one]
    return "".join(signs)


def table(document: Document, title: str) -> Plain:
    """The table of the shortest title that says so."""
    return min((each for each in document.tables if title in each.title), key=lambda each: len(each.title))


def row(of: Plain, name: str) -> list[str]:
    """The first row that prints the name, behind an enumerator or without; the first of all for no name."""
    return next(
        each for each in of.rows if not name or any(text == name or text.endswith(f"、{name}") for text in each)
    )


def cell(title: str, name: str, column: int, new: Change | str) -> Plant:
    """Another figure in one cell."""

    def plant(document: Document) -> None:
        line = row(table(document, title), name)
        old = line[column]
        line[column] = new if isinstance(new, str) else new(old)
        assert line[column] != old

    return plant


def alike(title: str, name: str, column: int, new: Change) -> Plant:
    """Another figure in one cell, and in all cells of the row that print the same."""

    def plant(document: Document) -> None:
        line = row(table(document, title), name)
        old = line[column]
        line[:] = [new(old) if text == old else text for text in line]
        assert line.count(new(old)) > 1

    return plant


def exchanged(title: str, name: str, one: int, other: int) -> Plant:
    """Two cells of a row in each other's column."""

    def plant(document: Document) -> None:
        line = row(table(document, title), name)
        assert line[one] != line[other]
        line[one], line[other] = line[other], line[one]

    return plant


def rows_exchanged(title: str, name: str, other: str, *columns: int) -> Plant:
    """These cells of two rows in each other's row."""

    def plant(document: Document) -> None:
        of = table(document, title)
        first, second = row(of, name), row(of, other)
        for column in columns:
            assert first[column] != second[column]
            first[column], second[column] = second[column], first[column]

    return plant


def copied(title: str, name: str, source: str) -> Plant:
    """The figures of another row."""

    def plant(document: Document) -> None:
        of = table(document, title)
        line, other = row(of, name), row(of, source)
        named = line.index(name)
        line[named + 1 :] = other[named + 1 :]

    return plant


def without_row(title: str, *names: str) -> Plant:
    """Rows left out."""

    def plant(document: Document) -> None:
        of = table(document, title)
        for name in names:
            of.rows.remove(row(of, name))

    return plant


def twice(title: str, name: str) -> Plant:
    """A row listed again below itself."""

    def plant(document: Document) -> None:
        of = table(document, title)
        line = row(of, name)
        of.rows.insert(of.rows.index(line), list(line))

    return plant


def renamed(title: str, name: str, new: str) -> Plant:
    """Another name in a row."""

    def plant(document: Document) -> None:
        line = row(table(document, title), name)
        line[:] = [text.replace(name, new) for text in line]

    return plant


def recoded(title: str, code: str, new: str) -> Plant:
    """Another code in a row."""

    def plant(document: Document) -> None:
        line = next(each for each in table(document, title).rows if each[0] == code)
        line[0] = new

    return plant


def unit(title: str, new: str) -> Plant:
    """Another money unit above a table."""

    def plant(document: Document) -> None:
        of = table(document, title)
        assert of.unit != new
        of.unit = new

    return plant


def noted(title: str, text: str) -> Plant:
    """Another note under a table."""

    def plant(document: Document) -> None:
        table(document, title).notes[:] = [text]

    return plant


def titled(title: str, new: str) -> Plant:
    """Another title of a table; the contents keep the right one."""

    def plant(document: Document) -> None:
        of = table(document, title)
        assert title in of.title
        of.title = of.title.replace(title, new)

    return plant


def said(pattern: str, new: Change | str, which: int = 1) -> Plant:
    """Other words in the narrative: the figure that the pattern's group matches, or all of the match."""

    def plant(document: Document) -> None:
        seen = 0
        for _, _, paragraphs in document.sections:
            for index, text in enumerate(paragraphs):
                match = re.search(pattern, text)
                seen += match is not None
                if match is None or seen < which:
                    continue
                if isinstance(new, str):
                    put = text[: match.start()] + match.expand(new) + text[match.end() :]
                else:
                    start, stop = match.span(1)
                    put = text[:start] + new(text[start:stop]) + text[stop:]
                assert put != text
                paragraphs[index] = put
                return
        raise AssertionError(pattern)

    return plant


def turned(text: str) -> str:
    """The other direction."""
    return _TURNED[text]


def unlisted(entry: str) -> Plant:
    """An entry left out of the contents."""

    def plant(document: Document) -> None:
        document.contents.remove(entry)

    return plant


def headed(pattern: str, new: str) -> Plant:
    """Another heading; the contents keep the right one."""

    def plant(document: Document) -> None:
        at = next(index for index, one in enumerate(document.sections) if re.search(pattern, one[0]))
        heading, level, paragraphs = document.sections[at]
        document.sections[at] = (re.sub(pattern, new, heading), level, paragraphs)

    return plant
