"""Waived findings in pytest: expected failures, in every mode; what does not waive is said."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from msgspec.structs import replace

import budget_rules
import fake_engine
from budget_rules.findings import Waived
from budget_rules.messages import message
from budget_rules.reports.plain import outcome_line
from gate_runs import MODES, Runs, prepared

pytest.importorskip("xdist")

SCHEMA = json.loads((Path(budget_rules.__file__).parent / "schemas" / "result.schema.json").read_text("utf-8"))
ENTRY = """\
  - disclosure: 绍兴市人大办本级 2022年单位预算
    rule: class-sums
    place: 支出总表[合计, 总计]
    printed: ["4,396.61万元", "3,587.27万元", 799.34万元, ~]
    reason: 更正公告已发
    owner: 财务处张三
    until: 2022-06-30
"""
WAIVERS = f"waivers:\n{ENTRY}"
DAY = "--budget-today=2022-06-30"
LATER = "--budget-today=2022-07-01"
NODE = "2022.yaml::class-sums[支出总表]"


@pytest.fixture(params=MODES)
def gate(request: pytest.FixtureRequest, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Runs:
    runs = prepared(pytester, monkeypatch, request.param)
    runs.write("w.yaml", WAIVERS)
    return runs


@pytest.fixture
def plain(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Runs:
    runs = prepared(pytester, monkeypatch, "xdist inactive")
    runs.write("w.yaml", WAIVERS)
    return runs


def test_a_waived_finding_is_an_expected_failure(gate: Runs) -> None:
    gate.write("pytest.ini", "[pytest]\nxfail_strict = true\n")
    result = gate("--budget=2022.yaml", "--budget-waivers=w.yaml", DAY, "-rx", "--budget-json=out.json")

    result.assert_outcomes(passed=5, failed=1, xfailed=1, skipped=2, warnings=3)
    text = result.stdout.str()
    assert f"XFAIL {NODE} - 〔已豁免：财务处张三，至 2022-06-30，更正公告已发〕" in text
    assert "发现问题: 错误 2，警告 2，提示 1（另有已豁免 1）" in text
    assert "已豁免的问题:\n    2022.yaml:2:5: 错误: 支出总表[合计, 总计] 印为 4,396.61 万元，" in text
    assert "没有起作用的豁免" not in text
    written = json.loads((gate.pytester.path / "out.json").read_text("utf-8"))
    jsonschema.validate(written, SCHEMA)
    waived = {"reason": "更正公告已发", "owner": "财务处张三", "expires": "2022-06-30"}
    assert [one["waived"] for one in written["documents"][0]["findings"] if one["waived"]] == [waived]
    (use,) = written["waivers"]
    assert (use["use"], use["why"], use["source"]) == ("used", "", {"path": "w.yaml", "line": 2, "column": 5})


def test_both_findings_of_an_item_are_waived_by_what_is_printed_in_both(gate: Runs) -> None:
    gate.write("w.yaml", WAIVERS.replace("支出总表[", "收入总表["))
    gate("--budget=2022.yaml", "--budget-waivers=w.yaml", DAY, "2022.yaml::class-sums").assert_outcomes(
        failed=1, xfailed=1
    )


def test_an_item_with_a_finding_that_is_not_waived_fails_with_that_one() -> None:
    made = fake_engine.outcome("2022.yaml", 3, "wrong", "class-sums", "收入总表")
    made.findings[1] = replace(made.findings[1], message=message("fake.absent", table="甲表"))
    made.waived = {0: Waived(reason="已说明", owner="张三", expires=None)}
    assert made.open_findings == [made.findings[1]]
    assert outcome_line(made) == "没有甲表"
    made.waived = {}
    assert outcome_line(made).endswith("（另有 1 处）")


def test_an_expired_waiver_waives_nothing_and_is_told(gate: Runs) -> None:
    result = gate("--budget=2022.yaml", "--budget-waivers=w.yaml", LATER, "--budget-json=out.json")

    result.assert_outcomes(passed=5, failed=2, skipped=2, warnings=3)
    result.stdout.fnmatch_lines(
        [
            "没有起作用的豁免:",
            "  w.yaml:2:5: class-sums（支出总表[[]合计, 总计[]]）: 已于 2022-06-30 到期，不再豁免",
        ]
    )
    written = json.loads((gate.pytester.path / "out.json").read_text("utf-8"))
    jsonschema.validate(written, SCHEMA)
    assert [one["use"] for one in written["waivers"]] == ["expired"]


def test_a_changed_figure_reopens_it(plain: Runs) -> None:
    plain.write("w.yaml", WAIVERS.replace("799.34", "799.43"))
    result = plain("--budget=2022.yaml", "--budget-waivers=w.yaml", DAY)
    result.assert_outcomes(passed=5, failed=2, skipped=2, warnings=3)
    assert "所印数字已变，现为 4,396.61万元、3,587.27万元、799.34万元、∅" in result.stdout.str()


def test_last_failed_does_not_run_what_is_waived(plain: Runs) -> None:
    plain("--budget=2022.yaml", "--budget-waivers=w.yaml", DAY)
    result = plain("--budget=2022.yaml", "--budget-waivers=w.yaml", DAY, "--lf")
    result.assert_outcomes(failed=1)


def test_with_runxfail_it_fails(plain: Runs) -> None:
    result = plain("--budget=2022.yaml", "--budget-waivers=w.yaml", DAY, "--runxfail", NODE)
    result.assert_outcomes(failed=1)
    assert "  〔已豁免：财务处张三，至 2022-06-30，更正公告已发〕" in result.stdout.str()


def test_a_waived_warning_is_no_warning(plain: Runs) -> None:
    plain.write("w.yaml", WAIVERS.replace("class-sums", "soft").replace("支出总表[", "基本支出表["))
    plain("--budget=2022.yaml", "--budget-waivers=w.yaml", DAY, "2022.yaml::soft").assert_outcomes(xfailed=1)


def test_junit_says_by_whom(plain: Runs) -> None:
    plain("--budget=2022.yaml", "--budget-waivers=w.yaml", DAY, "--junitxml=junit.xml", NODE)
    (skipped,) = ElementTree.parse(plain.pytester.path / "junit.xml").iter("skipped")
    assert skipped.get("type") == "pytest.xfail"
    assert skipped.get("message") == "〔已豁免：财务处张三，至 2022-06-30，更正公告已发〕"


def test_the_ini_file_names_waivers_and_options_add_to_them(plain: Runs) -> None:
    plain.write("pytest.ini", "[pytest]\nbudget_waivers = w.yaml\n")
    plain.write("more.yaml", WAIVERS.replace("支出总表[", "收入总表["))
    result = plain("--budget=2022.yaml", "--budget-waivers=more.yaml", DAY, "2022.yaml::class-sums")
    result.assert_outcomes(xfailed=2)


def test_other_disclosures_and_unreadable_ones(plain: Runs) -> None:
    plain.write("broken.yaml", "BROKEN\n")
    general = ENTRY.replace("  - disclosure: 绍兴市人大办本级 2022年单位预算\n    rule", "  - rule").replace(
        "class-sums", "gone"
    )
    elsewhere = ENTRY.replace("2022年", "2021年")
    plain.write("w.yaml", WAIVERS + general + elsewhere)
    arguments = ("--budget=2022.yaml", "--budget-waivers=w.yaml", DAY)
    assert "没有起作用的豁免" not in plain(*arguments, "--budget=broken.yaml").stdout.str()
    text = plain(*arguments).stdout.str()
    assert "w.yaml:9:5: gone（支出总表[合计, 总计]）: 没有“gone”这条规则" in text
    assert "w.yaml:16:5" not in text


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("waivers: [{rule: a}]\n", [], "w.yaml:1:11: 缺少键“owner”"),
        (None, [], "w.yaml: 文件不存在"),
        (WAIVERS, ["--budget-today=morgen"], "--budget-today: 应为日期，如 2026-12-31，实为“morgen”"),
        (WAIVERS, ["--budget-json=w.yaml"], "--budget-json: w.yaml: 不能写入: 这是输入文件，会被覆盖"),
    ],
)
def test_a_file_that_cannot_be_used_is_wrong_usage(
    plain: Runs, text: str | None, options: list[str], said: str
) -> None:
    (plain.pytester.path / "w.yaml").unlink()
    if text is not None:
        plain.write("w.yaml", text)
    result = plain("--budget=2022.yaml", "--budget-waivers=w.yaml", *options)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert said in result.stderr.str()
    assert "Traceback" not in result.stderr.str()
    result = plain("--budget-waivers=w.yaml")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
