"""Time ranges and time zones of our own queries."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from api.queries.filter_models import Query
from store.filter.values import InvalidFilterValue
from store.filter.values import timestamp as read_timestamp


def _timestamp(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    try:
        return read_timestamp(value)
    except InvalidFilterValue as error:
        raise ValueError(str(error)) from None


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("must be an IANA time zone, such as Europe/Berlin")
    return name


Timestamp = Annotated[
    datetime, BeforeValidator(_timestamp), WithJsonSchema({"type": "string", "description": "ISO 8601"})
]
TimeZone = Annotated[str, AfterValidator(_zone)]


class TimeRange(Query):
    """Selects requests by their start. ISO 8601; UTC unless it has a zone."""

    start: Timestamp | None = Field(None, description="Included; null: no lower bound.")
    end: Timestamp | None = Field(None, description="Excluded; null: no upper bound.")

    @model_validator(mode="after")
    def _in_order(self) -> TimeRange:
        if self.start and self.end and self.start > self.end:
            raise ValueError("start must not be after end")
        return self
