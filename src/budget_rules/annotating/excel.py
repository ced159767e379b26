"""Comments and marks at the cells of a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from budget_rules.annotating.remarks import Remark

_FILLS = {"error": "F8B4B4", "warning": "FFE08A", "notice": "CFE2FF"}
_WIDTH, _LINE, _CHARACTERS = 360, 18, 28


def annotated(path: Path, remarks: Sequence[Remark], author: str) -> tuple[bytes, list[Remark]]:
    """The workbook with a comment at each remark's cell; comments that were there are kept above ours."""
    book = load_workbook(path, keep_vba=path.suffix.lower() == ".xlsm", rich_text=True)
    lost: list[Remark] = []
    for remark in remarks:
        sheet, _, name = (remark.source.cell or "").rpartition("!")
        if sheet not in book.sheetnames or not name[:1].isalpha():
            lost.append(remark)
            continue
        cell = book[sheet][name]
        for merged in book[sheet].merged_cells.ranges:
            if name in merged:
                cell = book[sheet].cell(merged.min_row, merged.min_col)
        before = f"{cell.comment.text}\n\n" if cell.comment is not None else ""
        comment = Comment(f"{before}{remark.text}", author)
        lines = sum(1 + len(line) // _CHARACTERS for line in comment.text.split("\n"))
        comment.width, comment.height = _WIDTH, (lines + 1) * _LINE
        cell.comment = comment
        cell.fill = PatternFill("solid", fgColor=_FILLS[remark.severity.value])
    written = BytesIO()
    book.save(written)
    return written.getvalue(), lost
