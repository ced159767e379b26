"""frictionless: its row constraint for the rows, a check of one's own that adds up for the columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from frictionless import (  # type: ignore[import-not-found,unused-ignore]
    Check,
    Checklist,
    Resource,
    Schema,
    checks,
    errors,
)

from benchmarks.peers.table import COLUMN_TOLERANCE, FIGURES, PARTS, ROW_TOLERANCE


class ColumnsAddUp(Check):  # type: ignore[misc,unused-ignore]
    type = "columns-add-up"
    Errors = [errors.TableError]  # noqa: RUF012 - as frictionless declares it

    def validate_start(self) -> Iterator[Any]:
        self.sums = dict.fromkeys(FIGURES, 0)
        self.last = dict(self.sums)
        yield from ()

    def validate_row(self, row: Any) -> Iterator[Any]:
        for name, last in self.last.items():
            self.sums[name] += last
            self.last[name] = row[name]
        yield from ()

    def validate_end(self) -> Iterator[Any]:
        for name in FIGURES:
            if abs(self.last[name] - self.sums[name]) > COLUMN_TOLERANCE:
                yield errors.TableError(note=f"the total of {name} is not the sum of the column")


def prepare(folder: Path) -> Callable[[], int]:
    fields = [{"name": "name", "type": "string"}, *({"name": name, "type": "number"} for name in FIGURES)]
    schema = Schema.from_descriptor({"fields": fields})
    apart = f"total - ({' + '.join(PARTS)})"
    checklist = Checklist(
        checks=[checks.row_constraint(formula=f"{-ROW_TOLERANCE} <= {apart} <= {ROW_TOLERANCE}"), ColumnsAddUp()]
    )
    rows = Resource(path="table.csv", basepath=str(folder), schema=schema).read_rows()
    resource = Resource(data=[row.to_dict() for row in rows], schema=schema)

    def check() -> int:
        report = resource.validate(checklist)
        return len(report.flatten(["type"]))

    return check
