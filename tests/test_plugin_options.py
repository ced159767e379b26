"""Wrong options and paths: one line each, exit code 4, in the chosen language, before anything runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gate_runs import DISCLOSURE, Runs, prepared


@pytest.fixture
def gate(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Runs:
    return prepared(pytester, monkeypatch, "xdist absent")


def errors(result: pytest.RunResult) -> list[str]:
    """The lines of a usage error; there is nothing else."""
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "test session starts" not in result.stdout.str()
    assert "Traceback" not in result.stderr.str()
    return [line.removeprefix("ERROR: ") for line in result.stderr.lines if line]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--budget=none.yaml"], "--budget: 文件不存在: none.yaml"),
        (["--budget=none.yaml", "--budget-lang=en"], "--budget: no such file: none.yaml"),
        (["--budget=folder"], "--budget: 这是文件夹，请给出文件: folder"),
        (["--budget=2022.yaml", "--budget-rules=none"], "--budget-rules: 文件或文件夹不存在: none"),
        (
            ["--budget=2022.yaml", "--budget-fail-on=eror"],
            "--budget-fail-on: 应为 error | warning | notice 之一，实为“eror”（是否想写“error”？）",
        ),
        (["--budget=2022.yaml", "--budget-lang=fr"], "--budget-lang: 应为 zh | en 之一，实为“fr”"),
        (["--budget-json=out.json"], "--budget-json: 没有要检查的文件；请加 --budget=文件"),
        (
            ["--budget=2022.yaml", "--budget-json=none/out.json"],
            "--budget-json: none/out.json: 不能写入: 文件夹“none”不存在",
        ),
        (["--budget=2022.yaml", "--budget-json=folder"], "--budget-json: folder: 不能写入: 这是文件夹"),
        (
            ["--budget=2022.yaml", "--budget-json=2022.yaml"],
            "--budget-json: 2022.yaml: 不能写入: 这是输入文件，会被覆盖",
        ),
        (["--budget=2022.yaml", "--budget-json=/dev/null"], "--budget-json: /dev/null: 不能写入: 这不是普通文件"),
        (
            ["--budget=2022.yaml", "folder"],
            "--budget: 所给的路径不包括 2022.yaml，它不会被检查；请去掉路径，或把它也列为路径",
        ),
        (
            ["--budget=2022.yaml", "folder", "--budget-lang=en"],
            "--budget: the paths given leave out 2022.yaml, it would not be checked; "
            "give no paths, or name it among them",
        ),
        (
            ["--budget=a[1].yaml"],
            "--budget: 路径中不能有“[”或“::”，pytest 用它们表示检查项；请给文件改名: a[1].yaml",
        ),
    ],
)
def test_a_wrong_option_is_one_line(gate: Runs, arguments: list[str], said: str) -> None:
    gate.write("folder/test_other.py", "")
    gate.write("a[1].yaml", DISCLOSURE)
    before = sorted(gate.pytester.path.rglob("*"))

    assert errors(gate(*arguments)) == [said]
    assert sorted(path for path in gate.pytester.path.rglob("*") if "__pycache__" not in path.parts) == before
    assert (gate.pytester.path / "2022.yaml").read_text("utf-8") == DISCLOSURE


def test_all_wrong_files_are_named_at_once(gate: Runs) -> None:
    result = gate("--budget=a.yaml", "--budget=b.yaml", "--budget-rules=c")
    assert [line.rpartition(" ")[2] for line in errors(result)] == ["a.yaml", "b.yaml", "c"]


def test_a_wrong_ini_value_names_the_ini_option(gate: Runs) -> None:
    gate.write("pytest.ini", "[pytest]\nbudget_files = 2022.yaml\nbudget_fail_on = all\n")
    assert errors(gate()) == ["budget_fail_on: 应为 error | warning | notice 之一，实为“all”"]


def test_a_disclosure_that_its_folder_does_not_yield_is_missed(gate: Runs) -> None:
    gate.write("test_other.py", "def test_other(): pass")
    result = gate("--budget=2022.yaml", ".", "--ignore=2022.yaml")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "--budget: 所给的路径不包括 2022.yaml" in result.stderr.str()


def test_the_help_is_in_the_chosen_language(gate: Runs) -> None:
    assert "从哪一级问题起判为失败" in gate("--help").stdout.str()
    english = " ".join(gate("--budget-lang=en", "--help").stdout.str().split())
    assert "write the whole result to a JSON file" in english
    assert "shown.option" not in english


def test_the_language_of_a_run_ends_with_it(gate: Runs) -> None:
    from budget_rules.messages import language

    gate("--budget=2022.yaml", "--budget-lang=en", "--collect-only")
    assert language() == "zh"


def test_without_the_plugin_its_options_are_unknown(gate: Runs) -> None:
    result = gate("-p", "no:budget", "--budget=2022.yaml")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "unrecognized arguments: --budget=2022.yaml" in result.stderr.str()


def test_a_run_without_disclosures_imports_nothing_of_ours(tmp_path: Path) -> None:
    (tmp_path / "test_nothing.py").write_text(
        "import sys\n"
        "def test_nothing():\n"
        "    ours = {name for name in sys.modules if name.startswith('budget_rules')}\n"
        "    assert ours == {'budget_rules', 'budget_rules.pytest_plugin'}\n"
        "    assert not {'rich', 'tabulate', 'lark', 'yaml'} & set(sys.modules)\n"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "budget_rules.pytest_plugin",
        str(tmp_path),
    ]
    alone = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # others may import what they like
    done = subprocess.run(command, cwd=tmp_path, env=alone, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("text", ["支出\x1b[31m总表", "支出\u202e总表", "[red]总表[/red]", "a::b"])
def test_text_of_a_disclosure_is_harmless(gate: Runs, text: str) -> None:
    gate.write("2022.yaml", f"error class-sums {text}\nwarning soft {text}\nunexecuted blind {text}\n")

    result = gate("--budget=2022.yaml", "-rA", "--color=yes", "--junitxml=junit.xml", "--budget-json=out.json")
    result.assert_outcomes(passed=1, failed=1, skipped=1, warnings=1)
    for shown in (result.stdout.str(), *(gate.pytester.path.joinpath(name).read_text("utf-8") for name in FILES)):
        assert "\x1b[31m总" not in shown
        assert "\u202e" not in shown
    assert "[red]总表[/red]" in result.stdout.str() or "red" not in text


FILES = ("junit.xml", "out.json")
