"""Renew docs/pictures/page.png from a real run: ``python docs/site/picture.py`` (needs Chromium)."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from budget_rules.cli import main

ROOT = Path(__file__).parents[2]
SIZE = "1100,640"


def picture() -> None:
    """Check the sample, open its page in a browser, keep what is seen.

    Raises:
        FileNotFoundError: there is no Chromium.
    """
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise FileNotFoundError("chromium")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        main(["check", str(ROOT / "samples/2022.yaml"), "--html", str(page)])
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={SIZE}"]
        out = ROOT / "docs/pictures/page.png"
        subprocess.run([browser, *options, f"--screenshot={out}", page.as_uri()], check=True, cwd=folder)


if __name__ == "__main__":
    picture()
