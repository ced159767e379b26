"""What final accounts say of an account beside its budget: 决算数小于预算数, 决算数与年初预算数持平."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from budget_rules.narrative.terms import Terms

#: 与, between the account and the budget that it is level with, and no more.
_WITH = ("与", "和", "同")
_DIRECTIONS = ((1, "more"), (-1, "less"), (0, "equal"))


class Verdict(Struct, frozen=True, gc=False):
    """An account said to be more (+1) or less (-1) than its budget, or as much (0)."""

    sign: int
    #: Where the word for the account starts and ends, and where all of it ends.
    start: int
    account_end: int
    stop: int
    #: The word for the budget.
    budget: str


def verdicts_in(text: str, terms: Terms) -> Iterator[Verdict]:
    """The verdicts of a paragraph; 基本持平 and what the template left unfilled, 大于（小于）, is none."""
    accounts, budgets, level = terms["accounts"], terms["budgets"], terms["level"]
    for match in accounts.pattern.finditer(text):
        start, end = match.span()
        for sign, name in _DIRECTIONS:
            word = terms[name].at(text, end)
            budget = budgets.at(text, end + len(word)) if word else ""
            if budget:
                yield Verdict(sign, start, end, end + len(word) + len(budget), budget)
                break
        if text[end : end + 1] in _WITH and (budget := budgets.at(text, end + 1)):
            after = end + 1 + len(budget)
            if word := level.at(text, after):
                yield Verdict(0, start, end, after + len(word), budget)
