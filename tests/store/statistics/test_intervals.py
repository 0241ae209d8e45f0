"""95 % intervals of one mean, against statsmodels and published tables."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from store.statistics import Interval, linearised, means, shares
from store.statistics.intervals import cluster_squares

RNG = np.random.default_rng(7)
VALUES = RNG.normal(90, 5, 40)
WEIGHTS = 1 / RNG.uniform(0.05, 1, 40)
SESSIONS = RNG.integers(0, 9, 40)


def close(interval: Interval, expected: tuple[float, float]) -> bool:
    return (interval.low, interval.high) == pytest.approx(expected, rel=1e-9)


def robust(values: np.ndarray, weights: np.ndarray, clusters: np.ndarray, method: str) -> Interval:
    mean, squares, count = cluster_squares(values, weights, clusters)
    return linearised([mean], [weights.sum()], [squares], [count], method)[0]


def test_t_of_many_groups_at_once() -> None:
    """The same as statsmodels gives for each group alone."""
    groups = np.split(VALUES, [3, 17])
    found = means([len(g) for g in groups], [g.mean() for g in groups], [g.std(ddof=1) for g in groups])
    for group, interval in zip(groups, found, strict=True):
        assert interval.method == "t"
        assert close(interval, DescrStatsW(group).tconfint_mean())


def test_t_of_a_published_sample() -> None:
    """ZARR13 of NIST's Engineering Statistics Handbook, 1.3.5.2: 195 values, 9.258242 to 9.264679."""
    (interval,) = means([195], [9.261460], [0.2278881e-01])
    assert close_to(interval, (9.258242, 9.264679), 1e-6)


def close_to(interval: Interval, expected: tuple[float, float], by: float) -> bool:
    return (interval.low, interval.high) == pytest.approx(expected, abs=by)


@pytest.mark.parametrize(
    ("n", "sd", "reason"),
    [
        (0, float("nan"), "there are no values"),
        (1, float("nan"), "one value is too few to estimate the spread"),
        (5, 0.0, "all values are equal, so the spread cannot be estimated"),
        (5, 1e-15, "all values are equal, so the spread cannot be estimated"),
    ],
)
def test_no_interval_says_why(n: int, sd: float, reason: str) -> None:
    """None, one, or equal values: no interval, not one of no width, and not one that is made of rounding."""
    good, none = means([4, n], [1.0, 0.1], [2.0, sd])
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


def test_clusters() -> None:
    """A regression on a constant with statsmodels' cluster-robust errors (CR1, t with G - 1 degrees of freedom)."""
    fit = sm.OLS(VALUES, np.ones(40)).fit(cov_type="cluster", cov_kwds={"groups": SESSIONS}, use_t=True)
    assert close(robust(VALUES, np.ones(40), SESSIONS, "cluster_robust"), fit.conf_int()[0])


def test_weights() -> None:
    """A weighted regression on a constant with errors that weights may not hide (HC1)."""
    fit = sm.WLS(VALUES, np.ones(40), weights=WEIGHTS).fit(cov_type="HC1", use_t=True)
    assert close(robust(VALUES, WEIGHTS, np.arange(40), "weighted_linearised"), fit.conf_int()[0])


def test_weights_and_clusters() -> None:
    """Both at once."""
    fit = sm.WLS(VALUES, np.ones(40), weights=WEIGHTS).fit(
        cov_type="cluster", cov_kwds={"groups": SESSIONS}, use_t=True
    )
    assert close(robust(VALUES, WEIGHTS, SESSIONS, "cluster_robust"), fit.conf_int()[0])


def test_neither_is_students_t() -> None:
    """Every value its own cluster and equal weights: t again."""
    interval = robust(VALUES, np.full(40, 3.0), np.arange(40), "weighted_linearised")
    assert close(interval, DescrStatsW(VALUES).tconfint_mean())


def test_one_cluster_and_equal_values() -> None:
    """Fewer than two clusters, or equal values: no interval, and why."""
    one = robust(VALUES, np.ones(40), np.zeros(40), "cluster_robust")
    assert one == Interval(
        None, None, "cluster_robust", "fewer than two clusters are too few to estimate the spread between them"
    )
    equal = robust(np.full(40, 0.1), WEIGHTS, SESSIONS, "cluster_robust")
    assert equal == Interval(None, None, "cluster_robust", "all values are equal, so the spread cannot be estimated")


def test_a_share_stays_a_share() -> None:
    """A linearised interval of a share ends at 0 and 1."""
    values = np.array([1.0] * 30 + [0.0])
    mean, squares, count = cluster_squares(values, np.ones(31), np.arange(31))
    (interval,) = linearised([mean], [31], [squares], [count], "cluster_robust", (0.0, 1.0))
    assert interval.high == 1.0
