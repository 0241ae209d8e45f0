"""Scores by groups, with the intervals of their means: SQL counts and sums, store.statistics judges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.analytics.query import Snapshot
from store.analytics.requests.selected import buckets_within
from store.analytics.scores.answers import Group, ScoreAnswer, ScoreQuery
from store.analytics.scores.grouped_scores import GroupedScores, grouped_scores
from store.analytics.scores.names import ScoreSeries, as_pass_rates, series_of_names
from store.analytics.scores.rows import METRICS, Grouping
from store.analytics.scores.strategies import shown_histogram, strategy
from store.analytics.selection import PropertyKeys

GROUPS_MOST = 20_000  # of one score in one answer


class TooManyGroups(ValueError):
    """The message says what to ask instead."""


def answer(snapshot: Snapshot, query: ScoreQuery, properties: PropertyKeys) -> list[ScoreAnswer]:
    """An answer for each name and each type of its scores; none for a name that was never scored. Blocks; raises
    TooManyGroups."""
    found = series_of_names(snapshot, query.selection.project, query.names)
    if query.passing is not None:
        found = as_pass_rates(found, query.passing)
    return answer_series(snapshot, query, properties, found)


def answer_series(
    snapshot: Snapshot, query: ScoreQuery, properties: PropertyKeys, series: Sequence[ScoreSeries]
) -> list[ScoreAnswer]:
    """An answer for each of these series; the names of the query are ignored. Blocks; raises TooManyGroups."""
    grouping = Grouping(
        properties,
        query.keys,
        query.bucket and buckets_within(snapshot, query.selection, query.bucket, query.zone),
        query.cluster,
        tuple(column for name in query.metrics for column in METRICS[name]),
    )
    answers = [_answer_one(snapshot, query, grouping, each) for each in series]
    if not query.total:
        return answers
    totals = answers
    if query.keys or query.bucket:
        query, grouping = replace(query, keys=(), bucket=None), replace(grouping, keys=(), buckets=None)
        totals = [_answer_one(snapshot, query, grouping, each) for each in series]
    return [replace(each, total=total.groups[0]) for each, total in zip(answers, totals, strict=True)]


def _answer_one(snapshot: Snapshot, query: ScoreQuery, grouping: Grouping, series: ScoreSeries) -> ScoreAnswer:
    grouped = grouped_scores(snapshot, query, grouping, series)
    count = len(grouped.all_summaries)
    if not count:
        return ScoreAnswer(series.name, series.type, list(query.edges) or None, [])
    if count > GROUPS_MOST:
        raise TooManyGroups(f"{count} groups, {GROUPS_MOST} at most: ask for longer buckets or a shorter time")
    result = strategy(grouped)(grouped)
    if not grouped.others_need_own_query:
        return result
    return replace(result, groups=result.groups + _others(snapshot, grouped, series, result.edges))


def _others(
    snapshot: Snapshot, grouped: GroupedScores, series: ScoreSeries, edges: Sequence[float] | None
) -> list[Group]:
    """All groups beyond the limit as one, in a query of its own that leaves the largest ones out."""
    grouping = replace(grouped.grouping, keys=(), excluded=(grouped.grouping.keys, tuple(grouped.largest)))
    query = replace(grouped.query, keys=(), edges=tuple(edges or ()), bins=0)
    keys = (None,) * len(grouped.grouping.keys)
    has_own_edges = bool(grouped.query.edges)
    return [
        replace(group, keys=keys, others=True, histogram=shown_histogram(group.histogram, has_own_edges=has_own_edges))
        for group in _answer_one(snapshot, query, grouping, series).groups
    ]
