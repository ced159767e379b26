"""One paragraph to statements: amounts, counts, paths, shares, changes and nil statements."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Mapping
from dataclasses import replace

from budget_rules.disclosure import Kind, Section, Statement, Unread
from budget_rules.figure import Figure
from budget_rules.narrative.amount import Amount, Passage
from budget_rules.narrative.comparison import (
    Comparison,
    Direction,
    comparison_before,
    direction_before,
    follows_direction,
    multiple_of,
)
from budget_rules.narrative.names import WINDOW, Name, Namer, segment_start
from budget_rules.narrative.nil import nil_phrases
from budget_rules.narrative.numbers import Number, unread_number
from budget_rules.narrative.paths import Path, path_in
from budget_rules.narrative.plain import Plain, plain_text
from budget_rules.narrative.terms import Terms

#: Figures further apart than this are never linked.
_REACH = 400
#: So many amounts are looked back for one of a given name.
_LOOK_BACK = 40
_JOINT = re.compile("[,;、(:)和及]*")
_RESTATED = re.compile("[(](?:即|合|折合|计)?")
#: 的 between a printed budget and its completion: 完成年初预算100万元的95%.
_OF_IT = re.compile("的")
_YEAR = re.compile("(?:19|20)[0-9]{2}年?度?")
_LEAD_END = re.compile("[。:,]")
_LEAD = re.compile("(?:[(]?[0-9一二三四五六七八九十]{1,3}[)、.])?([^:,;。0-9]{2,30}):")


def read_passage(
    section: Section,
    plain: Plain,
    numbers: list[Number],
    figures: Mapping[int, Figure],
    namer: Namer,
    terms: Terms,
    unread: list[Unread],
) -> Passage:
    """The paragraph's statements, lists excepted; ``figures`` holds the figures by index of their number."""
    reading = _Reading(section, plain, namer, terms, unread)
    levels = deque(match.span() for match in terms["level"].pattern.finditer(plain.text))
    for index, number in enumerate(numbers):
        while levels and levels[0][1] <= number.start:
            reading.level(*levels.popleft())
        if number.kind == "ordinal":
            reading.enumerated(number.stop)
        elif index in figures:
            reading.figure(number, figures[index])
    for start, stop in levels:
        reading.level(start, stop)
    reading.nil()
    return reading.passage


def _points(figure: Figure) -> bool:
    """Whether it is a change of a share, and so no change of an amount."""
    return figure.unit.name == "个百分点"


class _Reading:
    """The state of reading one paragraph from left to right."""

    def __init__(self, section: Section, plain: Plain, namer: Namer, terms: Terms, unread: list[Unread]) -> None:
        ends = [match.end() for match in re.finditer("[。!?]", plain.text)]
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

    def enumerated(self, stop: int) -> None:
        """An enumerator ends at ``stop``."""
        self.floor = stop
        if not self.passage.statements:
            self._start = min(stop + 1, len(self._text))

    def figure(self, number: Number, figure: Figure) -> None:
        """Make a statement of the next figure."""
        start = number.start
        direction = direction_before(self._text, self.floor, start, self._terms)
        if direction is not None:
            self._changed(number, figure, direction)
        elif number.kind == "ratio":
            self._ratio(number, figure)
        elif follows_direction(self._text, number.stop, self._terms) and (
            comparison_before(self._text, self.floor, start, self._terms)
        ):
            self._base = figure
        elif number.kind in ("count", "size"):
            self._counted(number, figure)
        else:
            self._amount(number, figure)
        self.floor = max(number.stop, self._after)

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
            source=self._plain.source(start),
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

    # amounts, paths and counts

    def _amount(self, number: Number, figure: Figure) -> None:
        if self._restates(number):
            self.passage.amounts[-1].statement.figures["restated"] = figure
            return
        first = segment_start(self._text, number.start, self.floor)
        path = path_in(self._text, first, number.start, self._namer, self._terms)
        name = Name("", (), path.start) if path else self._namer.name(self._text, first, number.start)
        if path is None and not name.names and not name.prior:
            # The same item once more, or the item that heads the paragraph: 2024年预算安排53.84万元
            path = self._path or self._lead_path()
        self._path = path or self._path
        start = min(name.start, number.start)
        if path is not None:
            name = replace(name, printed=path.names[-1], names=path.names[-1:])
            statement = self._state(Kind.PATH, name.printed, name.names, start, number.stop)
            statement.path, statement.codes = path.names, path.codes
        else:
            printed, names = (name.printed, name.names) if name.names else self._inherited(number)
            statement = self._state(Kind.AMOUNT, printed, names, start, number.stop)
        statement.figures["amount"] = figure
        self._keep(statement, number, figure, name)

    def _restates(self, number: Number) -> bool:
        """Whether it is the amount before once more, in another unit: 3.00万元（30,000元）."""
        amount = self._last(number.start)
        if amount is None or amount.statement.kind not in (Kind.AMOUNT, Kind.PATH):
            return False
        between = _RESTATED.fullmatch(self._text, amount.stop, number.start)
        closed = self._text[number.stop : number.stop + 1] == ")"
        return between is not None and closed and amount.figure.unit.name != number.unit

    def _lead_path(self) -> Path | None:
        """The path that heads the paragraph: …（款）行政运行（项）。2022年预算数为100万元."""
        end = _LEAD_END.search(self._text, self._start, self._start + WINDOW)
        return path_in(self._text, self._start, end.start(), self._namer, self._terms) if end else None

    def _inherited(self, number: Number) -> tuple[str, tuple[str, ...]]:
        """The name of an amount that has none of its own: what the sentence or the section is headed."""
        sentence = self._sentence(number.start)
        if lead := _LEAD.match(self._text, self.passage.ends[sentence - 1] if sentence else 0):
            name = self._namer.name(self._text, lead.start(1), lead.end(1))
            if name.names:
                return name.printed, name.names
        heading = plain_text(self.passage.section.heading)
        found = max((self._namer.phrase_at(heading, at) for at in range(len(heading))), key=len, default="")
        return (found, self._namer.names_of(found)) if found else ("", ())

    def _counted(self, number: Number, figure: Figure) -> None:
        first = segment_start(self._text, number.start, self.floor)
        after, self._after = self._namer.counted(self._text, number.stop)
        name = self._namer.name(self._text, first, number.start)
        if after:
            before = self._text[first : number.start].removesuffix("的")
            verb = self._terms["purchase"].before(before, 0, len(before))
            name = replace(name, printed=verb + after, names=self._namer.names_of(verb + after))
        names = tuple(dict.fromkeys((*name.names[:1], name.printed))) if name.names else ()
        if names and name.names[0] == name.printed + "支出":
            names = (name.printed,)
        name = replace(name, names=names)
        statement = self._state(Kind.COUNT, name.printed, name.names, min(name.start, number.start), number.stop)
        statement.figures["count"] = figure
        self._keep(statement, number, figure, name)

    # shares

    def _ratio(self, number: Number, figure: Figure) -> None:
        first = segment_start(self._text, number.start, self.floor)
        if number.unit == "倍" and (compared := multiple_of(self._text, self.floor, number.start, self._terms)):
            self._state_change(
                self._compared(compared, compared.subject, number.stop, figure), "multiple", figure, number
            )
            return
        if self._completes(number, figure):
            return
        completion = self._terms["completion"].pattern.search(self._text, first, number.start)
        if completion is not None:
            self._completed(number, figure, completion.start())
            return
        at, word = -1, ""
        for candidate in self._terms["share"].all:
            found = self._text.rfind(candidate, first, number.start)
            if found > at:
                at, word = found, candidate
        if at < 0:
            self._unread.append(unread_number(self._plain, number))
            return
        subject = self._namer.name(self._text, first, at) if at > first else None
        amount = self._last(number.start) if subject is None or not subject.names else self._named(subject.names)
        if amount is not None and (amount.share is not None or amount.statement.kind is Kind.COUNT):
            amount = None
        if subject is None or not subject.names:
            between = self._text[amount.stop : at] if amount is not None else ""
            if any(sign in between for sign in ";。"):
                amount = None
        end = number.start - (self._text[number.start - 1] == "的")
        whole = self._namer.name(self._text, min(at + len(word), end), end)
        names = amount.names if amount else subject.names if subject else ()
        name = amount.statement.name if amount else subject.printed if subject else ""
        statement = self._state(Kind.SHARE, name, names, amount.name_start if amount else first, number.stop)
        statement.figures["share"] = figure
        if amount is not None:
            statement.figures["amount"] = amount.figure
            amount.share = statement
        if whole.names and (total := self._named(whole.names)) is not None and total is not amount:
            statement.figures["total"] = total.figure

    def _completes(self, number: Number, figure: Figure) -> bool:
        """完成年初预算100万元的95%: the budget is printed inside the words."""
        amounts = self.passage.amounts[-2:]
        if len(amounts) < 2 or not _OF_IT.fullmatch(self._text, amounts[-1].stop, number.start):
            return False
        done, budget = amounts
        if (
            not self._terms["completion"].inside(budget.statement.name)
            or done.sentence != budget.sentence
            or done.prior
        ):
            return False
        statement = self._state(Kind.SHARE, budget.statement.name, budget.names, budget.name_start, number.stop)
        statement.figures.update(share=figure, amount=done.figure, total=budget.figure)
        return True

    def _completed(self, number: Number, figure: Figure, start: int) -> None:
        """完成年初预算的98.20%: the final account is a share of the budget printed before it."""
        sentence = self._sentence(number.start)
        printed = [amount for amount in self.passage.amounts[-2:] if amount.sentence == sentence]
        name = self._namer.name(self._text, start, number.start).printed.removesuffix("的")
        statement = self._state(Kind.SHARE, name, (name,), start, number.stop)
        statement.figures["share"] = figure
        if printed:
            statement.figures["amount"] = printed[-1].figure
        if len(printed) == 2 and printed[0].prior and not printed[1].prior and printed[0].year is None:
            statement.figures["total"] = printed[0].figure

    # changes

    def _changed(self, number: Number, figure: Figure, direction: Direction) -> None:
        role = "points" if _points(figure) else "rate" if number.kind == "ratio" else "change"
        sign = direction.sign
        if sign is not None and figure.value < 0:
            # 增长-5% is a decrease; the figure already carries its sign.
            sign = -1
        elif sign == -1:
            figure = figure._replace(value=-figure.value)
        joint = self._text[self.floor : direction.start]
        if (
            self._change is not None
            and self._change_stop == self.floor
            and role not in self._change.figures
            and role != "points"
            and _JOINT.fullmatch(joint)
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

    def level(self, start: int, stop: int) -> None:
        """与上年持平: kept where it is certain what is level."""
        if self._terms["nearly"].before(self._text, 0, start):
            return
        compared = comparison_before(self._text, self.floor, start, self._terms)
        if compared is None or self._change_stop == self.floor:
            return
        current = self._current(compared, compared.subject, None)
        if current is None:
            return
        statement = self._compared(compared, compared.subject, stop, None)
        statement.direction = 0
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
            base = self._printed_base(compared, stop)
            if base is not None:
                statement.figures["base"] = base
        return statement

    def _without_words(self, subject: tuple[int, int], figure: Figure | None) -> tuple[Amount, Amount | None] | None:
        """收入预算100万元，上年90万元，增加10万元: what is compared, and with what, where no word says so.

        The direction must stand right behind the amounts; two of them must be one quantity in two years.
        """
        amounts = self.passage.amounts[-2:]
        if figure is None or _points(figure) or not amounts or amounts[-1].stop != self.floor:
            return None
        words = self._text[self.floor : subject[1]].replace("同比", "")
        if not _JOINT.fullmatch(words):
            return None
        if len(amounts) == 2 and amounts[0].prior != amounts[1].prior:
            before, now = sorted(amounts, key=lambda amount: not amount.prior)
            joint = _JOINT.fullmatch(self._text, amounts[0].stop, amounts[1].name_start)
            if joint and now.sentence == before.sentence and self._of_before(before, now) and now.comparable(figure):
                return now, before
        last = amounts[-1]
        alone = len(amounts) == 1 or not _JOINT.fullmatch(self._text, amounts[0].stop, last.name_start)
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
        if own.names and own.printed not in self._terms["leading"]:
            found = self._named(own.names)
            return found if figure is None or found is None or found.comparable(figure) else None
        if compared is None:
            return None
        candidates = [
            amount
            for amount in self.passage.amounts[-4:]
            if not amount.prior
            and (
                amount.figure.unit.quantity == figure.unit.quantity
                if figure is not None and figure.unit.quantity != "ratio"
                else amount.statement.kind is not Kind.COUNT
            )
        ]
        if not candidates:
            return None
        last = candidates[-1]
        between = self._text[last.stop : subject[0]] if subject[0] - last.stop <= _REACH else "。"
        if self._terms["reason"].inside(between):
            return None
        if (
            len(candidates) > 1
            and self._text[last.name_start - 1] != ";"
            and _JOINT.fullmatch(self._text, candidates[-2].stop, last.name_start)
        ):
            # A 1万元、B 2万元，比上年…: of the last, or of all? A semicolon tells, a comma does not.
            return None
        apart = self._sentence(subject[0]) - last.sentence
        if apart == 0:
            return last
        alone = len(candidates) == 1 or (
            candidates[-2].sentence != last.sentence or ";" in self._text[candidates[-2].stop : last.name_start]
        )
        at_start = subject[0] == self.passage.ends[self._sentence(subject[0]) - 1]
        return last if apart == 1 and at_start and alone else None

    def _printed_base(self, compared: Comparison, stop: int) -> Figure | None:
        """The amount of the year before, where the same sentence prints it: 2023年当年预算执行数为54.60万元."""
        sentence = self._sentence(stop - 1)
        for amount in reversed(self.passage.amounts[-4:]):
            if amount.sentence != sentence or not amount.prior or amount.stop < stop - _REACH:
                continue
            same_year = amount.year == compared.base_year
            printed = amount.statement.name
            if (
                same_year
                and self._terms.base_kind(printed) == compared.base_kind
                and (compared.base_year is not None or printed[:2] == compared.base[:2])
            ):
                return amount.figure
        return None

    def _last(self, position: int) -> Amount | None:
        """The amount before ``position``, if it is near."""
        amounts = self.passage.amounts
        return amounts[-1] if amounts and position - amounts[-1].stop <= _REACH else None

    def _named(self, names: tuple[str, ...]) -> Amount | None:
        """The last amount of that name in the paragraph."""
        for amount in reversed(self.passage.amounts[-_LOOK_BACK:]):
            if not amount.prior and amount.of(names):
                return amount
        return None

    # nil statements

    def nil(self) -> None:
        """没有使用政府性基金预算拨款安排的支出: only what the vocabulary names."""
        for nil in nil_phrases(self._text, self._namer, self._terms):
            self._state(Kind.NIL, nil.printed, nil.names, nil.start, nil.stop)
