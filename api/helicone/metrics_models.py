"""Bodies and answers of /v1/metrics."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator

from api.http.base_models import Fresh, Rounded, Row, Shape, Timestamp
from api.queries.filter_models import FilterTree, Query
from api.queries.time_filters import UNITS, series_range, zone_of
from api.queries.time_filters_models import Increment, TimedQuery, TimeZoneDifference
from api.queries.time_models import TimeRange
from store.analytics.requests.metrics import MEASURED
from store.analytics.requests.selected import FixedBuckets


class CountAnswer(Fresh[int]):
    """A number of requests or users."""


class AmountAnswer(Fresh[Rounded | None]):
    """A sum; unknown amounts add nothing."""


class MeanAnswer(Fresh[Rounded | None]):
    """A mean; null if no request has a value."""


class TokensPerRequestShape(Shape):
    """Mean numbers of tokens; null if no request has a value."""

    average_prompt_tokens_per_response: Rounded | None
    average_completion_tokens_per_response: Rounded | None
    average_total_tokens_per_response: Rounded | None


class TokensPerRequestAnswer(Fresh[TokensPerRequestShape]):
    """Means over all selected requests."""


class BucketShape(Row):
    """A bucket of time."""

    time: Annotated[Timestamp, Field(description="Start of the bucket.")]


class CountBucketShape(BucketShape):
    """Number of requests or users in a bucket of time."""

    count: int


class CostBucketShape(BucketShape):
    """Cost in a bucket of time."""

    cost: Annotated[Rounded | None, Field(description="In USD; null: no cost is known.")]


class TokensBucketShape(BucketShape):
    """Tokens in a bucket of time."""

    prompt_tokens: int
    completion_tokens: int


class LatencyBucketShape(BucketShape):
    """Latency in a bucket of time."""

    duration: Annotated[Rounded, Field(description="Mean, in milliseconds.")]


class FirstTokenBucketShape(BucketShape):
    """Time to first token in a bucket of time."""

    ttft: Annotated[Rounded, Field(description="Mean, in milliseconds.")]


class StatusBucketShape(BucketShape):
    """Number of requests with one HTTP status in a bucket of time."""

    status: Annotated[int | None, Field(description="null: there was no response, or there is none yet.")]
    count: int


class QuantilesBucketShape(BucketShape):
    """Exact quantiles in a bucket of time."""

    p50: Annotated[Rounded, Field(description="Not in Helicone.")]
    p75: Rounded
    p90: Rounded
    p95: Rounded
    p99: Rounded


class CountsAnswer(Fresh[list[CountBucketShape]]):
    """Every bucket of the time range."""


class CostsAnswer(Fresh[list[CostBucketShape]]):
    """Every bucket of the time range."""


class TokensAnswer(Fresh[list[TokensBucketShape]]):
    """Every bucket of the time range."""


class LatenciesAnswer(Fresh[list[LatencyBucketShape]]):
    """The buckets that have at least one value."""


class FirstTokensAnswer(Fresh[list[FirstTokenBucketShape]]):
    """The buckets that have at least one value."""


class StatusesAnswer(Fresh[list[StatusBucketShape]]):
    """A row for each status in each bucket that has requests."""


class QuantilesAnswer(Fresh[list[QuantilesBucketShape]]):
    """The buckets in which the metric has a value."""


class ModelShape(Shape):
    """Sums over the requests of one model."""

    model: str | None = Field(description="null: the model is unknown.")
    total_requests: int
    total_completion_tokens: int
    total_prompt_token: int = Field(description="Helicone's spelling.")
    total_tokens: int
    cost: Rounded | None = Field(description="In USD; null: no cost is known.")


class ModelsAnswer(Fresh[list[ModelShape]]):
    """The model with the most requests first."""


class CountryShape(Shape):
    """Number of requests from one country."""

    country: str
    total_requests: int


class CountriesAnswer(Fresh[list[CountryShape]]):
    """Always empty: countries are not recorded."""


class CachedCountQuery(Query):
    """Selects requests regardless of time."""

    filter: FilterTree
    isCached: bool = Field(False, description="true: count only requests answered from a cache.")


class SeriesQuery(TimedQuery):
    """Selects requests and the length of the buckets."""

    dbIncrement: Increment = "hour"
    timeZoneDifference: TimeZoneDifference = 0

    def timing(self) -> FixedBuckets:
        return FixedBuckets(UNITS[self.dbIncrement], zone_of(self.timeZoneDifference))

    def time_range(self) -> TimeRange:
        return series_range(self.timeFilter, self.dbIncrement)


class QuantilesQuery(SeriesQuery):
    """Selects requests, the length of the buckets and the metric."""

    metric: str = Field(description="A number column of request_response_rmt, such as latency or cost.")

    @field_validator("metric")
    @classmethod
    def _known(cls, metric: str) -> str:
        if metric not in MEASURED:
            raise ValueError(f"unknown metric; use one of {', '.join(MEASURED)}")
        return metric


class PageQuery(TimedQuery):
    """Selects requests and a page of the answer."""

    offset: int = Field(0, ge=0, le=2**53 - 1)
    limit: int = Field(100, ge=0, le=1000)
