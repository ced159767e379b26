"""YAML with positions: every value keeps its line and column, and its text exactly as written.

The one reader for disclosures, rules and vocabulary. Scalars stay text (``515.90`` keeps its zero, ``0501`` its, ``NO``
is no boolean). Not accepted, because nobody needs them here and they are how YAML does harm: tags, aliases, duplicate
keys, several documents in a file.
"""

from __future__ import annotations

import difflib
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from stat import S_ISDIR

import yaml

from budget_rules.messages import Message, message
from budget_rules.place import Source
from budget_rules.problem import BudgetError, Problem

#: A disclosure has some 100 kB, a rulebook less.
MOST_BYTES = 20_000_000
MOST_DEPTH = 40


class _Loader(yaml.cyaml.CParser if yaml.__with_libyaml__ else yaml.SafeLoader):  # type: ignore[misc]
    """Composes without guessing types: every scalar is text here, and guessing is a third of the cost.

    What it asks at every node is therefore answered by a function that takes anything and gives an empty text.
    """

    resolve = descend_resolver = ascend_resolver = "".format


#: What a scalar that is not quoted prints for nothing.
BLANK_TEXTS = frozenset({"", "~", "null", "Null", "NULL"})


def read_text(path: str | Path) -> str:
    """The text of a UTF-8 file of reasonable size.

    Raises:
        BudgetError: missing, a folder, empty, too large, unreadable, or not UTF-8 text.
    """
    place, source = Path(path), Source(path=str(path))
    try:
        status = place.stat()
        if S_ISDIR(status.st_mode):
            raise BudgetError([Problem(source, message("input.is-folder"))])
        size = status.st_size
        if size > MOST_BYTES:
            shown = f"{size / 1e6:.0f} MB"
            raise BudgetError(
                [Problem(source, message("input.too-large", size=shown, most=f"{MOST_BYTES // 10**6} MB"))]
            )
        data = place.read_bytes()
    except FileNotFoundError:
        raise BudgetError([Problem(source, message("input.missing"))]) from None
    except OSError as error:
        raise BudgetError([Problem(source, message("input.unreadable", why=error.strerror or str(error)))]) from None
    if not data or data.isspace():
        raise BudgetError([Problem(source, message("input.empty"))])
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BudgetError([Problem(Source(path=str(path), line=line), message("input.not-utf8"))]) from None
    if "\0" in text:
        raise BudgetError([Problem(source, message("input.binary"))])
    return text.replace("\r\n", "\n")


class Nodes:
    """Walks one YAML file, collecting every problem it meets instead of stopping at the first."""

    def __init__(self, path: str, text: str) -> None:
        """Compose ``text``.

        Raises:
            BudgetError: it is not YAML, or uses what is not accepted.
        """
        self.path = path
        self._text = text
        self.problems: list[Problem] = []
        try:
            root = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
            lines = text.split("\n")
            tabbed = mark is not None and mark.line < len(lines) and "\t" in lines[mark.line][: mark.column + 1]
            why = message("input.yaml-tab") if tabbed else message("input.yaml", why=error.problem or str(error))
            raise BudgetError([Problem(Source(path=path, line=line, column=column), why)]) from None
        except yaml.YAMLError as error:
            raise BudgetError(
                [Problem(Source(path=path), message("input.yaml", why=str(error).split("\n")[0]))]
            ) from None
        except RecursionError:
            raise BudgetError([Problem(Source(path=path), message("input.too-deep", most=MOST_DEPTH))]) from None
        if root is None:
            raise BudgetError([Problem(Source(path=path), message("input.empty"))])
        self.root: yaml.Node = root
        # Looking for a character is far cheaper than looking at every node.
        if "*" in text:
            self._refuse_aliases(root)
        self._refuse_depth(root)
        if "!" in text:
            self._refuse_tags(root)

    def _refuse_aliases(self, root: yaml.Node) -> None:
        seen: set[int] = set()
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                raise BudgetError([Problem(self.source(node), message("input.yaml-alias"))])
            seen.add(id(node))
            waiting += [child for child in _children(node) if child.__class__ is not yaml.ScalarNode]

    def _refuse_depth(self, root: yaml.Node) -> None:
        level = [root]
        for _ in range(MOST_DEPTH):
            level = [child for node in level for child in _children(node) if child.__class__ is not yaml.ScalarNode]
        if level:
            raise BudgetError([Problem(self.source(level[0]), message("input.too-deep", most=MOST_DEPTH))])

    def _refuse_tags(self, root: yaml.Node) -> None:
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if node.tag:
                shown = node.tag.replace("tag:yaml.org,2002:", "!!")[:40]
                raise BudgetError([Problem(self.source(node), message("input.yaml-tag", tag=shown))])
            if isinstance(node, yaml.SequenceNode):
                waiting.extend(reversed(node.value))
            elif isinstance(node, yaml.MappingNode):
                waiting.extend(part for pair in reversed(node.value) for part in reversed(pair))

    def source(self, node: yaml.Node) -> Source:
        """Where the node starts."""
        mark = node.start_mark
        return Source(path=self.path, line=mark.line + 1, column=mark.column + 1)

    def position(self, node: yaml.Node, offset: int) -> Source:
        """Where the character ``offset`` of a scalar's value stands, however the scalar is quoted, folded or broken.

        Scalars differ from their source only in quotes, escapes and white space, so that its characters are found in
        the source one after the other. An ``offset`` at the end is the place behind the last character.
        """
        start = node.start_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style:
            start = self._text.find("\n", start) + 1 if node.style in "|>" else start + 1
        at, behind = start, start
        as_written = isinstance(node, yaml.ScalarNode) and self._text.startswith(node.value, start)
        if as_written and "\n" not in node.value:
            return Source(path=self.path, line=node.start_mark.line + 1, column=self._column(start + offset))
        for character in node.value[: offset + 1] if isinstance(node, yaml.ScalarNode) else "":
            if character.isspace():
                continue
            at = self._text.find(character, behind, node.end_mark.index)
            if at < 0:
                return self.source(node)
            behind = at + 1
        if isinstance(node, yaml.ScalarNode) and (offset >= len(node.value) or node.value[offset].isspace()):
            at = behind
        line = node.start_mark.line + self._text.count("\n", node.start_mark.index, at)
        return Source(path=self.path, line=line + 1, column=self._column(at))

    def _column(self, at: int) -> int:
        return at - self._text.rfind("\n", 0, at)

    def problem(self, node: yaml.Node, why: Message) -> None:
        """Note a problem at the node."""
        self.problems.append(Problem(self.source(node), why))

    def raise_problems(self) -> None:
        """Raise all problems noted so far, if any."""
        if self.problems:
            raise BudgetError(self.problems)

    def mapping(
        self, node: yaml.Node, keys: Iterable[str] | None = None, *, required: Iterable[str] = ()
    ) -> dict[str, yaml.Node]:
        """The values by key. Notes what is no mapping, duplicate keys, keys outside ``keys``, and missing ones."""
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, message("input.want-mapping", found=self.kind(node)))
            return {}
        known = None if keys is None else list(keys)
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.problem(key_node, message("input.key-not-text"))
                continue
            key = key_node.value
            if key in found:
                self.problem(key_node, message("input.duplicate-key", key=key))
            elif known is not None and key not in known:
                self.problem(key_node, message("input.unknown-key", key=key, hint=did_you_mean(key, known)))
            else:
                found[key] = value
        for key in required:
            if key not in found and not any(key == k.value for k, _ in node.value if isinstance(k, yaml.ScalarNode)):
                self.problem(node, message("input.missing-key", key=key))
        return found

    def sequence(self, node: yaml.Node) -> list[yaml.Node]:
        """The members; notes what is no sequence."""
        if not isinstance(node, yaml.SequenceNode):
            self.problem(node, message("input.want-sequence", found=self.kind(node)))
            return []
        return list(node.value)

    def text(self, node: yaml.Node) -> str:
        """The scalar's text as written; blank for ``~``. Notes what is no scalar."""
        if not isinstance(node, yaml.ScalarNode):
            self.problem(node, message("input.want-text", found=self.kind(node)))
            return ""
        return "" if not node.style and node.value in BLANK_TEXTS else str(node.value)

    def texts(self, node: yaml.Node) -> list[str]:
        """The texts of a sequence, or of a single scalar."""
        if isinstance(node, yaml.ScalarNode):
            return [] if self.blank(node) else [str(node.value)]
        return [self.text(member) for member in self.sequence(node)]

    def number(self, node: yaml.Node) -> int | None:
        """A whole number; notes what is none."""
        written = self.text(node)
        if written.isascii() and written.isdigit() and len(written) < 10:
            return int(written)
        self.problem(node, message("input.want-number", found=written))
        return None

    def choice(self, node: yaml.Node, choices: Iterable[str]) -> str:
        """One of the texts in ``choices``; notes anything else."""
        written, known = self.text(node), list(choices)
        if written not in known:
            self.problem(node, message("input.want-choice", found=written, choices=" | ".join(known)))
        return written

    @staticmethod
    def blank(node: yaml.Node) -> bool:
        """Whether the node is a plain ``~``, ``null`` or nothing."""
        return isinstance(node, yaml.ScalarNode) and not node.style and node.value in BLANK_TEXTS

    @staticmethod
    def kind(node: yaml.Node) -> Message:
        """What the node is, in words."""
        for type_, key in ((yaml.MappingNode, "input.a-mapping"), (yaml.SequenceNode, "input.a-sequence")):
            if isinstance(node, type_):
                return message(key)
        return message("input.a-text", text=str(node.value)[:40])

    def pairs(self, node: yaml.Node) -> Iterator[tuple[yaml.Node, str, yaml.Node]]:
        """Key node, key and value of a mapping with free keys."""
        values = self.mapping(node)
        if isinstance(node, yaml.MappingNode):
            for key_node, value in node.value:
                if isinstance(key_node, yaml.ScalarNode) and values.get(key_node.value) is value:
                    yield key_node, str(key_node.value), values[key_node.value]


def _children(node: yaml.Node) -> Iterable[yaml.Node]:
    """The members of a sequence, the keys and values of a mapping."""
    if isinstance(node, yaml.SequenceNode):
        members: list[yaml.Node] = node.value
        return members
    return chain.from_iterable(node.value) if isinstance(node, yaml.MappingNode) else ()


def did_you_mean(name: str, known: Iterable[str]) -> Message | str:
    """A hint with the nearest known name, or an empty text."""
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return message("input.did-you-mean", near=near[0]) if near else ""
