"""Running the gate in a folder of its own, with and without xdist."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path

import pytest

import fake_engine

#: One item of each kind of outcome.
DISCLOSURE = """\
held spending-balance
error class-sums 支出总表
wrong class-sums 收入总表
warning soft 基本支出表
notice style 收入预算情况
suspicious rounding 项目支出表
mixed mixed 收支总表
unexecuted blind 三公经费支出表
absent gone 国有资本经营预算支出表
"""

MODES = {"xdist active": ("-n", "1"), "xdist inactive": ("-n", "0"), "xdist absent": ("-p", "no:xdist")}
#: hypothesis, where installed, imports itself at the end of every run: 2 s where nothing is cached.
FAST = ("-p", "no:hypothesispytest")


# Imported before pytester looks: it forgets every module that a test imports after that, and a second ``yaml`` does not
# fit the C part of the first.
for module in (
    "pytest_plugin.gate",
    "pytest_plugin.summary",
    "reports.terminal",
    "rulebook",
    "confrontation",
    "sources",
):
    importlib.import_module(f"budget_rules.{module}")


@dataclass
class Runs:
    """A folder with ``2022.yaml``, and pytest runs in it."""

    pytester: pytest.Pytester
    mode: tuple[str, ...]

    @property
    def active(self) -> bool:
        return self.mode == MODES["xdist active"]

    @property
    def collection_error(self) -> pytest.ExitCode:
        """The exit code after a collection error: xdist's workers run what could be collected."""
        return pytest.ExitCode.TESTS_FAILED if self.active else pytest.ExitCode.INTERRUPTED

    def write(self, name: str, text: str) -> Path:
        path = self.pytester.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def __call__(self, *arguments: str) -> pytest.RunResult:
        return self.pytester.runpytest_inprocess(*self.mode, *FAST, *arguments)


def prepared(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, mode: str) -> Runs:
    """A folder whose conftest installs the fake engine, in xdist's workers too."""
    import budget_rules

    for name in ("load", "load_rules", "confront"):
        monkeypatch.setitem(vars(budget_rules), name, getattr(fake_engine, name))
    for name in ("CI", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    runs = Runs(pytester, MODES[mode])
    runs.write("fake_engine.py", Path(fake_engine.__file__).read_text("utf-8"))
    runs.write("conftest.py", "import fake_engine\nfake_engine.install()\n")
    runs.write("2022.yaml", DISCLOSURE)
    return runs
