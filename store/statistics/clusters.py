"""The standard error of a weighted mean whose rows may depend on each other: CR2 (Bell and McCaffrey).

The clusters are the independent units; without clusters every row is one, and only weights differ. With p the share of
a cluster in the weights, t its share in the squared weights, and S = Σ w(x - mean) / Σw over its rows, the variance of
the mean is Σ C·S², where C = t / (t - 2pt + p²) makes the estimate unbiased if all rows have the same variance and are
independent. With equal weights p = t and C = 1 / (1 - p): this is "CR2" of a regression on a constant (Bell and
McCaffrey, 2002, Survey Methodology 28, 169-181; Pustejovsky and Tipton, 2018, J. Business & Economic Statistics 36,
672-683). The degrees of freedom are theirs, too: (tr Ω)² / tr Ω² with Ω the covariance of the √C·S under the same
assumption. Clusters of one size G have G - 1; one large cluster among many leaves few.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.statistics.intervals import ALL_EQUAL, NO_VALUES, ONE_VALUE, Interval, no_interval, t_quantile
from store.statistics.skewness import SKEWED, is_too_skewed
from store.statistics.summaries import ROUNDING, Floats, Summary, varies

FREEDOM_LEAST = 2.0
_FREEDOM_ROUNDING = 1e-6
_CLUSTER_SHARE_MOST = 1 / 3
_EQUAL = 1e-9

FEW_CLUSTERS = "fewer than two clusters are too few to estimate the spread between them"
FEW_EFFECTIVE = "the effective degrees of freedom are below 2: too few clusters, or one has nearly all of the weight"
FEW_WEIGHTS = "the effective degrees of freedom are below 2: too few values, or one has nearly all of the weight"
NO_SPREAD = "the clusters do not differ, so the spread between them cannot be estimated"
LARGE_CLUSTER = "one cluster has more than a third of the weight, so the interval depends on this one cluster"


@dataclass(frozen=True, slots=True)
class ClusterSums:
    """A weighted mean, and sums over its clusters (see above)."""

    mean: float
    clusters: int
    rows: int
    effective_n: float  # (Σw)² / Σw² of the rows (Kish)
    variance: float  # Σ C·S²
    largest: float  # the largest p
    squared_shares: float  # Σ p²
    squared_weights: float  # Σ t²
    cpp: float  # Σ C·p²
    ctt: float  # Σ C·t²
    cpt: float  # Σ C·p·t
    diagonal: float  # Σ (C·(p² - 2pt))²

    def as_shares(self, low: float, high: float) -> ClusterSums:
        """The same of values that are `low` or `high`, as 0 and 1."""
        extent = high - low
        return replace(self, mean=(self.mean - low) / extent, variance=self.variance / extent**2)

    @property
    def are_plain(self) -> bool:
        """Whether all rows weigh the same and no two are in one cluster. Kish's n is that of the rows for equal weights
        only."""
        return self.clusters == self.rows and abs(self.effective_n - self.rows) < _EQUAL * self.rows

    @property
    def freedom(self) -> float:
        return 1 / self.squared_covariance if self.clusters > 1 and self.squared_covariance > 0 else 0.0

    @property
    def squared_covariance(self) -> float:
        """tr Ω² where tr Ω = 1. Ω is C·t on its diagonal, and C·(p·p - p·t - t·p) between clusters."""
        between = 2 * self.cpp * self.ctt + 2 * self.cpt**2 + self.cpp**2 - 4 * self.cpp * self.cpt - self.diagonal
        return self.squared_weights + between

    @property
    def effective_clusters(self) -> float:
        """Kish's (Σw)² / Σw² over the clusters: how many clusters of one weight count the same."""
        return 1 / self.squared_shares if self.squared_shares else 0.0

    @property
    def has_few_degrees(self) -> bool:
        return self.freedom < FREEDOM_LEAST - _FREEDOM_ROUNDING


def cluster_numbers(*clusters: NDArray[Any]) -> list[NDArray[np.intp]]:
    """The clusters of the rows of one or several groups as numbers from 0, with few gaps; the same cluster has the same
    number in all. They are found by hashing: sorting a million rows takes five times as long."""
    rows = sum(map(len, clusters))
    if all(_has_small_numbers(each, rows) for each in clusters):
        return [each.astype(np.intp, copy=False) for each in clusters]
    import pyarrow as pa

    numbers = pa.array(np.concatenate(clusters)).dictionary_encode().indices.to_numpy().astype(np.intp)
    return np.split(numbers, np.cumsum([len(each) for each in clusters])[:-1])


def _has_small_numbers(clusters: NDArray[Any], rows: int) -> bool:
    if not np.issubdtype(clusters.dtype, np.integer):
        return False
    return not len(clusters) or (int(clusters.min()) >= 0 and int(clusters.max()) < 2 * rows)


def cluster_sums(values: Floats, weights: Floats, clusters: NDArray[Any]) -> ClusterSums:
    """Of the rows of one group: three arrays of one length, not empty."""
    return ClusterContributions.of(values, weights, clusters).sums()


@dataclass(frozen=True, slots=True)
class ClusterContributions:
    """What each cluster adds to the variance of the mean; arrays with one element for each cluster. Where all rows
    weigh the same, those that are clusters of their own in one group only may be summed up instead."""

    mean: float
    rows: int
    effective_n: float
    ids: NDArray[Any]  # what the caller calls the clusters: the same in both groups of a comparison
    shares: Floats  # p
    squares: Floats  # t
    factors: Floats  # C; 0 for the only cluster
    residuals: Floats  # √C·S
    single: int = 0  # rows that are summed up; for each of them p = t = 1 / rows
    single_squares: float = 0.0  # Σ S² of these

    @classmethod
    def of(cls, values: Floats, weights: Floats, clusters: NDArray[Any]) -> ClusterContributions:
        total, total_squares = float(np.sum(weights)), float(np.sum(weights**2))
        mean = float(np.sum(weights * values)) / total
        (numbers,) = cluster_numbers(clusters)
        places = np.flatnonzero(np.bincount(numbers))
        # The numbers are found for these rows alone, so they need not be those of another group.
        ids = np.empty(places[-1] + 1, clusters.dtype)
        ids[numbers] = clusters

        def summed(rows: Floats) -> Floats:
            return np.asarray(np.bincount(numbers, weights=rows)[places], np.float64)

        p = summed(weights) / total
        weigh_the_same = bool(np.all(weights == weights[0]))  # then both shares are those of the rows
        t = p if weigh_the_same else summed(weights**2) / total_squares
        leverage = t - 2 * p * t + p**2
        factors = np.divide(t, leverage, out=np.zeros_like(t), where=leverage > 1e-12)
        residuals = np.sqrt(factors) * summed(weights * (values - mean)) / total
        return cls(mean, len(values), total**2 / total_squares, ids[places], p, t, factors, residuals)

    def sums(self) -> ClusterSums:
        p, t, c = self.shares, self.squares, self.factors
        m, of_each = self.single, 1 / self.rows
        squared = m * of_each**2  # Σ p² = Σ t² = Σ pt of the single rows
        factor = 1 / (1 - of_each) if m and self.rows > 1 else 0.0
        return ClusterSums(
            self.mean,
            len(self.ids) + m,
            self.rows,
            self.effective_n,
            variance=float(np.sum(self.residuals**2)) + factor * self.single_squares,
            largest=max(float(np.max(p, initial=0.0)), of_each if m else 0.0),
            squared_shares=float(np.sum(p**2)) + squared,
            squared_weights=float(np.sum(t**2)) + squared,
            cpp=float(np.sum(c * p**2)) + factor * squared,
            ctt=float(np.sum(c * t**2)) + factor * squared,
            cpt=float(np.sum(c * p * t)) + factor * squared,
            diagonal=float(np.sum((c * (p**2 - 2 * p * t)) ** 2)) + m * (factor * of_each**2) ** 2,
        )


def mean_interval(sums: ClusterSums, group: Summary, method: str, *, clustered: bool) -> Interval:
    """mean ± t · √variance with Satterthwaite's degrees of freedom. `group`: the summary of the unweighted values."""
    reason = refusal(sums, clustered=clustered)
    if reason is None and not varies(group):
        reason = ALL_EQUAL
    if reason is None and sums.variance <= (ROUNDING * sums.mean) ** 2:
        reason = NO_SPREAD if clustered else ALL_EQUAL
    if reason is not None:
        return with_cluster_facts(no_interval(method, reason), sums, clustered=clustered)
    margin = t_quantile(sums.freedom) * sqrt(sums.variance)
    caution = SKEWED if is_too_skewed(group, sums.effective_clusters) else None
    interval = Interval(sums.mean - margin, sums.mean + margin, method, caution=caution)
    return with_cluster_facts(interval, sums, clustered=clustered)


def refusal(sums: ClusterSums, *, clustered: bool) -> str | None:
    """Why no interval can be given whatever the values are."""
    if not sums.rows:
        return NO_VALUES
    if sums.clusters < 2:
        return FEW_CLUSTERS if clustered else ONE_VALUE
    if sums.has_few_degrees:
        return FEW_EFFECTIVE if clustered else FEW_WEIGHTS
    return None


def with_cluster_facts(
    interval: Interval, *sides: ClusterSums, clustered: bool, freedom: float | None = None
) -> Interval:
    """With the degrees of freedom, and of clusters the largest share, and the caution that goes with it."""
    largest = max((side.largest for side in sides), default=0.0)
    cautions = [interval.caution] if interval.caution else []
    if clustered and interval.low is not None and largest > _CLUSTER_SHARE_MOST:
        cautions.append(LARGE_CLUSTER)
    return replace(
        interval,
        caution="; ".join(cautions) or None,
        effective_df=freedom if freedom is not None else sides[0].freedom,
        largest_cluster_share=largest if clustered else None,
    )
