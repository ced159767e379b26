"""Catalogue: what checks find."""

ENTRIES: dict[str, tuple[str, str]] = {}
