"""Office files and web pages that cannot be read: one clear line each, in bounded time and memory."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from budget_rules import load
from budget_rules.sources import formats
from disclosure_writers import WRITERS, Document, Plain
from sources_support import problems

OFFICE = [".xlsx", ".xlsm", ".docx"]
DOCUMENT = Document(
    "某局2022年单位预算",
    "某局",
    ["一、概况"],
    [("一、概况", 1, ["某局2022年支出预算1.00万元。"])],
    [Plain("2022年部门支出预算总表", "万元", [["科目编码", "科目名称", "总计"]], [["201", "公共", "1.00"]])],
)
DAMAGED = "文件已损坏或不完整；请重新下载或另存"


def written(folder: Path, name: str, data: bytes) -> list[str]:
    path = folder / name
    path.write_bytes(data)
    return problems(path)


def made(folder: Path, suffix: str) -> bytes:
    return WRITERS[suffix](DOCUMENT, folder / f"made{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", [*OFFICE, ".xls", ".html"])
def test_missing_empty_and_huge(tmp_path: Path, suffix: str) -> None:
    assert problems(tmp_path / f"a{suffix}") == [f"a{suffix}: 文件不存在"]
    assert written(tmp_path, f"a{suffix}", b"") == [f"a{suffix}: 文件为空"]
    with (tmp_path / f"a{suffix}").open("wb") as file:
        file.truncate(200_000_000)
    assert "文件过大（200 MB" in problems(tmp_path / f"a{suffix}")[0]


@pytest.mark.parametrize("suffix", [*OFFICE, ".xls"])
def test_what_is_no_office_file(tmp_path: Path, suffix: str) -> None:
    assert written(tmp_path, f"a{suffix}", b"\x00\x01 \x02" * 50) == [f"a{suffix}: {DAMAGED}"]


@pytest.mark.parametrize(
    ("content", "suffix"), [(".xlsx", ".docx"), (".docx", ".xlsx"), (".xlsx", ".xls"), (".html", ".xls")]
)
def test_a_wrong_extension_is_named(tmp_path: Path, content: str, suffix: str) -> None:
    found = written(tmp_path, f"a{suffix}", made(tmp_path, content))
    assert found == [f"a{suffix}: 扩展名是 {suffix}，内容却是 {content} 文件；请改正扩展名"]


def test_a_pdf_under_another_name(tmp_path: Path) -> None:
    assert written(tmp_path, "a.docx", b"%PDF-1.7\n")[0].endswith("内容却是 .pdf 文件；请改正扩展名")


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_a_truncated_file(tmp_path: Path, suffix: str, part: float) -> None:
    data = made(tmp_path, suffix)
    assert written(tmp_path, f"a{suffix}", data[: int(len(data) * part)]) == [f"a{suffix}: {DAMAGED}"]


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_file_with_flipped_bytes_is_one_line_or_is_read(tmp_path: Path, suffix: str) -> None:
    data = made(tmp_path, suffix)
    for at in range(40, len(data), len(data) // 12):
        damaged = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
        assert len(written(tmp_path, f"a{suffix}", damaged)) <= 1


@pytest.mark.parametrize(("suffix", "member"), [(".xlsx", "xl/workbook.xml"), (".docx", "word/document.xml")])
def test_a_container_with_a_broken_part(tmp_path: Path, suffix: str, member: str) -> None:
    for content in (b"", b"<a", b"<?xml version='1.0'?><x/>"):
        (found,) = written(tmp_path, f"a{suffix}", repacked(made(tmp_path, suffix), member, content))
        assert found in (f"a{suffix}: {DAMAGED}", f"a{suffix}: 文件中没有表格，不是预算公开文件")


def repacked(data: bytes, member: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, content if name == member else before.read(name))
    return out.getvalue()


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, suffix: str) -> None:
    member = "xl/media/a.bin" if suffix == ".xlsx" else "word/media/a.bin"
    with zipfile.ZipFile(tmp_path / f"a{suffix}", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as container:
        container.writestr(member.rsplit("/", 1)[0] + "/b", b"")
        with container.open(member, "w") as file:
            for _ in range(300):
                file.write(bytes(10**6))
    start = time.perf_counter()
    (found,) = problems(tmp_path / f"a{suffix}")
    assert "文件解压后过大（300 MB" in found
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_password(tmp_path: Path, suffix: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    assert written(tmp_path, f"a{suffix}", data) == [f"a{suffix}: 文件有密码保护；请取消密码后另存"]


def test_a_password_on_an_old_workbook(tmp_path: Path) -> None:
    xlwt: Any = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "b")
    book.save(str(tmp_path / "plain.xls"))
    data = (tmp_path / "plain.xls").read_bytes()
    start = data.index(struct.pack("<HH", 0x809, 16))
    # FILEPASS instead of the second record.
    after = start + 20
    size = struct.unpack("<H", data[after + 2 : after + 4])[0]
    assert size >= 2
    data = data[:after] + struct.pack("<HHH", 0x2F, size, 1) + data[after + 6 :]
    assert written(tmp_path, "a.xls", data) == ["a.xls: 文件有密码保护；请取消密码后另存"]


@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_old_formats_say_what_to_save_as(tmp_path: Path, suffix: str) -> None:
    assert written(tmp_path, f"a{suffix}", b"x") == [
        f"a{suffix}: 不能读取 {suffix} 文件；请在办公软件中另存为 .docx 再用"
    ]


@pytest.mark.parametrize(
    ("suffix", "package", "extra"),
    [(".xlsx", "openpyxl", "excel"), (".xls", "xlrd", "excel"), (".docx", "docx", "word"), (".html", "lxml", "html")],
)
def test_without_its_package_the_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, package: str, extra: str
) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda name: None if name == package else object())
    assert written(tmp_path, f"a{suffix}", b"x") == [
        f'a{suffix}: 读取 {suffix} 文件需要另装组件：pip install "budget-rules[{extra}]"'
    ]


def test_a_disclosure_without_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("通知")
    document.save(str(tmp_path / "a.docx"))
    assert "没有识别出任何预算表" in problems(tmp_path / "a.docx")[0]
    assert "没有识别出任何预算表" in written(tmp_path, "a.html", "<html><p>通知</p></html>".encode())[0]
    assert written(tmp_path, "a.html", b"<html></html>") == ["a.html: 文件中没有表格，不是预算公开文件"]


def sheet_xml(path: Path, rows: bytes) -> Path:
    """The workbook with these rows added at the end of its last sheet."""
    data = WRITERS[".xlsx"](DOCUMENT, path).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        member = max(name for name in container.namelist() if "worksheets/sheet" in name)
        sheet = container.read(member)
    path.write_bytes(repacked(data, member, sheet.replace(b"</sheetData>", rows + b"</sheetData>")))
    return path


def test_a_million_empty_rows_cost_nothing(tmp_path: Path) -> None:
    row = b'<row r="%d" ht="14"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>'
    path = sheet_xml(
        tmp_path / "a.xlsx", b"".join(row % (n, n, n) for n in range(100, 100_000)) + b'<row r="1048576"/>'
    )
    start = time.perf_counter()
    (table,) = load(path).tables
    assert len(table.rows) == 1
    assert time.perf_counter() - start < 10


def test_a_sheet_with_too_much_is_refused_by_name(tmp_path: Path) -> None:
    path = sheet_xml(tmp_path / "a.xlsx", b'<row r="9"><c r="A9"><v>1</v></c></row>' * 300_001)
    (found,) = problems(path)
    assert "内容过多（30" in found


def test_a_cell_far_out_costs_nothing(tmp_path: Path) -> None:
    path = sheet_xml(tmp_path / "a.xlsx", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    start = time.perf_counter()
    load(path)
    assert time.perf_counter() - start < 5


def test_a_merged_area_as_large_as_the_sheet_costs_nothing(tmp_path: Path) -> None:
    path = WRITERS[".xlsx"](DOCUMENT, tmp_path / "a.xlsx")
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        sheet = container.read("xl/worksheets/sheet1.xml")
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path.write_bytes(repacked(data, "xl/worksheets/sheet1.xml", sheet.replace(b"</sheetData>", merged)))
    assert len(load(path).tables) == 1


def test_an_entity_bomb_in_a_document(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "xxxxxxxxxx">' + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (c, *([c - 1] * 8)) for c in range(ord("b"), ord("p"))
    )
    for suffix, member in ((".docx", "word/document.xml"), (".xlsx", "xl/worksheets/sheet1.xml")):
        data = repacked(made(tmp_path, suffix), member, bomb + b"]><a>&o;</a>")
        start = time.perf_counter()
        assert len(written(tmp_path, f"a{suffix}", data)) == 1
        assert time.perf_counter() - start < 5


def test_hostile_pages_take_bounded_time(tmp_path: Path) -> None:
    start = time.perf_counter()
    for text in (
        "<div>" * 100_000,
        "<table>" * 5000 + "<tr><td>1",
        "<table><tr><td colspan=99999 rowspan=99999>1<td>2" * 500,
    ):
        assert len(written(tmp_path, "a.html", f"<html>{text}".encode())) <= 1
    assert time.perf_counter() - start < 10


def test_readers_are_imported_only_when_they_are_needed() -> None:
    names = ("openpyxl", "xlrd", "docx", "lxml", "pdfplumber")
    code = f"import sys, budget_rules; print([name for name in {names} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
