"""Words that say the wrong direction: 增加 where the figures only agree for 减少."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from budget_rules.diagnosis.row_search import TableError
from budget_rules.diagnosis.slips import slip
from budget_rules.diagnosis.system import Relation, System, Variable
from budget_rules.diagnosis.values import choices
from budget_rules.disclosure import Disclosure, Kind, Statement
from budget_rules.messages import Message, message
from budget_rules.relation import as_printed, sense

_PAIRS = (("增加", "减少"), ("增长", "下降"), ("上升", "下降"), ("提高", "降低"), ("上涨", "下跌"))
_TURNED = {**{down: up for up, down in reversed(_PAIRS)}, **dict(_PAIRS)}
#: Characters that may stand between the word and its figure: 增加了约 56.95.
_REACH = 4


class _Worded(Struct, frozen=True):
    """A figure of a change, with the word of its direction."""

    variable: Variable
    word: str

    def said(self, *, turned: bool = False) -> str:
        """The word, or its opposite, and the figure behind it."""
        return f"{_TURNED[self.word] if turned else self.word}{as_printed(self.variable.figure)}"


class _Turn(Struct, frozen=True):
    """A change of which everything holds once its words are turned."""

    statement: Statement
    #: The words to be turned; of several possibilities each is one.
    ways: list[list[_Worded]]
    explained: list[Relation]

    @property
    def contradicted(self) -> bool:
        """Whether the reason that the text gives goes the other way, too."""
        return self.statement.reason is not None and self.statement.reason != self.statement.direction

    def said(self) -> list[Message]:
        """What may be wrong, one possibility after the other; a figure too, where both words agree."""
        said = [_said(self.statement, way) for way in self.ways]
        finding = self.explained[0].check.finding
        if len(self.ways[0]) > 1 and not self.contradicted and finding is not None:
            said.append(finding.message)
        return said


def wrong_directions(system: System, disclosure: Disclosure) -> Iterator[TableError]:
    """The changes of which everything holds once the word before one of their figures, or both words, are turned."""
    texts = [running.paragraph.text for running in disclosure.running_text()]
    turns: list[_Turn] = []
    for statement in disclosure.statements:
        if statement.kind is Kind.CHANGE and statement.direction:
            worded = list(_worded(system, statement, texts))
            relations = {one.number: one for each in worded for one in each.variable.relations}
            if any(one.violated for one in relations.values()):
                turns.extend(_turned(system, statement, worded, list(relations.values())))
    for turn in turns:
        numbers = {one.number for one in turn.explained}
        rivals = [one for one in turns if one is turn or numbers & {other.number for other in one.explained}]
        rivals = [one for one in rivals if one.contradicted] or rivals
        if turn is rivals[0]:
            yield _error(rivals)


def _error(rivals: list[_Turn]) -> TableError:
    """The error that one of these explains as well as the other."""
    turn = rivals[0]
    said, *others = [said for one in rivals for said in one.said()]
    for other in others:
        said = message("cause.or", one=said, other=other)
    explained = list({one.number: one for rival in rivals for one in rival.explained}.values())
    key = f"cause.explains{'' if len(explained) > 1 else '-one'}{'-each' if others else ''}"
    sources = frozenset(one.statement.source for one in rivals if one.contradicted)
    printed, expected = (_listed(turn.ways[0], turned=opposite) for opposite in (False, True))
    return TableError(message(key, what=said, count=len(explained)), explained, sources, printed, expected)


def _worded(system: System, statement: Statement, texts: list[str]) -> Iterator[_Worded]:
    for role in ("change", "rate"):
        figure = statement.figures.get(role)
        variable = None if figure is None else system.variable_at(figure.place)
        if variable is None or variable.figure.place.span is None or variable.figure.nil:
            continue
        if (variable.figure.value < 0) != (sense(variable.figure) < 0):
            continue  # 增长-5%: the sign is printed
        at = variable.figure.place.span
        before = texts[at.paragraph][max(0, at.start - 2 - _REACH) : at.start]
        found = max(_TURNED, key=before.rfind)
        if found in before:
            yield _Worded(variable, found)


def _turned(system: System, statement: Statement, worded: list[_Worded], relations: list[Relation]) -> Iterator[_Turn]:
    alone = [[one] for one in worded if _put_right(system, [one], relations)]
    ways = alone or ([worded] if len(worded) > 1 and not _slipped(system, relations) else [])
    explained = _put_right(system, ways[0], relations) if ways else []
    if explained:
        yield _Turn(statement, ways, explained)


def _put_right(system: System, worded: list[_Worded], relations: list[Relation]) -> list[Relation]:
    """The violated relations that hold with the words turned; none where one that must hold then does not.

    Nor where none of them is an equation, for much is less than something else; nor where another of their figures is
    in doubt anyway.
    """
    values = {one.variable.number: -one.variable.figure.value for one in worded}
    wrong = [one for one in relations if not system.holds(one, values)]
    right = [one for one in relations if one.violated and one not in wrong]
    if any(one.hard or not one.violated for one in wrong) or all(one.check.equation.operator != "=" for one in right):
        return []
    others = [variable for one in right for number, variable in one.variables.items() if number not in values]
    doubtful = any(one.hard and one.violated and one not in right for variable in others for one in variable.relations)
    return [] if doubtful else right


def _slipped(system: System, relations: list[Relation]) -> bool:
    """Whether a likely slip in one of the figures would explain what is violated as well."""
    variables = {
        number: one for relation in relations if relation.violated for number, one in relation.variables.items()
    }
    return any(
        slip(variable.figure, system.printed(variable, choice.value))
        for variable in variables.values()
        for choice in choices(system, variable, [one for one in variable.relations if one.hard], [], {})
    )


def _said(statement: Statement, worded: list[_Worded]) -> Message:
    label = worded[0].variable.figure.place.label
    where = message("cause.named", label=label, role=statement.name) if statement.name else label
    turned = "、".join(_TURNED[one.word] for one in worded)
    return message("cause.direction", where=where, printed=_listed(worded), turned=turned)


def _listed(worded: list[_Worded], *, turned: bool = False) -> str:
    return "、".join(one.said(turned=turned) for one in worded)
