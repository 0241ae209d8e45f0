"""What paired scores decide about a candidate, and how often that is wrong."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from store.statistics.noninferiority import PAIRS_LEAST, paired_verdict

ROUNDS = 500


def test_the_states_are_read_from_the_interval() -> None:
    """By Bonett's and Price's interval, computed here from the counts of pairs that differ."""
    for gained, lost, ties, margin, state in (
        (40, 10, 150, 0.1, "better"),
        (20, 20, 160, 0.1, "not_worse"),
        (10, 40, 150, 0.1, "worse"),
        (20, 20, 160, 0.05, "not_enough"),
    ):
        first = np.repeat([0.0, 1.0, 1.0], [gained, lost, ties])
        second = np.repeat([1.0, 0.0, 1.0], [gained, lost, ties])
        decision = paired_verdict(first, second, direction="higher", margin=margin, are_shares=True)
        n = gained + lost + ties + 2
        up, down = (gained + 1) / n, (lost + 1) / n
        half = 1.959964 * sqrt((up + down - (up - down) ** 2) / n)
        assert decision.interval.low == pytest.approx(up - down - half, abs=1e-6)
        assert decision.interval.high == pytest.approx(up - down + half, abs=1e-6)
        assert decision.state == state, (gained, lost)
        mirrored = paired_verdict(second, first, direction="lower", margin=margin, are_shares=True)
        assert mirrored.state == state


def test_a_significant_loss_within_the_margin_is_not_worse() -> None:
    first, second = np.ones(2_000), np.repeat([0.0, 1.0], [20, 1_980])
    decision = paired_verdict(first, second, direction="higher", margin=0.05, are_shares=True)
    assert decision.interval.high is not None
    assert decision.interval.high < 0
    assert decision.state == "not_worse"


def test_too_few_pairs_decide_nothing() -> None:
    """Nor do pairs of few sessions, however many they are."""
    ones = np.ones(PAIRS_LEAST - 1)
    decision = paired_verdict(0 * ones, ones, direction="higher", margin=0.1, are_shares=True)
    assert (decision.state, decision.needed) == ("not_enough", None)
    assert decision.interval.reason == "there are fewer than 10 independent pairs"
    none = paired_verdict(np.array([]), np.array([]), direction="higher", margin=0.1)
    assert (none.state, none.pairs, none.difference) == ("not_enough", 0, None)
    rng = np.random.default_rng(1)
    clusters = np.repeat(np.arange(9), 100)
    of_few = paired_verdict(
        rng.normal(0, 1, 900), rng.normal(1, 1, 900), direction="higher", margin=0.1, clusters=clusters
    )
    assert of_few.state == "not_enough"


def test_pairs_of_a_session_count_together() -> None:
    """Twenty copies of each of 15 differences say no more than the 15 do."""
    rng = np.random.default_rng(2)
    differences = rng.normal(0, 1, 15)
    zeros = np.zeros(15)
    once = paired_verdict(zeros, differences, direction="higher", margin=0.5, clusters=np.arange(15))
    copied = paired_verdict(
        np.zeros(300), np.repeat(differences, 20), direction="higher", margin=0.5, clusters=np.repeat(np.arange(15), 20)
    )
    assert (once.pairs, copied.pairs) == (15, 300)
    assert copied.interval.method == "cluster_robust"
    error = float(np.std(differences, ddof=1)) / sqrt(15)
    assert copied.interval.high is not None
    assert copied.interval.low is not None
    assert (copied.interval.high - copied.interval.low) / 2 == pytest.approx(2.1448 * error, rel=1e-3)  # t with 14 df


def test_the_needed_pairs_would_decide() -> None:
    first, second = (np.repeat(side, [20, 20, 160]) for side in ([0.0, 1.0, 1.0], [1.0, 0.0, 1.0]))
    decision = paired_verdict(first, second, direction="higher", margin=0.05, are_shares=True)
    assert decision.needed is not None
    times = -(-decision.needed // 200)
    assert 1 < times < 4
    more = paired_verdict(
        np.tile(first, times), np.tile(second, times), direction="higher", margin=0.05, are_shares=True
    )
    assert more.state == "not_worse"


def test_wrong_verdicts_are_rare() -> None:
    """A candidate that is worse by just the margin passes, and one that is as good is called worse, in 2.5 % each."""
    passed = blamed = 0
    rng = np.random.default_rng(20)
    for _ in range(ROUNDS):
        base, noise = rng.random(200), rng.random(200)
        first = (base < 0.7).astype(float)
        again = np.where(noise < 0.2, rng.random(200) < 0.7, first).astype(float)  # as good, and often the same answer
        spoilt = np.where(rng.random(200) < 0.1 / 0.7, 0.0, again)  # 0.7 → 0.6
        passed += paired_verdict(first, spoilt, direction="higher", margin=0.1, are_shares=True).state == "not_worse"
        blamed += paired_verdict(first, again, direction="higher", margin=0.1, are_shares=True).state == "worse"
    most = 0.025 + 3 * sqrt(0.025 * 0.975 / ROUNDS)
    assert passed / ROUNDS <= most
    assert blamed / ROUNDS <= most
    assert min(passed, blamed) > 0
