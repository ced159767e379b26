"""What docs/tutorial.md and docs/templates.md tell one to write and to run comes out as they say."""

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


def blocks(page: str) -> list[tuple[str, str]]:
    """Language (and what stands behind it) and text of the code blocks of a page."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    return re.findall(r"^```([\w ]+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def run(command: str, capfd: pytest.CaptureFixture[str]) -> str:
    program, *arguments = shlex.split(command.removeprefix("$ "))
    if program == "budget-rules":
        main(arguments)
        return "".join(capfd.readouterr())
    assert program == "pytest"
    environment = {**os.environ, "COLUMNS": "160"}
    environment.pop("CI", None)
    ran = [sys.executable, "-m", "pytest", *FAST, "-p", "no:xdist", *arguments]
    return subprocess.run(ran, capture_output=True, text=True, check=False, env=environment).stdout


@pytest.mark.parametrize(
    ("page", "files", "count"),
    [("tutorial.md", {"yaml": "接待费.yaml"}, 7), ("templates.md", {"yaml": "临江.yaml", "markdown": "临江.md"}, 7)],
)
def test_every_step_comes_out_as_shown(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    page: str,
    files: dict[str, str],
    count: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "samples" / "2022.yaml", tmp_path)
    said, steps = "", 0
    for words, block in blocks(page):
        language, _, append = words.partition(" ")
        if language in files:
            with Path(files[language]).open("a" if append else "w", encoding="utf-8") as file:
                file.write(block)
        elif language == "console":
            said = run(block.strip(), capfd)
        else:
            steps += 1
            lines = iter(said.splitlines())
            for shown in filter(None, block.splitlines()):
                pattern = "*" + shown.replace("[", "[[]") + "*"
                assert any(fnmatchcase(line, pattern) for line in lines), f"{shown}\n\n{said}"
    assert steps == sum(words == "console" for words, _ in blocks(page)) == count
