"""DOC"""

from __future__ import annotations

from datetime import datetime, timedelta

from pydantic import Field

from api.http.errors import ApiError
from api.queries.filter_models import FilterTree, Query
from api.queries.time_models import TimeRange
from store.filter.values import InvalidFilterValue
from store.filter.values import timestamp as read_moment

TICK = timedelta(microseconds=1)


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


def bounds(time_filter: TimeFilter) -> tuple[datetime, datetime]:
    """UTC, without a zone, so that one tick can be added. Raises InvalidTimeFilter."""
    try:
        start, end = read_moment(time_filter.start), read_moment(time_filter.end)
    except InvalidFilterValue as error:
        raise InvalidTimeFilter(f"start or end {error}") from None
    if start > end:
        raise InvalidTimeFilter("start is after end")
    return start, min(end, datetime.max - TICK)  # noqa: DTZ901  moments of the replica have no zone
