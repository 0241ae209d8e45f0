"""Which requests a queue gets: by a sample of those that match its filter, or by their ids."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from time import time_ns

from api.http.auth import Caller
from api.queries.filters import filter_of
from api.queries.selection import selection_of
from api.queries.time_models import TimeRange
from store.analytics import Replica
from store.analytics.requests.sampling import joining_items, sampled_items
from store.evaluation.labelling import Queue, QueueItem, hashed_position
from store.timestamps import from_us


async def items_of_filter(replica: Replica, caller: Caller, queue: Queue) -> list[QueueItem]:
    """Empty without a filter."""
    if queue.filter is None:
        return []
    await replica.fresh()
    time_range = TimeRange(start=_time(queue.start_us), end=_time(queue.end_us))
    selection = selection_of(replica, caller, filter_of(queue.filter), time_range)
    return await replica.read(
        lambda snapshot: sampled_items(
            snapshot, selection, queue.id, queue.item_order, queue.sample_share, queue.sample_most
        )
    )


async def joining_items_of(
    replica: Replica, caller: Caller, queue: Queue, known: Sequence[str], most: int
) -> list[QueueItem]:
    """At most `most` matching requests that began since the queue follows its filter, without `known` ones."""
    await replica.fresh()
    since_us = max(queue.start_us or 0, queue.follow_from_us or 0)
    time_range = TimeRange(start=_time(since_us), end=_time(queue.end_us))
    selection = selection_of(replica, caller, filter_of(queue.filter), time_range)
    return await replica.read(
        lambda snapshot: joining_items(snapshot, selection, queue.id, queue.item_order, queue.sample_share, most, known)
    )


def items_of_ids(queue: Queue, request_ids: Sequence[str]) -> list[QueueItem]:
    now_us = time_ns() // 1000
    return [
        QueueItem(request_id, _position(queue, request_id, now_us + place), None)
        for place, request_id in enumerate(request_ids)
    ]


def _position(queue: Queue, request_id: str, added_us: int) -> int:
    return hashed_position(queue.id, request_id) if queue.item_order == "random" else added_us


def _time(at_us: int | None) -> datetime | None:
    return None if at_us is None else from_us(at_us)
