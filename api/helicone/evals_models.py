"""DOC"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.http.answer_models import Iso, Row, Shape
from api.http.answers import Fresh, Rounded
from api.queries.filter_models import FilterTree, Query
from api.queries.time_filters import Increment, TimeZoneDifference
from api.queries.time_filters_models import TimeFilter
from api.scores.score_queries_models import IntervalShape


class EvalQuery(Query):
    filter: FilterTree
    timeFilter: TimeFilter  # noqa: N815  Helicone's name
    offset: float | None = Field(None, description="Taken and ignored, as by Helicone.")
    limit: float | None = Field(None, description="Taken and ignored, as by Helicone.")
    timeZoneDifference: float | None = Field(  # noqa: N815  Helicone's name
        None, ge=-1440, le=1440, description="Taken and ignored, as by Helicone: hours are those of UTC."
    )
    scores: list[str] | None = Field(None, max_length=1000, description="Only these names; beyond Helicone.")


class DashboardQuery(Query):
    userFilter: FilterTree  # noqa: N815  Helicone's name
    timeFilter: TimeFilter  # noqa: N815  Helicone's name
    dbIncrement: Increment  # noqa: N815  Helicone's name
    timeZoneDifference: TimeZoneDifference = 0  # noqa: N815  Helicone's name


class HourCountShape(Row):
    date: Iso
    count: int


class HourMeanShape(Row):
    date: Iso
    value: Annotated[Rounded | None, Field(description="0: no value in that hour.")]


class EvalShape(Shape):
    name: str
    averageScore: Rounded | None  # noqa: N815  Helicone's name
    minScore: Rounded | None  # noqa: N815  Helicone's name
    maxScore: Rounded | None  # noqa: N815  Helicone's name
    count: int = Field(description="Of requests.")
    overTime: list[HourCountShape] = Field(description="Every hour of the time.")  # noqa: N815  Helicone's name
    averageOverTime: list[HourMeanShape] = Field(description="Every hour of the time.")  # noqa: N815  Helicone's name
    interval: IntervalShape | None = Field(description="Of the mean; beyond Helicone.")


class EvalsAnswer(Fresh[list[EvalShape]]):
    """Every name there is, also those without a value in that time."""


class ScoreNamesAnswer(Fresh[list[str]]):
    """In the order of the alphabet; booleans under `<name>-hcone-bool`, labels left out."""


class DistributionBinShape(Shape):
    lower: float
    upper: float = Field(description="Not included but in the last bin.")
    value: int = Field(description="Requests.")


class DistributionShape(Shape):
    name: str
    distribution: list[DistributionBinShape]


class DistributionsAnswer(Fresh[list[DistributionShape]]):
    """Each name that has a value."""


class ScoreBucketShape(Row):
    score_key: str
    score_sum: Annotated[Rounded | None, Field(description="The mean of the bucket, as in Helicone.")]
    created_at_trunc: Iso


class ScoresOverTimeAnswer(Fresh[list[ScoreBucketShape]]):
    """In the order of time."""
