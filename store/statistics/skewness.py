"""Skewed values: the correction of Student's t for them, and when an interval needs a caution."""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from store.statistics.summaries import Floats, Summary

_MARKED = 1.0  # "highly skewed" (Bulmer, 1979, Principles of Statistics, p. 63)
_MARKED_OF_BOTH = 0.8  # two groups together estimate it better
_LEAST = 5
_COCHRAN = 0.2  # n > 25 · G₁²: the normal interval is wrong in at most 6 % of samples
_DOUBTFUL, _VERY_SKEWED = 0.35, 2.0  # beyond it the corrected interval, too, may hold in less than 94 % of samples

SKEWED = (
    "the values are strongly skewed for so few of them, so the interval may contain the true value less often than 95 %"
)


def is_marked(skewness: Floats, n: Floats) -> NDArray[np.bool_]:
    """Whether the skewness of a mean, G₁ / √n, needs the correction: the values are highly skewed (|G₁| ≥ 1), and n is
    below Cochran's 25 · G₁² (1977, Sampling Techniques, §2.15). Fewer than five values do not tell their skewness.
    """
    size = np.abs(skewness)
    return (n >= _LEAST) & (size >= _MARKED / np.sqrt(n)) & (size > _COCHRAN)


def is_doubtful(skewness: Floats, n: Floats) -> NDArray[np.bool_]:
    """Whether even the corrected interval should carry the caution SKEWED."""
    size = np.abs(skewness)
    return is_marked(skewness, n) & ((size > _DOUBTFUL) | (size * np.sqrt(n) > _VERY_SKEWED))


def is_too_skewed(group: Summary, units: float) -> bool:
    """Whether the uncorrected interval of a mean should carry the caution SKEWED. `units`: independent ones."""
    if group.skewness is None or units <= 0:
        return False
    return abs(group.skewness) >= _MARKED and abs(group.skewness) / sqrt(units) > _COCHRAN


def differ_in_skewness(first: Summary, second: Summary, units: tuple[float, float]) -> bool:
    """Whether the interval of the difference of two means should carry the caution SKEWED.

    Equal skewness cancels out in groups of one size and variance; in others it does not, and a t test of skewed groups
    of different sizes is wrong far too often (Boneau, 1960, Psychological Bulletin 57, 49-64). The skewness of the
    values, G₁, is estimated from both groups; that of the difference is G₁·(s₂³/n₂² - s₁³/n₁²) / (s₁²/n₁ + s₂²/n₂)^1.5.
    """
    if first.skewness is None or second.skewness is None or not (first.sd and second.sd):
        return False
    skewness = (first.n * first.skewness + second.n * second.skewness) / (first.n + second.n)
    scale = max(first.sd, second.sd)  # cubes of the values themselves may overflow a double
    one, two = first.sd / scale, second.sd / scale
    error = sqrt(one**2 / units[0] + two**2 / units[1])
    of_difference = skewness * (two**3 / units[1] ** 2 - one**3 / units[0] ** 2) / error**3
    return abs(skewness) >= _MARKED_OF_BOTH and abs(of_difference) > _COCHRAN


def uncorrected(x: Floats, skewness: Floats) -> Floats:
    """The t whose value without the skewness of the estimate is x, by Hall's cubic transformation.

    It is the inverse of g(t) = t + κt²/3 + κ²t³/27 + κ/6, κ = G₁ / √n the skewness of the mean (Hall, 1992, J. Royal
    Statistical Society B 54, 221-228), here with Student's quantiles in place of bootstrapped ones: no resampling, and
    the coverage is the same (docs/statistics.md). `skewness` is not 0.
    """
    root: Floats = np.cbrt(1 + skewness * (x - skewness / 6))
    return 3 / skewness * (root - 1)
