"""Corrects the means of two groups that are compared, and their difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from store.analytics.judging.corrections import CorrectedPair, Corrections, LabelSource
from store.analytics.judging.judged import JudgedRows
from store.analytics.judging.labels import GroupKey, group_of, label_series, pair_tables, read_labels
from store.analytics.query import Record, Snapshot
from store.analytics.scores.answers import CorrectedGroup, Group, ScoreQuery
from store.analytics.scores.names import Passing, ScoreSeries
from store.analytics.scores.queries import answer_series
from store.analytics.scores.rows import Grouping, request_scores
from store.analytics.selection import NO_PROPERTIES, PropertyKeys, Selection
from store.sql import Sql, compose, joined
from store.statistics.judging import CorrectedDifference

_SIDE = ("side",)  # the key by which rows of both groups differ, as the first of a grouping
_KEYS: tuple[GroupKey, GroupKey] = ((("first",), ""), (("second",), ""))


@dataclass(frozen=True, slots=True)
class JudgedComparison:
    """What the judge said of two groups, that corrected, and the difference of the corrected means."""

    first: CorrectedGroup
    second: CorrectedGroup
    corrected: CorrectedDifference


@dataclass(frozen=True, slots=True)
class TwoGroups:
    """The groups to compare, and how."""

    selections: tuple[Selection, Selection]
    cluster: str | None  # a key of `Grouping`
    passing: Mapping[str, Passing] | None  # as in `ScoreQuery`
    source: LabelSource


def judged_comparison(
    snapshot: Snapshot, groups: TwoGroups, properties: PropertyKeys, series: ScoreSeries
) -> JudgedComparison | None:
    """None: people scored nothing that the judge scored, or the judge nothing in one of the groups. Blocks."""
    judge = replace(series, authors="judges")
    project = groups.selections[0].project
    name = groups.source.name or judge.name
    people = label_series(snapshot, project, name, judge.type, groups.passing)
    if people is None:
        return None
    is_same = (people.name, people.type) == (judge.name, judge.type)
    if is_same and not series.several_per_request:  # all are of one author, who is a judge or a person
        return None
    pair = _corrected(snapshot, groups, properties, judge, people)
    if pair is None:
        return None
    of_judge = [_of_judge(snapshot, groups, properties, selection, judge) for selection in groups.selections]
    sides = [
        CorrectedGroup(group.n, group.mean, group.interval, pair.means[place], pair.calibration, pair.ties[place])
        for place, group in enumerate(of_judge)
        if group is not None and group.interval is not None
    ]
    return JudgedComparison(sides[0], sides[1], pair.difference) if len(sides) == 2 else None


def _of_judge(
    snapshot: Snapshot, groups: TwoGroups, properties: PropertyKeys, selection: Selection, judge: ScoreSeries
) -> Group | None:
    query = ScoreQuery((judge.name,), selection, cluster=groups.cluster, passing=groups.passing)
    (answer,) = answer_series(snapshot, query, properties, [judge])
    return answer.groups[0] if answer.groups and answer.groups[0].n else None


def _corrected(
    snapshot: Snapshot, groups: TwoGroups, properties: PropertyKeys, judge: ScoreSeries, people: ScoreSeries
) -> CorrectedPair | None:
    labelled, source = groups.selections, groups.source
    if source.has_own_time:
        first, second = (replace(each, start=source.start, end=source.end) for each in labelled)
        labelled = (first, second)
    of_rows = Grouping(properties, cluster=groups.cluster)
    grouping = replace(of_rows, keys=_SIDE)
    tables = pair_tables(
        _of_both(labelled, judge, replace(of_rows, with_start=True)),
        _of_both(labelled, people, Grouping(NO_PROPERTIES)),
        grouping,
        shared=grouping.key_columns,
    )

    def group(row: Record) -> GroupKey | None:
        key = group_of(row, grouping)
        start, end = (getattr(groups.selections[_KEYS.index(key)], name) for name in ("start", "end"))
        is_within = (start is None or row.started_at >= start) and (end is None or row.started_at < end)
        return key if is_within else None

    labels = read_labels(snapshot, tables, group)
    if not len(labels.units):
        return None
    judged = _of_both(groups.selections, judge, of_rows)
    rows = JudgedRows(judged, grouping, tables, labels.cluster_numbers, labels.centre)
    found = rows.groups(snapshot)
    if len(found) < len(_KEYS):
        return None
    shared = rows.shared(snapshot, (found[_KEYS[0]], found[_KEYS[1]]), ("first", "second"))
    return Corrections.by(found, labels, judge, people, source, may_pool=True).of_both(*_KEYS, shared)


def _of_both(selections: tuple[Selection, Selection], series: ScoreSeries, grouping: Grouping) -> Sql:
    """The rows of both groups, with the group in `key_1`. A request in both is there twice."""
    sides = [
        compose(
            """
            SELECT
                *,
                {side} AS key_1
            FROM (
                {rows}
            )
            """,
            side=f"'{key[0][0]}'",
            rows=request_scores(selection, series, grouping),
        )
        for key, selection in zip(_KEYS, selections, strict=True)
    ]
    return joined("\nUNION ALL\n", sides)
