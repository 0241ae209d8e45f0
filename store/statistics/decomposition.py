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
degrees of freedom with the numbers of clusters that have the value. A cluster with rows in both groups, such as a
session that lasted from one period into the next, adds the covariance of the two groups, and counts once among the
degrees of freedom: where all clusters are in both groups, the interval is that of the paired t test (influences.py;
bench/coverage.py shows by simulation that the intervals hold).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt

import numpy as np
from numpy.typing import NDArray

from store.statistics.influences import ClusteredGroups, CodedGroup, Codes, SharedClusters
from store.statistics.intervals import ALL_EQUAL, NO_VALUES, ONE_VALUE, Interval, no_interval, t_quantile
from store.statistics.summaries import ROUNDING

METHOD = "kitagawa_delta"
FEW = "the value occurs fewer than 30 times, or in fewer than 30 clusters, in one of the groups"
_ENOUGH = 30
_CANCELLED = 1e-12


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


def decompose(groups: ClusteredGroups, codes: tuple[Codes, Codes], count: int) -> list[ValueChange]:
    """By code. `codes`: of each row of each group, below `count`; each code occurs in at least one of them."""
    first, second = (CodedGroup(rows, of_rows, count) for rows, of_rows in zip(groups.sides, codes, strict=True))
    shared = SharedClusters(groups.shared, (first, second), codes)
    return [_change(first, second, shared, code) for code in range(count)]


def _change(first: CodedGroup, second: CodedGroup, shared: SharedClusters, code: int) -> ValueChange:
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
    spread = _Spread(first, second, shared, code)
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

    def __init__(self, first: CodedGroup, second: CodedGroup, shared: SharedClusters, code: int) -> None:
        self._covariances = [side.covariance(code) for side in (first, second)]
        self._between = shared.covariance(code)
        self._units = [side.units(code) for side in (first, second)]
        self._distinct = sum(self._units) - shared.units(code)
        self._scale = max(abs(first.mean), abs(second.mean), first.spread, second.spread)

    def part(self, amount: float, gradient: NDArray[np.float64]) -> Part:
        from scipy import special

        variances = [_form(each, of, each) for each, of in zip(gradient, self._covariances, strict=True)]
        shared = 2 * _form(gradient[0], self._between, gradient[1])
        total = sum(variances) + shared
        error = sqrt(total) if total > _CANCELLED * (sum(variances) + abs(shared)) else 0.0
        reason = self._reason(error)
        if reason is not None:
            return Part(amount, no_interval(METHOD, reason), None)
        parts = [variance**2 / (units - 1) for variance, units in zip(variances, self._units, strict=True) if variance]
        freedom = min(sum(variances) ** 2 / sum(parts) if sum(parts) else inf, self._distinct - 1)
        margin = t_quantile(freedom) * error
        caution = FEW if min(self._units) < _ENOUGH else None
        interval = Interval(amount - margin, amount + margin, METHOD, caution=caution, effective_df=freedom)
        # what scipy.stats.t.sf computes, without checks that take 0.2 ms: there are hundreds of parts
        return Part(amount, interval, float(2 * special.stdtr(freedom, -abs(amount) / error)))

    def _reason(self, error: float) -> str | None:
        if min(self._units) < 2:
            return ONE_VALUE if min(self._units) else NO_VALUES
        return ALL_EQUAL if error <= ROUNDING * self._scale else None


def _form(one: NDArray[np.float64], covariance: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """0 where its terms cancel out but for rounding."""
    found = float(one @ covariance @ other)
    terms = float(np.abs(one) @ np.abs(covariance) @ np.abs(other))
    return found if abs(found) > _CANCELLED * terms else 0.0
