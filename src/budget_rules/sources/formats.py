"""Which file formats are read, by extension; each reader is imported only when a file of its kind is given."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from budget_rules.disclosure import Disclosure
from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem
from budget_rules.vocabulary import Vocabulary

#: ``(path, vocabulary, year)``; the year where the user says it.
Reader = Callable[[Path, Vocabulary, int | None], Disclosure]


class Format(NamedTuple):
    """A file format, where its reader is, the package it needs, and the extra that installs that."""

    module: str
    reader: str
    needs: str = ""
    extra: str = ""


_YAML = Format("yaml_source", "read_yaml")
_EXCEL = Format("excel", "read_excel", "openpyxl", "excel")
_HTML = Format("html", "read_html", "lxml", "html")

FORMATS: dict[str, Format] = {
    ".yaml": _YAML,
    ".yml": _YAML,
    ".md": Format("markdown", "read_markdown"),
    ".xlsx": _EXCEL,
    ".xlsm": _EXCEL,
    ".xls": Format("excel", "read_excel", "xlrd", "excel"),
    ".pdf": Format("pdf", "read_pdf", "pdfplumber", "pdf"),
    ".docx": Format("word", "read_word", "docx", "word"),
    ".html": _HTML,
    ".htm": _HTML,
}
#: What cannot be read, and what it can be saved as.
_SAVE_AS = {".doc": ".docx", ".wps": ".docx", ".rtf": ".docx", ".et": ".xlsx", ".ods": ".xlsx", ".odt": ".docx"}


def reader_of(path: Path) -> Reader:
    """The function that reads files like ``path``.

    Raises:
        BudgetError: no reader knows the extension, or a package that it needs is not installed.
    """
    suffix = path.suffix.lower()
    form = FORMATS.get(suffix)
    if form is None:
        if suffix in _SAVE_AS:
            why = message("input.save-as", suffix=suffix, better=_SAVE_AS[suffix])
        else:
            why = message("input.unknown-format", suffix=path.suffix or path.name, known=" ".join(FORMATS))
        raise BudgetError([Problem(Source(path=str(path)), why)])
    if form.needs and find_spec(form.needs) is None:
        why = message("input.not-installed", suffix=suffix, extra=form.extra)
        raise BudgetError([Problem(Source(path=str(path)), why)])
    found: Reader = getattr(import_module(f"budget_rules.sources.{form.module}"), form.reader)
    return found
