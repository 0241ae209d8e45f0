"""Label plans: Neyman's allocation, and what planned labels give the corrected mean, by simulation."""

from __future__ import annotations

import numpy as np
import pytest

from store.statistics.judging import JudgedGroup, LabelledUnits, corrected_mean
from store.statistics.planning import JudgedUnits, LabelPlan, label_plan
from store.statistics.planning.allocation import FLOOR, allocated, strata_of

UNITS, PILOT, LABELS = 3_000, 100, 150


def units_of(judge: np.ndarray, people: np.ndarray | None = None, *, are_shares: bool = False) -> JudgedUnits:
    ones = np.ones(len(judge))
    return JudgedUnits(judge, np.full(len(judge), np.nan) if people is None else people, ones, ones, are_shares)


def test_strata_are_values_or_bins_between_quantiles() -> None:
    """Booleans have two, five stars five, numbers five bins of like size; ties stay together."""
    assert strata_of(np.array([1.0, 0.0, 1.0])).tolist() == [1, 0, 1]
    assert strata_of(np.array([5.0, 1.0, 2.0, 4.0, 3.0])).tolist() == [4, 0, 1, 3, 2]
    assert np.bincount(strata_of(np.arange(1000.0))).tolist() == [200] * 5
    tied = np.array([0.0] * 900 + list(range(1, 101)))
    numbers = strata_of(tied)
    assert len(set(numbers[:900])) == 1
    assert set(numbers) == set(range(max(numbers) + 1))


def test_labels_are_allocated_by_size_times_spread() -> None:
    """Cochran, §5.5: n_h = n · N_h S_h / Σ N_h S_h, here for half of them; the rest is by size. What a
    stratum does not have, the others get; none goes away empty."""
    sizes, spreads = np.array([600, 300, 100]), np.array([1.0, 2.0, 8.0])
    neyman = sizes * spreads / np.sum(sizes * spreads)
    expected = 200 * ((1 - FLOOR) * neyman + FLOOR * sizes / 1000)
    assert allocated(200, sizes, spreads, sizes) == pytest.approx(expected, abs=1)
    assert np.sum(allocated(200, sizes, spreads, sizes)) == 200
    few = allocated(200, sizes, spreads, np.array([600, 300, 10]))
    assert (few[2], np.sum(few)) == (10, 200)
    assert few[0] / few[1] == pytest.approx(expected[0] / expected[1], rel=0.05)
    assert allocated(5, np.array([10_000, 1]), np.array([1.0, 0.0]), np.array([10_000, 1])).tolist() == [4, 1]
    assert allocated(50, sizes, np.zeros(3), np.array([0, 20, 3])).tolist() == [0, 20, 3]


def test_a_plan_is_drawn_by_its_seed_from_what_has_no_label() -> None:
    """Each unit is drawn about as often as its probability says; labelled ones count in it, and never are."""
    judge = np.repeat([0.0, 1.0], [300, 100])
    people = np.full(400, np.nan)
    people[:40] = np.arange(40) % 4 == 0
    units = units_of(judge, people, are_shares=True)
    first, again, other = (label_plan(units, 60, seed) for seed in (1, 1, 2))
    assert first.chosen.tolist() == again.chosen.tolist() != other.chosen.tolist()
    assert (first.basis, len(first.chosen), [each.labels for each in first.strata]) == ("labels", 60, [40, 0])
    assert first.chosen.min() >= 40
    drawn = np.bincount(np.concatenate([label_plan(units, 60, seed).chosen for seed in range(300)]), minlength=400)
    false, true = first.strata
    assert true.probability == pytest.approx(true.allocated / 100)
    assert np.mean(drawn[300:]) / 300 == pytest.approx(true.probability)
    assert np.std(drawn[300:]) < 3 * np.sqrt(300 * true.probability)
    assert np.mean(drawn[40:300]) / 300 * (260 / 300) == pytest.approx(false.probability)
    assert first.probabilities.sum() > 0


def test_without_labels_all_strata_count_the_same() -> None:
    """It is not known where the judge errs, so the plan is as random labels, but of exactly proportional strata."""
    plan = label_plan(units_of(np.repeat([0.0, 1.0], [900, 100]), are_shares=True), 50, 0)
    assert plan.basis == "assumption"
    assert [each.allocated for each in plan.strata] == [45, 5]
    assert plan.half_width == pytest.approx(plan.half_width_random)


def booleans(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A tenth are true; the judge misses a tenth of them, and calls a twentieth of the others true."""
    people = rng.random(UNITS) < 0.1
    right = rng.random(UNITS) < np.where(people, 0.9, 0.95)
    return (people == right).astype(float), people.astype(float)


def numbers(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The judge errs much where it says much."""
    judge = rng.normal(0, 1, UNITS)
    return judge, judge + rng.normal(0, 1, UNITS) * np.where(judge > 0.8, 1.5, 0.2)


def simulated(seed: int, are_shares: bool) -> tuple[LabelPlan, list[tuple[float, bool]]]:
    """Half width of the corrected mean, and whether it contains the true one: by planned labels, and by random ones.
    The plan knows the labels of a random pilot."""
    rng = np.random.default_rng(seed)
    judge, people = (booleans if are_shares else numbers)(rng)
    known = np.full(UNITS, np.nan)
    pilot = rng.choice(UNITS, PILOT, replace=False)
    known[pilot] = people[pilot]
    plan = label_plan(units_of(judge, known, are_shares=are_shares), LABELS, seed)
    found = []
    for places, weights in (
        (plan.chosen, 1 / plan.probabilities),
        (rng.choice(UNITS, LABELS, replace=False), np.ones(LABELS)),
    ):
        group = JudgedGroup.of(judge, np.ones(UNITS), np.arange(UNITS), places)
        interval = corrected_mean(group, LabelledUnits(judge[places], people[places], weights, places)).interval
        assert interval.low is not None
        assert interval.high is not None
        true = 0.1 if are_shares else 0.0
        found.append(((interval.high - interval.low) / 2, interval.low <= true <= interval.high))
    return plan, found


@pytest.mark.parametrize("are_shares", [True, False])
def test_planned_labels_give_narrower_intervals_that_hold(are_shares: bool) -> None:
    """By a tenth or more, in 300 samples; the expected half widths are about those that come out."""
    runs = [simulated(seed, are_shares) for seed in range(300)]
    planned, random = (np.array([found[place] for _, found in runs], float) for place in (0, 1))
    assert np.mean(planned[:, 0]) < 0.9 * np.mean(random[:, 0])
    assert 0.925 < np.mean(planned[:, 1]) <= 0.99
    assert np.mean([plan.half_width for plan, _ in runs]) == pytest.approx(np.mean(planned[:, 0]), rel=0.15)
    assert np.mean([plan.half_width_random for plan, _ in runs]) == pytest.approx(np.mean(random[:, 0]), rel=0.15)
