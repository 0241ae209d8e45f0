"""Bodies and answers of Helicone's queries on scores."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.http.base_models import Fresh, Iso, Row, Shape
from api.queries.filter_models import FilterTree, Query
from api.queries.time_filters_models import Increment, TimeFilter, TimeZoneDifference
from api.scores.queries_models import IntervalShape


class EvalQuery(Query):
    """Selects requests by a filter and a range of time, and their scores by name."""

    filter: FilterTree
    timeFilter: TimeFilter
    offset: float | None = Field(None, description="Accepted and ignored, as in Helicone.")
    limit: float | None = Field(None, description="Accepted and ignored, as in Helicone.")
    timeZoneDifference: float | None = Field(
        None, ge=-1440, le=1440, description="Accepted and ignored, as in Helicone: hours are in UTC."
    )
    scores: list[str] | None = Field(None, max_length=1000, description="Only these score names; not in Helicone.")


class DashboardQuery(Query):
    """Selects requests by a filter and a range of time, and the length of the buckets."""

    userFilter: FilterTree
    timeFilter: TimeFilter
    dbIncrement: Increment
    timeZoneDifference: TimeZoneDifference = 0


class HourCountShape(Row):
    """Number of scored requests in one hour."""

    date: Iso
    count: int


class HourMeanShape(Row):
    """Mean of a score in one hour."""

    date: Iso
    value: Annotated[float | None, Field(description="0 if the hour has no value, as in Helicone.")]


class EvalShape(Shape):
    """One score, in total and by hour."""

    name: str
    averageScore: float | None
    minScore: float | None
    maxScore: float | None
    count: int = Field(description="Number of scored requests.")
    overTime: list[HourCountShape] = Field(description="Every hour of the time range.")
    averageOverTime: list[HourMeanShape] = Field(description="Every hour of the time range.")
    interval: IntervalShape | None = Field(description="95 % interval of the mean; not in Helicone.")


class EvalsAnswer(Fresh[list[EvalShape]]):
    """All score names, also those without a value in the time range."""


class ScoreNamesAnswer(Fresh[list[str]]):
    """Score names in alphabetical order; booleans as `<name>-hcone-bool`, labels left out."""


class DistributionBinShape(Shape):
    """One bin of a histogram."""

    lower: float = Field(description="Lower edge, included.")
    upper: float = Field(description="Upper edge, excluded except in the last bin.")
    value: int = Field(description="Number of requests.")


class DistributionShape(Shape):
    """The histogram of one score."""

    name: str
    distribution: list[DistributionBinShape]


class DistributionsAnswer(Fresh[list[DistributionShape]]):
    """The scores that have a value in the time range."""


class ScoreBucketShape(Row):
    """One score in one bucket of time."""

    score_key: str
    score_sum: Annotated[float | None, Field(description="Mean of the bucket, in spite of the name, as in Helicone.")]
    created_at_trunc: Annotated[Iso, Field(description="Start of the bucket.")]


class ScoresOverTimeAnswer(Fresh[list[ScoreBucketShape]]):
    """Sorted by time."""
