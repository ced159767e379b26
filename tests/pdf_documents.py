"""Small PDF disclosures, drawn the way a spreadsheet prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from budget_rules.disclosure import Disclosure
from budget_rules.sources import load

WIDTH, HEIGHT = 842, 595
FONT = "STSong-Light"
LEFT, ROW = 60.0, 20.0

#: A cell of a header: text, and the columns and rows it takes.
Span = tuple[str, int, int]

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Paper:
    """Pages on which texts and ruled tables are put at a distance from the top."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))

    def text(self, x: float, top: float, text: str, size: float = 12, font: str = FONT) -> None:
        """Put a line of text so that its baseline is ``top`` points down."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - top, text)

    def centred(self, top: float, text: str, size: float = 18) -> None:
        """Put a heading."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawCentredString(WIDTH / 2, HEIGHT - top, text)

    def box(self, x: float, top: float, width: float, height: float, *, white: bool = False) -> None:
        """Draw a frame, or paint a white box."""
        if white:
            self.canvas.setFillGray(1)
            self.canvas.rect(x, HEIGHT - top - height, width, height, stroke=0, fill=1)
            self.canvas.setFillGray(0)
        else:
            self.canvas.rect(x, HEIGHT - top - height, width, height, stroke=1, fill=0)

    def row(self, top: float, widths: Sequence[float], cells: Sequence[str | Span | None]) -> float:
        """Draw a row; a span takes several columns or rows, None is a place that one takes. Returns where it ends."""
        x = LEFT
        for index, (width, cell) in enumerate(zip(widths, cells, strict=True)):
            if cell is not None:
                text, columns, rows = cell if isinstance(cell, tuple) else (cell, 1, 1)
                self.box(x, top, sum(widths[index : index + columns]), rows * ROW)
                if text:
                    self.text(x + 2, top + rows * ROW / 2 + 4, text, size=9)
            x += width
        return top + ROW

    def page(self) -> None:
        """End the page."""
        self.canvas.showPage()

    @contextmanager
    def clip(self, x: float, top: float, width: float, height: float) -> Iterator[None]:
        """Only what is painted inside of the box is seen."""
        self.canvas.saveState()
        path = self.canvas.beginPath()
        path.rect(x, HEIGHT - top - height, width, height)
        self.canvas.clipPath(path, stroke=0, fill=0)
        yield
        self.canvas.restoreState()


def drawn(path: Path, draw: Callable[[Paper], None]) -> Path:
    """The PDF that ``draw`` draws."""
    paper = Paper(path)
    draw(paper)
    paper.canvas.save()
    return path


SPENDING = [40, 40, 40, 200, 110, 110, 110]
ITEMS = [
    ["201", "", "", "一般公共服务支出", "300", "200", "100"],
    ["201", "13", "", "商贸事务", "300", "200", "100"],
    ["201", "13", "01", "行政运行", "200", "200", ""],
    ["201", "13", "02", "一般行政管理事务", "100", "", "100"],
    ["221", "", "", "住房保障支出", "50", "50", ""],
    ["221", "02", "", "住房改革支出", "50", "50", ""],
    ["221", "02", "01", "住房公积金", "50", "50", ""],
]


def title_page(paper: Paper) -> None:
    """The page that says what the document is."""
    paper.centred(200, "上海市普陀区2025年区级单位预算", 24)
    paper.centred(300, "预算单位：上海市普陀区某局", 16)
    paper.page()


def spending_header(paper: Paper, top: float = 100) -> float:
    """Title, unit and a header of three rows; returns where the first row of data goes."""
    paper.centred(60, "2025年预算单位支出预算总表")
    paper.text(LEFT, 90, "编制单位：上海市普陀区某局")
    paper.text(650, 90, "单位：元")
    top = paper.row(top, SPENDING, [("项目", 4, 1), None, None, None, ("支出预算", 3, 1), None, None])
    heads = [("合计", 1, 2), ("基本支出", 1, 2), ("项目支出", 1, 2)]
    top = paper.row(top, SPENDING, [("功能分类科目编码", 3, 1), None, None, ("功能分类科目名称", 1, 2), *heads])
    return paper.row(top, SPENDING, ["类", "款", "项", None, None, None, None])


def total_row(paper: Paper, top: float) -> None:
    """The total row, its first four cells merged."""
    paper.row(top, SPENDING, [("合计", 4, 1), None, None, None, "350", "250", "100"])


def spending_table(paper: Paper) -> None:
    """The whole table on one page."""
    top = spending_header(paper)
    for item in ITEMS:
        top = paper.row(top, SPENDING, item)
    total_row(paper, top)
    paper.page()


def read(path: Path, draw: Callable[[Paper], None]) -> Disclosure:
    """The disclosure with a title page and a spending table, and between them what ``draw`` draws."""

    def whole(paper: Paper) -> None:
        title_page(paper)
        draw(paper)
        spending_table(paper)

    return load(drawn(path, whole))


def texts(disclosure: Disclosure) -> list[str]:
    """All paragraphs and headings of the narrative."""
    found = []
    for section in disclosure.sections:
        found.append(section.heading)
        found.extend(paragraph.text for paragraph in section.paragraphs)
    return found
