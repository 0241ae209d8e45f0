"""How many requests each arm of an experiment had on each day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date
from typing import NamedTuple

from store.analytics.query import Snapshot
from store.analytics.requests.metrics import by_bucket
from store.analytics.requests.selected import FixedBuckets, selected
from store.analytics.selection import Selection

_DAYS = FixedBuckets("day", UTC)
_REQUESTS = {"requests": "count(*)"}


class DayExposure(NamedTuple):
    day: date  # in UTC
    requests: tuple[int, ...]  # of each arm, scored or not


def exposures(snapshot: Snapshot, selections: Sequence[Selection]) -> list[DayExposure]:
    """In the order of time, with the days between on which no arm had any. Raises TooManyRows."""
    counts = [
        {int(row.bucket): int(row.requests) for row in by_bucket(snapshot, selected(each), _DAYS, {}, _REQUESTS)}
        for each in selections
    ]
    known = {day for arm in counts for day in arm}
    if not known:
        return []
    return [
        DayExposure(_DAYS.buckets.start(day).date(), tuple(arm.get(day, 0) for arm in counts))
        for day in range(min(known), max(known) + 1)
    ]
