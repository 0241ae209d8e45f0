"""95 % intervals of one mean, against statsmodels and published tables."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from store.statistics import Interval, Summary, means, shares, summary

RNG = np.random.default_rng(7)
VALUES = RNG.normal(90, 5, 40)


def close(interval: Interval, expected: tuple[float, float]) -> bool:
    return (interval.low, interval.high) == pytest.approx(expected, rel=1e-9)


def test_t_of_many_groups_at_once() -> None:
    """The same as statsmodels gives for each group alone."""
    groups = np.split(VALUES, [3, 17])
    found = means([summary(group) for group in groups])
    for group, interval in zip(groups, found, strict=True):
        assert interval.method == "t"
        assert close(interval, DescrStatsW(group).tconfint_mean())


def test_t_of_a_published_sample() -> None:
    """ZARR13 of NIST's Engineering Statistics Handbook, 1.3.5.2: 195 values, 9.258242 to 9.264679."""
    (interval,) = means([Summary(195, 9.261460, 0.2278881e-01, 9.2, 9.33, 0.0)])
    assert close_to(interval, (9.258242, 9.264679), 1e-6)


def close_to(interval: Interval, expected: tuple[float, float], by: float) -> bool:
    return (interval.low, interval.high) == pytest.approx(expected, abs=by)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([], "there are no values"),
        ([0.1], "one value is too few to estimate the spread"),
        ([0.1] * 5, "all values are equal, so the spread cannot be estimated"),
        ([0.1, 0.1 + 1e-15], "all values are equal, so the spread cannot be estimated"),
    ],
)
def test_no_interval_says_why(values: list[float], reason: str) -> None:
    """None, one, or equal values: no interval, not one of no width, and not one that is made of rounding."""
    good, none = means([summary(VALUES[:4]), summary(np.array(values))])
    assert good.low is not None
    assert none == Interval(None, None, "t", reason)


@pytest.mark.parametrize(("true", "n"), [(0, 1), (1, 1), (0, 29), (29, 29), (81, 263), (3, 1_000_000)])
def test_wilson(true: int, n: int) -> None:
    """The same as statsmodels, up to the shares 0 and 1."""
    (interval,) = shares([true], [n])
    assert interval.method == "wilson"
    assert (interval.low, interval.high) == pytest.approx(proportion_confint(true, n, method="wilson"), abs=1e-12)


@pytest.mark.parametrize(
    ("true", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_published(true: int, n: int, low: float, high: float) -> None:
    """The examples of Newcombe (1998, Statistics in Medicine 17, 857-872, table I, method 3)."""
    (interval,) = shares([true], [n])
    assert close_to(interval, (low, high), 5e-5)


def test_wilson_of_nothing() -> None:
    """No trial, no interval."""
    assert shares([0], [0]) == [Interval(None, None, "wilson", "there are no values")]


def test_skewed_values_by_halls_transformation() -> None:
    """The limits solve g(t) = ± t's quantile, g written out from Hall (1992); the lower one is nearer to the mean."""
    values = np.array([1.0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 30])
    (interval,) = means([summary(values)])
    n, error = len(values), values.std(ddof=1) / len(values) ** 0.5
    skewness = stats.skew(values, bias=False)

    def g(truth: float) -> float:
        t = (values.mean() - truth) / error
        return float(t + skewness * t**2 / (3 * n**0.5) + skewness**2 * t**3 / (27 * n) + skewness / (6 * n**0.5))

    quantile = stats.t.ppf(0.975, n - 1)
    expected = [optimize.brentq(lambda truth, q=q: g(truth) - q, -200, 200) for q in (quantile, -quantile)]
    assert interval.method == "hall_t"
    assert (interval.low, interval.high) == pytest.approx(expected, rel=1e-9)
    assert interval.high is not None
    assert interval.high - values.mean() > values.mean() - expected[0]
    assert "skewed" in str(interval.caution)


def test_symmetric_values_are_left_alone() -> None:
    """The correction is for marked skewness only, and large samples do not need it."""
    few, many = means([summary(VALUES), summary(np.random.default_rng(1).exponential(1, 2_000))])
    assert (few.method, few.caution, many.method, many.caution) == ("t", None, "t", None)


def test_numbers_of_two_values_are_shares() -> None:
    """19 of 20 are 100, one is 0: Wilson's limits of 19 of 20, in hundredths. Fewer than ten values are numbers."""
    values = np.r_[np.full(19, 100.0), 0.0]
    found, few = means([summary(values), summary(values[-5:])])
    expected = [100 * limit for limit in proportion_confint(19, 20, method="wilson")]
    assert (found.low, found.high) == pytest.approx(expected, rel=1e-9)
    assert (found.method, few.method) == ("wilson", "hall_t")
    assert "fewer than five times" in str(found.caution)
    (third,) = means([summary(np.r_[values, 50.0])])
    assert third.method == "hall_t"


def test_large_whole_numbers_are_exact() -> None:
    """Neighbours near 2^53 differ, and epoch milliseconds have their own width."""
    close_by, milliseconds = means(
        [
            summary(np.array([9007199254740989.0, 9007199254740991.0])),
            summary(np.array([1795824000123.0, 1795824000125.0, 1795824000131.0])),
        ]
    )
    assert close_by.reason is None
    assert close_to(milliseconds, stats.t.interval(0.95, 2, 1795824000126 + 1 / 3, (52 / 3) ** 0.5 / 3**0.5), 1e-3)
