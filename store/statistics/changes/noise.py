"""How much hours differ beyond what their values explain, and for how long they stay so."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.statistics.summaries import Floats

_LAGS = (1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 30, 36, 48, 60, 72)
_PAIRS_LEAST = 12
_CORRELATIONS = np.append(np.arange(0, 20) * 0.05, 0.97)


class BetweenHours(NamedTuple):
    """An hour's own effect, which the next hours share in part: an autoregressive process of first order."""

    variance: float
    correlation: float  # of neighbouring hours, 0 to 0.95

    @property
    def long_run(self) -> float:
        """What the effect adds to the variance of a mean of m hours, times m, for large m."""
        return self.variance * (1 + self.correlation) / (1 - self.correlation)


def between_hours(hours: NDArray[np.int64], means: Floats, variances: Floats) -> BetweenHours:
    """Read from the variogram: half of the mean squared difference of hours that are h apart, less what their values
    explain, is variance · (1 - correlation^h). Unlike the variance itself, it hardly changes if the level shifts in
    between, because few pairs are on both sides (Cressie, 1993, Statistics for Spatial Data, §2.4).
    """
    if len(hours) < _PAIRS_LEAST:
        return BetweenHours(0.0, 0.0)
    span = int(hours[-1] - hours[0]) + 1
    at = np.full(span, -1)
    at[hours - hours[0]] = np.arange(len(hours))
    lags, observed, weights = [], [], []
    for lag in _LAGS:
        if lag >= span:
            break
        both = (at[:-lag] >= 0) & (at[lag:] >= 0)
        one, other = at[:-lag][both], at[lag:][both]
        if len(one) < _PAIRS_LEAST:
            continue
        noise = variances[one] + variances[other]
        weight = 1 / (noise + 1e-300)
        excess = 0.5 * ((means[one] - means[other]) ** 2 - noise)
        lags.append(lag)
        observed.append(float(np.average(excess, weights=weight)))
        weights.append(len(one))
    if not lags:
        return BetweenHours(0.0, 0.0)
    return _fitted(np.array(lags), np.array(observed), np.array(weights, np.float64))


def _fitted(lags: NDArray[np.int64], observed: Floats, weights: Floats) -> BetweenHours:
    """By least squares over a grid of correlations."""
    shapes = 1 - _CORRELATIONS[:, None] ** lags
    variance = np.maximum(0.0, (shapes * observed * weights).sum(1) / (shapes**2 * weights).sum(1))
    misfit = ((observed - variance[:, None] * shapes) ** 2 * weights).sum(1)
    best = int(np.argmin(misfit))
    return BetweenHours(float(variance[best]), float(_CORRELATIONS[best]))
