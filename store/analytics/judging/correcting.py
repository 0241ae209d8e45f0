"""Corrects the groups of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.analytics.judging.corrections import Corrections, LabelSource
from store.analytics.judging.judged import JudgedRows
from store.analytics.judging.labels import GroupKey, group_of, label_series, pair_tables, read_labels
from store.analytics.query import Record, Snapshot
from store.analytics.requests.selected import buckets_within
from store.analytics.scores.answers import CorrectedGroup, Group, ScoreAnswer, ScoreQuery
from store.analytics.scores.keys import RATING_KEYS
from store.analytics.scores.names import ScoreSeries, as_pass_rates, series_of_names
from store.analytics.scores.queries import GROUPS_MOST, answer_series
from store.analytics.scores.rows import Grouping, request_scores
from store.analytics.selection import NO_PROPERTIES, PropertyKeys


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
    corrections = _read(question, judge)
    return [
        group if group.others or _key(group) not in raw else _corrected(group, raw[_key(group)], corrections)
        for group in groups
    ]


def _key(group: Group) -> GroupKey:
    return group.keys, group.bucket.isoformat() if group.bucket else ""


def _corrected(group: Group, of_judge: Group, corrections: Corrections) -> Group:
    assert of_judge.interval is not None
    calibration, corrected, ties = corrections.of(_key(group))
    judged = CorrectedGroup(of_judge.n, of_judge.mean, of_judge.interval, corrected, calibration, ties)
    return replace(group, judged=judged)


def _read(question: _Question, judge: ScoreSeries) -> Corrections:
    snapshot, query, source = question.snapshot, question.query, question.source
    project = query.selection.project
    people = label_series(snapshot, project, source.name or judge.name, judge.type, query.passing)
    if people is None:
        return Corrections.without_labels()
    start, end = query.selection.start, query.selection.end
    selection = query.selection
    if source.has_own_time:
        selection = replace(selection, start=source.start, end=source.end)
    grouping = question.grouping

    def group(row: Record) -> GroupKey | None:
        is_within = (start is None or row.started_at >= start) and (end is None or row.started_at < end)
        return group_of(row, grouping) if is_within else None

    tables = pair_tables(
        request_scores(selection, judge, replace(grouping, with_start=True)),
        request_scores(selection, people, Grouping(NO_PROPERTIES)),
        grouping,
    )
    labels = read_labels(snapshot, tables, group)
    rows = JudgedRows(
        request_scores(query.selection, judge, grouping), grouping, tables, labels.cluster_numbers, labels.centre
    )
    groups = rows.groups(snapshot)
    may_pool = not question.by_rating and (len(groups) > 1 or source.has_own_time)
    return Corrections.by(groups, labels, judge, people, source, may_pool=may_pool)
