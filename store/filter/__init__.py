"""Filters: Helicone's tree of conditions on requests, with more of them. All of it is pure. In the order a filter meets
the files:

columns.py      which tables and columns there are, of which kind, and what they are in the replica
values.py       what an operator may be given, by kind
tree.py         the filter as a typed tree
parsing.py      JSON → the tree, or what is wrong where
conditions.py   one leaf → SQL
compiling.py    the tree → one SQL condition with its parameters
bounds.py       the stretch of time that a filter lets through
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
