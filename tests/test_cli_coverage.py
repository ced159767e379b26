"""The commands that show what the rules guard: coverage, mutate; and the option of the plugin."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget_rules.cli import main
from budget_rules.messages import language, set_language
from disclosures import BALANCE, HEAD, SPENDING, section


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """A folder with a small disclosure."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    narrative = section("（二）收入预算情况", "本局 2022 年收入预算 2597.26 万元。") + section(
        "一、单位概况", "本局内设 20 个处室。"
    )
    text = HEAD + "tables:" + (SPENDING + BALANCE).replace("\n", "\n  ") + "\nnarrative:\n" + narrative
    Path("2022.yaml").write_text(text, "utf-8")
    before = language()
    yield
    set_language(before)


def test_coverage_gives_the_numbers_the_reasons_and_pictures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "2022.yaml"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "数字: 读出 33 个，有核对的 32 个（96.9%）"
    assert "  没有关系核对: 1 个（3.0%）" in lines
    at = lines.index("  1  规则“内设机构的个数 = 列出名称的个数”此处不适用：说明中没有“处室”的列出的名称数")
    assert lines[at + 1] == "      一、单位概况 20个"
    assert "█ 两条以上   ▒ 一条   ○ 没有   ✗ 不符   · 空   ? 未能读取" in lines
    assert "2022年部门支出预算总表" in lines
    assert "  1 总计  2 基本支出/人员支出  3 基本支出/公用经费  4 项目支出" in lines
    assert "  行政运行" + " " * 30 + "█ █ █ ·" in lines
    assert "    ▒ 2597.26万元  1 条，差 0.01万元 能看出" in lines
    assert "    ○ 20个" in lines


def test_coverage_speaks_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "coverage", "2022.yaml"]) == 0
    assert capsys.readouterr().out.startswith("figures: 33 read, 32 guarded (96.9%)\n")


def test_a_violated_figure_is_marked_in_the_picture(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("2022.yaml")
    path.write_text(
        path.read_text("utf-8").replace("行政运行, 1825.87, 1319.97", "行政运行, 1825.87, 1391.97"), "utf-8"
    )
    assert main(["coverage", "2022.yaml"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.endswith("✗ ✗ ✗ ·")]
    assert line.startswith("  行政运行")


def test_mutate_gives_the_rate_of_each_slip_and_what_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", "2022.yaml", "--seed", "3"]) == 0
    out, err = capsys.readouterr()
    lines = [line.split() for line in out.splitlines()]
    assert ["改错的方式", "试了", "发现", "其中报错误"] in lines
    assert ["元与万元弄错", "32", "100.0%", "100.0%"] in lines
    assert "  1  规则“内设机构的个数 = 列出名称的个数”此处不适用：说明中没有“处室”的列出的名称数" not in out
    assert "规则“内设机构的个数 = 列出名称的个数”此处不适用：说明中没有“处室”的列出的名称数" in out
    assert "一、单位概况: 20 → 02（两位颠倒）" in out
    assert err == ""


def test_mutate_tries_a_sample(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", "2022.yaml", "--sample", "7"]) == 0
    totals = [line.split() for line in capsys.readouterr().out.splitlines() if line.split()[:1] == ["合计"]]
    assert totals[0][1] == "7"


@pytest.mark.parametrize("wrong", ["0", "-3", "many"])
def test_a_sample_is_a_number_above_nothing(capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["mutate", "2022.yaml", f"--sample={wrong}"])
    assert stopped.value.code == 4
    (line,) = capsys.readouterr().err.splitlines()
    assert f"“{wrong}”应为大于 0 的整数" in line


@pytest.mark.parametrize("command", ["coverage", "mutate"])
def test_a_file_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main([command, "2023.yaml"]) == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("2023.yaml") and err.count("\n") == 1


def test_the_text_of_a_disclosure_is_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("2022.yaml")
    path.write_text(path.read_text("utf-8").replace("[2010104, 人大会议,", '[2010104, "[red]人大\\e[2J会议",'), "utf-8")
    assert main(["coverage", "2022.yaml"]) == 0
    out = capsys.readouterr().out
    assert "(red)人大\\x1b(2J会议" in out
    assert "\x1b" not in out


def test_the_option_shows_coverage_in_the_summary(pytester: pytest.Pytester, tmp_path: Path) -> None:
    run = pytester.runpytest_inprocess(
        f"--budget={tmp_path / '2022.yaml'}", "--budget-coverage", "-p", "no:hypothesispytest"
    )
    text = run.stdout.str()
    assert text.count("数字: 读出 33 个，有核对的 32 个（96.9%）") == 2  # the summary, and the head of the coverage
    assert "没有核对的数字，按原因" in text


def test_the_summary_gives_the_total_without_the_option(pytester: pytest.Pytester, tmp_path: Path) -> None:
    run = pytester.runpytest_inprocess(
        f"--budget={tmp_path / '2022.yaml'}", "--budget-lang=en", "-p", "no:hypothesispytest"
    )
    assert "figures: 33 read, 32 guarded (96.9%)" in run.stdout.str()
    assert "█" not in run.stdout.str()


def test_the_option_needs_a_disclosure(pytester: pytest.Pytester) -> None:
    run = pytester.runpytest_inprocess("--budget-coverage", "-p", "no:hypothesispytest")
    assert run.ret == 4
    assert "--budget-coverage" in run.stderr.str()
