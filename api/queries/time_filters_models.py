"""The time ranges of Helicone's queries."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from api.http.errors import ApiError
from api.queries.filter_models import FilterTree, Query
from api.queries.javascript_dates import EXAMPLE, EXAMPLE_MS
from api.queries.javascript_dates import timestamp as read_timestamp
from api.queries.time_models import TimeRange
from store.filter.values import InvalidFilterValue
from store.filter.values import text as read_text

TICK = timedelta(microseconds=1)

Increment = Literal["min", "hour", "day", "week", "month", "year"]
TimeZoneDifference = Annotated[float, Field(ge=-1439, le=1439, description="Minutes, positive west of UTC.")]


def _text_or_number(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if type(value) is not str or len(value) > 100:
        raise ValueError(f"must be a time such as {EXAMPLE}, or a number of milliseconds such as {EXAMPLE_MS}")
    return read_text(value)


JavaScriptDate = Annotated[
    Any,
    BeforeValidator(_text_or_number),
    WithJsonSchema({"anyOf": [{"type": "string", "maxLength": 100}, {"type": "number"}]}),
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
