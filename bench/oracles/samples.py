"""Random data of several shapes, from fixed seeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from store.statistics.judging import JudgedGroup, LabelledUnits
from store.statistics.summaries import Floats

SIZES = ((120, 120), (400, 130), (1_500, 1_500), (300, 6_000))
SHARES = (0.02, 0.1, 0.5, 0.93, 0.99)


class Clustered(NamedTuple):
    values: Floats
    clusters: np.ndarray


class Judged(NamedTuple):
    people: Floats
    judge: Floats  # of the labelled units
    unlabelled: Floats  # what the judge says of others

    @property
    def labels(self) -> LabelledUnits:
        n = len(self.people)
        return LabelledUnits(self.judge, self.people, np.ones(n), np.arange(-n, 0))

    @property
    def group(self) -> JudgedGroup:
        """The units without labels."""
        n = len(self.unlabelled)
        return JudgedGroup.of(self.unlabelled, np.ones(n), np.arange(n), np.arange(-len(self.people), 0))

    @property
    def arrays(self) -> dict[str, list[float]]:
        return {name: values.tolist() for name, values in self._asdict().items()}


def numbers() -> Iterator[tuple[Floats, Floats]]:
    """Two groups: normal, skewed with a long tail, ratings of 1 to 5; of one size and of very different ones."""
    rng = np.random.default_rng(20)
    for first, second in SIZES:
        yield rng.normal(3, 1, first), rng.normal(3.1, 2, second)
        yield rng.exponential(2, first), rng.exponential(2.2, second)
        yield rng.lognormal(0, 0.5, first), rng.gamma(2, 0.7, second)
        yield rng.integers(1, 6, first).astype(float), rng.integers(2, 6, second).astype(float)


def shares(rates: tuple[float, ...] = SHARES) -> Iterator[tuple[Floats, Floats]]:
    """Two groups of booleans, also near 0 and 1."""
    rng = np.random.default_rng(21)
    for first, second in SIZES:
        for rate in rates:
            other = min(0.995, rate * 1.1)
            yield (rng.random(first) < rate).astype(float), (rng.random(second) < other).astype(float)


def clusters(*, equal: bool, boolean: bool) -> Iterator[Clustered]:
    """Sessions of one size, or of 1 to about 20 requests, whose values depend on each other."""
    rng = np.random.default_rng(22)
    for count in (12, 40, 300):
        for spread in (0.3, 1.0, 3.0):
            sizes = np.full(count, 6) if equal else rng.geometric(0.25, count)
            ids = np.repeat(np.arange(count), sizes)
            centres = rng.normal(0, spread, count)[ids]
            values = centres + rng.normal(0, 1, len(ids))
            yield Clustered((values > 0).astype(float) if boolean else values, ids)


def judged_numbers() -> Iterator[Judged]:
    """A judge of numbers that is biased, noisy, or looks at something else; symmetric and skewed values."""
    rng = np.random.default_rng(23)
    for labels in (40, 150, 600):
        for noise in (0.2, 1.0, 4.0):
            for is_skewed in (False, True):
                n = labels + 2_000
                true = rng.exponential(1.0, n) if is_skewed else rng.normal(3, 1, n)
                judge = true + 0.4 + rng.normal(0, noise, n)
                yield Judged(true[:labels], judge[:labels], judge[labels:])


def judged_booleans(judged: int = 2_000) -> Iterator[Judged]:
    """Labels with another share of true than what is judged (label shift), of good and poor judges."""
    rng = np.random.default_rng(24)
    for labels, unlabelled in ((0.5, 0.5), (0.5, 0.2), (0.5, 0.9), (0.3, 0.7)):
        for specificity, sensitivity in ((0.95, 0.9), (0.8, 0.9), (0.75, 0.7)):
            people = rng.random(400) < labels
            others = rng.random(judged) < unlabelled
            said = [
                (rng.random(len(true)) < np.where(true, sensitivity, 1 - specificity)).astype(float)
                for true in (people, others)
            ]
            yield Judged(people.astype(float), *said)


def ratings() -> Iterator[Floats]:
    """Units by raters: values from 0 to 4, with gaps, and at least two ratings of each unit."""
    rng = np.random.default_rng(25)
    for units in (30, 200):
        for right in (0.5, 0.9):
            true = rng.integers(0, 5, units)[:, None]
            said = np.where(rng.random((units, 4)) < right, true, rng.integers(0, 5, (units, 4))).astype(float)
            gaps = rng.random((units, 4)) < 0.3
            gaps[:, :2] = False
            said[gaps] = np.nan
            yield said
