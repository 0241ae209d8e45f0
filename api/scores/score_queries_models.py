"""The bodies of questions on scores, and the shapes of their answers."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, Field

from api.http.answers import Fresh, Rounded
from api.queries.filter_models import FilterTree, Query
from api.queries.time_models import TimeRange, Timestamp, TimeZone
from store.analytics.buckets import BucketUnit
from store.analytics.scores.rows import PROPERTY, REQUEST_KEYS
from store.filter.values import InvalidFilterValue
from store.filter.values import text as read_text

RATING_KEYS = ("evaluator", "rater")
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
        raise ValueError(f"can't be grouped by; known are property.<Name>, {', '.join((*_KEYS, *BUCKETS))}")
    return _text(key)


def _cluster_key(key: str) -> str:
    if key not in REQUEST_KEYS and not _is_property(key):
        raise ValueError(f"is no cluster; known are property.<Name>, {', '.join(REQUEST_KEYS)}")
    return _text(key)


def _pair_key(key: str) -> str:
    if key != "input_hash" and not _is_property(key):
        raise ValueError("nothing to pair by; known are input_hash and property.<Name>")
    return _text(key)


def _once(keys: list[str]) -> list[str]:
    if len({key.casefold() for key in keys}) < len(keys):
        raise ValueError("names something twice")
    if len([key for key in keys if key in BUCKETS]) > 1:
        raise ValueError("takes one of hour, day, week and month")
    return keys


def _rising(edges: list[float]) -> list[float]:
    if not all(math.isfinite(edge) for edge in edges) or any(low >= high for low, high in pairwise(edges)):
        raise ValueError("must be finite numbers, each larger than the one before")
    return edges


Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_text)]
Names = Annotated[list[Name], Field(min_length=1, max_length=20)]
GroupKey = Annotated[str, Field(max_length=300), AfterValidator(_group_key)]
ClusterKey = Annotated[str, Field(max_length=300), AfterValidator(_cluster_key)]


PairKey = Annotated[
    str,
    Field(max_length=300, description='"input_hash" (the same messages) or property.<Name>.'),
    AfterValidator(_pair_key),
]


class Histogram(Query):
    """Bins of one width with nice edges, or edges of your own; the same for all groups."""

    bins: int = Field(10, ge=1, le=100, description="At most so many.")
    edges: Annotated[list[float], Field(min_length=2, max_length=101), AfterValidator(_rising)] | None = None


class ScoresQuery(Query):
    scores: Names
    filter: FilterTree = "all"
    time_range: TimeRange = TimeRange()
    group_by: Annotated[list[GroupKey], Field(max_length=3), AfterValidator(_once)] = Field([])
    time_zone: TimeZone = "UTC"
    limit: int = Field(100, ge=1, le=1000, description="Groups with most requests; the others are put together.")
    quantiles: list[Annotated[float, Field(ge=0, le=1)]] = Field([], max_length=20)
    histogram: Histogram | None = None
    include: list[Literal["cost", "latency", "tokens"]] = Field([], description="Of the scored requests.")
    cluster_by: ClusterKey | None = Field(None, description="Requests of one session, user … may depend on each other.")
    as_of: Timestamp | None = Field(None, description="Scores as they were recorded at that moment.")
    total: bool = Field(False, description="Also all requests as one group, beside the groups.")

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
    name: str | None = Field(None, max_length=200, description="Yours, given back.")
    filter: FilterTree
    time_range: TimeRange | None = Field(None, description="Instead of that of both.")


class CompareQuery(Query):
    scores: Names
    first: GroupFilter
    second: GroupFilter
    time_range: TimeRange = TimeRange()
    cluster_by: ClusterKey | None = None
    pair_by: PairKey | None = None
    as_of: Timestamp | None = None


# Answers


class IntervalShape(BaseModel):
    """A 95 % interval. low and high are null where nothing can be said, and then reason says why."""

    low: Rounded | None
    high: Rounded | None
    method: str
    reason: str | None


class LabelShape(BaseModel):
    label: str
    n_ratings: int
    share: Rounded = Field(description="Of the requests; one with several ratings counts in parts.")
    interval: IntervalShape


class HistogramShape(BaseModel):
    counts: list[int] = Field(description="Of requests, between each two edges; the last bin has both of its edges.")
    below: int
    above: int


class GroupShape(BaseModel):
    group: dict[str, str | None] = Field(description="null: the request has no such thing.")
    other: bool = Field(description="All groups beyond the limit, put together.")
    n_requests: int
    n_ratings: int
    mean: Rounded | None
    share_true: Rounded | None = Field(description="Booleans only; the same as the mean.")
    sd: Rounded | None
    min: Rounded | None
    max: Rounded | None
    sum: Rounded | None
    interval: IntervalShape | None = Field(description="Of the mean; null for labels.")
    clusters: int | None
    effective_n: Rounded | None = Field(description="Where sampling probabilities weight the mean.")
    quantiles: dict[str, Rounded] | None
    histogram: HistogramShape | None
    labels: list[LabelShape] | None
    requests: dict[str, Rounded | None] = Field(description="What was asked for in include.")


class ScoreShape(BaseModel):
    name: str
    type: Literal["number", "boolean", "label"] | None = Field(description="null: no such score was ever recorded.")
    histogram_edges: list[float] | None
    groups: list[GroupShape]
    total: GroupShape | None = Field(description="null unless asked for; its group is {}.")


class SideShape(BaseModel):
    name: str | None
    n_requests: int
    mean: Rounded | None
    sd: Rounded | None
    min: Rounded | None
    max: Rounded | None
    interval: IntervalShape


class EffectShape(BaseModel):
    value: Rounded | None
    method: str


class PairedShape(BaseModel):
    pairs: int
    difference: Rounded | None
    interval: IntervalShape
    p_value: Rounded | None
    p_value_holm: Rounded | None
    test: str | None
    effect_size: EffectShape
    resamples: int | None
    seed: int | None


class ComparedShape(BaseModel):
    name: str
    type: Literal["number", "boolean", "label"]
    label: str | None = Field(description="Labels only: what is compared is the share of this one.")
    first: SideShape
    second: SideShape
    difference: Rounded | None = Field(description="Second minus first.")
    interval: IntervalShape
    p_value: Rounded | None
    p_value_holm: Rounded | None = Field(description="Holm's correction over everything in this answer.")
    test: str | None
    effect_size: EffectShape
    paired: PairedShape | None


class ScoresQueryAnswer(Fresh[list[ScoreShape]]):
    """In the order of the names; one with values of several types is there once for each type."""


class CompareAnswer(Fresh[list[ComparedShape]]):
    """In the order of the names; of labels each has its own."""
