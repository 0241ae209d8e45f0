"""Divides the change of a mean between two groups among the values of a key: models, prompts, a property's values.

With p a value's share of the group, m its mean and M the mean of the group, each value v contributes

    mix   (p₂ - p₁) · ((m₁ + m₂)/2 - (M₁ + M₂)/2)    its share changed, and it is better or worse than the rest
    rate  (p₁ + p₂)/2 · (m₂ - m₁)                     its own mean changed

This is the symmetric form of Kitagawa (1955, J. American Statistical Association 50, 1168-1194): over the values of a
key the parts sum to M₂ - M₁ exactly. A value that one group lacks has there the mean of the other group, so that it
only changes the mix.

A value of half of the requests carries half of any change that is the same everywhere. What tells a cause is the
excess: the contribution beyond (p₁ + p₂)/2 · (M₂ - M₁). Excesses sum to 0, and they are what is tested.

Intervals and p-values are those of the delta method: every part is a smooth function of p, m and M of both groups,
whose joint variance comes from the sums over clusters (of rows without clusters). t has Welch's and Satterthwaite's
degrees of freedom with the numbers of clusters that have the value. A cluster with rows in both groups counts as two,
which makes intervals wider than they need be.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.statistics.intervals import ALL_EQUAL, NO_VALUES, ONE_VALUE, Interval, no_interval, t_quantile
from store.statistics.summaries import ROUNDING, Floats

METHOD = "kitagawa_delta"
FEW = "the value occurs fewer than 30 times, or in fewer than 30 clusters, in one of the groups"
_ENOUGH = 30
_CANCELLED = 1e-12

Codes = NDArray[Any]  # of the values of a key: whole numbers from 0


class Contributions(NamedTuple):
    """One group's rows; arrays of one length, not empty."""

    values: Floats
    weights: Floats
    clusters: NDArray[Any] | None  # None: no two rows depend on each other


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the change."""

    amount: float
    interval: Interval
    p_value: float | None  # of no such part; None: as the interval's reason says


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What one value contributes to the change. None: the group does not have the value."""

    n: tuple[int, int]  # rows
    shares: tuple[float, float]
    means: tuple[float | None, float | None]
    mix: Part
    rate: Part
    contribution: Part  # mix and rate together
    excess: Part  # … beyond its share of the change


def decompose(groups: tuple[Contributions, Contributions], codes: tuple[Codes, Codes], count: int) -> list[ValueChange]:
    """By code. `codes`: of each row of each group, below `count`; each code occurs in at least one of them."""
    first, second = (_Group(group, of_group, count) for group, of_group in zip(groups, codes, strict=True))
    return [_change(first, second, code) for code in range(count)]


class _Cells(NamedTuple):
    """The rows of one group summed up by cluster and code; arrays of one length."""

    codes: Codes
    a: Floats  # the weight of the cluster's rows with the code, by the weight of the group
    d: Floats  # … of all rows of the cluster
    x: Floats  # w(value - mean) of the rows with the code, by the weight of the group
    e: Floats  # … of all rows of the cluster
    squares: tuple[float, float, float]  # Σ DD, Σ DE and Σ EE over the clusters
    clusters: int

    @classmethod
    def of(cls, group: Contributions, codes: Codes, count: int, weights: Floats, deviations: Floats) -> _Cells:
        if group.clusters is None:
            squares = float(weights @ weights), float(weights @ deviations), float(deviations @ deviations)
            return cls(codes, weights, weights, deviations, deviations, squares, len(weights))
        ids, index = np.unique(group.clusters, return_inverse=True)
        d, e = (_summed(index, each, len(ids)) for each in (weights, deviations))
        cells, of_cell = np.unique(index.astype(np.int64) * count + codes, return_inverse=True)
        a, x = (_summed(of_cell, each, len(cells)) for each in (weights, deviations))
        cluster, code = np.divmod(cells, count)
        return cls(code, a, d[cluster], x, e[cluster], (float(d @ d), float(d @ e), float(e @ e)), len(ids))


class _Group:
    """One group, by code."""

    def __init__(self, group: Contributions, codes: Codes, count: int) -> None:
        weights = np.asarray(group.weights / np.sum(group.weights), np.float64)
        self.mean = float(np.sum(weights * group.values))
        cells = _Cells.of(group, codes, count, weights, np.asarray(weights * (group.values - self.mean), np.float64))
        a, d, x, e = cells.a, cells.d, cells.x, cells.e
        self.rows = np.bincount(codes, minlength=count)
        self.shares, sums = (_summed(cells.codes, each, count) for each in (a, x))
        # About the group's mean; 0 where the group has no such rows
        self.means = np.divide(sums, self.shares, out=np.zeros(count), where=self.shares > 0)
        self._squares = cells.squares
        self._products = [
            _summed(cells.codes, each, count) for each in (a * a, a * d, a * x, d * x, x * x, a * e, x * e)
        ]
        self._having = np.bincount(cells.codes, minlength=count)
        self._clusters = cells.clusters

    @property
    def spread(self) -> float:
        return sqrt(self._squares[2])

    def covariance(self, code: int) -> NDArray[np.float64]:
        """Of the estimates of p, m and M. Their influences, summed over a cluster, are A - pD, (X - mA)/p and E; m is
        about M."""
        p, m = float(self.shares[code]), float(self.means[code])
        dd, de, ee = self._squares
        if not p:
            return np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, ee]])
        aa, ad, ax, dx, xx, ae, xe = (float(each[code]) for each in self._products)
        pp, pe, me = aa - 2 * p * ad + p**2 * dd, ae - p * de, (xe - m * ae) / p
        pm, mm = ((ax - m * aa) - p * (dx - m * ad)) / p, (xx - 2 * m * ax + m**2 * aa) / p**2
        units = self.units(code)
        return np.array([[pp, pm, pe], [pm, mm, me], [pe, me, ee]]) * (units / (units - 1) if units > 1 else 1.0)

    def units(self, code: int) -> int:
        """The clusters that the spread is estimated from: those that have the value."""
        return int(self._having[code]) or self._clusters


def _summed(codes: Codes, values: Floats, count: int) -> Floats:
    return np.asarray(np.bincount(codes, weights=values, minlength=count), np.float64)


def _change(first: _Group, second: _Group, code: int) -> ValueChange:
    p1, p2 = float(first.shares[code]), float(second.shares[code])
    has = bool(first.rows[code]), bool(second.rows[code])
    m1 = first.mean + float(first.means[code]) if has[0] else None
    m2 = second.mean + float(second.means[code]) if has[1] else None
    one, two = (m1 if m1 is not None else m2), (m2 if m2 is not None else m1)
    assert one is not None
    assert two is not None
    change = second.mean - first.mean
    share, shift, ahead = (p1 + p2) / 2, p2 - p1, (one + two - first.mean - second.mean) / 2
    mix, rate = shift * ahead, share * (two - one)
    # The derivatives by p, m and M of each group.
    of_mix = [[-ahead, shift / 2, -shift / 2], [ahead, shift / 2, -shift / 2]]
    of_rate = [[(two - one) / 2, -share, 0.0], [(two - one) / 2, share, 0.0]]
    of_expected = [[change / 2, 0.0, -share], [change / 2, 0.0, share]]
    if not all(has):  # the mean that one group lacks is the other's: it has the derivative, and changes no rate
        lacking = 0 if not has[0] else 1
        of_mix[1 - lacking][1] += of_mix[lacking][1]
        of_rate = [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    spread = _Spread(first, second, code)
    gradients = [np.array(each) for each in (of_mix, of_rate, of_expected)]
    return ValueChange(
        (int(first.rows[code]), int(second.rows[code])),
        (p1, p2),
        (m1, m2),
        spread.part(mix, gradients[0]),
        spread.part(rate, gradients[1]),
        spread.part(mix + rate, gradients[0] + gradients[1]),
        spread.part(mix + rate - share * change, gradients[0] + gradients[1] - gradients[2]),
    )


class _Spread:
    """Turns the gradient of a part into its interval."""

    def __init__(self, first: _Group, second: _Group, code: int) -> None:
        self._covariances = [side.covariance(code) for side in (first, second)]
        self._units = [side.units(code) for side in (first, second)]
        self._scale = max(abs(first.mean), abs(second.mean), first.spread, second.spread)

    def part(self, amount: float, gradient: NDArray[np.float64]) -> Part:
        from scipy import stats

        variances = [_variance(*each) for each in zip(gradient, self._covariances, strict=True)]
        error = sqrt(sum(variances))
        reason = self._reason(error)
        if reason is not None:
            return Part(amount, no_interval(METHOD, reason), None)
        parts = [variance**2 / (units - 1) for variance, units in zip(variances, self._units, strict=True) if variance]
        freedom = sum(variances) ** 2 / sum(parts) if sum(parts) else inf
        margin = t_quantile(freedom) * error
        caution = FEW if min(self._units) < _ENOUGH else None
        interval = Interval(amount - margin, amount + margin, METHOD, caution=caution, effective_df=freedom)
        return Part(amount, interval, float(2 * stats.t.sf(abs(amount) / error, freedom)))

    def _reason(self, error: float) -> str | None:
        if min(self._units) < 2:
            return ONE_VALUE if min(self._units) else NO_VALUES
        return ALL_EQUAL if error <= ROUNDING * self._scale else None


def _variance(gradient: NDArray[np.float64], covariance: NDArray[np.float64]) -> float:
    """0 where its terms cancel out but for rounding."""
    variance = float(gradient @ covariance @ gradient)
    terms = float(np.abs(gradient) @ np.abs(covariance) @ np.abs(gradient))
    return variance if variance > _CANCELLED * terms else 0.0
