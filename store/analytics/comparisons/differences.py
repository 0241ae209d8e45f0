"""What is compared, and what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.analytics.comparisons.unpaired import UnpairedInputs
from store.analytics.judging import JudgedComparison, LabelSource
from store.analytics.scores.names import Passing, ScoreType
from store.analytics.selection import Selection
from store.statistics import Comparison, Interval, PairedComparison, Summary


class ValuesTooLarge(ValueError):
    """The message names the score."""


@dataclass(frozen=True, slots=True)
class ScoreComparison:
    """Which two groups are compared; differences are second minus first."""

    names: tuple[str, ...]
    first: Selection
    second: Selection
    cluster: str | None = None  # a key of `Grouping`
    pair_by: str | None = None  # a key of `Grouping`; None: no comparison of pairs
    metrics: tuple[str, ...] = ()  # names of MEASURES
    passing: Mapping[str, Passing] | None = None  # as in `ScoreQuery`
    labels: LabelSource | None = None  # by which means of judges are corrected; None: they are not
    compared_labels: Mapping[str, tuple[str, ...]] | None = None  # by score; None: the commonest ones


@dataclass(frozen=True, slots=True)
class ScoreDifference:
    """One score, or one label of one."""

    name: str
    type: ScoreType
    label: str | None
    first: Summary
    second: Summary
    first_interval: Interval
    second_interval: Interval
    comparison: Comparison
    holm_p: float | None  # the p-value, adjusted for all p-values of one answer, paired ones included (Holm)
    paired: PairedComparison | None
    paired_holm_p: float | None
    unpaired: UnpairedInputs | None = None  # only if nothing pairs
    judged: JudgedComparison | None = None  # None: not asked for, a label, or there is nothing to correct it by
