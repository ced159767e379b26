"""A relation with the printed figures put in: ``合计 4396.61万元 = 类 3587.27万元 + …``."""

from __future__ import annotations

from budget_rules.checks import Equation, Linear, Quotient, Tree, tree_terms
from budget_rules.figure import Figure, read_number

#: What stands for a blank.
BLANK = "∅"


def as_printed(figure: Figure) -> str:
    """The figure as printed, with its unit."""
    return f"{figure.text}{unit_behind(figure)}" if figure.text else BLANK


def unit_behind(figure: Figure) -> str:
    """What to write behind the number; a percent sign may stand there already."""
    return "" if figure.text and figure.text[-1] in "%％‰" else figure.unit.name


def sense(figure: Figure) -> int:
    """-1 where the sign is not in the figure but in the word before it: 减少 122.42 万元."""
    return -1 if figure.value < 0 and not read_number(figure.text.rstrip("%％‰"))[0] < 0 else 1


def relation_text(equation: Equation) -> str:
    """The relation with the printed figures put in: ``合计 4396.61万元 = 类 3587.27万元 + …``."""
    ratio = any(figure.unit.quantity == "ratio" for _, figure, _ in equation.terms())
    left, right = _shown(equation.left, ratio), _shown(equation.right, ratio)
    if left.startswith("− ") and right.startswith("− ") and isinstance(equation.right, Quotient):
        left, right = left[2:], right[2:]  # both figures are decreases
    return f"{left} {equation.operator} {right}"


def _shown(tree: Tree, ratio: bool) -> str:
    """An expression with the printed figures put in; a constant beside ratios is a percentage."""
    if not isinstance(tree, Linear):
        left, right = _grouped(tree.left), _grouped(tree.right)
        operator = {"*": "×", "/": "÷", "-": "−"}.get(tree.operator, tree.operator)
        return f"{left} {operator} {right}"
    pieces: list[str] = []
    if tree.constant or not tree.terms:
        shown = f"{abs(tree.constant * 100).normalize():f}%" if ratio else f"{abs(tree.constant):f}"
        pieces.extend(("−" if tree.constant < 0 else "+", shown))
    for factor, figure, role in tree.terms:
        sign = "−" if factor * sense(figure) < 0 else "+"
        times = "" if abs(factor) == 1 else f"{abs(factor)} × "
        pieces.extend((sign, f"{times}{role} {as_printed(figure)}"))
    return " ".join(pieces[1:] if pieces[0] == "+" else pieces)


def _grouped(tree: Tree) -> str:
    several = not isinstance(tree, Linear) or len(tree.terms) + bool(tree.constant) > 1
    ratio = any(figure.unit.quantity == "ratio" for _, figure, _ in tree_terms(tree))
    return f"（{_shown(tree, ratio)}）" if several else _shown(tree, ratio)
