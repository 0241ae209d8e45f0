"""The populations of bench.coverage for the difference of two means of a judge, corrected by the labels of people."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bench.coverage_cases import Case, Rng, Trial, Trials
from store.statistics.judging import (
    JudgedGroup,
    JudgedPair,
    LabelledUnits,
    corrected_mean,
    corrected_share,
    own_difference,
    pooled_difference,
)

JUDGED = 1000  # units of each group that the judge scored


def booleans(
    truths: tuple[float, float],
    right: tuple[float, float],
    labels: int,
    *,
    are_pooled: bool,
    per_cluster: int = 1,
) -> Callable[[Rng], Trials]:
    """Shares of `truths` that are true, told by a judge who is `right` so often; `labels` of each group. In clusters,
    which have units of both groups, the truth and the judge are alike."""

    def trials(rng: Rng) -> Trials:
        while True:
            ids = np.repeat(np.arange(JUDGED // per_cluster), per_cluster)
            alike = rng.random((2, 2, len(ids))) < (0.5 if per_cluster > 1 else 0.0)
            of_cluster = rng.random((2, len(ids)))[:, ids * per_cluster]
            wanted = rng.choice(JUDGED // per_cluster, (2, labels // per_cluster))
            people, judge, labelled = [], [], []
            for side in (0, 1):
                drawn = np.where(alike[side], of_cluster, rng.random((2, len(ids))))
                true = (drawn[0] < truths[side]).astype(float)
                people.append(true)
                judge.append(np.where(drawn[1] < right[side], true, 1.0 - true))
                labelled.append(np.isin(ids, wanted[side]))
            yield _trial(people, judge, labelled, _clusters(ids, per_cluster), truths[1] - truths[0], are_pooled)

    return trials


def numbers(
    biases: tuple[float, float], labels: int, *, are_pooled: bool, per_cluster: int = 1
) -> Callable[[Rng], Trials]:
    """Numbers by a judge who is wrong by `biases`, by half of the value and by noise; the second group is better by
    0.3. In clusters, which have units of both groups, values and noise are alike."""

    def trials(rng: Rng) -> Trials:
        while True:
            ids = np.repeat(np.arange(JUDGED // per_cluster), per_cluster)
            shared = rng.normal(0, 1.0 if per_cluster > 1 else 0.0, (2, len(ids)))[:, ids * per_cluster]
            wanted = rng.choice(JUDGED // per_cluster, (2, labels // per_cluster))
            people, judge, labelled = [], [], []
            for side in (0, 1):
                true = 0.3 * side + shared[0] + rng.normal(0, 1, len(ids))
                slope = 1.0 if are_pooled else 0.5
                people.append(true)
                judge.append(biases[side] + slope * true + 0.5 * shared[1] + rng.normal(0, 0.5, len(ids)))
                labelled.append(np.isin(ids, wanted[side]))
            yield _trial(people, judge, labelled, _clusters(ids, per_cluster), 0.3, are_pooled, are_shares=False)

    return trials


def _clusters(ids: np.ndarray, per_cluster: int) -> tuple[np.ndarray, np.ndarray]:
    """Of both groups: without clusters no two units are in one."""
    return (ids, ids) if per_cluster > 1 else (ids, ids + len(ids))


def _trial(
    people: list[np.ndarray],
    judge: list[np.ndarray],
    labelled: list[np.ndarray],
    clusters: tuple[np.ndarray, np.ndarray],
    truth: float,
    are_pooled: bool,
    *,
    are_shares: bool = True,
) -> Trial:
    units = [
        LabelledUnits(judge[side][each], people[side][each], np.ones(int(each.sum())), clusters[side][each])
        for side, each in enumerate(labelled)
    ]
    every = LabelledUnits(
        *(
            np.concatenate(each)
            for each in zip(*((u.judge, u.people, u.weights, u.clusters) for u in units), strict=True)
        )
    )
    groups = [
        JudgedGroup.of(values, np.ones(len(values)), ids, every.clusters)
        for values, ids in zip(judge, clusters, strict=True)
    ]
    pair = JudgedPair(groups[0], groups[1], _shared(groups, judge, clusters, every.clusters))
    calibrations = [every, every] if are_pooled else units
    if are_shares:
        first, second = (corrected_share(*each) for each in zip(groups, calibrations, strict=True))
    else:
        first, second = (
            corrected_mean(*each, of_group=not are_pooled) for each in zip(groups, calibrations, strict=True)
        )
    if are_pooled:
        return Trial(pooled_difference(pair, every, (first, second)).interval, truth)
    return Trial(own_difference(pair, (units[0], units[1]), (first, second)).interval, truth)


def _shared(
    groups: list[JudgedGroup], judge: list[np.ndarray], clusters: tuple[np.ndarray, np.ndarray], labelled: np.ndarray
) -> float:
    count = int(max(each.max() for each in clusters)) + 1
    first, second = (
        np.bincount(ids, values - group.mean, count) / len(values)
        for group, values, ids in zip(groups, judge, clusters, strict=True)
    )
    rest = ~np.isin(np.arange(count), labelled)
    return float(np.sum(first[rest] * second[rest]))


def cases() -> list[Case]:
    pooled = {
        f"right in {right:.0%}, {truths[0]:.0%} and {truths[1]:.0%} true, {labels} labels of each": booleans(
            truths, (right, right), labels, are_pooled=True
        )
        for right, truths, labels in (
            (0.7, (0.5, 0.5), 50),
            (0.7, (0.7, 0.8), 150),
            (0.9, (0.7, 0.8), 50),
            (0.9, (0.9, 0.95), 150),
            (0.9, (0.7, 0.8), 500),
        )
    }
    own = {
        f"right in {right[0]:.0%} and {right[1]:.0%}, 70% and 85% true, {labels} labels of each": booleans(
            (0.7, 0.85), right, labels, are_pooled=False
        )
        for right, labels in (((0.9, 0.7), 50), ((0.9, 0.7), 500), ((0.8, 0.9), 150))
    }
    in_both = {
        "right in 80%, 50% and 60% true, 150 labels of each, sessions in both": booleans(
            (0.5, 0.6), (0.8, 0.8), 150, are_pooled=True, per_cluster=5
        ),
        "right in 80% and 90%, 50% and 60% true, 300 labels of each, sessions in both": booleans(
            (0.5, 0.6), (0.8, 0.9), 300, are_pooled=False, per_cluster=5
        ),
    }
    of_numbers = {
        "wrong by 1 and by 0.5, 40 labels of each": numbers((1.0, 0.5), 40, are_pooled=False),
        "wrong by 1 and by 0.5, 500 labels of each": numbers((1.0, 0.5), 500, are_pooled=False),
        "wrong by 1 and by 0.5, 300 labels of each, sessions in both": numbers(
            (1.0, 0.5), 300, are_pooled=False, per_cluster=5
        ),
        "wrong by 1 in both, 20 labels of each": numbers((1.0, 1.0), 20, are_pooled=True),
        "wrong by 1 in both, 150 labels of each, sessions in both": numbers(
            (1.0, 1.0), 150, are_pooled=True, per_cluster=5
        ),
    }
    return [
        Case(f"Difference of a judge of {kind}", name, 30, kind == "booleans", trials, cost=15)
        for kind, of_kind in {"booleans": pooled | own | in_both, "numbers": of_numbers}.items()
        for name, trials in of_kind.items()
    ]
