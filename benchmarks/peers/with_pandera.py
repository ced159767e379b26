"""pandera: a check of the whole frame for the rows, a check of each column for its total; all errors at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-not-found,import-untyped,unused-ignore]
import pandera.pandas as pa  # type: ignore[import-not-found,unused-ignore]

from benchmarks.peers.table import COLUMN_TOLERANCE, FIGURES, PARTS, ROW_TOLERANCE


def prepare(folder: Path) -> Callable[[], int]:
    frame = pd.read_csv(folder / "table.csv", index_col="name")

    def row_adds_up(table: Any) -> Any:
        return (table["total"] - table[list(PARTS)].sum(axis=1)).abs() <= ROW_TOLERANCE

    def column_adds_up(column: Any) -> bool:
        return bool(abs(column.iloc[-1] - column.iloc[:-1].sum()) <= COLUMN_TOLERANCE)

    schema = pa.DataFrameSchema(
        {name: pa.Column(float, pa.Check(column_adds_up)) for name in FIGURES}, checks=pa.Check(row_adds_up)
    )

    def check() -> int:
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as errors:
            cases = errors.failure_cases
            rows = cases[cases["schema_context"] == "DataFrameSchema"]["index"].nunique()
            columns = cases[cases["schema_context"] == "Column"]["column"].nunique()
            return int(rows + columns)
        return 0

    return check
