"""Compares two groups with common units, one value of each unit on either side: second minus first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf, sqrt
from typing import Any

import numpy as np

from store.statistics.intervals import ALL_EQUAL, NO_VALUES, Interval, means, no_interval, t_quantile
from store.statistics.proportions import DifferenceError
from store.statistics.skewness import SKEWED, is_too_skewed
from store.statistics.summaries import Floats, summary, two_values, vary

SEED = 20_240_229  # of every resampling, so that the same query gets the same answer
PAIRS_RESAMPLED = 10_000  # with more pairs the mean is practically normal, and resampling takes seconds
_PAIRS_LEAST = 10  # with fewer pairs there are too few different resamples
_RESAMPLES = 9_999
_DRAWS = 20_000_000  # values drawn for one comparison: with many pairs there are fewer resamples …
_RESAMPLES_LEAST = 1_999  # … but not fewer than these
_ADJUSTED = "bonett_price"
_BATCH = 1_000_000  # values drawn at a time, 8 MB


@dataclass(frozen=True, slots=True)
class PairedComparison:
    """None: the number cannot be computed; the interval has the reason."""

    pairs: int
    difference: float | None  # the mean over the pairs
    interval: Interval
    p_value: float | None
    test: str | None
    effect_size: float | None  # Cohen's d of the differences: their mean over their standard deviation
    resamples: int | None  # None: no resampling
    seed: int | None
    error: DifferenceError | None = None  # a pair is a unit of either side; None: no interval


def paired(first: Floats, second: Floats, *, are_shares: bool = False) -> PairedComparison:
    """Compares two arrays of one length, with the two values of a pair at the same index.

    Shares (booleans, or the mean of several, 0 to 1) and numbers of two values: Bonett's and Price's interval. Numbers,
    10 to 10,000 pairs: the bootstrap interval, bias-corrected and accelerated (scipy.stats.bootstrap, BCa; Efron, 1987,
    J. American Statistical Association 82, 171-185), its level widened for small samples ("expanded", Hesterberg, 2015,
    The American Statistician 69, 371-386), and the p-value of flipping each pair (scipy.stats.permutation_test). With
    fewer or more pairs: Student's t of the differences (scipy.stats.ttest_1samp). For booleans (all values 1 or 0) the
    p-value is always that of McNemar's exact test (scipy.stats.binomtest over the pairs that differ). Differences of
    numbers that are all equal have no interval. The interval has a caution where the differences are markedly skewed.
    """
    both = None if are_shares else two_values(summary(first), summary(second))
    if both is not None:
        extent = both[1] - both[0]
        return _scaled(paired(*((side - both[0]) / extent for side in (first, second)), are_shares=True), extent)
    differences = second - first
    n = len(differences)
    if n == 0:
        method = _ADJUSTED if are_shares else "bootstrap_bca"
        return PairedComparison(0, None, no_interval(method, NO_VALUES), None, None, None, None, None)
    drawn = _PAIRS_LEAST <= n <= PAIRS_RESAMPLED
    resamples = max(_RESAMPLES_LEAST, min(_RESAMPLES, _DRAWS // n))
    group = summary(differences)
    mean, sd = float(np.mean(differences)), group.sd if group.sd and vary(differences) else 0.0
    if are_shares:
        interval = adjusted_wald(differences)
    else:
        interval = _bootstrap(differences, resamples) if drawn else means([replace(group, skewness=None)])[0]
        if interval.low is not None and is_too_skewed(group, n):
            interval = replace(interval, caution=SKEWED)
    p_value, test = _p_value(first, second, resamples if drawn else 0)
    used = drawn and ((interval.method == "bootstrap_bca" and interval.low is not None) or test == "permutation")
    error = _adjusted_error(differences) if are_shares else sd / sqrt(n)
    return PairedComparison(
        n,
        mean,
        interval,
        p_value,
        test,
        mean / sd if sd else None,
        resamples if used else None,
        SEED if used else None,
        DifferenceError(error, n, n) if error else None,
    )


def _scaled(compared: PairedComparison, extent: float) -> PairedComparison:
    low, high, difference = compared.interval.low, compared.interval.high, compared.difference
    assert low is not None
    assert high is not None
    assert difference is not None
    interval = replace(compared.interval, low=extent * low, high=extent * high)
    error = compared.error and compared.error._replace(error=extent * compared.error.error)
    return replace(compared, difference=extent * difference, interval=interval, error=error)


def adjusted_wald(differences: Floats) -> Interval:
    """The interval of the difference of two paired shares by Bonett and Price (2012, J. Educational and Behavioral
    Statistics 37, 479-488): Wald's, after adding two pairs that differ, one each way. `differences`: -1 to 1.

    They take whole pairs; differences in part, of keys with several requests, count by their squares. The interval
    contains the difference and lies within -1 and 1.
    """
    centre = float(np.sum(differences)) / (len(differences) + 2)
    margin = t_quantile(inf) * _adjusted_error(differences)
    mean = float(np.mean(differences))
    return Interval(max(-1.0, min(mean, centre - margin)), min(1.0, max(mean, centre + margin)), _ADJUSTED)


def _adjusted_error(differences: Floats) -> float:
    n = len(differences) + 2
    centre = float(np.sum(differences)) / n
    return sqrt(max(0.0, (float(np.sum(differences**2)) + 2) / n - centre**2) / n)


def _bootstrap(differences: Floats, resamples: int) -> Interval:
    from scipy import stats

    if not vary(differences):
        return no_interval("bootstrap_bca", ALL_EQUAL)
    n = len(differences)
    level = 1 - 2 * stats.norm.cdf(-sqrt(n / (n - 1)) * stats.t.ppf(0.975, n - 1))
    result = stats.bootstrap(
        (differences,),
        np.mean,
        n_resamples=resamples,
        confidence_level=float(level),
        method="BCa",
        batch=max(1, _BATCH // n),
        rng=SEED,
    )
    low, high = result.confidence_interval
    return Interval(float(low), float(high), "bootstrap_bca")


def _p_value(first: Floats, second: Floats, resamples: int) -> tuple[float | None, str | None]:
    from scipy import stats

    differences = second - first
    if _only_booleans(first) and _only_booleans(second):
        gained, lost = int(np.sum(differences > 0)), int(np.sum(differences < 0))
        p_value = stats.binomtest(gained, gained + lost, 0.5).pvalue if gained + lost else 1.0
        return float(p_value), "mcnemar_exact"
    if resamples:
        return _permutation(first, second, resamples), "permutation"
    if not vary(differences):
        return None, None
    return float(stats.ttest_1samp(differences, 0.0).pvalue), "paired_t"


def _permutation(first: Floats, second: Floats, resamples: int) -> float:
    from scipy import stats

    def mean_difference(before: Any, after: Any, axis: int = -1) -> Any:
        return np.mean(after - before, axis=axis)

    result = stats.permutation_test(
        (first, second),
        mean_difference,
        permutation_type="samples",
        vectorized=True,
        n_resamples=resamples,
        batch=max(1, _BATCH // len(first)),
        rng=SEED,
    )
    return float(result.pvalue)


def _only_booleans(values: Floats) -> bool:
    return bool(np.isin(values, (0.0, 1.0)).all())
