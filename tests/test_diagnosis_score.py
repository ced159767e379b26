"""How often the diagnosis names the figure that was misprinted; always the same misprints."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from budget_rules import confront
from budget_rules.figure import Figure, NotAFigure, read_number
from budget_rules.mutation import Field
from budget_rules.place import Place
from published import FOLDER, read, shipped

SAMPLE = Path(__file__).parents[1] / "samples" / "2022-corrected.yaml"
DOCUMENTS = (
    SAMPLE,
    FOLDER / "shanghai-putuo-commerce-2025-unit-budget.pdf",
    FOLDER / "shanghai-putuo-government-office-2025-unit-budget.pdf",
)


def misprint(figure: Figure, rng: random.Random) -> str:
    """The figure's text with a wrong digit, two swapped, one missing, one too many, or ten times as much."""
    text = figure.text.rstrip("%％")
    at = rng.choice([index for index, character in enumerate(text) if character.isdigit()])
    kind = rng.choice(("digit", "swapped", "missing", "extra", "tenfold"))
    if kind == "digit":
        return text[:at] + rng.choice([digit for digit in "0123456789" if digit != text[at]]) + text[at + 1 :]
    if kind == "swapped":
        return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
    if kind == "missing":
        return text[:at] + text[at + 1 :]
    if kind == "extra":
        return text[:at] + text[at] + text[at:]
    plain = text.replace(",", "")
    return f"{Decimal(plain) * 10:.{len(plain.partition('.')[2])}f}"


def planting(figures: list[Figure], count: int, rng: random.Random) -> dict[Place, str]:
    """So many figures with other values."""
    texts: dict[Place, str] = {}
    while len(texts) < count:
        figure = rng.choice(figures)
        text = misprint(figure, rng)
        try:
            if figure.place not in texts and read_number(text)[0] != read_number(figure.text.rstrip("%％"))[0]:
                texts[figure.place] = text
        except NotAFigure:
            continue
    return texts


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
@pytest.mark.parametrize(("count", "runs", "named", "alone"), [(1, 60, 0.98, 0.78), (2, 25, 0.95, 0.75)])
def test_the_misprinted_figure_is_named(path: Path, count: int, runs: int, named: float, alone: float) -> None:
    disclosure = read(path)
    before = confront(shipped(), disclosure, jointly=False)
    known = {finding.message for finding in before.findings}
    bound = {
        term[1].place for outcome in before.outcomes for check in outcome.checks for term in check.equation.terms()
    }
    field = Field(disclosure)
    figures = [one for one in field.figures if one.text and one.place in bound]
    rng = random.Random(20220)
    score: Counter[str] = Counter()
    while score["runs"] < runs:
        texts = planting(figures, count, rng)
        with field.planted(texts):
            report = confront(shipped(), disclosure, jointly=False)
            new = [
                check
                for outcome in report.outcomes
                for check in outcome.checks
                if check.finding is not None and check.finding.message not in known
            ]
            seen = {figure.place for check in new for _, figure, _ in check.equation.terms()}
            if not all(place in seen for place in texts):
                continue  # rounding explains it, or it hides behind another
            groups = [{suspect.figure.place for suspect in cause.suspects} for cause in report.causes]
        score["runs"] += 1
        score["named"] += sum(any(place in group for group in groups) for place in texts)
        score["alone"] += sum({place} in groups for place in texts)
    assert score["named"] >= named * runs * count
    assert score["alone"] >= alone * runs * count
