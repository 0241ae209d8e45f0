"""One group of values in a few numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDING = 1e-13  # of the size of the values: a spread below it is what arithmetic leaves behind, not one of theirs


@dataclass(frozen=True, slots=True)
class Summary:
    """None: no value has it. `sd` is None for fewer than two values."""

    n: int
    mean: float | None
    sd: float | None
    min: float | None
    max: float | None
    sum: float


def summary(values: Floats) -> Summary:
    """Of numbers, or of booleans as 1 and 0 (then the mean is the share of true).

    `sd` is the sample's standard deviation, divided by n - 1 (numpy.std, ddof=1).
    """
    n = len(values)
    if n == 0:
        return Summary(0, None, None, None, None, 0.0)
    sd = float(np.std(values, ddof=1)) if n > 1 else None
    return Summary(n, float(np.mean(values)), sd, float(np.min(values)), float(np.max(values)), float(np.sum(values)))


def share_summary(true: int, n: int) -> Summary:
    """Of `n` booleans as 1 and 0, so many of them true: `summary`, without the values."""
    if n == 0:
        return Summary(0, None, None, None, None, 0.0)
    share = true / n
    sd = sqrt(share * (1 - share) * n / (n - 1)) if n > 1 else None
    return Summary(n, share, sd, float(true == n), float(true > 0), float(true))


def varies(of: Summary) -> bool:
    """`vary` of the values that it is a summary of."""
    if of.min is None or of.max is None:
        return False
    return of.n > 1 and of.max - of.min > ROUNDING * max(abs(of.min), abs(of.max))


def quantiles(values: Floats, at: Sequence[float]) -> list[float | None]:
    """Exact ones, interpolated between neighbours: numpy.quantile's "linear", Hyndman and Fan's type 7 (1996), which
    is also DuckDB's quantile_cont. None: no values."""
    if len(values) == 0:
        return [None] * len(at)
    return [float(value) for value in np.quantile(values, at)]


def per_unit(units: NDArray[Any], values: Floats) -> tuple[NDArray[Any], Floats]:
    """Each unit once, in order, and the mean of its values: so that three raters of one request count as one request.

    `units` and `values` are of one length.
    """
    unique, place, times = np.unique(units, return_inverse=True, return_counts=True)
    return unique, np.bincount(place.ravel(), weights=values, minlength=len(unique)) / times


def vary(values: Floats) -> bool:
    """Whether they are not all equal; two values or more are needed for that."""
    return len(values) > 1 and bool(np.ptp(values) > ROUNDING * np.max(np.abs(values)))


def effective_n(weights: Floats) -> float:
    """How many equally weighted values would tell as much: (Σw)² / Σw² (Kish, Survey Sampling, 1965, §11.7)."""
    squares = float(np.sum(weights**2))
    return float(np.sum(weights)) ** 2 / squares if squares else 0.0
