"""SARIF, Markdown and GitHub annotations: made from the JSON result, with the same findings in the same order."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt

import budget_rules
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.reports import github, markdown, page, sarif
from budget_rules.reports import json as report_json
from fake_engine import outcome, report
from gate_runs import MODES, Runs, prepared

SAMPLE = Path(__file__).parents[1] / "samples" / "2022.yaml"
SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0.schema.json").read_text("utf-8"))
NASTY = "<script>alert(1)</script> [x](http://a) `b` |c| *d* @e ${{ f }} ::error::g %0A \u202eh\x1b[31m\n## i"


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    rulebook = budget_rules.load_rules()
    disclosure = budget_rules.load(str(SAMPLE), vocabulary=rulebook.vocabulary)
    error = BudgetError([Problem(Source(path="b.pdf", page=2), message("shown.out-is-folder"))])
    found: dict[str, Any] = report_json.result([budget_rules.confront(rulebook, disclosure)], [error])
    return found


@pytest.fixture(scope="module")
def nasty() -> dict[str, Any]:
    outcomes = [outcome(f"a,b:{NASTY}.yaml", 3, "error", "rule", NASTY)]
    found: dict[str, Any] = report_json.result([report(outcomes, unit=NASTY)])
    found["documents"][0]["title"] = NASTY
    finding = found["documents"][0]["findings"][0]
    finding["message"] = finding["place"] = finding["title"] = NASTY
    return found


def test_sarif_is_as_its_schema_says(result: dict[str, Any], nasty: dict[str, Any]) -> None:
    validator = jsonschema.Draft4Validator(SCHEMA)
    validator.validate(sarif.sarif(result))
    validator.validate(sarif.sarif(nasty))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**sarif.sarif(result), "runs": [{}]})


def test_sarif_has_the_findings_of_the_json_in_its_order(result: dict[str, Any]) -> None:
    (run,) = sarif.sarif(result)["runs"]
    findings = result["documents"][0]["findings"]
    levels = {"error": "error", "warning": "warning", "notice": "note"}

    assert [(one["ruleId"], one["message"]["text"], one["level"]) for one in run["results"]] == [
        (one["rule"], one["message"], levels[one["severity"]]) for one in findings
    ]
    assert all(run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule["id"] for rule in result["rules"]]


def test_a_sarif_result_points_at_the_figure_and_at_the_others_of_its_relation(result: dict[str, Any]) -> None:
    (run,) = sarif.sarif(result)["runs"]
    rate = next(one for one in run["results"] if one["ruleId"] == "change-rate")
    finding = next(one for one in result["documents"][0]["findings"] if one["rule"] == "change-rate")

    (location,) = rate["locations"]
    assert location["physicalLocation"]["region"] == {
        "startLine": finding["source"]["line"],
        "startColumn": finding["source"]["column"],
    }
    assert "减少额 122.42万元" in [one["message"]["text"] for one in rate["relatedLocations"]]
    assert rate["properties"]["expected"] == "2.7%"


def test_what_was_not_executed_or_read_is_a_notification_in_sarif(result: dict[str, Any]) -> None:
    (run,) = sarif.sarif(result)["runs"]
    (invocation,) = run["invocations"]
    document = result["documents"][0]
    notes = [note["level"] for note in invocation["toolExecutionNotifications"]]

    assert invocation["executionSuccessful"] is False
    assert notes == ["error"] + ["warning"] * (len(document["not_executed"]) + len(document["unread"]))


def test_sarif_fingerprints_stay_when_lines_move_and_the_wrong_value_is_another(result: dict[str, Any]) -> None:
    moved = json.loads(json.dumps(result))
    for finding in moved["documents"][0]["findings"]:
        finding["source"]["line"] = finding["source"].get("line", 0) + 10
        finding["printed"] = finding["message"] = "0"

    def fingerprints(of: dict[str, Any]) -> list[str]:
        return [one["partialFingerprints"][sarif.FINGERPRINT] for one in sarif.sarif(of)["runs"][0]["results"]]

    assert fingerprints(moved) == fingerprints(result)
    assert len(set(fingerprints(result))) == len(result["documents"][0]["findings"])


def test_paths_are_uris_in_sarif() -> None:
    outcomes = [outcome("预算 2022.yaml", 3, "error", "rule", "")]
    found: dict[str, Any] = report_json.result([report(outcomes, path="预算 2022.yaml")])
    (run,) = sarif.sarif(found)["runs"]
    assert run["artifacts"] == [{"location": {"uri": "%E9%A2%84%E7%AE%97%202022.yaml"}}]


def test_a_waived_finding_is_suppressed_in_sarif_and_not_annotated(result: dict[str, Any]) -> None:
    waived = json.loads(json.dumps(result))
    finding = waived["documents"][0]["findings"][0]
    finding["waived"] = {"reason": "已更正", "owner": "张三", "expires": "2027-01-01"}

    first, *others = sarif.sarif(waived)["runs"][0]["results"]
    assert first["suppressions"] == [{"kind": "external", "justification": "已更正"}]
    assert not any("suppressions" in one for one in others)
    assert len(list(github.commands(waived))) == len(list(github.commands(result))) - 1
    assert "已豁免: 已更正" in markdown.text(waived)


def test_annotations_stand_at_the_line_of_the_figure(result: dict[str, Any]) -> None:
    lines = list(github.commands(result))
    findings = result["documents"][0]["findings"]

    assert len(lines) == 1 + len(findings)
    assert lines[0].startswith("::error file=b.pdf,title=")
    for line, finding in zip(lines[1:], findings, strict=True):
        assert line.startswith(f"::{finding['severity']} file=")
        assert f",line={finding['source']['line']}," in line
        assert line.endswith(f"::{finding['message']}".replace("%", "%25"))


def test_text_of_a_disclosure_cannot_end_a_command_or_begin_another(nasty: dict[str, Any]) -> None:
    (line,) = github.commands(nasty)
    head, said = line.removeprefix("::error ").split("::", 1)

    assert "\n" not in line and "\x1b" not in line and "\u202e" not in line
    assert re.fullmatch(r"file=[^:,]*,title=[^:,]*,line=3,col=\d+", head)
    assert "%250A" in said


def test_the_markdown_lists_the_findings_in_the_order_of_the_json(result: dict[str, Any]) -> None:
    html = MarkdownIt("commonmark").enable("table").render(markdown.text(result))
    rows = re.findall(r"<tr>\s*<td>(错误|警告|提示)</td>\s*<td>(.*?)</td>\s*<td>(.*?)</td>", html, re.DOTALL)
    findings = result["documents"][0]["findings"]
    words = {"error": "错误", "warning": "警告", "notice": "提示"}

    assert [row[0] for row in rows] == [words[one["severity"]] for one in findings]
    shown = [re.sub(r"&gt;", ">", row[2]).replace("&quot;", '"') for row in rows]
    assert shown == [one["message"] for one in findings]
    assert f"{result['documents'][0]['counts']['checks']:,}" in html


def test_text_of_a_disclosure_is_no_markdown(nasty: dict[str, Any]) -> None:
    html = MarkdownIt("gfm-like", {"linkify": False}).render(markdown.text(nasty))

    assert not re.search(r"<(script|a|em|strong|h1)\b", html)
    assert html.count("<h2>") == 1
    assert "\u202e" not in html and "\x1b" not in html
    assert "@e" not in markdown.text(nasty)


@pytest.fixture(params=MODES)
def gate(request: pytest.FixtureRequest, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Runs:
    return prepared(pytester, monkeypatch, request.param)


def test_the_gate_writes_all_forms_and_speaks_to_github(gate: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    step = gate.pytester.path / "step.md"
    step.write_text("# before\n", "utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(step))
    done = gate(
        "--budget=2022.yaml",
        "--budget-sarif=out.sarif",
        "--budget-markdown=out.md",
        "--budget-html=out.html",
        "--budget-json=out.json",
    )

    folder = gate.pytester.path
    found = json.loads((folder / "out.json").read_text("utf-8"))
    assert json.loads((folder / "out.sarif").read_text("utf-8")) == sarif.sarif(found)
    assert (folder / "out.md").read_text("utf-8") == markdown.text(found)
    assert (folder / "out.html").read_text("utf-8") == page.text(found)
    assert step.read_text("utf-8") == "# before\n" + markdown.text(found)
    assert [line for line in done.stdout.lines if line.startswith("::")] == list(github.commands(found))
    assert "SARIF 结果: out.sarif" in done.stdout.str()


def test_two_forms_are_not_written_to_one_file(gate: Runs) -> None:
    done = gate("--budget=2022.yaml", "--budget-sarif=out", "--budget-json=out")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    assert "--budget-sarif: 与 --budget-json 写到同一个文件: out" in done.stderr.str()


def test_without_a_github_runner_nothing_is_annotated(gate: Runs) -> None:
    done = gate("--budget=2022.yaml")
    assert "::error" not in done.stdout.str()
