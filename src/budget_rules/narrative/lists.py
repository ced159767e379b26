"""Lists linked to their whole: 其中：…、包括…、具体如下. Only where both are certain; a doubtful list is no list."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from msgspec import Struct, field

from budget_rules.disclosure import Kind, Section
from budget_rules.narrative.amount import Amount, Passage
from budget_rules.narrative.itemlist import ItemList, emit
from budget_rules.narrative.names import BUDGETED, Namer, segment_start
from budget_rules.narrative.plain import SENTENCE_END, plain_text
from budget_rules.narrative.terms import Terms

_ENUMERATOR = re.compile(
    r"([(][0-9]{1,2}[)])|([0-9]{1,2}[.、])|([(][一二三四五六七八九十]{1,3}[)])|([一二三四五六七八九十]{1,3}、)"
)
_PUNCTUATION = ",;:、 "
#: Figures further apart than this are never linked.
_REACH = 600
#: Lists inside lists beyond this are not read.
_DEEPEST = 3
#: So many amounts are looked through for one of a given name.
_LOOK_BACK = 60


def link_lists(passages: list[Passage], namer: Namer, terms: Terms) -> None:
    """Add the LIST and SHARES statements of all passages, and the totals of the shares of their parts."""
    linker = _Linker(namer, terms)
    for passage in passages:
        linker.read(passage)
    linker.end_section()


class _Opened(Struct, eq=False, kw_only=True):
    """A list of paragraphs: its whole stands in ``passage``."""

    items: ItemList
    passage: Passage
    #: Which way its paragraphs are numbered; 0: not at all. None before the first of them.
    style: int | None = None
    #: Whether the paragraph before ended without a full stop.
    goes_on: bool = True


class _Here(Struct, eq=False, kw_only=True):
    """What has been read of the present section."""

    section: Section
    amounts: list[Amount] = field(default_factory=list)
    last: Passage | None = None
    opened: _Opened | None = None
    #: One path for each paragraph so far; None where the heading announces no such list, or a paragraph is none.
    paths: list[Amount] | None = None
    #: The budget before each of them, in final accounts; None where one prints none.
    budgets: list[Amount] | None = field(default_factory=list)
    first_path: Passage | None = None


def _in_brackets(passage: Passage, amount: Amount, at: int) -> bool:
    """Whether the amount stands in brackets that are closed before ``at``."""
    between = passage.plain.text[amount.stop : at] if at - amount.stop <= _REACH else ""
    return between.count(")") > between.count("(")


def _sentence_of(amount: Amount) -> int:
    return amount.sentence


class _Linker:
    """Reads passages in order; a list may go on over several paragraphs of a section."""

    def __init__(self, namer: Namer, terms: Terms) -> None:
        self._namer = namer
        self._terms = terms
        self._here: _Here | None = None
        self._all: list[tuple[Section, Amount]] = []

    def read(self, passage: Passage) -> None:
        """Read one passage."""
        if self._here is None or self._here.section is not passage.section:
            self.end_section()
            complete = self._announces(passage.section)
            self._here = _Here(section=passage.section, paths=[] if complete else None)
        here = self._here
        self._continue(here, passage)
        if not self._in_passage(here, passage):
            self._headed(here, passage)
        here.amounts.extend(passage.amounts)
        self._all += [(passage.section, amount) for amount in passage.amounts if not amount.prior]
        self._open(here, passage)
        here.last = passage

    def end_section(self) -> None:
        """End the lists that go over the paragraphs of the section."""
        here = self._here
        if here is None:
            return
        self._close(here)
        if not here.paths or here.first_path is None:
            return
        items = ItemList(total=self._by_heading(here.section), parts=here.paths)
        emit(here.first_path, items)
        if not items.whole:
            return  # an item that is not listed may have been budgeted for
        whole = next((one for one in here.amounts if one.names[0:1] and one.names[0].endswith(BUDGETED)), None)
        if here.budgets:
            emit(here.first_path, ItemList(total=whole, parts=here.budgets))

    # lists over paragraphs

    def _open(self, here: _Here, passage: Passage) -> None:
        """A paragraph that ends in 其中： or 具体如下： opens a list of the paragraphs after it."""
        text = passage.plain.text
        if not passage.amounts or not text.endswith((",", ":")):
            return
        end = text.rstrip(",:")
        opener = self._terms["list_after"].before(end, 0, len(end))
        if not opener:
            return
        total = self._whole(here, passage, passage.amounts[-1], len(end) - len(opener), opener, None)
        if total is not None:
            self._close(here)
            here.opened = _Opened(items=ItemList(total=total), passage=passage)

    def _continue(self, here: _Here, passage: Passage) -> None:
        """Take the passage's first amount into the list that earlier paragraphs opened, or end that list."""
        if here.paths is None and here.opened is None:
            return
        text = passage.plain.text
        match = _ENUMERATOR.match(text)
        style = (match.lastindex or 0) if match else 0
        first = passage.amounts[0] if passage.amounts else None
        if here.paths is not None:
            now = next((amount for amount in passage.amounts if not amount.prior), None)
            if style and now is not None and now.statement.kind is Kind.PATH:
                here.paths.append(now)
                here.first_path = here.first_path or passage
                here.budgets = self._with_budget(here.budgets, first)
            elif here.paths or style or self._terms["list_after"].before(text, 0, len(text.rstrip(",:"))) == "":
                here.paths = None  # an opening paragraph may end in 其中：
        opened = here.opened
        if opened is None:
            return
        if opened.style is None:
            opened.style = style
        elif (style != opened.style and not style) or (not style and not opened.goes_on):
            self._close(here)
            return
        elif style != opened.style:
            return
        opened.goes_on = text.endswith((";", ":", ","))
        if first is None or first.prior or (first.nameless and not style):
            opened.items.certain = False
        else:
            opened.items.parts.append(first)

    @staticmethod
    def _with_budget(budgets: list[Amount] | None, first: Amount | None) -> list[Amount] | None:
        """The budgets of the items so far and of the next one, whose first amount this is: 年初预算为A万元."""
        if budgets is None or first is None or not first.prior or first.year is not None:
            return None
        return [*budgets, first] if first.statement.name.startswith("年初预算") else None

    @staticmethod
    def _close(here: _Here) -> None:
        if here.opened is not None:
            emit(here.opened.passage, here.opened.items)
        here.opened = None

    # lists announced by headings

    def _announces(self, section: Section) -> bool:
        return self._terms["complete_heading"].inside(plain_text(section.heading))

    def _headed(self, here: _Here, passage: Passage) -> None:
        """Under 结构情况: amounts that all print a share are the parts of what the heading names."""
        amounts = passage.amounts
        if len(amounts) < 2 or not all(amount.share for amount in amounts) or not self._announces(here.section):
            return
        if (total := self._by_heading(here.section)) is not None:
            emit(passage, ItemList(total=total, parts=list(amounts)))

    def _by_heading(self, section: Section) -> Amount | None:
        """The amount of the quantity that the heading names, printed in a section beside this one."""
        phrase = self._namer.phrase_in(plain_text(section.heading))
        return self._beside(section, self._namer.names_of(phrase)) if phrase else None

    def _beside(self, section: Section, names: tuple[str, ...]) -> Amount | None:
        """The amount of that name in a section beside this one, where all of them are equal."""
        found = [
            amount
            for other, amount in self._all[-_LOOK_BACK:]
            if other.parent is section.parent and other is not section and amount.of(names)
        ]
        return found[0] if found and len({amount.figure.value for amount in found}) == 1 else None

    # lists in a paragraph

    def _in_passage(self, here: _Here, passage: Passage) -> bool:
        """Read the lists inside one paragraph; whether there is one."""
        text = passage.plain.text
        stack: list[ItemList] = []
        done: list[ItemList] = []
        before: Amount | None = None
        for position, amount in enumerate(passage.amounts):
            if amount.prior:
                continue
            floor = max(before.stop if before else 0, amount.name_start - _REACH)
            at, opener, mark = self._lead(text, floor, amount.name_start)
            between = text[floor : amount.name_start]
            while stack and stack[-1].bracketed and between.count(")") > between.count("("):
                done.append(stack.pop())
            if opener:
                inner = (
                    before is not None and before.sentence == amount.sentence and at == segment_start(text, at, floor)
                )
                total = self._whole(here, passage, self._outside(passage, before, position, at), at, opener, amount)
                if not inner:
                    done.extend(stack)
                    stack.clear()
                bracketed = between.count("(") > between.count(")")
                sole = not inner and self._is_sole(text, floor, at, opener, amount)
                stack.append(ItemList(total=total, parts=[amount], bracketed=bracketed, sole=sole))
                if len(stack) > _DEEPEST:
                    stack.clear()
            elif stack:
                if self._ends(between) or (before and amount.name_start - before.stop > _REACH):
                    done.extend(stack)
                    stack.clear()
                else:
                    self._take(stack, done, amount, mark, between)
            before = amount
        done.extend(stack)
        for items in done:
            if not self._terms["and_others"].at(text, items.parts[-1].stop) and not self._of_this_year(items):
                emit(passage, items)
        return bool(done)

    def _is_sole(self, text: str, floor: int, at: int, opener: str, amount: Amount) -> bool:
        """收入包括：一般公共预算A万元。 Whether the list has no other part, as nothing is printed behind its amount."""
        subject = self._stripped(text[segment_start(text, at, floor) : at])
        ends = text[amount.stop : amount.stop + 1] in (";", "。", "")
        return ends and opener in self._terms["list_of_all"] and subject in self._terms["list_subjects"]

    def _of_this_year(self, items: ItemList) -> bool:
        """其中：一般公共预算当年拨款A万元，政府性基金预算当年拨款B万元: what is carried over is left out."""
        words = self._terms["of_this_year"]
        names = [part.statement.name for part in items.parts]
        return all(map(words.inside, names)) and not (items.total and words.inside(items.total.statement.name))

    def _take(self, stack: list[ItemList], done: list[ItemList], amount: Amount, mark: str, between: str) -> None:
        """Take the next amount of a sentence into the innermost list it can belong to."""
        if not stack[-1].fits(amount):
            return
        if amount.nameless or not mark or (mark == "," and self._terms["explain"].inside(between.rpartition(";")[2])):
            for items in stack:
                items.certain = False
            return
        if len(stack) == 1 and stack[0].mark != mark and mark in ";," and stack[0].whole:
            # 在职43人，其中：行政20人、事业23人；离退休30人: what follows another mark is beside the whole.
            done.append(stack.pop())
            return
        if len(stack) > 1:
            inner, outer = stack[-1], stack[-2]
            if mark == ";" and len(inner.parts) == 1:
                # 其中：购置费…；运行费… or the next part of the whole list? Nothing printed tells.
                inner.certain = outer.certain = False
            elif inner.mark and mark != inner.mark:
                done.append(stack.pop())
        stack[-1].parts.append(amount)
        stack[-1].mark = stack[-1].mark or mark

    def _lead(self, text: str, floor: int, stop: int) -> tuple[int, str, str]:
        """The opener before a name, where it starts, and the punctuation mark before the name."""
        mark = ""
        position = stop
        while position > floor:
            if text[position - 1] in _PUNCTUATION:
                position -= 1
                mark = mark or text[position]
            elif opener := self._terms["list_after"].before(text, floor, position):
                return position - len(opener), opener, mark
            elif word := self._terms["leading"].before(text, floor, position):
                position -= len(word)
                mark = mark or ("、" if word in ("和", "及", "以及") else "")
            elif text[position - 1] == "中" and mark:
                return position - 1, "中", mark
            else:
                break
        if position == floor and mark == ":" and floor:
            return floor, ":", mark
        return stop, "", mark

    def _ends(self, between: str) -> bool:
        """Whether a sentence ends there that is not followed by its own explanation."""
        return any(not self._terms["reason"].at(between, end.end()) for end in SENTENCE_END.finditer(between))

    # the whole

    @staticmethod
    def _outside(passage: Passage, before: Amount | None, position: int, at: int) -> Amount | None:
        """``before``, or, where it stands in brackets, the amount outside: 车辆3辆（编制数4辆），其中.

        Only the amounts before ``position`` are looked at; the brackets are closed before ``at``.
        """
        if before is None or not _in_brackets(passage, before, at):
            return before
        earlier = passage.amounts[max(0, position - _LOOK_BACK) : position]
        return next((one for one in reversed(earlier) if not one.prior and not _in_brackets(passage, one, at)), None)

    def _whole(
        self, here: _Here, passage: Passage, before: Amount | None, at: int, opener: str, part: Amount | None
    ) -> Amount | None:
        """The whole of the list whose opener starts at ``at``, ``before`` being the amount before it."""
        text = passage.plain.text
        floor = before.stop if before else 0
        sentence = bisect_right(passage.ends, at)
        start = passage.ends[sentence - 1] if sentence else 0
        same = before is not None and before.sentence == sentence
        clause = text[segment_start(text, at, floor if same else start) : at]
        subject = clause if same else text[max(start, at - _REACH) : at]
        subject = self._stripped(subject)
        if self._terms["partial"].inside(subject):
            return None
        if opener == "中":
            found = self._named(here, passage, subject, at)
            # （一）总体情况 has the whole, （二）具体情况 its parts.
            beside = found is None and here.section.parent is not None
            return self._beside(here.section, self._names(subject)) if beside else found
        if same and not clause.strip(_PUNCTUATION + "("):
            return before
        if not subject:
            return self._head(here, passage, sentence, part)
        if found := self._named(here, passage, subject, at):
            return found
        if subject not in self._terms["list_subjects"]:
            return None
        if subject.startswith("按"):
            return self._of_section(here, passage)
        head = self._head(here, passage, sentence, part)
        if head is not None and (subject in head.statement.name or "收支" in head.statement.name):
            return head
        return None

    def _stripped(self, subject: str) -> str:
        plain = subject.strip(_PUNCTUATION)
        if match := _ENUMERATOR.match(plain):
            plain = plain[match.end() :]
        return plain.strip(_PUNCTUATION)

    def _named(self, here: _Here, passage: Passage, subject: str, at: int) -> Amount | None:
        """The amount of that name before ``at``, in the paragraph or the section."""
        names = self._names(subject)
        known = [*here.amounts[-_LOOK_BACK:], *(a for a in passage.amounts[-_LOOK_BACK:] if a.stop <= at)]
        return next((a for a in reversed(known) if not a.prior and a.of(names)), None)

    def _names(self, subject: str) -> tuple[str, ...]:
        return self._namer.name(subject, 0, len(subject)).names

    def _head(self, here: _Here, passage: Passage, sentence: int, part: Amount | None) -> Amount | None:
        """The only amount of the sentence before."""
        if sentence:
            first = bisect_left(passage.amounts, sentence - 1, key=_sentence_of)
            found = passage.amounts[first : bisect_left(passage.amounts, sentence, lo=first, key=_sentence_of)]
        elif here.last is not None and here.last.amounts:
            last = here.last.amounts
            found = last[bisect_left(last, last[-1].sentence, key=_sentence_of) :]
        else:
            found = []
        found = [amount for amount in found if part is None or amount.comparable(part.figure)]
        if sentence and found and self._one_of_several(passage, found[0]):
            return None
        return found[0] if len(found) == 1 and not found[0].prior else None

    def _one_of_several(self, passage: Passage, amount: Amount) -> bool:
        """本部以及下属5家预算单位: what is counted is not all that the next sentence divides."""
        text = passage.plain.text
        clause = text[segment_start(text, amount.start, max(0, amount.start - _REACH)) : amount.start]
        return amount.statement.kind is Kind.COUNT and self._terms["joining"].inside(clause)

    @staticmethod
    def _of_section(here: _Here, passage: Passage) -> Amount | None:
        """The first amount of the section, where the heading names it."""
        heading = plain_text(here.section.heading)
        first = next((a for a in (*here.amounts, *passage.amounts) if not a.prior), None)
        return first if first is not None and any(name in heading for name in first.names if name) else None
