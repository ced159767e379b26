"""Disclosures for the narrative tests: real text, made into sections without the sources package."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from budget_rules.disclosure import Disclosure, Paragraph, Section
from budget_rules.narrative import read_narrative
from budget_rules.place import Source
from budget_rules.shipped import rules_folder
from budget_rules.vocabulary import Vocabulary
from budget_rules.vocabulary_yaml import VocabularyReader
from budget_rules.yaml_nodes import Nodes, read_text
from published import SHAOXING, need

_ENUMERATED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、]|[（(]?[0-9]{1,2}[)）、.．](?![0-9]*[0-9%])")
#: A line of the PDF that is shorter does not reach the margin.
_FULL_LINE = 50
_TOP = re.compile("[一二三四五六七八九十]{1,3}、")


@cache
def vocabulary() -> Vocabulary:
    reader = VocabularyReader()
    for path in sorted((rules_folder() / "vocabulary").glob("*.yaml")):
        nodes = Nodes(str(path), read_text(path))
        assert nodes.root is not None
        for _, key, value in nodes.pairs(nodes.root):
            if key == "vocabulary":
                reader.read(nodes, value)
    return reader.finish()


def section(heading: str, *paragraphs: str, line: int = 1, parent: Section | None = None) -> Section:
    source = Source(path="t.md", line=line, column=1)
    found = [Paragraph(text, Source(path="t.md", line=line + n, column=1)) for n, text in enumerate(paragraphs, 1)]
    name = vocabulary().section(heading)
    return Section(heading=heading, name=name, level=2, paragraphs=found, source=source, parent=parent)


def disclosure(*sections: Section, unit: str = "绍兴市人大办本级", year: int | None = 2022) -> Disclosure:
    return Disclosure(
        path="t.md", title="", unit=unit, year=year, stage="预算", level="单位", region="", contents=(),
        sections=list(sections), tables=[], source=Source(path="t.md"),
    )  # fmt: skip


def read(*sections: Section, unit: str = "绍兴市人大办本级", year: int | None = 2022) -> Disclosure:
    made = disclosure(*sections, unit=unit, year=year)
    read_narrative(made, vocabulary())
    return made


def shaoxing() -> Disclosure:
    """The narrative of the Shaoxing document, up to its first table, contents left out."""
    sections: list[Section] = []
    parents: dict[int, Section] = {}
    lines = need(SHAOXING).read_text(encoding="utf-8").split("\n")
    stop = next(n for n, line in enumerate(lines) if line.startswith("## 2022年部门收支预算总表"))
    begin = max(n for n, line in enumerate(lines) if line.startswith("## 一、单位概况"))
    for number, line in enumerate(lines[begin:stop], begin + 1):
        if match := re.match(r"(#+)\s+(.*)", line):
            level = len(match.group(1))
            made = section(match.group(2), line=number, parent=parents.get(level - 1))
            parents = {key: value for key, value in parents.items() if key < level} | {level: made}
            sections.append(made)
        elif line.strip():
            sections[-1].paragraphs.append(Paragraph(line, Source(path=str(SHAOXING), line=number, column=1)))
    return disclosure(*sections)


_YEAR = re.compile(r"(20\d\d)年")
_UNIT = re.compile(r"(?:预算单位|部门|主管部门|预算主管部门)[:：]\s*(\S+)")
_TABLE_PAGE = re.compile(r"单位[:：]\s*(?:万元|元)|^(?:类 款 项|合计 |\d{3} )", re.MULTILINE)
_HEADING = re.compile(r"(?!\d+\.).*(?:编制说明|情况说明|机构设置|主要职能|名词解释)")


@cache
def narrative_lines(path: Path) -> tuple[str, str, list[str]]:
    """Unit, year, and the lines of the pages without tables of a published PDF; sections start with ``# ``."""
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(path) as document:
        pages = [(page.extract_text() or "").strip() for page in document.pages]
    year, unit = _YEAR.search(pages[0]), _UNIT.search(pages[0])
    assert year is not None
    assert unit is not None
    lines: list[str] = []
    for page in pages[2:]:
        first, *rest = page.split("\n")
        if _TABLE_PAGE.search(page):
            continue
        if _HEADING.fullmatch(first):
            lines += [f"# {first}", *rest]
        elif lines:
            lines += [first, *rest]
    return unit[1], year[1], lines


def shanghai(path: Path) -> Disclosure:
    """The narrative of a published PDF; lines of a paragraph are broken as printed."""
    unit, year, lines = narrative_lines(path)
    sections: list[Section] = []
    top: Section | None = None
    joined = False
    for number, line in enumerate(lines, 2):
        text = line.strip()
        if not text:
            joined = False
        elif text.startswith("# "):
            top = section(text[2:], line=number)
            sections.append(top)
            joined = False
        elif _TOP.match(text) and len(text) < 40:
            sections.append(section(text, line=number, parent=top))
            joined = False
        elif joined and not _ENUMERATED.match(text):
            last = sections[-1].paragraphs[-1]
            sections[-1].paragraphs[-1] = Paragraph(last.text + "\n" + text, last.source)
        else:
            sections[-1].paragraphs.append(Paragraph(text, Source(path=path.name, line=number, column=1)))
            joined = True
        if text.endswith(("。", "：")) and len(text) < _FULL_LINE:
            joined = False
    return disclosure(*sections, unit=unit, year=int(year))
