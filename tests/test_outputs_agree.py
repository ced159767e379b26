"""All outputs of one run: the same findings, counts and order in each, and the text of a disclosure does nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import openpyxl
import pytest
from rich.console import Console

import budget_rules
from budget_rules.annotating.remarks import remarks_of
from budget_rules.reports.markdown import escaped
from budget_rules.reports.terminal import print_summary
from budget_rules.reports.words import harmless

SAMPLE = Path(__file__).parents[1] / "samples" / "2022.yaml"
FORMS = {"json": "a.json", "html": "a.html", "sarif": "a.sarif", "markdown": "a.md", "sheet": "a.xlsx"}
WORDS = ("错误:", "警告:", "提示:")
HARMFUL = "\x1b[31m\u202e</script><img src=x onerror=alert(1)>|[x](http://a)=1+1"


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a run on one disclosure printed and wrote."""

    stdout: str
    folder: Path

    @property
    def result(self) -> Any:
        return json.loads(self.text("json"))

    def text(self, form: str) -> str:
        return (self.folder / FORMS[form]).read_text("utf-8")

    def sheet(self) -> list[str]:
        cells = openpyxl.load_workbook(self.folder / FORMS["sheet"]).worksheets[0].iter_rows()
        return [str(cell.value) for row in cells for cell in row if cell.value is not None]

    def junit(self) -> list[dict[str, list[str]]]:
        """By item: the values of each property."""
        found: list[dict[str, list[str]]] = []
        for case in lxml.etree.parse(self.folder / "junit.xml").iter("testcase"):
            found.append({})
            for one in case.iter("property"):
                found[-1].setdefault(str(one.get("name")), []).append(str(one.get("value")))
        return found


def checked(text: str, folder: Path) -> Run:
    """The commands of users, in processes of their own."""
    (folder / "2022.yaml").write_text(text, encoding="utf-8")
    options = [part for form, name in FORMS.items() for part in (f"--{form}", name)]
    code = "import sys; from budget_rules.cli import main; sys.exit(main(sys.argv[1:]))"
    shown = _ran(["-c", code, "check", "2022.yaml", "--details", *options], folder, GITHUB_ACTIONS="true")
    _ran(["-m", "pytest", "-q", "-p", "no:hypothesispytest", "--budget=2022.yaml", "--junitxml=junit.xml"], folder)
    return Run(stdout=shown, folder=folder)


def _ran(arguments: list[str], folder: Path, **variables: str) -> str:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "PYTEST_", "CI"))}
    environment = {**kept, "PYTHONUTF8": "1", **variables}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 1, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return checked(SAMPLE.read_text("utf-8"), tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Run:
    row = "- [2010104, 人大会议, 700.00, ~"
    text = SAMPLE.read_text("utf-8")
    assert row in text
    name = json.dumps(f"人大会议{HARMFUL}")
    folder = tmp_path_factory.mktemp("harmful")
    return checked(text.replace(row, f"- [2010104, {name}, 701.00, ~", 1), folder)


def in_order(texts: list[str], whole: str) -> bool:
    """Whether the texts stand in the whole, one after another."""
    at = 0
    for text in texts:
        at = whole.find(text, at) + len(text)
        if at < len(text):
            return False
    return True


def test_findings_counts_and_order_are_the_same_in_every_output(run: Run) -> None:
    (document,) = run.result["documents"]
    findings, causes = document["findings"], document["causes"]
    messages = [one["message"] for one in findings]
    severities = [one["severity"] for one in findings]
    assert len(findings) > 20

    (log,) = json.loads(run.text("sarif"))["runs"]
    assert [one["message"]["text"] for one in log["results"]] == messages

    assert in_order(list(map(escaped, messages)), run.text("markdown"))
    commands = [line for line in run.stdout.splitlines() if line.startswith("::")]
    assert [line[2:].partition(" ")[0] for line in commands] == severities
    assert all(message in line.replace("%25", "%") for message, line in zip(messages, commands, strict=True))

    page: Any = lxml.html.fromstring(run.text("html"))
    assert [one.text_content() for one in page.cssselect(".cause .message")] == [one["message"] for one in causes]
    listed = [int(one.get("data-finding")) for one in page.cssselect("[data-finding]")]
    assert listed == [index for cause in causes for index in cause["findings"]]

    cells = run.sheet()
    assert all(any(message in cell for cell in cells) for message in messages)
    problems = [line for cell in cells for line in cell.split("\n") if line.lstrip("0123456789. ")[:3] in WORDS]
    assert sorted(line.lstrip("0123456789. ")[:2] for line in problems) == sorted(
        {"error": "错误", "warning": "警告", "notice": "提示"}[severity] for severity in severities
    )

    assert [place for item in run.junit() for place in item.get("place", [])] == [one["place"] for one in findings]
    assert [item["rule"][0] for item in run.junit() for _ in item.get("place", [])] == [one["rule"] for one in findings]

    counts = "，".join(
        f"{word} {severities.count(key)}" for key, word in (("error", "错误"), ("warning", "警告"), ("notice", "提示"))
    )
    summary = run.stdout[run.stdout.index(counts) :]
    assert in_order([one["message"] for one in causes], summary), "every cause is named, however many there are"


def test_text_of_a_disclosure_does_nothing_in_any_output(harmful: Run) -> None:
    (document,) = harmful.result["documents"]
    told = json.dumps(document["findings"], ensure_ascii=False)
    assert "onerror" in told, "there are findings about it"

    files = [harmful.stdout, *map(harmful.text, ("json", "html", "markdown")), "\n".join(harmful.sheet())]
    files.append((harmful.folder / "junit.xml").read_text("utf-8"))
    for text in files:
        assert "\u202e" not in text and "\x1b" not in text

    assert "<img" not in harmful.text("html") and "<img" not in harmful.text("markdown")
    assert not [line for line in harmful.stdout.splitlines() if line.startswith("::") and "\\x1b" in line[:9]]
    (log,) = json.loads(harmful.text("sarif"))["runs"]
    texts = [one["message"]["text"] for one in log["results"]]
    assert any("onerror" in text for text in texts)
    decoded = json.dumps(log, ensure_ascii=False)
    assert "\u202e" not in decoded and "\\u001b" not in decoded
    assert not any("](" in text.replace("\\](", "") for text in texts), "viewers would make a link of it"


def test_text_of_a_disclosure_does_nothing_in_remarks_and_on_a_terminal(harmful: Run) -> None:
    rulebook = budget_rules.load_rules()
    disclosure = budget_rules.load(str(harmful.folder / "2022.yaml"), vocabulary=rulebook.vocabulary)
    report = budget_rules.confront(rulebook, disclosure)
    texts = [remark.text for remark in remarks_of(report)]
    assert any("onerror" in text for text in texts)
    assert all(harmless(line) == line for text in texts for line in text.split("\n"))

    shown = StringIO()
    console = Console(file=shown, force_terminal=True, color_system=None, width=300)
    print_summary(report, console)
    text = shown.getvalue()
    assert "\u202e" not in text and "\x1b" not in text and "onerror" in text
