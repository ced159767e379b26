"""How fast the gate is, as ratios measured side by side. See README.md."""
