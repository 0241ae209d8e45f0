"""Cost, latency, tokens and errors of two groups of requests compared, with the tests that scores have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store import statistics
from store.analytics.measures import MEASURES
from store.analytics.query import Columns, Snapshot
from store.analytics.requests.selected import selected
from store.analytics.scores.keys import KeyExpressions
from store.analytics.selection import PropertyKeys, Selection
from store.sql import Sql, compose, joined, select_list
from store.statistics import Comparison, Interval, Sample, Summary

QUANTILES = (0.5, 0.95)
_METHOD = "cluster_robust"


@dataclass(frozen=True, slots=True)
class MetricSide:
    summary: Summary  # of the requests of which the value is known
    interval: Interval
    quantiles: list[float | None]  # at QUANTILES; of a share there are none
    quantile_intervals: list[Interval]


@dataclass(frozen=True, slots=True)
class MetricDifference:
    name: str  # one of MEASURES
    first: MetricSide
    second: MetricSide
    comparison: Comparison
    holm_p: float | None = None  # corrected for all p-values of one answer


def compare_metrics(
    snapshot: Snapshot,
    names: Sequence[str],
    selections: tuple[Selection, Selection],
    cluster: str | None,
    properties: PropertyKeys,
) -> list[MetricDifference]:
    """All requests of both groups, scored or not. `cluster`: a key of `Grouping`."""
    if not names:
        return []
    first, second = (_columns(snapshot, names, selection, cluster, properties) for selection in selections)
    return [_difference(name, _sample(first, name), _sample(second, name)) for name in names]


def _columns(
    snapshot: Snapshot, names: Sequence[str], selection: Selection, cluster: str | None, properties: PropertyKeys
) -> Columns:
    keys = KeyExpressions(properties, "r", "r.id")
    columns: dict[str, Sql | str] = {name: f"CAST({MEASURES[name].sql} AS DOUBLE)" for name in names}
    if cluster is not None:
        # A request without the key is a cluster of its own.
        key = keys.expression(cluster, "of_cluster")
        columns["cluster"] = f"CASE WHEN {key} IS NULL THEN hash(r.id, 0) ELSE hash({key}) END"
    select = compose(
        """
        SELECT
            {columns}
        {source}
        """,
        columns=select_list(columns),
        source=selected(selection, join=joined("\n", keys.joins)),
    )
    return snapshot.columns(select)


def _sample(columns: Columns, name: str) -> Sample:
    known = ~np.ma.getmaskarray(columns[name])
    values: NDArray[np.float64] = np.asarray(np.ma.getdata(columns[name])[known], np.float64)
    clusters = np.asarray(columns["cluster"])[known] if "cluster" in columns else None
    return Sample(values, np.ones(len(values)), clusters, len(values), MEASURES[name].is_share)


def _difference(name: str, first: Sample, second: Sample) -> MetricDifference:
    return MetricDifference(name, _side(first), _side(second), statistics.compare_samples(first, second, _METHOD))


def _side(sample: Sample) -> MetricSide:
    at = () if sample.is_share else QUANTILES
    return MetricSide(
        statistics.summary(sample.values),
        statistics.sample_interval(sample, _METHOD),
        statistics.quantiles(sample.values, at),
        statistics.quantile_intervals(sample, at),
    )
