"""What the README and the documentation show of a run is what a run of the sample prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import budget_rules
from budget_rules.cli import main
from budget_rules.findings import Report
from budget_rules.messages import language, set_language
from budget_rules.reports.plain import failure

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SAMPLE = "samples/2022.yaml"


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    before = language()
    yield
    set_language(before)


@pytest.fixture(scope="module")
def report() -> Report:
    rulebook = budget_rules.load_rules()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return budget_rules.confront(rulebook, budget_rules.load(SAMPLE, vocabulary=rulebook.vocabulary))


@pytest.mark.parametrize("name", ["zh", "en"])
def test_the_failing_item_of_the_readme_is_the_real_one(name: str, report: Report) -> None:
    set_language(name)
    item = next(one for one in report.outcomes if one.rule == "change-rate" and one.instance == "收入预算情况")
    shown = failure(item, report.causes).partition("\n\n")[0]

    assert f"```text\n{shown}\n```" in README


def test_the_numbers_of_the_readme_are_those_of_the_sample(report: Report) -> None:
    errors = sum(1 for cause in report.causes if cause.severity == "error")
    figures = report.table_figures + report.text_figures

    assert f"{len(report.tables)} 张表，{figures} 个数字），结果是不通过，因为原件里有 {errors} 处错误" in README


def test_the_coverage_that_is_shown_is_that_of_the_sample(capsys: pytest.CaptureFixture[str]) -> None:
    shown = (ROOT / "docs/coverage.md").read_text("utf-8")
    main(["coverage", str(ROOT / SAMPLE)])
    lines = capsys.readouterr().out.splitlines()[:4]
    read, guarded, share = re.findall(r"[\d.]+%?", lines[0])

    assert "\n".join(["```text", *lines, "```"]) in shown
    assert f"{read} read, {guarded} guarded ({share})" in shown


def test_addresses_in_the_documentation_are_no_made_up_ones() -> None:
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        text = path.read_text("utf-8")
        assert "example.org" not in text and "OWNER/" not in text, path.name
