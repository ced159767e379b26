"""Waivers: findings that were looked at and accepted, with a reason, an owner and a date. See docs/waivers.md."""

from __future__ import annotations

from budget_rules.waivers.applying import Use, Used, apply_waivers, uses_of
from budget_rules.waivers.reading import read_waivers
from budget_rules.waivers.waiver import Waiver

__all__ = ["Use", "Used", "Waiver", "apply_waivers", "read_waivers", "uses_of"]
