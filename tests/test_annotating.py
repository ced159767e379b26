"""Findings as comments in a copy of the original, at the wrong figures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pdfplumber
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter

import budget_rules
from budget_rules.annotating import annotated
from budget_rules.cli import main
from disclosure_writers import plain, write_excel, write_word
from published import FOLDER, checked, need

SAMPLE = Path(__file__).parents[1] / "samples" / "2022.yaml"
WANLI = FOLDER / "shanghai-putuo-wanli-street-2024-department-budget.pdf"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The sample as a Word document and as a workbook."""
    folder = tmp_path_factory.mktemp("originals")
    document = plain(budget_rules.load(str(SAMPLE)))
    return {".docx": write_word(document, folder / "a.docx"), ".xlsx": write_excel(document, folder / "a.xlsx")}


def annotate(path: Path, out: Path) -> Path:
    before = path.read_bytes()
    assert main(["annotate", str(path), "-o", str(out)]) == 0
    assert path.read_bytes() == before
    return out


def test_a_word_document_gets_comments_at_the_figures(original: dict[str, Path], tmp_path: Path) -> None:
    document = docx.Document(str(annotate(original[".docx"], tmp_path / "out.docx")))
    commented = {comment.comment_id: comment.text for comment in document.comments}
    rate = next(key for key, text in commented.items() if "2.8%" in text and "应为 2.7%" in text)

    assert commented[rate].startswith("错误: ")
    body = document.element.body
    start = next(one for one in body.iter(qn("w:commentRangeStart")) if one.get(qn("w:id")) == str(rate))
    marked = "".join(node.text for node in start.getnext().iter(qn("w:t")))
    assert marked == "2.8"


def test_comments_change_no_word_of_the_text(original: dict[str, Path], tmp_path: Path) -> None:
    def texts(path: Path) -> list[str]:
        body = docx.Document(str(path)).element.body
        return ["".join(node.text or "" for node in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]

    out = annotate(original[".docx"], tmp_path / "out.docx")
    assert texts(out) == texts(original[".docx"])
    again = budget_rules.confront(budget_rules.load_rules(), budget_rules.load(str(out)))
    before = budget_rules.confront(budget_rules.load_rules(), budget_rules.load(str(original[".docx"])))
    assert [str(one.message) for one in again.findings] == [str(one.message) for one in before.findings]


def test_a_workbook_gets_comments_and_marks_at_its_cells(original: dict[str, Path], tmp_path: Path) -> None:
    path = original[".xlsx"]
    book = openpyxl.load_workbook(annotate(path, tmp_path / "out.xlsx"))
    rulebook = budget_rules.load_rules()
    report = budget_rules.confront(rulebook, budget_rules.load(str(path), vocabulary=rulebook.vocabulary))

    assert report.causes
    for cause in report.causes:
        assert cause.source.cell is not None
        sheet, _, name = cause.source.cell.rpartition("!")
        cell = book[sheet][name]
        assert str(cause.message) in cell.comment.text
        assert cell.fill.fgColor.rgb in ("00F8B4B4", "00FFE08A", "00CFE2FF")
    weight = next(
        cell
        for cell in commented_cells(book)
        if "市人大代表联络总站运行管理费用, 总体绩效指标权重" in cell.comment.text
    )
    assert str(weight.value) == "200" and "200 应为 100" in weight.comment.text


def commented_cells(book: Any) -> list[Any]:
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment is not None]


def test_a_comment_that_was_there_is_kept(original: dict[str, Path], tmp_path: Path) -> None:
    first = annotate(original[".xlsx"], tmp_path / "first.xlsx")
    second = annotate(first, tmp_path / "second.xlsx")
    text = commented_cells(openpyxl.load_workbook(second))[0].comment.text
    assert len(re.findall("错误: |警告: |提示: ", text)) >= 2


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_gets_a_highlight_over_the_figure_however_it_is_turned(turn: int, tmp_path: Path) -> None:
    need(WANLI)
    turned, out = tmp_path / "in.pdf", tmp_path / "out.pdf"
    report = checked(WANLI)
    writer = PdfWriter(clone_from=PdfReader(str(WANLI)))
    writer.pages[8].rotate(turn)
    writer.write(turned)
    content, lost = annotated(turned, report)
    out.write_bytes(content)

    assert lost == []
    with pdfplumber.open(out) as pages:
        page = pages.pages[8]
        mark = next(one for one in page.annots if "352.67万元 应为 350.35万元" in one["contents"])
        box = (mark["x0"], mark["top"], mark["x1"], mark["bottom"])
        inside = [char["text"] for char in page.chars if within(char, box)]
        assert sorted(inside) == sorted("352.67")


def within(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    middle, height = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] < middle < box[2] and box[1] < height < box[3])


def test_every_cause_of_a_published_document_finds_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = annotate(need(WANLI), tmp_path / "out.pdf")
    report = checked(WANLI)
    notes = [note.get_object() for page in PdfReader(str(out)).pages for note in page.get("/Annots", [])]
    ours = [note for note in notes if note.get("/T") == "budget-rules"]

    assert len(ours) == len(report.causes)
    assert f"{len(ours)} 处批注" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("2022.yaml", "out.yaml", "不能批注“.yaml”文件；可以批注: .docx .xlsx .xlsm .pdf"),
        ("a.docx", "out.pdf", "out.pdf: 批注以后仍是“.docx”文件"),
        ("a.docx", "a.docx", "a.docx: 不能写入: 这是输入文件"),
    ],
)
def test_wrong_usage_is_one_line(
    source: str,
    target: str,
    said: str,
    original: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("2022.yaml").write_bytes(SAMPLE.read_bytes())
    Path("a.docx").write_bytes(original[".docx"].read_bytes())
    assert main(["annotate", source, "-o", target]) == 4
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2022.yaml", "a.docx"]
