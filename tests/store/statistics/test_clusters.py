"""Clusters and weights: CR2 and its degrees of freedom against the matrices of Bell and McCaffrey, written out."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from store.statistics import Comparison, Interval, Sample, compare_samples, sample_interval
from tests.support.intervals import bell_mccaffrey, weighted_mean

RNG = np.random.default_rng(7)
VALUES = RNG.normal(90, 5, 40)
SESSIONS = RNG.integers(0, 9, 40)
FIRST, SECOND = RNG.normal(80, 5, 35), RNG.normal(84, 9, 60)


def sample(values: np.ndarray, clusters: np.ndarray | None = None, **more: np.ndarray) -> Sample:
    return Sample(values.astype(float), more.get("weights", np.ones(len(values))), clusters, len(values), False)


def shares(values: np.ndarray, clusters: np.ndarray | None = None, **more: np.ndarray) -> Sample:
    return Sample(values.astype(float), more.get("weights", np.ones(len(values))), clusters, len(values), True)


def limits(found: Comparison | Interval) -> tuple[float | None, float | None]:
    interval = found.interval if isinstance(found, Comparison) else found
    return interval.low, interval.high


def test_a_mean_of_clusters() -> None:
    """A regression on a constant."""
    mean, error, freedom = bell_mccaffrey(np.ones((40, 1)), VALUES, SESSIONS)
    interval = sample_interval(sample(VALUES, SESSIONS), "cluster_robust")
    assert limits(interval) == pytest.approx(stats.t.interval(0.95, freedom, mean, error), rel=1e-9)
    assert interval.effective_df == pytest.approx(freedom, rel=1e-9)
    assert interval.largest_cluster_share == pytest.approx(np.bincount(SESSIONS).max() / 40)
    assert interval.caution is None


def test_clusters_of_one_size_have_one_degree_less() -> None:
    """G - 1, the textbook's number."""
    interval = sample_interval(sample(VALUES, np.arange(40) // 5), "cluster_robust")
    means = VALUES.reshape(8, 5).mean(axis=1)
    assert interval.effective_df == pytest.approx(7)
    assert limits(interval) == pytest.approx(stats.t.interval(0.95, 7, means.mean(), stats.sem(means)), rel=1e-9)


@pytest.mark.parametrize("crossed", [False, True])
def test_a_difference_of_clusters(crossed: bool) -> None:
    """A regression on the group; clusters may lie in both groups."""
    clusters = RNG.integers(0, 12, 95)
    if not crossed:
        clusters[35:] += 12
    design = np.column_stack((np.ones(95), np.r_[np.zeros(35), np.ones(60)]))
    difference, error, freedom = bell_mccaffrey(design, np.r_[FIRST, SECOND], clusters)
    found = compare_samples(sample(FIRST, clusters[:35]), sample(SECOND, clusters[35:]), "cluster_robust")
    assert found.difference == pytest.approx(difference, rel=1e-9)
    assert found.interval.effective_df == pytest.approx(freedom, rel=1e-9)
    assert limits(found) == pytest.approx(stats.t.interval(0.95, freedom, difference, error), rel=1e-9)
    assert found.p_value == pytest.approx(2 * stats.t.sf(abs(difference) / error, freedom), rel=1e-9)


@pytest.mark.parametrize("clusters", [np.arange(40), SESSIONS])
def test_weights(clusters: np.ndarray) -> None:
    """Each cluster's contribution is unbiased for rows of one variance; the matrices written out."""
    weights = 1 / np.random.default_rng(6).uniform(0.05, 1, 40)
    mean, error, freedom = weighted_mean(VALUES, weights, clusters)
    interval = sample_interval(sample(VALUES, clusters, weights=weights), "weighted_cluster_robust")
    assert interval.effective_df == pytest.approx(freedom, rel=1e-9)
    assert limits(interval) == pytest.approx(stats.t.interval(0.95, freedom, mean, error), rel=1e-9)


@pytest.mark.parametrize("clustered", [False, True])
def test_rows_of_two_groups_are_strangers_unless_a_cluster_joins_them(clustered: bool) -> None:
    """However small one group is: the difference is that of two independent means, in whatever order the rows come."""
    weights = [np.random.default_rng(8).choice([1.0, 2.0, 4.0], size) for size in (60, 15)]
    clusters = [np.arange(60) // 2, np.arange(15) // 2 + 1_000] if clustered else [None, None]
    first = sample(SECOND, clusters[0], weights=weights[0])
    second = sample(FIRST[:15], clusters[1], weights=weights[1])
    found = compare_samples(first, second, "weighted")
    errors = [side.contributions.sums().variance for side in (first, second)]
    low, high = limits(found)
    assert low is not None
    assert high is not None
    assert found.interval.effective_df is not None
    margin = stats.t.ppf(0.975, found.interval.effective_df) * np.sqrt(sum(errors))
    assert (high - low) / 2 == pytest.approx(margin, rel=1e-9)
    order = np.random.default_rng(9).permutation(60)
    moved = sample(SECOND[order], None if clusters[0] is None else clusters[0][order], weights=weights[0][order])
    assert limits(compare_samples(moved, second, "weighted")) == pytest.approx((low, high), rel=1e-9)


def test_weights_by_simulation_of_their_assumption() -> None:
    """For independent rows of one variance the variance estimate is unbiased, and its spread is that of χ² with the
    degrees of freedom."""
    rng = np.random.default_rng(2)
    weights = np.array([1.0, 1, 1, 1, 4, 4, 4, 10, 10, 2, 2, 7])
    expected = np.sum(weights**2) / np.sum(weights) ** 2
    found = [sample_interval(sample(rng.normal(0, 1, 12), weights=weights), "weighted") for _ in range(20_000)]
    freedom = found[0].effective_df
    assert freedom is not None
    widths = np.array([(one.high or 0) - (one.low or 0) for one in found])
    variances = (widths / 2 / stats.t.ppf(0.975, freedom)) ** 2
    assert variances.mean() == pytest.approx(expected, rel=0.02)
    assert 2 * variances.mean() ** 2 / variances.var() == pytest.approx(freedom, rel=0.05)


def test_equal_weights_of_clusters_of_one_are_the_unweighted_method() -> None:
    """10 of 10 against 90 of 100: Newcombe's interval and Fisher's p of .594, not a certain difference."""
    one, two = np.r_[np.ones(90), np.zeros(10)], np.ones(10)
    expected = confint_proportions_2indep(10, 10, 90, 100, compare="diff", method="newcomb")
    p_value = stats.fisher_exact([[90, 10], [10, 0]]).pvalue
    apart = np.arange(110)
    for first, second in (
        (shares(one), shares(two)),
        (shares(one, apart[:100]), shares(two, apart[100:])),
        (shares(one, weights=np.full(100, 3.0)), shares(two, weights=np.full(10, 2.0))),
    ):
        found = compare_samples(first, second, "cluster_robust")
        assert limits(found) == pytest.approx(expected, rel=1e-9)
        assert found.p_value == pytest.approx(p_value, rel=1e-9)
    numbers = compare_samples(sample(100 * one, apart[:100]), sample(100 * two, apart[100:]), "cluster_robust")
    assert limits(numbers) == pytest.approx([100 * limit for limit in expected], rel=1e-9)
    assert numbers.p_value == pytest.approx(p_value, rel=1e-9)


def test_clusters_in_earnest_are_not_certain_either() -> None:
    """10 of 10 in five sessions against 90 of 100 in fifty: the p-value is not below that of the calls themselves."""
    one, two = np.r_[np.ones(90), np.zeros(10)], np.ones(10)
    found = compare_samples(shares(one, np.arange(100) // 2), shares(two, 100 + np.arange(10) // 2), "cluster_robust")
    low, high = limits(found)
    assert low is not None
    assert high is not None
    assert low < 0 < high
    assert found.p_value is not None
    assert found.p_value > 0.5
    assert low >= -1
    assert high <= 1


def test_a_share_of_equal_clusters_is_wilson_at_the_effective_n() -> None:
    """m(1 - m) / se² with t's quantile, written out; at most the number of requests."""
    values = np.array([1, 1, 1, 0, 1, 0, 0, 1, 0, 0] * 6 + [1, 1, 0, 0, 0, 1] * 10)
    clusters = np.arange(120) // 6
    means = values.reshape(20, 6).mean(axis=1)
    mean = means.mean()
    n = min(mean * (1 - mean) / stats.sem(means) ** 2, 120)
    z = stats.t.ppf(0.975, 19)
    centre, margin = mean + z**2 / (2 * n), z * np.sqrt(mean * (1 - mean) / n + z**2 / (4 * n**2))
    interval = sample_interval(shares(values, clusters), "")
    assert limits(interval) == pytest.approx(((centre - margin) / (1 + z**2 / n), (centre + margin) / (1 + z**2 / n)))
    assert interval.method == "wilson_effective_n"


def test_a_share_of_one_in_clusters() -> None:
    """All true: Wilson at the number of clusters, as if each cluster were one request, with t's quantile."""
    interval = sample_interval(shares(np.ones(60), np.arange(60) // 6), "")
    z = stats.t.ppf(0.975, 9)
    assert limits(interval) == pytest.approx((10 / (10 + z**2), 1.0))


def test_every_weighted_share_has_an_interval() -> None:
    """Also of two requests with unequal weights: Wilson at Kish's effective number of requests."""
    interval = sample_interval(shares(np.array([1.0, 1.0]), weights=np.array([1.0, 10.0])), "")
    low, high = proportion_confint(121 / 101, 121 / 101, method="wilson")
    assert limits(interval) == pytest.approx((low, high), rel=1e-9)


@pytest.mark.parametrize(
    ("values", "clusters", "reason"),
    [
        (VALUES, np.zeros(40), "fewer than two clusters are too few to estimate the spread between them"),
        (VALUES, np.r_[np.zeros(38), 1, 2], "the effective degrees of freedom are below 2"),
        (np.full(40, 0.1), SESSIONS, "all values are equal, so the spread cannot be estimated"),
    ],
)
def test_no_interval_says_why(values: np.ndarray, clusters: np.ndarray, reason: str) -> None:
    """Too few clusters, one that has nearly all of the weight, or equal values. A comparison with such a side has
    neither interval nor p-value."""
    interval = sample_interval(sample(values, clusters), "cluster_robust")
    assert limits(interval) == (None, None)
    assert str(interval.reason).startswith(reason)
    found = compare_samples(sample(values, clusters), sample(SECOND, 100 + np.arange(60) // 5), "cluster_robust")
    assert (limits(found), found.p_value) == ((None, None), None)
    assert found.interval.reason is not None


def test_one_large_cluster_is_a_caution() -> None:
    """More than a third of the weight."""
    interval = sample_interval(sample(VALUES, np.r_[np.zeros(16), np.arange(24) + 1]), "cluster_robust")
    assert interval.largest_cluster_share == pytest.approx(0.4)
    assert str(interval.caution).startswith("one cluster has more than a third of the weight")


def test_a_share_in_both_groups_of_each_cluster() -> None:
    """Sessions with calls on both sides: what they have in common does not count against the difference."""
    rng = np.random.default_rng(4)
    clusters = np.repeat(np.arange(60), 10)
    values = rng.random(600) < rng.beta(0.7, 0.7, 60)[clusters]
    odd = np.arange(600) % 2 == 1
    together = compare_samples(shares(values[~odd], clusters[~odd]), shares(values[odd], clusters[odd]), "")
    apart = compare_samples(shares(values[~odd], clusters[~odd]), shares(values[odd], 100 + clusters[odd]), "")
    widths = [(found.interval.high or 0) - (found.interval.low or 0) for found in (together, apart)]
    assert widths[0] < 0.7 * widths[1]


def test_hc2_for_weights_that_do_not_matter() -> None:
    """Rows with nearly equal weights: statsmodels' HC2 error."""
    weights = 1 + 1e-9 * np.arange(40)
    interval = sample_interval(sample(VALUES, weights=weights), "weighted_linearised")
    fit = sm.OLS(VALUES, np.ones(40)).fit(cov_type="HC2", use_t=True)
    assert limits(interval) == pytest.approx(tuple(fit.conf_int()[0]), rel=1e-6)
