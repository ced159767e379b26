"""What sums at several places come to is what the equation of each place would."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budget_rules.checks import State, why_not_comparable
from budget_rules.confrontation.series import Series
from budget_rules.confrontation.sums import Group, Picks, Sums
from budget_rules.disclosure import Row
from budget_rules.figure import MINUS, ONE, UNITS, Figure, read_figure
from budget_rules.place import Place, Source
from budget_rules.suspicion import unlikely

PLACES = 4
SOURCE = Source("2022.yaml", 1)
units = st.sampled_from([UNITS["万元"]] * 12 + [UNITS["元"], UNITS["%"], UNITS[""]])
printed = st.one_of(
    st.sampled_from(["", "-", "0", "0.00"]),
    st.integers(0, 30).map(str),
    st.integers(0, 3000).map(lambda number: f"{number / 100:.2f}"),
    st.integers(100, 120).map(lambda number: f"{number / 100:.2f}"),
)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    return read_figure(draw(printed), unit=draw(units), place=Place("支出总表[合计, 总计]", SOURCE))


def series(size: int = PLACES, *, gaps: bool = False) -> st.SearchStrategy[Series]:
    members = figures() | st.none() if gaps else figures()
    return st.lists(members, min_size=size, max_size=size).map(Series)


factors = st.sampled_from([ONE, ONE, ONE, MINUS, Decimal(2)])


@st.composite
def groups(draw: st.DrawFn) -> Group | Picks:
    if draw(st.booleans()):
        members = draw(st.lists(series(gaps=draw(st.booleans())), min_size=1, max_size=8))
        return Group(draw(factors), members, ["总计"] * len(members))
    columns = [draw(series(8)) for _ in range(PLACES)]
    rows = [Row(index=number, name="合计", canonical="合计", source=SOURCE) for number in range(8)]
    sizes = [draw(st.integers(1, 8)) for _ in range(PLACES)]
    picks = [lambda members, size=size: members[:size] for size in sizes]
    return Picks(draw(factors), columns, picks, [rows[:size] for size in sizes])


operators = st.sampled_from(["=", "=", "=", "≤", "≥", "<", ">", "≠"])
constants = st.sampled_from([Decimal(0), Decimal(0), Decimal(0), Decimal(100)])


@given(operators, st.lists(groups(), max_size=2), st.lists(groups(), max_size=2), st.tuples(constants, constants))
def test_sums_come_to_what_each_equation_does(
    operator: str, left: list[Group | Picks], right: list[Group | Picks], given_constants: tuple[Decimal, Decimal]
) -> None:
    sums = Sums(operator, left, right, given_constants, PLACES)
    for place in range(PLACES):
        equation = sums.equation(place)
        if why_not_comparable(equation) is not None:
            assert sums.states[place] is None and place in sums.notable
            continue
        state = equation.evaluate()
        assert sums.states[place] is state
        assert (place in sums.blank) == equation.vacuous
        doubtful = state is State.ROUNDED and unlikely(equation)
        assert (place in sums.notable) == (doubtful or state is State.VIOLATED)
