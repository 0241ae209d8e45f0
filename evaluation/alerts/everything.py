"""A rule that watches every score and metric of its project, each as if it was watched alone.

What was read and judged is kept from one evaluation to the next, which then needs the new hours only, and the last ones
of those before, for scores that come late. Once a day all is read and judged anew, as after a restart: scores of
requests long ago, and deleted requests, count from then on. Calls that were imported count at once.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from evaluation.alerts.changes import ChangeSearch, due_changes
from store.analytics.changes.all_series import (
    SeriesKey,
    counted,
    metric_hours,
    score_hours,
    usual_delays,
    watched_scores,
)
from store.analytics.changes.causes import likely_causes
from store.analytics.changes.completeness import ARRIVED, LEARNT_FROM, OF_CALLS, WAIT_MOST
from store.analytics.changes.finding import DEFAULT_RANGE, watched_series
from store.analytics.changes.hourly import WatchedValue
from store.analytics.changes.label_series import Labels, label_hours, watched_labels
from store.analytics.changes.question import VOLUME, ChangeQuestion, FoundChange, WatchedSeries
from store.analytics.query import Snapshot
from store.statistics.changes import HourlySeries, Progress, changes_of, judge, threshold
from store.timestamps import from_us, to_us

BUDGET_S = 10.0  # of one evaluation: what is left is done by the next ones
_ANEW_AFTER = timedelta(days=1)
_READ_AT_ONCE = timedelta(days=7)
_EXPLAINED_MOST = 20  # changes of one evaluation, as after a deployment that changed many scores
_HOUR = timedelta(hours=1)
_VOLUME = SeriesKey(None, None, VOLUME)


class EverythingSearch:
    """Of one rule. Methods block, and are called one after the other."""

    def __init__(self, search: ChangeSearch) -> None:
        self.watched = search.watched
        self._search = search
        self._start = self._read_to = from_us(0)
        self._delays: dict[str, timedelta] = {}
        self._labels: dict[str, Labels] = {}  # by score
        self._series: dict[SeriesKey, HourlySeries] = {}
        self._progress: dict[SeriesKey, Progress] = {}

    def found(self, snapshot: Snapshot, now_us: int, told: Sequence[dict[str, Any]] = ()) -> list[WatchedSeries] | None:
        """All that is watched, with its changes. None: not all has been read yet.

        `told`: details of changes of which the causes are not asked for again.
        """
        deadline = time.monotonic() + BUDGET_S
        now = from_us(now_us)
        end = _hour(now - OF_CALLS)
        is_old = now - self._start - DEFAULT_RANGE >= _ANEW_AFTER
        if _VOLUME not in self._series or is_old or (self._read_to < end and self._has_more(snapshot)):
            self._begin(snapshot, now)
        while self._read_to < end:
            if time.monotonic() > deadline:
                return None
            self._read(snapshot, end)
        return self._explained(snapshot, self._judged(now, deadline), told, deadline)

    def _begin(self, snapshot: Snapshot, now: datetime) -> None:
        selection = self._search.selection
        self._start = _hour(now - DEFAULT_RANGE)
        _, first = counted(snapshot, replace(selection, start=self._start, end=now))
        self._read_to = _hour(first or now)
        self._series, self._progress = {}, {}
        scores = watched_scores(snapshot, selection.project)
        self._labels = watched_labels(snapshot, replace(selection, start=self._start, end=now), scores)
        self._delays = usual_delays(snapshot, replace(selection, start=now - LEARNT_FROM, end=None), scores)

    def _has_more(self, snapshot: Snapshot) -> bool:
        """Whether calls were added that are older than what is read again anyway, as when others were imported."""
        end = self._read_to - WAIT_MOST
        count, _ = counted(snapshot, replace(self._search.selection, start=self._start, end=end))
        return count > _n(self._series[_VOLUME], self._start, end)

    def _read(self, snapshot: Snapshot, end: datetime) -> None:
        """The next week, or the last hours with the week before."""
        is_new = end - self._read_to <= _READ_AT_ONCE and bool(self._series)
        start = max(self._start, self._read_to - WAIT_MOST) if is_new else self._read_to
        end = min(end, self._read_to + _READ_AT_ONCE)
        selection = replace(self._search.selection, start=start, end=end)
        scores = watched_scores(snapshot, selection.project)
        read = score_hours(snapshot, selection, scores) | label_hours(snapshot, selection, scores, self._labels)
        volume = self._series.get(_VOLUME)
        read |= metric_hours(snapshot, selection, is_first=volume is None or volume.hours[0] >= _number(start))
        for key, later in read.items():
            before = self._series.get(key)
            self._series[key] = later if before is None else before.before(_number(start)).followed_by(later)
        self._read_to = end

    def _judged(self, now: datetime, deadline: float) -> list[tuple[ChangeQuestion, WatchedSeries]]:
        judged = []
        for key in sorted(self._series, key=lambda each: self._of(each).judged_to or 0):
            series = self._complete(key, now)
            if len(series) and time.monotonic() < deadline:
                self._progress[key] = judge(series, self._enough(key), self._of(key))
            judged.append(self._described(key, series, now))
        return judged

    def _enough(self, key: SeriesKey) -> float:
        """The labels of a score share its rate of false alarms."""
        together = 1 if key.score is None or key.label is None else len(self._labels[key.score])
        return threshold(self._search.watched.false_alarms_per_quarter, together)

    def _described(self, key: SeriesKey, series: HourlySeries, now: datetime) -> tuple[ChangeQuestion, WatchedSeries]:
        question = replace(
            self._search.question(to_us(now)),
            selection=replace(self._search.selection, start=self._start, end=self._complete_to(key, now)),
            score=key.score,
            metric=key.metric,
            label=key.label,
        )
        changes = changes_of(series, self._of(key))
        value = WatchedValue(None, is_all=True, series=series)
        return question, watched_series(key.subject, value, changes, question)

    def _explained(
        self,
        snapshot: Snapshot,
        judged: list[tuple[ChangeQuestion, WatchedSeries]],
        told: Sequence[dict[str, Any]],
        deadline: float,
    ) -> list[WatchedSeries]:
        """With the likely causes of the newest changes. Those for which there is no time are left out: the next
        evaluation tells them with their causes, instead of this one without."""
        due = [change for _, change in due_changes([of for _, of in judged], told)]
        newest = {id(change) for change in due[-_EXPLAINED_MOST:]}
        count = 0

        def explained(question: ChangeQuestion, change: FoundChange) -> Iterator[FoundChange]:
            nonlocal count
            if id(change) not in newest:
                yield change
            elif not count or time.monotonic() <= deadline + BUDGET_S:
                count += 1
                yield replace(change, causes=likely_causes(snapshot, question, change, self._search.keys))

        return [
            replace(of, changes=tuple(later for each in of.changes for later in explained(asked, each)))
            for asked, of in judged
        ]

    def _of(self, key: SeriesKey) -> Progress:
        return self._progress.get(key, Progress())

    def _complete(self, key: SeriesKey, now: datetime) -> HourlySeries:
        return self._series[key].before(_number(self._complete_to(key, now)))

    def _complete_to(self, key: SeriesKey, now: datetime) -> datetime:
        """The end of the last hour of which nearly all scores are there."""
        if key.score is None:
            return self._read_to
        wait = min(WAIT_MOST, max(OF_CALLS, self._delays.get(key.score, OF_CALLS)))
        since = _hour(now - wait)
        return self._read_to if self._is_there(key, since, now - LEARNT_FROM) else min(since, self._read_to)

    def _is_there(self, key: SeriesKey, since: datetime, start: datetime) -> bool:
        """Whether requests from `since` on have the score as often as those before: then nothing is waited for, as
        after an evaluator has caught up with logged calls."""
        bounds = (start, since), (since, self._read_to)
        scored, requests = ([_n(self._series[each], *side) for side in bounds] for each in (key, _VOLUME))
        return bool(requests[0] and requests[1]) and scored[1] / requests[1] >= ARRIVED * scored[0] / requests[0]


def _n(series: HourlySeries, start: datetime, end: datetime) -> float:
    chosen = (series.hours >= _number(start)) & (series.hours < _number(end))
    return float(series.n[chosen].sum())


def _hour(timestamp: datetime) -> datetime:
    return timestamp.replace(minute=0, second=0, microsecond=0)


def _number(timestamp: datetime) -> int:
    return int(to_us(timestamp) // to_us(from_us(0) + _HOUR))
