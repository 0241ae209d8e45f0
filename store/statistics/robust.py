"""Compares two groups whose rows weigh differently or may depend on each other: second minus first."""

from __future__ import annotations

from dataclasses import replace
from math import inf, sqrt

import numpy as np

from store.statistics.clusters import (
    FEW_EFFECTIVE,
    FEW_WEIGHTS,
    FREEDOM_LEAST,
    NO_SPREAD,
    ClusterContributions,
    cluster_numbers,
    refusal,
    with_cluster_facts,
)
from store.statistics.comparisons import ONE_SIDE_EQUAL, hedges_g, welch_of
from store.statistics.intervals import ALL_EQUAL, NO_VALUES, Interval, no_interval, t_quantile
from store.statistics.proportions import Comparison, DifferenceError, proportions, scaled, share_difference
from store.statistics.samples import ClusterTotals, Sample, has_only_single_rows
from store.statistics.shares import effective, effective_of_ratings
from store.statistics.skewness import SKEWED, differ_in_skewness
from store.statistics.summaries import ROUNDING, Floats, Summary, two_values

Group = Sample | ClusterTotals  # both groups of a comparison are of one kind
_CORRELATION_MOST = 0.99  # of two shares; with 1 a difference would have no spread


def compare_samples(first: Group, second: Group, method: str) -> Comparison:
    """The difference of two weighted means; `method` names it for numbers.

    With equal weights on each side, and no two rows in one cluster, it is that of the unweighted methods. Shares, and
    numbers of two values, are compared at their effective sample sizes (`share_difference`). Other numbers: a
    regression on the group with CR2 errors and Satterthwaite's degrees of freedom (clusters.py), where clusters may lie
    in both groups.
    """
    summaries = first.summary, second.summary
    if not (summaries[0].n and summaries[1].n):
        empty = "newcombe_effective_n" if first.is_share else method
        return Comparison(None, no_interval(empty, NO_VALUES), None, None, None, _effect(first))
    if first.has_equal_weights and second.has_equal_weights and has_only_single_rows(first, second):
        if not first.is_share:
            return welch_of(*summaries)
        undivided = first.is_undivided and second.is_undivided
        return compare_shares(*summaries, first.ratings, second.ratings, undivided=undivided)
    both = None if first.is_share else two_values(*summaries)
    if both is not None:
        return scaled(_ClusteredPair(first.as_shares(*both), second.as_shares(*both)).shares(), both[1] - both[0])
    pair = _ClusteredPair(first, second)
    return pair.shares() if first.is_share else pair.numbers(method, summaries)


def compare_shares(
    first: Summary, second: Summary, first_ratings: int, second_ratings: int, *, undivided: bool
) -> Comparison:
    """Two shares of rows that count the same: of counts if each row is 0 or 1, else at the effective sample sizes."""
    if undivided or not (first.n and second.n):
        return proportions(round(first.sum), first.n, round(second.sum), second.n)
    sides = effective_of_ratings(first, first_ratings), effective_of_ratings(second, second_ratings)
    parts = [1 / group.n for group in (first, second)]
    weakest = sum(part**2 / max(1, group.n - 1) for part, group in zip(parts, (first, second), strict=True))
    compared = share_difference(*sides, freedom=sum(parts) ** 2 / weakest)
    return _with_units(compared, first.n, second.n)


class _ClusteredPair:
    """Two groups, not empty; the same cluster may have rows in both."""

    def __init__(self, first: Group, second: Group) -> None:
        self._samples = (first, second)
        self._clustered = first.is_clustered
        self._sides = _contributions(first, second)
        self._sums = [side.sums() for side in self._sides]
        _, *self._common = np.intersect1d(
            self._sides[0].ids, self._sides[1].ids, assume_unique=True, return_indices=True
        )

    def shares(self) -> Comparison:
        first, second = (
            effective(sums, sample.ratings) for sums, sample in zip(self._sums, self._samples, strict=True)
        )
        reason = self._refusal() if self._clustered else None
        variances = sqrt(self._sums[0].variance * self._sums[1].variance)
        correlation = self._covariance() / variances if variances else 0.0
        correlation = max(-1.0, min(_CORRELATION_MOST, correlation)) * min(first.trust, second.trust)
        freedom = self._freedom() if self._freedom() >= 1 else inf
        compared = share_difference(first, second, correlation, freedom)
        compared = _with_units(compared, *(sums.effective_clusters for sums in self._sums))
        if reason is not None:
            no = no_interval(compared.interval.method, reason)
            compared = replace(compared, interval=no, p_value=None, test=None, error=None)
        return replace(compared, interval=self._with_facts(compared.interval))

    def numbers(self, method: str, summaries: tuple[Summary, Summary]) -> Comparison:
        from scipy import stats

        difference = self._sums[1].mean - self._sums[0].mean
        variance = self._sums[0].variance + self._sums[1].variance - 2 * self._covariance()
        reason = self._refusal() or self._no_spread(variance)
        if reason is not None:
            interval = self._with_facts(no_interval(method, reason))
            return Comparison(difference, interval, None, None, hedges_g(*summaries), "hedges_g")
        error, freedom = sqrt(variance), self._freedom()
        margin = t_quantile(freedom) * error
        units = self._sums[0].effective_clusters, self._sums[1].effective_clusters
        caution = SKEWED if differ_in_skewness(*summaries, units) else None
        interval = Interval(difference - margin, difference + margin, method, caution=caution)
        p_value = float(2 * stats.t.sf(abs(difference) / error, freedom))
        effect, of_error = hedges_g(*summaries), DifferenceError(error, *units)
        return Comparison(difference, self._with_facts(interval), p_value, method, effect, "hedges_g", of_error)

    def _with_facts(self, interval: Interval) -> Interval:
        return with_cluster_facts(interval, *self._sums, clustered=self._clustered, freedom=self._freedom())

    def _refusal(self) -> str | None:
        for sums in self._sums:
            reason = refusal(sums, clustered=self._clustered)
            if reason is not None:
                return reason
        if self._freedom() < FREEDOM_LEAST * (1 - 1e-6):
            return FEW_EFFECTIVE if self._clustered else FEW_WEIGHTS
        return None

    def _no_spread(self, variance: float) -> str | None:
        spreads = [sample.varies for sample in self._samples]
        if not all(spreads):
            return ONE_SIDE_EQUAL if any(spreads) else ALL_EQUAL
        largest = max(abs(sums.mean) for sums in self._sums)
        if min(sums.variance for sums in self._sums) <= (ROUNDING * largest) ** 2 or variance <= 0:
            return NO_SPREAD
        return None

    def _covariance(self) -> float:
        return float(
            np.sum(self._of_common(0, self._sides[0].residuals) * self._of_common(1, self._sides[1].residuals))
        )

    def _freedom(self) -> float:
        """(tr Ω)² / tr Ω² with Ω = Ω₁ / n₁ + Ω₂ / n₂, n the effective numbers of rows: equal variances are assumed."""
        one, two = (1 / sums.effective_n for sums in self._sums)
        squares = [sums.squared_covariance for sums in self._sums]
        return (one + two) ** 2 / (one**2 * squares[0] + two**2 * squares[1] + 2 * one * two * self._trace_of_product())

    def _trace_of_product(self) -> float:
        """tr Ω₁Ω₂: over the clusters with rows in both groups. Ω = diag(C·t) + U·K·Uᵀ with U = √C·(p, t)."""
        core = np.array([[1.0, -1.0], [-1.0, 0.0]])
        diagonals, factors = [], []
        for number, side in enumerate(self._sides):
            roots = np.sqrt(side.factors)
            diagonals.append(self._of_common(number, side.factors * side.squares))
            pair = np.column_stack((roots * side.shares, roots * side.squares))
            factors.append(pair[self._common[number]])
        products = [np.sum((each @ core) * each, axis=1) for each in factors]
        between = factors[0].T @ factors[1]
        return float(
            np.sum(diagonals[0] * diagonals[1])
            + np.sum(diagonals[0] * products[1])
            + np.sum(diagonals[1] * products[0])
            + np.trace(core @ between @ core @ between.T)
        )

    def _of_common(self, number: int, values: Floats) -> Floats:
        return values[self._common[number]]


def _with_units(compared: Comparison, first_most: float, second_most: float) -> Comparison:
    """A group has no more independent units than it has requests or clusters, however much its ratings tell."""
    error = compared.error
    if error is None:
        return compared
    first_n, second_n = min(error.first_n, first_most), min(error.second_n, second_most)
    return replace(compared, error=error._replace(first_n=first_n, second_n=second_n))


def _contributions(first: Group, second: Group) -> list[ClusterContributions]:
    """The same cluster has the same number in both."""
    if not (isinstance(first, Sample) and isinstance(second, Sample)):
        return [first.contributions, second.contributions]
    ids = [first.row_clusters, second.row_clusters]
    if not first.is_clustered:
        ids[1] = ids[1] + len(ids[0])
    return [
        sample.contributions
        if clusters is sample.clusters
        else ClusterContributions.of(sample.values, sample.weights, clusters)
        for sample, clusters in zip((first, second), cluster_numbers(*ids), strict=True)
    ]


def _effect(sample: Group) -> str:
    return "cohens_h" if sample.is_share else "hedges_g"
