"""What a rule is: one relation, where it applies, and how bad it is when it does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field, structs

from budget_rules.disclosure import Disclosure
from budget_rules.figure import Figure
from budget_rules.findings import Severity
from budget_rules.messages import Message, language, message
from budget_rules.place import Source
from budget_rules.rulebook.expression import ONCE, Comparison, Condition, Scope, references
from budget_rules.vocabulary import Vocabulary


class Option(Struct, frozen=True):
    """One way in which a clause can hold."""

    conditions: tuple[Condition, ...]
    #: As written, for reports.
    text: str
    source: Source
    #: Set where holding this way is itself worth a finding: 倒挤 of the last share.
    severity: Severity | None = None
    #: What to say then.
    title: str = ""


class Clause(Struct, frozen=True):
    """Several ways: ``any`` of them must hold, or the ``first`` that can be read here."""

    mode: str
    options: tuple[Option | Clause, ...]

    def leaves(self) -> Iterator[Option]:
        """All options, those of nested clauses too."""
        for option in self.options:
            if isinstance(option, Option):
                yield option
            else:
                yield from option.leaves()


class When(Struct, frozen=True, kw_only=True):
    """Which disclosures a rule is about; an empty field does not restrict."""

    stages: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    #: First and last year.
    years: tuple[int | None, int | None] = (None, None)
    #: Tables that must exist.
    tables: tuple[str, ...] = ()

    def reason_against(self, disclosure: Disclosure) -> Message | None:
        """Why the rule is not about this disclosure; None where it is."""
        if self.stages and disclosure.stage not in self.stages:
            return message("skip.stage", wanted="、".join(self.stages), found=disclosure.stage or "—")
        if self.levels and disclosure.level not in self.levels:
            return message("skip.level", wanted="、".join(self.levels), found=disclosure.level or "—")
        if self.regions and disclosure.region not in self.regions:
            return message("skip.region", wanted="、".join(self.regions), found=disclosure.region or "—")
        first, last = self.years
        year = disclosure.year
        if (first is not None and (year is None or year < first)) or (
            last is not None and (year is None or year > last)
        ):
            return message("skip.years", first=first or "…", last=last or "…", found=year or "—")
        for table in self.tables:
            if disclosure.table(table) is None:
                return message("skip.no-table", table=table)
        return None


class Rule(Struct, frozen=True, kw_only=True):
    """A rule as read from YAML; every name in it is known to the vocabulary."""

    id: str
    title: str
    title_en: str
    severity: Severity
    #: What it asserts: all of these.
    clauses: tuple[Option | Clause, ...]
    source: Source
    scope: Scope = ONCE
    #: Tables of ``in``; ``("all",)`` is every table.
    tables: tuple[str, ...] = ()
    #: Sections of the narrative, by canonical name.
    sections: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    when: When = field(default_factory=When)
    basis: str = ""
    #: A text of its own for findings, with slots.
    message: str = ""
    #: Replaces what rounding allows, where printed precision is not meant.
    tolerance: Figure | None = None
    #: Whether it only relates figures of one row, so that it also holds for the columns of another year.
    within_row: bool = False

    def __post_init__(self) -> None:
        conditions = (*self.where, *(condition for option in self.options() for condition in option.conditions))
        within_row = self.scope.kind == "rows" and not any(
            not isinstance(condition, Comparison) or any(reference.table for reference in references(condition))
            for condition in conditions
        )
        structs.force_setattr(self, "within_row", within_row)

    def options(self) -> Iterator[Option]:
        """Every single relation it asserts."""
        for clause in self.clauses:
            if isinstance(clause, Option):
                yield clause
            else:
                yield from clause.leaves()

    @property
    def shown_title(self) -> str:
        """The title in the language that messages are shown in now."""
        return self.title_en if self.title_en and language() == "en" else self.title


class Rulebook(Struct, frozen=True, kw_only=True):
    """Rules in their order, and the vocabulary their names come from."""

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    #: Every file read, as shown to users.
    files: tuple[str, ...]
    #: Rules switched off, with the file that does it.
    disabled: tuple[tuple[str, str], ...] = ()
