"""Showing a report: as JSON, as plain text, on a terminal. Nothing here knows how findings came about."""
