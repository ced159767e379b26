"""The YAML form of a disclosure → ``Disclosure``. See docs/disclosure-format.md.

Texts are taken as written, never as YAML would type them; every cell and paragraph keeps its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import cast

import yaml

from budget_rules.disclosure import Cell, Disclosure, Paragraph, Section, Unread
from budget_rules.figure import UNITS, normal_width
from budget_rules.messages import Message, message
from budget_rules.place import Source
from budget_rules.sources.assemble import assemble_tables, nest
from budget_rules.sources.container import read_plain
from budget_rules.sources.raw import RawTable, Reading
from budget_rules.vocabulary import Vocabulary
from budget_rules.yaml_nodes import BLANK_TEXTS, Nodes, did_you_mean

KEYS = (
    "format", "source", "title", "unit", "year", "stage", "level", "region", "contents", "narrative", "tables",
    "unread",
)  # fmt: skip
REQUIRED = ("format", "title", "unit", "year", "stage", "tables")
STAGES = ("预算", "决算")
LEVELS = ("部门", "单位")
MONEY = tuple(name for name, unit in UNITS.items() if unit.quantity == "money")
YEARS = range(1949, 2101)
_FORMAT = "1"
TRUTHS = ("true", "false")
_BEFORE_COMMA = re.compile(r"[-(（]?\d{1,3}")
_AFTER_COMMA = re.compile(r"\d{3}(?:\.\d+)?[)）]?")


def read_yaml(path: Path, vocabulary: Vocabulary, year: int | None = None) -> Disclosure:
    """The disclosure written in a YAML file, without its statements. ``year``: the user's word for it.

    Raises:
        BudgetError: with every problem of the file.
    """
    nodes = Nodes(str(path), read_plain(path))
    disclosure = DocumentReader(nodes).read(vocabulary, year)
    nodes.raise_problems()
    return disclosure


class DocumentReader:
    """Walks the nodes of one file."""

    def __init__(self, nodes: Nodes) -> None:
        """``nodes`` collects the problems."""
        self._nodes = nodes
        self._path = nodes.path
        #: The published file that it was converted from, and where that has what is read now.
        self._original = ""
        self._origin: str | None = None

    def read(self, vocabulary: Vocabulary, year: int | None = None) -> Disclosure:
        """The disclosure, as far as it can be read."""
        nodes = self._nodes
        part = nodes.mapping(nodes.root, KEYS, required=REQUIRED)
        if "format" in part and nodes.text(part["format"]) != _FORMAT:
            nodes.problem(part["format"], message("input.format", found=nodes.text(part["format"]), known=_FORMAT))
        self._original = nodes.text(part["source"]).strip() if "source" in part else ""
        written = self._year(part)
        year = written if year is None else year
        reading = Reading(strict=True)
        raw = [table for node in self._members(part, "tables") if (table := self._table(node, vocabulary))]
        source = Source(path=self._path, line=1, column=1)
        if raw or ("tables" in part and not self._members(part, "tables")):
            tables = assemble_tables(raw, vocabulary, reading, source, year)
        else:
            tables = []
        nodes.problems.extend(reading.problems)
        sections = [self._section(node, vocabulary) for node in self._members(part, "narrative")]
        nest(sections)
        return Disclosure(
            path=self._path,
            title=nodes.text(part["title"]).strip() if "title" in part else "",
            unit=nodes.text(part["unit"]).strip() if "unit" in part else "",
            year=year,
            stage=self._choice(part, "stage", STAGES),
            level=self._choice(part, "level", LEVELS),
            region=nodes.text(part["region"]).strip() if "region" in part else "",
            contents=tuple(self._paragraphs(part, "contents")),
            sections=sections,
            tables=tables,
            unread=[self._unread(node) for node in self._members(part, "unread")] + reading.unread,
            origin=self._original,
            source=source,
        )

    def _members(self, part: dict[str, yaml.Node], key: str) -> list[yaml.Node]:
        if key not in part or self._nodes.blank(part[key]):
            return []
        return self._nodes.sequence(part[key])

    def _choice(self, part: dict[str, yaml.Node], key: str, choices: tuple[str, ...]) -> str:
        if key not in part or self._nodes.blank(part[key]):
            return ""
        return self._nodes.choice(part[key], choices)

    def _year(self, part: dict[str, yaml.Node]) -> int | None:
        if "year" not in part or self._nodes.blank(part["year"]):
            return None
        written = self._nodes.text(part["year"])
        if len(written) == 4 and written.isascii() and written.isdigit() and int(written) in YEARS:
            return int(written)
        why = message("input.not-a-year", found=written, first=YEARS[0], last=YEARS[-1])
        self._nodes.problem(part["year"], why)
        return None

    def _cell(self, node: yaml.Node) -> Cell:
        mark, quoted = node.start_mark, isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
        column = mark.column + (2 if quoted else 1)
        source = Source(self._path, mark.line + 1, column, None, None, None, self._origin)
        return Cell(self._nodes.text(node).strip(), source)

    def _paragraphs(self, part: dict[str, yaml.Node], key: str) -> list[Paragraph]:
        return [self._paragraph(node) for node in self._members(part, key)]

    def _paragraph(self, node: yaml.Node) -> Paragraph:
        cell = self._cell(node)
        return Paragraph(cell.text, cell.source)

    def _section(self, node: yaml.Node, vocabulary: Vocabulary) -> Section:
        part = self._nodes.mapping(node, ("heading", "level", "at", "paragraphs"), required=("heading", "level"))
        self._origin = self._at(part)
        heading = self._cell(part["heading"]) if "heading" in part else Cell("", self._nodes.source(node))
        level = self._nodes.number(part["level"]) if "level" in part else 1
        if level is not None and level < 1:
            self._nodes.problem(part["level"], message("input.want-number", found=str(level)))
        return Section(
            heading=heading.text,
            name=vocabulary.section(heading.text),
            level=level or 1,
            paragraphs=self._paragraphs(part, "paragraphs"),
            source=heading.source,
        )

    def _unread(self, node: yaml.Node) -> Unread:
        part = self._nodes.mapping(node, ("text", "reason", "line", "at"), required=("text", "reason"))
        self._origin = self._at(part)
        text = self._cell(part["text"]) if "text" in part else Cell("", self._nodes.source(node))
        reason = self._nodes.text(part["reason"]) if "reason" in part else ""
        if "line" not in part:
            return Unread(text.source, text.text, message("unread.noted", reason=reason))
        line = self._nodes.number(part["line"])
        return Unread(text.source, text.text, message("unread.noted-line", reason=reason, line=line))

    def _table(self, node: yaml.Node, vocabulary: Vocabulary) -> RawTable | None:
        """The table as written, or None where its columns cannot be read."""
        nodes = self._nodes
        keys = ("title", "table", "again", "unit", "preparer", "at", "columns", "rows", "notes")
        part = nodes.mapping(node, keys, required=("title", "unit", "columns", "rows"))
        self._origin = self._at(part)
        unit = None
        if "unit" in part and not nodes.blank(part["unit"]):
            unit = normal_width(nodes.text(part["unit"]))
            if unit not in MONEY:
                hint = did_you_mean(unit, MONEY) or " | ".join(MONEY)
                nodes.problem(part["unit"], message("input.unknown-unit", unit=unit, hint=hint))
                unit = None
        name = nodes.text(part["table"]).strip() if "table" in part else ""
        if name and name not in vocabulary.tables:
            hint = did_you_mean(name, vocabulary.tables)
            nodes.problem(part["table"], message("input.unknown-table", name=name, hint=hint))
        paths: list[tuple[str, ...]] = []
        if "columns" in part:
            paths = self.header_paths(part["columns"], ())
        members = self._members(part, "rows")
        if not paths:
            return None
        rows = self.table_rows(members, len(paths))
        if members:
            # Most nodes of a file are cells: what is made of them next can take their place in memory.
            members.clear()
            part["rows"].value.clear()
        return RawTable(
            title=nodes.text(part["title"]).strip() if "title" in part else "",
            name=name,
            unit=unit,
            paths=paths,
            rows=rows,
            notes=tuple(self._paragraphs(part, "notes")),
            preparer=self._preparer(part),
            again="again" in part and nodes.choice(part["again"], TRUTHS) == "true",
            source=self._cell(part["title"]).source if "title" in part else nodes.source(node),
        )

    def _at(self, part: dict[str, yaml.Node]) -> str | None:
        """Where the original has a section, a table or a passage: ``2025.pdf:p9``."""
        if "at" not in part or self._nodes.blank(part["at"]):
            return None
        written = self._nodes.text(part["at"]).strip()
        return f"{self._original}:{written}" if self._original else written

    def _preparer(self, part: dict[str, yaml.Node]) -> Paragraph | None:
        if "preparer" not in part or self._nodes.blank(part["preparer"]):
            return None
        return self._paragraph(part["preparer"])

    def header_paths(self, node: yaml.Node, above: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Header paths of the leaves of a header tree, in order."""
        nodes, found = self._nodes, []
        members = nodes.sequence(node)
        if isinstance(node, yaml.SequenceNode) and not members:
            nodes.problem(node, message("input.no-columns"))
        for member in members:
            if isinstance(member, yaml.MappingNode):
                if not member.value:
                    nodes.problem(member, message("input.no-columns"))
                for _, name, inner in nodes.pairs(member):
                    found.extend(self.header_paths(inner, (*above, name.strip())))
            else:
                found.append((*above, nodes.text(member).strip()))
        return found

    def table_rows(self, members: Iterable[yaml.Node], width: int) -> list[list[Cell]]:
        """The cells of rows of ``width`` leaf columns; what is no such row is noted as a problem, and left out."""
        path, origin = self._path, self._origin
        rows: list[list[Cell]] = []
        for member in members:
            nodes = self._row(member, width)
            if not nodes:
                continue
            row: list[Cell] = []
            line = nodes[0].start_mark.line + 1
            goes_on = nodes[-1].start_mark.line >= line
            for node in nodes:
                text, column = node.value, node.start_mark.column + 1
                if goes_on:
                    line = node.start_mark.line + 1
                if node.style:
                    text, column = text.strip(), column + 1
                elif text in BLANK_TEXTS:
                    text = ""
                row.append(Cell(text, Source(path, line, column, None, None, None, origin)))
            rows.append(row)
        return rows

    def _row(self, node: yaml.Node, width: int) -> Sequence[yaml.ScalarNode]:
        """The ``width`` scalars of a row; none, with a problem noted, where it is no such row."""
        members = self._nodes.sequence(node)
        if len(members) != width:
            if isinstance(node, yaml.SequenceNode):
                self._nodes.problem(node, self._length_message(members, width))
            return ()
        if set(map(type, members)) != {yaml.ScalarNode}:
            self._nodes.text(next(member for member in members if not isinstance(member, yaml.ScalarNode)))
            return ()
        return cast("list[yaml.ScalarNode]", members)

    @staticmethod
    def _length_message(members: list[yaml.Node], width: int) -> Message:
        if len(members) > width:
            for left, right in pairwise(members):
                if _BEFORE_COMMA.fullmatch(str(left.value)) and _AFTER_COMMA.fullmatch(str(right.value)):
                    number = f"{left.value},{right.value}"
                    return message("input.row-comma", found=len(members), want=width, number=number)
        return message("input.row-length", found=len(members), want=width)
