"""What names stand for at one place of a disclosure."""

from __future__ import annotations

from decimal import Decimal

from budget_rules.checks import Term, Tree
from budget_rules.confrontation.absent import Absent
from budget_rules.confrontation.index import DisclosureIndex
from budget_rules.confrontation.table_index import TableIndex
from budget_rules.disclosure import Row
from budget_rules.messages import message
from budget_rules.rulebook.expression import Reference, Selector
from budget_rules.rulebook.own_names import CHILDREN, MATCH, SAME


class Environment:
    """What names stand for at one place. Subclasses give bare names and ``row``, ``column``, ``name`` a meaning."""

    __slots__ = ("index", "table")

    def __init__(self, index: DisclosureIndex, table: TableIndex | None = None) -> None:
        self.index = index
        #: The table the rule is applied to, if any.
        self.table = table

    def bare(self, reference: Reference) -> Tree:
        """The figures a bare name stands for."""
        raise Absent(message("skip.bare", name=reference.row.names[0]))

    def collect(self, reference: Reference, factor: Decimal, terms: list[Term]) -> bool:
        """Add a bare name's figures to ``terms`` where they only need looking up; False: ``bare`` must decide."""
        return False

    def rows(self, table: TableIndex, row: Selector) -> list[Row]:
        """The rows a selector stands for in ``table``; none: an item that is not listed there, and so is nil."""
        found = table.rows(row.names)
        if not found and not (row.names[0].isdigit() and table.lists_code(row.names[0])):
            raise Absent(message("skip.no-row", table=table.table.name, row="/".join(row.names)))
        same = found and found[0].code == row.names[-1]
        if same and self.index.vocabulary.contradicts(row.names[-1], found[0].canonical):
            slots = {"table": table.table.name, "code": row.names[-1], "name": found[0].name}
            raise Absent(message("skip.other-code", **slots))
        return found

    def column_names(self, cell: Selector | None) -> tuple[str, ...] | None:
        """The names of a column selector; None: the total column."""
        return None if cell is None else cell.names

    def stated_before(self, role: str) -> Tree:
        """What the narrative stated before of the same quantity: ``text[name, base]``."""
        raise Absent(message("skip.bare", name=SAME))

    def children(self, reference: Reference) -> Tree:
        """The figures of a column in the rows below the current row: ``children[总计]``."""
        raise Absent(message("skip.bare", name=CHILDREN))

    def match(self, reference: Reference) -> Tree:
        """The figure of a column in the row that the current row is matched with: ``match[总计]``."""
        raise Absent(message("skip.bare", name=MATCH))
