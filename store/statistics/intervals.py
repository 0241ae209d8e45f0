"""The 95 % intervals of means and shares, for one group or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, isinf, sqrt

import numpy as np

from store.statistics.skewness import SKEWED, is_doubtful, is_marked, uncorrected
from store.statistics.summaries import Summary, two_values, varies

CONFIDENCE = 0.95

NO_VALUES = "there are no values"
ONE_VALUE = "one value is too few to estimate the spread"
ALL_EQUAL = "all values are equal, so the spread cannot be estimated"
FEW_OF_ONE_VALUE = (
    "all values are one of two, and one of them occurs fewer than five times; as no interval is given where it does not"
    " occur at all, those that are given contain the true value less often than 95 %"
)
TOO_LARGE = "the values are too large: their squares overflow a double"


_EACH_VALUE_LEAST = 5


@dataclass(frozen=True, slots=True)
class Interval:
    """`low` and `high` are None where they cannot be computed; then `reason` says why."""

    low: float | None
    high: float | None
    method: str
    reason: str | None = None
    caution: str | None = None  # why the interval may be less reliable than its 95 %
    effective_df: float | None = None  # Satterthwaite's; None: no clusters and no weights
    largest_cluster_share: float | None = None  # of the weight; None: no clusters


def no_interval(method: str, reason: str) -> Interval:
    return Interval(None, None, method, reason)


def t_quantile(freedom: float) -> float:
    """Of Student's t at 97.5 %; of the normal distribution where `freedom` is infinite."""
    from scipy import special

    at = (1 + CONFIDENCE) / 2
    return float(special.ndtri(at) if isinf(freedom) else special.stdtrit(freedom, at))


def means(groups: Sequence[Summary]) -> list[Interval]:
    """The interval of each group's mean: Student's t, mean ± t(n - 1) · sd / √n (scipy.stats.t.interval).

    Values with marked skewness get t after Hall's transformation ("hall_t", skewness.py). Ten or more values that are
    all one of two values get Wilson's limits between these two. There is no interval for fewer than two values, nor for
    values that are all equal: its width would be 0.
    """
    intervals: list[Interval | None] = []
    usable = []
    for group in groups:
        reason, both = _why_not(group), two_values(group)
        if reason is not None:
            intervals.append(no_interval("t", reason))
        elif both is not None:
            intervals.append(_of_two_values(group, *both))
        else:
            intervals.append(None)
            usable.append(group)
    computed = iter(_t_intervals(usable))
    return [interval or next(computed) for interval in intervals]


def _t_intervals(groups: Sequence[Summary]) -> list[Interval]:
    from scipy import stats

    if not groups:
        return []
    n, mean = np.array([group.n for group in groups], float), np.array([group.mean for group in groups], float)
    error = np.array([group.sd for group in groups], float) / np.sqrt(n)
    skewness = np.array([group.skewness or 0.0 for group in groups], float) / np.sqrt(n)
    t = stats.t.ppf((1 + CONFIDENCE) / 2, n - 1)
    lower, upper = -t, t.copy()
    marked = is_marked(skewness, n)
    if marked.any():
        lower[marked], upper[marked] = (uncorrected(side[marked], skewness[marked]) for side in (-t, t))
    low, high = mean - upper * error, mean - lower * error
    doubtful = is_doubtful(skewness, n)
    return [
        Interval(
            float(low[at]),
            float(high[at]),
            "hall_t" if marked[at] else "t",
            caution=SKEWED if doubtful[at] else None,
        )
        for at in range(len(groups))
    ]


def shares(true: Sequence[int], n: Sequence[int]) -> list[Interval]:
    """Wilson's score interval of each group's share. Two sequences of whole numbers of one length.

    Valid for one value and for shares of 0 and 1, too.
    """
    z = t_quantile(inf)
    return [
        Interval(*wilson(successes / trials, trials, z), "wilson") if trials else no_interval("wilson", NO_VALUES)
        for successes, trials in zip(true, n, strict=True)
    ]


def wilson(share: float, n: float, z: float) -> tuple[float, float]:
    """Wilson's limits (Wilson, 1927, J. American Statistical Association 22, 209-212) with the quantile z; they lie
    within 0 and 1. `n` may be an effective sample size, and z then a quantile of t."""
    centre = share + z**2 / (2 * n)
    margin = z * sqrt(max(0.0, share * (1 - share) / n + z**2 / (4 * n**2)))
    low, high = ((centre + sign * margin) / (1 + z**2 / n) for sign in (-1, 1))
    return (max(0.0, min(low, share)) if share > 0 else 0.0), (min(1.0, max(high, share)) if share < 1 else 1.0)


def _of_two_values(group: Summary, lower: float, higher: float) -> Interval:
    interval = shares([count_of_higher(group, lower, higher)], [group.n])[0]
    return of_two_values(interval, group, lower, higher)


def of_two_values(interval: Interval, group: Summary, lower: float, higher: float) -> Interval:
    """The interval of a share of `higher` as that of the mean of a group whose values are `lower` or `higher`."""
    if interval.low is None or interval.high is None:
        return interval
    true, extent = count_of_higher(group, lower, higher), higher - lower
    few = FEW_OF_ONE_VALUE if min(true, group.n - true) < _EACH_VALUE_LEAST else None
    caution = "; ".join(each for each in (interval.caution, few) if each) or None
    return replace(interval, low=lower + extent * interval.low, high=lower + extent * interval.high, caution=caution)


def count_of_higher(group: Summary, lower: float, higher: float) -> int:
    """How many values of a group are the higher one of two."""
    return round(((group.mean or lower) - lower) / (higher - lower) * group.n) if group.n else 0


def _why_not(group: Summary) -> str | None:
    if group.n == 0:
        return NO_VALUES
    if group.n == 1:
        return ONE_VALUE
    if group.mean is None or group.sd is None:
        return TOO_LARGE
    return None if varies(group) else ALL_EQUAL
