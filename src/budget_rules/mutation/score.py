"""The mutation score: how many misprints the rules notice, and why the others escape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from decimal import Decimal
from random import Random

from msgspec import Struct, field

from budget_rules.confrontation import confront
from budget_rules.coverage import GuardedFigure, coverage_of
from budget_rules.disclosure import Disclosure
from budget_rules.figure import Figure
from budget_rules.findings import Finding, Report, Severity
from budget_rules.messages import Message, message
from budget_rules.mutation.planting import Field
from budget_rules.mutation.relevant import Relevant
from budget_rules.mutation.slips import SLIPS, Slip, misprints
from budget_rules.place import Place
from budget_rules.rulebook.rule import Rulebook

#: What tells one finding from another.
Key = tuple[str, str, str, str, str, str]


class Tally(Struct, kw_only=True):
    """How many misprints of one kind were tried, and how many noticed."""

    tried: int = 0
    #: Those that gave an error, and those that gave a finding of any severity.
    errors: int = 0
    noticed: int = 0
    #: Of those that were noticed and diagnosed: the misprint was among the suspects, and it was the only one.
    diagnosed: int = 0
    named: int = 0
    alone: int = 0

    def add(self, other: Tally) -> None:
        """Add up."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Escape(Struct, frozen=True, kw_only=True):
    """A misprint that nothing noticed."""

    figure: Figure
    slip: Slip
    #: What stood there instead.
    text: str
    reason: Message


class Score(Struct, kw_only=True):
    """What came of all misprints that were tried."""

    by_slip: dict[Slip, Tally] = field(default_factory=lambda: {slip: Tally() for slip in SLIPS})
    escapes: list[Escape] = field(default_factory=list)

    @property
    def total(self) -> Tally:
        """All kinds together."""
        total = Tally()
        for tally in self.by_slip.values():
            total.add(tally)
        return total


def mutate(
    rulebook: Rulebook,
    disclosure: Disclosure,
    *,
    seed: int = 1,
    sample: int | None = None,
    slips: Sequence[Slip] = SLIPS,
    diagnosis: bool = False,
    each: Callable[[Iterable[Misprint], int], Iterable[Misprint]] | None = None,
) -> Score:
    """Misprint the printed figures one at a time and see what is noticed; the disclosure is afterwards as before.

    Every kind of ``slips`` is tried on every figure that it can change, or ``sample`` of all these misprints, chosen by
    ``seed``. With ``diagnosis``, every misprint that is noticed is diagnosed, too. ``each`` is given the misprints and
    their number and gives them back, for a progress bar.
    """
    before = confront(rulebook, disclosure, jointly=False)
    known = {_key(finding) for finding in before.findings}
    guarded = {one.figure.place: one for one in coverage_of(disclosure, before).figures}
    chosen = misprints_of(disclosure, [one.figure for one in guarded.values()], seed=seed, sample=sample, slips=slips)
    planted = Field(disclosure)
    relevant = Relevant(rulebook, disclosure)
    score = Score()
    for misprint in chosen if each is None else each(chosen, len(chosen)):
        tally = score.by_slip[misprint.slip]
        with planted.planted(misprint.texts):
            after = confront(relevant.to(*misprint.texts), disclosure, jointly=False)
            found = [finding for finding in after.findings if _key(finding) not in known]
            if found and diagnosis:
                _diagnose(confront(rulebook, disclosure, jointly=False), known, misprint, tally)
        tally.tried += 1
        tally.noticed += bool(found)
        tally.errors += any(finding.severity is Severity.ERROR for finding in found)
        if not found:
            score.escapes.append(_escape(misprint, guarded, planted))
    return score


class Misprint(Struct, frozen=True):
    """A figure, how it is misprinted, and what stands where because of it."""

    figure: Figure
    slip: Slip
    texts: dict[Place, str]


def misprints_of(
    disclosure: Disclosure,
    figures: Sequence[Figure],
    *,
    seed: int,
    sample: int | None = None,
    slips: Sequence[Slip] = SLIPS,
) -> list[Misprint]:
    """Every slip of every figure that it can change, figure by figure; or a sample of them in the same order."""
    by_slip = [list(misprints(disclosure, list(figures), slip, seed)) for slip in slips]
    found = [
        Misprint(figure, slip, texts)
        for figure, row in zip(figures, zip(*by_slip, strict=True), strict=True)
        for slip, texts in zip(slips, row, strict=True)
        if texts
    ]
    if sample is None or sample >= len(found):
        return found
    return [found[at] for at in sorted(Random(seed).sample(range(len(found)), sample))]


def _key(finding: Finding) -> Key:
    return finding.rule, finding.instance, finding.place, finding.printed, finding.expected, finding.relation


def _diagnose(after: Report, known: Set[Key], misprint: Misprint, tally: Tally) -> None:
    """Whether the causes of the new findings name a figure that was misprinted."""
    suspected = [
        {suspect.figure.place for suspect in cause.suspects}
        for cause in after.causes
        if any(_key(finding) not in known for finding in cause.findings)
    ]
    tally.diagnosed += 1
    tally.named += any(places & misprint.texts.keys() for places in suspected)
    tally.alone += any(len(places) == 1 and places <= misprint.texts.keys() for places in suspected)


def _escape(misprint: Misprint, guarded: dict[Place, GuardedFigure], planted: Field) -> Escape:
    figure, text = misprint.figure, misprint.texts[misprint.figure.place]
    reason = guarded[figure.place].reason
    if reason is None:
        reason = _why(guarded[figure.place], planted.misprint(figure, text), swapped=len(misprint.texts) > 1)
    return Escape(figure=figure, slip=misprint.slip, text=text, reason=reason)


def _why(one: GuardedFigure, misprint: Figure, *, swapped: bool) -> Message:
    """Why a figure that is guarded could be misprinted so."""
    if not one.smallest:
        return message("mutation.violated-already")
    slots = {"smallest": one.smallest, "unit": one.figure.unit.name}
    change = abs(misprint.value - one.figure.value)
    if change < Decimal(one.smallest.replace(",", "")) * one.figure.unit.factor:
        return message("mutation.within", **slots)
    if swapped:
        return message("mutation.swapped")
    if one.figure.half and change < misprint.half:
        return message("mutation.coarser")
    return message("mutation.other-way", **slots)
