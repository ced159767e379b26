"""``budget-rules check``: the result of the gate, without a test runner."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from budget_rules.cli import main
from budget_rules.reports import github, markdown

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("2022.yaml", "2022-corrected.yaml"):
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


def test_the_result_is_that_of_the_gate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "2022.yaml", "--json", "checked.json"]) == 1
    command = [sys.executable, "-m", "pytest", "-q", "--budget=2022.yaml", "--budget-json=gate.json"]
    gate = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")

    assert gate.returncode == 1
    assert (tmp_path / "checked.json").read_bytes() == (tmp_path / "gate.json").read_bytes()
    shown = capsys.readouterr().out
    for line in shown.splitlines():
        if ": 错误: " in line:
            assert line in gate.stdout
    assert "（二）收入预算情况的“收入预算的下降幅度” 2.8% 应为 2.7%" in shown
    assert shown.rstrip().endswith("JSON 结果: checked.json")


def test_what_is_right_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "2022-corrected.yaml"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("核对通过")


def test_the_severity_that_fails_can_be_chosen() -> None:
    assert main(["check", "2022.yaml", "--fail-on", "notice"]) == 1
    assert main(["--lang", "en", "check", "2022-corrected.yaml", "--fail-on", "error"]) == 0


def test_details_show_every_figure_of_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "2022.yaml"])
    assert "关系: 下降幅度" not in capsys.readouterr().out
    main(["check", "2022.yaml", "--details"])
    assert "关系: 下降幅度 2.8% = 减少额 122.42万元 ÷ " in capsys.readouterr().out


def test_several_files_are_checked_and_the_worst_decides(capsys: pytest.CaptureFixture[str]) -> None:
    Path("broken.yaml").write_text("tabels: []\n", "utf-8")
    assert main(["check", "2022-corrected.yaml", "broken.yaml", "2022.yaml"]) == 2
    said = capsys.readouterr()
    assert "核对通过" in said.out and "核对不通过: " in said.out
    assert said.err.startswith("broken.yaml:1:1: ")


def test_wrong_usage_is_one_line_each_and_code_4(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "none.yaml", "--rules", "none", "--json", "2022.yaml", "--sarif", "2022.yaml"]) == 4
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.splitlines()
    assert lines[:2] == ["FILE: 文件不存在: none.yaml", "--rules: 文件或文件夹不存在: none"]
    assert "--sarif: 与 --json 写到同一个文件: 2022.yaml" in lines
    with pytest.raises(SystemExit) as ended:
        main(["check"])
    assert ended.value.code == 4


def test_rules_that_cannot_be_used_are_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    Path("own.yaml").write_text("rules: [{id: own}]\n", "utf-8")
    assert main(["check", "2022.yaml", "2022-corrected.yaml", "--rules", "own.yaml"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("own.yaml:1:") == len(said.err.splitlines())


def test_on_a_github_runner_lines_are_annotated(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "step.md")
    main(["check", "2022.yaml", "--json", "out.json"])
    result = json.loads(Path("out.json").read_text("utf-8"))
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("::")] == list(github.commands(result))
    assert Path("step.md").read_text("utf-8") == markdown.text(result)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_any_terminal_can_show_it(encoding: str) -> None:
    command = [sys.executable, "-c", "import sys; from budget_rules.cli import main; sys.exit(main())", "check"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run([*command, "2022.yaml"], capture_output=True, check=False, env=environment)
    assert done.returncode == 1, done.stderr
    assert b"2022.yaml:66:63: " in done.stdout
    assert "应为 2.7%".encode(encoding, "backslashreplace") in done.stdout


def test_a_reader_who_has_seen_enough_takes_nothing_away(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import sys; from budget_rules.cli import main; sys.exit(main())", "check"]
    check = subprocess.Popen(
        [*command, "2022.yaml", "--details", "--json", "out.json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert check.stdout is not None and check.stderr is not None
    check.stdout.close()
    assert check.stderr.read() == b""
    check.stderr.close()
    assert check.wait() == 141
    assert (tmp_path / "out.json").exists()
