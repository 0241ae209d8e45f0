"""What can be asked of scores, and the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Literal

from store.analytics.buckets import BucketUnit
from store.analytics.scores.names import Passing, ScoreType
from store.analytics.scores.rows import Keys
from store.analytics.selection import Selection
from store.statistics import Interval
from store.statistics.judging import CorrectedMean


@dataclass(frozen=True, slots=True)
class ScoreQuery:
    """Scores by groups. At most one of `edges` and `bins` is given; without both there are no histograms."""

    names: tuple[str, ...]
    selection: Selection
    keys: tuple[str, ...] = ()  # as in `Grouping`
    bucket: BucketUnit | None = None
    zone: tzinfo = UTC
    quantiles: tuple[float, ...] = ()  # from 0 to 1
    edges: tuple[float, ...] = ()  # of the histograms' bins
    bins: int = 0  # at most so many bins, with edges that are round numbers
    cluster: str | None = None  # a key as in `Grouping`
    metrics: tuple[str, ...] = ()  # names of METRICS
    limit: int = 100  # groups, not counting buckets of time
    weighted: bool = True  # by the inverse of the sampling probabilities, where there are any
    total: bool = False  # also all requests as one group
    passing: Mapping[str, Passing] | None = None  # by name: read its numbers as whether they pass; leave out all others


@dataclass(frozen=True, slots=True)
class LabelShare:
    label: str
    ratings: int
    share: float  # of the requests; a request with several ratings counts in part
    interval: Interval


@dataclass(frozen=True, slots=True)
class CorrectedGroup:
    """The mean of a judge's scores, and that corrected by people's labels."""

    n: int  # requests that the judge scored
    mean: float | None
    interval: Interval
    corrected: CorrectedMean
    calibration: Literal["own", "pooled"]  # labels of this group, or all that were selected
    ties: int  # requests left out, because as many people call them true as false


@dataclass(frozen=True, slots=True)
class Group:
    """The requests of one group. None: there is no such number."""

    keys: Keys  # all None with `others`
    others: bool  # all groups beyond the limit, as one
    bucket: datetime | None  # its start
    n: int  # requests
    ratings: int
    mean: float | None  # of booleans the share of true; weighted where sampling probabilities were given
    sd: float | None  # of the sample, divided by n - 1
    min: float | None
    max: float | None
    sum: float | None
    quantiles: list[float] | None
    histogram: list[int] | None  # requests below the first edge, in each bin, above the last edge
    labels: list[LabelShare] | None  # None: not a label
    interval: Interval | None  # of the mean; None: a label has no mean
    clusters: int | None  # None: the query names no clusters
    effective_n: float | None  # (Σ w)² / Σ w²; None: not weighted
    metrics: dict[str, tuple[float | None, int]]  # column → its sum, and how many requests have it
    judged: CorrectedGroup | None = None  # None: not asked for, nothing judged, or a label


@dataclass(frozen=True, slots=True)
class ScoreAnswer:
    name: str
    type: ScoreType
    edges: list[float] | None  # of the histograms' bins
    groups: list[Group]
    total: Group | None = None  # None: not asked for
