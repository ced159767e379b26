"""What a workbook of either kind stores, before it is known what of it is shown."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from budget_rules.disclosure import Unread
from budget_rules.sources.number_format import Value

#: Printed cells of one sheet; a disclosure has some thousand.
MOST_CELLS = 300_000


class Stored(Struct, frozen=True):
    """A cell that stores something."""

    row: int
    column: int
    #: ``B7``.
    name: str
    #: None: a formula without a stored value; a text where it cannot be computed (``#REF!``).
    value: Value | None
    format: str
    #: How many characters its column (or its merged columns) can show; None where that is not known.
    width: float | None = None


class StoredSheet(Struct):
    """What a sheet stores, whether it is shown or not."""

    name: str
    cells: Iterable[Stored]
    hidden: bool = False
    #: Rows and columns that are not shown, by number from 1.
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    #: Whether zeros are shown.
    zeros: bool = True
    unread: list[Unread] = field(default_factory=list)
