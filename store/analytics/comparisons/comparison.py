"""Scores and metrics of two groups of requests or sessions compared, with one correction for all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from store import statistics
from store.analytics.comparisons.differences import ScoreComparison, ScoreDifference
from store.analytics.comparisons.metrics import MetricDifference, compare_metrics
from store.analytics.comparisons.series_comparison import SeriesComparison
from store.analytics.comparisons.unpaired import unpaired_inputs
from store.analytics.judging import TwoGroups, judged_comparison
from store.analytics.query import Snapshot
from store.analytics.scores.names import ScoreSeries, as_pass_rates, series_of_names
from store.analytics.selection import PropertyKeys


class Compared(NamedTuple):
    """All p-values of one answer are corrected together."""

    scores: list[ScoreDifference]
    metrics: list[MetricDifference]


def compare(snapshot: Snapshot, query: ScoreComparison, properties: PropertyKeys) -> Compared:
    """A difference for each name and type that exists, for each label and for each metric. Blocks; raises
    ValuesTooLarge."""
    found = series_of_names(snapshot, query.first.project, query.names)
    if query.passing is not None:
        found = as_pass_rates(found, query.passing)
    by_series = {
        series: _with_correction(
            snapshot, query, properties, series, SeriesComparison(snapshot, query, properties, series).differences()
        )
        for series in found
    }
    differences = _with_inputs(snapshot, query, properties, by_series)
    cluster = query.cluster or ("session" if query.first.unit == "session" else None)  # metrics are of requests
    metrics = compare_metrics(snapshot, query.metrics, (query.first, query.second), cluster, properties)
    return _corrected(differences, metrics)


def _with_correction(
    snapshot: Snapshot,
    query: ScoreComparison,
    properties: PropertyKeys,
    series: ScoreSeries,
    differences: list[ScoreDifference],
) -> list[ScoreDifference]:
    """Of numbers and booleans, with what a judge said, corrected by people's labels."""
    if query.labels is None or series.type == "label":
        return differences
    groups = TwoGroups((query.first, query.second), query.cluster, query.passing, query.labels)
    judged = judged_comparison(snapshot, groups, properties, series)
    return [replace(each, judged=judged) for each in differences]


def _corrected(differences: list[ScoreDifference], metrics: list[MetricDifference]) -> Compared:
    unpaired = [each.comparison.p_value for each in differences]
    paired = [each.paired.p_value if each.paired else None for each in differences]
    adjusted = statistics.holm([*unpaired, *paired, *(each.comparison.p_value for each in metrics)])
    count = len(differences)
    return Compared(
        [
            replace(each, holm_p=adjusted[number], paired_holm_p=adjusted[count + number])
            for number, each in enumerate(differences)
        ],
        [replace(each, holm_p=p) for each, p in zip(metrics, adjusted[2 * count :], strict=True)],
    )


def _with_inputs(
    snapshot: Snapshot,
    query: ScoreComparison,
    properties: PropertyKeys,
    by_series: dict[ScoreSeries, list[ScoreDifference]],
) -> list[ScoreDifference]:
    """The differences, and of those in which nothing pairs the inputs of both groups."""
    lacking = [series for series, differences in by_series.items() if any(map(_has_no_pair, differences))]
    if query.pair_by is None or not lacking:
        return [each for differences in by_series.values() for each in differences]
    inputs = unpaired_inputs(snapshot, (query.first, query.second), query.pair_by, lacking, properties)
    of_series = dict(zip(lacking, inputs, strict=True))
    return [
        replace(each, unpaired=of_series[series]) if _has_no_pair(each) else each
        for series, differences in by_series.items()
        for each in differences
    ]


def _has_no_pair(difference: ScoreDifference) -> bool:
    return difference.paired is not None and not difference.paired.pairs
