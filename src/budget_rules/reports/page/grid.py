"""A table of the JSON result as rows of cells for HTML: grouped headers, and two sides side by side."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from budget_rules.reports.page.marks import JSON

#: Widths in em: of a digit, of what stands beside a text in its cell, and the least for text that is folded.
_DIGIT, _PADDING, _FOLDED = 0.57, 1.0, 4
#: The widest table, in em, and its class: upright, then turned in smaller and smaller print. See ``page.css``.
_SIZES = ((66, ""), (100, "wide"), (116, "wide small"), (137, "wide smaller"))
_SMALLEST = "wide smallest"


class Header(Struct, frozen=True, kw_only=True):
    """A header cell."""

    text: str
    across: int
    down: int
    #: Whether it stands over other headers.
    group: bool
    #: Whether figures stand under it.
    figures: bool


class Cell(Struct, frozen=True, kw_only=True):
    """A body cell."""

    text: str
    #: ``code``, ``name``, ``figure`` or ``text``.
    role: str
    #: Id of its figure, or empty.
    figure: str = ""
    #: Whether it names its row.
    heads: bool = False
    #: The row's: 1 类, 2 款, 3 项; 0 where it is not known, or for a total.
    level: int = 0
    total: bool = False
    #: Why it could not be read, or empty.
    unread: str = ""
    #: First cell of the right side of a two-sided table.
    divides: bool = False
    #: Id of the element, for a cell that something points at; else empty.
    anchor: str = ""


def header_rows(columns: list[JSON]) -> list[list[Header]]:
    """The headers, top row first. Neighbours with the same headers above them share these."""
    paths = [(column["side"], *(column["path"] or [column["name"]])) for column in columns]
    depth = max(map(len, paths), default=1)
    rows: list[list[Header]] = []
    for level in range(1, depth):
        row: list[Header] = []
        before: tuple[str, ...] | None = None
        for column, path in zip(columns, paths, strict=True):
            if level >= len(path):  # the header above reaches down to here
                before = None
                continue
            group = level < len(path) - 1
            if group and before == path[: level + 1]:
                row[-1] = _wider(row[-1])
                continue
            before = path[: level + 1] if group else None
            down = 1 if group else depth - level
            figures = not group and column["role"] == "figure"
            row.append(Header(text=path[level], across=1, down=down, group=group, figures=figures))
        rows.append(row)
    return rows


def _wider(header: Header) -> Header:
    return Header(
        text=header.text, across=header.across + 1, down=header.down, group=header.group, figures=header.figures
    )


def body_rows(table: JSON, unread: Mapping[object, str], anchors: Mapping[object, str]) -> list[list[Cell]]:
    """The rows as printed; ``unread`` and ``anchors`` are by ``position_key`` of a source."""
    columns: list[JSON] = table["columns"]
    printed: dict[int, list[JSON]] = {}
    for row in table["rows"]:
        printed.setdefault(row["index"], []).append(row)
    divide = next((i for i, column in enumerate(columns) if i and column["side"] != columns[i - 1]["side"]), -1)
    found: list[list[Cell]] = []
    for rows in printed.values():
        cells: dict[int, Cell] = {}
        for row in rows:
            naming = _naming(row, columns)
            for cell in row["cells"]:
                index, key = cell["column"], position_key(cell["source"])
                own = bool(cell["text"])
                cells[index] = Cell(
                    text=cell["text"],
                    role=columns[index]["role"],
                    figure=cell["figure"] or "",
                    heads=index == naming,
                    level=row["level"] or 0 if index == naming else 0,
                    total=row["total"],
                    unread=unread.get(key, "") if own else "",
                    divides=index == divide,
                    anchor=anchors.get(key, "") if own else "",
                )
        empty = [Cell(text="", role=column["role"], divides=i == divide) for i, column in enumerate(columns)]
        found.append([cells.get(index, empty[index]) for index in range(len(columns))])
    return found


def print_size(table: JSON) -> str:
    """Classes of a table too wide for a sheet of paper: it is turned, and printed smaller the more it needs."""
    longest = [0] * len(table["columns"])
    for row in table["rows"]:
        for cell in row["cells"]:
            longest[cell["column"]] = max(longest[cell["column"]], len(cell["text"]))
    needed = sum(_needed(column["role"], most) for column, most in zip(table["columns"], longest, strict=True))
    return next((name for most, name in _SIZES if needed <= most), _SMALLEST)


def _needed(role: str, longest: int) -> float:
    """How wide a column has to be, in em: numbers stay whole, other texts may be folded."""
    return _PADDING + (_DIGIT * longest if role in ("figure", "code") else min(longest, _FOLDED))


def _naming(row: JSON, columns: list[JSON]) -> int:
    """The column that names the row: the printed name, or the first text where there is none."""
    printed = [cell for cell in row["cells"] if cell["text"] and columns[cell["column"]]["role"] != "figure"]
    named = [cell for cell in printed if columns[cell["column"]]["role"] == "name"] or printed
    return next((cell["column"] for cell in named), -1)


def position_key(source: JSON) -> object:
    """A source position as a key."""
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in sorted(source.items()))
