"""Catalogue: problems of rule files."""

ENTRIES: dict[str, tuple[str, str]] = {
}
