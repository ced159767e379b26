"""A list of amounts and its whole, and the statements made of it."""

from __future__ import annotations

from msgspec import Struct, field

from budget_rules.disclosure import Kind, Statement
from budget_rules.narrative.amount import Amount, Passage


class ItemList(Struct, eq=False, kw_only=True):
    """A list being read."""

    total: Amount | None
    parts: list[Amount] = field(default_factory=list)
    #: What separates its parts; empty before the second.
    mark: str = ""
    #: Whether it stands in brackets.
    bracketed: bool = False
    #: Whether one part may be the whole: 收入包括：一般公共预算A万元。
    sole: bool = False
    #: Whether it is certain which amounts are its parts.
    certain: bool = True

    def fits(self, amount: Amount) -> bool:
        """Whether the amount is of the list's quantity: money, or things of the same unit."""
        quantity = amount.figure.unit.quantity
        if self.parts and self.parts[0].figure.unit.quantity != quantity:
            return False
        return self.total is None or self.total.figure.unit.quantity == quantity

    @property
    def whole(self) -> bool:
        """Whether the parts so far, two at least, are all of the whole."""
        if self.total is None or len(self.parts) < 2:
            return False
        gap = sum((part.figure.value for part in self.parts), -self.total.figure.value)
        return abs(gap) <= sum((part.figure.half for part in self.parts), self.total.figure.half)


def emit(passage: Passage, items: ItemList) -> None:
    """Add the statements of a list of at least two parts, or of the only one, to ``passage``, if it is certain."""
    total, parts = items.total, items.parts
    if (
        total is None
        or not items.certain
        or len(parts) < (1 if items.sole else 2)
        or total in parts
        or not all(map(items.fits, parts))
    ):
        return
    shares = [part.share.figures["share"] for part in parts if part.share is not None]
    _add(passage, Kind.LIST, total, parts)
    if len(shares) == len(parts):
        _add(passage, Kind.SHARES, total, parts).shares = tuple(shares)
    for part in parts:
        if part.share is not None:
            part.share.figures.setdefault("total", total.figure)


def _add(passage: Passage, kind: Kind, total: Amount, parts: list[Amount]) -> Statement:
    first, last = parts[0].statement, parts[-1].statement
    stop = last.span[1] if last.paragraph is first.paragraph else first.span[1]
    statement = Statement(
        kind=kind,
        name=total.statement.name,
        names=total.names,
        section=first.section,
        paragraph=first.paragraph,
        span=(first.span[0], stop),
        figures={"total": total.figure},
        parts=tuple(part.figure for part in parts),
    )
    passage.statements.append(statement)
    return statement
