"""The options, checked; and what pytest collects because of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from budget_rules.findings import Severity
from budget_rules.messages import LANGUAGES, Message, language, message, set_language
from budget_rules.problem import WrongOptions
from budget_rules.pytest_plugin.paths import path_part
from budget_rules.reports.outputs import OUTPUTS
from budget_rules.reports.words import harmless
from budget_rules.runs.settings import Settings, Written, read_settings
from budget_rules.yaml_nodes import did_you_mean


def choose_language(config: pytest.Config) -> str:
    """Show messages in the language of the options from now on, and return the one before.

    Raises:
        pytest.UsageError: there is no such language.
    """
    before = language()
    chosen = _choice(config, "--budget-lang", "budget_lang", LANGUAGES, default="zh")
    set_language(chosen)
    return before


def settings_of(config: pytest.Config) -> Settings | None:
    """The settings; None where only the language is given.

    Raises:
        pytest.UsageError: with a line for each wrong option.
    """
    files = config.getoption("budget_files") or config.getini("budget_files")
    if not files:
        _refuse(_useless(config))
        return None
    _refuse(_wordless())
    severities = [severity.value for severity in Severity]
    written = Written(
        folder=config.invocation_params.dir,
        prefix="--budget-",
        file_option="--budget",
        files=files,
        rules=[*config.getini("budget_rules"), *(config.getoption("budget_rules") or ())],
        waivers=[*config.getini("budget_waivers"), *(config.getoption("budget_waivers") or ())],
        given=config.getoption("budget_set") or (),
        fail_on=Severity(_choice(config, "--budget-fail-on", "budget_fail_on", severities, default="error")),
        today=config.getoption("budget_today"),
        outputs={form: given for form in OUTPUTS if (given := config.getoption(f"budget_{form}"))},
    )
    try:
        settings = read_settings(written, writing=not hasattr(config, "workerinput"))
    except WrongOptions as wrong:
        raise pytest.UsageError(*map(harmless, wrong.lines)) from None
    _refuse(
        message("shown.option-brackets", option="--budget", path=settings.name(path))
        for path in settings.files
        if "[" in str(path) or "::" in str(path)
    )
    return settings


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
        named = [Path(os.path.normpath(config.invocation_params.dir / path_part(arg))) for arg in config.args]
        left_out = [path for path in settings.files if not any(one == path or one in path.parents for one in named)]
        _refuse(message("shown.option-unselected", path=settings.name(path)) for path in left_out)


def _useless(config: pytest.Config) -> Iterable[Message]:
    """Options that say how to check, where nothing is to be checked."""
    outputs = (f"--budget-{name}" for name in OUTPUTS)
    ours = ("--budget-rules", "--budget-set", "--budget-fail-on", "--budget-waivers", "--budget-today")
    for option in (*ours, "--budget-coverage", *outputs):
        if config.getoption(option):
            yield message("shown.option-needs-budget", option=option)


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


def _wordless() -> list[Message]:
    """pytest puts the name of the running item into the environment, where some locales hold no Chinese."""
    try:
        os.fsencode("预算")
    except UnicodeEncodeError as error:
        return [message("shown.option-locale", encoding=error.encoding)]
    return []


def _refuse(problems: Iterable[object]) -> None:
    lines = list(map(harmless, problems))
    if lines:
        raise pytest.UsageError(*lines)
