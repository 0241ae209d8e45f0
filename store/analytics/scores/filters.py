"""A filter on requests, as a condition on rows of `score`: most of what it asks of a request is there. Pure."""

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
    """On the row of `score` that is called s; given the name of the scores that are looked at, where a request has one
    of them at most, so that the row itself is what a filter on that name means. None: the filter asks for more
    than rows of `score` have."""
    if not all(_is_there(leaf) for leaf in leaves(node)):
        return None
    on_row = scope._replace(alias="s", row_id="request")

    def condition(only: str | None) -> Sql:
        def of(leaf: Leaf, scope: Scope) -> Sql:
            return _of_this_row(leaf) if leaf.key == only and _compares(leaf) else of_leaf(leaf, scope)

        return compile_filter(node, on_row, of)

    return condition


def _is_there(leaf: Leaf) -> bool:
    """Aggregates over sessions and users are asked of `request` anyway; the row only says which session or user."""
    return leaf.column.group is not None or all(name in OF_REQUEST for name in _COLUMN.findall(leaf.column.sql))


def _compares(leaf: Leaf) -> bool:
    """A score's value with numbers."""
    return leaf.column.kind == "score" and all(
        operator in _COMPARE and isinstance(value, float) for operator, value in leaf.tests
    )


def _of_this_row(leaf: Leaf) -> Sql:
    return all_of(Sql(f"s.value {_COMPARE[operator]} ?", (value,)) for operator, value in leaf.tests)
