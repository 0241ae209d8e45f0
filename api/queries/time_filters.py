"""What Helicone's questions have in common: their times, their filter, the envelope of their answers."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from typing import Annotated, Literal

from pydantic import Field

from api.queries.time_filters_models import TICK, InvalidTimeFilter, TimeFilter, bounds, inclusive
from api.queries.time_models import TimeRange
from store.analytics.buckets import BucketUnit
from store.timestamps import EPOCH, from_us

_LAST_US = 253_402_300_799_000_000  # the year 9999
Increment = Literal["min", "hour", "day", "week", "month", "year"]
TimeZoneDifference = Annotated[float, Field(ge=-1439, le=1439, description="Minutes, positive west of UTC.")]
UNITS: dict[Increment, BucketUnit] = {
    "min": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
_LENGTHS: dict[Increment, timedelta] = {
    "min": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=28),
    "year": timedelta(days=365),
}
_FAR = datetime(2200, 1, 1)  # noqa: DTZ001
_BUCKETS_MOST = 100_000


def series_range(time_filter: TimeFilter, increment: Increment) -> TimeRange:
    """For buckets of which each is answered. Raises InvalidTimeFilter where these are too many."""
    time_range = inclusive(time_filter)
    start, end = bounds(time_filter)
    if start < EPOCH or end > _FAR:
        raise InvalidTimeFilter(f"buckets of time go from {EPOCH.year} to {_FAR.year}")
    count = int((end - start) / _LENGTHS[increment]) + 1
    if count > _BUCKETS_MOST:
        raise InvalidTimeFilter(f"{count} buckets, {_BUCKETS_MOST} at most: ask for longer ones or a shorter time")
    return time_range


def unix_range(start_us: float | None, end_us: float | None) -> TimeRange:
    """From one moment to another, both included. Raises InvalidTimeFilter."""
    start, end = _of_unix(start_us), _of_unix(end_us)
    if start and end and start > end:
        raise InvalidTimeFilter("start is after end")
    return TimeRange(start=start, end=end and end + TICK)


def _of_unix(at_us: float | None) -> datetime | None:
    if at_us is None:
        return None
    if not 0 <= at_us <= _LAST_US:
        raise InvalidTimeFilter("start and end are seconds or milliseconds since 1970")
    return from_us(round(at_us))


def zone_of(time_zone_difference: float) -> tzinfo:
    """Of minutes that are positive west of UTC."""
    return timezone(timedelta(minutes=-round(time_zone_difference)))
