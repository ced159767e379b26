"""Running text to statements: amounts, shares, changes, counts, classification paths, lists and nil statements.

Every number of the narrative ends in exactly one of three places: a figure of a statement, a label (a year, a date, an
ordinal, a threshold …) or the list of what could not be read. All wording is vocabulary (``rules/vocabulary``). What is
not certain is left out: a wrong link between two figures would make a false finding.
"""

from budget_rules.narrative.reader import read_narrative as read_narrative

__all__ = ["read_narrative"]
