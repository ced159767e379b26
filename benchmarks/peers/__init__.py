"""The same job for each library: 36 relations of a 30 × 6 table.

29 items and their total; each has a total and five parts. In every row the total is the sum of the parts (30
relations), in every column the total row is the sum of the items (6 relations), as far as rounding to two decimals
allows. Each module here does it the way its library's own documentation does such things, and has ``prepare(path)``,
which reads the table and the rules and returns what checks them once and returns how many relations are violated.
"""
