"""Paths as node ids and users write them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def node_path(path: Path, root: Path) -> str:
    """The file's part of node ids.

    Absolute outside the root folder, where pytest itself would give all files the same: ``--lf`` finds the file behind
    an id by joining it to the root.
    """
    return str(path.relative_to(root) if path.is_relative_to(root) else path).replace(os.sep, "/")


def short_path(config: pytest.Config, path: Path) -> str:
    """The path as a user in the folder of invocation would write it."""
    folder = config.invocation_params.dir
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def path_part(arg: str) -> str:
    """The path of an argument of the command line, which may name items too."""
    return arg.partition("[")[0].partition("::")[0]
