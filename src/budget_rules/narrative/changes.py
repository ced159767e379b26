"""Comparisons with a year before, as statements: what is compared, with what, and by how much it changes."""

from __future__ import annotations

import re

from msgspec import structs

from budget_rules.disclosure import Kind, Statement
from budget_rules.figure import Figure
from budget_rules.narrative.amount import Amount
from budget_rules.narrative.comparison import Comparison, Direction, comparison_before
from budget_rules.narrative.names import segment_start
from budget_rules.narrative.numbers import Number
from budget_rules.narrative.reading import JOINT, REACH, Reading

_YEAR = re.compile("(?:19|20)[0-9]{2}年?度?")


def _points(figure: Figure) -> bool:
    """Whether it is a change of a share, and so no change of an amount."""
    return figure.unit.name == "个百分点"


class Changes(Reading):
    """Reads changes."""

    def _changed(self, number: Number, figure: Figure, direction: Direction) -> None:
        role = "points" if _points(figure) else "rate" if number.kind == "ratio" else "change"
        sign = direction.sign
        if sign is not None and figure.value < 0:
            # 增长-5% is a decrease; the figure already carries its sign.
            sign = -1
        elif sign == -1:
            figure = structs.replace(figure, value=-figure.value)
        joint = self._text[self.floor : direction.start].removesuffix("同比")
        if (
            self._change is not None
            and self._change_stop == self.floor
            and role not in self._change.figures
            and role != "points"
            and JOINT.fullmatch(joint)
        ):
            self._change.figures[role] = figure
            self._change.span = (self._change.span[0], self._plain.span(number.start, number.stop)[1])
            self._change_stop = number.stop
            self.passage.changes[-1] = (self._change, number.stop)
            return
        compared = comparison_before(self._text, self.floor, direction.start, self._terms)
        if compared is None and self._base is not None:
            compared = comparison_before(self._text, max(0, self.floor - 60), self.floor, self._terms)
        subject = (
            compared.subject if compared else (segment_start(self._text, direction.start, self.floor), direction.start)
        )
        statement = self._compared(compared, subject, number.stop, figure)
        statement.direction = sign
        if self._base is not None:
            statement.figures["base"] = self._base
        self._state_change(statement, role, figure, number)

    def _state_change(self, statement: Statement, role: str, figure: Figure, number: Number) -> None:
        statement.figures[role] = figure
        self._base = None
        self._change, self._change_stop = statement, number.stop
        self.passage.changes.append((statement, number.stop))

    def unmeasured(self, start: int, stop: int) -> None:
        """与上年持平, 比上年增加: a direction without a figure, kept where it is certain what goes that way."""
        sign = self._terms.sign_of(self._text[start:stop])
        clause = self._text[segment_start(self._text, start, self.floor) : start]
        if self._terms["nearly"].before(self._text, 0, start) or (sign and self._terms["reason"].inside(clause)):
            return
        compared = comparison_before(self._text, self.floor, start, self._terms)
        if compared is None and self._base is not None:
            compared = comparison_before(self._text, max(0, self.floor - 60), self.floor, self._terms)
        if compared is None or self._change_stop == self.floor:
            return
        current = self._current(compared, compared.subject, None)
        if current is None:
            return
        statement = self._compared(compared, compared.subject, stop, None)
        statement.direction = sign
        if self._base is not None:
            statement.figures["base"], self._base = self._base, None
        self.passage.changes.append((statement, stop))

    def _compared(
        self, compared: Comparison | None, subject: tuple[int, int], stop: int, figure: Figure | None
    ) -> Statement:
        bare = self._without_words(subject, figure) if compared is None or not compared.base else None
        current = bare[0] if bare else self._current(compared, subject, figure)
        if current is not None:
            name, names = current.statement.name, current.names
        else:
            own = self._namer.name(self._text, *subject)
            name, names = own.printed, own.names
        statement = self._state(Kind.CHANGE, name, names, subject[0], stop)
        if current is not None:
            statement.figures["current"] = current.figure
            statement.path = current.statement.path
        if bare and bare[1] is not None:
            statement.figures["base"] = bare[1].figure
            statement.base_kind, statement.base_year = self._terms.base_kind(bare[1].statement.name), bare[1].year
        elif compared is not None:
            statement.base_kind, statement.base_year = compared.base_kind, compared.base_year
            if compared.base_year is None and self._terms["last_year"].inside(compared.base):
                statement.base_year = self._namer.last_year
            if self._namer.final and not statement.base_kind and statement.base_year is not None:
                statement.base_kind = "决算"  # 与2023年度相比: final accounts with final accounts
            for role, other in (("base", False), ("beside", True)):
                if (printed := self._printed_base(compared, stop, other=other)) is not None:
                    statement.figures[role] = printed
        return statement

    def _without_words(self, subject: tuple[int, int], figure: Figure | None) -> tuple[Amount, Amount | None] | None:
        """收入预算100万元，上年90万元，增加10万元: what is compared, and with what, where no word says so.

        The direction must stand right behind the amounts; two of them must be one quantity in two years.
        """
        amounts = self.passage.amounts[-2:]
        if figure is None or _points(figure) or not amounts or amounts[-1].stop != self.floor:
            return None
        words = self._text[self.floor : subject[1]].replace("同比", "")
        if not JOINT.fullmatch(words):
            return None
        if len(amounts) == 2 and amounts[0].prior != amounts[1].prior:
            before, now = sorted(amounts, key=lambda amount: not amount.prior)
            joint = JOINT.fullmatch(self._text, amounts[0].stop, amounts[1].name_start)
            if joint and now.sentence == before.sentence and self._of_before(before, now) and now.comparable(figure):
                return now, before
        last = amounts[-1]
        alone = len(amounts) == 1 or not JOINT.fullmatch(self._text, amounts[0].stop, last.name_start)
        return (last, None) if not last.prior and alone and last.comparable(figure) else None

    def _of_before(self, before: Amount, now: Amount) -> bool:
        """Whether the amount of the year before is named as the present one, or by no more than its year."""
        printed = _YEAR.sub("", before.statement.name)
        for words in ("prior", "generic", "base_execution", "base_final", "base_budget"):
            printed = self._terms[words].pattern.sub("", printed)
        printed = printed.strip("当年数为安排的")
        return not printed or any(printed in name for name in now.names)

    def _current(self, compared: Comparison | None, subject: tuple[int, int], figure: Figure | None) -> Amount | None:
        """The amount that is compared, where that is certain."""
        if figure is not None and _points(figure):
            return None
        own = self._namer.name(self._text, *subject)
        if compared is not None and (budget := self._named((own.printed + "预算",))) is not None:
            return budget  # 收入较上年增加: what was called 收入预算 before
        if own.names and own.printed not in self._terms["leading"]:
            found = self._named(own.names) or self._both(own.names[0])
            return found if figure is None or found is None or found.comparable(figure) else None
        if compared is None:
            return None
        candidates = [
            amount
            for amount in self.passage.amounts[-4:]
            if not amount.prior
            and not self._closed(amount, subject[0])
            and (
                amount.figure.unit.quantity == figure.unit.quantity
                if figure is not None and figure.unit.quantity != "ratio"
                else amount.statement.kind is not Kind.COUNT
            )
        ]
        if not candidates:
            return None
        last = candidates[-1]
        between = self._text[last.stop : subject[0]] if subject[0] - last.stop <= REACH else "。"
        if self._terms["reason"].inside(between):
            return None
        if (
            len(candidates) > 1
            and self._text[last.name_start - 1] != ";"
            and JOINT.fullmatch(self._text, candidates[-2].stop, last.name_start)
        ):
            # A 1万元、B 2万元，比上年…: of the last, or of all? A semicolon tells, a comma does not.
            return None
        apart = self._sentence(subject[0]) - last.sentence
        if apart == 0:
            return last
        alone = len(candidates) == 1 or candidates[-2].sentence != last.sentence or self._apart(candidates[-2], last)
        at_start = subject[0] == self.passage.ends[self._sentence(subject[0]) - 1]
        return last if apart == 1 and at_start and alone else None

    def _both(self, name: str) -> Amount | None:
        """收入总计100万元，支出总计100万元，收、支总计各增加…: the two amounts are one."""
        amounts = [amount for amount in self.passage.amounts[-2:] if not amount.prior]
        same = len(amounts) == 2 and amounts[0].figure.value == amounts[1].figure.value
        return amounts[-1] if same and name in self._terms["both_sides"] else None

    def _apart(self, before: Amount, last: Amount) -> bool:
        """Whether what is said behind ``last`` is not said of the whole that both are parts of.

        A semicolon tells, but only where the part before has a comparison of its own.
        """
        between = self._text[before.stop : last.name_start]
        return ";" in between and any(self._terms[name].inside(between) for name in ("base", "compared", "level"))

    def _printed_base(self, compared: Comparison, stop: int, *, other: bool) -> Figure | None:
        """The amount of the year before, where the same sentence prints it: 2023年当年预算执行数为54.60万元.

        ``other``: that of another kind than the one compared with, as before 比2023年预算数增加14.04%.
        """
        sentence = self._sentence(stop - 1)
        for amount in reversed(self.passage.amounts[-4:]):
            if amount.sentence != sentence or not amount.prior or amount.stop < stop - REACH:
                continue
            same_year = amount.year == compared.base_year
            printed = amount.statement.name
            kind = self._terms.base_kind(printed)
            known = kind and compared.base_kind and kind != compared.base_kind
            if (
                same_year
                and (known if other else kind == compared.base_kind)
                and (compared.base_year is not None or printed[:2] == compared.base[:2])
            ):
                return amount.figure
        return None
