"""The result model: what every output is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol, overload

from msgspec import Struct, field

from budget_rules.checks import Equation, State
from budget_rules.disclosure import Disclosure, Table, Unread
from budget_rules.figure import Figure
from budget_rules.messages import Message
from budget_rules.place import Place, Source


class Severity(StrEnum):
    """How bad a finding is: provably wrong, very probably wrong, style."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """3 for an error, 1 for a notice."""
        return {"error": 3, "warning": 2, "notice": 1}[self.value]


class Status(StrEnum):
    """How a finding came about: an equation is violated, or only statistically unlikely."""

    VIOLATED = "violated"
    SUSPICIOUS = "suspicious"


class Part(Struct, frozen=True):
    """One figure of a relation, with the role it plays there: ``(支出总表[合计, 总计], 4396.61 万元)``."""

    #: How the rule names it: ``合计``, ``share``'s display name, a column's name.
    role: str
    figure: Figure


class Finding(Struct, frozen=True, kw_only=True):
    """Something that is wrong in a disclosure."""

    rule: str
    #: Where the rule applied: a table's or a section's name; empty for the whole disclosure.
    instance: str
    title: str
    severity: Severity
    status: Status
    #: One sentence: what is wrong and what it should be.
    message: Message
    #: The relation with the printed figures put in: ``4396.61 = 3587.27 + 10.00 + …``.
    relation: str
    #: What the offending figure should print; empty where that cannot be said.
    expected: str
    #: What it prints.
    printed: str
    #: printed − expected, in the offending figure's unit.
    difference: str
    #: What independent rounding could explain, in the same unit.
    allowed: str
    #: The figures the relation binds, the offending one first.
    parts: tuple[Part, ...]
    #: Where to look: the offending figure, or the sentence or title that is wrong.
    source: Source
    #: The place as a reader names it.
    place: str
    #: The sentence, for a finding in the narrative; of a long one the part that matters.
    quote: str = ""
    #: Where the offending figure stands in the quote.
    mark: tuple[int, int] | None = None
    #: What to write instead, to be pasted into a reply; None where nothing better than the relation can be said.
    suggestion: Message | None = None
    #: Regulation or template the rule comes from.
    basis: str = ""
    #: The other places where the same thing is wrong.
    also: tuple[Place, ...] = ()


class Waived(Struct, frozen=True, kw_only=True):
    """That a finding was accepted: why, by whom, and the last day on which that holds (None: for good)."""

    reason: str
    owner: str
    expires: date | None


class Suspect(Struct, frozen=True, kw_only=True):
    """A figure that may be the wrong one, and what it should print then."""

    figure: Figure
    #: What the relations call it; tells apart the figures of one sentence.
    role: str | Message
    #: ``350.35万元``, ``∅`` for a blank; empty where it should not be stated at all.
    expected: str
    #: The least and the greatest value that would do as well; equal to ``expected`` where only that one does.
    low: str
    high: str
    #: The likely slip, if there is one.
    slip: Message | None


class Cause(Struct, frozen=True, kw_only=True):
    """What is behind one or more findings. Where several figures would explain them, it is one of the suspects."""

    severity: Severity
    status: Status
    message: Message
    #: The most likely suspect: where it stands, what it prints and what it should; of a finding where there is none.
    place: str
    source: Source
    printed: str
    expected: str
    suspects: tuple[Suspect, ...]
    #: At least one; every finding belongs to one cause.
    findings: tuple[Finding, ...]


class Counts(Struct, kw_only=True):
    """How many single relations ended how. ``checks`` = held + violated + suspicious + not executed."""

    checks: int = 0
    #: Including those that held by rounding or because nothing is printed.
    held: int = 0
    held_by_rounding: int = 0
    #: Of the held ones, those in which nothing is printed at all: nil = nil.
    held_blank: int = 0
    violated: int = 0
    suspicious: int = 0
    not_executed: int = 0
    #: Rules (not relations) that apply to nothing here.
    not_applicable: int = 0

    def add(self, other: Counts) -> None:
        """Add up."""
        self.checks += other.checks
        self.held += other.held
        self.held_by_rounding += other.held_by_rounding
        self.held_blank += other.held_blank
        self.violated += other.violated
        self.suspicious += other.suspicious
        self.not_executed += other.not_executed
        self.not_applicable += other.not_applicable


class Skipped(NamedTuple):
    """A rule, at one place, that could not be executed or does not apply, and why."""

    rule: str
    instance: str
    title: str
    severity: Severity
    reason: Message


class Check(Struct):
    """A relation between printed figures as it was evaluated at one place."""

    equation: Equation
    state: State
    #: What was found, where it does not hold or holds in a way worth saying.
    finding: Finding | None = None
    #: Other ways in which the rule would have held here, each with all its relations, as far as they were looked at.
    others: tuple[tuple[Equation, ...], ...] = ()
    #: Whether the rule leaves it open which of several relations holds here.
    choice: bool = False


class Relations(Protocol):
    """A relation at several places."""

    def equation(self, place: int) -> Equation:
        """The relation at one of them."""


class Checks(Sequence[Check]):
    """Relations in the order in which they were evaluated; those that simply hold are made when someone asks."""

    __slots__ = ("_later", "_made")

    def __init__(self) -> None:
        self._made: list[Check] = []
        self._later: list[Check | tuple[Relations, Sequence[int], Sequence[State], bool]] = []

    def append(self, check: Check) -> None:
        """Add one."""
        self._later.append(check)

    def add_later(self, relations: Relations, places: Sequence[int], states: Sequence[State], *, choice: bool) -> None:
        """Add those of several places, with how they ended, see ``Check``."""
        self._later.append((relations, places, states, choice))

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Check: ...

    @overload
    def __getitem__(self, index: slice) -> list[Check]: ...

    def __getitem__(self, index: int | slice) -> Check | list[Check]:
        return self._all()[index]

    def __iter__(self) -> Iterator[Check]:
        return iter(self._all())

    def _all(self) -> list[Check]:
        for one in self._later:
            if isinstance(one, Check):
                self._made.append(one)
                continue
            relations, places, states, choice = one
            self._made += [
                Check(relations.equation(place), state, None, (), choice)
                for place, state in zip(places, states, strict=True)
            ]
        self._later.clear()
        return self._made


class Missed(NamedTuple):
    """A relation of a rule that was not evaluated at one place."""

    reason: Message
    #: The figures it speaks of, as far as they are here; looked for when asked.
    figures: Callable[[], Iterator[Figure]]
    #: Whether it applies, but could not be executed.
    unreadable: bool = False
    #: Whether it is only that the rule is about other rows, columns or sentences.
    elsewhere: bool = False


class Outcome(Struct, kw_only=True):
    """One rule at one place: what becomes a pytest item."""

    rule: str
    #: Empty where the rule is about the whole disclosure.
    instance: str
    title: str
    severity: Severity
    #: The rule file and line.
    rule_source: Source
    #: Regulation or template the rule comes from.
    basis: str = ""
    counts: Counts = field(default_factory=Counts)
    findings: list[Finding] = field(default_factory=list)
    #: Sums that are statistically unlikely, with the finding that each becomes unless a habit explains it.
    doubts: list[tuple[Check, Finding]] = field(default_factory=list)
    #: Which of the findings are waived, by index.
    waived: dict[int, Waived] = field(default_factory=dict)
    #: The relations between figures, in the order in which they were evaluated; those between blanks are there even
    #: where the rule does not apply because it is only they.
    checks: Checks = field(default_factory=Checks)
    #: Figures that conditions which are no equations hold by: another number in one of them would break the condition.
    pinned: list[Figure] = field(default_factory=list)
    #: Relations that do not apply or could not be executed, for who asks why a figure is in none.
    missed: list[Missed] = field(default_factory=list)
    #: Relations that could not be executed.
    not_executed: list[Skipped] = field(default_factory=list)
    #: Set where the rule does not apply here: then there are no counts and no findings.
    not_applicable: Skipped | None = None

    @property
    def open_findings(self) -> list[Finding]:
        """The findings that are not waived."""
        return [finding for index, finding in enumerate(self.findings) if index not in self.waived]

    def fails(self, fail_on: Severity) -> bool:
        """Whether there is a finding that is at least so severe and not waived."""
        return any(finding.severity.rank >= fail_on.rank for finding in self.open_findings)


class Report(Struct, eq=False, kw_only=True):
    """A disclosure confronted with a rulebook. Everything is in the order of the rules, then of the disclosure."""

    #: The disclosure, as far as reports show it.
    path: str
    title: str
    unit: str
    year: int | None
    stage: str
    level: str
    region: str
    outcomes: list[Outcome]
    unread: tuple[Unread, ...]
    #: What was confronted: outputs that show the disclosure itself take it from here.
    disclosure: Disclosure
    #: Looks for what is behind the findings.
    diagnose: Callable[[Report], list[Cause]]
    _causes: list[Cause] | None = None
    #: What those share that look at all relations together (see ``diagnosis.system``).
    together: object | None = None

    @property
    def tables(self) -> tuple[TableSummary, ...]:
        """What to say of each table; only looked at by who shows it."""
        return tuple(map(TableSummary.of, self.disclosure.tables))

    @property
    def table_figures(self) -> int:
        """How many numbers the tables print."""
        return sum(table.figures for table in self.tables)

    @property
    def text_figures(self) -> int:
        """How many numbers of the narrative were read."""
        return sum(1 for _ in self.disclosure.text_figures())

    @property
    def causes(self) -> list[Cause]:
        """What is behind the findings, most severe first; looked for when first asked, and only if there are any."""
        if self._causes is None:
            if not self.findings:
                return []
            self._causes = self.diagnose(self)
        return self._causes

    @property
    def findings(self) -> list[Finding]:
        """All findings."""
        return [finding for outcome in self.outcomes for finding in outcome.findings]

    @property
    def waived(self) -> list[Waived | None]:
        """For each of ``findings``, in the same order, how it is waived, or None."""
        return [outcome.waived.get(index) for outcome in self.outcomes for index in range(len(outcome.findings))]

    @property
    def not_executed(self) -> list[Skipped]:
        """All relations that could not be executed."""
        return [skipped for outcome in self.outcomes for skipped in outcome.not_executed]

    @property
    def not_applicable(self) -> list[Skipped]:
        """All rules, with the place, that do not apply."""
        return [outcome.not_applicable for outcome in self.outcomes if outcome.not_applicable is not None]

    @property
    def counts(self) -> Counts:
        """Totals over all outcomes."""
        total = Counts()
        for outcome in self.outcomes:
            total.add(outcome.counts)
        total.not_applicable = len(self.not_applicable)
        return total


class TableSummary(Struct, frozen=True, kw_only=True):
    """What reports say of a table."""

    name: str
    title: str
    unit: str
    rows: int
    #: Cells that print a figure.
    figures: int
    source: Source

    @classmethod
    def of(cls, table: Table) -> TableSummary:
        """What to say of a table."""
        return cls(
            name=table.name,
            title=table.title,
            unit="" if table.unit is None else table.unit.name,
            rows=len(table.rows),
            figures=sum(1 for figure in table.figures() if figure.text),
            source=table.source,
        )
