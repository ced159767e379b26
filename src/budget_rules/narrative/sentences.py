"""One paragraph to statements: amounts, counts, paths, shares, changes and nil statements."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from decimal import Decimal

from msgspec import structs

from budget_rules.disclosure import Kind, Section, Unread
from budget_rules.figure import Figure
from budget_rules.narrative.amount import Amount, Passage
from budget_rules.narrative.changes import Changes
from budget_rules.narrative.comparison import comparison_before, direction_before, follows_direction, multiple_of
from budget_rules.narrative.listed import listed_names
from budget_rules.narrative.names import BUDGETED, WINDOW, Name, Namer, segment_start
from budget_rules.narrative.nil import nil_phrases
from budget_rules.narrative.numbers import Number, unread_number
from budget_rules.narrative.paths import Path, path_in
from budget_rules.narrative.plain import Plain, plain_text
from budget_rules.narrative.reading import REACH
from budget_rules.narrative.terms import Terms
from budget_rules.narrative.titled import TITLE
from budget_rules.narrative.verdicts import Verdict, verdicts_in

_RESTATED = re.compile("[(](?:即|合|折合|计)?")
#: 的 between a printed budget and its completion: 完成年初预算100万元的95%.
_OF_IT = re.compile("的")
_INITIAL = "年初预算"
_BUDGETED = re.compile("(?:支出)?(?:年初|全年)?预算")
#: What the name of a completion has behind that of what was completed.
COMPLETED = "完成率"
#: 在其他政府采购项目中，…的，采购金额4.79万元: what the amounts of a clause are of.
_SETTING = re.compile("(?:^|[;。:(])在([^,;。:()0-9]{2,40})中,")
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
    if figures:
        reading.figures(numbers, figures)
    reading.nil()
    return reading.passage


class _Reading(Changes):
    """Reads every kind of figure."""

    def figures(self, numbers: list[Number], figures: Mapping[int, Figure]) -> None:
        """Read the figures from left to right, and what is said of them without one: 持平, 决算数小于预算数."""
        unmeasured = deque(match.span() for match in self._terms.unmeasured.finditer(self._text))
        for index, number in enumerate(numbers):
            while unmeasured and unmeasured[0][1] <= number.start:
                self.unmeasured(*unmeasured.popleft())
            if number.kind == "ordinal":
                self.enumerated(number.stop)
            elif index in figures:
                self.figure(number, figures[index])
        for start, stop in unmeasured:
            self.unmeasured(start, stop)
        if self._namer.final:
            self.verdicts()

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
        elif (after := self._base_of_comparison(number)) is not None:
            self._base, self._after = figure, after
        elif number.kind in ("count", "size"):
            self._counted(number, figure)
        else:
            self._amount(number, figure)
        self.floor = max(number.stop, self._after)

    def _base_of_comparison(self, number: Number) -> int | None:
        """Where the amount in 比上年预算33.50万元减少… ends, with its brackets; None where it is no such base."""
        start, stop = number.start, number.stop
        if self._text[start - 1 : start] == "(" and self._text[stop : stop + 1] == ")":
            start, stop = start - 1, stop + 1
        followed = follows_direction(self._text, stop, self._terms)
        return stop if followed and comparison_before(self._text, self.floor, start, self._terms) else None

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
        if path is None and name.prior and name.year is None and (budgeted := self._budgeted(first, number)):
            # 住房公积金（项）年初预算为A万元，支出决算为B万元: what follows is the item's.
            name, self._path = Name(_INITIAL, (_INITIAL,), budgeted.start, True), budgeted
        start = min(name.start, number.start)
        if path is not None:
            name = structs.replace(name, printed=path.names[-1], names=path.names[-1:])
            statement = self._state(Kind.PATH, name.printed, name.names, start, number.stop)
            statement.path, statement.codes = path.names, path.codes
        else:
            printed, names = (name.printed, name.names) if name.names else self._inherited(number, name.printed)
            names = (*names, *self._set(name, number))
            statement = self._state(Kind.AMOUNT, printed, names, start, number.stop)
        statement.figures["amount"] = figure
        self._keep(statement, number, figure, name)

    def _set(self, name: Name, number: Number) -> tuple[str, ...]:
        """The name the vocabulary has for 其他政府采购项目的采购金额, where the clause begins with what that is of."""
        if "中," not in self._text:
            return ()
        clause = max(self._text.rfind(sign, max(0, number.start - WINDOW), number.start) for sign in ";。:(")
        setting = _SETTING.match(self._text, max(clause, 0), number.start)
        printed = self._text[name.start : number.start].removesuffix("为")
        known = self._terms.vocabulary.phrases.get(f"{setting[1]}的{printed}") if setting else None
        return () if known is None else (known,)

    def _budgeted(self, first: int, number: Number) -> Path | None:
        """The path that final accounts print the budget of."""
        word = _BUDGETED.search(self._text, first, number.start) if self._namer.final else None
        return path_in(self._text, first, word.start(), self._namer, self._terms) if word else None

    def _restates(self, number: Number) -> bool:
        """Whether it is the amount before once more, in another unit: 3.00万元（30,000元）."""
        amount = self._last(number.start)
        closed = self._text.startswith(")", number.stop)
        if amount is None or not closed or amount.statement.kind not in (Kind.AMOUNT, Kind.PATH):
            return False
        between = _RESTATED.fullmatch(self._text, amount.stop, number.start)
        return between is not None and amount.figure.unit.name != number.unit

    def _lead_path(self) -> Path | None:
        """The path that heads the paragraph: …（款）行政运行（项）。2022年预算数为100万元."""
        end = _LEAD_END.search(self._text, self._start, self._start + WINDOW)
        return path_in(self._text, self._start, end.start(), self._namer, self._terms) if end else None

    def _inherited(self, number: Number, printed: str) -> tuple[str, tuple[str, ...]]:
        """The name of an amount that has none of its own: that of the budget before it, or what the sentence or the
        section is headed.
        """
        sentence = self._sentence(number.start)
        before = self.passage.amounts[-1] if self.passage.amounts else None
        if before is not None and before.sentence == sentence and before.names and before.names[0].endswith(BUDGETED):
            of = before.names[0].removesuffix(BUDGETED)  # 公务接待费年初预算为A万元，支出决算为B万元
            return of, self._namer.names_of(of)
        of_sentence = _LEAD.match(self._text, self.passage.ends[sentence - 1] if sentence else 0)
        for lead in filter(None, (of_sentence, TITLE.match(self._text))):
            name = self._namer.name(self._text, lead.start(1), lead.end(1))
            if name.names:
                return name.printed, name.names
        if printed == "支出" and before is not None and before.statement.name.endswith("收入"):
            # 政府性基金预算财政拨款收入A万元，支出B万元
            of = before.statement.name.removesuffix("收入") + printed
            return of, self._namer.names_of(of)
        found = self._namer.phrase_in(plain_text(self.passage.section.heading))
        if not found or (printed.startswith("支出") and found.endswith("收入")):
            return "", ()
        return found, self._namer.names_of(found)

    def _counted(self, number: Number, figure: Figure) -> None:
        first = segment_start(self._text, number.start, self.floor)
        after, self._after = self._namer.counted(self._text, number.stop)
        name = self._namer.name(self._text, first, number.start)
        if after:
            before = self._text[first : number.start].removesuffix("的")
            verb = self._terms["purchase"].before(before, 0, len(before))
            name = structs.replace(name, printed=verb + after, names=self._namer.names_of(verb + after))
        names = tuple(dict.fromkeys((*name.names[:1], name.printed))) if name.names else ()
        if names and name.names[0] == name.printed + "支出":
            names = (name.printed,)
        of_year = self._namer.whenever(self._text[first : number.start])
        name = structs.replace(name, names=tuple(dict.fromkeys((*names, *of_year))))
        statement = self._state(Kind.COUNT, name.printed, name.names, min(name.start, number.start), number.stop)
        statement.figures["count"] = figure
        listed = listed_names(self._text, max(number.stop, self._after), self._terms, int(figure.value))
        if listed is not None:
            # It is printed nowhere: the place has no digits.
            span = figure.place.span
            place = structs.replace(figure.place, span=span and span._replace(stop=span.start))
            statement.listed = structs.replace(figure, text=str(listed), value=Decimal(listed), place=place)
        self._keep(statement, number, figure, name)

    # shares

    def _ratio(self, number: Number, figure: Figure) -> None:
        first = segment_start(self._text, number.start, self.floor)
        if compared := multiple_of(self._text, self.floor, number.start, self._terms):
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
            if found >= 0 and found + len(candidate) > at + len(word):  # the longest of those that end there
                at, word = found, candidate
        if at < 0:
            self._unread.append(unread_number(self._plain, number))
            return
        subject = self._namer.name(self._text, first, at) if at > first else None
        amount = self._outside(number.start) if subject is None or not subject.names else self._named(subject.names)
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
        elif whole.names and whole.names[0] not in self._terms["wholes"]:
            self.passage.parts_of.append((statement, whole.names[0]))

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
        budget = len(printed) == 2 and printed[0].prior and not printed[1].prior and printed[0].year is None
        # What is completed is named where only a table prints what was budgeted.
        done = printed[-1].names[:1] if printed and not budget else ()
        statement = self._state(Kind.SHARE, name, (name, *(of + COMPLETED for of in done)), start, number.stop)
        statement.figures["share"] = figure
        if printed:
            statement.figures["amount"] = printed[-1].figure
        if budget:
            statement.figures["total"] = printed[0].figure

    # nil statements

    def nil(self) -> None:
        """没有使用政府性基金预算拨款安排的支出: only what the vocabulary names."""
        for nil in nil_phrases(self._text, self._namer, self._terms):
            self._state(Kind.NIL, nil.printed, nil.names, nil.start, nil.stop)

    # verdicts

    def verdicts(self) -> None:
        """决算数小于预算数: only where it is certain which account is meant, and which budget."""
        for verdict in verdicts_in(self._text, self._terms):
            found = self._judged(verdict)
            if found is None:
                continue
            account, budget = found
            of = account.statement
            statement = self._state(Kind.VERDICT, of.name, of.names, verdict.start, verdict.stop)
            statement.path, statement.direction = of.path, verdict.sign
            statement.figures.update(spent=account.figure, budgeted=budget.figure)
            self.passage.verdicts.append((statement, verdict.stop))

    def _judged(self, verdict: Verdict) -> tuple[Amount, Amount] | None:
        """The account and its budget: those of the name before the verdict, or the only ones of the sentence, or of the
        last one before it that has amounts.
        """
        first = segment_start(self._text, verdict.start, 0)
        own = self._namer.name(self._text, first, verdict.account_end)
        before = [one for one in self.passage.amounts if one.stop <= verdict.start]
        if own.names and not own.prior and own.printed not in self._terms["generic"]:
            accounts = [one for one in before if not one.prior and one.of(own.names[:1])]
            budgets = [one for one in before if one.prior and one.of((own.names[0] + BUDGETED,))]
            found = [*budgets[-1:], *accounts[-1:]] if len(budgets) == 1 else []
        else:
            found = [one for one in before if before[-1].sentence == one.sentence]
        if len(found) != 2 or verdict.start - found[-1].stop > REACH:
            return None
        budget, account = found
        adjusted = self._terms["base_adjusted"]
        printed = self._text[budget.name_start : budget.start]
        same = budget.year is None and (adjusted.inside(printed) or not adjusted.inside(verdict.budget))
        same = same and not (adjusted.inside(printed) and _INITIAL in verdict.budget)
        money = all(one.figure.unit.quantity == "money" for one in found)
        return (account, budget) if money and same and budget.prior and not account.prior else None
