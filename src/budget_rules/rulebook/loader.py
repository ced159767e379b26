"""Rule files to a rulebook: all problems of all files at once, each with file, line and column."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from budget_rules.figure import UNITS, Figure, NotAFigure, read_figure, unit_named
from budget_rules.findings import Severity
from budget_rules.messages import message
from budget_rules.place import Place, Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.rulebook.expression import ONCE, Condition, Scope
from budget_rules.rulebook.grammar import NotAnExpression, parse_assertion, parse_scope
from budget_rules.rulebook.names import Names
from budget_rules.rulebook.rule import Clause, Option, Rule, Rulebook, When
from budget_rules.shipped import rules_folder
from budget_rules.vocabulary_yaml import VocabularyReader
from budget_rules.yaml_nodes import Nodes, did_you_mean, read_text

FILE_KEYS = ("rules", "vocabulary", "disable", "when")
RULE_KEYS = (
    "id",
    "title",
    "title_en",
    "assert",
    "in",
    "section",
    "for",
    "where",
    "when",
    "severity",
    "basis",
    "message",
    "tolerance",
    "examples",
)
WHEN_KEYS = ("stage", "level", "region", "years", "table")
MESSAGE_SLOTS = ("name", "place", "printed", "expected", "difference", "allowed", "relation")
MOST_FILES = 500

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEARS = re.compile(r"(\d{4})?\s*[-–—]?\s*(\d{4})?")
#: The examples of a shipped rule, which take as long to parse as the rules and say nothing that a check needs.
_EXAMPLES = re.compile(r"(?m)^    examples:\n(?:      [^\n]*\n)+")
_SLOT = re.compile(r"\{([^{}]*)\}")


def read_rules(*paths: str | Path) -> Rulebook:
    """The shipped rule files read, with those of ``paths`` (see ``load_rules``).

    Raises:
        BudgetError: something in the files is wrong; all problems are named.
    """
    reader = _Rulebooks()
    shipped = rules_folder()
    for path in sorted(shipped.rglob("*.yaml")):
        reader.read_file(path, f"rules/{path.relative_to(shipped).as_posix()}", own=False)
    read = {path.resolve() for path in shipped.rglob("*.yaml")}
    for given in map(Path, paths):
        for path in reader.files_of(given):
            if path.resolve() not in read:
                reader.read_file(path, str(path), own=True)
            read.add(path.resolve())
    return reader.finish()


class _Rulebooks:
    """Collects files, then checks names once the whole vocabulary is known."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.vocabulary = VocabularyReader()
        self.files: list[str] = []
        self.found: list[tuple[_RuleReader, bool]] = []
        self.disabled: list[tuple[Nodes, yaml.Node, str]] = []

    def files_of(self, given: Path) -> list[Path]:
        """The rule files meant by a path: itself, or the YAML files of a folder."""
        if not given.is_dir():
            return [given]
        found = sorted(path for pattern in ("*.yaml", "*.yml") for path in given.rglob(pattern) if path.is_file())
        if not found:
            self.problems.append(Problem(Source(path=str(given)), message("rules.folder-empty")))
        if len(found) > MOST_FILES:
            self.problems.append(Problem(Source(path=str(given)), message("rules.too-many-files", most=MOST_FILES)))
        return found[:MOST_FILES]

    def read_file(self, path: Path, shown: str, *, own: bool) -> None:
        """Read one file; ``own`` where it is not one of those shipped."""
        try:
            text = read_text(path)
            nodes = Nodes(shown, text if own else _EXAMPLES.sub(_blanked, text))
        except BudgetError as error:
            moved = (Problem(_shown_as(problem.source, shown), problem.message) for problem in error.problems)
            self.problems.extend(moved)
            return
        self.files.append(shown)
        part = nodes.mapping(nodes.root, FILE_KEYS)
        if part and not part.keys() & {"rules", "vocabulary", "disable"}:
            nodes.problem(nodes.root, message("rules.nothing-in-file"))
        if "vocabulary" in part:
            self.vocabulary.read(nodes, part["vocabulary"])
        if "disable" in part:
            for node in nodes.sequence(part["disable"]):
                self.disabled.append((nodes, node, nodes.text(node)))
        when = _read_when(nodes, part["when"]) if "when" in part else When()
        for node in nodes.sequence(part["rules"]) if "rules" in part else ():
            self.found.append((_RuleReader(nodes, node, when), own))
        self.problems.extend(nodes.problems)
        nodes.problems = []

    def finish(self) -> Rulebook:
        """All rules, every name checked against the vocabulary of all files."""
        vocabulary = self.vocabulary.finish()
        taken: dict[str, tuple[Source, bool]] = {}
        rules: dict[str, Rule] = {}
        for reader, own in self.found:
            if reader.id in taken and taken[reader.id][1] == own:
                why = message("rules.duplicate-id", id=reader.id, where=str(taken[reader.id][0]))
                reader.nodes.problem(reader.parts["id"], why)
            elif reader.id:
                taken[reader.id] = reader.nodes.source(reader.node), own
            rules[reader.id] = reader.rule
            names = Names(reader.nodes, reader.parts, reader.written, reader.written_where, reader.rule, vocabulary)
            names.check(scope_known=reader.scope_known)
        for name in {name for _, _, name in self.disabled}:
            rules.pop(name, None)
        for nodes, node, name in self.disabled:
            if name not in taken:
                nodes.problem(node, message("rules.unknown-rule", id=name, hint=did_you_mean(name, taken)))
        read = [reader.nodes for reader, _ in self.found] + [nodes for nodes, *_ in self.disabled]
        for file in {id(nodes): nodes for nodes in read}.values():
            self.problems.extend(file.problems)
        if self.problems:
            raise BudgetError(self.problems)
        return Rulebook(
            rules=tuple(rules.values()),
            vocabulary=vocabulary,
            files=tuple(self.files),
            disabled=tuple((name, nodes.path) for nodes, _, name in self.disabled),
        )


def _blanked(match: re.Match[str]) -> str:
    """As many lines, so that all others stay where they are."""
    return "\n" * match[0].count("\n")


def _shown_as(source: Source, path: str) -> Source:
    return Source(path=path, line=source.line, column=source.column)


def _read_when(nodes: Nodes, node: yaml.Node) -> When:
    part = nodes.mapping(node, WHEN_KEYS)
    years: tuple[int | None, int | None] = (None, None)
    if "years" in part:
        written = nodes.text(part["years"])
        match = _YEARS.fullmatch(written)
        if match is None or not (match[1] or match[2]):
            nodes.problem(part["years"], message("rules.years", found=written))
        else:
            first, last = (int(match[1]) if match[1] else None, int(match[2]) if match[2] else None)
            years = (first, first) if written.isdigit() else (first, last)
    stages = tuple(nodes.texts(part["stage"])) if "stage" in part else ()
    levels = tuple(nodes.texts(part["level"])) if "level" in part else ()
    for key, found, choices in (("stage", stages, ("预算", "决算")), ("level", levels, ("部门", "单位"))):
        for text in found:
            if text not in choices:
                nodes.problem(part[key], message("input.want-choice", found=text, choices=" | ".join(choices)))
    return When(
        stages=stages,
        levels=levels,
        regions=tuple(nodes.texts(part["region"])) if "region" in part else (),
        years=years,
        tables=tuple(nodes.texts(part["table"])) if "table" in part else (),
    )


def _both(file: When, own: When) -> When:
    return When(
        stages=own.stages or file.stages,
        levels=own.levels or file.levels,
        regions=own.regions or file.regions,
        years=own.years if own.years != (None, None) else file.years,
        tables=own.tables or file.tables,
    )


class _RuleReader:
    """Reads one member of ``rules``."""

    def __init__(self, nodes: Nodes, node: yaml.Node, when: When) -> None:
        self.nodes = nodes
        self.node = node
        self.when = when
        before = len(nodes.problems)
        self.parts = nodes.mapping(node, RULE_KEYS, required=("id", "title", "assert"))
        #: Whether it is known where the rule applies: a misspelled ``for`` would make every other name look wrong.
        self.scope_known = len(nodes.problems) == before
        #: The nodes of its options, in the order of ``Rule.options``.
        self.written: list[yaml.Node] = []
        #: The node each condition of ``Rule.where`` is written in.
        self.written_where: list[yaml.Node] = []
        #: Empty where the rule has none that can be used.
        self.id = self._id()
        #: As far as it could be read.
        self.rule = self._read()

    def _id(self) -> str:
        if "id" not in self.parts:
            return ""
        name = self.nodes.text(self.parts["id"])
        if not _ID.fullmatch(name):
            self.nodes.problem(self.parts["id"], message("rules.bad-id", id=name))
            return ""
        return name

    def _read(self) -> Rule:
        nodes, parts = self.nodes, self.parts
        scope = self._scope()
        clauses = self._clauses(parts["assert"]) if "assert" in parts else ()
        where = [(condition, node) for node in self._where() for condition in self._conditions(node)]
        self.written_where = [node for _, node in where]
        return Rule(
            id=self.id,
            title=self._text("title"),
            title_en=self._text("title_en"),
            severity=self._severity(parts),
            clauses=clauses,
            source=nodes.source(self.node),
            scope=scope,
            tables=tuple(nodes.texts(parts["in"])) if "in" in parts else (),
            sections=tuple(nodes.texts(parts["section"])) if "section" in parts else (),
            where=tuple(condition for condition, _ in where),
            when=_both(self.when, _read_when(nodes, parts["when"])) if "when" in parts else self.when,
            basis=self._text("basis"),
            message=self._message(),
            tolerance=self._tolerance(),
        )

    def _text(self, key: str) -> str:
        return self.nodes.text(self.parts[key]) if key in self.parts else ""

    def _severity(self, parts: dict[str, yaml.Node]) -> Severity:
        if "severity" not in parts:
            return Severity.ERROR
        written = self.nodes.choice(parts["severity"], list(Severity))
        return Severity(written) if written in list(Severity) else Severity.ERROR

    def _scope(self) -> Scope:
        if "for" not in self.parts:
            return ONCE
        node = self.parts["for"]
        text = self.nodes.text(node)
        try:
            return parse_scope(text)
        except NotAnExpression as error:
            self._note(node, text, error, "rules.bad-scope")
            self.scope_known = False
            return ONCE

    def _where(self) -> list[yaml.Node]:
        node = self.parts.get("where")
        if node is None:
            return []
        return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]

    def _conditions(self, node: yaml.Node) -> tuple[Condition, ...]:
        text = self.nodes.text(node)
        if isinstance(node, yaml.ScalarNode) and not text.strip():
            self.nodes.problem(node, message("rules.nothing-asserted"))
        try:
            return parse_assertion(text) if text.strip() else ()
        except NotAnExpression as error:
            self._note(node, text, error, "rules.bad-assert")
            return ()

    def _note(self, node: yaml.Node, text: str, error: NotAnExpression, key: str) -> None:
        why = message(key, found=error.found) if error.found else message("rules.ends-early", text=text.rstrip()[-20:])
        self.nodes.problems.append(Problem(self.nodes.position(node, error.column), why))

    def _clauses(self, node: yaml.Node) -> tuple[Option | Clause, ...]:
        members = self.nodes.sequence(node) if isinstance(node, yaml.SequenceNode) else [node]
        found = tuple(self._option(member) for member in members)
        if not found:
            self.nodes.problem(node, message("rules.nothing-asserted"))
        return found

    def _option(self, node: yaml.Node) -> Option | Clause:
        source = self.nodes.source(node)
        if isinstance(node, yaml.ScalarNode):
            self.written.append(node)
            return Option(self._conditions(node), self.nodes.text(node), source)
        if not isinstance(node, yaml.MappingNode):
            self.nodes.problem(node, message("rules.any-or-first"))
            return Clause("any", ())
        part = self.nodes.mapping(node, ("any", "first", "assert", "severity", "title"))
        ways = [mode for mode in ("any", "first") if mode in part]
        if len(ways) + ("assert" in part) != 1 or (ways and len(part) > 1):
            self.nodes.problem(node, message("rules.any-or-first"))
            return Clause("any", ())
        if ways:
            options = self.nodes.sequence(part[ways[0]])
            if isinstance(part[ways[0]], yaml.SequenceNode) and not options:
                self.nodes.problem(part[ways[0]], message("rules.nothing-asserted"))
            return Clause(ways[0], tuple(self._option(option) for option in options))
        self.written.append(part["assert"])
        return Option(
            self._conditions(part["assert"]),
            self.nodes.text(part["assert"]),
            source,
            self._severity(part) if "severity" in part else None,
            self.nodes.text(part["title"]) if "title" in part else "",
        )

    def _message(self) -> str:
        text = self._text("message")
        for slot in _SLOT.findall(text):
            if slot not in MESSAGE_SLOTS:
                slots = " ".join(f"{{{known}}}" for known in MESSAGE_SLOTS)
                self.nodes.problem(self.parts["message"], message("rules.bad-slot", slot=slot, slots=slots))
        if text.count("{") != len(_SLOT.findall(text)) or text.count("}") != text.count("{"):
            self.nodes.problem(self.parts["message"], message("rules.bad-braces"))
        return text

    def _tolerance(self) -> Figure | None:
        if "tolerance" not in self.parts:
            return None
        node = self.parts["tolerance"]
        written = self.nodes.text(node)
        match = re.fullmatch(r"([\d.,]+)\s*(\S*)", written)
        try:
            if match is None or match[2] not in UNITS:
                raise NotAFigure(written)
            place = Place(written, self.nodes.source(node))
            return read_figure(match[1], unit=unit_named(match[2]), place=place)
        except NotAFigure:
            self.nodes.problem(node, message("rules.bad-tolerance", found=written))
            return None
