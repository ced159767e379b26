"""The bytes of an Office file, after what is cheap to see is seen: size, true kind, encryption, zip bombs."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.yaml_nodes import MOST_BYTES, read_text

#: What a zip container may hold when unpacked. The biggest real workbooks have some ten megabytes.
MOST_UNPACKED = 256 * 10**6
MOST_MEMBERS = 5000
#: How files of other kinds begin.
_STARTS = _PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LONGEST_START = max(map(len, _STARTS))
_PACKED_KINDS = {"xl/": ".xlsx", "word/": ".docx", "ppt/": ".pptx"}
_STREAMS = {
    "EncryptedPackage": "encrypted",
    "Workbook": ".xls",
    "Book": ".xls",
    "WordDocument": ".doc",
    "PowerPoint Document": ".ppt",
}
_MAY_BE = {".xlsx": {".xlsx", ".xlsm"}, ".htm": {".html", ".htm"}, ".html": {".html", ".htm"}}


def refuse(path: Path, key: str, **slots: object) -> BudgetError:
    """The error that says why the whole file is not read."""
    return BudgetError([Problem(Source(path=str(path)), message(key, **slots))])


def is_defect(error: BaseException) -> bool:
    """Whether a line of this package raised the error.

    Libraries raise whatever comes up in a damaged file; what our own code raises is a defect of it, not of the file.
    """
    found = error.__traceback__
    while found is not None and found.tb_next is not None:
        found = found.tb_next
    name = str(found.tb_frame.f_globals.get("__name__", "")) if found is not None else ""
    return name.split(".")[0] == __package__.split(".")[0]


def read_bytes(path: Path) -> bytes:
    """The content of a file of reasonable size.

    Raises:
        BudgetError: missing, a folder, empty, too large, or unreadable.
    """
    try:
        if path.is_dir():
            raise refuse(path, "input.is-folder")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise refuse(path, "input.too-large", size=f"{size / 1e6:.0f} MB", most=f"{MOST_BYTES // 10**6} MB")
        data = path.read_bytes()
    except FileNotFoundError:
        raise refuse(path, "input.missing") from None
    except OSError as error:
        raise refuse(path, "input.unreadable", why=error.strerror or str(error)) from None
    if not data:
        raise refuse(path, "input.empty")
    return data


def kind_of(data: bytes) -> str:
    """The extension that files with this content have; ``encrypted``, or empty where it cannot be told."""
    if data.startswith(_PDF):
        return ".pdf"
    if data.startswith(_ZIP):
        names = _member_names(data)
        return next((kind for name in names for start, kind in _PACKED_KINDS.items() if name.startswith(start)), "")
    if data.startswith(_OLE):
        return next((kind for name, kind in _STREAMS.items() if name.encode("utf-16-le") in data), "")
    head = data[:2000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        return ".html"
    return ""


def check_kind(path: Path, data: bytes) -> None:
    """Refuse what is encrypted, or is another format than its extension says.

    Raises:
        BudgetError: it is.
    """
    kind, suffix = kind_of(data), path.suffix.lower()
    if kind == "encrypted":
        raise refuse(path, "input.encrypted")
    if kind and suffix not in _MAY_BE.get(kind, {kind}):
        raise refuse(path, "input.wrong-extension", suffix=suffix, kind=kind)


def read_plain(path: Path) -> str:
    """The text of a text file, see ``read_text``; a PDF or an Office file that goes by such a name is told by its kind.

    Raises:
        BudgetError: it is one, or cannot be read.
    """
    try:
        text = read_text(path)
    except BudgetError:
        with suppress(OSError):
            _refuse_kinds(path)
        raise
    if text.startswith(_PDF.decode()):
        _refuse_kinds(path)
    return text


def _refuse_kinds(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(_LONGEST_START)
    if start.startswith(_STARTS):
        check_kind(path, read_bytes(path))


def unpack(path: Path) -> tuple[bytes, zipfile.ZipFile]:
    """The bytes of an Office file that is a zip container, and the container opened.

    Raises:
        BudgetError: it is damaged, encrypted, no such container, or unpacks to more than is reasonable.
    """
    data = read_bytes(path)
    check_kind(path, data)
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
        members = container.infolist()
        size = sum(member.file_size for member in members)
        if size > MOST_UNPACKED or len(members) > MOST_MEMBERS:
            shown, most = f"{size / 1e6:.0f} MB", f"{MOST_UNPACKED // 10**6} MB"
            raise refuse(path, "input.zip-bomb", size=shown, members=len(members), most=most)
        if any(member.flag_bits & 1 for member in members):
            raise refuse(path, "input.encrypted")
        broken = container.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise refuse(path, "input.damaged") from None
    if broken is not None:
        raise refuse(path, "input.damaged")
    return data, container


def _member_names(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return container.namelist()[:MOST_MEMBERS]
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        return []
