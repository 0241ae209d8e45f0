"""What nobody should have to look for: alerts that fire now, and changes that were found lately. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from store.evaluation.alerts import FIRING, AlertEvent, AlertRule, AlertState, ChangeWatch
from store.timestamps import from_us

SHOWN_FOR = timedelta(days=1)  # so long after it was found, a change is the state of its rule,
OPEN_FOR = timedelta(days=7)  # … and so long it is open, for those who do not look every day
EVENTS_MOST = 20  # of one rule, and rules of which the events are read


class OpenAlert(NamedTuple):
    rule: AlertRule
    state: AlertState
    events: list[AlertEvent]  # the newest first

    @property
    def is_firing(self) -> bool:
        return self.state.state in FIRING


def may_be_open(rules: Sequence[tuple[AlertRule, AlertState | None]], at_us: int) -> list[tuple[AlertRule, AlertState]]:
    """Those that fire or have found a change at any time, and are neither disabled nor silenced; those that fire first,
    the newest first."""
    found = [
        (rule, state)
        for rule, state in rules
        if state is not None
        and (state.state in FIRING or (isinstance(rule.definition, ChangeWatch) and state.number))
        and rule.enabled
        and (rule.silenced_until_us is None or rule.silenced_until_us <= at_us)
    ]
    return sorted(found, key=lambda each: (each[1].state not in FIRING, -each[1].since_us))


def open_events(state: AlertState, history: Sequence[AlertEvent], at_us: int) -> list[AlertEvent]:
    """The changes of the last week; of levels, how the state began, or when it was last said again. `history`: the
    newest first."""
    changes = [each for each in history if each.details is not None]
    if changes:
        return [each for each in changes if _is_recent(each, at_us)]
    return [each for each in history if each.state in FIRING and state.state in FIRING][:1]


def _is_recent(event: AlertEvent, at_us: int) -> bool:
    found_at = datetime.fromisoformat((event.details or {})["found_at"])
    return from_us(at_us) - found_at < OPEN_FOR
