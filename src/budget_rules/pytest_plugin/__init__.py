"""The pytest plugin's hooks that every pytest run calls, whether or not it checks a disclosure.

Imports pytest and the standard library only; everything else is imported once a disclosure is named by ``--budget`` or
by the ini option ``budget_files``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

_OPTIONS = {
    "--budget": ("budget_files", "append", "FILE", "shown.option-budget"),
    "--budget-rules": ("budget_rules", "append", "PATH", "shown.option-rules"),
    "--budget-set": ("budget_set", "append", "KEY=VALUE", "shown.option-set"),
    "--budget-fail-on": ("budget_fail_on", "store", "SEVERITY", "shown.option-fail-on"),
    "--budget-waivers": ("budget_waivers", "append", "FILE", "shown.option-waivers"),
    "--budget-today": ("budget_today", "store", "DATE", "shown.option-today"),
    "--budget-json": ("budget_json", "store", "FILE", "out.option-json"),
    "--budget-sarif": ("budget_sarif", "store", "FILE", "out.option-sarif"),
    "--budget-markdown": ("budget_markdown", "store", "FILE", "out.option-markdown"),
    "--budget-sheet": ("budget_sheet", "store", "FILE", "out.option-sheet"),
    "--budget-html": ("budget_html", "store", "FILE", "out.option-html"),
    "--budget-lang": ("budget_lang", "store", "LANG", "shown.option-lang"),
}
#: Name of the plugin that is registered for a run that checks disclosures.
GATE = "budget-gate"
_unset_language = pytest.StashKey[str]()


class BudgetWarning(UserWarning):
    """A finding of a severity that does not fail (see ``--budget-fail-on``)."""


class _Help(str):
    """A key of the catalogue that argparse shows as its text in the language chosen by then."""

    __slots__ = ()

    def __mod__(self, slots: object) -> str:
        from budget_rules.messages import message

        return str(message(str(self)))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options; they are checked in ``pytest_configure``, where the language is known."""
    group = parser.getgroup("budget", "budget disclosures (预算公开)")
    for option, (dest, action, metavar, key) in _OPTIONS.items():
        group.addoption(option, dest=dest, action=action, metavar=metavar, help=_Help(key))
    group.addoption("--budget-coverage", dest="budget_coverage", action="store_true", help=_Help("coverage.option"))
    parser.addini("budget_files", type="paths", help="预算公开文件 / as --budget", default=[])
    parser.addini("budget_rules", type="paths", help="规则文件 / as --budget-rules", default=[])
    parser.addini("budget_waivers", type="paths", help="豁免文件 / as --budget-waivers", default=[])
    parser.addini("budget_fail_on", help="从哪一级起失败 / as --budget-fail-on", default="")
    parser.addini("budget_lang", help="语言 / as --budget-lang", default="")


def pytest_configure(config: pytest.Config) -> None:
    """Set up the gate if a disclosure is named.

    Raises:
        pytest.UsageError: an option is wrong.
    """
    wanted = config.getini("budget_files") or _given(config)
    if not wanted and not config.getoption("help"):
        return
    from budget_rules.pytest_plugin.options import choose_language, select, settings_of

    config.stash[_unset_language] = choose_language(config)
    settings = None if config.getoption("help") else settings_of(config)
    if settings is None:
        return
    select(config, settings)
    from budget_rules.pytest_plugin.gate import Gate

    config.pluginmanager.register(Gate(config, settings), GATE)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The examples of a rule file that the command line names, or of one below a folder that it names."""
    if file_path.suffix not in (".yaml", ".yml") or parent.config.args_source is not pytest.Config.ArgsSource.ARGS:
        return None
    from budget_rules.pytest_plugin.rule_files import rule_file

    return rule_file(file_path, parent)


def _given(config: pytest.Config) -> bool:
    return any(config.getoption(dest) for dest in ("budget_coverage", *(dest for dest, *_ in _OPTIONS.values())))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Give back the language that messages had before."""
    before = config.stash.get(_unset_language, None)
    if before is not None:
        from budget_rules.messages import set_language

        set_language(before)
