"""What is wrong, missing or superfluous in rule files, besides what stops them from being loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from budget_rules.examples import examples_of_file
from budget_rules.findings import Report, Severity
from budget_rules.lint.independence import judge
from budget_rules.messages import Message, message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.rulebook.rule import Rule, Rulebook
from budget_rules.shipped import rules_folder

__all__ = ["Remark", "lint", "rules_of", "sort_problems"]
#: Most rules that a remark names.
MOST_NAMES = 5


class Remark(Struct, frozen=True, kw_only=True):
    """Something to say about a rule file."""

    severity: Severity
    source: Source
    message: Message


def sort_problems(problems: Sequence[Problem]) -> list[Remark]:
    """Mistakes in rule files as remarks.

    Raises:
        BudgetError: some are no mistakes at a place: a file that is missing, or that cannot be read.
    """
    unusable = [problem for problem in problems if problem.source.line is None]
    if unusable:
        raise BudgetError(unusable)
    return [Remark(severity=Severity.ERROR, source=one.source, message=one.message) for one in problems]


def rules_of(rulebook: Rulebook, paths: Sequence[str]) -> dict[Path, list[Rule]]:
    """The rules that stand in the files or folders, by file. A file that comes with the package is shown by its place
    among the shipped ones."""
    shipped = rules_folder().resolve()
    named = [Path(path).resolve() for path in paths]
    found: dict[Path, list[Rule]] = {}
    for shown in rulebook.files:
        file = Path(shown)
        if not file.exists() or shipped.is_relative_to(Path.cwd()):
            file = shipped / Path(shown).relative_to("rules") if shown.startswith("rules/") else file
        resolved = file.resolve()
        if any(resolved == one or one in resolved.parents for one in named):
            found[file] = [rule for rule in rulebook.rules if rule.source.path == shown]
    return found


def lint(rulebook: Rulebook, files: dict[Path, list[Rule]], reports: Sequence[Report]) -> list[Remark]:
    """Remarks on the rules of ``files``, in order of position; ``reports``: disclosures confronted with all."""
    rules = [rule for members in files.values() for rule in members]
    found = [*_examples(rulebook, files), *_bases(rules)]
    if reports:
        found += [*_unbound(rules, reports), *_dependent(rules, reports)]
    return sorted(found, key=lambda one: (one.source.path, one.source.line or 0, one.source.column or 0))


def _remark(severity: Severity, rule: Rule, key: str, **slots: object) -> Remark:
    return Remark(severity=severity, source=rule.source, message=message(key, rule=rule.id, **slots))


def _examples(rulebook: Rulebook, files: dict[Path, list[Rule]]) -> Iterator[Remark]:
    for path, rules in files.items():
        if not rules:
            continue
        try:
            examples = examples_of_file(path, rules[0].source.path, rulebook)
        except BudgetError as error:
            yield from sort_problems(error.problems)
            continue
        for rule in rules:
            ways = {example.violated for example in examples.get(rule.id, ())}
            if not ways:
                yield _remark(Severity.NOTICE, rule, "lint.no-examples")
            elif len(ways) == 1:
                yield _remark(Severity.NOTICE, rule, "lint.only-holding" if False in ways else "lint.only-violated")


def _bases(rules: Sequence[Rule]) -> Iterator[Remark]:
    return (_remark(Severity.NOTICE, rule, "lint.no-basis") for rule in rules if not rule.basis)


def _unbound(rules: Sequence[Rule], reports: Sequence[Report]) -> Iterator[Remark]:
    for rule in rules:
        outcomes = [outcome for report in reports for outcome in report.outcomes if outcome.rule == rule.id]
        reasons = [one.not_applicable.reason for one in outcomes if one.not_applicable is not None]
        if len(reasons) == len(outcomes):
            yield _remark(Severity.NOTICE, rule, "lint.never-binds", reason=reasons[0])


def _dependent(rules: Sequence[Rule], reports: Sequence[Report]) -> Iterator[Remark]:
    judgement = judge(reports)
    for rule in rules:
        others = [name for name in judgement.contradictory.get(rule.id, ()) if name != rule.id]
        if rule.id in judgement.contradictory:
            key = "lint.contradicts" if others else "lint.impossible"
            yield _remark(Severity.ERROR, rule, key, others=_names(others))
        elif rule.id in judgement.redundant:
            count, others = judgement.redundant[rule.id]
            key = "lint.redundant" if others else "lint.trivial"
            yield _remark(Severity.NOTICE, rule, key, count=count, others=_names(others))


def _names(names: list[str]) -> str:
    more = "…" if len(names) > MOST_NAMES else ""
    return "、".join(names[:MOST_NAMES]) + more
