"""Changes of a level: found soon, seldom where there are none, with time and size in their intervals."""

from __future__ import annotations

from math import exp, lgamma, log

import numpy as np
import pytest

from bench.coverage_changes import FOUND_WITHIN, World, false_alarms, normal, planted, quiet_worlds, seeded, share
from store.statistics.changes import (
    QUARTER_HOURS,
    Progress,
    changes_of,
    find_changes,
    judge,
    reason_without_judgement,
    series_of_counts,
    series_of_numbers,
    series_of_shares,
    threshold,
)
from store.statistics.changes.detecting import Throws, first_alarm
from store.statistics.changes.locating import TIME_QUANTILE
from store.statistics.changes.noise import between_hours
from store.statistics.changes.pattern import weekly_pattern

HOURS = np.arange(24 * 7 * 6)
ROUNDS = 6
WORLDS = {world.name: world for world in quiet_worlds()}


@pytest.mark.parametrize(
    "name",
    [
        "normal, 1 an hour",
        "share 0.99, 10 an hour",
        "normal, days and weekends differ, traffic too",
        "normal, hours wander (correlation 0.5)",
    ],
)
def test_false_alarms_are_as_rare_as_stated(name: str) -> None:
    """The short form of the table in docs/statistics.md: with a rate of 1 a quarter, 6 runs of 6 weeks have 2.8 on
    average; 9 or more would be one chance in 400."""
    rng = seeded(name, 5)
    assert sum(false_alarms(WORLDS[name], rng, len(HOURS)) for _ in range(ROUNDS)) <= 8


def test_the_labels_of_a_score_share_its_false_alarms() -> None:
    """2 runs of 6 weeks have 0.9 at most on average, although the shares depend on each other; 4 or more would be one
    chance in 75."""
    rng = seeded("labels", 1)
    found = 0
    for _ in range(2):
        counts = rng.multinomial(rng.poisson(5, len(HOURS)) + 1, [0.5, 0.3, 0.15, 0.05])
        total = counts.sum(axis=1).astype(float)
        series = [series_of_shares(HOURS, total, counts[:, label] / total) for label in range(4)]
        found += sum(len(find_changes(each, threshold(1.0, series=4))) for each in series)
    assert found <= 3


def test_a_drop_of_five_points_is_found_within_two_hundred_scores() -> None:
    """On a scale with a standard deviation of 10, after 500 scores; time and size lie in their intervals."""
    rng = seeded("planted", 1)
    trials = [planted(World("planted", normal, 2.0), rng, 0.5, -5.0) for _ in range(15)]
    until = [trial.values_until_found or np.inf for trial in trials]
    assert np.median(until) < 0.6 * FOUND_WITHIN
    assert np.mean(np.array(until) <= FOUND_WITHIN) >= 0.8
    assert sum(trial.covers_time for trial in trials) >= 12
    assert sum(trial.covers_size for trial in trials) >= 12


def test_a_large_drop_of_a_share_is_found() -> None:
    rng = seeded("planted share", 1)
    trials = [planted(World("planted", share(0.9), 2.0, is_share=True), rng, 2 / 3, -0.2) for _ in range(8)]
    assert np.median([trial.values_until_found or np.inf for trial in trials]) < FOUND_WITHIN


def test_the_evidence_is_the_sum_of_ratios_of_two_predictions() -> None:
    """Written down once more, hour by hour, with the beta-binomial distribution: the alarm comes in the same hour."""
    rng = np.random.default_rng(3)
    counts = np.full(40, 10.0)
    heads = rng.binomial(10, np.where(np.arange(40) < 25, 0.5, 0.8)).astype(float)
    sums = {end: _evidence(heads, counts, 12, end) for end in range(13, 41)}
    enough = sorted(sums.values())[-8]
    expected = next(end - 1 for end in sums if sums[end] >= enough)
    throws = Throws(np.arange(40), counts, heads / counts, unit=1.0)
    assert first_alarm(throws, 0, 12, enough * (1 - 1e-9), 12) == expected
    assert first_alarm(throws, 0, 12, max(sums.values()) * 1.01, 12) is None


def _evidence(heads: np.ndarray, counts: np.ndarray, settling: int, end: int) -> float:
    total = 0.0
    for k in range(settling, end):
        ones, zeros = heads[:k].sum() + 0.5, (counts - heads)[:k].sum() + 0.5
        more = heads[k:end].sum(), (counts - heads)[k:end].sum()
        unchanged = _log_beta(ones + more[0], zeros + more[1]) - _log_beta(ones, zeros)
        for size in (0.25, 0.8):
            concentration = max(2.0, 1 / size**2 - 1)
            a, b = (concentration * each / (ones + zeros) for each in (ones, zeros))
            total += exp(_log_beta(a + more[0], b + more[1]) - _log_beta(a, b) - unchanged) / 2
    return total


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def test_without_a_change_the_evidence_grows_by_one_an_hour() -> None:
    """On average, which is what makes the rate of false alarms known: 600 runs of 24 hours. Its distribution has a long
    tail, so the mean of so many is below it more often than above."""
    rng = np.random.default_rng(4)
    sums = []
    for _ in range(600):
        heads = rng.binomial(30, 0.6, 36).astype(float)
        sums.append(_evidence(heads, np.full(36, 30.0), 12, 36))
    assert 0.4 * 24 < np.mean(sums) < 2 * 24


def test_the_pattern_of_a_week_is_learnt() -> None:
    """Days after three of them, weekends after two weeks; noise makes hardly any pattern."""
    rng = np.random.default_rng(5)
    hours = HOURS + 4 * 24  # a Monday
    true = 3 * np.sin(2 * np.pi * hours / 24) - 2.0 * (HOURS // 24 % 7 >= 5)
    true -= true.mean()
    rest = true + rng.normal(0, 1, len(hours))
    found = weekly_pattern(hours, rest, np.ones(len(hours)))
    assert found.has_weekdays
    assert np.corrcoef(found.of(hours), true)[0, 1] > 0.97
    early = weekly_pattern(hours[:100], rest[:100], np.ones(100))
    assert not early.has_weekdays
    assert np.corrcoef(early.of(hours[:100]), 3 * np.sin(2 * np.pi * hours[:100] / 24))[0, 1] > 0.9
    of_noise = weekly_pattern(hours, rng.normal(0, 1, len(hours)), np.ones(len(hours)))
    assert np.std(of_noise.of(hours)) < 0.25
    assert not weekly_pattern(hours[:60], rest[:60], np.ones(60)).of(hours).any()


def test_what_hours_have_in_common_is_measured_beside_a_change() -> None:
    """The variogram hardly sees that the level shifts once."""
    rng = np.random.default_rng(6)
    effects, now = np.empty(2000), 0.0
    for hour in range(2000):
        now = 0.8 * now + 0.6 * rng.normal()
        effects[hour] = now
    means = effects + rng.normal(0, 1, 2000)
    for shift in (0.0, 2.0):
        found = between_hours(np.arange(2000), means + shift * (np.arange(2000) > 900), np.ones(2000))
        assert found.variance == pytest.approx(1.0, rel=0.3)
        assert found.correlation == pytest.approx(0.8, abs=0.1)
    alone = between_hours(np.arange(2000), rng.normal(0, 1, 2000), np.ones(2000))
    assert alone.long_run < 0.3


def test_an_hour_is_judged_with_what_was_known_before() -> None:
    """Cut off after the hour of the alarm, or a week later, a series has the same alarm."""
    rng = np.random.default_rng(7)
    means = 80 + rng.normal(0, 3, 500) - 5 * (np.arange(500) >= 300)
    hours, n = np.arange(500), np.full(500, 10.0)
    series = series_of_numbers(hours, n, means, np.full(500, 900.0), means - 15, means + 15)
    (found,) = find_changes(series, threshold(1.0))
    upto = found.found_hour + 1
    assert [each.found_hour for each in find_changes(series.first(upto), threshold(1.0))] == [found.found_hour]
    assert find_changes(series.first(upto - 1), threshold(1.0)) == []


def test_judged_bit_by_bit_a_series_has_the_same_changes() -> None:
    """In steps of a few hours, each going on where the last one ended. Not one of them finds a change twice."""
    rng = np.random.default_rng(12)
    rates = np.where((HOURS >= 500) & (HOURS < 700), 0.6, 0.9)[:900]
    shares = rng.binomial(10, rates) / 10
    kept = rng.random(900) < 0.8  # not every hour has values
    series = series_of_shares(HOURS[:900][kept], np.full(int(kept.sum()), 10.0), shares[kept])
    progress, alarms = Progress(), list[int]()
    for upto in [*range(20, len(series), 23), len(series)]:
        progress = judge(series.first(upto), threshold(1.0), progress)
        assert list(progress.alarms[: len(alarms)]) == alarms
        alarms = [*progress.alarms]
    at_once = judge(series, threshold(1.0), Progress())
    assert len(alarms) == 2
    assert progress == at_once
    assert changes_of(series, progress) == find_changes(series, threshold(1.0))


def test_a_fall_and_its_end_are_two_changes() -> None:
    rng = np.random.default_rng(8)
    failed = rng.binomial(20, np.where((HOURS >= 500) & (HOURS < 512), 0.5, 0.02)).astype(float)
    one, other = find_changes(series_of_shares(HOURS, np.full(len(HOURS), 20.0), failed / 20), threshold(1.0))
    assert (one.hour, other.hour) == (500, 512)
    assert one.difference > 0 > other.difference
    assert (one.after.mean, one.before.mean) == pytest.approx((0.5, 0.02), abs=0.1)


def test_volume_that_halves_is_found() -> None:
    rng = np.random.default_rng(9)
    rates = 40 * (1 + 0.5 * np.sin(2 * np.pi * HOURS / 24)) * np.where(HOURS >= 800, 0.5, 1.0)
    found = find_changes(series_of_counts(0, rng.poisson(rates).astype(float)), threshold(1.0))
    change = found[-1]
    assert change.earliest_hour <= 800 <= change.latest_hour
    assert change.difference == pytest.approx(log(0.5), abs=0.06)
    assert change.low < change.difference < change.high < 0


def test_weekends_with_less_traffic_are_no_change_and_do_not_hide_one() -> None:
    """Neither the first ones, of which nothing is known yet, nor later ones. Of numbers that are a standard deviation
    lower at weekends, the first ones may be changes; the later ones are a pattern."""
    rng = np.random.default_rng(3)
    hours = np.arange(24 * 7 * 8)
    is_weekend = hours // 24 % 7 >= 5
    rates = 50 * (1 + 0.9 * np.sin(hours / 24 * 2 * np.pi)) * np.where(is_weekend, 0.4, 1)
    found = find_changes(series_of_counts(480_000, rng.poisson(rates).astype(float)), threshold(1.0))
    assert found == []
    halved = rates * np.where(hours >= 1_000, 0.5, 1)
    (change,) = find_changes(series_of_counts(480_000, rng.poisson(halved).astype(float)), threshold(1.0))
    assert change.earliest_hour <= 481_000 <= change.latest_hour
    values = np.random.default_rng(4).normal(np.where(is_weekend, 70, 80)[:, None], 10, (len(hours), 10))
    deviations = ((values - values.mean(1, keepdims=True)) ** 2).sum(1)
    n = np.full(len(hours), 10.0)
    numbers = series_of_numbers(hours, n, values.mean(1), deviations, values.min(1), values.max(1))
    assert len(find_changes(numbers, threshold(1.0))) <= 4  # of 16 ends of weekends


def test_more_series_and_fewer_false_alarms_need_more_evidence() -> None:
    assert threshold(1.0) == QUARTER_HOURS == 13 * 7 * 24
    assert threshold(0.5, 4) == 8 * QUARTER_HOURS


def test_the_quantile_of_the_time() -> None:
    """Hansen's table 1: 7.35 at 95 %."""
    assert pytest.approx(7.35, abs=0.005) == TIME_QUANTILE


def test_what_cannot_be_judged() -> None:
    n = np.full(300, 5.0)
    equal = series_of_numbers(np.arange(300), n, np.full(300, 3.0), np.zeros(300), np.full(300, 3.0), np.full(300, 3.0))
    assert (reason_without_judgement(equal), find_changes(equal, 1.0)) == ("all values are equal", [])
    short = series_of_shares(np.arange(30), n[:30], np.full(30, 0.5))
    assert "48 hours" in str(reason_without_judgement(short))
    assert find_changes(short, 1.0) == []
    empty = series_of_counts(0, np.zeros(0))
    assert (reason_without_judgement(empty) is None, find_changes(empty, 1.0)) == (False, [])


def test_a_share_that_was_always_true_can_fall() -> None:
    true = np.where(HOURS >= 600, np.random.default_rng(10).binomial(3, 0.7, len(HOURS)), 3).astype(float)
    series = series_of_shares(HOURS[:700], np.full(700, 3.0), true[:700] / 3)
    (change,) = find_changes(series, threshold(1.0))
    assert change.earliest_hour <= 600 <= change.latest_hour
