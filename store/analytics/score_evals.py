"""Scores as Helicone's endpoints ask for them: every name there is, over time, and how they are distributed.

Booleans count as 1 and 0; labels are left out. The unit is the request, as everywhere. Sampling probabilities do not
weight anything here, so that all and hourly means agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from store.analytics.asking import Ask
from store.analytics.buckets import Buckets, BucketUnit
from store.analytics.chosen import buckets_within
from store.analytics.score_answers import ScoreQuestion
from store.analytics.score_groups import NOTHING, Basics, of_values, read_basics
from store.analytics.score_names import ScoreType, Series, series_of_requests
from store.analytics.score_questions import answer_series, plain_intervals
from store.analytics.score_rows import NO_PROPERTIES, Grouping, Selection, rows, rows_of_names, statement
from store.filter import Condition
from store.statistics import Interval

_BINS = 10

ScoreName = Series  # of numbers or booleans


def score_names(ask: Ask, project: int, only: Sequence[str] | None = None) -> list[ScoreName]:
    """Of all scores that requests have now, or those of them that have one of these names."""
    found = [one for one in series_of_requests(ask, project) if only is None or one.name in only]
    return sorted((one for one in found if one.type != "label"), key=lambda one: (one.name, one.type))


class Eval(NamedTuple):
    """`buckets`: start → what is in it; those without a score are left out."""

    of: ScoreName
    overall: Basics
    interval: Interval
    buckets: dict[datetime, Basics]


def evals(ask: Ask, selection: Selection, names: Sequence[ScoreName], unit: BucketUnit, zone: tzinfo) -> list[Eval]:
    """Each name's numbers, altogether and by buckets of time."""
    found = _everything(ask, selection, names, unit, zone)
    return [
        Eval(one, found[one].overall, plain_intervals(one.type, [found[one].overall])[0], found[one].buckets)
        for one in names
    ]


def over_time(
    ask: Ask, selection: Selection, names: Sequence[ScoreName], unit: BucketUnit, zone: tzinfo
) -> dict[ScoreName, dict[datetime, Basics]]:
    found = _everything(ask, selection, names, unit, zone)
    return {one: found[one].buckets for one in names if found[one].buckets}


@dataclass(slots=True)
class _Numbers:
    overall: Basics = NOTHING
    buckets: dict[datetime, Basics] = field(default_factory=dict)


def _everything(
    ask: Ask, selection: Selection, names: Sequence[ScoreName], unit: BucketUnit, zone: tzinfo
) -> dict[ScoreName, _Numbers]:
    """Names that every request has one score of are asked for in one statement, the others one by one."""
    buckets = buckets_within(ask, selection, unit, zone)
    grouping = Grouping(NO_PROPERTIES, buckets=buckets)
    alike = {one.name: one for one in names if one.alone and not one.averaged}
    found = {one: _Numbers() for one in names}
    if alike:
        of_names = rows_of_names(selection, list(alike), grouping)
        for name, *row in ask(_statement(of_names, Series("", "boolean", averaged=False, alone=True))):
            _note(found[alike[name]], row, buckets)
    for one in names:
        if one.name not in alike:
            of_one = rows(selection, one, grouping)
            named = Condition(f"SELECT NULL AS name, * FROM ({of_one.sql})", of_one.parameters)
            for _, *row in ask(_statement(named, one)):
                _note(found[one], row, buckets)
    return found


def _statement(of: Condition, series: Series) -> Condition:
    return statement(
        {"rows": of},
        Condition(
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


class Bin(NamedTuple):
    lower: float
    upper: float
    requests: int


def distributions(ask: Ask, selection: Selection, names: Sequence[ScoreName]) -> dict[ScoreName, list[Bin]]:
    """Nice bins of one width, at most ten, of each name that has a value."""
    asked = tuple(dict.fromkeys(one.name for one in names))
    question = ScoreQuestion(asked, selection, bins=_BINS, weighted=False)
    found: dict[tuple[str, ScoreType], list[Bin]] = {}
    for one in answer_series(ask, question, NO_PROPERTIES, names):
        (group,) = one.groups
        if one.edges and group.histogram:
            counts = group.histogram[1:-1]
            bins = [Bin(*bin) for bin in zip(one.edges[:-1], one.edges[1:], counts, strict=True)]
            found[one.name, one.type] = bins
    return {one: found[one.name, one.type] for one in names if (one.name, one.type) in found}
