"""Summaries of one group of values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDING = 1e-13  # relative to the values: a smaller spread is a rounding error, unless the values are whole numbers
_TWO_VALUES_LEAST = 10  # with fewer values, numbers of many possible values often show only two
_TWO_VALUES_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Summary:
    """None: there are too few values for it."""

    n: int
    mean: float | None
    sd: float | None  # of the sample, divided by n - 1; None for fewer than two values
    min: float | None
    max: float | None
    sum: float
    skewness: float | None = None  # G₁, corrected for bias; None also where nobody needs it


def summary(values: Floats) -> Summary:
    """The summary of numbers, or of booleans as 1 and 0 (the mean is the share of true). `sd` is numpy.std, ddof=1."""
    n = len(values)
    if n == 0:
        return Summary(0, None, None, None, None, 0.0)
    mean = float(np.mean(values))
    sd = float(np.std(values, ddof=1)) if n > 1 else None
    deviations = values - mean
    cubes = float(np.sum(deviations * deviations * deviations))  # `** 3` takes 20 times as long
    return Summary(
        n, mean, sd, float(np.min(values)), float(np.max(values)), float(np.sum(values)), sample_skewness(n, sd, cubes)
    )


def share_summary(true: int, n: int) -> Summary:
    """The `summary` of `n` booleans, `true` of them true, without an array of them."""
    if n == 0:
        return Summary(0, None, None, None, None, 0.0)
    share = true / n
    sd = sqrt(share * (1 - share) * n / (n - 1)) if n > 1 else None
    return Summary(n, share, sd, float(true == n), float(true > 0), float(true))


def sample_skewness(n: int, sd: float | None, cubes: float) -> float | None:
    """G₁ of n values with the standard deviation `sd`, `cubes` = Σ(x - mean)³: n / ((n - 1)(n - 2)) · cubes / sd³,
    scipy.stats.skew(bias=False) (Joanes and Gill, 1998, The Statistician 47, 183-189)."""
    if n < 3 or not sd or not isfinite(cubes) or not (sd**3):
        return None
    return n / ((n - 1) * (n - 2)) * cubes / sd**3


def varies(group: Summary) -> bool:
    """Whether two of the values that were summarised differ by more than rounding."""
    return group.min is not None and group.max is not None and differ(group.min, group.max)


def differ(low: float, high: float) -> bool:
    """Whether the largest of several values is above the lowest. Whole numbers are exact, others may be rounded."""
    if low.is_integer() and high.is_integer():
        return high > low
    return high - low > ROUNDING * max(abs(low), abs(high))


def two_values(*groups: Summary) -> tuple[float, float] | None:
    """The lower and the higher value, if ten values or more have only these two; such numbers are treated as shares.

    (high - mean)(mean - low) is the largest variance that values between low and high can have, and only values at both
    ends have it (Bhatia and Davis, 2000, American Mathematical Monthly 107, 353-357).
    """
    n, low, high = 0, inf, -inf
    for group in groups:
        if group.n:
            if group.min is None or group.max is None or group.mean is None:
                return None
            n, low, high = n + group.n, min(low, group.min), max(high, group.max)
    if n < _TWO_VALUES_LEAST or not differ(low, high):
        return None
    rounding = _TWO_VALUES_ROUNDING * (high - low) ** 2
    for group in groups:
        if group.n and group.mean is not None:
            variance = (group.sd or 0.0) ** 2 * (group.n - 1) / group.n
            if abs((high - group.mean) * (group.mean - low) - variance) > rounding:
                return None
    return low, high


def quantiles(values: Floats, at: Sequence[float]) -> list[float | None]:
    """Exact quantiles, interpolated between neighbours: numpy.quantile's "linear", Hyndman and Fan's type 7 (1996),
    like DuckDB's quantile_cont. None: there are no values."""
    if len(values) == 0:
        return [None] * len(at)
    return [float(value) for value in np.quantile(values, at)]


def per_unit(units: NDArray[Any], values: Floats) -> tuple[NDArray[Any], Floats]:
    """Each unit once, sorted, and the mean of its values: three raters of one request count as one request.

    `units` and `values` have the same length.
    """
    unique, index, times = np.unique(units, return_inverse=True, return_counts=True)
    return unique, np.bincount(index.ravel(), weights=values, minlength=len(unique)) / times


def vary(values: Floats) -> bool:
    """Whether there are two different values."""
    return len(values) > 1 and differ(float(np.min(values)), float(np.max(values)))


def effective_n(weights: Floats) -> float:
    """Kish's number of equally weighted values with as much information: (Σw)² / Σw² (Survey Sampling, 1965, §11.7)."""
    squared_weights = float(np.sum(weights**2))
    return float(np.sum(weights)) ** 2 / squared_weights if squared_weights else 0.0
