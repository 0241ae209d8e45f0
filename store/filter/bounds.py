"""The time range outside of which a filter selects nothing. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from store.filter.columns import TABLES
from store.filter.tree import Branch, Leaf, Node


class Bounds(NamedTuple):
    """Both ends included; None: no bound. UTC, without a zone."""

    first: datetime | None = None
    last: datetime | None = None

    def meet(self, other: Bounds) -> Bounds:
        """The range that lies within both."""
        firsts = [first for first in (self.first, other.first) if first is not None]
        lasts = [last for last in (self.last, other.last) if last is not None]
        return Bounds(max(firsts, default=None), min(lasts, default=None))


_STARTED = TABLES["request_response_rmt"]["request_created_at"]  # type: ignore[index]  # that table is not a map


def time_bounds(node: Node) -> Bounds:
    """All requests that the filter selects started within these bounds; not all requests within them are selected."""
    bounds = Bounds()
    if isinstance(node, Branch):
        if node.operator == "and":
            for each in node.nodes:
                bounds = bounds.meet(time_bounds(each))
    elif isinstance(node, Leaf) and node.column == _STARTED:
        for operator, value in node.tests:
            assert isinstance(value, datetime)
            first = value if operator in ("gt", "gte", "equals") else None
            last = value if operator in ("lt", "lte", "equals") else None
            bounds = bounds.meet(Bounds(first, last))
    return bounds
