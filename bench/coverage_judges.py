"""The populations of bench.coverage for means of a judge, corrected by the labels of people."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bench.coverage_cases import Case, Rng, Trial, Trials
from store.statistics.judging import JudgedGroup, LabelledUnits, corrected_mean, corrected_share

JUDGED = 2000  # units that the judge scored


def shifted(truth: float, among_labels: float, right: float, labels: int) -> Callable[[Rng], Trials]:
    """A share of `truth` that is true, told by a judge who is `right` so often; labels of other units, of which
    another share is true."""

    def judge(rng: Rng, true: np.ndarray) -> np.ndarray:
        return np.where(rng.random(len(true)) < right, true, 1.0 - true)

    def trials(rng: Rng) -> Trials:
        while True:
            people = (rng.random(_about(rng, labels)) < among_labels).astype(float)
            judged = judge(rng, (rng.random(JUDGED) < truth).astype(float))
            ones = np.ones(len(people))
            units = LabelledUnits(judge(rng, people), people, ones, np.arange(-len(people), 0))
            yield Trial(corrected_share(_unlabelled(judged), units).interval, truth)

    return trials


def among_judged(
    truth: float, right: float, labels: int, *, judged: int = JUDGED, per_cluster: int = 1
) -> Callable[[Rng], Trials]:
    """Labels of some of the judged units themselves. In clusters the judge errs alike, and the truth is alike."""

    def trials(rng: Rng) -> Trials:
        while True:
            ids = np.repeat(np.arange(judged // per_cluster), per_cluster)
            of_cluster = rng.random(len(ids))[ids * per_cluster], rng.random(len(ids))[ids * per_cluster]
            alike = rng.random((2, len(ids))) < (0.5 if per_cluster > 1 else 0.0)
            drawn = [np.where(same, own, rng.random(len(ids))) for same, own in zip(alike, of_cluster, strict=True)]
            true = (drawn[0] < truth).astype(float)
            said = np.where(drawn[1] < right, true, 1.0 - true)
            if per_cluster > 1:  # whole clusters are labelled
                wanted = np.isin(ids, rng.choice(judged // per_cluster, labels // per_cluster, replace=False))
            else:
                wanted = np.isin(ids, rng.choice(judged, _about(rng, labels), replace=False))
            units = LabelledUnits(said[wanted], true[wanted], np.ones(int(wanted.sum())), ids[wanted])
            group = JudgedGroup.of(said, np.ones(len(ids)), ids, units.clusters)
            yield Trial(corrected_share(group, units).interval, truth)

    return trials


def biased(
    labels: int, noise: float, *, least: float = 0.0, judged: int = JUDGED, per_cluster: int = 1
) -> Callable[[Rng], Trials]:
    """Numbers by a judge who is wrong by 1 and by half of the value, and by noise. `least`: labels are drawn with
    probabilities that fall with the judge's value down to this part of the largest; 0: with equal ones."""

    def trials(rng: Rng) -> Trials:
        while True:
            ids = np.repeat(np.arange(judged // per_cluster), per_cluster)
            true = rng.normal(0, 1, len(ids))
            said = 1 + 0.5 * true + rng.normal(0, noise, len(ids))
            if per_cluster > 1:
                shared = rng.normal(0, 1, (2, len(ids)))[:, ids * per_cluster]
                true, said = true + shared[0], said + 0.5 * shared[0] + 0.5 * shared[1]
            if least:
                wish = np.clip(1 - said / 3, least, 1)
                chance = wish * labels / np.sum(wish)
                wanted, weights = rng.random(len(ids)) < chance, 1 / chance
            else:
                of = rng.choice(judged // per_cluster, labels // per_cluster, replace=False)
                wanted, weights = np.isin(ids, of), np.ones(len(ids))
            units = LabelledUnits(said[wanted], true[wanted], weights[wanted], ids[wanted])
            group = JudgedGroup.of(said, np.ones(len(ids)), ids, units.clusters)
            yield Trial(corrected_mean(group, units).interval, 0.0)

    return trials


def pooled(labels: int) -> Callable[[Rng], Trials]:
    """A group without labels, whose mean is that of the others plus 1; the judge is wrong by as much in both."""

    def trials(rng: Rng) -> Trials:
        while True:
            true = rng.normal(0, 1, labels)
            units = LabelledUnits(true + rng.normal(2, 1, labels), true, np.ones(labels), np.arange(-labels, 0))
            said = rng.normal(1, 1, JUDGED) + rng.normal(2, 1, JUDGED)
            yield Trial(corrected_mean(_unlabelled(said), units, of_group=False).interval, 1.0)

    return trials


def _unlabelled(values: np.ndarray) -> JudgedGroup:
    none = np.empty(0)
    n, mean, squares = len(values), float(values.mean()), float(values.var() / len(values))
    return JudgedGroup(n, float(n), mean, n, squares, none, none)


def _about(rng: Rng, n: int) -> int:
    """A share's coverage depends on which shares are possible, so n varies by 5 %."""
    return int(rng.integers(round(0.95 * n), round(1.05 * n) + 1))


def cases() -> list[Case]:
    shares = [
        Case(
            "Judge of booleans",
            f"right in {right:.0%}, {truth:.0%} true, of {labels} labels {among:.0%}",
            labels,
            True,
            shifted(truth, among, right, labels),
            cost=10,
        )
        for right in (0.6, 0.7, 0.9, 0.98)
        for truth, among in ((0.05, 0.5), (0.3, 0.7), (0.5, 0.5), (0.95, 0.5))
        for labels in (30, 100, 300, 1000)
    ]
    among = [
        Case("Judge of booleans", f"right in 80%, {name}", 30, True, trials, cost=10)
        for name, trials in {
            "80% true, 100 labels among 200 judged": among_judged(0.8, 0.8, 100, judged=200),
            "80% true, 100 labels among 2000 judged": among_judged(0.8, 0.8, 100),
            "60% true, 200 labels in 40 clusters": among_judged(0.6, 0.8, 200, per_cluster=5),
            "60% true, 500 labels in 100 clusters": among_judged(0.6, 0.8, 500, per_cluster=5),
        }.items()
    ]
    return [*shares, *among, *_numbers()]


def _numbers() -> list[Case]:
    found = [
        Case(
            "Judge of numbers",
            f"noise {noise:g}, {labels} labels",
            30,
            False,
            biased(labels, noise),
            cost=10,
        )
        for noise in (0.1, 0.5, 2.0)
        for labels in (30, 100, 300, 1000)
    ]
    more = {
        "noise 0.5, 100 labels among 200 judged": biased(100, 0.5, judged=200),
        "noise 0.5, about 60 labels with unequal probabilities": biased(60, 0.5, least=0.1),
        "noise 0.5, about 300 labels with unequal probabilities": biased(300, 0.5, least=0.1),
        "noise 0.5, 200 labels in 40 clusters": biased(200, 0.5, per_cluster=5),
        "noise 0.5, 500 labels in 100 clusters": biased(500, 0.5, per_cluster=5),
        "a group without labels, 30 of others": pooled(30),
        "a group without labels, 300 of others": pooled(300),
    }
    return found + [Case("Judge of numbers", name, 30, False, trials, cost=10) for name, trials in more.items()]
