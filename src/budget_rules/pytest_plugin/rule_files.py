"""``pytest rules/``: the examples of rule files as items.

Imports the standard library and pytest only until a file is found that is one of rules: other people keep YAML files
below their folders of tests.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from budget_rules.pytest_plugin.paths import node_path, path_part, short_path

if TYPE_CHECKING:
    from budget_rules import Rulebook
    from budget_rules.examples import Example
    from budget_rules.problem import BudgetError

#: What a rule file has at its top, and only that: ``FILE_KEYS`` of the loader.
TOP = ("rules", "vocabulary", "disable", "when")
#: What each rule has.
WITHIN = ("id:", "title:", "assert:")
SUFFIXES = (".yaml", ".yml")
#: Longest part of a file that is looked at to see whether it has rules.
MOST_CHARACTERS = 200_000
_rulebook = pytest.StashKey["Rulebook | BudgetError"]()


def rule_file(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A node for a rule file; None for what is none."""
    if not is_rule_file(path, with_rules=path not in _named(parent.config)):
        return None
    node: RuleFile = RuleFile.from_parent(parent, path=path, nodeid=node_path(path, parent.config.rootpath))
    return node


def is_rule_file(path: Path, *, with_rules: bool = True) -> bool:
    """Whether all keys at the top of the file are those of rule files; ``with_rules``: and something is asserted.

    It is not parsed, and read only up to the first key that is another.
    """
    keys: set[str] = set()
    missing = set(WITHIN)
    read = 0
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                read += len(line)
                if read > MOST_CHARACTERS:
                    break
                if line[0] in " \t\n\r#-\ufeff":
                    missing -= set(line.replace("- ", "  ").split(maxsplit=1)[:1])
                    continue
                key, colon, _ = line.partition(":")
                if key not in TOP or not colon:
                    return False
                keys.add(key)
    except (OSError, UnicodeDecodeError):
        return False
    return bool(keys) and not (with_rules and ("rules" not in keys or missing))


class ExampleFailed(Exception):
    """An example does not come out as it says."""


class RuleFile(pytest.File):
    """A rule file: an item for each example of each rule."""

    def collect(self) -> Iterator[pytest.Item]:
        """The items, in the order of the rules.

        Raises:
            CollectError: the rules or their examples cannot be used.
        """
        from budget_rules.examples import examples_of_file
        from budget_rules.problem import BudgetError

        rulebook = _load(self.config)
        try:
            if isinstance(rulebook, BudgetError):
                raise rulebook
            found = examples_of_file(self.path, short_path(self.config, self.path), rulebook)
        except BudgetError as error:
            here = [one for one in error.problems if one.source.path == short_path(self.config, self.path)]
            raise self.CollectError(_lines(BudgetError(here) if here else error)) from None
        for examples in found.values():
            for example in examples:
                yield ExampleItem.of(example, self, rulebook)


class ExampleItem(pytest.Item):
    """One example of a rule."""

    example: Example
    rulebook: Rulebook

    @classmethod
    def of(cls, example: Example, parent: RuleFile, rulebook: Rulebook) -> ExampleItem:
        """The item of an example; its id is text for the reason given in ``nodes``."""
        name = f"{example.rule}[{example.name}]"
        item: ExampleItem = cls.from_parent(parent, name=name, nodeid=f"{parent.nodeid}::{name}")
        item.example, item.rulebook = example, rulebook
        title = next(rule.title for rule in rulebook.rules if rule.id == example.rule)
        item.extra_keyword_matches.update((example.rule, title))
        return item

    def runtest(self) -> None:
        """Confront the example with its rule.

        Raises:
            ExampleFailed: it does not come out as it says, or is no disclosure.
        """
        from budget_rules.examples import run_example
        from budget_rules.problem import BudgetError
        from budget_rules.reports.words import harmless

        try:
            why, _ = run_example(self.example, self.rulebook)
        except BudgetError as error:
            raise ExampleFailed(_lines(error)) from None
        if why is not None:
            raise ExampleFailed(harmless(why))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> object:  # type: ignore[override]
        """What is wrong, at the line of the example."""
        from budget_rules.messages import message
        from budget_rules.pytest_plugin.location import located

        if not isinstance(excinfo.value, ExampleFailed):
            return super().repr_failure(excinfo)
        source = self.example.source
        text = message("examples.failed", source=source, name=self.name, why=excinfo.value)
        return located(str(text), str(excinfo.value).split("\n")[0], source)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line of the example counted from 0, and the rule."""
        return self.path, (self.example.source.line or 1) - 1, self.name


def _load(config: pytest.Config) -> Rulebook | BudgetError:
    """The rulebook of all rule files that the command line names, made once in a process."""
    if _rulebook not in config.stash:
        from budget_rules import load_rules
        from budget_rules.problem import BudgetError

        given = [Path(path) for path in config.getini("budget_rules")]
        try:
            config.stash[_rulebook] = load_rules(*(short_path(config, path) for path in (*given, *_rule_files(config))))
        except BudgetError as error:
            config.stash[_rulebook] = error
    return config.stash[_rulebook]


def _named(config: pytest.Config) -> set[Path]:
    """The paths of the command line."""
    folder = config.invocation_params.dir
    return {Path(os.path.normpath(folder / path_part(arg))) for arg in config.args}


def _rule_files(config: pytest.Config) -> Iterator[Path]:
    """The rule files that are named on the command line or below a folder that is."""
    skipped = [str(pattern) for pattern in config.getini("norecursedirs")]
    for path in sorted(_named(config)):
        for found in _below(path, skipped) if path.is_dir() else (path,):
            if found.suffix in SUFFIXES and is_rule_file(found, with_rules=False):
                yield found


def _below(folder: Path, skipped: Iterable[str]) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not any(fnmatch(name, pattern) for pattern in skipped))
        yield from (Path(here, name) for name in sorted(files))


def _lines(error: BudgetError) -> str:
    from budget_rules.reports.words import harmless

    return "\n".join(map(harmless, error.problems))
