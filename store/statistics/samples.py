"""One group whose rows weigh differently or may depend on each other, and the interval of its mean.

A `Sample` has the rows. Where they count the same, `ClusterTotals` has what it needs without arrays of the rows; those
that are clusters of their own need only their number, sum and squares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.statistics.clusters import (
    ClusterContributions,
    ClusterSums,
    cluster_numbers,
    cluster_sums,
    mean_interval,
    refusal,
)
from store.statistics.intervals import NO_VALUES, Interval, means, no_interval, of_two_values, shares, t_quantile
from store.statistics.shares import effective, of_clusters, of_ratings
from store.statistics.summaries import Floats, Summary, summary, two_values, varies, vary

_ORDER_STATISTICS = "order_statistics"
TOO_FAR_OUT = "too few values lie beyond the quantile"


@dataclass(frozen=True)
class Sample:
    """Three arrays of one length."""

    values: Floats
    weights: Floats
    clusters: NDArray[Any] | None  # rows with the same cluster may depend on each other; None: no two rows do
    ratings: int  # at least the number of rows
    is_share: bool  # the values are shares, 0 to 1, of the ratings

    @cached_property
    def summary(self) -> Summary:
        """Of the values, unweighted."""
        return summary(self.values)

    @property
    def is_clustered(self) -> bool:
        return self.clusters is not None

    @property
    def varies(self) -> bool:
        return vary(self.values)

    @property
    def row_clusters(self) -> NDArray[Any]:
        return np.arange(len(self.values)) if self.clusters is None else self.clusters

    @cached_property
    def contributions(self) -> ClusterContributions:
        """Needed for the sample's own interval and for its comparison."""
        return ClusterContributions.of(self.values, self.weights, self.row_clusters)

    @property
    def has_equal_weights(self) -> bool:
        return not len(self.weights) or bool(np.all(self.weights == self.weights[0]))

    @property
    def is_undivided(self) -> bool:
        """Whether each row is 0 or 1."""
        return bool(((self.values == 0.0) | (self.values == 1.0)).all())

    def as_shares(self, low: float, high: float) -> Sample:
        """Values that are `low` or `high` as 0 and 1."""
        return replace(self, values=(self.values == high).astype(np.float64), is_share=True)


class SingleRows(NamedTuple):
    """The rows of which each is a cluster of its own, in no other group."""

    rows: int
    sum: float
    squares: float  # Σ value²


@dataclass(frozen=True)
class ClusterTotals:
    """Three arrays with one element for each cluster of the others."""

    summary: Summary  # of all rows
    ids: NDArray[np.intp]  # the same in both groups of a comparison; none occurs twice
    sizes: NDArray[np.int64]  # rows
    sums: Floats
    single: SingleRows
    ratings: int
    is_share: bool
    is_undivided: bool  # each row is 0 or 1

    has_equal_weights = True
    is_clustered = True

    @property
    def varies(self) -> bool:
        return varies(self.summary)

    @cached_property
    def contributions(self) -> ClusterContributions:
        """As those of the rows; the single ones are summed up."""
        n, single = self.summary.n, self.single
        mean = (float(np.sum(self.sums)) + single.sum) / n
        p = self.sizes / n
        factors = np.divide(1.0, 1 - p, out=np.zeros_like(p), where=p - p**2 > 1e-12)
        residuals = np.sqrt(factors) * (self.sums - self.sizes * mean) / n
        squares = max(0.0, single.squares - 2 * mean * single.sum + single.rows * mean**2)
        return ClusterContributions(mean, n, float(n), self.ids, p, p, factors, residuals, single.rows, squares / n**2)

    def as_shares(self, low: float, high: float) -> ClusterTotals:
        """Values that are `low` or `high` as 0 and 1. The summary stays that of the values."""
        extent = high - low
        rows, total, squares = self.single
        sums = (self.sums - low * self.sizes) / extent
        moved = (squares - 2 * low * total + rows * low**2) / extent**2
        single = SingleRows(rows, (total - low * rows) / extent, moved)
        return replace(self, sums=sums, single=single, is_share=True)


def share_interval(group: Summary, ratings: int, *, undivided: bool) -> Interval:
    """Of a share of rows that count the same: Wilson's where each row is 0 or 1, else at the effective sample size."""
    if undivided or not group.n:
        return shares([round(group.sum)], [group.n])[0]
    return of_ratings(group, ratings)


def sample_interval(sample: Sample | ClusterTotals, method: str) -> Interval:
    """The interval of the weighted mean. With equal weights, and no two rows in one cluster, it is that of the
    unweighted method."""
    plain = sample.summary
    if not plain.n:
        return no_interval("wilson" if sample.is_share else method, NO_VALUES)
    if sample.has_equal_weights and has_only_single_rows(sample):
        if sample.is_share:
            return share_interval(plain, sample.ratings, undivided=sample.is_undivided)
        return means([plain])[0]
    sums = sample.contributions.sums()
    ratings = sample.ratings if sample.is_share else None
    return cluster_interval(sums, plain, method, ratings, clustered=sample.is_clustered)


def quantile_intervals(sample: Sample, at: Sequence[float]) -> list[Interval]:
    """Of quantiles of values that weigh the same: the values between which the quantile lies whatever their
    distribution is, by the binomial distribution of how many values are below it. Clusters count at the effective
    sample size of that share (Woodruff, 1952, J. American Statistical Association 47, 635-646)."""
    return [_quantile_interval(sample, quantile) for quantile in at]


def quantile_ranks(n: int, at: float) -> tuple[int | None, int | None]:
    """The ranks, counted from 1, of the two of n values between which a quantile lies with a confidence of 95 %, by the
    binomial distribution of how many values are below it (Conover, 1999, Practical Nonparametric Statistics, 3.2).
    None: no value is so far out."""
    from scipy import stats

    low, high = (int(end) for end in stats.binom.ppf([0.025, 0.975], n, at))
    return (low if low >= 1 else None), (high + 1 if high + 1 <= n else None)


def _quantile_interval(sample: Sample, at: float) -> Interval:
    if not len(sample.values):
        return no_interval(_ORDER_STATISTICS, NO_VALUES)
    n = float(len(sample.values))
    if not has_only_single_rows(sample):
        below = (sample.values <= np.quantile(sample.values, at)).astype(np.float64)
        sums = cluster_sums(below, sample.weights, sample.row_clusters)
        reason = refusal(sums, clustered=True)
        if reason is not None:
            return no_interval(_ORDER_STATISTICS, reason)
        n = effective(sums, len(below)).n * (t_quantile(inf) / t_quantile(sums.freedom)) ** 2
    count = max(1, int(n))
    first, last = quantile_ranks(count, at)
    if first is None or last is None:
        return no_interval(_ORDER_STATISTICS, TOO_FAR_OUT)
    low, high = np.quantile(sample.values, np.array([first, last]) / count, method="inverted_cdf")
    return Interval(float(low), float(high), _ORDER_STATISTICS)


def cluster_interval(
    sums: ClusterSums, group: Summary, method: str, ratings: int | None, *, clustered: bool
) -> Interval:
    """Of rows that weigh differently or depend on each other. `group`: the summary of the unweighted values. `ratings`:
    how many the group has, if the values are shares of them."""
    if ratings is not None:
        return of_clusters(sums, ratings, clustered=clustered)
    both = two_values(group)
    if both is not None:
        interval = of_clusters(sums.as_shares(*both), group.n, clustered=clustered)
        return of_two_values(interval, group, *both)
    return mean_interval(sums, group, method, clustered=clustered)


def has_only_single_rows(*samples: Sample | ClusterTotals) -> bool:
    """Whether no two rows, of one sample or several of one kind, are in one cluster."""
    totals = [sample for sample in samples if isinstance(sample, ClusterTotals)]
    if totals:
        ids = np.concatenate([group.ids for group in totals])
        return not any(np.any(group.sizes > 1) for group in totals) and len(np.unique(ids)) == len(ids)
    return _have_single_rows([sample for sample in samples if isinstance(sample, Sample)])


def _have_single_rows(samples: Sequence[Sample]) -> bool:
    clusters = [sample.clusters for sample in samples if sample.clusters is not None]
    rows = sum(map(len, clusters))
    return rows < 2 or int(np.bincount(np.concatenate(cluster_numbers(*clusters))).max()) == 1
