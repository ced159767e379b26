"""How far a figure can be changed before a relation that holds no longer does.

Changes are counted in steps: units of the figure's last digit. Sums are solved in closed form; relations with quotients
are decided by the same exact corners as the check itself, at a step found by doubling and halving.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal

from msgspec import structs

from budget_rules.checks import Equation, Linear, Quotient, State, Tree
from budget_rules.figure import ROUNDED, ZERO, Figure, read_number

#: A change of more than this many times the figure is not looked for.
FARTHEST = 1000


def smallest_change(equation: Equation, figure: Figure) -> int | None:
    """The fewest steps, up or down, by which the printed ``figure`` must change for ``equation``, which holds, to be
    violated; None: no change would be noticed (within FARTHEST times the figure)."""
    found = [steps for sign in (1, -1) if (steps := _one_way(equation, figure, sign)) is not None]
    return min(found, default=None)


def changed(equation: Equation, figure: Figure, steps: int) -> Equation:
    """The relation with ``figure`` printed ``steps`` higher, wherever it stands in it."""
    return structs.replace(equation, left=_put(equation.left, figure, steps), right=_put(equation.right, figure, steps))


def _one_way(equation: Equation, figure: Figure, sign: int) -> int | None:
    def violated(steps: int) -> bool:
        return changed(equation, figure, sign * steps).evaluate() is State.VIOLATED

    if violated(1):
        return 1
    far = int(max(abs(figure.value) / figure.step, Decimal(1))) * FARTHEST
    linear = isinstance(equation.left, Linear) and isinstance(equation.right, Linear)
    guess = _closed_form(equation, figure, sign) if linear else None
    if linear and guess is None:
        return None
    nil = abs(figure.value) / figure.step
    for steps in (guess, int(nil) if nil == int(nil) else None):
        if steps and steps <= far and violated(steps) and not violated(steps - 1):
            return steps
    return _search(violated, far)


def _closed_form(equation: Equation, figure: Figure, sign: int) -> int | None:
    """The steps after which the difference of a sum exceeds what rounding allows; None where it never does."""
    near = changed(equation, figure, sign)
    assert isinstance(equation.left, Linear) and isinstance(equation.right, Linear)
    assert isinstance(near.left, Linear) and isinstance(near.right, Linear)
    before = equation.left.value() - equation.right.value()
    step = near.left.value() - near.right.value() - before
    if not step:
        return None
    allowed = near.allowed() if equation.operator in ("=", "≤", "≥") else ZERO
    if equation.operator in ("≥", ">"):
        before, step = -before, -step
    if equation.operator == "≠":
        steps = -before / step
        return int(steps) if steps > 0 and steps == int(steps) else None
    if equation.operator == "=" and step < 0:
        before, step = -before, -step
    if step < 0:
        return None
    room = ((allowed - before) / step).to_integral_value(ROUND_FLOOR)
    exact = equation.operator in ("<", ">") and before + room * step == allowed
    return max(int(room) + (0 if exact else 1), 1)


def _search(violated: Callable[[int], bool], far: int) -> int | None:
    held, step = 1, 2
    while not violated(step):
        if step > far:
            return None
        held, step = step, step * 2
    while step - held > 1:
        middle = (held + step) // 2
        held, step = (held, middle) if violated(middle) else (middle, step)
    return step


def _put(tree: Tree, figure: Figure, steps: int) -> Tree:
    if isinstance(tree, Quotient):
        return structs.replace(tree, left=_put(tree.left, figure, steps), right=_put(tree.right, figure, steps))
    if all(term[1].place != figure.place for term in tree.terms):
        return tree
    terms = [
        (factor, _moved(one, steps) if one.place == figure.place else one, role) for factor, one, role in tree.terms
    ]
    return Linear(terms, tree.constant)


def _moved(figure: Figure, steps: int) -> Figure:
    """The figure as if its number were printed ``steps`` higher; of a decrease the value sinks then."""
    falls = figure.value < 0 and read_number(figure.text.rstrip("%％‰"))[0] > 0
    value = figure.value + (-steps if falls else steps) * figure.step
    rounded = figure.unit.quantity == "ratio" or (value and figure.unit.quantity in ROUNDED)
    half = figure.step / 2 if rounded else ZERO
    return structs.replace(figure, value=value, half=half)
