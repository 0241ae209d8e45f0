"""Compares the means of two independent groups: second minus first."""

from __future__ import annotations

from math import exp, lgamma, log, sqrt

from store.statistics.intervals import (
    ALL_EQUAL,
    NO_VALUES,
    ONE_VALUE,
    Interval,
    count_of_higher,
    no_interval,
    t_quantile,
)
from store.statistics.proportions import Comparison, DifferenceError, proportions, scaled
from store.statistics.skewness import SKEWED, differ_in_skewness
from store.statistics.summaries import Floats, Summary, summary, two_values, varies

ONE_SIDE_EQUAL = "all values of one group are equal, so its spread cannot be estimated"


def welch(first: Floats, second: Floats) -> Comparison:
    """`welch_of` the summaries of two groups' values."""
    return welch_of(summary(first), summary(second))


def welch_of(first: Summary, second: Summary) -> Comparison:
    """Welch's t test for the means of groups with different variances (scipy.stats.ttest_ind_from_stats); Hedges' g.

    The interval is difference ± t(d) · √(s₁²/n₁ + s₂²/n₂) with Welch's and Satterthwaite's d = (s₁²/n₁ + s₂²/n₂)² /
    ((s₁²/n₁)²/(n₁ - 1) + (s₂²/n₂)²/(n₂ - 1)) (Welch, 1947, Biometrika 34, 28-35), which scipy has for values only.
    Skewed groups of different sizes get a caution (skewness.py). If all values are one of two, they are compared as
    shares of the higher one. There is no interval and no p-value if a group has fewer than two values, or if the values
    of one group are equal: its variance would count as 0, and a small group of equal values would make any difference
    certain.
    """
    both = two_values(first, second)
    if both is not None and first.n and second.n:
        counts = [(count_of_higher(group, *both), group.n) for group in (first, second)]
        return scaled(proportions(*counts[0], *counts[1]), both[1] - both[0])
    effect = hedges_g(first, second)
    difference = None if first.mean is None or second.mean is None else second.mean - first.mean
    reason = _too_few(first.n, second.n)
    spreads = [varies(group) for group in (first, second)]
    if reason is None and not all(spreads):
        reason = ONE_SIDE_EQUAL if any(spreads) else ALL_EQUAL
    if reason is not None or difference is None:
        return Comparison(difference, no_interval("welch_t", reason or NO_VALUES), None, None, effect, "hedges_g")
    return _welch(difference, first, second, effect)


def _welch(difference: float, first: Summary, second: Summary, effect: float | None) -> Comparison:
    from scipy import stats

    parts = [_sd(group) ** 2 / group.n for group in (first, second)]
    error = sqrt(sum(parts))
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / (first.n - 1) + parts[1] ** 2 / (second.n - 1))
    margin = t_quantile(freedom) * error
    caution = SKEWED if differ_in_skewness(first, second, (first.n, second.n)) else None
    interval = Interval(difference - margin, difference + margin, "welch_t", caution=caution)
    p_value = float(2 * stats.t.sf(abs(difference) / error, freedom))
    of_error = DifferenceError(error, first.n, second.n)
    return Comparison(difference, interval, p_value, "welch_t", effect, "hedges_g", of_error)


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


def _too_few(*counts: int) -> str | None:
    least = min(counts)
    return None if least > 1 else ONE_VALUE if least else NO_VALUES
