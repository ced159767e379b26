"""Catalogue: problems of rule files."""

ENTRIES: dict[str, tuple[str, str]] = {
    "rules.sides-differ": (
        "表“{table}”在另一规则文件中的分边（sides）与此不同",
        "the sides of the table “{table}” differ from those in another rule file",
    ),
}
