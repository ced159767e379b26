"""The page: one HTML file made from the JSON result, for people who look, print and pass on.

It needs no network and may use none: its policy forbids it. The text of a disclosure is data: whatever it holds is
escaped, and characters that would act on a reader's screen are written out.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from budget_rules.messages import language, message, pattern
from budget_rules.messages.page import ENTRIES
from budget_rules.place import Source
from budget_rules.reports.page.marks import JSON, OF_CAUSES, SYMBOLS
from budget_rules.reports.page.picture import KINDS, shape
from budget_rules.reports.page.view import Document, where
from budget_rules.reports.words import harmless, number

__all__ = ["text"]

_FOLDER = Path(__file__).parent
_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_SPACES = {ord(char): " " for char in "\t\n\r\x0b\x0c"}
#: What the script says, by the end of its key in the catalogue.
_SCRIPT_TEXTS = (*(key for key in ENTRIES if key.startswith("page.js-")), "shown.suggestion")


def text(result: JSON) -> str:
    """The HTML of a result as ``schemas/result.schema.json`` describes it, in the current language."""
    documents = [Document(document, index) for index, document in enumerate(result["documents"], 1)]
    style, script = ((_FOLDER / "assets" / name).read_text("utf-8") for name in ("page.css", "page.js"))
    data = {
        "documents": [document.script_data() for document in documents],
        "texts": {key.rpartition("js-")[2].removeprefix("shown."): pattern(key) for key in _SCRIPT_TEXTS},
        "symbols": SYMBOLS,
        "words": {mark: str(message(f"page.mark-{mark}")) for mark in SYMBOLS},
    }
    return (
        _environment()
        .get_template("page.html")
        .render(
            language=_LANGUAGES[language()],
            policy=_policy(style, script),
            style=Markup(style),
            script=Markup(script),
            data=htmlsafe_json_dumps(
                _visible_all(data), partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
            ),
            documents=documents,
            errors=result["errors"],
            stale=[waiver for waiver in result["waivers"] if waiver["why"]],
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        finalize=_visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        t=lambda key, **slots: str(message(f"page.{key}", **slots)),
        shown=lambda key, **slots: str(message(f"shown.{key}", **slots)),
        number=number,
        where=where,
        position=lambda source: str(Source.of_json("", source)),
        symbols=SYMBOLS,
        of_causes=OF_CAUSES,
        kinds=KINDS,
        shape=shape,
    )
    return environment


def _visible(value: object) -> object:
    """Text without characters that act on the screen; markup of the templates as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return harmless(value.translate(_SPACES))


def _visible_all(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _visible_all(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_visible_all(one) for one in value]
    return _visible(value)


def _policy(style: str, script: str) -> str:
    """A content security policy under which nothing runs or loads but this page's own style and script."""
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
