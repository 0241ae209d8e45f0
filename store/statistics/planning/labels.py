"""Which of the requests that a judge scored people should label next, so that the mean corrected by prediction.py of
store/statistics/judging is as certain as it can be with so many labels.

A label adds y - λf to the corrected mean, with y people's value and f the judge's. Its mean square about the mean, in a
stratum, is the S² of Neyman's allocation, as the interval of the corrected mean is made of these squares. Where there
are enough labels, they tell it; each stratum borrows from all of them, as if it had PRIOR more labels with the mean
square of all. Where there are not, it is assumed to be equal in all strata: that the judge is right in ASSUMED_RIGHT of
the requests of either value, or that its numbers have the correlation ASSUMED_CORRELATION with people's, and the same
spread.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from store.statistics.intervals import t_quantile
from store.statistics.judging import LABELS_LEAST
from store.statistics.planning.allocation import STRATA_MOST, Counts, allocated, strata_of
from store.statistics.summaries import Floats

PRIOR = 5.0
ASSUMED_RIGHT = 0.8
ASSUMED_CORRELATION = 0.7

Basis = Literal["labels", "assumption"]


@dataclass(frozen=True, slots=True)
class JudgedUnits:
    """Units that the judge scored: arrays of one length, not empty."""

    judge: Floats
    people: Floats  # NaN: no label
    weights: Floats  # 1 / the probability with which the unit was judged
    label_weights: Floats  # 1 / the probability with which it was labelled; 1 without a label
    are_shares: bool  # the judge and people give booleans; their means of several ratings lie between 0 and 1


@dataclass(frozen=True, slots=True)
class Stratum:
    """Units with like values of the judge."""

    low: float
    high: float
    size: int
    labels: int  # that there are already
    spread: float  # root mean square of the influence of a label
    allocated: int
    probability: float  # with which a unit of the stratum is chosen; 0: all are labelled


@dataclass(frozen=True, slots=True)
class LabelPlan:
    basis: Basis
    strata: tuple[Stratum, ...]
    chosen: NDArray[np.int64]  # places in the arrays, in ascending order
    probabilities: Floats  # of the chosen ones
    half_width: float  # expected, of the 95 % interval of the corrected mean by the new labels alone
    half_width_random: float  # … by as many simple random labels


@dataclass(frozen=True, slots=True)
class _Influence:
    """Of each stratum: the mean square of the influence of a label."""

    basis: Basis
    squares: Floats
    slope: float  # λ: by how much the judge's mean moves the corrected one


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is known of the strata before labels are allocated."""

    strata: Counts  # of each unit
    sizes: Counts
    available: Counts  # units without a label
    influence: _Influence
    weighted: Floats  # the mean square of the weighted influence of a label
    total: float  # of the weights
    of_judge: float  # the part of the variance that more labels do not change

    @classmethod
    def of(cls, units: JudgedUnits) -> _Frame:
        strata = strata_of(units.judge)
        sizes = np.bincount(strata)
        available = np.bincount(strata[np.isnan(units.people)], minlength=len(sizes))
        influence = _influence(units, strata)
        weighted = np.bincount(strata, weights=units.weights**2) / sizes * influence.squares
        total = float(np.sum(units.weights))
        shares = units.weights / total
        centred = units.judge - float(np.sum(shares * units.judge))
        of_judge = influence.slope**2 * float(np.sum((shares * centred) ** 2))
        return cls(strata, sizes, available, influence, weighted, total, of_judge)

    def counts(self, n: int) -> Counts:
        return allocated(n, self.sizes, np.sqrt(self.weighted), self.available)

    def half_width(self, counts: Floats) -> float:
        """The variance is that of the labels, plus that of the judge's mean: by the choice of λ they are
        uncorrelated."""
        has = counts > 0
        of_labels = float(np.sum(self.sizes[has] ** 2 * self.weighted[has] / counts[has])) / self.total**2
        freedom = max(1.0, float(np.sum(counts)) - 2)
        return t_quantile(freedom) * sqrt(of_labels + self.of_judge)


def label_plan(units: JudgedUnits, n: int, seed: int) -> LabelPlan:
    """`n` units without a label, fewer if there are not so many; the same for the same seed. Units of a stratum are
    drawn without replacement, with one probability: the number drawn / the stratum's size. Units that are labelled
    already count in the size, so that those drawn stand for them, too; that is right where the present labels of the
    stratum are a random choice of it."""
    frame = _Frame.of(units)
    counts = frame.counts(n)
    chosen = _drawn(frame.strata, np.isnan(units.people), counts, seed)
    rates = counts / frame.sizes
    return LabelPlan(
        frame.influence.basis,
        _shown(units, frame.strata, frame.influence, counts),
        chosen,
        rates[frame.strata[chosen]],
        frame.half_width(counts.astype(np.float64)),
        frame.half_width(np.sum(counts) * frame.sizes / np.sum(frame.sizes)),
    )


def labels_for(units: JudgedUnits, half_width: float, most: int) -> int:
    """The smallest number of new labels, from STRATA_MOST to `most`, whose expected half width is at most this; `most`
    if it takes more."""
    frame = _Frame.of(units)
    low, high = STRATA_MOST, max(STRATA_MOST, min(most, int(np.sum(frame.available))))
    if frame.half_width(frame.counts(high).astype(np.float64)) > half_width:
        return most
    while low < high:
        middle = (low + high) // 2
        if frame.half_width(frame.counts(middle).astype(np.float64)) > half_width:
            low = middle + 1
        else:
            high = middle
    return high


def _drawn(strata: Counts, unlabelled: NDArray[np.bool_], counts: Counts, seed: int) -> NDArray[np.int64]:
    generator = np.random.default_rng(seed)
    parts = [
        generator.choice(np.flatnonzero((strata == number) & unlabelled), count, replace=False)
        for number, count in enumerate(counts)
        if count
    ]
    return np.sort(np.concatenate(parts)) if parts else np.zeros(0, np.int64)


def _influence(units: JudgedUnits, strata: Counts) -> _Influence:
    number = int(np.max(strata)) + 1
    labelled = ~np.isnan(units.people)
    if np.count_nonzero(labelled) >= LABELS_LEAST:
        weights = (units.weights * units.label_weights)[labelled]
        found = _seen(units.judge[labelled], units.people[labelled], weights, strata[labelled], number)
        if np.any(found.squares):
            return found
    if units.are_shares:
        return _Influence("assumption", np.full(number, ASSUMED_RIGHT * (1 - ASSUMED_RIGHT)), 2 * ASSUMED_RIGHT - 1)
    variance = (1 - ASSUMED_CORRELATION**2) * float(np.var(units.judge))
    return _Influence("assumption", np.full(number, variance), ASSUMED_CORRELATION)


def _seen(judge: Floats, people: Floats, weights: Floats, strata: Counts, number: int) -> _Influence:
    centred = judge - float(np.average(judge, weights=weights))
    spread = float(np.sum(weights * centred**2))
    slope = min(1.0, max(0.0, float(np.sum(weights * centred * people)) / spread)) if spread > 0 else 0.0
    remaining = people - slope * centred
    squares = (remaining - float(np.average(remaining, weights=weights))) ** 2
    squares = squares * len(judge) / (len(judge) - 2)  # λ and the mean were fitted to them
    overall = float(np.average(squares, weights=weights))
    sums = np.bincount(strata, weights=squares, minlength=number)
    counts = np.bincount(strata, minlength=number)
    return _Influence("labels", (sums + PRIOR * overall) / (counts + PRIOR), slope)


def _shown(units: JudgedUnits, strata: Counts, influence: _Influence, counts: Counts) -> tuple[Stratum, ...]:
    shown = []
    for number, count in enumerate(counts):
        inside = strata == number
        size = int(np.count_nonzero(inside))
        values = units.judge[inside]
        shown.append(
            Stratum(
                float(np.min(values)),
                float(np.max(values)),
                size,
                int(np.count_nonzero(~np.isnan(units.people[inside]))),
                sqrt(float(influence.squares[number])),
                int(count),
                int(count) / size,
            )
        )
    return tuple(shown)
