"""What docs/tutorial.md tells one to write and to run comes out as it says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from budget_rules.cli import main
from gate_runs import FAST

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def run(command: str, capfd: pytest.CaptureFixture[str]) -> str:
    program, *arguments = shlex.split(command.removeprefix("$ "))
    if program == "budget-rules":
        main(arguments)
        return capfd.readouterr().out
    assert program == "pytest"
    environment = {**os.environ, "COLUMNS": "160"}
    environment.pop("CI", None)
    ran = [sys.executable, "-m", "pytest", *FAST, "-p", "no:xdist", *arguments]
    return subprocess.run(ran, capture_output=True, text=True, check=False, env=environment).stdout


def test_every_step_comes_out_as_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "samples" / "2022.yaml", tmp_path)
    said, steps = "", 0
    for language, block in BLOCKS:
        if language == "yaml":
            Path("接待费.yaml").write_text(block, encoding="utf-8")
        elif language == "console":
            said = run(block.strip(), capfd)
        else:
            steps += 1
            lines = iter(said.splitlines())
            for shown in filter(None, block.splitlines()):
                pattern = "*" + shown.replace("[", "[[]") + "*"
                assert any(fnmatchcase(line, pattern) for line in lines), f"{shown}\n\n{said}"
    assert steps == sum(language == "console" for language, _ in BLOCKS) == 7
