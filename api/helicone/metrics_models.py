"""The shapes of the answers of /v1/metrics."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, field_validator

from api.http.answer_models import Row, Shape
from api.http.answers import Fresh, Rounded, Timestamp
from api.queries.filter_models import FilterTree, Query
from api.queries.time_filters import UNITS, Increment, TimeZoneDifference, series_range, zone_of
from api.queries.time_filters_models import TimedQuery
from api.queries.time_models import TimeRange
from store.analytics.requests.metrics import MEASURED
from store.analytics.requests.selected import FixedBuckets


class CountAnswer(Fresh[int]):
    pass


class AmountAnswer(Fresh[Rounded]):
    pass


class MeanAnswer(Fresh[Rounded | None]):
    """null: the mean of nothing."""


class TokensPerRequestShape(Shape):
    average_prompt_tokens_per_response: Rounded | None
    average_completion_tokens_per_response: Rounded | None
    average_total_tokens_per_response: Rounded | None


class TokensPerRequestAnswer(Fresh[TokensPerRequestShape]):
    pass


class BucketShape(Row):
    time: Annotated[Timestamp, Field(description="Start of the bucket.")]


class CountBucketShape(BucketShape):
    count: int


class CostBucketShape(BucketShape):
    cost: Annotated[Rounded, Field(description="USD.")]


class TokensBucketShape(BucketShape):
    prompt_tokens: int
    completion_tokens: int


class LatencyBucketShape(BucketShape):
    duration: Annotated[Rounded, Field(description="Milliseconds.")]


class FirstTokenBucketShape(BucketShape):
    ttft: Annotated[Rounded, Field(description="Milliseconds.")]


class StatusBucketShape(BucketShape):
    status: Annotated[int | None, Field(description="null: none came, or none has come yet.")]
    count: int


class QuantilesBucketShape(BucketShape):
    p50: Annotated[Rounded, Field(description="Beyond Helicone.")]
    p75: Rounded
    p90: Rounded
    p95: Rounded
    p99: Rounded


class CountsAnswer(Fresh[list[CountBucketShape]]):
    """Every bucket of the time."""


class CostsAnswer(Fresh[list[CostBucketShape]]):
    """Every bucket of the time."""


class TokensAnswer(Fresh[list[TokensBucketShape]]):
    """Every bucket of the time."""


class LatenciesAnswer(Fresh[list[LatencyBucketShape]]):
    """The buckets in which there is any."""


class FirstTokensAnswer(Fresh[list[FirstTokenBucketShape]]):
    """The buckets in which there is any."""


class StatusesAnswer(Fresh[list[StatusBucketShape]]):
    """The buckets and statuses that there are."""


class QuantilesAnswer(Fresh[list[QuantilesBucketShape]]):
    """The buckets in which it is known."""


class ModelShape(Shape):
    model: str | None = Field(description="null: nobody said which.")
    total_requests: int
    total_completion_tokens: int
    total_prompt_token: int = Field(description="Helicone's spelling.")
    total_tokens: int
    cost: Rounded = Field(description="USD.")


class ModelsAnswer(Fresh[list[ModelShape]]):
    """Most calls first."""


class CountryShape(Shape):
    country: str
    total_requests: int


class CountriesAnswer(Fresh[list[CountryShape]]):
    """None: nobody is asked where they are."""


SCALAR_ANSWERS: dict[str, type[Fresh[Any]]] = {
    "totalRequests": CountAnswer,
    "totalCost": AmountAnswer,
    "averageLatency": MeanAnswer,
    "averageTimeToFirstToken": MeanAnswer,
    "totalThreats": CountAnswer,
    "activeUsers": CountAnswer,
}
SERIES_ANSWERS: dict[str, type[Fresh[Any]]] = {
    "requestOverTime": CountsAnswer,
    "costOverTime": CostsAnswer,
    "tokensOverTime": TokensAnswer,
    "latencyOverTime": LatenciesAnswer,
    "timeToFirstToken": FirstTokensAnswer,
    "usersOverTime": CountsAnswer,
    "threatsOverTime": CountsAnswer,
    "errorOverTime": CountsAnswer,
    "requestStatusOverTime": StatusesAnswer,
}


class CachedCountQuery(Query):
    filter: FilterTree
    isCached: bool = Field(False, description="true: only those answered from a cache.")  # noqa: N815


class SeriesQuery(TimedQuery):
    dbIncrement: Increment = "hour"  # noqa: N815  Helicone's name
    timeZoneDifference: TimeZoneDifference = 0  # noqa: N815  Helicone's name

    def timing(self) -> FixedBuckets:
        return FixedBuckets(UNITS[self.dbIncrement], zone_of(self.timeZoneDifference))

    def time_range(self) -> TimeRange:
        return series_range(self.timeFilter, self.dbIncrement)


class QuantilesQuery(SeriesQuery):
    metric: str

    @field_validator("metric")
    @classmethod
    def _known(cls, metric: str) -> str:
        if metric not in MEASURED:
            raise ValueError(f"unknown metric; known are {', '.join(MEASURED)}")
        return metric


class PageQuery(TimedQuery):
    offset: int = Field(0, ge=0, le=2**53 - 1)
    limit: int = Field(100, ge=0, le=1000)
