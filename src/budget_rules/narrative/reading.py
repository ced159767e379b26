"""What is known while a paragraph is read from left to right: its amounts so far, and the statements made of them."""

from __future__ import annotations

import re
from bisect import bisect_right

from budget_rules.disclosure import Kind, Section, Statement, Unread
from budget_rules.figure import Figure
from budget_rules.narrative.amount import Amount, Passage
from budget_rules.narrative.names import Name, Namer
from budget_rules.narrative.numbers import Number
from budget_rules.narrative.paths import Path
from budget_rules.narrative.plain import SENTENCE_END, Plain
from budget_rules.narrative.terms import Terms

#: Figures further apart than this are never linked.
REACH = 400
#: So many amounts are looked back for one of a given name.
_LOOK_BACK = 40
#: What may stand between figures of one phrase.
JOINT = re.compile("[,;、(:)和及]*")


class Reading:
    """The state of reading one paragraph from left to right."""

    def __init__(self, section: Section, plain: Plain, namer: Namer, terms: Terms, unread: list[Unread]) -> None:
        ends = [match.end() for match in SENTENCE_END.finditer(plain.text)]
        self.passage = Passage(section=section, plain=plain, amounts=[], statements=[], ends=ends)
        self._plain = plain
        self._text = plain.text
        self._namer = namer
        self._terms = terms
        self._unread = unread
        #: Names and words of the next figure do not start before this.
        self.floor = 0
        self._path: Path | None = None
        #: Where the paragraph starts, its enumerator aside.
        self._start = 0
        self._change: Statement | None = None
        self._change_stop = -1
        self._base: Figure | None = None
        #: Where the name of the last counted thing ends, if it follows its number.
        self._after = 0

    def _sentence(self, position: int) -> int:
        return bisect_right(self.passage.ends, position)

    def _state(self, kind: Kind, name: str, names: tuple[str, ...], start: int, stop: int) -> Statement:
        statement = Statement(
            kind=kind,
            name=name,
            names=names,
            section=self.passage.section,
            paragraph=self._plain.paragraph,
            span=self._plain.span(start, stop),
        )
        self.passage.statements.append(statement)
        return statement

    def _keep(self, statement: Statement, number: Number, figure: Figure, name: Name) -> None:
        self.passage.amounts.append(
            Amount(
                figure=figure,
                statement=statement,
                name_start=name.start,
                start=number.start,
                stop=number.stop,
                sentence=self._sentence(number.start),
                prior=name.prior,
                year=name.year,
                nameless=not name.names,
            )
        )

    def _last(self, position: int) -> Amount | None:
        """The amount before ``position``, if it is near."""
        amounts = self.passage.amounts
        return amounts[-1] if amounts and position - amounts[-1].stop <= REACH else None

    def _outside(self, position: int) -> Amount | None:
        """The amount before ``position``, if it is near; one in brackets that were closed since is passed over."""
        for amount in reversed(self.passage.amounts[-_LOOK_BACK:]):
            if position - amount.stop > REACH:
                break
            if not self._closed(amount, position):
                return amount
        return None

    def _closed(self, amount: Amount, position: int) -> bool:
        """Whether the amount stands in brackets that are closed before ``position``, near to it."""
        between = self._text[amount.stop : position] if position - amount.stop <= REACH else ""
        return between.count(")") > between.count("(")

    def _named(self, names: tuple[str, ...]) -> Amount | None:
        """The last amount of that name in the paragraph."""
        for amount in reversed(self.passage.amounts[-_LOOK_BACK:]):
            if not amount.prior and amount.of(names):
                return amount
        return None
