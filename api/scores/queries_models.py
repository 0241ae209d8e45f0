"""Bodies of POST /v1/scores/query and /v1/scores/compare, and the answer of the former."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, Field, ValidationInfo, WithJsonSchema, model_validator

from api.http.base_models import Fresh, Rounded
from api.queries.filter_models import FilterTree, Query
from api.queries.time_models import TimeRange, Timestamp, TimeZone
from store.analytics.buckets import BucketUnit
from store.analytics.measures import MEASURES
from store.analytics.scores.keys import PAIR_KEYS, PROPERTY, REQUEST_KEYS, pair_keys
from store.analytics.selection import Unit
from store.filter.values import InvalidFilterValue
from store.filter.values import text as read_text
from store.statistics.sequential import TUNED_AT

RATING_KEYS = ("evaluator", "evaluator_version", "rater")
BUCKETS: tuple[BucketUnit, ...] = ("hour", "day", "week", "month")
_KEYS = (*REQUEST_KEYS, *RATING_KEYS)


def _text(value: str) -> str:
    try:
        return read_text(value)
    except InvalidFilterValue as error:
        raise ValueError(str(error)) from None


def _is_property(key: str) -> bool:
    return key.startswith(PROPERTY) and len(key) > len(PROPERTY)


def _group_key(key: str) -> str:
    if key not in (*_KEYS, *BUCKETS) and not _is_property(key):
        raise ValueError(f"cannot be used in group_by; use property.<Name> or one of {', '.join((*_KEYS, *BUCKETS))}")
    return _text(key)


def _cluster_key(key: str) -> str:
    if key not in REQUEST_KEYS and not _is_property(key):
        raise ValueError(f"cannot be used as cluster_by; use property.<Name> or one of {', '.join(REQUEST_KEYS)}")
    return _text(key)


def _pair_key(key: str, info: ValidationInfo) -> str:
    unit = info.data.get("unit", "request")
    choices = pair_keys(unit)
    if key not in choices and not _is_property(key):
        of_unit = f" of {unit}s" if key in PAIR_KEYS else ""
        raise ValueError(f"cannot be used as pair_by{of_unit}; use property.<Name> or one of {', '.join(choices)}")
    return _text(key)


def _once(keys: list[str]) -> list[str]:
    if len({key.casefold() for key in keys}) < len(keys):
        raise ValueError("must not have a key twice")
    if len([key for key in keys if key in BUCKETS]) > 1:
        raise ValueError("must have at most one of hour, day, week and month")
    return keys


def _rising(edges: list[float]) -> list[float]:
    if not all(math.isfinite(edge) for edge in edges) or any(low >= high for low, high in pairwise(edges)):
        raise ValueError("must be finite numbers in rising order")
    return edges


Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_text)]
Names = Annotated[list[Name], Field(min_length=1, max_length=20)]
GroupKey = Annotated[str, Field(max_length=300), AfterValidator(_group_key)]
ScoreUnit = Annotated[
    Unit,
    Field(
        description="What is counted once. session: the scores that were given to sessions; "
        "group_by, filter and time_range are about the session's requests."
    ),
]
ClusterKey = Annotated[str, Field(max_length=300), AfterValidator(_cluster_key)]


PairKey = Annotated[
    str,
    Field(
        max_length=300,
        description=f"What both requests of a pair share: {', '.join(PAIR_KEYS)} or property.<Name>. "
        "Both sessions: item or property.<Name>.",
    ),
    AfterValidator(_pair_key),
]


Within = Literal["overlap"] | None
SplitPart = Annotated[float, Field(gt=0, le=1e9, allow_inf_nan=False)]


def _metric(name: str) -> str:
    if name not in MEASURES:
        raise ValueError(f"must be one of {', '.join(MEASURES)}")
    return name


Metric = Annotated[str, AfterValidator(_metric), WithJsonSchema({"type": "string", "enum": list(MEASURES)})]
PassRate = Annotated[
    bool,
    Field(
        description="Replace each number by whether it passes, by the pass_threshold of the score's definition; "
        "scores without a threshold are left out."
    ),
]


TunedAt = Annotated[
    float,
    Field(
        ge=100,
        le=1e9,
        allow_inf_nan=False,
        description="Units of both groups together at which the always-valid intervals are the narrowest.",
    ),
]


class Histogram(Query):
    """Bins of equal width with round edges, or edges of your own; the same for all groups."""

    bins: int = Field(10, ge=1, le=100, description="Maximum number of bins, if there are no edges.")
    edges: Annotated[list[float], Field(min_length=2, max_length=101), AfterValidator(_rising)] | None = None


class CorrectedBy(Query):
    """Which labels of people correct the mean of a judge: of an evaluator, or of whatever else is not a person."""

    score: Name | None = Field(None, description="The score name of the labels; null: that of the judge's score.")
    time_range: TimeRange | None = Field(
        None, description="When the labelled requests started; null: the time range of the query."
    )
    method: Literal["rogan_gladen", "ppi"] | None = Field(
        None,
        description="How booleans are corrected; null: by ppi if every label has a probability, as those of a label "
        "plan, and 30 of them, some unlike the judge's, are there; else by rogan_gladen. Numbers always have ppi.",
    )


class ScoresQuery(Query):
    """Selects scores of requests or sessions, and how to group them."""

    scores: Names
    unit: ScoreUnit = "request"
    filter: FilterTree = "all"
    time_range: TimeRange = TimeRange()
    group_by: Annotated[list[GroupKey], Field(max_length=3), AfterValidator(_once)] = Field([])
    time_zone: TimeZone = "UTC"
    limit: int = Field(100, ge=1, le=1000, description="Groups with the most units; all others become one.")
    quantiles: list[Annotated[float, Field(ge=0, le=1)]] = Field([], max_length=20)
    histogram: Histogram | None = None
    include: list[Literal["cost", "latency", "tokens"]] = Field(
        [], description="Amounts of the scored requests to add; a session's amount is the sum over its requests."
    )
    cluster_by: ClusterKey | None = Field(None, description="Key whose requests may depend on each other.")
    as_of: Timestamp | None = Field(None, description="Use the scores as they were recorded at this time; null: now.")
    total: bool = Field(False, description="Also return all requests or sessions as one group.")
    pass_rate: PassRate = False
    corrected_by: CorrectedBy | None = Field(
        None, description="Also return the mean of the judge's scores alone, raw and corrected by people's labels."
    )

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key in self.group_by if key not in BUCKETS)

    @property
    def bucket(self) -> BucketUnit | None:
        return next((unit for unit in BUCKETS if unit in self.group_by), None)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class GroupFilter(Query):
    """One of two groups of requests or sessions."""

    name: str | None = Field(None, max_length=200, description="A name of your choice, repeated in the answer.")
    filter: FilterTree
    time_range: TimeRange | None = Field(None, description="Replaces the time range of the query.")


class CompareQuery(Query):
    """Selects scores, metrics and the two groups to compare."""

    scores: Annotated[list[Name], Field(max_length=20)] = Field([], description="May be empty if there are metrics.")
    metrics: list[Metric] = Field(
        [], max_length=len(MEASURES), description="Compared over all requests of the groups, scored or not."
    )
    unit: ScoreUnit = "request"
    first: GroupFilter
    second: GroupFilter
    time_range: TimeRange = TimeRange()
    cluster_by: ClusterKey | None = Field(None, description="Key whose requests may depend on each other.")
    pair_by: PairKey | None = Field(
        None, description="If absent: last_user_message for two prompts, otherwise no pairs; null: no pairs."
    )
    as_of: Timestamp | None = Field(None, description="Use the scores as they were recorded at this time; null: now.")
    within: Within = Field(
        None, description="overlap: compare the groups in the time in which both ran; null: all their requests."
    )
    fairness: bool = Field(True, description="false: leave out fairness, which takes longer than the comparison.")
    expected_split: Annotated[list[SplitPart], Field(min_length=2, max_length=2)] | None = Field(
        None, description="Planned sizes of the groups in any unit, such as [50, 50], to be checked by fairness."
    )
    pass_rate: PassRate = False
    tuned_at: TunedAt = TUNED_AT
    corrected_by: CorrectedBy | None = Field(
        None, description="Also return the judge's means and their difference, corrected by people's labels."
    )

    @model_validator(mode="after")
    def _compares_something(self) -> CompareQuery:
        if not self.scores and not self.metrics:
            raise ValueError("there is nothing to compare: name at least one of scores and metrics")
        if self.within is not None and not self.scores:
            raise ValueError("within needs scores: the time in which a group ran is that of its scored requests")
        return self

    @model_validator(mode="after")
    def _checked_by_fairness(self) -> CompareQuery:
        if self.expected_split and not self.fairness:
            raise ValueError('expected_split is checked by fairness: leave out one of "expected_split" and "fairness"')
        return self


# Answers

Units = Annotated[int, Field(description="Number of requests or sessions, by the unit of the answer.")]
Requests = Annotated[int | None, Field(description="n_units with the unit request, null with the unit session.")]


class IntervalShape(BaseModel):
    """A 95 % confidence interval. If it can't be computed, low and high are null and reason explains why."""

    low: float | None
    high: float | None
    method: str
    reason: str | None
    caution: str | None = Field(description="Why the interval may contain the true value less often than 95 %.")
    effective_df: Rounded | None = Field(description="Degrees of freedom, with clusters, weights or several raters.")
    largest_cluster_share: Rounded | None = Field(description="The largest cluster's share of the weight, 0 to 1.")


class LabelShape(BaseModel):
    """One label of a group."""

    label: str
    n_ratings: int
    share: Rounded = Field(description="Share of the requests or sessions; several ratings of one divide it.")
    interval: IntervalShape


class HistogramShape(BaseModel):
    """Numbers of requests or sessions in the bins between histogram_edges."""

    counts: list[int] = Field(description="Number per bin; a bin includes its lower edge, the last one both edges.")
    below: int = Field(description="Number below the first edge.")
    above: int = Field(description="Number above the last edge.")


class CorrectedShape(BaseModel):
    """A corrected mean. If it can't be computed, it is null, and the interval's reason explains why."""

    mean: float | None
    interval: IntervalShape
    calibration: Literal["own", "pooled"] = Field(
        description="own: by the group's own labels; pooled: by those of all groups, as the group has too few, or in a "
        "comparison one of the two."
    )
    n_labels: int = Field(description="Requests or sessions with a score of the judge and one of people.")
    n_ties: int = Field(description="Left out, because as many people call them true as false.")
    sensitivity: Rounded | None = Field(description="Booleans: how often the judge says true where people do.")
    specificity: Rounded | None = Field(description="Booleans: how often the judge says false where people do.")
    tuning: Rounded | None = Field(description="Numbers: how far the judge's values are used, 0 to 1.")
    labels_to_halve: int | None = Field(
        description="Further labels for an interval half as wide; null: labels alone do not achieve it."
    )


class JudgedShape(BaseModel):
    """What the judge said of the group, and that corrected."""

    n_units: Units
    mean: float | None
    interval: IntervalShape
    corrected: CorrectedShape


class GroupShape(BaseModel):
    """A score in one group of requests or sessions."""

    group: dict[str, str | None] = Field(
        description="Key of group_by → value; null: the requests have none; (mixed): those of a session have several."
    )
    other: bool = Field(description="Whether this is the group of all groups beyond the limit.")
    n_units: Units
    n_requests: Requests
    n_ratings: int
    mean: float | None
    share_true: float | None = Field(description="Booleans only; equal to the mean.")
    sd: Rounded | None = Field(description="Standard deviation.")
    min: float | None
    max: float | None
    sum: Rounded | None
    interval: IntervalShape | None = Field(description="95 % interval of the mean; null for labels.")
    clusters: int | None = Field(description="Number of clusters, if there is a cluster_by.")
    effective_n: Rounded | None = Field(description="Effective sample size, if sampling probabilities weight the mean.")
    quantiles: dict[str, float] | None
    histogram: HistogramShape | None
    labels: list[LabelShape] | None
    requests: dict[str, Rounded | None] = Field(description="The amounts in include: sums and means per unit.")
    judged: JudgedShape | None = Field(
        description="With corrected_by; null for labels, for other, and where no judge scored."
    )


class ScoreShape(BaseModel):
    """A score by groups."""

    name: str
    type: Literal["number", "boolean", "label"] | None = Field(description="null: no such score was ever recorded.")
    histogram_edges: list[float] | None
    groups: list[GroupShape]
    total: GroupShape | None = Field(description="All units as one group, if the query has total; its group is {}.")


class ScoresQueryAnswer(Fresh[list[ScoreShape]]):
    """In the order of the names; a name with values of several types is answered once for each type."""

    unit: Unit = Field(description="What was counted once.")
