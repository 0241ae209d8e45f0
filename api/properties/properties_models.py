"""Bodies and answers of /v1/property."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.http.base_models import Answer, Fresh, Rounded, Row, Shape, Timestamp
from api.queries.filter_models import FilterTree, Query
from api.queries.time_filters_models import Increment, TimeFilter, TimeZoneDifference


class NoQuery(Query):
    """An empty object."""


class KeyQuery(Query):
    """Names a property."""

    key: str = Field(min_length=1, max_length=200, description="Name of the property, in any case.")


class SearchQuery(Query):
    """Selects values of a property."""

    searchTerm: str = Field(max_length=8_000, description="Text that the value contains, in any case.")


class TopQuery(Query):
    """Selects requests by a range of time."""

    timeFilter: TimeFilter


class OverTimeQuery(Query):
    """Selects requests, a property of theirs and the length of the buckets."""

    propertyKey: str = Field(min_length=1, max_length=200)
    timeFilter: TimeFilter
    userFilter: FilterTree = "all"
    dbIncrement: Increment = "hour"
    timeZoneDifference: TimeZoneDifference = 0


class PropertyShape(Shape):
    """The name of a property."""

    property: str


class PropertiesAnswer(Fresh[list[PropertyShape]]):
    """Names of properties in alphabetical order, without hidden ones."""


class HiddenPropertiesAnswer(Answer[list[PropertyShape]]):
    """Names of hidden properties."""


class OkShape(Shape):
    """The change is on disk."""

    ok: Literal[True] = True


class OkAnswer(Answer[OkShape]):
    """The change is on disk."""

    data: OkShape = OkShape()


class ValuesAnswer(Fresh[list[str]]):
    """The first 25 values in alphabetical order."""


class ValueCostShape(Shape):
    """Cost of the requests with one value of a property."""

    value: str
    cost: Rounded | None = Field(description="In USD; null: no cost is known.")


class ValueCountShape(Shape):
    """Number of requests with one value of a property."""

    value: str
    count: int


class TopCostsAnswer(Fresh[list[ValueCostShape]]):
    """The ten values with the highest cost, then all others together as `Other`."""


class TopRequestsAnswer(Fresh[list[ValueCountShape]]):
    """The ten values with the most requests, then all others together as `Other`."""


class PropertyBucketShape(Row):
    """Requests with one value of a property in one bucket of time."""

    property: Annotated[str, Field(description="Value of the property.")]
    total_cost: Annotated[Rounded | None, Field(description="In USD; null: no cost is known.")]
    request_count: int
    created_at_trunc: Annotated[Timestamp, Field(description="Start of the bucket.")]


class PropertyOverTimeAnswer(Fresh[list[PropertyBucketShape]]):
    """Only values and buckets that have requests, sorted by time."""
