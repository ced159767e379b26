"""PDF files that cannot be used: one clear line each, in bounded time."""

from __future__ import annotations

import base64
import re
import sys
import time
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

import budget_rules.sources.pdf as pdf_source
from budget_rules.sources import load
from budget_rules.sources.pdf_size import unpacks_to_more
from pdf_documents import Paper, drawn, spending_table, title_page
from sources_support import problems

STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def whole(paper: Paper) -> None:
    title_page(paper)
    spending_table(paper)


def only(path: Path) -> str:
    """The one line that loading gives."""
    (line,) = problems(path)
    return line


def test_a_pdf_without_text_is_said_to_be_scanned(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        paper.box(60, 60, 500, 400)
        paper.page()

    path = drawn(tmp_path / "a.pdf", draw)
    assert only(path).startswith("a.pdf: PDF 中没有文字（可能是扫描件）")


def test_text_that_a_scanner_recognised_is_not_shown_and_so_not_read(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        layer = paper.canvas.beginText(60, 500)
        layer.setTextRenderMode(3)
        layer.setFont("Helvetica", 12)
        layer.textOut("2025 350.00")
        paper.canvas.drawText(layer)
        paper.page()

    assert "扫描件" in only(drawn(tmp_path / "a.pdf", draw))


def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(60, 500, "350.00")
    canvas.save()
    assert only(path) == "a.pdf: PDF 设有密码，无法读取；请另存为无密码的 PDF"


def test_another_file_with_the_extension_of_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("# 预算公开\n", encoding="utf-8")
    assert only(path) == "a.pdf: 不是 PDF 文件（扩展名有误，或文件已损坏）"


def test_an_empty_file_and_a_missing_one(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    assert only(tmp_path / "a.pdf") == "a.pdf: 文件为空"
    assert only(tmp_path / "b.pdf") == "b.pdf: 文件不存在"


@pytest.mark.parametrize("part", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_truncated_file_gives_one_line_or_all_of_the_document(tmp_path: Path, part: float) -> None:
    data = drawn(tmp_path / "whole.pdf", whole).read_bytes()
    path = tmp_path / "a.pdf"
    path.write_bytes(data[: int(len(data) * part)])
    lines = problems(path)
    assert len(lines) <= 1
    assert all(line.startswith("a.pdf") for line in lines)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_gives_one_line_or_a_document(tmp_path: Path, seed: int) -> None:
    data = bytearray(drawn(tmp_path / "whole.pdf", whole).read_bytes())
    for step in range(20):
        data[(seed * 977 + step * 389) % len(data)] ^= 0x55
    path = tmp_path / "a.pdf"
    path.write_bytes(bytes(data))
    assert len(problems(path)) <= 1


def test_too_many_pages_are_refused_before_they_are_read(tmp_path: Path) -> None:
    def draw(paper: Paper) -> None:
        for _ in range(500):
            paper.text(60, 80, "本单位负责全区的日常工作。")
            paper.page()

    path = drawn(tmp_path / "a.pdf", draw)
    start = time.perf_counter()
    assert only(path) == f"a.pdf: PDF 超过 {pdf_source.MOST_PAGES} 页；请只保留预算公开文件的各页"
    assert time.perf_counter() - start < 5


def test_a_pdf_without_a_table(tmp_path: Path) -> None:
    assert "没有识别出任何预算表" in only(drawn(tmp_path / "a.pdf", title_page))


def test_without_pdfplumber_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drawn(tmp_path / "a.pdf", whole)
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    for name in [name for name in sys.modules if name.startswith("budget_rules.sources.pdf")]:
        monkeypatch.delitem(sys.modules, name)
    assert 'pip install "budget-rules[pdf]"' in only(path)


def test_a_page_of_which_a_part_is_lost_is_damaged(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportlab.rl_config.useA85", 0)
    path = drawn(tmp_path / "a.pdf", spending_table)
    data = path.read_bytes()
    start, end = max((match.span(1) for match in STREAM.finditer(data)), key=lambda span: span[1] - span[0])
    middle = (start + end) // 2
    path.write_bytes(data[:middle] + b"#!#!" + data[middle + 4 :])
    assert problems(path) == ["a.pdf:p1: PDF 文件已损坏或不完整；请重新下载"]
    assert capfd.readouterr() == ("", "")


def test_a_defect_of_ours_is_not_called_a_damaged_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_source, "PageText", None)
    with pytest.raises(TypeError):
        load(drawn(tmp_path / "a.pdf", spending_table))


@pytest.mark.parametrize("packed", ["once", "twice", "ascii85"])
def test_a_bomb_is_seen_before_it_is_unpacked(tmp_path: Path, packed: str) -> None:
    bomb, filters = zlib.compress(b" " * 1_000_000 * 130, 9), "/FlateDecode"
    if packed == "twice":
        bomb, filters = zlib.compress(bomb), "[/FlateDecode /FlateDecode]"
    if packed == "ascii85":
        bomb, filters = base64.a85encode(bomb) + b"~>", "[/ASCII85Decode /FlateDecode]"
    path = tmp_path / "a.pdf"
    head = f"%PDF-1.4\n4 0 obj\n<</Length {len(bomb)}/Filter {filters}>>stream\n".encode()
    path.write_bytes(head + bomb + b"\nendstream\nendobj\n")
    assert problems(path) == ["a.pdf: PDF 解压后过大（上限 128 MB）；请由 Word、Excel 重新导出"]


def test_images_do_not_count_as_they_are_not_unpacked() -> None:
    image = b"4 0 obj\n<</Subtype /Image/Filter/FlateDecode>>stream\n" + zlib.compress(b" " * 1000) + b"\nendstream"
    assert not unpacks_to_more(image, 100)
    assert unpacks_to_more(image.replace(b"/Image", b"/Form"), 100)
