"""``budget-rules waive``: waivers for the findings of a JSON result."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from budget_rules.cli.parsing import Commands, Parser, command, repeatable
from budget_rules.cli.result import read_result
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.reports.outfile import check_writable, write_whole
from budget_rules.reports.words import harmless
from budget_rules.yaml_nodes import did_you_mean


def add(commands: Commands[Parser]) -> None:
    """Add the command."""
    waive = command(commands, "waive", "shown.cli-waive", run)
    waive.add_argument("result", metavar="RESULT.json", help=str(message("shown.cli-result")))
    waive.add_argument("-o", "--output", metavar="FILE", required=True, help=str(message("shown.cli-waive-out")))
    waive.add_argument("--reason", required=True, help=str(message("shown.cli-reason")))
    waive.add_argument("--owner", required=True, help=str(message("shown.cli-owner")))
    waive.add_argument("--until", metavar="DATE", help=str(message("shown.cli-until")))
    repeatable(waive, "--rule", "RULE", "shown.cli-waive-rule")


def run(options: argparse.Namespace) -> int:
    """Run it."""
    from budget_rules.waivers import read_waivers
    from budget_rules.waivers.writing import added, waivers_for

    path = Path(options.output)
    reason, owner = (" ".join(text.split()) for text in (options.reason, options.owner))
    for option, text in (("--reason", reason), ("--owner", owner)):
        if not text:
            raise BudgetError([Problem(Source(path=option), message("waivers.blank", key=option))])
    check_writable(path, inputs=[options.result])
    before = {(old.disclosure, old.binding): old for old in (read_waivers([path]) if path.exists() else ())}
    result = read_result(options.result)
    until = _until(options.until)
    wanted = waivers_for(result, path=options.result, reason=reason, owner=owner, until=until, rules=options.rule)
    _check_rules(options.rule, result, options.result)
    new = [waiver for waiver in wanted if (waiver.disclosure, waiver.binding) not in before]
    for waiver in wanted:
        old = before.get((waiver.disclosure, waiver.binding))
        if old is not None:
            print(harmless(_there(old.source, old.until)), file=sys.stderr)
    if new:
        write_whole(path, added(path, new))
    said = (
        message("shown.waive-written", path=path, count=len(new)) if new else message("shown.waive-nothing", path=path)
    )
    print(harmless(said))
    return 0


def _until(text: str | None) -> date | None:
    from budget_rules.waivers.reading import read_date

    day = None if text is None else read_date(text)
    if text is not None and day is None:
        raise BudgetError([Problem(Source(path="--until"), message("waivers.date", found=text))])
    return day


def _check_rules(rules: list[str], result: dict[str, object], path: str) -> None:
    documents = result["documents"]
    assert isinstance(documents, list)
    known = sorted({finding["rule"] for document in documents for finding in document["findings"]})
    problems = [
        Problem(Source(path=path), message("waivers.no-finding", rule=rule, hint=did_you_mean(rule, known)))
        for rule in rules
        if rule not in known
    ]
    if problems:
        raise BudgetError(problems)


def _there(source: Source, until: date | None) -> object:
    expired = message("shown.waive-until", day=str(until)) if until else ""
    return message("shown.waive-there", source=source, until=expired)
