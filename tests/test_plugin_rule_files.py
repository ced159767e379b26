"""``pytest rules/``: examples as items, and other people's YAML left alone."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from budget_rules.pytest_plugin.rule_files import TOP, is_rule_file
from budget_rules.rulebook.loader import FILE_KEYS
from budget_rules.shipped import rules_folder
from gate_runs import FAST, MODES, Runs

pytest.importorskip("xdist")
importlib.import_module("budget_rules.examples")
importlib.import_module("budget_rules.pytest_plugin.options")

OWN = """\
rules:
  - id: own-sum
    title: 会议费 = 局机关 + 信息中心
    in: 会议费表
    for: column
    assert: 合计 = sum(rows)
    examples:
      - holds:
          会议费表: [[单位名称, 会议费], [合计, 8.00], [局机关, 5.00], [信息中心, 3.00]]
        misprint: {8.00: 9.00}
        expected: 8.00万元
"""
WORDS = """\
vocabulary:
  tables:
    会议费表: {titles: [会议费情况表], total: 会议费, columns: {单位名称: {role: name}, 会议费: []}}
"""
#: Rules of another tool, which has other keys within.
OTHERS = "rules:\n  - id: no-eval\n    pattern: eval(...)\n    message: no\n    severity: ERROR\n"


@pytest.fixture(params=MODES)
def runs(request: pytest.FixtureRequest, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Runs:
    monkeypatch.setenv("COLUMNS", "120")
    made = Runs(pytester, MODES[request.param])
    made.write("rules/own.yaml", OWN)
    made.write("rules/words.yaml", WORDS)
    return made


@pytest.fixture
def plain(pytester: pytest.Pytester) -> Runs:
    made = Runs(pytester, MODES["xdist absent"])
    made.write("rules/own.yaml", OWN)
    made.write("rules/words.yaml", WORDS)
    return made


def test_each_example_is_an_item(runs: Runs) -> None:
    result = runs("rules", "-v")
    result.assert_outcomes(passed=2)
    text = result.stdout.str()
    assert "rules/own.yaml::own-sum[holds]" in text
    assert "rules/own.yaml::own-sum[misprint]" in text
    runs("rules/own.yaml::own-sum[holds]", "rules/words.yaml").assert_outcomes(passed=1)
    assert runs("rules", "-k", "信息中心 and misprint").parseoutcomes()["passed"] == 1


def test_an_example_that_does_not_come_out_fails_at_its_line(runs: Runs) -> None:
    runs.write("rules/own.yaml", OWN.replace("expected: 8.00万元", "expected: 9.00万元"))
    result = runs("rules")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*_ own-sum[[]misprint[]] _*",
            "rules/own.yaml:10:*: 例子 own-sum[[]misprint[]]: 应为 9.00万元，但报告的是 8.00万元",
            "FAILED rules/own.yaml::own-sum[[]misprint[]] - 应为 9.00万元，但报告的是 8.00万元",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    runs("rules", "--lf").assert_outcomes(failed=1)


def test_in_english(plain: Runs) -> None:
    plain.write("rules/own.yaml", OWN.replace("8.00: 9.00", "8.00: 8.01"))
    assert "should be violated, but holds" in plain("rules", "--budget-lang=en").stdout.str()


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (OWN.replace("title", "titel"), "rules/own.yaml:3:5: 不认识的键“titel”"),
        (OWN.replace("holds", "hold"), "rules/own.yaml:8:9: 不认识的键“hold”（是否想写“holds”？）"),
        (OWN.replace("sum(rows)", "sum(rows"), "rules/own.yaml:6:"),
    ],
)
def test_a_rule_file_with_mistakes_is_an_error_of_one_line_each(plain: Runs, wrong: str, line: str) -> None:
    plain.write("rules/own.yaml", wrong)
    plain.write("rules/more.yaml", OWN.replace("own-sum", "other-sum").replace("examples:", "basis: x\n    examples:"))
    result = plain("rules/own.yaml", "rules/words.yaml")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert line in result.stdout.str()
    assert "Traceback" not in result.stdout.str()


def test_a_word_that_is_no_figure_fails_the_example(plain: Runs) -> None:
    plain.write("rules/own.yaml", OWN.replace("3.00]", "三]"))
    result = plain("rules")
    result.assert_outcomes(failed=2)
    assert "rules/own.yaml:9:" in result.stdout.str()


def test_other_yaml_is_left_alone(plain: Runs) -> None:
    plain.write("tests/test_it.py", "def test_it(): pass\n")
    for name, text in (
        ("semgrep.yaml", OTHERS),
        ("compose.yml", "services:\n  a: {image: b}\n"),
        ("broken.yaml", "rules: [\n"),
        ("bytes.yaml", "when: 1\n"),
        ("list.yaml", "- id: a\n  title: b\n  assert: c\n"),
        ("prometheus.yaml", "groups:\n- name: x\n  rules:\n  - alert: y\n"),
    ):
        plain.write(f"tests/{name}", text)
    (plain.pytester.path / "tests" / "latin.yaml").write_bytes(b"rules: \xff\n")
    plain("tests").assert_outcomes(passed=1)


def test_rule_files_that_nobody_names_are_not_run(plain: Runs) -> None:
    plain.write("test_it.py", "def test_it(): pass\n")
    plain().assert_outcomes(passed=1)
    plain.write("pytest.ini", "[pytest]\ntestpaths = rules test_it.py\n")
    plain().assert_outcomes(passed=1)


def test_the_keys_at_the_top_are_those_of_the_loader() -> None:
    assert set(TOP) == set(FILE_KEYS)
    assert [is_rule_file(path) for path in sorted((rules_folder() / "budget").glob("*.yaml"))].count(False) == 0


def test_what_is_looked_at_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    path.write_text("# " + "x" * 300_000 + "\nservices:\n", encoding="utf-8")
    assert not is_rule_file(path)


def test_the_shipped_rules(pytester: pytest.Pytester) -> None:
    path = rules_folder() / "budget" / "shanghai.yaml"
    examples = path.read_text("utf-8").count("holds:") + path.read_text("utf-8").count("misprint:")
    result = pytester.runpytest_inprocess(*FAST, str(path))
    assert result.parseoutcomes() == {"passed": examples}
    assert examples >= 6
    assert result.ret == pytest.ExitCode.OK
