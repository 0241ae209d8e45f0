"""What Helicone's questions have in common: their times, their filter, the envelope of their answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Annotated, Any, Literal

from aiohttp import web
from pydantic import Field

from api.answers import Fresh, written_reply
from api.auth import Caller
from api.errors import ApiError
from api.query_models import FilterTree, Query, filter_of
from api.request_shape import moment
from api.score_question_models import TimeRange
from api.score_questions import ask_together, selection_of
from store.analytics import Mirror
from store.analytics.buckets import BucketUnit
from store.analytics.score_comparisons import Asking
from store.analytics.score_rows import Selection
from store.filter.values import Refused
from store.filter.values import moment as read_moment

TICK = timedelta(microseconds=1)
_LAST_US = 253_402_300_799_000_000  # the year 9999
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  the mirror's moments are UTC without a zone
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


class InvalidTimeFilter(ApiError):
    """As Helicone says it, but that it is the caller's fault and not the server's."""

    status = 422

    def __init__(self, why: str) -> None:
        super().__init__(f"Invalid time filter: {why}")


class TimeFilter(Query):
    start: str = Field(max_length=100)
    end: str = Field(max_length=100)


class TimedQuery(Query):
    filter: FilterTree
    timeFilter: TimeFilter = Field(description="Both ends are included.")  # noqa: N815  Helicone's name

    def time_range(self) -> TimeRange:
        """Raises InvalidTimeFilter."""
        return inclusive(self.timeFilter)


def inclusive(time_filter: TimeFilter) -> TimeRange:
    start, end = bounds(time_filter)
    return TimeRange(start=start, end=end + TICK)


def series_range(time_filter: TimeFilter, increment: Increment) -> TimeRange:
    """For buckets of which each is answered. Raises InvalidTimeFilter where these are too many."""
    time_range = inclusive(time_filter)
    start, end = bounds(time_filter)
    if start < _EPOCH or end > _FAR:
        raise InvalidTimeFilter(f"buckets of time go from {_EPOCH.year} to {_FAR.year}")
    count = int((end - start) / _LENGTHS[increment]) + 1
    if count > _BUCKETS_MOST:
        raise InvalidTimeFilter(f"{count} buckets, {_BUCKETS_MOST} at most: ask for longer ones or a shorter time")
    return time_range


def bounds(time_filter: TimeFilter) -> tuple[datetime, datetime]:
    """UTC, without a zone, so that one tick can be added. Raises InvalidTimeFilter."""
    try:
        start, end = read_moment(time_filter.start), read_moment(time_filter.end)
    except Refused as error:
        raise InvalidTimeFilter(f"start or end {error}") from None
    if start > end:
        raise InvalidTimeFilter("start is after end")
    return start, min(end, datetime.max - TICK)  # noqa: DTZ901  moments of the mirror have no zone


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
    return _EPOCH + timedelta(microseconds=round(at_us))


def zone_of(time_zone_difference: float) -> tzinfo:
    """Of minutes that are positive west of UTC."""
    return timezone(timedelta(minutes=-round(time_zone_difference)))


async def fresh_selection(
    mirror: Mirror, caller: Caller, raw: Any, field: str, time_range: TimeRange
) -> tuple[Selection, int]:
    """The requests that a filter means, and the moment up to which everything is known."""
    node = filter_of(raw, field)
    fresh_to_us = await mirror.fresh()
    return selection_of(mirror, caller, node, time_range), fresh_to_us


async def answered(
    mirror: Mirror, fresh_to_us: int, answer: type[Fresh[Any]], work: Callable[[Asking], Any]
) -> web.Response:
    """What `work` makes of several statements, as that answer."""
    written = await ask_together(mirror, lambda asking: _written(answer, work(asking), fresh_to_us))
    return written_reply(written)


def fresh_reply(answer: type[Fresh[Any]], data: Any, fresh_to_us: int) -> web.Response:
    return written_reply(_written(answer, data, fresh_to_us))


def _written(answer: type[Fresh[Any]], data: Any, fresh_to_us: int) -> bytes:
    return answer(data=data, fresh_to=moment(fresh_to_us)).model_dump_json().encode()
