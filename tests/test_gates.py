"""The ready-made gates, as far as they run without the services they are for."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from budget_rules.reports.outputs import OUTPUTS

TOP = Path(__file__).parents[1]
ACTION: dict[str, Any] = yaml.safe_load((TOP / "action.yml").read_text("utf-8"))
GITLAB: dict[str, Any] = yaml.safe_load((TOP / "gates" / "gitlab.yml").read_text("utf-8"))["budget-rules"]
HOOKS: list[dict[str, Any]] = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text("utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with disclosures, one of them in a folder with a space."""
    (tmp_path / "公开 2022").mkdir()
    shutil.copy(TOP / "samples" / "2022-corrected.yaml", tmp_path / "公开 2022" / "good.yaml")
    shutil.copy(TOP / "samples" / "2022.yaml", tmp_path / "bad.yaml")
    return tmp_path


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it where ``budget-rules`` and ``pytest`` are those of this environment."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "CI"))}
    path = os.pathsep.join((str(Path(sys.executable).parent), plain["PATH"]))
    return subprocess.run(
        command, cwd=folder, env={**plain, "PATH": path, **environment}, capture_output=True, text=True, check=False
    )


def step_of_the_action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The check step as a runner would start it, with the defaults of inputs that are not given."""
    (step,) = (one for one in ACTION["runs"]["steps"] if one["name"] == "check")
    environment = {
        name: inputs.get(key, ACTION["inputs"][key].get("default", ""))
        for name, value in step["env"].items()
        for key in re.findall(r"inputs\.([a-z-]+)", value)
    }
    github = {"GITHUB_ACTIONS": "true", "GITHUB_ACTION_PATH": str(TOP), "GITHUB_OUTPUT": str(folder / "output")}
    return run(["bash", "-c", step["run"]], folder, **environment, **github)


def test_the_action_checks_what_its_patterns_name(folder: Path) -> None:
    done = step_of_the_action(folder, files="bad.yaml\n  公开*/*.yaml\n")

    assert done.returncode == 1, done.stderr
    assert "::error file=bad.yaml,title=增减幅度 = 增减额 ÷ 上年数,line=66,col=63::" in done.stdout
    result = json.loads((folder / "budget-results" / "result.json").read_text("utf-8"))
    assert [document["path"] for document in result["documents"]] == ["bad.yaml", "公开 2022/good.yaml"]
    outputs = dict(line.split("=", 1) for line in (folder / "output").read_text("utf-8").splitlines())
    assert outputs.keys() == ACTION["outputs"].keys()
    assert all((folder / path).is_file() for path in outputs.values())


def test_the_action_passes_where_nothing_is_wrong(folder: Path) -> None:
    done = step_of_the_action(folder, files="公开 2022/good.yaml", lang="en", results="out")
    assert done.returncode == 0, done.stderr
    assert (folder / "out" / "result.sarif").is_file()


def test_the_action_says_what_it_was_given_wrongly(folder: Path) -> None:
    done = step_of_the_action(folder, files="none/*.pdf", rules="own.yaml")
    assert done.returncode == 4
    assert done.stderr.splitlines() == [
        "FILE: 文件不存在: none/*.pdf",
        "--rules: 文件或文件夹不存在: own.yaml",
    ]


def test_inputs_are_not_run_as_commands(folder: Path) -> None:
    done = step_of_the_action(folder, files="$(touch run); `touch run`; bad.yaml; touch run")
    assert done.returncode == 4
    assert not (folder / "run").exists()


def test_the_action_writes_only_forms_that_exist() -> None:
    written = re.search(r"for form in ([a-z ]+);", (TOP / "gates" / "check.sh").read_text("utf-8"))
    assert written is not None
    assert set(written[1].split()) <= OUTPUTS.keys()


def test_the_gitlab_job_leaves_its_reports(folder: Path) -> None:
    variables = {key: str(value) for key, value in GITLAB["variables"].items() if "$" not in str(value)}
    done = run(
        ["bash", "-ec", "\n".join(GITLAB["script"])], folder, **variables, BUDGET_FILES="bad.yaml\n公开*/*.yaml\n"
    )
    assert done.returncode == 1, done.stderr + done.stdout
    results = folder / variables["BUDGET_RESULTS"]
    assert sorted(path.name for path in results.iterdir()) == ["junit.xml", "result.html", "result.json", "result.md"]
    assert GITLAB["artifacts"]["reports"]["junit"].endswith("/junit.xml")


def test_the_hook_runs_the_check_on_disclosures_only() -> None:
    (hook,) = HOOKS
    assert hook["entry"] == "budget-rules check"
    for name in ("2025预算.pdf", "公开/预算2025.yaml", "docs/budget-2025.xlsx"):
        assert re.search(hook["files"], name), name
    for name in ("src/budget_rules/cli/__init__.py", "budget/README.md", "预算/照片.png"):
        assert not re.search(hook["files"], name), name


def test_the_image_copies_what_is_there() -> None:
    lines = (TOP / "Dockerfile").read_text("utf-8").splitlines()
    copied = [name for line in lines if line.startswith("COPY") for name in line.split()[1:-1]]
    assert copied and all((TOP / name).exists() for name in copied)
    assert 'ENTRYPOINT ["budget-rules"]' in lines
