"""Catalogue: what the plugin, the command line and the reports say."""

ENTRIES: dict[str, tuple[str, str]] = {}
