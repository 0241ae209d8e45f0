"""Compares two independent groups: second minus first."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, exp, hypot, lgamma, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.statistics.intervals import (
    ALL_EQUAL,
    CONFIDENCE,
    FEW_CLUSTERS,
    NO_VALUES,
    ONE_VALUE,
    Interval,
    no_interval,
    shares,
)
from store.statistics.summaries import ROUNDING, Floats, Summary, summary, varies

_EXPECTED_LEAST = 5.0  # below it the normal approximation of a two by two table is poor (Cochran, 1954, Biometrics 10)


@dataclass(frozen=True, slots=True)
class Comparison:
    """None: the number cannot be computed; the interval has the reason."""

    difference: float | None  # the second mean minus the first
    interval: Interval
    p_value: float | None
    test: str | None  # the test that the p-value is of
    effect_size: float | None
    effect: str  # the name of the effect size


@dataclass(frozen=True, slots=True)
class Sample:
    """The rows of one group: three arrays of one length."""

    values: Floats
    weights: Floats
    clusters: NDArray[Any]  # rows with the same cluster may depend on each other


def welch(first: Floats, second: Floats) -> Comparison:
    """`welch_of` the summaries of two groups' values."""
    return welch_of(summary(first), summary(second))


def welch_of(first: Summary, second: Summary) -> Comparison:
    """Welch's t test for the means of groups with different variances (scipy.stats.ttest_ind_from_stats); Hedges' g.

    The interval is difference ± t(d) · √(s₁²/n₁ + s₂²/n₂) with Welch's and Satterthwaite's d = (s₁²/n₁ + s₂²/n₂)² /
    ((s₁²/n₁)²/(n₁ - 1) + (s₂²/n₂)²/(n₂ - 1)) (Welch, 1947, Biometrika 34, 28-35), which scipy has for values only.
    There is no interval and no p-value if a group has fewer than two values, or if the values of each group are equal.
    """
    from scipy import stats

    effect = hedges_g(first, second)
    difference = None if first.mean is None or second.mean is None else second.mean - first.mean
    sds = [_sd(group) for group in (first, second)]
    reason = _too_few(first.n, second.n)
    if reason is None and not any(sds):
        reason = ALL_EQUAL
    if reason is not None or difference is None:
        return Comparison(difference, no_interval("welch_t", reason or NO_VALUES), None, None, effect, "hedges_g")
    parts = [sd**2 / group.n for sd, group in zip(sds, (first, second), strict=True)]
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / (first.n - 1) + parts[1] ** 2 / (second.n - 1))
    low, high = stats.t.interval(CONFIDENCE, freedom, difference, sqrt(sum(parts)))
    p_value = stats.ttest_ind_from_stats(
        second.mean, sds[1], second.n, first.mean, sds[0], first.n, equal_var=False
    ).pvalue
    interval = Interval(float(low), float(high), "welch_t")
    return Comparison(difference, interval, float(p_value), "welch_t", effect, "hedges_g")


def proportions(first_true: int, first_n: int, second_true: int, second_n: int) -> Comparison:
    """Compares two shares: Newcombe's interval, Pearson's χ² or Fisher's exact p, Cohen's h.

    The interval is computed from Wilson's limits of both shares (Newcombe, 1998, Statistics in Medicine 17, 873-890,
    method 10; scipy has it for one share only). The p-value is that of χ² without continuity correction, the score test
    that goes with Wilson's limits (scipy.stats.chi2_contingency), and Fisher's where a cell of the table is
    expected to hold fewer than 5 (scipy.stats.fisher_exact). h = 2·asin√p₂ - 2·asin√p₁ (Cohen, 1988, §6.2).
    """
    if not (first_n and second_n):
        return Comparison(None, no_interval("newcombe", NO_VALUES), None, None, None, "cohens_h")
    first, second = first_true / first_n, second_true / second_n
    first_wilson, second_wilson = shares([first_true, second_true], [first_n, second_n])
    low = second - first - hypot(second - _limit(second_wilson.low), _limit(first_wilson.high) - first)
    high = second - first + hypot(_limit(second_wilson.high) - second, first - _limit(first_wilson.low))
    p_value, test = _table_p(first_true, first_n, second_true, second_n)
    effect = 2 * asin(sqrt(second)) - 2 * asin(sqrt(first))
    return Comparison(second - first, Interval(low, high, "newcombe"), p_value, test, effect, "cohens_h")


def robust(first: Sample, second: Sample, method: str) -> Comparison:
    """The difference of two weighted means where rows of one cluster, in either group, may depend on each other.

    It equals a weighted regression on the group with cluster-robust errors: "CR1", G / (G - 1) · (N - 1) / (N - 2),
    t with G - 1 degrees of freedom (Cameron and Miller, 2015, J. Human Resources 50, §II). With every row a cluster of
    its own, as for sampling weights, this is "HC1". There is no interval unless each group has
    two clusters or more.
    """
    from scipy import stats

    effect = hedges_g(summary(first.values), summary(second.values))
    rows = len(first.values) + len(second.values)
    if not (len(first.values) and len(second.values)):
        return Comparison(None, no_interval(method, NO_VALUES), None, None, effect, "hedges_g")
    means = [float(np.average(group.values, weights=group.weights)) for group in (first, second)]
    difference = means[1] - means[0]
    few = min(len(np.unique(group.clusters)) for group in (first, second)) < 2
    clusters, squares = _influence(first, second, means)
    if few or sqrt(squares) <= ROUNDING * max(map(abs, means)):
        reason = FEW_CLUSTERS if few else ALL_EQUAL
        return Comparison(difference, no_interval(method, reason), None, None, effect, "hedges_g")
    error = sqrt(clusters / (clusters - 1) * (rows - 1) / (rows - 2) * squares)
    low, high = stats.t.interval(CONFIDENCE, clusters - 1, difference, error)
    p_value = float(2 * stats.t.sf(abs(difference) / error, clusters - 1))
    return Comparison(difference, Interval(float(low), float(high), method), p_value, method, effect, "hedges_g")


def hedges_g(first: Summary, second: Summary) -> float | None:
    """The difference in units of the pooled standard deviation, corrected for its bias in small groups.

    g = J(m)·(mean₂ - mean₁) / s with m = n₁ + n₂ - 2 and the exact J(m) = Γ(m/2) / (√(m/2)·Γ((m - 1)/2)) (Hedges, 1981,
    J. Educational Statistics 6, 107-128). None: no group varies, or one has fewer than two values.
    """
    if min(first.n, second.n) < 2 or not (_sd(first) or _sd(second)):
        return None
    assert first.mean is not None
    assert second.mean is not None
    freedom = first.n + second.n - 2
    pooled = sqrt((_sd(first) ** 2 * (first.n - 1) + _sd(second) ** 2 * (second.n - 1)) / freedom)
    correction = exp(lgamma(freedom / 2) - lgamma((freedom - 1) / 2) - log(freedom / 2) / 2)
    return correction * (second.mean - first.mean) / pooled


def _sd(group: Summary) -> float:
    """0 where all values are equal, without the rounding error."""
    return group.sd if group.sd is not None and varies(group) else 0.0


def _influence(first: Sample, second: Sample, means: list[float]) -> tuple[int, float]:
    """The number of clusters, and the sum over the clusters of the square of their contribution to the difference."""
    parts = []
    for group, mean, sign in ((first, means[0], -1.0), (second, means[1], 1.0)):
        parts.append(sign * group.weights * (group.values - mean) / np.sum(group.weights))
    unique, index = np.unique(np.concatenate((first.clusters, second.clusters)), return_inverse=True)
    sums = np.bincount(index.ravel(), weights=np.concatenate(parts), minlength=len(unique))
    return len(unique), float(np.sum(sums**2))


def _table_p(first_true: int, first_n: int, second_true: int, second_n: int) -> tuple[float, str]:
    from scipy import stats

    true, n = first_true + second_true, first_n + second_n
    if true in (0, n):
        return 1.0, "fisher_exact"  # both shares are 0, or both 1: there is only one such table
    table = [[first_true, first_n - first_true], [second_true, second_n - second_true]]
    if min(true, n - true) * min(first_n, second_n) / n < _EXPECTED_LEAST:
        return float(stats.fisher_exact(table).pvalue), "fisher_exact"
    return float(stats.chi2_contingency(table, correction=False).pvalue), "chi_squared"


def _too_few(*counts: int) -> str | None:
    least = min(counts)
    return None if least > 1 else ONE_VALUE if least else NO_VALUES


def _limit(limit: float | None) -> float:
    assert limit is not None  # Wilson's interval has limits for any share
    return limit
