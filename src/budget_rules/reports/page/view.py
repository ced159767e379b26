"""A document of the JSON result as the page's templates want it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.reports.page import anchors as ids
from budget_rules.reports.page.grid import Cell, Header, body_rows, header_rows, position_key, print_size
from budget_rules.reports.page.marks import JSON, SYMBOLS, bound, mark_of_cause, marks
from budget_rules.reports.page.picture import Tile, section_tile, table_tile
from budget_rules.reports.page.text import Run, runs
from budget_rules.reports.words import unchecked_tables_line, where_words


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph or note."""

    anchor: str
    runs: list[Run]


class Section(Struct, frozen=True, kw_only=True):
    """A heading and its paragraphs; ``depth`` is 3 to 6 for h3 to h6."""

    anchor: str
    depth: int
    heading: list[Run]
    paragraphs: list[Paragraph]
    kind: str = "section"


class Table(Struct, frozen=True, kw_only=True):
    """A table."""

    anchor: str
    title: str
    unit: str
    headers: list[list[Header]]
    rows: list[list[Cell]]
    notes: list[Paragraph]
    #: Classes of a table that is too wide for an upright sheet of paper.
    size: str
    kind: str = "table"


class Cause(Struct, frozen=True, kw_only=True):
    """One thing that is wrong, with everything that was found because of it."""

    number: int
    mark: str
    severity: str
    message: str
    #: Where it stands: place and position.
    place: str
    where: str
    #: Index and finding, in the order of the result.
    findings: list[tuple[int, JSON]]
    #: What to write instead; empty where several figures or relations are in question.
    suggestion: str
    #: Ids of the figures its relations bind, as far as they are printed.
    figures: list[str]
    #: Id of the element to show where there is no figure.
    anchor: str
    #: Canonical names of the tables and sections that it touches.
    blocks: list[str]
    rules: list[str]
    #: Who accepted it and why; None where nobody did.
    waived: JSON | None

    @property
    def symbol(self) -> str:
        """The sign of its mark."""
        return SYMBOLS[self.mark]


class Document:
    """One document. ``prefix`` begins all its element ids."""

    def __init__(self, result: JSON, number: int) -> None:
        self.result = result
        self.prefix = f"d{number}"
        self.marks = marks(result)
        self.figures: dict[str, JSON] = {one["id"]: one for one in result["figures"]}
        self.anchors = ids.Anchors(result["content"], self.prefix)
        self.reasons = {one["figure"]: one["reason"] for one in result["coverage"]["unguarded"]}
        self._block_of = self._blocks_of_figures()
        self.causes = [self._cause(index, cause) for index, cause in enumerate(result["causes"])]

    @property
    def name(self) -> str:
        """``绍兴市人大办本级 2022 年 单位预算``."""
        result = self.result
        year = "" if result["year"] is None else str(message("shown.year", year=result["year"]))
        words = (result["unit"] or result["title"] or result["path"], year, result["level"] + result["stage"])
        return " ".join(filter(None, words))

    @property
    def unchecked_tables(self) -> str:
        """Which tables nothing was checked of; empty for none."""
        return unchecked_tables_line(self.result["unchecked_tables"])

    @property
    def live(self) -> list[Cause]:
        """The causes that nobody waived."""
        return [cause for cause in self.causes if cause.mark != "waived"]

    def count(self, severity: str) -> int:
        """How many causes of a severity nobody waived."""
        return sum(1 for cause in self.live if cause.severity == severity)

    @property
    def verdict(self) -> tuple[str, str]:
        """A class and a sentence for who reads nothing else."""
        errors, warnings, notices = (self.count(severity) for severity in ("error", "warning", "notice"))
        if errors:
            return "error", str(message("page.verdict-errors", count=errors))
        if warnings:
            return "warning", str(message("page.verdict-warnings", count=warnings))
        if self.result["counts"]["checks"] == self.result["counts"]["not_executed"]:
            return "warning", str(message("page.verdict-nothing"))
        return (
            ("notice", str(message("page.verdict-notices", count=notices)))
            if notices
            else (
                "held",
                str(message("page.verdict-held")),
            )
        )

    @cached_property
    def blocks(self) -> list[Section | Table]:
        """Sections and tables in order of print."""
        content = self.result["content"]
        unread = {position_key(one["source"]): one["reason"] for one in self.result["unread"]}
        found: list[Section | Table] = []
        for entry in content["order"]:
            if "table" in entry:
                found.append(self._table(entry["table"], content["tables"][entry["table"]], unread))
            else:
                found.append(self._section(entry["section"], content["sections"][entry["section"]]))
        return found

    @property
    def title(self) -> Paragraph:
        """The disclosure's title; without text where none was found."""
        return Paragraph(anchor=ids.title_id(self.prefix), runs=runs(self.result["content"]["title"]["text"], []))

    @property
    def contents(self) -> list[Paragraph]:
        """The lines of the table of contents."""
        return [
            Paragraph(anchor=ids.line_id(self.prefix, number), runs=runs(line["text"], []))
            for number, line in enumerate(self.result["content"]["contents"])
        ]

    @cached_property
    def tiles(self) -> list[tuple[str, list[Tile]]]:
        """The coverage of every section and of every table that prints a figure."""
        content = self.result["content"]
        sections = [
            section_tile(section, ids.section_id(self.prefix, number), self.figures, self.marks)
            for number, section in enumerate(content["sections"])
        ]
        tables = [
            table_tile(table, ids.table_id(self.prefix, number), self.figures, self.marks)
            for number, table in enumerate(content["tables"])
        ]
        found = (("sections", sections), ("tables", tables))
        return [(kind, [tile for tile in tiles if tile.figures]) for kind, tiles in found]

    @property
    def unguarded(self) -> list[tuple[str, list[JSON]]]:
        """Figures that nothing guards, by reason."""
        return _grouped((self.reasons[name], self.figures[name]) for name in self.reasons)

    def skipped(self, kind: str) -> list[tuple[str, list[JSON]]]:
        """``not_executed`` or ``not_applicable``, by rule."""
        return _grouped((one["title"], one) for one in self.result[kind])

    @cached_property
    def tables_touched(self) -> list[str]:
        """Tables and sections of all causes, in order of print."""
        touched = {block for cause in self.causes for block in cause.blocks}
        return [name for name in dict.fromkeys(self._block_of.values()) if name in touched] + sorted(
            touched - set(self._block_of.values())
        )

    @cached_property
    def rules_broken(self) -> list[tuple[str, str]]:
        """Rules of all findings, with their titles."""
        return list({one["rule"]: one["title"] for one in self.result["findings"]}.items())

    def numbers_of_blocks(self, cause: Cause) -> str:
        """Where a cause's tables and sections stand in ``tables_touched``."""
        return " ".join(str(self.tables_touched.index(name)) for name in cause.blocks)

    def numbers_of_rules(self, cause: Cause) -> str:
        """Where a cause's rules stand in ``rules_broken``."""
        rules = [rule for rule, _ in self.rules_broken]
        return " ".join(str(rules.index(rule)) for rule in cause.rules)

    def script_data(self) -> JSON:
        """What the page's script needs: figures, relations and causes, in short."""
        return {
            "figures": {
                name: {
                    "place": one["place"],
                    "printed": one["printed"],
                    "unit": _unit(one),
                    "where": where(one["source"]),
                    "mark": self.marks[name],
                    "guards": one["guards"],
                    "smallest": one["smallest"],
                    "reason": self.reasons.get(name, ""),
                }
                for name, one in self.figures.items()
            },
            "checks": [
                {key: check[key] for key in ("title", "state", "relation", "figures")}
                for check in self.result["checks"]
                if check["figures"]
            ],
            "findings": [
                {
                    **{key: one[key] for key in ("title", "relation", "basis")},
                    "parts": [
                        [part["role"], part["id"], part["place"], part["printed"], _unit(part), where(part["source"])]
                        for part in one["figures"]
                    ],
                }
                for one in self.result["findings"]
            ],
            "causes": [
                {
                    "message": cause.message,
                    "mark": cause.mark,
                    "suggestion": cause.suggestion,
                    "findings": [index for index, _ in cause.findings],
                    "figures": cause.figures,
                    "anchor": cause.anchor,
                }
                for cause in self.causes
            ],
        }

    def _cause(self, number: int, cause: JSON) -> Cause:
        findings = self.result["findings"]
        own = [(index, findings[index]) for index in cause["findings"]]
        names = [name for name in bound(cause, findings) if name in self._block_of]
        blocks = [self._block_of[name] for name in names]
        blocks += [finding["instance"] for _, finding in own if finding["instance"]]
        return Cause(
            number=number,
            mark=mark_of_cause(cause, findings),
            severity=cause["severity"],
            message=cause["message"],
            place=cause["place"],
            where=where(cause["source"]),
            findings=own,
            suggestion=own[0][1]["suggestion"] if len(own) == 1 and len(cause["suspects"]) < 2 else "",
            figures=names,
            anchor="" if names else self.anchors.of(own[0][1]),
            blocks=list(dict.fromkeys(blocks)),
            rules=list(dict.fromkeys(finding["rule"] for _, finding in own)),
            waived=next((finding["waived"] for _, finding in own if finding.get("waived")), None),
        )

    def _blocks_of_figures(self) -> dict[str, str]:
        """By figure: the canonical name of its table, or the name of its section."""
        found: dict[str, str] = {}
        content = self.result["content"]
        for entry in content["order"]:
            if "table" in entry:
                table = content["tables"][entry["table"]]
                cells = (cell["figure"] for row in table["rows"] for cell in row["cells"])
                found.update((name, table["name"]) for name in cells if name)
            else:
                section = content["sections"][entry["section"]]
                parts = (section, *section["paragraphs"])
                name = section["name"] or section["heading"]
                found.update((mark["id"], name) for part in parts for mark in part["figures"])
        return found

    def _section(self, number: int, section: JSON) -> Section:
        return Section(
            anchor=ids.section_id(self.prefix, number),
            depth=min(2 + section["level"], 6),
            heading=runs(section["heading"], section["figures"]),
            paragraphs=[
                Paragraph(anchor=ids.paragraph_id(self.prefix, number, index), runs=runs(one["text"], one["figures"]))
                for index, one in enumerate(section["paragraphs"])
            ],
        )

    def _table(self, number: int, table: JSON, unread: dict[object, str]) -> Table:
        return Table(
            anchor=ids.table_id(self.prefix, number),
            title=table["title"],
            unit=table["unit"],
            headers=header_rows(table["columns"]),
            rows=body_rows(table, unread, self.anchors.cells),
            notes=[
                Paragraph(anchor=ids.note_id(self.prefix, number, index), runs=[Run(one["text"])])
                for index, one in enumerate(table["notes"])
            ],
            size=print_size(table),
        )


def where(source: JSON) -> str:
    """The position inside the file, in words; and in the file it was converted from."""
    found = Source.of_json("", source)
    inside = where_words(found)
    return inside if found.origin is None else str(message("shown.origin", source=inside, origin=found.origin))


def _unit(figure: JSON) -> str:
    return "" if figure["printed"][-1:] in ("%", "％", "‰") else str(figure["unit"])


def _grouped(pairs: Iterator[tuple[str, JSON]]) -> list[tuple[str, list[JSON]]]:
    found: dict[str, list[JSON]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return list(found.items())
