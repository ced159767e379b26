"""A run: which disclosures are checked, with which rules, and where the result goes. Knows neither pytest nor the
command line, which both make one."""
