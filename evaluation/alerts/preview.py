"""What a rule would have done in the past: the same question for many windows, judged in their order."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from evaluation.alerts.changes import ChangeSearch, judge_changes
from evaluation.alerts.everything import EverythingSearch
from evaluation.alerts.judging import judge
from evaluation.alerts.measuring import Measuring
from evaluation.alerts.watching import every_s
from store.analytics import QueryTooSlow, Replica
from store.analytics.query import Snapshot
from store.evaluation.alerts import AlertEvent, AlertRule, AlertSeverity, AlertState, ChangeWatch, WindowValue
from store.timestamps import to_us

WINDOWS_MOST = 504  # three weeks of hours
BUDGET_S = 10.0  # what is older is left out


class PreviewPoint(NamedTuple):
    at_us: int  # the end of the window
    found: WindowValue
    state: AlertSeverity


@dataclass(frozen=True, slots=True)
class Preview:
    start_us: int
    step_s: int  # from one window to the next
    points: list[PreviewPoint]  # the oldest first; of changes, none
    events: list[AlertEvent]  # changes and reminders that would have been


async def preview(replica: Replica, rule: AlertRule, days: float) -> Preview:
    """Of the last `days`, as far as WINDOWS_MOST windows and BUDGET_S reach. Raises QueryTooSlow, where not even one
    window is done in time."""
    end_us = await replica.fresh()
    threshold = rule.threshold
    step_s = max(every_s(threshold), min(threshold.window_s, int(days * 86_400 / WINDOWS_MOST)))
    count = max(1, min(WINDOWS_MOST, int(days * 86_400 / step_s)))
    ends = [end_us - index * step_s * 1_000_000 for index in range(count)]
    measuring = Measuring(replica, rule.project, threshold)

    def measure(snapshot: Snapshot) -> list[tuple[int, WindowValue]]:
        deadline = time.monotonic() + BUDGET_S
        values = []
        for at_us in ends:
            values.append((at_us, measuring.at(snapshot, at_us)))
            if time.monotonic() > deadline:
                break
        return values[::-1]

    return _judged(rule, step_s, await replica.read(measure, 3 * BUDGET_S))


async def preview_changes(
    replica: Replica, rule: AlertRule, watched: ChangeWatch, hidden: Collection[str], days: float
) -> Preview:
    """The changes that were found in the last `days`, each when it was found. Raises QueryTooSlow, LabelNeeded and
    TooManyToWatch."""
    now_us = await replica.fresh()
    search = ChangeSearch(replica, rule, watched, hidden)
    searching = EverythingSearch(search) if watched.is_of_everything else search
    found = await replica.read(lambda snapshot: searching.found(snapshot, now_us), 3 * BUDGET_S)
    if found is None:
        raise QueryTooSlow("Reading all scores of 13 weeks takes longer than a preview may: watch a single score")
    judged = judge_changes(replace(rule, created_at_us=0), None, found, search.question(now_us), (), now_us)
    start_us = now_us - int(days * 86_400) * 1_000_000
    events = [replace(each.event, at_us=_found_at_us(each.event)) for each in judged if each.event is not None]
    return Preview(start_us, every_s(watched), [], [event for event in events if event.at_us >= start_us])


def _found_at_us(event: AlertEvent) -> int:
    return to_us(datetime.fromisoformat((event.details or {})["found_at"]))


def _judged(rule: AlertRule, step_s: int, values: list[tuple[int, WindowValue]]) -> Preview:
    state: AlertState | None = None
    points, events = [], []
    for at_us, found in values:
        state, event = judge(rule, state, found, at_us)
        points.append(PreviewPoint(at_us, found, state.state))
        if event is not None:
            events.append(event)
    return Preview(points[0].at_us, step_s, points, events)
