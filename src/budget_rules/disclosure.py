"""What a disclosure is: tables with figures, and a narrative with statements.

Nothing here knows a file format, a rule or pytest. Canonical names come from the vocabulary; a name that the vocabulary
does not know keeps its normalised printed form, so that rules of one's own can still speak of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from msgspec import Struct, field, structs

from budget_rules.figure import Figure, Unit
from budget_rules.messages import Message
from budget_rules.place import Source

#: What stands in a figure cell of which it is known that it could not be read.
ILLEGIBLE = "?"
#: Names of the leaf that stands for its group of columns, where there is one.
SUBTOTALS = ("小计", "合计", "金额")


class Role(StrEnum):
    """What a column holds."""

    CODE = "code"
    NAME = "name"
    FIGURE = "figure"
    TEXT = "text"


class Column(Struct, frozen=True, kw_only=True, gc=False):
    """A leaf column of a table, under a path of headers."""

    index: int
    #: The headers above it from top to bottom, as printed: ``("基本支出", "人员支出")``. A header that spans rows or
    #: columns is named once.
    path: tuple[str, ...]
    #: Canonical name of the leaf: ``人员经费``.
    name: str
    #: Canonical names of the headers above the leaf: ``("基本支出",)``.
    groups: tuple[str, ...] = ()
    role: Role = Role.FIGURE
    #: For FIGURE columns; None where the table's unit is not known.
    unit: Unit | None = None
    #: ``收入`` or ``支出`` in a two-sided table, else empty.
    side: str = ""
    #: The header above it that speaks of another year, where a table prints the same columns for two years side by
    #: side: ``上年预算数``. Rules mean the columns without one, unless they name it.
    block: str = ""


class Cell(Struct, frozen=True, gc=False):
    """A cell of a table."""

    #: As printed, without outer white space.
    text: str
    source: Source
    #: Set in FIGURE columns whose unit is known, blank cells included; None elsewhere, and until columns are known.
    figure: Figure | None = None


class Row(Struct, eq=False, kw_only=True):
    """One row of one side of a table. ``parent`` and ``children`` link rows of different levels."""

    index: int
    #: As printed, with enumerators: ``一、财政拨款``.
    name: str
    #: Canonical name, without enumerators: ``财政拨款``, ``合计``, ``一般公共服务支出``.
    canonical: str
    #: Digits only: ``2010101``. In a two-sided table it is taken from the coded tables.
    code: str = ""
    #: 1 for 类 (or a top row of the income side), 2 for 款, 3 for 项; 0 for totals; None where it is not known.
    level: int | None = None
    side: str = ""
    total: bool = False
    #: By column index; a two-sided table's row has only the cells of its side.
    cells: dict[int, Cell] = field(default_factory=dict)
    source: Source
    parent: Row | None = None
    children: list[Row] = field(default_factory=list)
    #: How a reader names the row; names its parent too where the name alone is not unique: ``上年结转/一般公共预算``.
    label: str = ""

    def __reduce__(self) -> tuple[object, ...]:
        # Rows hold each other: a copy is there before what it holds is copied.
        return _blank_row, (), {name: getattr(self, name) for name in self.__struct_fields__}

    def __setstate__(self, state: dict[str, object]) -> None:
        for name, value in state.items():
            setattr(self, name, value)

    def text(self, column: Column) -> str:
        """What the row prints in ``column``, or an empty text."""
        cell = self.cells.get(column.index)
        return "" if cell is None else cell.text


def _blank_row() -> Row:
    return Row(index=0, name="", canonical="", source=Source(path=""))


class Table(Struct, eq=False, kw_only=True):
    """A table as printed, with canonical names attached."""

    #: Canonical name, ``支出总表``; the normalised printed title where the vocabulary does not know it.
    name: str
    #: As printed: ``2022年部门支出预算总表``.
    title: str
    #: Whether the vocabulary knows the title.
    known: bool
    #: Whether another table of the disclosure has the same title, and fits it better: this one is then not known.
    again: bool = False
    #: Money unit of the figures; None: it could not be found, and no figure of the table can be compared.
    unit: Unit | None
    columns: tuple[Column, ...]
    rows: list[Row]
    #: Notes printed under the table.
    notes: tuple[Paragraph, ...] = ()
    #: Who prepared it, where a line above the table says that: the name alone, ``上海市普陀区商务委员会``.
    preparer: Paragraph | None = None
    source: Source

    def cells(self, row: Row, role: Role) -> list[Cell]:
        """The cells of one of its rows in the columns of a role."""
        return [row.cells[column.index] for column in self.columns if column.role is role and column.index in row.cells]

    @property
    def empty(self) -> bool:
        """Whether no figure cell prints anything but nil."""
        return all(figure.nil for figure in self.figures())

    def figures(self) -> Iterator[Figure]:
        """All figures, blank cells included, row by row."""
        for row in self.rows:
            for cell in row.cells.values():
                if cell.figure is not None:
                    yield cell.figure


class Paragraph(Struct, frozen=True, gc=False):
    """A paragraph of running text. ``text`` is as printed; ``source`` is where its first character stands."""

    text: str
    source: Source
    #: Where the lines stand that were joined to its first: offset in ``text`` and source of their first characters.
    pieces: tuple[tuple[int, Source], ...] = ()

    def source_at(self, offset: int) -> Source:
        """Where the character ``offset`` of ``text`` stands; line breaks in it are lines of the source."""
        place = self.source
        if not offset:
            return place
        if self.pieces:
            begins, place = self._piece(offset)
            if place.column is not None:
                return structs.replace(place, column=place.column + offset - begins)
        line, column = place.line, place.column
        if line is None:
            return place
        if breaks := self.text.count("\n", 0, offset):
            line += breaks
            column = None if column is None else offset - self.text.rfind("\n", 0, offset)
        elif column is not None:
            column += offset
        return Source(place.path, line, column, place.page, None, None, place.origin)

    def _piece(self, offset: int) -> tuple[int, Source]:
        """The line that the character at ``offset`` was printed in: where in ``text`` it begins, and its source."""
        at = bisect_right(self.pieces, offset, key=itemgetter(0))
        return self.pieces[at - 1] if at else (0, self.source)


class Section(Struct, eq=False, kw_only=True):
    """A heading of the narrative and the paragraphs up to the next heading."""

    #: As printed, with its enumerator.
    heading: str
    #: Canonical name, ``收入预算情况``; empty where the vocabulary does not know it.
    name: str
    #: 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）.
    level: int
    paragraphs: list[Paragraph]
    source: Source
    #: The enclosing section, by the level of the headings.
    parent: Section | None = None

    def within(self, name: str) -> bool:
        """Whether this section or one that encloses it has the canonical name."""
        section: Section | None = self
        while section is not None:
            if section.name == name:
                return True
            section = section.parent
        return False


class RunningText(NamedTuple):
    """A heading or a paragraph of a section."""

    section: Section
    paragraph: Paragraph
    heading: bool


class Kind(StrEnum):
    """What a sentence of the narrative says."""

    #: A name and an amount of money: ``figures: amount, restated?``, the latter being the same in another unit.
    AMOUNT = "amount"
    #: A part of a whole: ``figures: share, amount, total?``.
    SHARE = "share"
    #: A comparison with a year before: ``figures: current?, base?, change?, rate?, multiple?, points?``; see
    #: ``direction``.
    CHANGE = "change"
    #: A number of things: ``figures: count``.
    COUNT = "count"
    #: A classification path and its amount: ``figures: amount?``; ``path`` holds the names of 类, 款, 项.
    PATH = "path"
    #: A statement that something was not budgeted.
    NIL = "nil"
    #: An account said to be more, less or as much as its budget: ``figures: spent, budgeted``; see ``direction``.
    VERDICT = "verdict"
    #: A whole and its parts: ``figures: total``; ``parts`` holds the amounts.
    LIST = "list"
    #: A list whose parts all print a share: ``shares`` and ``parts``.
    SHARES = "shares"


class Cause(NamedTuple):
    """What is said to have caused a change: as printed, and whether it makes more (+1) or less (-1) of it."""

    sign: int
    printed: str


class Statement(Struct, eq=False, kw_only=True):
    """What one phrase of the narrative states."""

    kind: Kind
    #: The name as printed, without year, unit and filling words: ``收入预算``.
    name: str
    #: All names the vocabulary gives it, most specific first; the printed name where it gives none.
    names: tuple[str, ...]
    section: Section
    paragraph: Paragraph
    #: Character span of the phrase inside the paragraph.
    span: tuple[int, int]
    #: By role: amount, restated, share, total, current, base, change, rate, multiple, points, count, spent, budgeted.
    figures: dict[str, Figure] = field(default_factory=dict)
    #: For LIST and SHARES: the members in order of print.
    parts: tuple[Figure, ...] = ()
    shares: tuple[Figure, ...] = ()
    #: For PATH, and a CHANGE of one: names of 类, 款, 项 in order, as printed without brackets.
    path: tuple[str, ...] = ()
    #: For PATH: the codes printed with the names, ``("204", "06", "01")``; empty where none is printed.
    codes: tuple[str, ...] = ()
    #: For COUNT: how many names are listed behind it, where that is certain.
    listed: Figure | None = None
    #: For CHANGE: +1 增加, -1 减少, 0 持平. The figures ``change`` and ``rate`` carry the sign of the direction. For
    #: VERDICT: +1 大于, -1 小于, 0 持平.
    direction: int | None = None
    #: For CHANGE: what it is compared with, ``预算``, ``调整预算``, ``执行`` or ``决算``; empty if that is not said.
    base_kind: str = ""
    #: For CHANGE: the year it is compared with, where the text says it; 上年 is the year before the disclosure's.
    base_year: int | None = None
    #: For CHANGE: which way the reason says that the same quantity goes, and the reason's span; None: it does not say.
    reason: int | None = None
    reason_span: tuple[int, int] | None = None
    #: For CHANGE: what is said to have caused it, where it is certain which way that pulls.
    cause: Cause | None = None

    @property
    def source(self) -> Source:
        """Where the phrase starts."""
        return self.paragraph.source_at(self.span[0])

    def quote(self) -> str:
        """The phrase as printed."""
        return self.paragraph.text[self.span[0] : self.span[1]]


class Unread(Struct, frozen=True, gc=False):
    """Something printed that could not be read for certain."""

    source: Source
    text: str
    reason: Message


class Derived:
    """What was worked out of a value, for who works it out again: it says nothing about the value, and a copy of the
    value begins without."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[Derived], tuple[()]]:
        return type(self), ()

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    __hash__ = None  # type: ignore[assignment]


class Kept(Derived):
    """What was worked out of a disclosure."""

    __slots__ = ("index",)

    def __init__(self) -> None:
        #: Made by confronting: where things are found by name.
        self.index: object = None


class Disclosure(Struct, eq=False, kw_only=True):
    """A published budget disclosure.

    Once it was confronted, figures of it may be replaced (cells of rows, figures of statements), and its lists may be
    changed; but not names, codes and texts of what is in them.
    """

    path: str
    #: The title page's title.
    title: str
    #: Name of the department or unit, as printed in the title.
    unit: str
    year: int | None
    #: ``预算`` or ``决算``.
    stage: str
    #: ``部门`` or ``单位``; empty where it is not known.
    level: str
    #: The template's region, ``浙江``; empty where it is not known.
    region: str
    #: Lines of the table of contents.
    contents: tuple[Paragraph, ...]
    sections: list[Section]
    tables: list[Table]
    #: In order of print.
    statements: list[Statement] = field(default_factory=list)
    #: Numbers of the narrative that are in no statement because they are no figures of the budget (years, dates,
    #: ordinals, thresholds, codes), by what they are.
    labels: list[Label] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    #: Name of the published file that it was read from, or converted from; empty where that is not known.
    origin: str = ""
    source: Source
    kept: Kept = field(default_factory=Kept)

    def __repr__(self) -> str:
        return f"<Disclosure {self.path}>"  # all of it would be pages

    def table(self, name: str) -> Table | None:
        """The table of that canonical name."""
        for table in self.tables:
            if table.name == name:
                return table
        return None

    def running_text(self) -> Iterator[RunningText]:
        """Headings and paragraphs of all sections in order of print, as ``Span.paragraph`` counts them."""
        for section in self.sections:
            yield RunningText(section, Paragraph(section.heading, section.source), heading=True)
            for paragraph in section.paragraphs:
                yield RunningText(section, paragraph, heading=False)

    def figures(self) -> Iterator[Figure]:
        """Every figure that prints something, of the tables and of the narrative, each once."""
        for table in self.tables:
            for figure in table.figures():
                if figure.text:
                    yield figure
        yield from self.text_figures()

    def text_figures(self) -> Iterator[Figure]:
        """Every figure of the narrative, each once."""
        seen: set[int] = set()
        for statement in self.statements:
            for figure in (*statement.figures.values(), *statement.parts, *statement.shares):
                if id(figure) not in seen:
                    seen.add(id(figure))
                    yield figure


class Label(Struct, frozen=True, gc=False):
    """A number of the narrative that is no figure of the budget."""

    text: str
    #: ``year``, ``date``, ``ordinal``, ``document number``, ``threshold``, ``code``, ``name`` (part of a name),
    #: ``measure`` (heights, scores …), ``approximate`` (约30万元), and of the page: ``page number``, ``running head``,
    #: ``form number`` (公开02表), ``table date`` (编制日期).
    kind: str
    source: Source
