"""Means of a judge corrected by labels, and differences of them, against formulas written down here and simulation."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from scipy import stats

from bench import coverage_judge_differences, coverage_judges
from bench.coverage import run
from store.statistics.judging import (
    JudgedGroup,
    LabelledUnits,
    corrected_mean,
    corrected_share,
)

QUICK = [
    "Judge of booleans: right in 60%, 5% true, of 30 labels 50%",
    "Judge of booleans: right in 90%, 30% true, of 100 labels 70%",
    "Judge of booleans: right in 98%, 95% true, of 300 labels 50%",
    "Judge of booleans: right in 80%, 80% true, 100 labels among 200 judged",
    "Judge of booleans: right in 80%, 60% true, 200 labels in 40 clusters",
    "Judge of numbers: noise 0.5, 30 labels",
    "Judge of numbers: noise 0.5, 100 labels among 200 judged",
    "Judge of numbers: noise 0.5, about 300 labels with unequal probabilities",
    "Judge of numbers: noise 0.5, 200 labels in 40 clusters",
    "Judge of numbers: a group without labels, 30 of others",
    "Difference of a judge of booleans: right in 90%, 70% and 80% true, 50 labels of each",
    "Difference of a judge of booleans: right in 80%, 50% and 60% true, 150 labels of each, sessions in both",
    "Difference of a judge of booleans: right in 90% and 70%, 70% and 85% true, 500 labels of each",
    "Difference of a judge of numbers: wrong by 1 and by 0.5, 300 labels of each, sessions in both",
    "Difference of a judge of numbers: wrong by 1 in both, 150 labels of each, sessions in both",
]
CASES = [*coverage_judges.cases(), *coverage_judge_differences.cases()]


def booleans(false_false: int, false_true: int, true_false: int, true_true: int) -> LabelledUnits:
    """By what people say and what the judge says; none of the units is in a group."""
    people = np.repeat([0.0, 0.0, 1.0, 1.0], [false_false, false_true, true_false, true_true])
    judge = np.repeat([0.0, 1.0, 0.0, 1.0], [false_false, false_true, true_false, true_true])
    return LabelledUnits(judge, people, np.ones(len(people)), np.arange(-len(people), 0))


def group_of(values: np.ndarray, labelled: np.ndarray, weights: np.ndarray | None = None) -> JudgedGroup:
    values = np.asarray(values, float)
    return JudgedGroup.of(
        values, np.ones(len(values)) if weights is None else weights, np.arange(len(values)), labelled
    )


def share_group(true: int, n: int) -> JudgedGroup:
    return group_of(np.repeat([1.0, 0.0], [true, n - true]), np.empty(0))


def lee(p: float, q0: float, q1: float, n: float, m0: float, m1: float) -> tuple[float, float]:
    """The interval of Lee et al. (PMLR 306), by the delta method, as the authors' own program computes it."""
    z = stats.norm.ppf(0.975)
    p, q0, q1 = (n * p + z**2 / 2) / (n + z**2), (m0 * q0 + 1) / (m0 + 2), (m1 * q1 + 1) / (m1 + 2)
    n, m0, m1 = n + z**2, m0 + 2, m1 + 2
    theta = (p + q0 - 1) / (q0 + q1 - 1)
    centre = theta + 2 * z**2 * (-(1 - theta) * q0 * (1 - q0) / m0 + theta * q1 * (1 - q1) / m1)
    spread = p * (1 - p) / n + (1 - theta) ** 2 * q0 * (1 - q0) / m0 + theta**2 * q1 * (1 - q1) / m1
    margin = z * sqrt(spread) / (q0 + q1 - 1)
    return centre - margin, centre + margin


def test_the_share_is_that_of_rogan_and_gladen() -> None:
    """Judge: 60 % true; right on 90 % of false and 80 % of true: (.6 + .9 - 1) / (.9 + .8 - 1)."""
    found = corrected_share(share_group(600, 1000), booleans(90, 10, 20, 80))
    assert (found.specificity, found.sensitivity) == pytest.approx((0.9, 0.8))
    assert found.mean == pytest.approx(0.5 / 0.7)
    assert found.labels == 200
    assert found.interval.method == "rogan_gladen"


def test_the_limits_agree_with_those_of_lee_for_good_judges_and_many_labels() -> None:
    """Both are second-order corrections of the same normal interval: a thousandth apart with 2,000 labels."""
    found = corrected_share(share_group(6000, 10_000), booleans(900, 100, 200, 800)).interval
    assert [found.low, found.high] == pytest.approx(lee(0.6, 0.9, 0.8, 10_000, 1000, 1000), abs=0.001)


def test_the_limits_are_where_the_test_just_rejects() -> None:
    """At each limit, p lies z standard errors from what a share of θ would make of it."""
    found = corrected_share(share_group(600, 1000), booleans(45, 5, 10, 40)).interval
    z = stats.norm.ppf(0.975)
    p, n = (600 + z**2 / 2) / (1000 + z**2), 1000 + z**2
    q0, q1, m = 46 / 52, 41 / 52, 52
    for theta in (found.low, found.high):
        assert theta is not None
        spread = p * (1 - p) / n + (1 - theta) ** 2 * q0 * (1 - q0) / m + theta**2 * q1 * (1 - q1) / m
        assert abs(p - (1 - theta) * (1 - q0) - theta * q1) == pytest.approx(z * sqrt(spread))


def test_all_units_labelled_give_their_own_share() -> None:
    """Then the judge adds nothing: people's share, whatever the judge's errors are."""
    rng = np.random.default_rng(1)
    people = (rng.random(400) < 0.3).astype(float)
    judge = np.where(rng.random(400) < 0.8, people, 1 - people)
    units = LabelledUnits(judge, people, np.ones(400), np.arange(400))
    found = corrected_share(group_of(judge, units.clusters), units)
    assert found.mean == pytest.approx(people.mean())
    wald = 2 * 1.96 * sqrt(people.mean() * (1 - people.mean()) / 400)
    # the labels' part of the variance falls with the overlap, but not to that of people alone
    assert width(found) < 1.8 * wald


def test_too_few_labels_and_a_guessing_judge_are_refused() -> None:
    few = corrected_share(share_group(600, 1000), booleans(90, 10, 1, 3))
    assert few.mean is None
    assert "too few labels: people call 4 of the judged requests true and 100 false" in str(few.interval.reason)
    guessing = corrected_share(share_group(600, 1000), booleans(40, 60, 60, 40))
    assert guessing.mean is None
    assert "no better than chance" in str(guessing.interval.reason)
    doubtful = corrected_share(share_group(600, 1000), booleans(9, 6, 6, 9))
    assert "do not show" in str(doubtful.interval.caution)
    other = corrected_share(share_group(5, 1000), booleans(800, 200, 200, 800))
    assert "errs differently here" in str(other.interval.reason)


def test_weights_and_clusters_count() -> None:
    """Twice the same labels, in clusters of two, are as good as half of them."""
    once = booleans(45, 5, 10, 40)
    twice = LabelledUnits(*(np.repeat(each, 2) for each in (once.judge, once.people, once.weights, once.clusters)))
    group = share_group(600, 1000)
    single, double = corrected_share(group, once).interval, corrected_share(group, twice).interval
    assert double.low == pytest.approx(single.low, abs=0.03)
    assert double.high == pytest.approx(single.high, abs=0.03)
    # Of those that people call false, the judge's errors were labelled twice as often.
    weights = np.where((once.people == 0) & (once.judge == 1), 0.5, 1.0)
    weighted = corrected_share(group, LabelledUnits(once.judge, once.people, weights, once.clusters))
    assert weighted.specificity == pytest.approx(45 / 47.5)


def ppi_plus_plus(people: np.ndarray, judge: np.ndarray, others: np.ndarray) -> tuple[float, float, float]:
    """λ, estimate and standard error of PPI++ (§6) with labelled and other units apart."""
    n, rest = len(people), len(others)
    both = np.r_[judge, others]
    tuning = float(np.cov(people, judge)[0, 1] / (np.var(both, ddof=1) * (1 + n / rest)))
    estimate = tuning * others.mean() + (people - tuning * judge).mean()
    error = sqrt(tuning**2 * others.var() / rest + (people - tuning * judge).var() / n)
    return tuning, float(estimate), error


def test_numbers_agree_with_ppi_plus_plus() -> None:
    """Of 20,000 judged units, 1,000 are labelled. PPI++ takes the means of labelled and other units apart; its λ is
    then smaller by the part of the others, and the estimate is the same."""
    rng = np.random.default_rng(2)
    people = rng.normal(3, 1, 20_000)
    judge = 1 + 0.6 * people + rng.normal(0, 0.5, 20_000)
    labelled = np.arange(1000)
    units = LabelledUnits(judge[labelled], people[labelled], np.ones(1000), labelled)
    found = corrected_mean(group_of(judge, labelled), units)
    tuning, estimate, error = ppi_plus_plus(people[:1000], judge[:1000], judge[1000:])
    assert found.tuning is not None
    assert found.tuning * 0.95 == pytest.approx(min(0.95, tuning), abs=0.05)
    assert found.mean == pytest.approx(estimate, abs=0.002)
    assert width(found) / (2 * 1.962) == pytest.approx(error, rel=0.02)


def test_a_useless_judge_leaves_the_mean_of_the_labels() -> None:
    """λ is near 0, and the interval is Student's of people's values."""
    rng = np.random.default_rng(3)
    people, judge = rng.normal(5, 2, 200), rng.normal(0, 1, 200)
    units = LabelledUnits(judge, people - 2 * judge, np.ones(200), np.arange(200))
    found = corrected_mean(group_of(np.r_[judge, rng.normal(0, 1, 5000)], units.clusters), units)
    assert found.tuning == 0.0
    assert found.mean == pytest.approx(np.mean(people - 2 * judge))


def test_numbers_are_refused_with_few_labels_and_without_any_error() -> None:
    ones = np.ones(29)
    few = corrected_mean(share_group(1, 100), LabelledUnits(np.arange(29.0), np.arange(29.0) + 1, ones, np.arange(29)))
    assert few.mean is None
    assert "29 judged requests have a label; 30 are needed" in str(few.interval.reason)
    equal = LabelledUnits(np.arange(40.0), np.arange(40.0), np.ones(40), np.arange(40))
    assert "agree on every" in str(corrected_mean(share_group(1, 100), equal).interval.reason)


def test_the_labels_that_halve_the_interval_do() -> None:
    group, units = share_group(60_000, 100_000), booleans(90, 10, 20, 80)
    found = corrected_share(group, units)
    assert found.labels_to_halve is not None
    more = round((200 + found.labels_to_halve) / 200)
    then = corrected_share(group, booleans(90 * more, 10 * more, 20 * more, 80 * more))
    assert width(then) == pytest.approx(width(found) / 2, rel=0.1)
    assert corrected_share(share_group(60, 100), booleans(9000, 1000, 2000, 8000)).labels_to_halve is None


def width(found: object) -> float:
    interval = found.interval  # type: ignore[attr-defined]
    return float(interval.high - interval.low)


@pytest.mark.parametrize("title", QUICK)
def test_corrected_means_hold_their_level(title: str) -> None:
    """The short form of bench.coverage: biased judges, shifted labels, clusters, probabilities, differences."""
    (case,) = [each for each in CASES if each.title == title]
    assert run(case, 1500, 3, 3.5).verdict != "FAILS"
