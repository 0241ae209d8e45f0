"""What a rule would have done in the past: the same question for many windows, judged in their order."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import NamedTuple

from evaluation.alerts.judging import judge
from evaluation.alerts.measuring import Measuring
from evaluation.alerts.watching import every_s
from store.analytics import Replica
from store.analytics.query import Snapshot
from store.evaluation.alerts import AlertEvent, AlertRule, AlertSeverity, AlertState, WindowValue

WINDOWS_MOST = 504  # three weeks of hours
BUDGET_S = 10.0  # what is older is left out


class PreviewPoint(NamedTuple):
    at_us: int  # the end of the window
    found: WindowValue
    state: AlertSeverity


@dataclass(frozen=True, slots=True)
class Preview:
    step_s: int  # from one window to the next
    points: list[PreviewPoint]  # the oldest first
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


def _judged(rule: AlertRule, step_s: int, values: list[tuple[int, WindowValue]]) -> Preview:
    state: AlertState | None = None
    points, events = [], []
    for at_us, found in values:
        state, event = judge(rule, state, found, at_us)
        points.append(PreviewPoint(at_us, found, state.state))
        if event is not None:
            events.append(event)
    return Preview(step_s, points, events)
