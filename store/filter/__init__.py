"""Filters on requests: filter JSON → SQL and parameters. Pure. Helicone's format, with more columns.

In the order in which a filter meets the files:

parsing.py      JSON → tree, or where it is wrong and why
columns.py      the tables and columns that a filter can name, their kinds, and their SQL in the replica
values.py       the operators and values of each kind
tree.py         the filter as a typed tree
compiling.py    tree → one SQL condition with its parameters
conditions.py   one leaf → SQL
bounds.py       the time range outside of which a filter selects nothing
texts.py        the text operators in Python, for texts that the replica does not have

    {"left": {"request_response_rmt": {"model": {"contains": "gpt"}}}, "operator": "and",
     "right": {"request_response_rmt": {"scores": {"accuracy": {"gte": 80, "lt": 90}}}}}
"""

from store.filter.bounds import Bounds, time_bounds
from store.filter.compiling import Condition, Scope, compile_filter
from store.filter.parsing import BadFilter, parse
from store.filter.tree import ALL, Branch, Leaf, Node, leaves

__all__ = [
    "ALL",
    "BadFilter",
    "Bounds",
    "Branch",
    "Condition",
    "Leaf",
    "Node",
    "Scope",
    "compile_filter",
    "leaves",
    "parse",
    "time_bounds",
]
