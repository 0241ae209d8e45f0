"""Rules, states and events as answers have them."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from api.alerts.alerts_models import (
    AlertEventRow,
    AlertPreviewShape,
    AlertRow,
    AlertTest,
    OpenAlertRow,
    PreviewWindow,
)
from api.http.timestamps import iso_8601
from api.webhooks.webhooks import shown_destination
from evaluation.alerts.alerts import shown_state
from evaluation.alerts.built_in import built_in_id
from evaluation.alerts.open_alerts import OpenAlert
from evaluation.alerts.preview import Preview
from evaluation.alerts.watching import every_s
from evaluation.alerts.words import metric_words
from evaluation.webhooks.receiver import DeliveryAttempt
from store.evaluation.alerts import AlertEvent, AlertRule, AlertState, ChangeWatch, Threshold
from store.evaluation.webhooks import Webhook

_NOTHING = {
    field.name: None
    for kind in (Threshold, ChangeWatch)
    for field in fields(kind)
    if field.name in AlertRow.model_fields
}


def alert_row(rule: AlertRule, state: AlertState | None, at_us: int) -> AlertRow:
    watched = rule.definition
    return AlertRow(
        **(_NOTHING | {name: each for name, each in asdict(watched).items() if name in _NOTHING}),
        id=rule.id,
        name=rule.name,
        kind=rule.kind,
        built_in=rule.id == built_in_id(rule.project),
        webhooks=None if rule.webhooks is None else [*rule.webhooks],
        renotify_s=rule.renotify_s,
        enabled=rule.enabled,
        silenced_until=_iso(rule.silenced_until_us),
        created_at=iso_8601(rule.created_at_us),
        updated_at=iso_8601(rule.updated_at_us),
        what=metric_words(watched),
        every_s=every_s(watched),
        state=shown_state(rule, state, at_us),
        severity="no_data" if state is None else state.state,
        since=_iso(None if state is None else state.since_us),
        evaluated_at=_iso(None if state is None else state.evaluated_at_us),
        **_measured(state),
        error=None if state is None else state.error,
    )


def event_row(event: AlertEvent) -> AlertEventRow:
    return AlertEventRow(
        id=event.id,
        number=event.number,
        at=iso_8601(event.at_us),
        state=event.state,
        previous=event.previous,
        sent=event.sent,
        text=event.text,
        value=event.value,
        low=event.low,
        high=event.high,
        n=event.n,
        level=event.level,
        definition=event.definition,
        what=metric_words(_definition_of(event)),
        change=event.details,
    )


def _definition_of(event: AlertEvent) -> Threshold | ChangeWatch:
    """What the rule was then, also as an older version has stored it."""
    kind: type[Threshold | ChangeWatch] = ChangeWatch if event.definition.get("kind") == "change" else Threshold
    known = {field.name for field in fields(kind)}
    return kind(**{name: value for name, value in event.definition.items() if name in known})


def open_row(found: OpenAlert) -> OpenAlertRow:
    return OpenAlertRow(
        id=found.rule.id,
        name=found.rule.name,
        firing=found.is_firing,
        severity=found.state.state,
        since=iso_8601(found.state.since_us),
        events=[event_row(event) for event in found.events],
    )


def tested_row(webhook: Webhook, attempt: DeliveryAttempt) -> AlertTest:
    error = attempt.error
    return AlertTest(
        webhook_id=webhook.id,
        format=webhook.format,
        destination=shown_destination(webhook),
        success=error is None,
        message="The receiver accepted the test" if error is None else f"The test failed: {error}",
    )


def preview_shape(watched: Threshold | ChangeWatch, found: Preview) -> AlertPreviewShape:
    changes = [event for event in found.events if event.state != event.previous]
    return AlertPreviewShape(
        what=metric_words(watched),
        step_s=found.step_s,
        start=iso_8601(found.start_us),
        alerts=sum(event.state == "alert" for event in changes),
        warnings=sum(event.state == "warning" and event.previous != "alert" for event in changes),
        messages=sum(event.sent for event in found.events),
        windows=[
            PreviewWindow(
                at=iso_8601(point.at_us),
                value=point.found.value,
                low=point.found.low,
                high=point.found.high,
                n=point.found.n,
                state=point.state,
            )
            for point in found.points
        ],
        events=[event_row(event) for event in reversed(found.events)],
    )


def _measured(state: AlertState | None) -> dict[str, Any]:
    if state is None:
        return {"value": None, "low": None, "high": None, "n": 0}
    return {"value": state.value, "low": state.low, "high": state.high, "n": state.n}


def _iso(at_us: int | None) -> str | None:
    return None if at_us is None else iso_8601(at_us)
