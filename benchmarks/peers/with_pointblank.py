"""pointblank: an expression for the rows, and for the columns a range of what ``pre`` makes of the table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pointblank as pb  # type: ignore[import-not-found,unused-ignore]
import polars as pl  # type: ignore[import-not-found,unused-ignore]

from benchmarks.peers.table import COLUMN_TOLERANCE, FIGURES, PARTS, ROW_TOLERANCE


def prepare(folder: Path) -> Callable[[], int]:
    frame = pl.read_csv(folder / "table.csv")
    row_adds_up = (pl.col("total") - pl.sum_horizontal(PARTS)).abs() <= ROW_TOLERANCE

    def apart(table: Any) -> Any:
        return table.select(pl.col(FIGURES).last() - pl.col(FIGURES).head(pl.len() - 1).sum())

    def check() -> int:
        found = (
            pb.Validate(data=frame)
            .col_vals_expr(expr=row_adds_up)
            .col_vals_between(columns=list(FIGURES), left=-COLUMN_TOLERANCE, right=COLUMN_TOLERANCE, pre=apart)
            .interrogate()
        )
        return int(sum(found.n_failed().values()))

    return check
