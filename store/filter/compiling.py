"""Tree → one SQL condition with its parameters. Pure."""

from __future__ import annotations

from collections.abc import Callable

from store.filter.conditions import Condition, Scope, all_of, any_of, of_leaf
from store.filter.tree import Leaf, Node
from store.sql import Sql

__all__ = ["Condition", "Scope", "compile_filter"]


def compile_filter(node: Node, scope: Scope, leaf_condition: Callable[[Leaf, Scope], Sql] = of_leaf) -> Sql:
    """A condition on a row of the replica's `request`, which the statement calls `scope.alias`; it can be NULL instead
    of false.

    The statement itself restricts the rows to a project, to `is_last` and to a time range. `leaf_condition` replaces
    the usual condition of a leaf.
    """
    if isinstance(node, Leaf):
        return leaf_condition(node, scope)
    join = all_of if node.operator == "and" else any_of
    return join(compile_filter(each, scope, leaf_condition) for each in node.nodes)
