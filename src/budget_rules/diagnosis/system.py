"""The relations of a report as one system over printed figures.

A variable is a printed figure, blank cells included, known by its place; a figure that carries another sign in some
statement (a decrease) is the same variable with the sign -1 there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from msgspec import Struct, field, structs

from budget_rules.checks import Equation, Linear, State, Term, TermRole, Tree, tree_terms
from budget_rules.diagnosis.signs import never_negative
from budget_rules.disclosure import Disclosure
from budget_rules.figure import NUMBER, ROUNDED, ZERO, Figure, show
from budget_rules.findings import Check, Outcome, Report, Severity
from budget_rules.messages import Message
from budget_rules.place import Place
from budget_rules.relation import sense


class Variable(Struct, eq=False):
    """A printed figure, or a blank cell, and the relations it takes part in."""

    number: int
    figure: Figure
    #: How the first relation names it.
    role: str | Message
    #: Half a unit of the last digit it would be printed with, were it not nil.
    half: Decimal = ZERO
    relations: list[Relation] = field(default_factory=list)


class Relation(Struct, eq=False):
    """A relation as it was evaluated, or another way that would have been as good."""

    number: int
    check: Check
    outcome: Outcome
    #: The equation, then the other ways: one of them must hold, all its equations together.
    ways: tuple[tuple[Equation, ...], ...]
    #: By the number of the variable.
    variables: dict[int, Variable] = field(default_factory=dict)

    @property
    def noted(self) -> bool:
        """Whether it holds, but only in a way worth saying."""
        return not self.violated and self.check.finding is not None

    @property
    def hard(self) -> bool:
        """Whether it must hold in every honest disclosure."""
        return self.outcome.severity is Severity.ERROR

    @property
    def violated(self) -> bool:
        """Whether it does not hold as printed."""
        return self.check.state is State.VIOLATED


#: What may be less than nothing: a difference of money or rates; vehicles and projects are counted.
_SIGNED = (*ROUNDED, NUMBER.quantity)
#: What share of the figures of a table makes a habit.
NEARLY_ALL = Decimal("0.9")

#: Values that variables would have, in base units and with the sign of their own figure.
Values = Mapping[int, Decimal]


class System:
    """All relations of a report."""

    @classmethod
    def of(cls, report: Report) -> System:
        """The system of a report, made once."""
        if not isinstance(report.together, System):
            report.together = cls(report)
        return report.together

    def __init__(self, report: Report) -> None:
        self.variables: list[Variable] = []
        self.relations: list[Relation] = []
        self._by_figure: dict[int, tuple[int, int]] = {}
        self._by_place: dict[Place, int] = {}
        #: Figures that might be printed, kept so that they can be known again.
        self._made: dict[tuple[int, Decimal, int], Figure] = {}
        self._disclosure: Disclosure = report.disclosure
        tables = {table.source for table in report.disclosure.tables}
        known = self._by_figure
        for outcome in report.outcomes:
            for check in outcome.checks:
                ways = ((check.equation,), *check.others) if check.others else ((check.equation,),)
                relation = Relation(len(self.relations), check, outcome, ways)
                self.relations.append(relation)
                taken = relation.variables
                for terms in _terms(ways):
                    for _, figure, role in terms:
                        found = known.get(id(figure)) or self._register(figure, role, tables)
                        number = found[0]
                        if number >= 0 and number not in taken:
                            taken[number] = variable = self.variables[number]
                            variable.relations.append(relation)

    def _register(self, figure: Figure, role: TermRole, tables: object) -> tuple[int, int]:
        """The number and the sign of a figure's variable; -1 for counted rows and names, which are not printed."""
        number = self._by_place.get(figure.place)
        if number is None:
            assert isinstance(tables, set)
            span = figure.place.span
            counted = span.start == span.stop if span is not None else figure.place.source in tables
            number = -1 if counted else len(self.variables)
            self._by_place[figure.place] = number
            if number >= 0:
                called = role.label if isinstance(role, Place) else role
                self.variables.append(Variable(number, figure, called))
        sign = -1 if number >= 0 and figure.value and figure.value == -self.variables[number].figure.value else 1
        self._by_figure[id(figure)] = number, sign
        return number, sign

    @cached_property
    def _never_negative(self) -> frozenset[Place]:
        return never_negative(self._disclosure)

    def counted(self, variable: Variable) -> bool:
        """Whether the variable is a number of things, which nothing makes less than none."""
        return variable.figure.unit.quantity not in _SIGNED

    def negative(self, variable: Variable) -> bool:
        """Whether the variable may sensibly print less than nothing."""
        return not self.counted(variable) and variable.figure.place not in self._never_negative

    @cached_property
    def _usual(self) -> dict[tuple[str, str], tuple[Decimal, bool]]:
        """By table and unit: the half that most figures have there, and whether it is that of nearly all of them."""
        found: dict[tuple[str, str], Counter[Decimal]] = {}
        for variable in self.variables:
            if variable.figure.half:
                found.setdefault(_home(variable.figure), Counter())[variable.figure.half] += 1
        most = {home: counter.most_common(1)[0] for home, counter in found.items()}
        return {home: (half, times >= NEARLY_ALL * found[home].total()) for home, (half, times) in most.items()}

    def half(self, variable: Variable) -> Decimal:
        """Half a unit of the last digit that the variable should have if it prints something; 0 for what is counted.

        Where nearly all figures of a table are printed alike, a wrong one should be printed like them.
        """
        figure = variable.figure
        if figure.value and not figure.half:
            return ZERO
        usual, nearly_all = self._usual.get(_home(figure), (figure.half, False))
        return usual if nearly_all or not figure.half else figure.half

    def variable_at(self, place: Place) -> Variable | None:
        """The variable at a place, if it takes part in a relation."""
        number = self._by_place.get(place, -1)
        return self.variables[number] if number >= 0 else None

    def variable_of(self, figure: Figure) -> tuple[int, int]:
        """The number of a figure's variable (-1: none) and its sign there."""
        return self._by_figure[id(figure)]

    def put(self, equation: Equation, values: Values) -> Equation:
        """The equation with other figures printed."""
        return structs.replace(
            equation, left=self._tree(equation.left, values), right=self._tree(equation.right, values)
        )

    def _tree(self, tree: Tree, values: Values) -> Tree:
        if not isinstance(tree, Linear):
            return structs.replace(tree, left=self._tree(tree.left, values), right=self._tree(tree.right, values))
        terms = []
        for term in tree.terms:
            number, sign = self._by_figure[id(term[1])]
            if number in values:
                term = (term[0], self.printed(self.variables[number], values[number], sign), term[2])
            terms.append(term)
        return Linear(terms, tree.constant)

    def printed(self, variable: Variable, value: Decimal, sign: int = 1) -> Figure:
        """The figure that would be printed for a value, with its sign in one relation."""
        key = (variable.number, value, sign)
        figure = self._made.get(key)
        if figure is None:
            text = self.text(variable, value) if value else ""
            half = self.half(variable) if value else ZERO
            figure = self._made[key] = structs.replace(variable.figure, text=text, value=value * sign, half=half)
            self._by_figure[id(figure)] = variable.number, sign
        return figure

    def text(self, variable: Variable, value: Decimal) -> str:
        """How the figure would be printed, without its unit."""
        figure = variable.figure
        if figure.value and self.half(variable) == figure.half:
            return figure.show(value * sense(figure))
        half = self.half(variable) / figure.unit.factor
        decimals = -int(half.normalize().as_tuple().exponent) - 1 if half else 0
        return show(value * sense(figure), unit=figure.unit, decimals=decimals, grouped="," in figure.text)

    def holds(self, relation: Relation, values: Values, ways: tuple[tuple[Equation, ...], ...] | None = None) -> bool:
        """Whether one of the relation's ways (or of those given) holds with these values; decided exactly."""
        return any(
            all(self.put(equation, values).evaluate() is not State.VIOLATED for equation in way)
            for way in (relation.ways if ways is None else ways)
        )


def _terms(ways: tuple[tuple[Equation, ...], ...]) -> Iterator[Sequence[Term]]:
    for way in ways:
        for equation in way:
            for side in (equation.left, equation.right):
                yield side.terms if isinstance(side, Linear) else list(tree_terms(side))


def _home(figure: Figure) -> tuple[str, str]:
    """The table of a figure, or the narrative; and its unit."""
    return figure.place.within if figure.place.span is None else "", figure.unit.name
