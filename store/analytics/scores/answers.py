"""What can be asked of scores, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from store.analytics.buckets import BucketUnit
from store.analytics.scores.names import ScoreType
from store.analytics.scores.rows import Keys
from store.analytics.selection import Selection
from store.statistics import Interval


@dataclass(frozen=True, slots=True)
class ScoreQuery:
    """`keys` and `cluster` as in `Grouping`; `limit`: of groups, but for buckets of time. `edges`: a histogram's own,
    `bins`: nice ones, at most so many; at most one of them. `metrics`: names of METRICS. `weighted`: by the
    probabilities of having been sampled, where they were given. `total`: also all requests as one group."""

    names: tuple[str, ...]
    selection: Selection
    keys: tuple[str, ...] = ()
    bucket: BucketUnit | None = None
    zone: tzinfo = UTC
    quantiles: tuple[float, ...] = ()
    edges: tuple[float, ...] = ()
    bins: int = 0
    cluster: str | None = None
    metrics: tuple[str, ...] = ()
    limit: int = 100
    weighted: bool = True
    total: bool = False


@dataclass(frozen=True, slots=True)
class LabelShare:
    label: str
    ratings: int
    share: float  # of the requests; one with several ratings counts in parts
    interval: Interval


@dataclass(frozen=True, slots=True)
class Group:
    """`keys` None and `others`: all groups beyond the limit. None elsewhere: there is no such number."""

    keys: Keys
    others: bool
    bucket: datetime | None
    n: int
    ratings: int
    mean: float | None  # of booleans the share of true; weighted where probabilities were given
    sd: float | None
    min: float | None
    max: float | None
    sum: float | None
    quantiles: list[float] | None
    histogram: list[int] | None  # below the first edge, in each bin, above the last
    labels: list[LabelShare] | None
    interval: Interval | None  # None: a label has no mean
    clusters: int | None
    effective_n: float | None  # None: not weighted
    metrics: dict[str, tuple[float | None, int]]  # column → sum, and of how many requests


@dataclass(frozen=True, slots=True)
class ScoreAnswer:
    name: str
    type: ScoreType
    edges: list[float] | None
    groups: list[Group]
    total: Group | None = None  # if it was asked for
