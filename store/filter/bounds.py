"""The stretch of time that a filter lets through. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from store.filter.columns import TABLES
from store.filter.tree import Branch, Leaf, Node


class Bounds(NamedTuple):
    """Both included; None: open. UTC, without a zone."""

    first: datetime | None = None
    last: datetime | None = None

    def meet(self, other: Bounds) -> Bounds:
        firsts = [one for one in (self.first, other.first) if one is not None]
        lasts = [one for one in (self.last, other.last) if one is not None]
        return Bounds(max(firsts, default=None), min(lasts, default=None))


_STARTED = TABLES["request_response_rmt"]["request_created_at"]  # type: ignore[index]  # no map


def time_bounds(node: Node) -> Bounds:
    """Requests that the filter lets through started within these. The filter itself is to be applied all the same."""
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
