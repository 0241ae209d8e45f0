"""The time ranges of Helicone's queries."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field

from api.http.errors import ApiError
from api.queries.filter_models import FilterTree, Query
from api.queries.javascript_dates import timestamp as read_timestamp
from api.queries.time_models import TimeRange
from store.filter.values import InvalidFilterValue

TICK = timedelta(microseconds=1)

Increment = Literal["min", "hour", "day", "week", "month", "year"]
TimeZoneDifference = Annotated[float, Field(ge=-1439, le=1439, description="Minutes, positive west of UTC.")]


JavaScriptDate = Annotated[
    Annotated[str, Field(max_length=100)] | Annotated[float, Field(strict=True)],
    Field(description="A text that JavaScript's Date reads, such as ISO 8601, UTC without a zone; or milliseconds."),
]


class InvalidTimeFilter(ApiError):
    """Has the shape and the first words of Helicone's error, which has status 500 there."""

    status = 422

    def __init__(self, reason: str) -> None:
        super().__init__(f"Invalid time filter: {reason}")


class TimeFilter(Query):
    """A range of time; both ends are included."""

    start: JavaScriptDate
    end: JavaScriptDate

    def bounds(self) -> tuple[datetime, datetime]:
        """In UTC without a zone, and early enough that a tick can be added. Raises InvalidTimeFilter."""
        try:
            start, end = read_timestamp(self.start), read_timestamp(self.end)
        except InvalidFilterValue as error:
            raise InvalidTimeFilter(f"start or end {error}") from None
        if start > end:
            raise InvalidTimeFilter("start is after end")
        return start, min(end, datetime.max - TICK)

    def time_range(self) -> TimeRange:
        """Raises InvalidTimeFilter."""
        start, end = self.bounds()
        return TimeRange(start=start, end=end + TICK)


class TimedQuery(Query):
    """Selects requests by a filter and a range of time."""

    filter: FilterTree
    timeFilter: TimeFilter = Field(description="Both ends are included.")

    def time_range(self) -> TimeRange:
        """Raises InvalidTimeFilter."""
        return self.timeFilter.time_range()
