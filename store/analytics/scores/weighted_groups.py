"""Sums for groups whose requests weigh differently or depend on each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.analytics.scores.rows import Keys
from store.analytics.scores.tables import GroupIndex, ScoreTables
from store.sql import compose

# The inverse of the sampling probability (Horvitz and Thompson); 1 where no probability was given
_WEIGHT = "coalesce(1 / nullif(probability, 0), 1)"


class WeightedSummary(NamedTuple):
    """What `store.statistics.linearised` needs, with x the values, w their weights and m their weighted mean."""

    mean: float  # m = Σ wx / Σ w
    weight: float  # Σ w
    clusters: int
    squared_residuals: float  # Σ over the clusters of (Σ w (x - m) within the cluster)²
    effective_n: float  # (Σ w)² / Σ w²


def weighted_summaries(scores: ScoreTables, largest: Sequence[Keys]) -> dict[GroupIndex, WeightedSummary]:
    """Clusters are those of the grouping; without them each request is one."""
    cluster_sums = compose(
        """
        SELECT
            group_index,
            {bucket},
            {cluster} AS cluster,
            sum({weight}) AS weight,
            sum({weight} * value) AS weighted_sum,
            sum({weight} ** 2) AS squared_weights
        FROM numbered
        GROUP BY ALL
        """,
        bucket=scores.bucket,
        cluster="cluster" if scores.grouping.cluster else "request",
        weight=_WEIGHT,
    )
    means = compose(
        """
        SELECT
            group_index,
            bucket,
            sum(weighted_sum) / sum(weight) AS mean,
            sum(weight) AS total_weight,
            count(*) AS clusters,
            sum(squared_weights) AS squared_weights
        FROM cluster_sums
        GROUP BY ALL
        """
    )
    select = compose(
        """
        SELECT
            means.group_index,
            means.bucket,
            means.mean,
            means.total_weight,
            means.clusters,
            sum((cluster_sums.weighted_sum - means.mean * cluster_sums.weight) ** 2) AS squared_residuals,
            means.total_weight ** 2 / means.squared_weights AS effective_n
        FROM cluster_sums
        JOIN means
            ON cluster_sums.group_index = means.group_index AND cluster_sums.bucket = means.bucket
        GROUP BY ALL
        """
    )
    rows = scores.numbered(largest).records(select, cluster_sums=cluster_sums, means=means)
    return {
        GroupIndex(row.group_index, int(row.bucket)): WeightedSummary(
            row.mean, row.total_weight, row.clusters, row.squared_residuals, row.effective_n
        )
        for row in rows
    }
