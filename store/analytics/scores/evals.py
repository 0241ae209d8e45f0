"""Scores as Helicone's endpoints ask for them: every name there is, over time, and how they are distributed.

Booleans count as 1 and 0; labels are left out. The unit is the request, as everywhere. Sampling probabilities do not
weight anything here, so that all and hourly means agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from store.analytics.buckets import Buckets, BucketUnit
from store.analytics.query import Snapshot
from store.analytics.requests.selected import buckets_within
from store.analytics.scores.answers import ScoreQuery
from store.analytics.scores.groups import NOTHING, Basics, of_values, read_basics
from store.analytics.scores.names import ScoreSeries, ScoreType, series_of_requests
from store.analytics.scores.queries import answer_series, plain_intervals
from store.analytics.scores.rows import Grouping, rows, rows_of_names, statement
from store.analytics.selection import NO_PROPERTIES, Selection
from store.sql import Sql
from store.statistics import Interval

_BINS = 10

ScoreName = ScoreSeries  # of numbers or booleans


def score_names(snapshot: Snapshot, project: int, only: Sequence[str] | None = None) -> list[ScoreName]:
    """Of all scores that requests have now, or those of them that have one of these names."""
    found = [one for one in series_of_requests(snapshot, project) if only is None or one.name in only]
    return sorted((one for one in found if one.type != "label"), key=lambda one: (one.name, one.type))


class Eval(NamedTuple):
    """`buckets`: start → what is in it; those without a score are left out."""

    of: ScoreName
    overall: Basics
    interval: Interval
    buckets: dict[datetime, Basics]


def evals(
    snapshot: Snapshot, selection: Selection, names: Sequence[ScoreName], unit: BucketUnit, zone: tzinfo
) -> list[Eval]:
    """Each name's numbers, altogether and by buckets of time."""
    found = _everything(snapshot, selection, names, unit, zone)
    return [
        Eval(one, found[one].overall, plain_intervals(one.type, [found[one].overall])[0], found[one].buckets)
        for one in names
    ]


def over_time(
    snapshot: Snapshot, selection: Selection, names: Sequence[ScoreName], unit: BucketUnit, zone: tzinfo
) -> dict[ScoreName, dict[datetime, Basics]]:
    found = _everything(snapshot, selection, names, unit, zone)
    return {one: found[one].buckets for one in names if found[one].buckets}


@dataclass(slots=True)
class _Numbers:
    overall: Basics = NOTHING
    buckets: dict[datetime, Basics] = field(default_factory=dict)


def _everything(
    snapshot: Snapshot, selection: Selection, names: Sequence[ScoreName], unit: BucketUnit, zone: tzinfo
) -> dict[ScoreName, _Numbers]:
    """Names that every request has one score of are asked for in one statement, the others one by one."""
    buckets = buckets_within(snapshot, selection, unit, zone)
    grouping = Grouping(NO_PROPERTIES, buckets=buckets)
    alike = {one.name: one for one in names if one.alone and not one.averaged}
    found = {one: _Numbers() for one in names}
    if alike:
        of_names = rows_of_names(selection, list(alike), grouping)
        for name, *row in snapshot.rows(_statement(of_names, ScoreSeries("", "boolean", averaged=False, alone=True))):
            _note(found[alike[name]], row, buckets)
    for one in names:
        if one.name not in alike:
            of_one = rows(selection, one, grouping)
            named = Sql(f"SELECT NULL AS name, * FROM ({of_one.text})", of_one.parameters)
            for _, *row in snapshot.rows(_statement(named, one)):
                _note(found[one], row, buckets)
    return found


def _statement(of: Sql, series: ScoreSeries) -> Sql:
    return statement(
        {"rows": of},
        Sql(
            f"SELECT name, bucket, GROUPING(bucket), {of_values(series)}, NULL FROM rows"
            " GROUP BY GROUPING SETS ((name), (name, bucket)) ORDER BY bucket"
        ),
    )


def _note(numbers: _Numbers, row: Sequence[Any], buckets: Buckets) -> None:
    bucket, overall, *values = row
    if overall:
        numbers.overall = read_basics(values)
    else:
        numbers.buckets[buckets.start(bucket)] = read_basics(values)


class ScoreBin(NamedTuple):
    lower: float
    upper: float
    requests: int


def distributions(
    snapshot: Snapshot, selection: Selection, names: Sequence[ScoreName]
) -> dict[ScoreName, list[ScoreBin]]:
    """Nice bins of one width, at most ten, of each name that has a value."""
    asked = tuple(dict.fromkeys(one.name for one in names))
    question = ScoreQuery(asked, selection, bins=_BINS, weighted=False)
    found: dict[tuple[str, ScoreType], list[ScoreBin]] = {}
    for one in answer_series(snapshot, question, NO_PROPERTIES, names):
        (group,) = one.groups
        if one.edges and group.histogram:
            counts = group.histogram[1:-1]
            bins = [ScoreBin(*bin) for bin in zip(one.edges[:-1], one.edges[1:], counts, strict=True)]
            found[one.name, one.type] = bins
    return {one: found[one.name, one.type] for one in names if (one.name, one.type) in found}
