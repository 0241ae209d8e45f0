"""DOC"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.http.answer_models import Row, Shape
from api.http.answers import Answer, Fresh, Rounded, Timestamp
from api.queries.filter_models import FilterTree, Query
from api.queries.time_filters import Increment, TimeZoneDifference
from api.queries.time_filters_models import TimeFilter


class NoQuery(Query):
    pass


class KeyQuery(Query):
    key: str = Field(min_length=1, max_length=200)


class SearchQuery(Query):
    searchTerm: str = Field(max_length=8_000)  # noqa: N815  Helicone's name


class TopQuery(Query):
    timeFilter: TimeFilter  # noqa: N815  Helicone's name


class OverTimeQuery(Query):
    propertyKey: str = Field(min_length=1, max_length=200)  # noqa: N815  Helicone's name
    timeFilter: TimeFilter  # noqa: N815  Helicone's name
    userFilter: FilterTree = "all"  # noqa: N815  Helicone's name
    dbIncrement: Increment = "hour"  # noqa: N815  Helicone's name
    timeZoneDifference: TimeZoneDifference = 0  # noqa: N815  Helicone's name


class PropertyShape(Shape):
    property: str


class PropertiesAnswer(Fresh[list[PropertyShape]]):
    """In the order of the alphabet."""


class HiddenPropertiesAnswer(Answer[list[PropertyShape]]):
    pass


class OkShape(Shape):
    ok: Literal[True] = True


class OkAnswer(Answer[OkShape]):
    data: OkShape = OkShape()


class ValuesAnswer(Fresh[list[str]]):
    """The first 25 in the order of the alphabet."""


class ValueCostShape(Shape):
    value: str
    cost: Rounded


class ValueCountShape(Shape):
    value: str
    count: int


class TopCostsAnswer(Fresh[list[ValueCostShape]]):
    """The ten dearest, then all others together as `Other`."""


class TopRequestsAnswer(Fresh[list[ValueCountShape]]):
    """The ten most frequent, then all others together as `Other`."""


class PropertyBucketShape(Row):
    property: Annotated[str, Field(description="The value.")]
    total_cost: Rounded
    request_count: int
    created_at_trunc: Annotated[Timestamp, Field(description="Start of the bucket.")]


class PropertyOverTimeAnswer(Fresh[list[PropertyBucketShape]]):
    """Only values and buckets that there are."""
