"""The ``vocabulary`` part of a rule file, read into a ``Vocabulary``. Several files add up."""

from __future__ import annotations

from functools import lru_cache

import yaml

from budget_rules.disclosure import Role
from budget_rules.messages import message
from budget_rules.problem import BudgetError
from budget_rules.shipped import rules_folder
from budget_rules.vocabulary import (
    ColumnTerm,
    RegionTerms,
    RowTerm,
    SideTerms,
    TableTerms,
    Vocabulary,
    item_name,
    normal_titles,
    normalise,
)
from budget_rules.yaml_nodes import Nodes, read_text

KEYS = ("columns", "rows", "tables", "sections", "phrases", "words", "regions", "codes", "renamings")
_YEAR_DIGITS = 4
_SIDE_KEYS = ("columns", "rows", "total", "classification")


class VocabularyReader:
    """Reads the vocabulary parts of any number of files."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self._columns: dict[str, ColumnTerm] = {}
        self._rows: dict[str, RowTerm] = {}

    def read(self, nodes: Nodes, node: yaml.Node) -> None:
        """Add one file's ``vocabulary``; problems are noted in ``nodes``."""
        part = nodes.mapping(node, KEYS)
        if "columns" in part:
            self._read_columns(nodes, part["columns"], self._columns)
        if "rows" in part:
            self._read_rows(nodes, part["rows"], self._rows)
        if "tables" in part:
            for _, name, value in nodes.pairs(part["tables"]):
                self._read_table(nodes, name, value)
        if "sections" in part:
            for _, name, value in nodes.pairs(part["sections"]):
                known = self.vocabulary.sections.get(name, ())
                more = (normalise(text) for text in (name, *nodes.texts(value)))
                self.vocabulary.sections[name] = tuple(dict.fromkeys((*known, *more)))
        if "phrases" in part:
            for _, name, value in nodes.pairs(part["phrases"]):
                for text in (name, *nodes.texts(value)):
                    self.vocabulary.phrases[normalise(text)] = name
        if "words" in part:
            for _, name, value in nodes.pairs(part["words"]):
                known = self.vocabulary.words.get(name, ())
                self.vocabulary.words[name] = tuple(dict.fromkeys((*known, *self._read_words(nodes, value))))
        if "regions" in part:
            for _, name, value in nodes.pairs(part["regions"]):
                self.vocabulary.regions[name] = self._read_region(nodes, name, value)
        if "codes" in part:
            for _, code, value in nodes.pairs(part["codes"]):
                self.vocabulary.codes[code] = tuple(map(normalise, nodes.texts(value)))
        if "renamings" in part:
            self._read_renamings(nodes, part["renamings"])

    def finish(self) -> Vocabulary:
        """The vocabulary, the columns and rows common to all tables filled in."""
        for table in self.vocabulary.tables.values():
            for side in table.sides:
                side.columns = {**self._columns, **side.columns}
                side.rows = {**self._rows, **side.rows}
        return self.vocabulary

    def _read_words(self, nodes: Nodes, node: yaml.Node) -> list[str]:
        """A list of words, or wrong ones with the right one for each."""
        if not isinstance(node, yaml.MappingNode):
            return nodes.texts(node)
        right = {wrong: nodes.text(value) for _, wrong, value in nodes.pairs(node)}
        self.vocabulary.corrections.update(right)
        return list(right)

    def _read_renamings(self, nodes: Nodes, node: yaml.Node) -> None:
        for key, since, names in nodes.pairs(node):
            if not (since.isascii() and since.isdigit() and len(since) == _YEAR_DIGITS):
                nodes.problem(key, message("rules.renaming-year", found=since))
                continue
            for _, old, new in nodes.pairs(names):
                self.vocabulary.renamings[item_name(old)] = nodes.text(new), int(since)

    def _read_table(self, nodes: Nodes, name: str, node: yaml.Node) -> None:
        part = nodes.mapping(node, ("titles", "fund", "sides", *_SIDE_KEYS))
        titles = normal_titles([name, *(nodes.texts(part["titles"]) if "titles" in part else ())])
        fund = nodes.text(part["fund"]) if "fund" in part else ""
        sides: list[SideTerms] = []
        if "sides" in part:
            for _, side, value in nodes.pairs(part["sides"]):
                inner = nodes.mapping(value, ("headers", *_SIDE_KEYS))
                headers = [side, *(nodes.texts(inner["headers"]) if "headers" in inner else ())]
                sides.append(self._read_side(nodes, inner, side, frozenset(map(normalise, headers))))
        else:
            sides.append(self._read_side(nodes, part, "", frozenset()))
        old = self.vocabulary.tables.get(name)
        if old is None:
            self.vocabulary.tables[name] = TableTerms(name=name, titles=titles, sides=tuple(sides), fund=fund)
            return
        if [side.name for side in old.sides] != [side.name for side in sides]:
            nodes.problem(node, message("rules.sides-differ", table=name))
            return
        old.titles |= titles
        old.fund = fund or old.fund
        for mine, more in zip(old.sides, sides, strict=True):
            mine.headers |= more.headers
            mine.columns.update(more.columns)
            mine.rows.update(more.rows)
            mine.total = more.total or mine.total
            mine.classification = more.classification or mine.classification

    def _read_side(self, nodes: Nodes, part: dict[str, yaml.Node], name: str, headers: frozenset[str]) -> SideTerms:
        side = SideTerms(name=name, headers=headers)
        if "columns" in part:
            self._read_columns(nodes, part["columns"], side.columns)
        if "rows" in part:
            self._read_rows(nodes, part["rows"], side.rows)
        if "total" in part:
            side.total = nodes.text(part["total"])
        if "classification" in part:
            side.classification = nodes.choice(part["classification"], ("functional", "economic"))
        return side

    def _read_region(self, nodes: Nodes, name: str, node: yaml.Node) -> RegionTerms:
        """A list of tables, or a mapping; without ``titled``, titles contain the region's name."""
        if not isinstance(node, yaml.MappingNode):
            return RegionTerms(tables=tuple(nodes.texts(node)), titled=(name,))
        part = nodes.mapping(node, ("tables", "titled", "not_titled", "columns"), required=("tables",))
        columns: list[tuple[str, str]] = []
        for _, table, value in nodes.pairs(part["columns"]) if "columns" in part else ():
            columns.extend((table, column) for column in nodes.texts(value))
        return RegionTerms(
            tables=tuple(nodes.texts(part["tables"])) if "tables" in part else (),
            titled=tuple(nodes.texts(part["titled"])) if "titled" in part else (name,),
            not_titled=tuple(nodes.texts(part["not_titled"])) if "not_titled" in part else (),
            columns=tuple(columns),
        )

    @staticmethod
    def _read_columns(nodes: Nodes, node: yaml.Node, into: dict[str, ColumnTerm]) -> None:
        for _, name, value in nodes.pairs(node):
            role, unit, printed, prior = Role.FIGURE, None, value, False
            if isinstance(value, yaml.MappingNode):
                inner = nodes.mapping(value, ("role", "unit", "prior", "printed"))
                prior = "prior" in inner and nodes.choice(inner["prior"], ("true", "false")) == "true"
                if "role" in inner:
                    written = nodes.choice(inner["role"], list(Role))
                    role = Role(written) if written in list(Role) else role
                if "unit" in inner:
                    unit = nodes.text(inner["unit"])
                printed = inner.get("printed", yaml.SequenceNode("", []))
            for text in (name, *nodes.texts(printed)):
                into[normalise(text)] = ColumnTerm(name=name, role=role, unit=unit, prior=prior)

    @staticmethod
    def _read_rows(nodes: Nodes, node: yaml.Node, into: dict[str, RowTerm]) -> None:
        for _, name, value in nodes.pairs(node):
            total, printed = False, value
            parts: tuple[str, ...] = ()
            if isinstance(value, yaml.MappingNode):
                inner = nodes.mapping(value, ("total", "parts", "printed"))
                total = "total" in inner and nodes.choice(inner["total"], ("true", "false")) == "true"
                parts = tuple(nodes.texts(inner["parts"])) if "parts" in inner else ()
                printed = inner.get("printed", yaml.SequenceNode("", []))
            for text in (name, *nodes.texts(printed)):
                into[normalise(text)] = RowTerm(name=name, total=total, parts=parts)


@lru_cache(maxsize=1)
def shipped_vocabulary() -> Vocabulary:
    """The vocabulary of the rule files that come with the package.

    Raises:
        BudgetError: a shipped rule file is broken.
    """
    reader, problems = VocabularyReader(), []
    for path in sorted(rules_folder().rglob("*.yaml")):
        nodes = Nodes(str(path), read_text(path))
        if isinstance(nodes.root, yaml.MappingNode):
            for key, value in nodes.root.value:
                if key.value == "vocabulary":
                    reader.read(nodes, value)
        problems.extend(nodes.problems)
    if problems:
        raise BudgetError(problems)
    return reader.finish()
