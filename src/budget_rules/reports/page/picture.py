"""Coverage as a picture: a square for each printed figure, as it stands in its table or section."""

from __future__ import annotations

from msgspec import Struct

from budget_rules.reports.page.marks import JSON

#: Width and height of a figure's square with its margin, in pixels.
PITCH = 7
#: Figures of a section stand in rows of so many.
_IN_ROW = 12
#: What is drawn from the top left corner of a square, filled by the even-odd rule.
_SHAPES = {
    "twice": "h6v6h-6z",
    "once": "v6h6z",
    "none": "h6v6h-6zm1 1h4v4h-4z",
    "not_executed": "m4 0h2l-4 6h-2z",
    "wrong": "m0 1l1 -1l2 2l2 -2l1 1l-2 2l2 2l-1 1l-2 -2l-2 2l-1 -1l2 -2z",
    "suspicious": "m3 0l3 3l-3 3l-3 -3z",
    "waived": "m3 0l3 3l-3 3l-3 -3zm0 2l1 1l-1 1l-1 -1z",
}
#: In the order of the key.
KINDS = tuple(_SHAPES)
_WRONG = frozenset({"error", "warning", "notice"})


class Tile(Struct, frozen=True, kw_only=True):
    """The picture of one table or section."""

    #: Id of the element it shows.
    anchor: str
    name: str
    width: int
    height: int
    #: Kind and SVG path of all its squares of that kind.
    paths: tuple[tuple[str, str], ...]
    figures: int
    guarded: int


def kind_of(mark: str, guards: int) -> str:
    """Which square a figure gets."""
    if mark in _WRONG:
        return "wrong"
    if mark in ("suspicious", "waived", "not_executed"):
        return mark
    return "none" if not guards else "once" if guards == 1 else "twice"


def shape(kind: str, x: int = 0, y: int = 0) -> str:
    """The SVG path of one square with its top left corner at x, y."""
    return f"M{x} {y}{_SHAPES[kind]}"


def table_tile(table: JSON, anchor: str, figures: dict[str, JSON], marks: dict[str, str]) -> Tile:
    """The figures of a table where they stand in it."""
    columns = [index for index, column in enumerate(table["columns"]) if column["role"] == "figure"]
    across = {column: position for position, column in enumerate(columns)}
    lines = {index: line for line, index in enumerate(dict.fromkeys(row["index"] for row in table["rows"]))}
    cells = [
        (across[cell["column"]], lines[row["index"]], cell["figure"])
        for row in table["rows"]
        for cell in row["cells"]
        if cell["figure"] in figures
    ]
    return _tile(table["name"], anchor, cells, len(columns), len(lines), figures, marks)


def section_tile(section: JSON, anchor: str, figures: dict[str, JSON], marks: dict[str, str]) -> Tile:
    """The figures of a section in order of print."""
    names = [mark["id"] for part in (section, *section["paragraphs"]) for mark in part["figures"]]
    cells = [(number % _IN_ROW, number // _IN_ROW, name) for number, name in enumerate(names)]
    rows = -(-len(cells) // _IN_ROW)
    name = section["name"] or section["heading"]
    return _tile(name, anchor, cells, min(len(cells), _IN_ROW), rows, figures, marks)


def _tile(
    name: str,
    anchor: str,
    cells: list[tuple[int, int, str]],
    across: int,
    down: int,
    figures: dict[str, JSON],
    marks: dict[str, str],
) -> Tile:
    paths: dict[str, list[str]] = {}
    for x, y, figure in cells:
        kind = kind_of(marks[figure], figures[figure]["guards"])
        paths.setdefault(kind, []).append(shape(kind, x * PITCH, y * PITCH))
    return Tile(
        anchor=anchor,
        name=name,
        width=max(across, 1) * PITCH,
        height=max(down, 1) * PITCH,
        paths=tuple((kind, "".join(paths[kind])) for kind in KINDS if kind in paths),
        figures=len(cells),
        guarded=sum(1 for *_, figure in cells if figures[figure]["guards"]),
    )
