"""From a violated relation to a finding: which figure, what it should be, and the relation with its figures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

from msgspec import structs

from budget_rules.checks import Equation, Linear, Quotient, Term
from budget_rules.confrontation.environment import Environment
from budget_rules.confrontation.fact import Fact
from budget_rules.confrontation.quoting import (
    NOTHING,
    change_cell,
    quote_figure,
    quote_statement,
    rewritten,
    without_rate,
)
from budget_rules.confrontation.statement_scope import StatementEnvironment
from budget_rules.disclosure import Statement
from budget_rules.figure import Figure
from budget_rules.findings import Finding, Part, Severity, Status
from budget_rules.messages import Message, message
from budget_rules.place import Place
from budget_rules.relation import as_printed, relation_text, sense
from budget_rules.rulebook.rule import Option, Rule


def explain(
    rule: Rule, instance: str, option: Option, env: Environment, bound: Equation | Fact, meant: Equation | Fact | None
) -> Finding:
    """The finding for a relation that does not hold.

    Or for one that holds in a way worth saying: ``meant`` is then the relation that should have held.
    """
    statement = env.statement if isinstance(env, StatementEnvironment) else None
    if isinstance(bound, Fact):
        return _of_fact(rule, instance, bound, statement)
    if option.severity is not None and isinstance(meant, Equation):
        bound = meant
    return _of_equation(rule, instance, option, bound, env)


def explain_doubt(rule: Rule, instance: str, option: Option, env: Environment, equation: Equation) -> Finding:
    """The finding for a sum that holds by rounding, but hardly would."""
    found = _of_equation(rule, instance, option, equation, env)
    slots = {
        "place": found.place,
        "printed": found.printed,
        "expected": found.expected,
        "difference": found.difference,
        "allowed": found.allowed,
    }
    severity = min(found.severity, Severity.WARNING, key=lambda one: one.rank)
    said = message("finding.suspicious", **slots)
    return structs.replace(found, severity=severity, status=Status.SUSPICIOUS, message=said, suggestion=None)


def _of_fact(rule: Rule, instance: str, fact: Fact, statement: Statement | None) -> Finding:
    slots = {"printed": fact.printed, "expected": fact.expected, "place": fact.place.label}
    if statement is not None:
        slots["name"] = statement.path[-1] if statement.path else statement.name
    return Finding(
        rule=rule.id,
        instance=instance,
        title=rule.shown_title,
        severity=rule.severity,
        status=Status.VIOLATED,
        message=_own(rule, slots) if rule.message else _said(rule, fact),
        relation="",
        expected=fact.expected,
        printed=fact.printed,
        difference="",
        allowed="",
        parts=tuple(Part(role, figure) for role, figure in fact.figures),
        source=fact.place.source,
        place=fact.place.label,
        quote=quote_statement(statement).text if statement else fact.quote,
        mark=None if statement else fact.mark,
        suggestion=fact.suggestion or _worded(fact),
        basis=rule.basis,
        also=fact.also,
    )


def _said(rule: Rule, fact: Fact) -> Message:
    """What is the case; of words that should not be there, the rule says why."""
    return message(fact.found.key, **dict(fact.found.slots), rule=rule.shown_title)


def _worded(fact: Fact) -> Message | None:
    if not fact.printed or not fact.expected:
        return None
    return message("suggest.word", printed=fact.printed, expected=fact.expected)


def _own(rule: Rule, slots: dict[str, str]) -> Message:
    known = {"name": "", "place": "", "printed": "", "expected": "", "difference": "", "allowed": "", "relation": ""}
    return message("finding.own", text=rule.message.format(**{**known, **slots}))


def _of_equation(rule: Rule, instance: str, option: Option, equation: Equation, env: Environment) -> Finding:
    severity = option.severity or rule.severity
    terms = list(equation.terms())
    offender = _offender(equation, terms)
    expected, difference, allowed = _amounts(equation, offender)
    relation = relation_text(equation)
    place = offender[1].place if offender else Place(instance, rule.source)
    printed = as_printed(offender[1]) if offender else ""
    slots = {
        "name": str(offender[2]) if offender else "",
        "place": place.label,
        "printed": printed,
        "expected": expected,
        "difference": difference,
        "allowed": allowed,
        "relation": relation,
    }
    said: Message
    if rule.message:
        said = _own(rule, slots)
    elif option.title:
        said = message("finding.way", way=option.title, **slots)
    elif not expected and _on_nothing(equation):
        said = message("finding.on-nothing", place=place.label, printed=printed, relation=relation)
    elif not expected:
        said = message("finding.impossible", place=place.label, printed=printed, relation=relation)
    elif equation.operator == "=":
        said = message("finding.equation", **slots)
    else:
        said = message("finding.order", operator=equation.operator, **slots)
    span = offender[1].place.span if offender else None
    if span is not None:
        quote = quote_figure(env.index.disclosure, span)
    else:
        quote = quote_statement(env.statement) if isinstance(env, StatementEnvironment) else NOTHING
    others = [term for term in terms if offender is None or term[1] is not offender[1]]
    return Finding(
        rule=rule.id,
        instance=instance,
        title=rule.shown_title,
        severity=severity,
        status=Status.VIOLATED,
        message=said,
        relation=relation,
        expected=expected,
        printed=printed,
        difference=difference,
        allowed=allowed,
        parts=tuple(Part(str(role), figure) for _, figure, role in ([offender] if offender else []) + others),
        source=place.source,
        place=place.label,
        quote=quote.text,
        mark=quote.mark,
        suggestion=_suggestion(equation, offender, others, expected, env) if offender else None,
        basis=rule.basis,
    )


def _on_nothing(equation: Equation) -> bool:
    """Whether it divides by nil: a rate on nothing."""
    return any(isinstance(side, Quotient) and side.operator == "/" for side in (equation.left, equation.right))


def _suggestion(
    equation: Equation, offender: Term, others: list[Term], expected: str, env: Environment
) -> Message | None:
    """What the offending figure should be, in the sentence or the cell it stands in."""
    figure = offender[1]
    disclosure, vocabulary = env.index.disclosure, env.index.vocabulary
    statement = env.statement if isinstance(env, StatementEnvironment) else None
    if not expected:
        text = without_rate(disclosure, vocabulary, figure, statement) if statement and _on_nothing(equation) else ""
        return message("suggest.without-rate", text=_within_quotes(text)) if text else None
    if not _alone(equation):
        return message("suggest.check", relation=relation_text(equation))
    if equation.operator != "=":
        return message("suggest.limit", printed=as_printed(figure), operator=equation.operator, expected=expected)
    if figure.place.span is None:
        return change_cell(figure, as_printed(figure), expected, alone=not others)
    digits = expected.removesuffix(figure.unit.name)
    text = _within_quotes(rewritten(disclosure, vocabulary, figure, digits, statement))
    if not text:
        return None
    (other,) = others if len(others) == 1 else (None,)
    if other is not None and other[1].text:
        return message("suggest.write-or", text=text, other=other[1].place.label)
    return message("suggest.write", text=text)


def _within_quotes(text: str) -> str:
    """Quotes inside quotes are single ones."""
    return text.translate(str.maketrans("“”", "‘’"))


def _offender(equation: Equation, terms: list[Term]) -> Term | None:
    """The figure that the relation determines: alone on its side, the left side first."""
    return _alone(equation) or (terms[0] if terms else None)


def _alone(equation: Equation) -> Term | None:
    """The figure that stands alone on its side, the left side first."""
    for side in (equation.left, equation.right):
        if isinstance(side, Linear) and len(side.terms) == 1:
            return side.terms[0]
    return None


def _amounts(equation: Equation, offender: Term | None) -> tuple[str, str, str]:
    """Expected, difference and allowed as texts in the offender's unit and precision; empty where there is none."""
    if offender is None or equation.operator == "≠":
        return "", "", ""
    factor, figure, _ = offender
    try:
        off_by = equation.difference()
    except ArithmeticError:
        return "", "", ""
    turn = sense(figure)
    on_left = isinstance(equation.left, Linear) and any(term is offender for term in equation.left.terms)
    off_by = off_by if on_left else -off_by
    linear = isinstance(equation.left, Linear) and isinstance(equation.right, Linear)
    with localcontext() as context:
        context.prec = 30
        apart_by = turn * off_by / factor
        wanted = turn * figure.value - apart_by
        expected = _rounded(figure, wanted)
        apart = _rounded(figure, apart_by)
        allowed = figure.show(equation.allowed()) if linear else figure.show(figure.half)
    unit = figure.unit.name
    return f"{expected}{unit}", f"{apart}{unit}", f"{allowed}{unit}"


def _rounded(figure: Figure, value: Decimal) -> str:
    """``value`` as the figure would be printed: to the digit that it is known to be rounded to.

    Nil and counts are exact, and so is what is shown for them.
    """
    if not figure.half:
        return figure.show(value)
    places = -int((figure.half / figure.unit.factor).normalize().as_tuple().exponent) - 1
    rounded = (value / figure.unit.factor).quantize(Decimal((0, (1,), -places)), rounding=ROUND_HALF_UP)
    return figure.show(rounded * figure.unit.factor)
