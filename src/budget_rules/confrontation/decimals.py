"""How the amounts of a table are printed: as numbers, and all with the same number of decimals."""

from __future__ import annotations

from collections import Counter

from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.fact import Fact
from budget_rules.disclosure import ILLEGIBLE, Role, Table
from budget_rules.messages import message
from budget_rules.place import Place

#: So many amounts must be printed alike to show a habit, and one of so many may be odd (one always may).
_FEWEST = 8
_OF_ODD = 20
#: So many texts are named in a message.
_MOST_SHOWN = 5


def even(table: Table) -> Fact:
    """Whether no amount has more or fewer decimals than all others, of which some print a zero at the end.

    Raises:
        Absent: the table has no such habit: where zeros are dropped, any number of decimals may be right.
    """
    amounts = [figure for figure in table.figures() if figure.value and figure.unit.quantity == "money"]
    decimals = [figure.decimals for figure in amounts]
    usual, often = Counter(decimals).most_common(1)[0] if decimals else (0, 0)
    alike = [figure for figure, count in zip(amounts, decimals, strict=True) if count == usual]
    odd = [figure for figure, count in zip(amounts, decimals, strict=True) if count != usual]
    padded = usual and any(figure.text.rstrip(")） ").endswith(("0", "０")) for figure in alike)
    if not padded or often < _FEWEST or len(odd) > max(1, often // _OF_ODD):
        raise Absent(message("skip.no-decimals", table=table.title))
    if not odd:
        return Fact(holds=True, found=message("fact.so"), place=Place(table.title, table.source))
    first, *others = odd
    found = message("fact.decimals", place=first.place.label, printed=first.text, often=often, usual=usual)
    return Fact(
        holds=False,
        found=found,
        place=first.place,
        printed=first.text,
        figures=tuple((figure.place.label, figure) for figure in odd),
        also=tuple(figure.place for figure in others),
    )


def legible(table: Table) -> Fact:
    """Whether all that columns of amounts print is numbers; what the reader could not make out does not count."""
    amounts = {
        column.index
        for column in table.columns
        if column.role is Role.FIGURE and column.unit is not None and column.unit.quantity == "money"
    }
    wrong = [
        (Place(table.name, cell.source, row=row.label, column=table.columns[index].name), cell.text)
        for row in table.rows
        for index, cell in row.cells.items()
        if cell.figure is None and index in amounts and cell.text not in ("", ILLEGIBLE)
    ]
    if not wrong:
        return Fact(holds=True, found=message("fact.so"), place=Place(table.title, table.source))
    place, printed = wrong[0]
    shown = "、".join(f"“{text}”" for _, text in wrong[:_MOST_SHOWN])
    found = message("fact.not-numbers", place=place.label, printed=shown)
    return Fact(holds=False, found=found, place=place, printed=printed, also=tuple(other for other, _ in wrong[1:]))
