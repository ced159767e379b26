"""The names that the rule language itself has, beside those of the vocabulary."""

from __future__ import annotations

LEVELS = ("类", "款", "项")
#: The two sides of a balance: ``收入 of 收支总表`` are the rows of one.
SIDES = ("收入", "支出")
ALL_TABLES = "all"
#: The table-like name of the rows below a row: ``sum(children[总计])``.
CHILDREN = "children"
#: The table-like name of the row that a row is matched with: ``match[总计]``.
MATCH = "match"
#: All rows that are no totals; in a column, only those that stand under no other row.
ALL_ROWS = "rows"
#: What a rule can say of a statement, by kind.
ROLES = {
    "amount": ("amount", "restated"),
    "share": ("share", "amount", "total", "others"),
    "shares": ("shares", "parts", "total"),
    "change": ("current", "base", "implied", "change", "rate", "multiple", "points", "beside"),
    "count": ("count", "listed"),
    "path": ("amount", "restated"),
    "list": ("total", "parts"),
    "nil": (),
    "verdict": ("spent", "budgeted"),
}
TEXT_ROLES = ("amount", "count", "share", "total", "current", "base", "change", "rate")
#: In ``text[name]``: the same quantity, stated before.
SAME = "name"
CODE_LENGTHS = (3, 5, 7)
#: Kinds of statements that go in a direction.
DIRECTED = ("change", "verdict")
#: Those whose direction is held against what: the reason given, its cause, the figures printed.
DIRECTED_BY = {"reason": DIRECTED, "cause": ("change",), "figures": ("verdict",)}
#: What a rule can say of a text, a name or a code: ``heading is empty``.
TEXT_PREDICATES = {
    "title": ("known", "in order", "single"),
    "heading": ("known", "filled", "ours", "in order", "single"),
    "contents": ("verbatim", "in order"),
    "paragraph": ("closed", "balanced", "dated", "in order", "single"),
    "sentence": ("ours",),
    "note": ("ours",),
    "term": ("used",),
    "name": ("current", "standard", "known"),
    "code": ("standard", "known", "whole", "padded"),
    "office": ("ours",),
    "preparer": ("ours", "alike"),
    "item": ("single",),
    "path": ("whole", "own", "single"),
}
#: Predicates of tables, notes, units, rows and statements.
PREDICATES = ("empty", "complete", "known", "absent", "wordless", "up", "down", "level")
#: The same for each subject: of a table and of a row of a classification more can be said.
PREDICATES_OF = {
    "table": (*PREDICATES, "even", "legible", "numbered", "of this year"),
    "row": (*PREDICATES, "single", "filled"),
}
#: ``title in contents``: where a text can be looked for, beside sections.
HEADINGS, CONTENTS = "headings", "contents"
#: Lists of words that the disclosure gives: years, its unit's name with and without 本级, other governments.
GIVEN_WORDS = ("本年", "上年", "其他年份", "非上年", "单位名称", "主管部门名称", "其他级次")
#: In a condition, whatever kind of text the rule is about.
ANY_TEXT = "text"
_NIL_PREFIXES = ("没有", "无", "未安排")


def nil_subject(name: str) -> str:
    """What ``statement 没有X`` is about: X."""
    for prefix in _NIL_PREFIXES:
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name
