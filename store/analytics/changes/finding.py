"""The changes of a question, with their likely causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import exp

from store.analytics.changes.causes import likely_causes
from store.analytics.changes.completeness import complete_to
from store.analytics.changes.hourly import COUNTED, WatchedValue, hourly_series, is_logarithm
from store.analytics.changes.of_value import of_value
from store.analytics.changes.question import VOLUME, ChangeQuestion, FoundChange, WatchedSeries
from store.analytics.explain.explain import LabelNeeded
from store.analytics.explain.rows import Measured
from store.analytics.measures import MEASURES
from store.analytics.query import Snapshot
from store.analytics.scores.names import series_of_names
from store.analytics.selection import PropertyKeys, Selection
from store.statistics import changes as detector
from store.timestamps import from_us, to_us

DEFAULT_RANGE = timedelta(days=91)
RANGE_MOST = timedelta(days=400)
_HOURS_MOST = 40_000  # of all series; half a minute
_HOUR_US = 3_600_000_000


class TooManyToWatch(ValueError):
    """The message says what to ask instead."""


def find_changes(snapshot: Snapshot, question: ChangeQuestion, properties: PropertyKeys) -> list[WatchedSeries]:
    """Of each type of the score's values: all requests together, then each value of `group_by`. Blocks.

    Raises LabelNeeded and TooManyToWatch. An hour is judged with what was known before it: asked again, the changes are
    the same, unless late scores have changed an hour.
    """
    end = complete_to(snapshot, question)
    start = question.selection.start or end - DEFAULT_RANGE
    start = _next_hour(max(start, end - RANGE_MOST))
    judged = replace(question, selection=replace(question.selection, start=min(start, end), end=end))
    watched = [
        (subject, value)
        for subject in _subjects(snapshot, judged)
        for value in hourly_series(snapshot, subject, judged.selection, judged.group_by, properties)
    ]
    hours = sum(len(value.series) for _, value in watched)
    if hours > _HOURS_MOST:
        raise TooManyToWatch(f"{hours:,} hours of values, of at most {_HOURS_MOST:,}: narrow the time range")
    threshold = detector.threshold(question.false_alarms_per_quarter, len(watched))
    found = [
        watched_series(subject, value, detector.find_changes(value.series, threshold), judged)
        for subject, value in watched
    ]
    return _with_causes(snapshot, judged, found, properties)


def _subjects(snapshot: Snapshot, question: ChangeQuestion) -> list[Measured]:
    if question.metric is not None:
        measure = COUNTED if question.metric == VOLUME else MEASURES[question.metric]
        return [Measured(None, None, measure)]
    assert question.score is not None
    found = series_of_names(snapshot, question.selection.project, [question.score])
    wanted = [series for series in found if (series.type == "label") == (question.label is not None)]
    if found and not wanted and question.label is None:
        raise LabelNeeded(f"the values of {question.score!r} are labels: name the label whose share is watched")
    return [Measured(each, question.label, None) for each in wanted]


def watched_series(
    subject: Measured, value: WatchedValue, changes: Sequence[detector.Change], question: ChangeQuestion
) -> WatchedSeries:
    """`question`: with start and end."""
    series = value.series
    assert question.selection.start is not None
    assert question.selection.end is not None
    bounds = [question.selection.start, *(_time(each.hour) for each in changes), question.selection.end]
    is_volume = subject.measure is COUNTED
    return WatchedSeries(
        question.score,
        question.metric,
        subject.series.type if subject.series else None,
        subject.label,
        value.value,
        value.is_all,
        is_logarithm(subject),
        int(series.n.sum()),
        len(series),
        question.selection.end,
        tuple(
            _change(each, since, until, as_ratio=is_logarithm(subject), is_volume=is_volume)
            for each, since, until in zip(changes, bounds, bounds[2:], strict=False)
        ),
        detector.reason_without_judgement(series),
    )


def _change(
    change: detector.Change, since: datetime, until: datetime, *, as_ratio: bool, is_volume: bool
) -> FoundChange:
    before, after = change.before.mean, change.after.mean
    low, high, ratio = change.low, change.high, None
    if as_ratio:
        before, after = (max(0.0, exp(mean) - is_volume) for mean in (before, after))
        low, high, ratio = exp(low), exp(high), exp(change.difference)
    return FoundChange(
        _time(change.hour),
        _time(change.earliest_hour),
        _time(change.latest_hour),
        _time(change.found_hour + 1),
        before,
        after,
        after - before,
        low,
        high,
        ratio,
        round(change.before.n),
        round(change.after.n),
        round(change.values_until_found),
        until,
        since,
        is_volume,
    )


def _with_causes(
    snapshot: Snapshot, question: ChangeQuestion, found: list[WatchedSeries], properties: PropertyKeys
) -> list[WatchedSeries]:
    """Of the newest changes of all requests together, and of the newest one of each value."""
    return [
        replace(
            series,
            changes=(
                *series.changes[: len(series.changes) - count],
                *(_explained(snapshot, question, series, each, properties) for each in _newest(series.changes, count)),
            ),
        )
        for series in found
        for count in [min(len(series.changes), question.explained if series.is_all else min(1, question.explained))]
    ]


def _newest(changes: tuple[FoundChange, ...], count: int) -> tuple[FoundChange, ...]:
    return changes[len(changes) - count :]


def _explained(
    snapshot: Snapshot, question: ChangeQuestion, series: WatchedSeries, change: FoundChange, properties: PropertyKeys
) -> FoundChange:
    selection: Selection | None = question.selection
    if not series.is_all and question.group_by is not None:
        selection = of_value(question.selection, question.group_by, series.value, properties)
    if selection is None:
        return change
    return replace(change, causes=likely_causes(snapshot, replace(question, selection=selection), change, properties))


def _time(hour: int) -> datetime:
    return from_us(hour * _HOUR_US)


def _next_hour(timestamp: datetime) -> datetime:
    return from_us(-(-to_us(timestamp) // _HOUR_US) * _HOUR_US)
