"""How many requests each arm of an experiment had on each day, and how many units were assigned to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date
from typing import NamedTuple

from store.analytics.fairness.fairness import RatioUnit
from store.analytics.query import Snapshot
from store.analytics.requests.metrics import by_bucket
from store.analytics.requests.selected import FixedBuckets, selected
from store.analytics.selection import Selection
from store.sql import compose

_DAYS = FixedBuckets("day", UTC)
_REQUESTS = {"requests": "count(*)"}
_COUNTS: dict[RatioUnit, str] = {  # as in clusters: a request without a user is one of its own
    "request": "count(*)",
    "session": "count(DISTINCT r.session_id) + count(*) - count(r.session_id)",
    "user": "count(DISTINCT r.user_id) + count(*) - count(r.user_id)",
}


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


def assigned(snapshot: Snapshot, selections: Sequence[Selection], unit: RatioUnit) -> tuple[int, ...]:
    """How many requests, sessions or users each arm has, scored or not."""
    statement = """
        SELECT {count}
        {source}
        """
    counts = []
    for each in selections:
        count = "count(DISTINCT r.session_id)" if each.unit == unit == "session" else _COUNTS[unit]
        ((number,),) = snapshot.rows(compose(statement, count=count, source=selected(each)))
        counts.append(int(number))
    return tuple(counts)
