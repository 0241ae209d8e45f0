"""The message of an event for webhooks: its data, as JSON has them. Pure."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from evaluation.alerts.words import metric_words
from evaluation.feed.listener import RECEIVERS
from store.evaluation.alerts import AlertEvent, AlertRule, Threshold
from store.timestamps import from_us


def message_of(rule: AlertRule, event: AlertEvent) -> dict[str, Any]:
    message = {
        "alert": rule.kind,
        "event_id": event.id,
        "rule_id": rule.id,
        "name": rule.name,
        "state": event.state,
        "previous_state": event.previous,
        "reminder": event.state == event.previous,
        "text": event.text,
        "metric": metric_words(rule.definition),
        "value": event.value,
        "interval": None if event.low is None and event.high is None else [event.low, event.high],
        "n": event.n,
        "level": event.level,
        "filter": rule.definition.filter,
        "at": from_us(event.at_us).isoformat(timespec="milliseconds") + "Z",
        "url": page_url(rule),
    }
    if isinstance(rule.definition, Threshold):
        message |= {"direction": rule.definition.direction, "window_s": rule.definition.window_s}
    if event.details is not None:
        message["change"] = event.details
    if rule.webhooks is not None:
        message[RECEIVERS] = list(rule.webhooks)
    return message


def page_url(rule: AlertRule) -> str | None:
    """Of the rule in the dashboard. None: by which URL this server is called is not known."""
    if not rule.base_url:
        return None
    return f"{rule.base_url}/ui/alerts?{urlencode({'id': rule.id, 'project': rule.project})}"
