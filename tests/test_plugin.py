"""What a run with --budget collects, runs and says; with xdist active, inactive and absent."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from gate_runs import MODES, Runs, prepared

pytest.importorskip("xdist")


@pytest.fixture(params=MODES)
def gate(request: pytest.FixtureRequest, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Runs:
    return prepared(pytester, monkeypatch, request.param)


def test_every_kind_of_outcome_ends_as_its_own_result(gate: Runs) -> None:
    result = gate("--budget=2022.yaml", "-rs")

    result.assert_outcomes(passed=5, failed=2, skipped=2, warnings=3)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        [
            "*budget: 绍兴市人大办本级 2022 年 单位预算（浙江）: 1 张表，表中 1,042 个数字，说明中 87 个数字，*",
            "*budget: 2 条规则，来自 budget/spending.yaml, budget/narrative.yaml",
        ],
    )
    text = result.stdout.str()
    for skipped in ("12: 未执行: 三公经费支出表没有单位", "12: 不适用: 没有国有资本经营预算支出表"):
        assert f"SKIPPED [1] budget/spending.yaml:{skipped}" in text
    assert "2022.yaml:4:5: BudgetWarning: 警告: 基本支出表[合计, 总计] 印为 4,396.61 万元" in text
    assert text.count("budget: 绍兴市人大办本级") == 1
    assert "Traceback" not in text


def test_the_failure_explains_itself(gate: Runs) -> None:
    result = gate("--budget=2022.yaml", "-k", "收入总表", "-rf")

    result.stdout.fnmatch_lines(
        [
            "*_ 合计 = 各类之和 [[]收入总表[]] _*",
            "(1/2) 错误: 收入总表[[]合计, 总计[]] 印为 4,396.61 万元，应为 4,386.61 万元",
            "  位置: 收入总表[[]合计, 总计[]]（2022.yaml:3:5）",
            "  关系: 4,396.61 = 3,587.27 + 799.34",
            "  作用    位置 * 印出  单位 * 行",
            "  合计    收入总表[[]合计, 总计[]] * 4,396.61  万元 * 3",
            "  类      收入总表[[]一般公共服务支出, 总计[]] * 3,587.27  万元 * 3",
            "  另有 1 格空白",
            "  印为 4,396.61; 应为 4,386.61; 相差 10.00; 四舍五入最多可解释 0.015",
            "  依据: 支出总表 表内平衡",
            "(2/2) 错误: *",
            "同一规则未能执行的关系:",
            "  class-sums[[]收入总表[]]: 收入总表没有单位",
            "规则: class-sums（budget/spending.yaml:12:5）",
            "FAILED 2022.yaml::class-sums[[]收入总表[]] - 收入总表[[]合计, 总计[]] 印为 *",
        ]
    )


def test_the_summary_tells_all_of_a_disclosure_whatever_was_selected(gate: Runs) -> None:
    result = gate("--budget=2022.yaml", "-m", "notice", "-q")

    result.assert_outcomes(passed=1, warnings=1, deselected=0 if gate.active else 8)
    result.stdout.fnmatch_lines(
        [
            "*= 预算公开检查结果 =*",
            "绍兴市人大办本级 2022 年 单位预算（浙江）  2022.yaml",
            "  发现问题: 错误 3，警告 2，提示 1",
            "    2022.yaml:2:5: 错误: 支出总表*",
            "  未执行（没有核对，不等于没有问题）:",
            "    三公经费支出表没有单位: blind[[]三公经费支出表[]]",
            "  未能读取:",
            "    2022.yaml:7: “12 34”: 列错位",
            "  核对 24 项关系: 成立 16（差额由四舍五入造成 2，各项均为空 0），不成立 4，可疑 1，未执行 3；"
            "不适用的规则 1；未能读取 1。数字: 读出 *",
        ]
    )


def test_a_locale_without_chinese_is_refused_in_one_line(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makefile(".yaml", **{"2022": "tables: []"})
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONUTF8", "0")
    result = pytester.runpytest_subprocess("--budget=2022.yaml", "--budget-lang=en")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: the locale here (encoding ascii) holds no Chinese,*set PYTHONUTF8=1*"])


def test_without_chinese_on_the_terminal_lines_stay_lines(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makefile(
        ".yaml", **{"2022": Path(__file__).parents[1].joinpath("samples/2022-corrected.yaml").read_text("utf-8")}
    )
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    result = pytester.runpytest_subprocess("--budget=2022.yaml", "-q")

    assert result.ret == pytest.ExitCode.OK
    assert [line for line in result.outlines if line.endswith(" 2022.yaml")]
    assert "\\n" not in result.stdout.str()


def test_in_english(gate: Runs) -> None:
    result = gate("--budget=2022.yaml", "--budget-lang=en", "-rs")

    text = result.stdout.str()
    assert "1 tables with 1,042 figures, 87 figures in the narrative, 1 passages not read" in text
    assert "prints 4,396.61 万元, expected 4,386.61 万元" in text
    assert "not executed: 三公经费支出表 has no unit" in text
    assert "not executed (not checked, which does not mean correct):" in text


@pytest.mark.parametrize(("severity", "failed"), [("warning", 4), ("notice", 5)])
def test_fail_on(gate: Runs, severity: str, failed: int) -> None:
    gate.write("pytest.ini", f"[pytest]\nbudget_fail_on = {severity}\n")

    gate("--budget=2022.yaml").assert_outcomes(passed=7 - failed, failed=failed, skipped=2, warnings=5 - failed)


def test_strict_projects_keep_warnings_unless_the_command_line_says_otherwise(gate: Runs) -> None:
    gate.write("pytest.ini", "[pytest]\nfilterwarnings = error\naddopts = --strict-markers\n")
    node = "2022.yaml::soft[基本支出表]"

    gate("--budget=2022.yaml", node).assert_outcomes(passed=1, warnings=1)
    result = gate("--budget=2022.yaml", "-W", "error::budget_rules.pytest_plugin.BudgetWarning", node)
    result.assert_outcomes(failed=1)
    assert "警告: 基本支出表[合计, 总计] 印为" in result.stdout.str()
    assert "Traceback" not in result.stdout.str()


def test_only_the_disclosures_run_without_paths(gate: Runs) -> None:
    gate.write("test_other.py", "def test_other(): pass\n")
    gate.write("pytest.ini", "[pytest]\ntestpaths = .\n")

    result = gate("--budget=2022.yaml", "-v", "-k", "spending-balance or other")
    result.assert_outcomes(passed=1, deselected=0 if gate.active else 8)
    assert "test_other" not in result.stdout.str()

    gate("--budget=2022.yaml", "test_other.py", "2022.yaml::spending-balance").assert_outcomes(passed=2)
    gate("--budget=2022.yaml", ".", "-k", "spending-balance or other").assert_outcomes(
        passed=2, deselected=0 if gate.active else 8
    )


def test_node_ids_and_deselect(gate: Runs) -> None:
    gate("--budget=2022.yaml", "2022.yaml::class-sums").assert_outcomes(failed=2)
    gate("--budget=2022.yaml", "2022.yaml::class-sums[支出总表]").assert_outcomes(failed=1)
    result = gate(
        "--budget=2022.yaml", "--deselect", "2022.yaml::class-sums", "--deselect=2022.yaml::blind[三公经费支出表]"
    )
    result.assert_outcomes(passed=5, skipped=1, warnings=3, deselected=0 if gate.active else 3)


def test_last_failed_and_failed_first(gate: Runs) -> None:
    gate("--budget=2022.yaml").assert_outcomes(passed=5, failed=2, skipped=2, warnings=3)

    gate("--budget=2022.yaml", "--lf").assert_outcomes(failed=2)
    result = gate("--budget=2022.yaml", "--ff", "-x", "-v")
    assert result.parseoutcomes()["failed"] == 1
    assert "class-sums[支出总表]" in result.stdout.str().partition("FAILURES")[0]


def test_stop_at_the_first_failure(gate: Runs) -> None:
    assert gate("--budget=2022.yaml", "-x", "-k", "支出总表 and class-sums").parseoutcomes()["failed"] == 1


def test_junit_says_rule_severity_place_expected_and_printed(gate: Runs) -> None:
    gate("--budget=2022.yaml", "--junitxml=junit.xml")

    suite = ElementTree.parse(gate.pytester.path / "junit.xml").getroot()
    cases = {case.get("name"): case for case in suite.iter("testcase")}
    case = cases["class-sums[支出总表]"]
    assert {one.get("name"): one.get("value") for one in case.iter("property")} == {
        "rule": "class-sums",
        "severity": "error",
        "place": "支出总表[合计, 总计]",
        "expected": "4,386.61",
        "printed": "4,396.61",
    }
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("message") == "支出总表[合计, 总计] 印为 4,396.61 万元，应为 4,386.61 万元"
    assert "关系: 4,396.61 = 3,587.27 + 799.34" in (failure.text or "")


def test_the_json_result_holds_everything_whatever_was_selected(gate: Runs) -> None:
    result = gate("--budget=2022.yaml", "--budget-json=out.json", "-k", "spending-balance")

    written = json.loads((gate.pytester.path / "out.json").read_text("utf-8"))
    (document,) = written["documents"]
    assert len(document["findings"]) == 6
    assert document["counts"]["not_executed"] == len(document["not_executed"]) == 3
    assert "JSON 结果: out.json" in result.stdout.str()
    assert sorted(path.name for path in gate.pytester.path.glob("*.tmp")) == []


def test_collect_only_shows_the_items(gate: Runs) -> None:
    result = gate("--budget=2022.yaml", "--collect-only", "-q", "--budget-json=out.json")

    assert "2022.yaml::class-sums[支出总表]" in result.stdout.str()
    assert "预算公开检查结果" not in result.stdout.str()
    assert not (gate.pytester.path / "out.json").exists()


@pytest.mark.parametrize("absent", ["terminal", "cacheprovider", "warnings", "junitxml"])
def test_without_other_plugins(gate: Runs, absent: str) -> None:
    if gate.active and absent == "terminal":
        pytest.skip("xdist itself needs the terminal plugin")
    result = gate("--budget=2022.yaml", "-p", f"no:{absent}", "--budget-json=out.json")

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert (gate.pytester.path / "out.json").exists()


def test_disclosures_of_the_ini_file_run_without_paths_and_are_left_alone_with_paths(gate: Runs) -> None:
    gate.write("pytest.ini", "[pytest]\nbudget_files = 2022.yaml\nbudget_lang = en\n")
    gate.write("test_other.py", "def test_other(): pass\n")

    result = gate("-k", "balance")
    result.assert_outcomes(passed=1, deselected=0 if gate.active else 8)
    assert "budget disclosure check" in result.stdout.str()
    gate("test_other.py").assert_outcomes(passed=1)


def test_two_disclosures_and_the_same_one_twice(gate: Runs) -> None:
    gate.write("2023.yaml", "held spending-balance\n")

    result = gate("--budget=2022.yaml", "--budget=2023.yaml", "--budget=./2022.yaml", "-k", "spending-balance")
    result.assert_outcomes(passed=2, deselected=0 if gate.active else 8)


def test_disclosures_outside_the_root_folder_keep_apart(gate: Runs, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("elsewhere")
    for year in ("2022", "2023"):
        (folder / year).mkdir()
        (folder / year / "budget.yaml").write_text("error class-sums 支出总表\n", "utf-8")
    files = [f"--budget={folder / year / 'budget.yaml'}" for year in ("2022", "2023")]

    result = gate(*files, "-rf")
    result.assert_outcomes(failed=2)
    assert "2022/budget.yaml::class-sums[支出总表]" in result.stdout.str()
    assert "2023/budget.yaml::class-sums[支出总表]" in result.stdout.str()
    gate(*files, "--lf").assert_outcomes(failed=2)


def test_a_disclosure_is_loaded_once_in_a_process(gate: Runs) -> None:
    result = gate("--budget=2022.yaml", "-s", "--budget-json=out.json")

    assert result.stdout.str().count("loading 2022.yaml") == 1


def test_broken_disclosures_give_a_line_for_each_problem(gate: Runs) -> None:
    gate.write("2023.yaml", "held a\nBROKEN\nBROKEN\n")

    result = gate("--budget=2022.yaml", "--budget=2023.yaml", "--budget-json=out.json")
    assert result.ret == gate.collection_error
    result.stdout.fnmatch_lines(
        [
            "*ERROR collecting 2023.yaml*",
            "2023.yaml:2:3: 不认识的键“tabels”（是否想写“tables”？）",
            "2023.yaml:3:3: 不认识的键“tabels”（是否想写“tables”？）",
            "2023.yaml: 无法检查，原因见上",
        ]
    )
    text = result.stdout.str().partition("short test summary")[0]
    assert "Traceback" not in text and "fake_engine.py" not in text
    assert text.count("2023.yaml:2:3") == 1
    written = json.loads((gate.pytester.path / "out.json").read_text("utf-8"))
    assert [document["path"] for document in written["documents"]] == ["2022.yaml"]
    assert [error["line"] for error in written["errors"]] == [2, 3]


def test_a_defect_of_the_engine_is_shown_and_hides_nothing(gate: Runs) -> None:
    gate.write("2023.yaml", "DEFECT\n")

    result = gate("--budget=2022.yaml", "--budget=2023.yaml", "--budget-json=out.json")
    assert result.ret == gate.collection_error
    text = result.stdout.str()
    assert "ZeroDivisionError: a defect of the engine" in text
    assert "INTERNALERROR" not in text
    assert "2023.yaml: 无法检查，原因见上" in text
    written = json.loads((gate.pytester.path / "out.json").read_text("utf-8"))
    assert [document["path"] for document in written["documents"]] == ["2022.yaml"]
    assert "程序自身的错误，请报告: ZeroDivisionError" in written["errors"][0]["message"]


def test_broken_rules_are_reported_once(gate: Runs) -> None:
    gate.write("mine/rules.yaml", "BROKEN")
    gate.write("2023.yaml", "held spending-balance\n")

    result = gate("--budget=2022.yaml", "--budget=2023.yaml", "--budget-rules=mine/rules.yaml")
    assert result.ret == gate.collection_error
    text = result.stdout.str().partition("short test summary")[0]
    assert text.count("mine/rules.yaml:3:7: 不认识的键“tabels”") == 1
    assert "规则文件有误，见 2022.yaml 的错误信息" in text


def test_a_disclosure_that_no_rule_applies_to_fails(gate: Runs) -> None:
    gate.write("2022.yaml", "absent class-sums 支出总表\nabsent style 收入总表\n")

    result = gate("--budget=2022.yaml")
    assert result.ret == gate.collection_error
    text = result.stdout.str()
    assert "2022.yaml: 没有一条规则适用于这份公开文件（共 2 条）" in text
    assert "  class-sums[支出总表]: 没有支出总表" in text


def test_colour_only_where_pytest_uses_it(gate: Runs) -> None:
    assert "\x1b[" not in gate("--budget=2022.yaml").stdout.str()
    coloured = gate("--budget=2022.yaml", "--color=yes", "--junitxml=junit.xml").stdout.str()
    assert "\x1b[1;31m错误: 支出总表[合计, 总计] 印为" in coloured
    assert coloured.count("  位置: 支出总表[合计, 总计]") == 1
    assert "x1B" not in Path(gate.pytester.path / "junit.xml").read_text("utf-8")
