"""A filter on requests as a condition on rows of `score`, which repeat most columns of the request. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from store.analytics.replica.schema import OF_REQUEST
from store.filter import Leaf, Node, Scope, compile_filter, leaves
from store.filter.conditions import all_of, of_leaf
from store.sql import Sql

_COLUMN = re.compile(r"\{r\}\.(\w+)")
_COMPARE = {"equals": "=", "gte": ">=", "lte": "<=", "gt": ">", "lt": "<"}


def on_scores(node: Node, scope: Scope) -> Callable[[str | None], Sql] | None:
    """A function that makes the condition on the row of `score` called s. None: the filter needs columns that rows of
    `score` do not have.

    Its argument is the name of the scores of the query, where a request has at most one of that name: a filter on that
    name is then a condition on the row itself. Otherwise None.
    """
    if not all(_is_on_score(leaf) for leaf in leaves(node)):
        return None
    on_row = scope._replace(alias="s", row_id="request")

    def condition(name: str | None) -> Sql:
        def leaf_condition(leaf: Leaf, scope: Scope) -> Sql:
            return _on_this_row(leaf) if leaf.key == name and _compares_number(leaf) else of_leaf(leaf, scope)

        return compile_filter(node, on_row, leaf_condition)

    return condition


def _is_on_score(leaf: Leaf) -> bool:
    """Aggregates over sessions and users are computed from `request`; the row only has to tell the session or user."""
    return leaf.column.group is not None or all(name in OF_REQUEST for name in _COLUMN.findall(leaf.column.sql))


def _compares_number(leaf: Leaf) -> bool:
    """Whether the leaf only compares a score's value with numbers."""
    return leaf.column.kind == "score" and all(
        operator in _COMPARE and isinstance(value, float) for operator, value in leaf.tests
    )


def _on_this_row(leaf: Leaf) -> Sql:
    return all_of(Sql(f"s.value {_COMPARE[operator]} ?", (value,)) for operator, value in leaf.tests)
