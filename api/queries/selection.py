"""Filter and time range → the requests that are selected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from api.http.auth import Caller
from api.queries.filters import filter_of
from api.queries.time_models import TimeRange
from store.analytics import Replica
from store.analytics.scores.filters import on_scores
from store.analytics.selection import EVERYTHING, PropertyKeys, Selection, Unit
from store.filter import ALL, Node, Scope, compile_filter
from store.sql import Sql


async def fresh_selection(
    replica: Replica, caller: Caller, raw: Any, field: str, time_range: TimeRange
) -> tuple[Selection, int]:
    """The selected requests, and the timestamp up to which the replica has everything.

    `raw` is the filter as it was sent, `field` its name in the body. Raises ValidationFailed.
    """
    node = filter_of(raw, field)
    fresh_to_us = await replica.fresh()
    return selection_of(replica, caller, node, time_range), fresh_to_us


def properties_of(replica: Replica, caller: Caller) -> PropertyKeys:
    return PropertyKeys(
        lambda name: replica.property_key(caller.project, name),
        lambda name: replica.property_column(caller.project, name),
    )


def selection_of(
    replica: Replica,
    caller: Caller,
    node: Node,
    time_range: TimeRange,
    as_of: datetime | None = None,
    unit: Unit = "request",
) -> Selection:
    """`as_of`: with the scores that were recorded until then. `unit`: whose scores."""
    condition: Sql = EVERYTHING
    scored: Callable[[str | None], Sql] | None = None
    if node != ALL:
        scope = Scope(
            caller.project,
            lambda name: replica.property_key(caller.project, name),
            alias="r",
            as_of=as_of,
            column_of=lambda name: replica.property_column(caller.project, name),
        )
        condition, scored = compile_filter(node, scope), on_scores(node, scope)
    return Selection(caller.project, condition, scored, time_range.start, time_range.end, as_of, unit)
