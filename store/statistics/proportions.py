"""Compares two shares: second minus first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import asin, inf, sqrt
from typing import NamedTuple

from store.statistics.intervals import NO_VALUES, Interval, no_interval
from store.statistics.shares import EffectiveShare

_EXPECTED_LEAST = 5.0  # below it the normal approximation of a two by two table is poor (Cochran, 1954, Biometrics 10)


class DifferenceError(NamedTuple):
    """The standard error of a difference, and the numbers of independent units that it was estimated from."""

    error: float
    first_n: float
    second_n: float
    shares: tuple[float, float] | None = None  # None: means of numbers

    def after(self, growth: float) -> float:
        """The error with `growth` times as many units, if means and spreads stay as they are. That of shares near 0 or
        1 shrinks faster than by the root, because the outcomes added to each group (`_error`) count less and less."""
        if self.shares is None:
            return self.error / sqrt(growth)
        sizes = self.first_n, self.second_n
        now, then = (
            sum(_variance(share, by * n) for share, n in zip(self.shares, sizes, strict=True)) for by in (1, growth)
        )
        return self.error * sqrt(then / now)


@dataclass(frozen=True, slots=True)
class Comparison:
    """None: the number cannot be computed; the interval has the reason."""

    difference: float | None  # the second mean minus the first
    interval: Interval
    p_value: float | None
    test: str | None  # the test that the p-value is of
    effect_size: float | None
    effect: str  # the name of the effect size
    error: DifferenceError | None = None  # None: there is no interval


def proportions(first_true: int, first_n: int, second_true: int, second_n: int) -> Comparison:
    """Compares two shares of counts: Newcombe's interval, Pearson's χ² or Fisher's exact p, Cohen's h.

    The p-value is that of χ² without continuity correction, the score test that goes with Wilson's limits
    (scipy.stats.chi2_contingency), and Fisher's where a cell of the table is expected to hold fewer than 5
    (scipy.stats.fisher_exact). h = 2·asin√p₂ - 2·asin√p₁ (Cohen, 1988, §6.2).
    """
    if not (first_n and second_n):
        return Comparison(None, no_interval("newcombe", NO_VALUES), None, None, None, "cohens_h")
    first = EffectiveShare(first_true / first_n, first_n, inf)
    second = EffectiveShare(second_true / second_n, second_n, inf)
    compared = share_difference(first, second)
    test = "fisher_exact" if compared.test == "rao_scott_fisher" else "chi_squared"
    return replace(compared, interval=replace(compared.interval, method="newcombe"), test=test)


def share_difference(
    first: EffectiveShare, second: EffectiveShare, correlation: float = 0.0, freedom: float = inf
) -> Comparison:
    """Compares two shares at their effective sample sizes.

    The interval combines Wilson's limits of both shares (Newcombe, 1998, Statistics in Medicine 17, 873-890, method 10)
    and stays within -1 and 1. `correlation` of the two shares, where clusters have rows on both sides: the combination
    of Zou (2007, Psychological Methods 12, 399-413), as in Newcombe's intervals for pairs (2635-2650). The p-value is
    that of the table of effective counts, Rao and Scott's method (1992, Biometrics 48, 577-585), with t of `freedom`
    degrees.
    """
    difference = second.share - first.share
    first_low, first_high = first.limits()
    second_low, second_high = second.limits()
    below = _combined(second.share - second_low, first_high - first.share, correlation)
    above = _combined(second_high - second.share, first.share - first_low, correlation)
    interval = Interval(max(-1.0, difference - below), min(1.0, difference + above), "newcombe_effective_n")
    p_value, test = _p_value(first, second, correlation, freedom)
    effect = 2 * asin(sqrt(second.share)) - 2 * asin(sqrt(first.share))
    return Comparison(difference, interval, p_value, test, effect, "cohens_h", _error(first, second, correlation))


def scaled(compared: Comparison, extent: float) -> Comparison:
    """The comparison of shares of the higher one of two values, as that of means; `extent` lies between the values."""
    low, high, difference = compared.interval.low, compared.interval.high, compared.difference
    interval = replace(
        compared.interval, low=None if low is None else extent * low, high=None if high is None else extent * high
    )
    error = compared.error and compared.error._replace(error=extent * compared.error.error)
    difference = None if difference is None else extent * difference
    return replace(compared, difference=difference, interval=interval, error=error)


def _error(first: EffectiveShare, second: EffectiveShare, correlation: float) -> DifferenceError:
    """With one more of each outcome in either group (Agresti and Caffo, 2000, The American Statistician 54, 280-288):
    with the shares as they are, a few equal values would make any difference certain."""
    one, two = (_variance(each.share, each.n) for each in (first, second))
    error = sqrt(max(0.0, one + two - 2 * correlation * sqrt(one * two)))
    return DifferenceError(error, first.n, second.n, (first.share, second.share))


def _variance(share: float, n: float) -> float:
    share = (share * n + 1) / (n + 2)
    return share * (1 - share) / max(1.0, n)


def _combined(one: float, two: float, correlation: float) -> float:
    return sqrt(max(0.0, one**2 + two**2 - 2 * correlation * one * two))


def _p_value(first: EffectiveShare, second: EffectiveShare, correlation: float, freedom: float) -> tuple[float, str]:
    from scipy import stats

    n = first.n + second.n
    share = (first.share * first.n + second.share * second.n) / n
    if share <= 0 or share >= 1:
        return 1.0, "rao_scott_fisher"  # both shares are 0, or both 1: there is only one such table
    if min(share, 1 - share) * min(first.n, second.n) < _EXPECTED_LEAST:
        tables = [
            [round(each.share * round(each.n)), round(each.n) - round(each.share * round(each.n))]
            for each in (first, second)
        ]
        return float(stats.fisher_exact(tables).pvalue), "rao_scott_fisher"
    variance = share * (1 - share) * (1 / first.n + 1 / second.n - 2 * correlation / sqrt(first.n * second.n))
    z = abs(second.share - first.share) / sqrt(variance)
    return float(2 * (stats.norm.sf(z) if freedom == inf else stats.t.sf(z, freedom))), "rao_scott_chi_squared"
