"""The ``examples`` of rules, from YAML. Only who runs or lints examples reads them; the gate never does.

::

    examples:
      - holds:
          支出总表:
            - [科目编码, 科目名称, 总计]        # the header, then the rows
            - [~, 合计, 30.00]
            - [201, 一般公共服务支出, 30.00]
          text: 支出预算 30.00 万元。           # in the rule's section, or by section: {支出预算情况: …}
          headings: {一、单位概况: 有 20 个处室。}   # as printed, each with what is under it
          contents: [一、单位概况]
          title: 某市 2022 年单位预算           # of the disclosure; its unit's name is ``unit``
        misprint: {30.00: 31.00}                # printed otherwise, it is violated
        expected: 30.00万元
      - violated: {…}
        expected: 30.00万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml
from msgspec import structs

from budget_rules.disclosure import Cell, Paragraph
from budget_rules.examples.example import Example
from budget_rules.messages import message
from budget_rules.rulebook.rule import Rule, Rulebook
from budget_rules.sources.raw import RawTable
from budget_rules.sources.yaml_source import MONEY, TRUTHS, DocumentReader
from budget_rules.yaml_nodes import Nodes, did_you_mean, read_text

KEYS = ("holds", "misprint", "violated", "expected")
TABLE_KEYS = ("title", "again", "unit", "columns", "rows", "notes", "preparer")
TEXT, UNREAD, HEADINGS, CONTENTS, TITLE, OFFICE = "text", "unread", "headings", "contents", "title", "unit"
OTHER_KEYS = (TEXT, UNREAD, HEADINGS, CONTENTS, TITLE, OFFICE)
UNIT = "万元"


def examples_of_file(path: Path, shown: str, rulebook: Rulebook) -> dict[str, list[Example]]:
    """The examples of each rule of a rule file, by rule; ``shown`` is the name of the file in messages.

    The rules themselves are those of ``rulebook``, which the file is part of.

    Raises:
        BudgetError: with every problem of the examples.
    """
    nodes = Nodes(shown, read_text(path))
    rules = {rule.id: rule for rule in rulebook.rules}
    found: dict[str, list[Example]] = {}
    for name, node in _examples(nodes):
        if name in rules:
            reader = _Reader(nodes, rules[name], rulebook)
            found[name] = [] if node is None else list(reader.read(node))
    nodes.raise_problems()
    return found


def _examples(nodes: Nodes) -> Iterator[tuple[str, yaml.Node | None]]:
    """The id of each rule and its examples. What else is wrong with the file, the loader says."""
    before = list(nodes.problems)
    rules = nodes.mapping(nodes.root).get("rules")
    parts = [nodes.mapping(node) for node in nodes.sequence(rules)] if rules is not None else []
    nodes.problems = before
    for part in parts:
        if isinstance(part.get("id"), yaml.ScalarNode):
            yield part["id"].value, part.get("examples")


class _Reader:
    """Reads the examples of one rule."""

    def __init__(self, nodes: Nodes, rule: Rule, rulebook: Rulebook) -> None:
        self._nodes = nodes
        self._rule = rule
        self._vocabulary = rulebook.vocabulary

    def read(self, node: yaml.Node) -> Iterator[Example]:
        """All of them: one that has a misprint is two."""
        members = self._nodes.sequence(node)
        for number, member in enumerate(members, 1):
            suffix = f"-{number}" if len(members) > 1 else ""
            part = self._nodes.mapping(member, KEYS)
            ways = [key for key in ("holds", "violated") if key in part]
            if len(ways) != 1 or ("misprint" in part and "holds" not in part):
                self._nodes.problem(member, message("examples.which"))
                continue
            expected = self._nodes.text(part["expected"]) if "expected" in part else None
            if expected is not None and not part.keys() & {"violated", "misprint"}:
                self._nodes.problem(part["expected"], message("examples.expected"))
            first = self._content(part[ways[0]], ways[0], suffix, expected)
            if first is None:
                continue
            yield structs.replace(first, source=self._nodes.source(member))
            if "misprint" in part:
                other = self._misprinted(first, part["misprint"])
                source = self._nodes.source(part["misprint"])
                yield structs.replace(other, name=f"misprint{suffix}", violated=True, expected=expected, source=source)

    def _content(self, node: yaml.Node, way: str, suffix: str, expected: str | None) -> Example | None:
        tables: list[RawTable] = []
        headings: tuple[tuple[Paragraph, tuple[Paragraph, ...]], ...] = ()
        contents: tuple[Paragraph, ...] = ()
        said = {TITLE: "", OFFICE: ""}
        text: tuple[tuple[str, tuple[Paragraph, ...]], ...] = ()
        unread: tuple[Paragraph, ...] = ()
        before = len(self._nodes.problems)
        for key_node, key, value in self._nodes.pairs(node):
            if key == TEXT:
                text = tuple(self._text(value))
            elif key == UNREAD:
                unread = self._paragraphs(value)
            elif key == HEADINGS:
                headings = tuple(self._headings(value))
            elif key == CONTENTS:
                contents = self._paragraphs(value)
            elif key in said:
                said[key] = self._nodes.text(value)
            elif key in self._vocabulary.tables:
                table = self._table(key_node, key, value)
                tables += [] if table is None else [table]
            else:
                hint = did_you_mean(key, [*self._vocabulary.tables, *OTHER_KEYS])
                self._nodes.problem(key_node, message("rules.unknown-table", name=key, hint=hint))
        if len(self._nodes.problems) == before and not (tables or text or headings or contents):
            self._nodes.problem(node, message("examples.empty"))
        if len(self._nodes.problems) > before:
            return None
        return Example(
            rule=self._rule.id,
            name=way + suffix,
            violated=way == "violated",
            expected=expected if way == "violated" else None,
            tables=tuple(tables),
            text=text,
            headings=headings,
            contents=contents,
            title=said[TITLE],
            unit=said[OFFICE],
            unread=unread,
            source=self._nodes.source(node),
        )

    def _text(self, node: yaml.Node) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
        nodes = self._nodes
        if not isinstance(node, yaml.MappingNode):
            yield next(iter(self._rule.sections), ""), self._paragraphs(node)
            return
        for key_node, name, value in nodes.pairs(node):
            if name not in self._vocabulary.sections:
                hint = did_you_mean(name, self._vocabulary.sections)
                nodes.problem(key_node, message("rules.unknown-section", name=name, hint=hint))
            yield name, self._paragraphs(value)

    def _headings(self, node: yaml.Node) -> Iterator[tuple[Paragraph, tuple[Paragraph, ...]]]:
        for key_node, heading, value in self._nodes.pairs(node):
            under = () if self._nodes.blank(value) else self._paragraphs(value)
            yield Paragraph(heading, self._nodes.source(key_node)), under

    def _paragraphs(self, node: yaml.Node) -> tuple[Paragraph, ...]:
        nodes = self._nodes
        members = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return tuple(Paragraph(nodes.text(member).strip(), nodes.source(member)) for member in members)

    def _table(self, key: yaml.Node, name: str, node: yaml.Node) -> RawTable | None:
        """A list of header and rows; or, with a unit or notes, a mapping as in the YAML form of a disclosure."""
        nodes = self._nodes
        unit = UNIT
        notes: tuple[Paragraph, ...] = ()
        title, preparer, again = name, None, False
        if isinstance(node, yaml.MappingNode):
            part = nodes.mapping(node, TABLE_KEYS, required=("columns", "rows"))
            if "unit" in part:
                unit = "" if nodes.blank(part["unit"]) else nodes.choice(part["unit"], MONEY)
            notes = self._paragraphs(part["notes"]) if "notes" in part else ()
            title = nodes.text(part["title"]) if "title" in part else name
            preparer = self._paragraphs(part["preparer"])[0] if "preparer" in part else None
            again = "again" in part and nodes.choice(part["again"], TRUTHS) == "true"
            columns, rows = part.get("columns"), nodes.sequence(part["rows"]) if "rows" in part else []
        else:
            members = nodes.sequence(node)
            columns, rows = (members[0], members[1:]) if members else (None, [])
        if columns is None:
            nodes.problem(node, message("input.no-columns"))
            return None
        reader = DocumentReader(nodes)
        paths = reader.header_paths(columns, ())
        return RawTable(
            title=title,
            name=name,
            unit=unit or None,
            paths=paths,
            rows=reader.table_rows(rows, len(paths)) if paths else [],
            notes=notes,
            preparer=preparer,
            again=again,
            source=nodes.source(key),
        )

    def _misprinted(self, example: Example, node: yaml.Node) -> Example:
        """The example with one text printed in place of another: in its running text, or else its tables, where it
        stands first."""
        for key_node, right, value in self._nodes.pairs(node):
            wrong = self._nodes.text(value)
            printing = _Printing(right, wrong)
            text = tuple((name, tuple(map(printing.paragraph, ones))) for name, ones in example.text)
            headings = tuple(
                (printing.paragraph(heading), tuple(map(printing.paragraph, ones)))
                for heading, ones in example.headings
            )
            contents = tuple(map(printing.paragraph, example.contents))
            tables = tuple(
                structs.replace(
                    table,
                    title=printing.title(table),
                    rows=printing.rows(table.rows),
                    preparer=printing.preparer(table.preparer),
                    notes=printing.notes(table.notes),
                )
                for table in example.tables
            )
            if not printing.done:
                self._nodes.problem(key_node, message("examples.misprint", text=right))
            example = structs.replace(example, tables=tables, text=text, headings=headings, contents=contents)
        return example


class _Printing:
    """Puts ``wrong`` in place of ``right``, once."""

    def __init__(self, right: str, wrong: str) -> None:
        self._right = right
        self._wrong = wrong
        self._pattern = re.compile(rf"(?<![\d.]){re.escape(right)}(?!\.?\d)")
        self.done = False

    def rows(self, rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
        """In cells it must be the whole text."""
        return [[self._cell(cell) for cell in row] for row in rows]

    def _cell(self, cell: Cell) -> Cell:
        if self.done or cell.text != self._right:
            return cell
        self.done = True
        return structs.replace(cell, text=self._wrong)

    def title(self, table: RawTable) -> str:
        """The printed title of a table, where the example gives one."""
        if table.title == table.name:
            return table.title
        return self.paragraph(Paragraph(table.title, table.source)).text

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        """In running text any part, but no part of a number."""
        match = None if self.done else self._pattern.search(paragraph.text)
        if match is None:
            return paragraph
        self.done = True
        text = paragraph.text[: match.start()] + self._wrong + paragraph.text[match.end() :]
        return structs.replace(paragraph, text=text)

    def preparer(self, preparer: Paragraph | None) -> Paragraph | None:
        """The same in the name of who prepared a table."""
        return None if preparer is None else self.paragraph(preparer)

    def notes(self, notes: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        """The same in notes."""
        return tuple(map(self.paragraph, notes))
