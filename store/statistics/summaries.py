"""Summaries of one group of values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDING = 1e-13  # relative to the values: a smaller spread is a rounding error


@dataclass(frozen=True, slots=True)
class Summary:
    """None: there are too few values for it."""

    n: int
    mean: float | None
    sd: float | None  # of the sample, divided by n - 1; None for fewer than two values
    min: float | None
    max: float | None
    sum: float


def summary(values: Floats) -> Summary:
    """The summary of numbers, or of booleans as 1 and 0 (the mean is the share of true). `sd` is numpy.std, ddof=1."""
    n = len(values)
    if n == 0:
        return Summary(0, None, None, None, None, 0.0)
    sd = float(np.std(values, ddof=1)) if n > 1 else None
    return Summary(n, float(np.mean(values)), sd, float(np.min(values)), float(np.max(values)), float(np.sum(values)))


def share_summary(true: int, n: int) -> Summary:
    """The `summary` of `n` booleans, `true` of them true, without an array of them."""
    if n == 0:
        return Summary(0, None, None, None, None, 0.0)
    share = true / n
    sd = sqrt(share * (1 - share) * n / (n - 1)) if n > 1 else None
    return Summary(n, share, sd, float(true == n), float(true > 0), float(true))


def varies(group: Summary) -> bool:
    """`vary` of the values that were summarised."""
    if group.min is None or group.max is None:
        return False
    return group.n > 1 and group.max - group.min > ROUNDING * max(abs(group.min), abs(group.max))


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
    return len(values) > 1 and bool(np.ptp(values) > ROUNDING * np.max(np.abs(values)))


def effective_n(weights: Floats) -> float:
    """Kish's number of equally weighted values with as much information: (Σw)² / Σw² (Survey Sampling, 1965, §11.7)."""
    squared_weights = float(np.sum(weights**2))
    return float(np.sum(weights)) ** 2 / squared_weights if squared_weights else 0.0
