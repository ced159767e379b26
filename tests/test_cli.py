"""The command budget-rules."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

import budget_rules
from budget_rules.cli import main
from budget_rules.messages import language, message, set_language
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """A folder with ``in.md``, which becomes ``unit: 绍兴``."""

    def load(path: str, *, vocabulary: object = None, given: object = None) -> object:
        if "BROKEN" in Path(path).read_text("utf-8"):
            why = message("input.unknown-key", key="tabels", hint=message("input.did-you-mean", near="tables"))
            raise BudgetError([Problem(Source(path=path, line=line), why) for line in (3, 5)])
        return object()

    writer = ModuleType("yaml_writer")
    vars(writer)["write"] = lambda disclosure: "unit: 绍兴\n"
    monkeypatch.setitem(vars(budget_rules), "load", load)
    monkeypatch.setitem(__import__("sys").modules, "budget_rules.sources.yaml_writer", writer)
    monkeypatch.chdir(tmp_path)
    Path("in.md").write_text("# 预算\n", "utf-8")
    before = language()
    yield
    set_language(before)


def test_convert_writes_yaml(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["convert", "in.md", "-o", "out.yaml"]) == 0
    assert Path("out.yaml").read_text("utf-8") == "unit: 绍兴\n"
    assert sorted(path.name for path in Path().iterdir()) == ["in.md", "out.yaml"]

    assert main(["convert", "in.md", "-o", "-"]) == 0
    assert capsys.readouterr().out == "unit: 绍兴\n"


def test_problems_are_one_line_each_and_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("in.md").write_text("BROKEN", "utf-8")
    Path("out.yaml").write_text("as before", "utf-8")

    assert main(["convert", "in.md", "-o", "out.yaml"]) == 4
    assert capsys.readouterr().err.splitlines() == [
        "in.md:3: 不认识的键“tabels”（是否想写“tables”？）",
        "in.md:5: 不认识的键“tabels”（是否想写“tables”？）",
    ]
    assert Path("out.yaml").read_text("utf-8") == "as before"


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("in.md", "in.md: 不能写入: 这是输入文件，会被覆盖"),
        ("./link.md", "./link.md: 不能写入: 这是输入文件，会被覆盖"),
        (".", ".: 不能写入: 这是文件夹"),
        ("none/out.yaml", "none/out.yaml: 不能写入: 文件夹“none”不存在"),
        ("/proc/out.yaml", "/proc/out.yaml: 不能写入: No such file or directory"),
    ],
)
def test_outputs_that_cannot_be_written(output: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("link.md").symlink_to("in.md")

    assert main(["convert", "in.md", "-o", output]) == 4
    assert capsys.readouterr().err.splitlines() == [said]
    assert Path("in.md").read_text("utf-8") == "# 预算\n"


def test_a_failed_write_leaves_the_old_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("out.yaml").write_text("as before", "utf-8")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert main(["--lang=en", "convert", "in.md", "-o", "out.yaml"]) == 4
    assert capsys.readouterr().err == "out.yaml: cannot be written: No space left on device\n"
    assert Path("out.yaml").read_text("utf-8") == "as before"
    assert sorted(path.name for path in Path().iterdir()) == ["in.md", "out.yaml"]


@pytest.mark.parametrize(
    "arguments", [[], ["convert"], ["convert", "in.md"], ["conver", "in.md"], ["--lang=fr", "convert"]]
)
def test_wrong_usage_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 4
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in (
        (["--version"], f"budget-rules {budget_rules.__version__}"),
        (["--help"], "把公开文件转换为 YAML"),
        (["--lang", "en", "convert", "--help"], "convert a disclosure to YAML"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0
        assert said in capsys.readouterr().out
