"""Set-up of the tests."""

from __future__ import annotations

import os

import pytest

pytest_plugins = ["pytester"]


def pytest_configure() -> None:
    """``HYPOTHESIS_PROFILE=nightly pytest``: hours instead of minutes.

    The gate on a sample loads this file too, where only the package itself is installed.
    """
    profile = os.environ.get("HYPOTHESIS_PROFILE")
    if profile:
        from hypothesis import settings

        settings.register_profile("nightly", max_examples=10_000, deadline=None)
        settings.load_profile(profile)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Run the whole suite on all cores, where xdist is installed and nothing else is asked for.

    Not the gate, which names no tests either: it is faster without workers.
    """
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not hasattr(config, "workerinput")
    free = config.getoption("numprocesses", 0) is None and not config.getoption("usepdb")
    if whole and free and not config.getoption("budget_files", None):
        config.option.numprocesses, config.option.dist = "auto", "worksteal"
