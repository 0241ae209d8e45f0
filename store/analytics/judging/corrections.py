"""What the labels of people say of each group that a judge scored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

import numpy as np

from store.analytics.judging.labels import GroupKey, JudgedLabels
from store.analytics.scores.names import ScoreSeries
from store.statistics.judging import (
    CLASS_LEAST,
    LABELS_LEAST,
    CorrectedDifference,
    CorrectedMean,
    JudgedGroup,
    JudgedPair,
    LabelledUnits,
    corrected_mean,
    corrected_share,
    effective_labels,
    own_difference,
    pooled_difference,
    refused,
    tells_errors,
    within_0_and_1,
)

Calibration = Literal["own", "pooled"]
NO_LABELS = "people gave no numbers or booleans under this score name"


@dataclass(frozen=True, slots=True)
class LabelSource:
    """Where people's labels are; UTC without a zone."""

    name: str | None = None  # of their scores; None: that of the judge's
    has_own_time: bool = False  # False: labels of the requests that the query is about
    start: datetime | None = None
    end: datetime | None = None
    method: Literal["rogan_gladen", "ppi"] | None = None  # of booleans; None: as the labels allow. Numbers have ppi


class CorrectedPair(NamedTuple):
    """The corrected means of two groups, and their difference: second minus first."""

    calibration: Calibration
    means: tuple[CorrectedMean, CorrectedMean]
    ties: tuple[int, int]
    difference: CorrectedDifference


@dataclass(frozen=True, slots=True)
class Corrections:
    groups: dict[GroupKey, JudgedGroup]
    labels: JudgedLabels | None  # None: there is no such score of people
    are_booleans: bool
    are_shares: bool  # … and corrected by the judge's errors on true and on false
    may_pool: bool  # labels of other groups, or of another time

    @classmethod
    def without_labels(cls) -> Corrections:
        return cls({}, None, are_booleans=False, are_shares=False, may_pool=False)

    @classmethod
    def by(
        cls,
        groups: dict[GroupKey, JudgedGroup],
        labels: JudgedLabels,
        judge: ScoreSeries,
        people: ScoreSeries,
        source: LabelSource,
        *,
        may_pool: bool,
    ) -> Corrections:
        are_booleans = judge.type == people.type == "boolean"
        method = source.method or _method(labels)
        return cls(groups, labels, are_booleans, are_booleans and method == "rogan_gladen", may_pool)

    def of(self, group: GroupKey) -> tuple[Calibration, CorrectedMean, int]:
        """By the labels of the group where these are enough, else by all labels."""
        judged = self.groups.get(group)
        if self.labels is None or judged is None:
            return "own", refused("", NO_LABELS, 0), 0
        own, ties = self._without_ties(self.labels.of(group))
        corrected = self._correct(judged, own, of_group=True)
        if self._are_enough(own, corrected) or not self.may_pool:
            return "own", corrected, ties
        pooled, ties = self._without_ties(self.labels.all)
        return "pooled", self._correct(judged, pooled, of_group=False), ties

    def of_both(self, first: GroupKey, second: GroupKey, shared: float) -> CorrectedPair:
        """Two groups, each by its own labels where these are enough in both, else both by all labels: a difference of
        two calibrations is not one of the groups. `shared`: as in `JudgedPair`."""
        keys = (first, second)
        if self.labels is None or not all(key in self.groups for key in keys):
            nothing = refused("", NO_LABELS, 0)
            return CorrectedPair("own", (nothing, nothing), (0, 0), CorrectedDifference(None, nothing.interval))
        groups = (self.groups[first], self.groups[second])
        pair = JudgedPair(*groups, shared)
        (one, one_ties), (other, other_ties) = (self._without_ties(self.labels.of(key)) for key in keys)
        labels = (one, other)
        means = (self._correct(groups[0], one, of_group=True), self._correct(groups[1], other, of_group=True))
        if all(self._are_enough(*each) for each in zip(labels, means, strict=True)):
            return CorrectedPair("own", means, (one_ties, other_ties), own_difference(pair, labels, means))
        pooled, ties = self._without_ties(self.labels.all)
        means = (self._correct(groups[0], pooled, of_group=False), self._correct(groups[1], pooled, of_group=False))
        return CorrectedPair("pooled", means, (ties, ties), pooled_difference(pair, pooled, means))

    def _are_enough(self, own: LabelledUnits, corrected: CorrectedMean) -> bool:
        if self.are_shares:
            true = int(np.count_nonzero(own.people > 0.5))
            return min(true, len(own) - true) >= CLASS_LEAST
        return corrected.mean is not None or effective_labels(own) >= LABELS_LEAST

    def _correct(self, judged: JudgedGroup, labels: LabelledUnits, *, of_group: bool) -> CorrectedMean:
        if self.are_shares:
            return corrected_share(judged, labels)
        corrected = corrected_mean(judged, labels, of_group=of_group)
        return within_0_and_1(corrected) if self.are_booleans else corrected

    def _without_ties(self, labels: LabelledUnits) -> tuple[LabelledUnits, int]:
        """Of booleans, what most people say: 0 or 1."""
        if not self.are_shares:
            return labels, 0
        decided = labels.people != 0.5
        return labels.where(decided), int(np.count_nonzero(~decided))


def _method(labels: JudgedLabels) -> Literal["rogan_gladen", "ppi"]:
    """Of booleans, one for all groups. Labels without a probability may be chosen by what people say, which only
    rogan_gladen allows."""
    return "ppi" if labels.have_probabilities and tells_errors(labels.units) else "rogan_gladen"
