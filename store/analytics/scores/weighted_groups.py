"""Sums for groups whose requests weigh differently or depend on each other."""

from __future__ import annotations

from collections.abc import Sequence

from store.analytics.query import Record
from store.analytics.scores.rows import Keys
from store.analytics.scores.tables import GroupIndex, ScoreTables
from store.sql import Sql, compose
from store.statistics import ClusterSums

# The inverse of the sampling probability (Horvitz and Thompson); 1 where no probability was given
_WEIGHT = "coalesce(1 / nullif(probability, 0), 1)"

_MEANS = """\
SELECT
    group_index,
    bucket,
    sum(weighted_sum) / sum(weight) AS mean,
    sum(weight) AS weight,
    sum(squared_weights) AS squared_weights,
    sum(requests) AS requests
FROM cluster_sums
GROUP BY ALL"""
# p and t: the share of the cluster in the weights and in the squared weights; c: the factor that makes the variance
# unbiased, 0 for a cluster that is the only one.
_CONTRIBUTIONS = """\
SELECT
    *,
    CASE WHEN t - 2 * p * t + p * p > 1e-12 THEN t / (t - 2 * p * t + p * p) ELSE 0 END AS c
FROM (
    SELECT
        means.group_index,
        means.bucket,
        means.mean,
        means.weight,
        means.squared_weights,
        means.requests,
        cluster_sums.weight / means.weight AS p,
        cluster_sums.squared_weights / means.squared_weights AS t,
        (cluster_sums.weighted_sum - means.mean * cluster_sums.weight) / means.weight AS residual
    FROM cluster_sums
    JOIN means
        ON cluster_sums.group_index = means.group_index AND cluster_sums.bucket = means.bucket
)"""
_SUMS = """\
SELECT
    group_index,
    bucket,
    mean,
    count(*) AS clusters,
    requests,
    weight ** 2 / squared_weights AS effective_n,
    sum(c * residual ** 2) AS variance,
    max(p) AS largest,
    sum(p * p) AS squared_shares,
    sum(t * t) AS squared_weight_shares,
    sum(c * p * p) AS cpp,
    sum(c * t * t) AS ctt,
    sum(c * p * t) AS cpt,
    sum((c * (p * p - 2 * p * t)) ** 2) AS diagonal
FROM contributions
GROUP BY group_index, bucket, mean, requests, weight, squared_weights"""


def cluster_sums(scores: ScoreTables, largest: Sequence[Keys]) -> dict[GroupIndex, ClusterSums]:
    """Clusters are those of the grouping; without them each request is one. The formulas are those of
    store/statistics/clusters.py."""
    tables = {"cluster_sums": _clusters(scores), "means": Sql(_MEANS), "contributions": Sql(_CONTRIBUTIONS)}
    rows = scores.numbered(largest).records(Sql(_SUMS), **tables)
    return {GroupIndex(row.group_index, int(row.bucket)): _sums(row) for row in rows}


def _clusters(scores: ScoreTables) -> Sql:
    """Each cluster of each group."""
    return compose(
        """
        SELECT
            group_index,
            {bucket},
            {cluster} AS cluster,
            sum({weight}) AS weight,
            sum({weight} * value) AS weighted_sum,
            sum({weight} ** 2) AS squared_weights,
            count(*) AS requests
        FROM numbered
        GROUP BY ALL
        """,
        bucket=scores.bucket,
        cluster="cluster" if scores.grouping.cluster else "request",
        weight=_WEIGHT,
    )


def _sums(row: Record) -> ClusterSums:
    return ClusterSums(
        mean=row.mean,
        clusters=row.clusters,
        rows=int(row.requests),
        effective_n=row.effective_n,
        variance=row.variance,
        largest=row.largest,
        squared_shares=row.squared_shares,
        squared_weights=row.squared_weight_shares,
        cpp=row.cpp,
        ctt=row.ctt,
        cpt=row.cpt,
        diagonal=row.diagonal,
    )
