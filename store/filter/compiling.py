"""The tree → one SQL condition with its parameters. Pure."""

from __future__ import annotations

from collections.abc import Callable

from store.filter.conditions import Condition, Scope, all_of, any_of, of_leaf
from store.filter.tree import Leaf, Node
from store.sql import Sql

__all__ = ["Condition", "Scope", "compile_filter"]


def compile_filter(node: Node, scope: Scope, leaf_condition: Callable[[Leaf, Scope], Sql] = of_leaf) -> Sql:
    """A condition on a row of the replica's `request`, called `scope.alias` in the statement. It may be NULL where it
    does not hold.

    Which rows are looked at (project, `is_last`, time) is the statement's business. `leaf_condition` stands in for the
    usual meaning of a leaf.
    """
    if isinstance(node, Leaf):
        return leaf_condition(node, scope)
    join = all_of if node.operator == "and" else any_of
    return join(compile_filter(each, scope, leaf_condition) for each in node.nodes)
