"""Two groups, against scipy, statsmodels and published tables."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_effectsize, proportions_ztest
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from store.statistics import Comparison, hedges_g, proportions, summary, welch

RNG = np.random.default_rng(11)
FIRST, SECOND = RNG.normal(80, 5, 35), RNG.normal(84, 9, 60)


def limits(found: Comparison) -> tuple[float | None, float | None]:
    return found.interval.low, found.interval.high


def test_welch() -> None:
    """Difference, interval and p as statsmodels has them."""
    found = welch(FIRST, SECOND)
    expected = CompareMeans(DescrStatsW(SECOND), DescrStatsW(FIRST))
    assert found.difference == pytest.approx(SECOND.mean() - FIRST.mean(), rel=1e-9)
    assert limits(found) == pytest.approx(expected.tconfint_diff(usevar="unequal"), rel=1e-9)
    assert found.p_value == pytest.approx(expected.ttest_ind(usevar="unequal")[1], rel=1e-9)
    assert (found.interval.method, found.test, found.effect) == ("welch_t", "welch_t", "hedges_g")


@pytest.mark.parametrize("constant", [0.1, 90.0, 0.0])
def test_a_group_that_does_not_vary(constant: float) -> None:
    """A side without spread makes nothing certain: no interval and no p-value, and why."""
    for found in (welch(np.full(8, constant), SECOND), welch(SECOND, np.full(8, constant))):
        assert (limits(found), found.p_value) == ((None, None), None)
        assert found.interval.reason == "all values of one group are equal, so its spread cannot be estimated"
    nothing = welch(np.full(8, constant), np.full(1, constant))
    assert nothing.interval.reason == "one value is too few to estimate the spread"
    nothing = welch(np.full(8, constant), np.full(3, constant))
    assert nothing.interval.reason == "all values are equal, so the spread cannot be estimated"


def test_numbers_of_two_values_are_compared_as_shares() -> None:
    """10 of 10 against 90 of 100, sent as 0 and 100: Newcombe's interval in hundredths, and Fisher's p of .594."""
    one, two = np.r_[np.full(90, 100.0), np.zeros(10)], np.full(10, 100.0)
    found, booleans = welch(one, two), proportions(90, 100, 10, 10)
    expected = confint_proportions_2indep(10, 10, 90, 100, compare="diff", method="newcomb")
    assert limits(found) == pytest.approx([100 * limit for limit in expected], rel=1e-9)
    assert found.p_value == pytest.approx(stats.fisher_exact([[90, 10], [10, 0]]).pvalue, rel=1e-9)
    assert (found.difference, found.p_value, found.effect_size, found.test) == (
        pytest.approx(10),
        booleans.p_value,
        booleans.effect_size,
        "fisher_exact",
    )


def test_skewed_groups_of_different_sizes_get_a_caution() -> None:
    """10 against 100 exponential values: Welch's p is below .05 in 9 % of samples without a difference, and says so."""
    rng = np.random.default_rng(5)
    one, two, other = rng.exponential(1, 10), rng.exponential(1, 100), rng.exponential(1, 100)
    assert "skewed" in str(welch(one, two).interval.caution)
    assert welch(other, two).interval.caution is None
    assert welch(FIRST[:10], SECOND).interval.caution is None


def test_too_few() -> None:
    """An empty group has no difference, a group of one no interval; both say why."""
    none, one = welch(np.array([]), SECOND), welch(np.array([90.0]), SECOND)
    assert (none.difference, none.interval.reason) == (None, "there are no values")
    assert one.difference == pytest.approx(SECOND.mean() - 90)
    assert (limits(one), one.p_value, one.effect_size) == ((None, None), None, None)
    assert one.interval.reason == "one value is too few to estimate the spread"


@pytest.mark.parametrize("table", [(56, 70, 48, 80), (9, 10, 3, 10), (10, 10, 0, 20), (0, 10, 0, 10), (1, 1, 0, 1)])
def test_two_shares(table: tuple[int, int, int, int]) -> None:
    """Newcombe's interval and Cohen's h as statsmodels has them; h is the second against the first."""
    one_true, one_n, two_true, two_n = table
    found = proportions(*table)
    expected = confint_proportions_2indep(two_true, two_n, one_true, one_n, compare="diff", method="newcomb")
    assert limits(found) == pytest.approx(expected, abs=1e-9)
    assert found.effect_size == pytest.approx(proportion_effectsize(two_true / two_n, one_true / one_n), abs=1e-9)


@pytest.mark.parametrize(
    ("second", "first", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_newcombe_as_published(second: tuple[int, int], first: tuple[int, int], low: float, high: float) -> None:
    """The examples of Newcombe (1998, Statistics in Medicine 17, 873-890, table II, method 10)."""
    assert limits(proportions(*first, *second)) == pytest.approx((low, high), abs=1.1e-4)


def test_the_p_value_fits_the_table() -> None:
    """χ² where every cell is expected to hold 5, Fisher's exact test elsewhere; equal certainties do not differ."""
    large = proportions(48, 80, 56, 70)
    assert large.test == "chi_squared"
    assert large.p_value == pytest.approx(proportions_ztest([48, 56], [80, 70])[1], rel=1e-9)
    tea = proportions(1, 4, 3, 4)  # Fisher's lady tasting tea, both sides: 0.4857
    assert (tea.test, tea.p_value) == ("fisher_exact", pytest.approx(34 / 70, rel=1e-9))
    assert proportions(0, 10, 0, 12).p_value == 1
    assert proportions(0, 0, 3, 4).interval.reason == "there are no values"


@pytest.mark.parametrize(
    ("freedom", "correction"), [(2, 0.5642), (4, 0.7979), (10, 0.9228), (20, 0.9619), (50, 0.9849)]
)
def test_hedges_correction_as_published(freedom: int, correction: float) -> None:
    """J(m) as tabled by Hedges (1981, J. Educational Statistics 6, table 1)."""
    first = np.r_[0.0, np.full(freedom // 2 - 1, 0.5), 1.0]
    second = first + 1
    pooled = np.sqrt((first.var(ddof=1) + second.var(ddof=1)) / 2)
    assert len(first) + len(second) - 2 == freedom
    assert hedges_g(summary(first), summary(second)) == pytest.approx(correction / pooled, abs=1e-4 / pooled)
