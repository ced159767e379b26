"""What a run is to do: the options as written, checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from budget_rules.findings import Severity
from budget_rules.messages import Message, message
from budget_rules.problem import BudgetError, WrongOptions
from budget_rules.reports.outfile import check_writable
from budget_rules.sources.given import read_given

if TYPE_CHECKING:
    from budget_rules.waivers import Waiver


class Written(Struct, frozen=True, kw_only=True):
    """The options as the user wrote them; paths are relative to ``folder``."""

    folder: Path
    #: What an option's name begins with: ``--budget-`` or ``--``.
    prefix: str
    #: How the option that names disclosures is called.
    file_option: str
    files: Sequence[str | Path]
    rules: Sequence[str | Path] = ()
    waivers: Sequence[str | Path] = ()
    #: ``KEY=VALUE`` each.
    given: Sequence[str] = ()
    fail_on: Severity = Severity.ERROR
    #: The day that decides which waivers have expired; None: today.
    today: str | None = None
    #: Form of the result (see ``reports.outputs``) → file.
    outputs: Mapping[str, str] = field(default_factory=dict)


class Settings(Struct, frozen=True, kw_only=True):
    """What the options say. Paths are absolute."""

    #: What paths in reports are relative to.
    folder: Path
    #: Each once, in the order given.
    files: tuple[Path, ...]
    #: Rule files and folders besides the shipped ones.
    rules: tuple[Path, ...]
    #: What the user says of the disclosures: unit, year, stage, level, region.
    given: dict[str, str]
    #: The least severity that fails.
    fail_on: Severity
    #: Findings that are accepted.
    waivers: tuple[Waiver, ...]
    #: The day that decides which waivers have expired.
    today: date
    #: Where to write the result: name of the form and file.
    outputs: tuple[tuple[str, Path], ...]

    def name(self, path: Path) -> str:
        """The path as a user in the folder would write it."""
        return shortened(path, self.folder)


def read_settings(written: Written, *, writing: bool = True) -> Settings:
    """The settings; ``writing``: whether this process will write the outputs, so that they are checked.

    Raises:
        WrongOptions: with a line for each wrong option.
    """
    folder, problems = written.folder, list[object]()
    files, rules = absolute(folder, written.files), absolute(folder, written.rules)
    waiving = absolute(folder, written.waivers)
    outputs = tuple((form, Path(os.path.normpath(folder / path))) for form, path in written.outputs.items())
    problems.extend(_file_problems(written, files))
    problems.extend(_rule_problems(written, rules))
    if writing:
        problems.extend(_output_problems(written, outputs, [*files, *rules, *waiving]))
    given: dict[str, str] = {}
    waivers: tuple[Waiver, ...] = ()
    try:
        given = read_given(written.given, f"{written.prefix}set")
    except BudgetError as error:
        problems.extend(error.problems)
    today: date | None = date.today()
    if waiving or written.today is not None:  # most runs need nothing of waivers
        from budget_rules.waivers.reading import read_date, read_waivers

        try:
            waivers = read_waivers(shortened(path, folder) for path in waiving)
        except BudgetError as error:
            problems.extend(error.problems)
        today = today if written.today is None else read_date(written.today)
    if today is None:
        problems.append(message("shown.option-date", option=f"{written.prefix}today", found=written.today))
    if problems or today is None:
        raise WrongOptions(problems)
    return Settings(
        folder=folder,
        files=files,
        rules=rules,
        given=given,
        fail_on=written.fail_on,
        waivers=waivers,
        today=today,
        outputs=outputs,
    )


def absolute(folder: Path, given: Iterable[str | Path]) -> tuple[Path, ...]:
    """Absolute paths, each file once, in order."""
    found: dict[str, Path] = {}
    for one in given:
        path = Path(os.path.normpath(folder / one))
        found.setdefault(os.path.realpath(path), path)
    return tuple(found.values())


def shortened(path: Path, folder: Path) -> str:
    """The path as a user in the folder would write it."""
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def _file_problems(written: Written, files: Iterable[Path]) -> Iterator[Message]:
    for path in files:
        slots = {"option": written.file_option, "path": shortened(path, written.folder)}
        if path.is_dir():
            yield message("shown.option-folder", **slots)
        elif not path.exists():
            yield message("shown.option-no-file", **slots)


def _rule_problems(written: Written, rules: Iterable[Path]) -> Iterator[Message]:
    for path in rules:
        if not path.exists():
            slots = {"option": f"{written.prefix}rules", "path": shortened(path, written.folder)}
            yield message("shown.option-no-path", **slots)


def _output_problems(written: Written, outputs: Iterable[tuple[str, Path]], inputs: Sequence[Path]) -> Iterator[object]:
    taken: dict[Path, str] = {}
    for form, path in outputs:
        option, name = f"{written.prefix}{form}", shortened(path, written.folder)
        if path in taken:
            yield message("out.same-file", option=option, other=taken[path], path=name)
        taken.setdefault(path, option)
        try:
            check_writable(name, inputs=inputs)
        except BudgetError as error:
            yield from (f"{option}: {problem}" for problem in error.problems)
