"""A relation at all places of a table at once, without looking at each place for itself."""

from __future__ import annotations

from collections.abc import Sequence

from budget_rules.checks import Equation
from budget_rules.confrontation.additions import Family, Strand, along_rows, family_of, in_column
from budget_rules.confrontation.index import DisclosureIndex, TableIndex
from budget_rules.confrontation.scopes import Place, RowEnvironment, environment_at
from budget_rules.disclosure import Row
from budget_rules.rulebook.expression import Comparison
from budget_rules.rulebook.rule import Rule


def can_sweep(rule: Rule) -> bool:
    """Whether the rule's places are rows, columns or cells of a table."""
    return rule.scope.kind in ("rows", "level_rows", "columns", "cells", "parents") and not rule.scope.matched


def sweep(
    comparison: Comparison, rule: Rule, index: DisclosureIndex, table: TableIndex, places: Sequence[Place]
) -> list[Equation | None]:
    """The relation at each place, None where it has to be bound there."""
    found: list[Equation | None] = []
    strands: dict[Strand, dict[Row, Equation]] = {}
    families: dict[str | Row, Family | None] = {}
    by_row = rule.scope.kind not in ("columns", "parents")
    for place in places:
        row, column, block = place
        if by_row:
            assert row is not None
            strand: Strand = (row.side, block) if column is None else column.index
            if strand not in strands:
                env = environment_at(rule, index, table, place)
                assert isinstance(env, RowEnvironment)
                strands[strand] = along_rows(comparison, env, table)
            found.append(strands[strand].get(row))
        else:
            assert column is not None
            family = column.side if row is None else row
            if family not in families:
                env = environment_at(rule, index, table, place)
                assert not isinstance(env, RowEnvironment)
                families[family] = family_of(comparison, env, table)
            found.append(in_column(families[family], table.strip(column)))
    return found
