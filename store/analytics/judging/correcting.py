"""Corrects the groups of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import numpy as np

from store.analytics.judging.judged import judged_groups
from store.analytics.judging.labels import GroupKey, JudgedLabels, label_series, pair_tables, read_labels
from store.analytics.query import Snapshot
from store.analytics.requests.selected import buckets_within
from store.analytics.scores.answers import CorrectedGroup, Group, ScoreAnswer, ScoreQuery
from store.analytics.scores.keys import RATING_KEYS
from store.analytics.scores.names import ScoreSeries, as_pass_rates, series_of_names
from store.analytics.scores.queries import GROUPS_MOST, answer_series
from store.analytics.scores.rows import Grouping
from store.analytics.selection import PropertyKeys
from store.statistics.judging import (
    CLASS_LEAST,
    LABELS_LEAST,
    CorrectedMean,
    JudgedGroup,
    LabelledUnits,
    corrected_mean,
    corrected_share,
    effective_labels,
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


@dataclass(frozen=True, slots=True)
class _Question:
    snapshot: Snapshot
    query: ScoreQuery
    properties: PropertyKeys
    source: LabelSource

    @property
    def grouping(self) -> Grouping:
        query = self.query
        buckets = query.bucket and buckets_within(self.snapshot, query.selection, query.bucket, query.zone)
        return Grouping(self.properties, query.keys, buckets, query.cluster)

    @property
    def by_rating(self) -> bool:
        """Whether the groups are judges of different kinds, which err differently."""
        return not RATING_KEYS.keys().isdisjoint(self.query.keys)


def corrected_answers(
    snapshot: Snapshot,
    query: ScoreQuery,
    properties: PropertyKeys,
    answers: Sequence[ScoreAnswer],
    source: LabelSource,
) -> list[ScoreAnswer]:
    """The same answers, with what the judge said of each group, and that corrected. Blocks; raises TooManyGroups."""
    question = _Question(
        snapshot, replace(query, quantiles=(), edges=(), bins=0, metrics=(), total=False), properties, source
    )
    overall = replace(question, query=replace(question.query, keys=(), bucket=None))
    corrected = []
    for each in answers:
        series = _judge_series(question, each)
        if series is None:
            corrected.append(each)
            continue
        groups = _with_corrections(question, series, each.groups)
        total = _with_corrections(overall, series, [each.total])[0] if each.total else None
        corrected.append(replace(each, groups=groups, total=total))
    return corrected


def _judge_series(question: _Question, answer: ScoreAnswer) -> ScoreSeries | None:
    found = series_of_names(question.snapshot, question.query.selection.project, [answer.name])
    if question.query.passing is not None:
        found = as_pass_rates(found, question.query.passing)
    return next((replace(each, authors="judges") for each in found if each.type == answer.type != "label"), None)


def _with_corrections(question: _Question, judge: ScoreSeries, groups: Sequence[Group]) -> list[Group]:
    """The group of all groups beyond the limit has no correction."""
    query = replace(question.query, limit=GROUPS_MOST)
    (of_judge,) = answer_series(question.snapshot, query, question.properties, [judge])
    if not of_judge.groups:
        return list(groups)
    raw = {_key(group): group for group in of_judge.groups}
    corrections = _Corrections.read(question, judge)
    return [
        group if group.others or _key(group) not in raw else _corrected(group, raw[_key(group)], corrections)
        for group in groups
    ]


def _key(group: Group) -> GroupKey:
    return group.keys, group.bucket.isoformat() if group.bucket else ""


def _corrected(group: Group, of_judge: Group, corrections: _Corrections) -> Group:
    assert of_judge.interval is not None
    calibration, corrected, ties = corrections.of(_key(group))
    judged = CorrectedGroup(of_judge.n, of_judge.mean, of_judge.interval, corrected, calibration, ties)
    return replace(group, judged=judged)


@dataclass(frozen=True, slots=True)
class _Corrections:
    groups: dict[GroupKey, JudgedGroup]
    labels: JudgedLabels | None  # None: there is no such score of people
    are_booleans: bool
    are_shares: bool  # … and corrected by the judge's errors on true and on false
    may_pool: bool  # labels of other groups, or of another time

    @classmethod
    def read(cls, question: _Question, judge: ScoreSeries) -> _Corrections:
        snapshot, query, source = question.snapshot, question.query, question.source
        name = source.name or judge.name
        people = label_series(snapshot, query.selection.project, name, judge.type, query.passing)
        if people is None:
            return cls({}, None, are_booleans=False, are_shares=False, may_pool=False)
        selection = query.selection
        if source.has_own_time:
            selection = replace(selection, start=source.start, end=source.end)
        grouping = question.grouping
        tables = pair_tables(selection, judge, people, grouping)
        labels = read_labels(snapshot, tables, grouping, query.selection.start, query.selection.end)
        centre = float(np.mean(labels.units.judge)) if len(labels.units) else 0.0
        groups = judged_groups(snapshot, query.selection, judge, grouping, tables, labels.cluster_numbers, centre)
        may_pool = not question.by_rating and (len(groups) > 1 or source.has_own_time)
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
        pooled, ties = self._without_ties(self.labels.units)
        return "pooled", self._correct(judged, pooled, of_group=False), ties

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
