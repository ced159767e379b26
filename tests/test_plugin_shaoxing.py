"""The gate on a real disclosure, with the shipped rules; in a process of its own, as an officer would run it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import budget_rules
import published
from budget_rules.cli import main
from gate_runs import FAST, MODES
from published import need

SHAOXING = published.SHAOXING.name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the disclosure and nothing else."""
    shutil.copy(need(published.SHAOXING), tmp_path)
    return tmp_path


def run(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "120"}
    environment.pop("CI", None)
    command = [sys.executable, "-m", "pytest", *FAST, *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)


def result(path: Path) -> dict[str, Any]:
    """The only document of a JSON result, without its path, which is as its schema says."""
    written = json.loads(path.read_text("utf-8"))
    schema = Path(budget_rules.__file__).parent / "schemas" / "result.schema.json"
    jsonschema.validate(written, json.loads(schema.read_text("utf-8")))
    (document,) = written["documents"]
    assert isinstance(document, dict)
    return document


@pytest.mark.parametrize("mode", [("-n", "2"), *MODES.values()], ids=" ".join)
def test_it_is_found_inconsistent_and_told_where(folder: Path, mode: tuple[str, ...]) -> None:
    done = run(folder, f"--budget={SHAOXING}", "--budget-json=out.json", *mode)

    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
    assert done.stdout.count("budget: 绍兴市人大办本级 2022 年 单位预算（浙江）: 11 张表") == 1
    assert f"{SHAOXING}:87:54" in done.stdout
    assert "比上年执行数减少 122.42 万元，下降 »2.8«%" in done.stdout
    assert "Traceback" not in done.stdout
    document = result(folder / "out.json")
    counts = document["counts"]
    assert f"  核对 {counts['checks']:,} 项关系: 成立 {counts['held']:,}（" in done.stdout
    assert counts["checks"] > 700
    assert {finding["severity"] for finding in document["findings"]} == {"error", "warning", "notice"}


def test_converted_to_yaml_it_has_the_same_findings(folder: Path) -> None:
    assert main(["convert", str(folder / SHAOXING), "-o", str(folder / "2022.yaml")]) == 0
    run(folder, f"--budget={SHAOXING}", "--budget-json=md.json", "-q")
    run(folder, "--budget=2022.yaml", "--budget-json=yaml.json", "-q")

    said = [
        [(one["rule"], one["instance"], str(one["message"])) for one in result(folder / name)["findings"]]
        for name in ("md.json", "yaml.json")
    ]
    assert said[0] == said[1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "2022.yaml: 文件为空"),
        ("a: [\n", "2022.yaml:2:1: YAML 格式错误"),
        ("a: [", "2022.yaml:2:1: YAML 格式错误"),
        ("a:\n\t- b", "2022.yaml:2:1: YAML 缩进不能用制表符"),
        ("\0", "2022.yaml: 不是文本文件"),
    ],
)
def test_what_is_no_disclosure_is_one_line(folder: Path, text: str, line: str) -> None:
    (folder / "2022.yaml").write_text(text, "utf-8")

    done = run(folder, "--budget=2022.yaml", "-q")
    assert done.returncode == pytest.ExitCode.INTERRUPTED
    assert [one for one in done.stdout.splitlines() if one.startswith(line)], done.stdout
    assert "Traceback" not in done.stdout


def test_a_broken_rule_is_one_line(folder: Path) -> None:
    (folder / "mine.yaml").write_text("rules:\n  - id: mine\n    title: 我的\n    asert: 1 = 1\n", "utf-8")

    done = run(folder, f"--budget={SHAOXING}", "--budget-rules=mine.yaml", "-q")
    assert done.returncode == pytest.ExitCode.INTERRUPTED
    assert "mine.yaml:4:5: 不认识的键“asert”（是否想写“assert”？）" in done.stdout
    assert "Traceback" not in done.stdout


def test_what_the_user_says_replaces_what_is_recognised(folder: Path) -> None:
    done = run(folder, f"--budget={SHAOXING}", "--budget-set=region=上海", "--budget-set=year=2023", "--co")
    assert done.returncode == 0
    assert "绍兴市人大办本级 2023 年 单位预算（上海）" in done.stdout


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("regoin=上海", "--budget-set: 不认识的键“regoin”（是否想写“region”？）"),
        ("stage=决策", "--budget-set: 此处应为 预算 | 决算 之一，实为“决策”"),
        ("year", "--budget-set: “year”应写成 键=值，如 region=上海"),
    ],
)
def test_what_cannot_be_said_of_a_disclosure_is_one_line(folder: Path, given: str, line: str) -> None:
    done = run(folder, f"--budget={SHAOXING}", f"--budget-set={given}")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"ERROR: {line}" in done.stderr


def test_rules_have_english_titles_in_an_english_run(folder: Path) -> None:
    done = run(folder, "--budget-lang=en", f"--budget={SHAOXING}")
    assert "rate = change ÷ base [收入预算情况]" in done.stdout
    assert "增减幅度 = 增减额 ÷ 上年数" not in done.stdout
