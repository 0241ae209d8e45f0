"""Intervals and verdicts that hold at every look."""

from __future__ import annotations

from math import e, inf, log, sqrt

import numpy as np
import pytest
from scipy import special, stats

from bench.coverage import run
from bench.coverage_cases import Case
from bench.coverage_every_look import cases, worst_look
from store.statistics import (
    Comparison,
    DifferenceError,
    Sample,
    compare_samples,
    no_interval,
    paired,
    proportions,
    welch,
)
from store.statistics.intervals import Interval
from store.statistics.proportions import share_difference
from store.statistics.sequential import UNITS_LEAST, State, always_valid, growth_until, guardrail, verdict
from store.statistics.shares import EffectiveShare

CALLS = 3_000


def test_the_interval_is_that_of_the_paper() -> None:
    """The formula of theorem 2.2, written down once more; and nearly the half width that GrowthBook's gbstats computes,
    which approximates Lambert's W."""
    rng = np.random.default_rng(1)
    first, second = rng.normal(0, 1, 900), rng.normal(0.1, 1, 900)
    compared = welch(first, second)
    found = always_valid(compared, tuned_at=2_000)
    n, error = 1_800, sqrt(first.var(ddof=1) / 900 + second.var(ddof=1) / 900)
    rho = sqrt(float((-special.lambertw(-(0.05**2) / e, -1).real - 1) / 2_000))
    half = error * sqrt(2 * (n * rho**2 + 1) / (n * rho**2) * log(sqrt(n * rho**2 + 1) / 0.05))
    assert found.low == pytest.approx(second.mean() - first.mean() - half)
    assert found.high == pytest.approx(second.mean() - first.mean() + half)
    rho = sqrt((-2 * log(0.05) + log(-2 * log(0.05) + 1)) / 2_000)
    s2 = n * error**2
    growthbook = sqrt(s2) * sqrt(2 * (n * rho**2 + 1) * log(sqrt(n * rho**2 + 1) / 0.05) / (n * rho) ** 2)
    assert half == pytest.approx(growthbook, rel=0.01)


def test_the_interval_is_the_narrowest_where_it_is_tuned() -> None:
    halves = {tuned: _half(_compared(0.0, 1.0, 2_500, 2_500), tuned) for tuned in (500, 2_000, 5_000, 12_000, 50_000)}
    assert min(halves, key=halves.__getitem__) == 5_000


def test_pairs_have_an_interval_at_every_look() -> None:
    """Of numbers by the error of the mean difference, of booleans with two more pairs that differ (Bonett and Price);
    a pair counts as two units. Fewer than 100 pairs have none, nor have equal differences of numbers."""
    rng = np.random.default_rng(3)
    first = rng.normal(0, 1, 400)
    second = first + rng.normal(0.2, 0.5, 400)
    found = always_valid(paired(first, second), tuned_at=800)
    half = _half(_compared(0.0, np.std(second - first, ddof=1) / sqrt(2), 400, 400), 800)
    assert (found.low, found.high) == pytest.approx((np.mean(second - first) - half, np.mean(second - first) + half))
    before, after = (rng.random(400) < share for share in (0.5, 0.6))
    differences = after.astype(np.float64) - before
    error = sqrt((np.sum(differences**2) + 2) / 402 - (np.sum(differences) / 402) ** 2) / sqrt(402)
    for extent in (1.0, 5.0):  # five: numbers of two values
        shares = paired(extent * before, extent * after, are_shares=extent == 1)
        ratio = _width(always_valid(shares, 800)) / extent / error
        assert ratio == pytest.approx(2 * half / (np.std(second - first, ddof=1) / sqrt(400)))
    assert always_valid(paired(first[:99], second[:99])).reason == "fewer than 100 pairs (99)"
    assert always_valid(paired(first, first + 1)).reason == paired(first, first + 1).interval.reason


def test_few_units_have_no_interval() -> None:
    """Requests, or clusters: a thousand calls of twenty sessions are twenty units, for numbers and for shares."""
    assert always_valid(_compared(0.5, 1.0, UNITS_LEAST, UNITS_LEAST)).low is not None
    few = always_valid(_compared(0.5, 1.0, UNITS_LEAST - 1, 10_000))
    assert few.low is None
    assert "fewer than 100 independent" in str(few.reason)
    rng = np.random.default_rng(2)
    for is_share in (False, True):
        sides = []
        for side in range(2):
            ids = 20 * side + np.repeat(np.arange(20), 50)
            values = rng.random(1000) < 0.5 if is_share else rng.normal(0, 1, 1000)
            sides.append(Sample(values.astype(np.float64), np.ones(1000), ids, 1000, is_share=is_share))
        compared = compare_samples(sides[0], sides[1], "cluster_robust")
        assert compared.interval.low is not None
        assert always_valid(compared).reason == few.reason.replace("99", "20")  # type: ignore[union-attr]


def test_without_an_interval_for_one_look_there_is_none_for_all_looks() -> None:
    constant = welch(np.full(500, 3.0), np.arange(500.0))
    assert constant.interval.reason is not None
    assert always_valid(constant).reason == constant.interval.reason
    empty = welch(np.zeros(0), np.ones(500))
    assert always_valid(empty).reason == empty.interval.reason


@pytest.mark.parametrize("case", cases(CALLS), ids=lambda case: case.title)
def test_false_alarms_stay_below_five_percent_with_a_look_at_every_call(case: Case) -> None:
    """The short form of the rows in docs/statistics.md, whose long form has 10,000 runs of 8,000 calls."""
    result = run(case, 600, 3, sigmas=3.0)
    assert result.verdict != "FAILS"
    assert result.given == 1.0


def test_the_interval_for_one_look_fails_at_many_looks() -> None:
    """What always-valid intervals are for: of A/A runs, the fixed interval calls far more than 5 % different."""
    rng, alarms = np.random.default_rng(3), 0
    for _ in range(200):
        values, is_second = rng.normal(0, 1, CALLS), rng.random(CALLS) < 0.5
        upto = worst_look(values, is_second) + 1
        compared = welch(values[:upto][~is_second[:upto]], values[:upto][is_second[:upto]])
        alarms += compared.p_value is not None and compared.p_value < 0.05
    assert alarms > 40


def test_a_planted_effect_takes_at_most_twice_the_sample_of_the_fixed_test() -> None:
    """With a power of 80 % that test needs (1.96 + 0.84)² · 4 · variance / effect² units, here 4,000."""
    rng, stopped = np.random.default_rng(4), []
    fixed = 4_000
    effect = (stats.norm.ppf(0.975) + stats.norm.ppf(0.8)) * 2 / sqrt(fixed)
    for _ in range(60):
        values, is_second = rng.normal(0, 1, 3 * fixed), rng.random(3 * fixed) < 0.5
        values += effect * is_second
        looks = range(200, 3 * fixed, 100)
        stopped.append(next((upto for upto in looks if _decides(values[:upto], is_second[:upto])), 3 * fixed))
    assert np.median(stopped) <= 2 * fixed


@pytest.mark.parametrize(
    ("difference", "smallest", "higher_is_better", "lower_is_better"),
    [
        (0.2, 0.1, "better", "worse"),
        (-0.2, 0.1, "worse", "better"),
        (0.0, 0.1, "no_difference_of_interest", "no_difference_of_interest"),
        (0.02, 0.04, "no_worse", "running"),
        (0.0, 0.01, "running", "running"),
    ],
)
def test_states(difference: float, smallest: float, higher_is_better: State, lower_is_better: State) -> None:
    """The interval is ± 0.034: above 0, below 0, within the smallest difference, above its negative, or none."""
    compared = _compared(difference, 1.0, 15_000, 15_000)
    assert _half(compared, 5_000) == pytest.approx(0.034, abs=0.003)
    assert verdict(compared, "higher", smallest).state == higher_is_better
    assert verdict(compared, "lower", smallest).state == lower_is_better


@pytest.mark.parametrize(
    ("rise", "margin", "state"),
    [
        (-0.2, 0.1, "better"),
        (0.0, 0.1, "no_worse"),
        (0.05, 0.1, "no_worse"),
        (0.2, 0.1, "worse"),
        (0.1, 0.1, "running"),
    ],
)
def test_guardrails(rise: float, margin: float, state: State) -> None:
    """The interval is ± 0.034. A rise of 0.05 is certain, and within the margin: not worse."""
    compared = _compared(rise, 1.0, 15_000, 15_000)
    assert guardrail(compared, margin).state == state
    assert guardrail(compared, margin).growth is None


def test_growth_until_a_guardrail_is_decided() -> None:
    now = guardrail(_compared(0.05, 1.0, 500, 500), 0.1)
    assert (now.state, guardrail(_compared(0.05, 1.0, 20, 20), 0.1).state) == ("running", "running")
    assert now.growth is not None
    assert guardrail(_compared(0.05, 1.0, 500 * now.growth, 500 * now.growth), 0.1).state == "no_worse"
    assert guardrail(_compared(0.05, 1.0, 490 * now.growth, 490 * now.growth), 0.1).state == "running"
    empty = welch(np.zeros(0), np.zeros(0))
    assert (guardrail(empty, 0.1).state, guardrail(empty, 0.1).growth) == ("running", None)


def test_growth_until_it_is_decided() -> None:
    """With so many units, and the same difference and spread, the next state holds; with a few less it does not."""
    now = verdict(_compared(0.05, 1.0, 500, 1_500), "higher", 0.02)
    assert now.state == "running"
    assert now.growth is not None
    then = _compared(0.05, 1.0, 500 * now.growth, 1_500 * now.growth)
    assert verdict(then, "higher", 0.02).state == "no_worse"
    before = _compared(0.05, 1.0, 490 * now.growth, 1_470 * now.growth)
    assert verdict(before, "higher", 0.02).state == "running"


@pytest.mark.parametrize("true", [(0, 0), (0, 1), (1, 2), (60, 60), (119, 120)])
def test_growth_of_shares_near_0_or_1(true: tuple[int, int]) -> None:
    """What is added to each group counts less and less in larger groups, so that rare events are decided sooner."""
    growth = verdict(_repeated(true, 1), "higher", 0.02).growth
    assert growth is not None
    assert verdict(_repeated(true, 1.02 * growth), "higher", 0.02).state != "running"
    assert verdict(_repeated(true, 0.98 * growth), "higher", 0.02).state == "running"


def _repeated(true: tuple[int, int], times: float) -> Comparison:
    shares = (EffectiveShare(count / 120, 120 * times, inf) for count in true)
    return share_difference(*shares)


def test_growth_of_a_small_sample_reaches_the_least_number_of_units() -> None:
    growth = growth_until(DifferenceError(0.1, 10, 20), 10.0)
    assert growth == pytest.approx(UNITS_LEAST / 10)
    assert growth_until(DifferenceError(0.1, 10, 20), 0.0) is None
    assert verdict(proportions(0, 0, 5, 9), "higher", 0.1).growth is None


def test_more_arms_have_wider_intervals() -> None:
    """A level of 0.05 divided among the comparisons with the control."""
    compared = _compared(0.0, 1.0, 2_500, 2_500)
    one, three = always_valid(compared), always_valid(compared, level=0.05 / 3)
    assert three.high is not None
    assert one.high is not None
    assert three.high > one.high


def _compared(difference: float, sd: float, first_n: float, second_n: float) -> Comparison:
    error = DifferenceError(sd * sqrt(1 / first_n + 1 / second_n), first_n, second_n)
    return Comparison(difference, no_interval("welch_t", ""), None, None, None, "hedges_g", error)


def _half(compared: Comparison, tuned_at: float) -> float:
    return _width(always_valid(compared, tuned_at)) / 2


def _width(interval: Interval) -> float:
    assert interval.low is not None
    assert interval.high is not None
    return interval.high - interval.low


def _decides(values: np.ndarray, is_second: np.ndarray) -> bool:
    interval: Interval = always_valid(welch(values[~is_second], values[is_second]))
    return interval.low is not None and interval.low > 0
