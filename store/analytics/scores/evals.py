"""Scores as Helicone's endpoints need them: all names, over time, and their distributions.

Booleans count as 1 and 0; labels are left out. The unit is the request, as everywhere. Sampling probabilities do not
weight anything here, so that overall and hourly means agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import NamedTuple

from store.analytics.buckets import Buckets, BucketUnit
from store.analytics.query import Record, Snapshot
from store.analytics.requests.metrics import TooManyRows
from store.analytics.requests.selected import buckets_within
from store.analytics.scores.answers import ScoreQuery
from store.analytics.scores.groups import EMPTY_GROUP, Aggregates, GroupSummary, read_summary, summary_rows
from store.analytics.scores.names import ScoreSeries, ScoreType, series_of_requests
from store.analytics.scores.queries import answer_series
from store.analytics.scores.rows import Grouping, request_scores, request_scores_of_names
from store.analytics.scores.strategies import plain_intervals
from store.analytics.selection import NO_PROPERTIES, Selection
from store.sql import Sql, compose, select_list, with_tables
from store.statistics import Interval

_BINS = 10
ROWS_MOST = 100_000  # buckets of all names together
NAMES_MOST = 1_000

ScoreName = ScoreSeries  # of numbers or booleans


def score_names(snapshot: Snapshot, project: int, only: Sequence[str] | None = None) -> list[ScoreName]:
    """The names of current scores of requests; see `series_of_requests`."""
    wanted = [series for series in series_of_requests(snapshot, project, only) if series.type != "label"]
    return sorted(wanted, key=lambda series: (series.name, series.type))


class Eval(NamedTuple):
    of: ScoreName
    overall: GroupSummary
    interval: Interval
    buckets: dict[datetime, GroupSummary]  # by their start; those without a score are left out


def evals(
    snapshot: Snapshot, selection: Selection, names: Sequence[ScoreName], unit: BucketUnit, zone: tzinfo
) -> list[Eval]:
    """Each name, overall and by buckets of time. Raises TooManyRows."""
    summaries = _summaries(snapshot, selection, names, unit, zone)
    return [
        Eval(
            name,
            summaries[name].overall,
            plain_intervals(name.type, [summaries[name].overall])[0],
            summaries[name].buckets,
        )
        for name in names
    ]


def over_time(
    snapshot: Snapshot, selection: Selection, names: Sequence[ScoreName], unit: BucketUnit, zone: tzinfo
) -> dict[ScoreName, dict[datetime, GroupSummary]]:
    """By the start of the bucket. Names and buckets without a score are left out. Raises TooManyRows."""
    summaries = _summaries(snapshot, selection, names, unit, zone)
    return {name: summaries[name].buckets for name in names if summaries[name].buckets}


@dataclass(slots=True)
class _Summaries:
    overall: GroupSummary = EMPTY_GROUP
    buckets: dict[datetime, GroupSummary] = field(default_factory=dict)

    def add(self, row: Record, buckets: Buckets) -> None:
        if row.is_overall:
            self.overall = read_summary(row)
        else:
            self.buckets[buckets.start(row.bucket)] = read_summary(row)


def _summaries(
    snapshot: Snapshot, selection: Selection, names: Sequence[ScoreName], unit: BucketUnit, zone: tzinfo
) -> dict[ScoreName, _Summaries]:
    """One statement for all names of which a request has at most one score, one statement for each of the others.
    Raises TooManyRows."""
    buckets = buckets_within(snapshot, selection, unit, zone)
    grouping = Grouping(NO_PROPERTIES, buckets=buckets)
    together = {name.name: name for name in names if name.is_only_type and not name.several_per_request}
    _check_statements([name for name in names if name.name not in together])
    summaries = {name: _Summaries() for name in names}
    if together:
        any_series = ScoreSeries("", "boolean", several_per_request=False, is_only_type=True)
        scores = request_scores_of_names(selection, list(together), grouping)
        for row in _rows(snapshot, scores, any_series):
            summaries[together[row.name]].add(row, buckets)
        _check_rows(summaries)
    for name in names:
        if name.name not in together:
            scores = compose(
                """
                SELECT
                    NULL AS name,
                    *
                FROM (
                    {scores}
                )
                """,
                scores=request_scores(selection, name, grouping),
            )
            for row in _rows(snapshot, scores, name):
                summaries[name].add(row, buckets)
            _check_rows(summaries)
    return summaries


def _check_statements(names: Sequence[ScoreName]) -> None:
    """Each of these names needs a statement of its own. Raises TooManyRows."""
    if len(names) > NAMES_MOST:
        raise TooManyRows(
            f"{len(names)} score names, of at most {NAMES_MOST}: name those that you need, in 'scores' or in "
            "POST /v1/scores/query"
        )


def _check_rows(summaries: Mapping[ScoreName, _Summaries]) -> None:
    if sum(len(each.buckets) for each in summaries.values()) > ROWS_MOST:
        raise TooManyRows(
            f"more than {ROWS_MOST} buckets with scores: use a larger dbIncrement, a shorter range or a narrower filter"
        )


def _rows(snapshot: Snapshot, scores: Sql, series: ScoreSeries) -> list[Record]:
    return summary_rows(lambda columns: snapshot.records(_statement(scores, columns)), series)


def _statement(scores: Sql, columns: Aggregates) -> Sql:
    select = compose(
        """
        SELECT
            name,
            bucket,
            GROUPING(bucket) = 1 AS is_overall,
            {columns}
        FROM request_scores
        GROUP BY GROUPING SETS ((name), (name, bucket))
        ORDER BY bucket
        LIMIT {limit}
        """,
        limit=str(ROWS_MOST + NAMES_MOST + 1),  # with the overall row of each name
        columns=select_list(columns),
    )
    return with_tables({"request_scores": scores}, select)


class ScoreBin(NamedTuple):
    lower: float
    upper: float
    requests: int


def distributions(
    snapshot: Snapshot, selection: Selection, names: Sequence[ScoreName]
) -> dict[ScoreName, list[ScoreBin]]:
    """A histogram of each name that has a value: at most ten bins of one width, with edges that are round numbers.
    Raises TooManyRows."""
    _check_statements(names)
    distinct = tuple(dict.fromkeys(name.name for name in names))
    query = ScoreQuery(distinct, selection, bins=_BINS, weighted=False)
    histograms: dict[tuple[str, ScoreType], list[ScoreBin]] = {}
    for answer in answer_series(snapshot, query, NO_PROPERTIES, names):
        (group,) = answer.groups
        if answer.edges and group.histogram:
            bins = zip(answer.edges[:-1], answer.edges[1:], group.histogram[1:-1], strict=True)
            histograms[answer.name, answer.type] = [ScoreBin(*each) for each in bins]
    return {name: histograms[name.name, name.type] for name in names if (name.name, name.type) in histograms}
