"""Pairs, against scipy, statsmodels and exact counts."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.weightstats import DescrStatsW

from store.statistics import PAIRS_RESAMPLED, SEED, paired

RNG = np.random.default_rng(3)
FIRST = RNG.normal(80, 10, 40)
SECOND = FIRST + RNG.normal(2, 3, 40)


def test_the_interval_is_scipys_bootstrap() -> None:
    """BCa, widened so that with normal differences it is as wide as Student's t; the seed is in the answer."""
    found = paired(FIRST, SECOND)
    level = 1 - 2 * stats.norm.cdf(-np.sqrt(40 / 39) * stats.t.ppf(0.975, 39))
    expected = stats.bootstrap((SECOND - FIRST,), np.mean, confidence_level=level, n_resamples=9_999, rng=SEED)
    assert (found.interval.low, found.interval.high) == pytest.approx(tuple(expected.confidence_interval), rel=1e-9)
    assert (found.interval.method, found.test, found.resamples, found.seed) == (
        "bootstrap_bca",
        "permutation",
        9_999,
        SEED,
    )
    assert (found.interval.low, found.interval.high) == pytest.approx(
        DescrStatsW(SECOND - FIRST).tconfint_mean(), abs=0.1
    )


def test_the_same_question_gets_the_same_answer() -> None:
    """Resampling starts from a fixed seed."""
    assert paired(FIRST, SECOND) == paired(FIRST, SECOND)


def test_a_small_permutation_test_is_exact() -> None:
    """With 10 pairs every one of the 1,024 flips is looked at."""
    differences = SECOND[:10] - FIRST[:10]
    sums = [abs(np.dot(differences, signs)) for signs in product((1, -1), repeat=10)]
    expected = sum(total >= abs(differences.sum()) - 1e-9 for total in sums) / 1024
    assert paired(FIRST[:10], SECOND[:10]).p_value == pytest.approx(expected, rel=1e-9)


def test_few_pairs_and_very_many_go_by_students_t() -> None:
    """Below 10 pairs there is too little to draw from, above 10,000 the mean is normal; both are named."""
    first = RNG.normal(0, 1, PAIRS_RESAMPLED + 1)
    second = first + RNG.normal(0.01, 1, PAIRS_RESAMPLED + 1)
    for one, two in ((FIRST[:9], SECOND[:9]), (first, second)):
        found = paired(one, two)
        expected = DescrStatsW(two - one)
        assert (found.interval.low, found.interval.high) == pytest.approx(expected.tconfint_mean(), rel=1e-9)
        assert found.p_value == pytest.approx(expected.ttest_mean()[1], rel=1e-9)
        assert (found.interval.method, found.test, found.resamples, found.seed) == ("t", "paired_t", None, None)


def test_booleans_go_by_mcnemar() -> None:
    """The exact test over the pairs that differ, as statsmodels has it; McNemar's own p for 5 against 15 is 0.0414."""
    first = np.r_[np.ones(5), np.zeros(15), np.ones(30)]
    second = np.r_[np.zeros(5), np.ones(15), np.ones(30)]
    found = paired(first, second)
    assert (found.difference, found.test, found.pairs) == (pytest.approx(0.2), "mcnemar_exact", 50)
    assert found.p_value == pytest.approx(mcnemar([[30, 5], [15, 0]], exact=True).pvalue, rel=1e-9)
    assert found.p_value == pytest.approx(0.0414, abs=5e-5)


def test_differences_that_are_all_equal() -> None:
    """No interval, and why; rounding is no spread. None that differ at all: p is 1."""
    first = np.linspace(0.1, 1.2, 12)
    moved = paired(first, first + 0.1)
    assert (moved.interval.low, moved.interval.reason) == (
        None,
        "all values are equal, so the spread cannot be estimated",
    )
    assert (moved.p_value, moved.effect_size) == (pytest.approx(2 / 2**12), None)
    assert paired(np.ones(20), np.ones(20), are_shares=True).p_value == 1
    assert paired(first, first).p_value == 1


@pytest.mark.parametrize(
    ("both", "gained", "lost", "neither"), [(20, 6, 1, 3), (10, 0, 0, 0), (0, 12, 0, 0), (5, 3, 3, 4)]
)
def test_booleans_have_the_interval_of_bonett_and_price(both: int, gained: int, lost: int, neither: int) -> None:
    """(f₁₂ + 1) / (n + 2) and (f₂₁ + 1) / (n + 2), written out; always an interval, within -1 and 1."""
    first = np.r_[np.ones(both), np.zeros(gained), np.ones(lost), np.zeros(neither)]
    second = np.r_[np.ones(both), np.ones(gained), np.zeros(lost), np.zeros(neither)]
    found = paired(first, second, are_shares=True)
    n = both + gained + lost + neither
    more, less = (gained + 1) / (n + 2), (lost + 1) / (n + 2)
    margin = stats.norm.ppf(0.975) * np.sqrt((more + less - (more - less) ** 2) / (n + 2))
    expected = max(-1, more - less - margin), min(1, max(more - less + margin, (gained - lost) / n))
    assert (found.interval.low, found.interval.high) == pytest.approx(expected, abs=1e-12)
    assert (found.interval.method, found.test) == ("bonett_price", "mcnemar_exact")
    hundreds = paired(100 * first, 100 * second)
    if n > 10 and both:
        assert hundreds.interval.high == pytest.approx(100 * expected[1])
        assert hundreds.p_value == found.p_value


def test_nothing_and_one_pair() -> None:
    """No pair, no difference; one pair, no interval."""
    none, one = paired(np.array([]), np.array([])), paired(np.array([3.0]), np.array([4.5]))
    assert (none.pairs, none.difference, none.interval.reason) == (0, None, "there are no values")
    assert (one.difference, one.p_value) == (1.5, None)
    assert one.interval.reason == "one value is too few to estimate the spread"


def test_a_skewed_handful_never_fails() -> None:
    """One pair of many that differs is still an answer of finite numbers."""
    second = np.zeros(30)
    second[7] = 1000.0
    found = paired(np.full(30, 0.0), second)
    assert np.isfinite([found.interval.low, found.interval.high, found.p_value]).all()
