"""The options, checked; and what pytest collects because of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from budget_rules.findings import Severity
from budget_rules.messages import LANGUAGES, Message, language, message, set_language
from budget_rules.problem import BudgetError
from budget_rules.reports.outfile import check_writable
from budget_rules.reports.outputs import OUTPUTS
from budget_rules.reports.words import harmless
from budget_rules.sources.given import read_given
from budget_rules.waivers import Waiver, read_waivers
from budget_rules.waivers.reading import read_date
from budget_rules.yaml_nodes import did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the options say. Paths are absolute."""

    #: Each once, in the order given.
    files: tuple[Path, ...]
    #: Rule files and folders besides the shipped ones.
    rules: tuple[Path, ...]
    #: What the user says of the disclosures: unit, year, stage, level, region.
    given: dict[str, str]
    #: The least severity that fails.
    fail_on: Severity
    #: Findings that are accepted.
    waivers: tuple[Waiver, ...]
    #: The day that decides which waivers have expired.
    today: date
    #: Where to write the result: name of the form (see ``reports.outputs``) and file.
    outputs: tuple[tuple[str, Path], ...]


def choose_language(config: pytest.Config) -> str:
    """Show messages in the language of the options from now on, and return the one before.

    Raises:
        pytest.UsageError: there is no such language.
    """
    before = language()
    chosen = _choice(config, "--budget-lang", "budget_lang", LANGUAGES, default="zh")
    set_language(chosen)
    return before


def read_settings(config: pytest.Config) -> Settings | None:
    """The settings; None where only the language is given.

    Raises:
        pytest.UsageError: with a line for each wrong option.
    """
    folder = config.invocation_params.dir
    files = _paths(folder, config.getoption("budget_files") or config.getini("budget_files"))
    rules = _paths(folder, [*config.getini("budget_rules"), *(config.getoption("budget_rules") or ())])
    waiving = _paths(folder, [*config.getini("budget_waivers"), *(config.getoption("budget_waivers") or ())])
    if not files:
        _refuse(_useless(config))
        return None
    problems: list[object] = [*_file_problems(config, files), *_rule_problems(config, rules)]
    severities = [severity.value for severity in Severity]
    fail_on = Severity(_choice(config, "--budget-fail-on", "budget_fail_on", severities, default="error"))
    given_outputs = ((name, config.getoption(f"budget_{name}")) for name in OUTPUTS)
    outputs = tuple((name, Path(os.path.normpath(folder / given))) for name, given in given_outputs if given)
    if not hasattr(config, "workerinput"):
        problems += _output_problems(config, outputs, inputs=[*files, *rules, *waiving])
    given: dict[str, str] = {}
    try:
        given = read_given(config.getoption("budget_set") or (), "--budget-set")
    except BudgetError as error:
        problems += error.problems
    waivers: tuple[Waiver, ...] = ()
    try:
        waivers = read_waivers(short_path(config, path) for path in waiving)
    except BudgetError as error:
        problems += error.problems
    today = _today(config)
    _refuse(problems)
    return Settings(
        files=files, rules=rules, given=given, fail_on=fail_on, waivers=waivers, today=today, outputs=outputs
    )


def select(config: pytest.Config, settings: Settings) -> None:
    """Without paths on the command line, collect the disclosures and nothing else.

    With paths, disclosures named by ``--budget`` must be among them; those of the ini file need not.

    Raises:
        pytest.UsageError: the paths leave out a disclosure.
    """
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.args = [str(path) for path in settings.files]
        config.args_source = pytest.Config.ArgsSource.ARGS
    elif config.getoption("budget_files"):
        named = [Path(os.path.normpath(config.invocation_params.dir / _path_part(arg))) for arg in config.args]
        left_out = [path for path in settings.files if not any(one == path or one in path.parents for one in named)]
        _refuse(message("shown.option-unselected", path=short_path(config, path)) for path in left_out)


def short_path(config: pytest.Config, path: Path) -> str:
    """The path as a user in the folder of invocation would write it."""
    folder = config.invocation_params.dir
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def _path_part(arg: str) -> str:
    return arg.partition("[")[0].partition("::")[0]


def _paths(folder: Path, given: Iterable[str | Path]) -> tuple[Path, ...]:
    """Absolute paths, each file once, in order."""
    found: dict[str, Path] = {}
    for one in given:
        path = Path(os.path.normpath(folder / one))
        found.setdefault(os.path.realpath(path), path)
    return tuple(found.values())


def _file_problems(config: pytest.Config, files: Iterable[Path]) -> Iterable[Message]:
    for path in files:
        if path.is_dir():
            yield message("shown.option-folder", option="--budget", path=short_path(config, path))
        elif not path.exists():
            yield message("shown.option-no-file", option="--budget", path=short_path(config, path))
        elif "[" in str(path) or "::" in str(path):
            yield message("shown.option-brackets", option="--budget", path=short_path(config, path))


def _rule_problems(config: pytest.Config, rules: Iterable[Path]) -> Iterable[Message]:
    for path in rules:
        if not path.exists():
            yield message("shown.option-no-path", option="--budget-rules", path=short_path(config, path))


def _output_problems(
    config: pytest.Config, outputs: Iterable[tuple[str, Path]], *, inputs: Iterable[Path]
) -> Iterable[object]:
    taken: dict[Path, str] = {}
    read = list(inputs)
    for name, path in outputs:
        option = f"--budget-{name}"
        if path in taken:
            yield message("out.same-file", option=option, other=taken[path], path=short_path(config, path))
        taken.setdefault(path, option)
        try:
            check_writable(short_path(config, path), inputs=read)
        except BudgetError as error:
            yield from (f"{option}: {problem}" for problem in error.problems)


def _useless(config: pytest.Config) -> Iterable[Message]:
    """Options that say how to check, where nothing is to be checked."""
    outputs = (f"--budget-{name}" for name in OUTPUTS)
    ours = ("--budget-rules", "--budget-set", "--budget-fail-on", "--budget-waivers", "--budget-today")
    for option in (*ours, *outputs):
        if config.getoption(option):
            yield message("shown.option-needs-budget", option=option)


def _today(config: pytest.Config) -> date:
    given = config.getoption("budget_today")
    day = date.today() if given is None else read_date(given)
    if day is None:
        raise pytest.UsageError(harmless(message("shown.option-date", option="--budget-today", found=given)))
    return day


def _choice(config: pytest.Config, option: str, ini: str, choices: Sequence[str], *, default: str) -> str:
    given = config.getoption(ini)
    name, chosen = (ini, config.getini(ini)) if given is None else (option, given)
    if chosen in choices:
        return str(chosen)
    if given is None and not chosen:
        return default
    hint = did_you_mean(chosen, choices)
    slots = {"option": name, "choices": " | ".join(choices), "found": chosen, "hint": hint}
    raise pytest.UsageError(harmless(message("shown.option-not-one-of", **slots)))


def _refuse(problems: Iterable[object]) -> None:
    lines = list(map(harmless, problems))
    if lines:
        raise pytest.UsageError(*lines)
