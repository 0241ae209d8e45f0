"""Power, against statsmodels; numbers that published tables have; clustering, against a mixed design."""

from __future__ import annotations

from math import ceil

import numpy as np
import pytest
from statsmodels.stats.power import NormalIndPower, TTestIndPower, TTestPower
from statsmodels.stats.proportion import proportion_effectsize

from store.statistics.planning import (
    Design,
    Sides,
    clustering,
    detectable_difference,
    needed_number,
    number_with_looks,
    power_of,
)
from store.statistics.sequential import margin_factor

ALTERNATIVES: dict[Sides, str] = {"two": "two-sided", "one": "larger"}


@pytest.mark.parametrize("sides", ["two", "one"])
@pytest.mark.parametrize("ratio", [1.0, 3.0])
@pytest.mark.parametrize("n", [5, 40, 900])
def test_power_of_two_groups_is_that_of_statsmodels(sides: Sides, ratio: float, n: int) -> None:
    """Means by the noncentral t, with groups of one size and of different ones."""
    design = Design(2.0, ratio=ratio, sides=sides)
    expected = TTestIndPower().power(0.6 / 2.0, n, 0.05, ratio, alternative=ALTERNATIVES[sides])
    assert power_of(design, 0.6, n) == pytest.approx(expected, rel=1e-6)
    found = detectable_difference(design, n, 0.8)
    solved = TTestIndPower().solve_power(None, n, 0.05, 0.8, ratio, alternative=ALTERNATIVES[sides])
    assert found == pytest.approx(2.0 * solved, rel=5e-5)  # their search is not finer


@pytest.mark.parametrize("sides", ["two", "one"])
def test_the_number_is_that_of_statsmodels(sides: Sides) -> None:
    """Of means, shares and pairs, rounded up; 64 per group for a medium effect is Cohen's table 2.4.1."""
    alternative = ALTERNATIVES[sides]
    solved = TTestIndPower().solve_power(0.5, None, 0.05, 0.8, alternative=alternative)
    assert needed_number(Design(1.0, sides=sides), 0.5, 0.8) == ceil(solved)
    assert needed_number(Design(1.0), 0.5, 0.8) == 64
    h = abs(proportion_effectsize(0.85, 0.8))
    solved = NormalIndPower().solve_power(h, None, 0.05, 0.9, alternative=alternative)
    assert needed_number(Design(0.4, share=0.8, sides=sides), 0.05, 0.9) == ceil(solved)
    paired = Design(3.0, "paired", correlation=0.7, sides=sides)
    solved = TTestPower().solve_power(0.5 / (3 * 0.6**0.5), None, 0.05, 0.8, alternative=alternative)
    assert needed_number(paired, 0.5, 0.8) == ceil(solved)


def test_a_share_changes_towards_one_half() -> None:
    """Where it is harder to see; what no difference shows is not told."""
    design = Design(0.3, share=0.9)
    found = detectable_difference(design, 200, 0.8)
    assert found is not None
    assert found < 0
    assert power_of(design, found, 200) == pytest.approx(0.8)
    assert power_of(design, -found, 200) > 0.8
    assert detectable_difference(design, 2, 0.99) is None


def test_clusters_and_pairs_change_the_number() -> None:
    """Four times as many with a design effect of 4; a quarter with half the spread of the differences."""
    plain = needed_number(Design(10.0), 1.0, 0.8)
    clustered = needed_number(Design(10.0, design_effect=4.0), 1.0, 0.8)
    assert plain is not None
    assert clustered == pytest.approx(4 * plain, abs=4)
    paired = needed_number(Design(10.0, "paired", correlation=0.875), 1.0, 0.8)
    assert paired == pytest.approx(plain / 8, abs=3)


def test_not_worse_is_a_one_sided_question() -> None:
    """The number for a margin is that of a one-sided difference of its size; less if it is better, none if worse."""
    asked = Design(1.0, sides="one", margin=0.2)
    assert needed_number(asked, 0.0, 0.8) == needed_number(Design(1.0, sides="one"), 0.2, 0.8)
    better, worse = needed_number(asked, 0.1, 0.8), needed_number(asked, -0.1, 0.8)
    assert better is not None
    assert worse is not None
    assert better < 310 < worse
    assert needed_number(asked, -0.2, 0.8) is None


def test_looking_at_every_call_costs_up_to_half_as_much_again() -> None:
    """By the planned number the sequence decides with the power asked for, by simulation of its last look."""
    design, rng = Design(1.0), np.random.default_rng(4)
    n = number_with_looks(design, 0.2, 0.8)
    fixed = needed_number(design, 0.2, 0.8)
    assert n is not None
    assert fixed is not None
    assert 1.3 < n / fixed < 2
    errors = rng.normal(0, design.standard_error(n), 20_000)
    decided = np.mean(0.2 + errors > design.standard_error(n) * margin_factor(2 * n, 2 * n))
    assert decided == pytest.approx(0.8, abs=0.01)
    assert number_with_looks(Design(1.0, margin=0.1, sides="one"), -0.2, 0.8) is None


def test_the_design_effect_is_that_of_the_clusters() -> None:
    """ICC .25 in sessions of 9 and of 1: 1 + (mean size - 1) · ICC; without resemblance it is 1."""
    rng = np.random.default_rng(6)
    sizes = np.tile([9, 1], 2_000)
    ids = np.repeat(np.arange(len(sizes)), sizes)
    values = 1e6 + rng.normal(0, 0.5, len(sizes))[ids] + rng.normal(0, 0.75**0.5, len(ids))
    found = clustering(values, ids)
    assert (found.clusters, found.mean_size) == (4_000, pytest.approx(8.2))
    assert found.icc == pytest.approx(0.25, abs=0.02)
    assert found.design_effect == pytest.approx(1 + 7.2 * 0.25, abs=0.15)
    assert clustering(values, np.arange(len(values))).icc is None
    assert clustering(np.ones(10), np.arange(10) // 2).design_effect == 1
    alternating = clustering(np.tile([0.0, 1.0], 50), np.repeat(np.arange(50), 2))
    assert alternating.icc is not None
    assert alternating.icc < 0
    assert alternating.design_effect == 1


def test_the_icc_is_that_of_analysis_of_variance() -> None:
    """Equal sizes: (MSB - MSW) / (MSB + (m - 1) MSW), with the mean squares of the one-way table."""
    values = np.array([[4.0, 5.0, 3.0], [8.0, 7.0, 9.0], [1.0, 4.0, 2.0], [6.0, 6.0, 7.0]])
    between = 3 * values.mean(axis=1).var(ddof=1)
    within = values.var(axis=1, ddof=1).mean()
    found = clustering(values.ravel(), np.repeat(np.arange(4), 3))
    assert found.icc == pytest.approx((between - within) / (between + 2 * within))
