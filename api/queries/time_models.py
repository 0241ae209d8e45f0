"""DOC"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from api.queries.filter_models import Query
from store.filter.values import InvalidFilterValue
from store.filter.values import timestamp as read_moment


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    try:
        return read_moment(value)
    except InvalidFilterValue as error:
        raise ValueError(str(error)) from None


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("is no IANA time zone, for instance Europe/Berlin")
    return name


Timestamp = Annotated[datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "description": "ISO 8601"})]


TimeZone = Annotated[str, AfterValidator(_zone)]


class TimeRange(Query):
    """Of the requests' starts. ISO 8601; without a zone it is UTC."""

    start: Timestamp | None = None
    end: Timestamp | None = Field(None, description="Not included.")

    @model_validator(mode="after")
    def _in_order(self) -> TimeRange:
        if self.start and self.end and self.start > self.end:
            raise ValueError("start must not be after end")
        return self
