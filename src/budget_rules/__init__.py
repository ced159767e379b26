"""Rule-based consistency checks for public budget disclosures (预算公开).

The library: ``load`` reads a disclosure, ``load_rules`` a rulebook, ``confront`` evaluates every rule wherever it
applies. The pytest plugin and the command line only show what these return.

Importing the package imports nothing else: the plugin is loaded in every pytest run of the environment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budget_rules.confrontation import confront as confront
    from budget_rules.disclosure import Disclosure as Disclosure
    from budget_rules.findings import Finding as Finding
    from budget_rules.findings import Report as Report
    from budget_rules.problem import BudgetError as BudgetError
    from budget_rules.rulebook import Rulebook as Rulebook
    from budget_rules.rulebook import load_rules as load_rules
    from budget_rules.sources import load as load

__version__ = "0.1.0"

_HOMES = {
    "BudgetError": "problem",
    "Disclosure": "disclosure",
    "Finding": "findings",
    "Report": "findings",
    "Rulebook": "rulebook",
    "confront": "confrontation",
    "load": "sources",
    "load_rules": "rulebook",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"budget_rules.{home}"), name)
