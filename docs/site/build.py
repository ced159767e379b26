"""Build the documentation: ``python docs/site/build.py OUT``. A broken link or a page outside the menu is an error.

The pages are docs/*.md and those of ``generated.py``. Files of the repository that a page links to are copied along.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import generated

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
_LINK = re.compile(r"\]\(\.\./([^)#\s]+)\)")


def main(arguments: list[str]) -> int:
    """Build into the folder that is named; the exit code of the generator."""
    if len(arguments) != 1:
        print("usage: python docs/site/build.py OUT", file=sys.stderr)
        return 4
    with tempfile.TemporaryDirectory() as folder:
        stage(Path(folder))
        command = [sys.executable, "-m", "properdocs", "build", "--strict", "--clean"]
        command += [
            "--config-file",
            str(Path(folder) / "properdocs.yml"),
            "--site-dir",
            str(Path(arguments[0]).resolve()),
        ]
        return subprocess.run(command, check=False).returncode


def stage(folder: Path) -> None:
    """Lay out the sources of the site in a folder.

    Raises:
        FileNotFoundError: a page links to a file that the repository does not have.
    """
    shutil.copy(HERE / "properdocs.yml", folder)
    shutil.copytree(HERE / "theme", folder / "theme")
    pages = folder / "docs"
    shutil.copytree(ROOT / "docs/pictures", pages / "pictures")
    for page in sorted((ROOT / "docs").glob("*.md")):
        text = page.read_text("utf-8")
        for target in _LINK.findall(text):
            text = text.replace(f"](../{target})", f"]({_carried(target, pages)})")
        (pages / page.name).write_text(text, "utf-8")
    for name, text in generated.pages().items():
        (pages / name).write_text(text, "utf-8")


def _carried(target: str, pages: Path) -> str:
    """Where the site has a file of the repository; folders of rules are the list of rules."""
    source = ROOT / target
    if source.is_dir():
        return "rules-list.md"
    copy = pages / "files" / target
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, copy)
    return f"files/{target}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
