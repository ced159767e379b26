"""Output files: written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from budget_rules.messages import message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem


def check_writable(path: str | Path, *, inputs: Iterable[str | Path] = ()) -> None:
    """Make sure ``path`` can be written, leaving everything as it is.

    Raises:
        BudgetError: it is a folder or a device, its folder is missing or not writable, it is itself read-only, or it
            is one of ``inputs``.
    """
    target = _target(path)
    if target.is_dir():
        raise _error(path, "shown.out-is-folder")
    if target.exists():
        if not target.is_file():
            raise _error(path, "shown.out-is-no-file")
        if any(Path(one).exists() and target.samefile(one) for one in inputs):
            raise _error(path, "shown.out-is-input")
        if not os.access(target, os.W_OK):
            raise _error(path, "shown.out-unwritable", why="read-only")
    if not target.parent.is_dir():
        raise _error(path, "shown.out-no-folder", folder=str(Path(path).parent))
    try:
        _spare(target).touch()
        _spare(target).unlink()
    except OSError as error:
        raise _error(path, "shown.out-unwritable", why=error.strerror or str(error)) from None


def write_whole(path: str | Path, content: str | bytes) -> None:
    """Write ``content`` (text as UTF-8) beside ``path`` and put it in its place.

    Raises:
        BudgetError: the file cannot be written; what was there before is still there.
    """
    target = _target(path)
    spare = _spare(target)
    try:
        spare.write_bytes(content.encode() if isinstance(content, str) else content)
        spare.replace(target)
    except OSError as error:
        spare.unlink(missing_ok=True)
        raise _error(path, "shown.out-unwritable", why=error.strerror or str(error)) from None


def _target(path: str | Path) -> Path:
    """The file behind links, so that a link stays one."""
    return Path(os.path.realpath(path))


def _spare(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.getpid()}.tmp")


def _error(path: str | Path, key: str, **slots: object) -> BudgetError:
    return BudgetError([Problem(Source(path=str(path)), message(key, **slots))])
