"""A value, and the state before → the state, its event, and whether a message is due. Pure.

A level is crossed when the whole 95 % interval is beyond it, so that few requests alone fire nothing. A state ends when
the value itself is back, by `recovery_margin` better than the level: between the two lies what keeps a state from
coming and going with each evaluation.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import NamedTuple

from evaluation.alerts.words import ended_text, event_text
from store.evaluation.alerts import FIRING, AlertEvent, AlertRule, AlertSeverity, AlertState, Threshold, WindowValue

_RANKS: dict[AlertSeverity, int] = {"no_data": 0, "ok": 0, "warning": 1, "alert": 2}


class Judged(NamedTuple):
    state: AlertState
    event: AlertEvent | None  # None: nothing has changed, and no reminder is due

    @property
    def is_message(self) -> bool:
        return self.event is not None and self.event.sent


def judge(rule: AlertRule, before: AlertState | None, found: WindowValue, at_us: int) -> Judged:
    """What an evaluation means. `before`: None at the first one."""
    first = before or AlertState(rule.id, rule.project, "ok", at_us)
    severity = severity_of(rule.threshold, first.state, found)
    measured = replace(
        first,
        evaluated_at_us=at_us,
        value=found.value,
        low=found.low,
        high=found.high,
        n=found.n,
        error=None,
    )
    ended = first.state if first.state in FIRING else first.notified
    return moved(rule, measured, severity, at_us, _level(rule.threshold, severity, ended))


def moved(
    rule: AlertRule, before: AlertState, severity: AlertSeverity, at_us: int, level: float | None, reason: str = ""
) -> Judged:
    """The state after this severity was found. `reason`: of an end that no evaluation found."""
    changed = severity != before.state
    state = replace(before, state=severity, since_us=at_us) if changed else before
    is_event = changed and bool(FIRING & {severity, before.state})  # others come and go with the traffic
    sends = not is_silenced(rule, at_us) and _is_message_due(rule, state, at_us)
    if not is_event and not sends:
        return Judged(state, None)
    # After a silence, a message is about what has changed since the last one.
    previous = before.state if is_event else before.notified
    state = replace(state, number=state.number + 1)
    if sends:
        state = replace(state, notified=severity, notified_at_us=at_us)
    event = AlertEvent(
        rule.id,
        state.number,
        rule.project,
        at_us,
        severity,
        previous,
        sends,
        ended_text(rule, reason) if reason else event_text(rule, state, level),
        state.value,
        state.low,
        state.high,
        state.n,
        level,
        definition_of(rule),
    )
    return Judged(state, event)


def is_silenced(rule: AlertRule, at_us: int) -> bool:
    return rule.silenced_until_us is not None and at_us < rule.silenced_until_us


def definition_of(rule: AlertRule) -> dict[str, object]:
    """What an event says of its rule."""
    watched = asdict(rule.definition)
    watched.pop("since_us", None)
    return {"name": rule.name, "kind": rule.kind, **watched}


def severity_of(threshold: Threshold, before: AlertSeverity, found: WindowValue) -> AlertSeverity:
    limit = _limit(threshold, found)
    is_total = not found.has_interval
    if found.value is None or limit is None or (not is_total and found.n < threshold.minimum_n):
        return _without_data(threshold, before)
    crossed = _highest(threshold, limit, 0.0)
    held = _highest(threshold, found.value, threshold.recovery_margin)
    kept = min(held, before, key=_RANKS.__getitem__)
    return max(crossed, kept, key=_RANKS.__getitem__) if before != "no_data" else crossed


def _without_data(threshold: Threshold, before: AlertSeverity) -> AlertSeverity:
    match threshold.no_data:
        case "alert":
            return "alert"
        case "keep":
            return before if before in FIRING else "no_data"
    return "no_data"


def _limit(threshold: Threshold, found: WindowValue) -> float | None:
    """The end of the interval that has to be beyond a level; of totals, the value."""
    if not found.has_interval:
        return found.value
    return found.low if threshold.direction == "above" else found.high


def _highest(threshold: Threshold, value: float, margin: float) -> AlertSeverity:
    """The worst level that the value is beyond, with the levels moved by `margin` to the good side."""
    if _is_beyond(threshold, value, threshold.alert, margin):
        return "alert"
    if threshold.warning is not None and _is_beyond(threshold, value, threshold.warning, margin):
        return "warning"
    return "ok"


def _is_beyond(threshold: Threshold, value: float, level: float, margin: float) -> bool:
    return value > level - margin if threshold.direction == "above" else value < level + margin


def _level(threshold: Threshold, severity: AlertSeverity, before: AlertSeverity) -> float | None:
    """The level that an event is about: that of its state, or of the state that ended."""
    about = severity if severity in FIRING else before
    return {"alert": threshold.alert, "warning": threshold.warning}.get(about)


def _is_message_due(rule: AlertRule, state: AlertState, at_us: int) -> bool:
    """For each change among warning and alert, once when both are over, and again while they last."""
    if state.state not in FIRING:
        return state.notified in FIRING
    if state.notified != state.state or state.notified_at_us is None:
        return True
    return rule.renotify_s is not None and at_us >= state.notified_at_us + rule.renotify_s * 1_000_000
