"""What is watched for changes, and what was found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from store.analytics.scores.names import ScoreType
from store.analytics.selection import Selection

VOLUME = "volume"  # requests per hour
CauseKind = Literal["new_value", "rate", "mix"]


@dataclass(frozen=True, slots=True)
class ChangeQuestion:
    """Timestamps are UTC without a zone."""

    selection: Selection
    now: datetime
    score: str | None = None  # exactly one of score and metric is given
    metric: str | None = None  # one of MEASURES, or VOLUME
    label: str | None = None  # of a score of labels: its share is watched
    group_by: str | None = None  # a key of `Grouping`, whose most frequent values are watched one by one, too
    false_alarms_per_quarter: float = 1.0  # at most, on average, of all series of the question together
    explained: int = 3  # so many changes, the newest ones, get causes
    hidden: Collection[str] = ()  # names of properties, case-folded, that are no cause


@dataclass(frozen=True, slots=True)
class Cause:
    """What may have caused a change. A value of a key."""

    kind: CauseKind  # new_value: it first occurred around the change; rate, mix: it carries much of the difference
    key: str
    value: str | None
    first_at: datetime | None  # of new values
    share_before: float | None  # of the requests
    share_after: float | None
    contribution: float | None  # to the difference of the plain means
    p_value: float | None  # … beyond its share, corrected for all values that were examined


@dataclass(frozen=True, slots=True)
class FoundChange:
    """`before`, `after` and what is about them: means without the pattern of the week; geometric means where the
    logarithm is watched."""

    at: datetime  # the first hour of the new level
    earliest: datetime  # 95 % interval of when the level changed
    latest: datetime
    found_at: datetime  # the end of the hour that gave the alarm
    before: float
    after: float
    difference: float
    low: float  # 95 % interval of `difference`; of `ratio` where the logarithm is watched
    high: float
    ratio: float | None  # after / before, where the logarithm is watched
    values_before: int
    values_after: int
    values_until_found: int
    until: datetime  # the next change, or the end of what was judged
    since: datetime  # the change before, or the beginning
    measures_volume: bool
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchedSeries:
    score: str | None
    metric: str | None  # exactly one of score and metric is given
    type: ScoreType | None  # of a score
    label: str | None  # of a score of labels: its share was watched
    value: str | None  # of `group_by`
    is_all: bool  # all requests together: `value` is none
    is_logarithm: bool
    values: int
    hours: int  # with values
    complete_to: datetime  # hours before it were judged
    changes: tuple[FoundChange, ...]
    reason: str | None  # why nothing could be judged


def is_same_change(one: FoundChange, other: FoundChange) -> bool:
    """Whether two answers, such as of yesterday and today, mean one change: same direction, at times that overlap."""
    overlap = one.earliest <= other.latest and other.earliest <= one.latest
    return overlap and (one.difference > 0) == (other.difference > 0)
