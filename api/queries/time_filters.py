"""What the times of Helicone's queries mean: buckets, time zones, Unix times. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo

from api.queries.time_filters_models import TICK, Increment, InvalidTimeFilter, TimeFilter
from api.queries.time_models import TimeRange
from store.analytics.buckets import BucketUnit
from store.timestamps import EPOCH, from_us

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
_FIRST = datetime(1970, 1, 1)
_LAST = datetime(2200, 1, 1)
_LAST_UNIX_US = 253_402_300_799_000_000  # the year 9999
_BUCKETS_MOST = 100_000


def series_range(time_filter: TimeFilter, increment: Increment) -> TimeRange:
    """For a series that has every bucket of the range. Raises InvalidTimeFilter if there would be too many."""
    start, end = time_filter.bounds()
    if start < EPOCH or end > _LAST:
        raise InvalidTimeFilter(f"a series must lie between {EPOCH.year} and {_LAST.year}")
    count = int((end - start) / _LENGTHS[increment]) + 1
    if count > _BUCKETS_MOST:
        raise InvalidTimeFilter(
            f"{count} buckets, of at most {_BUCKETS_MOST}; use a larger dbIncrement or a shorter range"
        )
    return time_filter.time_range()


def unix_range(start_us: float | None, end_us: float | None) -> TimeRange:
    """Both ends are included. Raises InvalidTimeFilter."""
    start, end = _from_unix(start_us), _from_unix(end_us)
    if start and end and start > end:
        raise InvalidTimeFilter("start is after end")
    return TimeRange(start=start, end=end and end + TICK)


def _from_unix(timestamp_us: float | None) -> datetime | None:
    if timestamp_us is None:
        return None
    if not 0 <= timestamp_us <= _LAST_UNIX_US:
        raise InvalidTimeFilter("start and end must be Unix times between 1970 and 9999")
    return from_us(round(timestamp_us))


def zone_of(time_zone_difference: float) -> tzinfo:
    """Of minutes that are positive west of UTC."""
    return timezone(timedelta(minutes=-round(time_zone_difference)))
