"""A corrected mean, and why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from store.statistics.intervals import Interval, no_interval

NO_JUDGE = "the judge scored nothing here"
NOT_BETTER_THAN_CHANCE = (
    "on the labelled requests the judge is no better than chance, so its scores say nothing about the true share"
)
DOUBTFUL_JUDGE = "so few labels do not show that the judge is better than chance, so the interval is wide"
OUTSIDE = (
    "no true share fits: the judge's share of true is beyond what its errors on the labelled requests would give, so it"
    " errs differently here"
)
ALWAYS_EQUAL = "the judge and people agree on every labelled request, so the size of its errors cannot be estimated"
FEW_ERRORS = (
    "the judge and people differ on fewer than five labelled requests, so the interval may contain the true value less"
    " often than 95 %"
)


@dataclass(frozen=True, slots=True)
class CorrectedMean:
    """`mean` is None where it cannot be told; the reason is then that of the interval."""

    mean: float | None
    interval: Interval
    labels: int  # units with a value of the judge and one of people
    specificity: float | None = None  # of booleans: the judge's share of false among those that people call false
    sensitivity: float | None = None  # … of true among those that people call true
    tuning: float | None = None  # of numbers: λ, how far the judge's values are used, 0 to 1
    labels_to_halve: int | None = None  # further labels for an interval half as wide; None: labels alone do not do it


def refused(
    method: str, reason: str, labels: int, *, q0: float | None = None, q1: float | None = None
) -> CorrectedMean:
    return CorrectedMean(None, no_interval(method, reason), labels, q0, q1)


def within_0_and_1(corrected: CorrectedMean) -> CorrectedMean:
    """Of a share: no other value is possible."""
    if corrected.mean is None or corrected.interval.low is None or corrected.interval.high is None:
        return corrected
    low, high = (min(1.0, max(0.0, limit)) for limit in (corrected.interval.low, corrected.interval.high))
    interval = replace(corrected.interval, low=low, high=high)
    return replace(corrected, mean=min(1.0, max(0.0, corrected.mean)), interval=interval)


def further_labels(labels: int, of_labels: float, of_judge: float) -> int | None:
    """How many more labels give half the width, where the variance is `of_labels`, which falls with their number, plus
    `of_judge`, which does not."""
    rest = (of_labels + of_judge) / 4 - of_judge
    return ceil(labels * (of_labels / rest - 1)) if rest > 0 else None
