"""The change of a mean divided among the values of a key, against plain numpy and simulated samples."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from store.statistics import ClusteredGroups, Contributions, ValueChange, cluster_sums, decompose, welch

PARTS = ("mix", "rate", "contribution", "excess")


def sample(
    chance: np.random.Generator, n: int, shares: list[float], means: list[float], clusters: int | None = None
) -> tuple[Contributions, np.ndarray]:
    codes = chance.choice(len(shares), n, p=shares)
    values = np.array(means)[codes] + chance.normal(0, 1, n)
    weights = chance.choice([1.0, 2.0, 5.0], n) if clusters else np.ones(n)
    ids = chance.integers(0, clusters, n) if clusters else None
    return Contributions(values, weights, ids), codes


def amounts(changes: list[ValueChange], part: str) -> np.ndarray:
    return np.array([getattr(each, part).amount for each in changes])


@pytest.mark.parametrize("clusters", [None, 60])
@pytest.mark.parametrize("seed", range(10))
def test_the_parts_sum_to_the_change(seed: int, clusters: int | None) -> None:
    """Exactly, whatever the weights are, and where a value is new or has gone; by Kitagawa's formulas."""
    chance = np.random.default_rng(seed)
    first, of_first = sample(chance, 300, [0.5, 0.3, 0.2, 0.0], [0, 1, 2, 3], clusters)
    second, of_second = sample(chance, 400, [0.4, 0.0, 0.3, 0.3], [0, 1, 1, 3], clusters)
    changes = decompose(ClusteredGroups((first, second)), (of_first, of_second), 4)
    means = [np.average(side.values, weights=side.weights) for side in (first, second)]
    assert amounts(changes, "contribution").sum() == pytest.approx(means[1] - means[0], rel=1e-12)
    assert amounts(changes, "excess").sum() == pytest.approx(0, abs=1e-12)
    for code, change in enumerate(changes):
        shares, of_value = [], []
        for side, codes in ((first, of_first), (second, of_second)):
            has = codes == code
            shares.append(side.weights[has].sum() / side.weights.sum())
            of_value.append(np.average(side.values[has], weights=side.weights[has]) if has.any() else None)
        assert change.shares == pytest.approx(shares)
        assert change.means == pytest.approx(of_value)
        known = [mean for mean in of_value if mean is not None]
        one, two = known[0], known[-1]
        mix = (shares[1] - shares[0]) * ((one + two) / 2 - sum(means) / 2)
        rate = sum(shares) / 2 * (two - one)
        assert (change.mix.amount, change.rate.amount) == pytest.approx((mix, rate), abs=1e-12)
        assert change.contribution.amount == pytest.approx(mix + rate, abs=1e-12)
        assert change.excess.amount == pytest.approx(mix + rate - sum(shares) / 2 * (means[1] - means[0]), abs=1e-12)


def test_all_in_one_value_is_the_whole_change() -> None:
    """Then the interval is that of the change itself, and nothing exceeds its share."""
    chance = np.random.default_rng(3)
    first, second = chance.normal(0, 1, 200), chance.normal(0.3, 2, 300)
    groups = Contributions(first, np.ones(200), None), Contributions(second, np.ones(300), None)
    (change,) = decompose(ClusteredGroups(groups), (np.zeros(200, int), np.zeros(300, int)), 1)
    expected = welch(first, second)
    found = change.contribution.interval
    assert (found.low, found.high) == pytest.approx((expected.interval.low, expected.interval.high), rel=1e-9)
    assert change.contribution.p_value == pytest.approx(expected.p_value, rel=1e-9)
    assert (change.excess.p_value, change.excess.interval.low) == (None, None)
    assert change.excess.interval.reason == "all values are equal, so the spread cannot be estimated"


def test_clusters_of_alike_rows_are_one_each() -> None:
    """Twenty copies of each row say no more than the row itself; the error is that of the clusters."""
    chance = np.random.default_rng(4)
    (first, of_first), (second, of_second) = (sample(chance, 200, [0.6, 0.4], [0, 1]) for _ in range(2))
    alone = decompose(ClusteredGroups((first, second)), (of_first, of_second), 2)

    def copied(side: Contributions, start: int = 0) -> Contributions:
        return Contributions(np.repeat(side.values, 20), np.ones(4000), np.repeat(np.arange(start, start + 200), 20))

    groups = ClusteredGroups((copied(first), copied(second, 200)))
    many = decompose(groups, (np.repeat(of_first, 20), np.repeat(of_second, 20)), 2)
    for one, other in zip(alone, many, strict=True):
        for part in PARTS:
            expected, found = getattr(one, part).interval, getattr(other, part).interval
            assert (found.low, found.high) == pytest.approx((expected.low, expected.high), rel=1e-9)
    sums = cluster_sums(copied(first).values, np.ones(4000), np.repeat(np.arange(200), 20))
    assert sums.variance == pytest.approx(np.var(first.values, ddof=1) / 200, rel=1e-9)


def test_clusters_in_both_groups_are_pairs() -> None:
    """A session with one request in each period: the change has the interval of the paired t test. Two clusters of one
    each, as before, would make it far wider."""
    chance = np.random.default_rng(6)
    first = chance.normal(0, 1, 40)
    second = first + chance.normal(0.2, 0.3, 40)
    order = chance.permutation(40)
    groups = (
        Contributions(first, np.ones(40), np.arange(40)),
        Contributions(second[order], np.ones(40), np.arange(40)[order]),
    )
    (change,) = decompose(ClusteredGroups(groups), (np.zeros(40, int), np.zeros(40, int)), 1)
    expected = stats.ttest_rel(second, first)
    limits = expected.confidence_interval()
    found = change.contribution.interval
    assert (found.low, found.high) == pytest.approx((limits.low, limits.high), rel=1e-9)
    assert change.contribution.p_value == pytest.approx(expected.pvalue, rel=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_the_variance_is_that_of_all_influences(seed: int) -> None:
    """By plain numpy: the influence of every cluster on the excess, from both groups, squared and summed."""
    chance = np.random.default_rng(seed)
    count, means = 3, [0.0, 1.0, 2.0]
    sides = [sample(chance, n, [0.5, 0.3, 0.2], means, clusters) for n, clusters in ((300, 50), (400, 80))]
    found = decompose(ClusteredGroups((sides[0][0], sides[1][0])), (sides[0][1], sides[1][1]), count)
    for code, change in enumerate(found):
        freedom = change.rate.interval.effective_df
        assert freedom is not None
        assert change.rate.interval.high is not None
        error = (change.rate.interval.high - change.rate.amount) / stats.t.ppf(0.975, freedom)
        assert error**2 == pytest.approx(_variance_of_rate(sides, code), rel=1e-9)


def _variance_of_rate(sides: list[tuple[Contributions, np.ndarray]], code: int) -> float:
    shares, of_value, rows = [], [], []
    for side, codes in sides:
        w, has = side.weights / side.weights.sum(), codes == code
        shares.append(w[has].sum())
        of_value.append(np.average(side.values[has], weights=w[has]))
        rows.append((w, has))
    influences = np.zeros(80)
    parts = []
    for number, ((side, _), (w, has), sign) in enumerate(zip(sides, rows, (-1, 1), strict=True)):
        p, m, clusters = shares[number], of_value[number], side.clusters
        assert clusters is not None
        of_row = (of_value[1] - of_value[0]) / 2 * w * (has - p) + sign * sum(shares) / 2 * w * has * (
            side.values - m
        ) / p
        units = len(np.unique(clusters[has]))
        part = np.bincount(clusters, of_row, minlength=80) * np.sqrt(units / (units - 1))
        parts.append(part)
        influences += part
    return float(influences @ influences)


def test_too_few_say_so() -> None:
    """One row with a value: no spread, no interval; fewer than thirty: a caution."""
    values = np.arange(40.0)
    group = Contributions(values, np.ones(40), None)
    codes = np.array([0] + [1] * 9 + [2] * 30)
    one, few, enough = decompose(
        ClusteredGroups((group, Contributions(values[::-1].copy(), np.ones(40), None))), (codes, codes), 3
    )
    assert one.rate.interval.reason == "one value is too few to estimate the spread"
    assert few.rate.interval.caution == (
        "the value occurs fewer than 30 times, or in fewer than 30 clusters, in one of the groups"
    )
    assert enough.rate.interval.caution is None
