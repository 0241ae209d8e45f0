"""Mixes of two groups, and their sizes against a planned split, beside scipy."""

from __future__ import annotations

import random

import numpy as np
import pytest
from scipy import stats
from scipy.stats.contingency import association

from store.statistics import compare_mix, split_test


@pytest.mark.parametrize("seed", range(20))
def test_chi_squared_of_frequent_values(seed: int) -> None:
    chance = random.Random(seed)
    counts = [(chance.randint(20, 90), chance.randint(20, 300)) for _ in range(chance.randint(2, 10))]
    expected = stats.chi2_contingency(counts, correction=False)
    found = compare_mix(counts)
    assert found is not None
    assert found.test == "chi_squared"
    assert (found.p_value, found.cramers_v) == pytest.approx(
        (expected.pvalue, association(np.array(counts), method="cramer")), rel=1e-9
    )


@pytest.mark.parametrize(
    ("counts", "rest", "pooled"),
    [
        # 5 of each are expected in the smaller group: 3 of 4 values are too rare, and join the rest
        ([(40, 30), (1, 2), (2, 1), (0, 1)], (20, 9), [(40, 30), (23, 13)]),
        # the rest alone is too rare, so the next value joins it
        ([(50, 40), (30, 30), (20, 10)], (1, 2), [(50, 40), (30, 30), (21, 12)]),
        ([(50, 40), (5, 5)], (1, 2), [(50, 40), (6, 7)]),
    ],
)
def test_rare_values_are_pooled(
    counts: list[tuple[int, int]], rest: tuple[int, int], pooled: list[tuple[int, int]]
) -> None:
    found = compare_mix(counts, rest)
    assert found is not None
    assert found.test == "chi_squared"
    assert found.p_value == pytest.approx(stats.chi2_contingency(pooled, correction=False).pvalue, rel=1e-9)


@pytest.mark.parametrize("counts", [[(6, 0), (0, 6)], [(3, 1), (1, 2)], [(1, 90), (1, 20)]])
def test_fisher_where_there_are_too_few(counts: list[tuple[int, int]]) -> None:
    found = compare_mix(counts)
    assert found is not None
    assert (found.test, found.p_value) == ("fisher_exact", pytest.approx(stats.fisher_exact(counts).pvalue))


def test_values_that_never_repeat_do_not_differ() -> None:
    """Identifiers have no value in common, and no mix."""
    counts = [(1, 0), (0, 1)] * 5
    found = compare_mix(counts, (95, 95))
    assert found is not None
    assert found.p_value > 0.5
    assert found.cramers_v < 0.1


@pytest.mark.parametrize("counts", [[], [(9, 4)], [(9, 0), (3, 0)], [(0, 0), (5, 5)]])
def test_nothing_to_compare(counts: list[tuple[int, int]]) -> None:
    """An empty group, or one value only."""
    assert compare_mix(counts) is None


@pytest.mark.parametrize("observed", [(5_000, 5_000), (4_700, 5_300), (80, 120)])
def test_the_split_by_chi_squared(observed: tuple[int, int]) -> None:
    found = split_test(observed, (1, 1))
    assert (found.test, found.p_value) == ("chi_squared", pytest.approx(stats.chisquare(observed).pvalue, rel=1e-9))


def test_a_published_split() -> None:
    """Kohavi, Tang and Xu (2020, Trustworthy Online Controlled Experiments, chapter 21): p = 1.8 · 10⁻⁶."""
    assert split_test((821_588, 815_482), (50, 50)).p_value == pytest.approx(1.8e-6, rel=0.03)


def test_a_split_of_unequal_parts() -> None:
    found = split_test((130, 870), (10, 90))
    assert found.expected == pytest.approx((100, 900))
    assert found.p_value == pytest.approx(stats.chisquare((130, 870), (100, 900)).pvalue, rel=1e-9)


@pytest.mark.parametrize("observed", [(0, 7), (4, 1), (1, 30)])
def test_the_split_of_few_by_the_binomial(observed: tuple[int, int]) -> None:
    split = (1.0, 1.0) if sum(observed) < 10 else (5.0, 95.0)
    found = split_test(observed, split)
    expected = stats.binomtest(observed[0], sum(observed), split[0] / sum(split)).pvalue
    assert (found.test, found.p_value) == ("binomial_exact", pytest.approx(expected))


def test_the_split_of_nothing() -> None:
    found = split_test((0, 0), (1, 1))
    assert (found.expected, found.p_value, found.test) == ((0, 0), None, None)


def test_extreme_splits() -> None:
    """A part that rounds to nothing."""
    assert split_test((0, 9), (1e-300, 1e9)).p_value == 1
    assert split_test((3, 9), (1e-300, 1e9)).p_value == 0
