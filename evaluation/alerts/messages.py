"""The message of an event for webhooks: its data, as JSON has them. Pure."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from evaluation.alerts.words import metric_words
from evaluation.feed.listener import RECEIVERS
from store.evaluation.alerts import AlertEvent, AlertRule, Threshold
from store.timestamps import from_us


class DashboardLinks(NamedTuple):
    """URLs under which the dashboard can be opened, without a slash at the end; "": not known."""

    public_url: str = ""  # that the settings name
    usual_url: str = ""  # where nobody has created the rule, and the settings name none


def message_of(rule: AlertRule, event: AlertEvent, links: DashboardLinks) -> dict[str, Any]:
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
        "url": page_url(rule, event, links),
    }
    if isinstance(rule.definition, Threshold):
        message |= {"direction": rule.definition.direction, "window_s": rule.definition.window_s}
    if event.details is not None:
        message["change"] = event.details
    if rule.webhooks is not None:
        message[RECEIVERS] = list(rule.webhooks)
    return message


def page_url(rule: AlertRule, event: AlertEvent, links: DashboardLinks) -> str | None:
    """Of the event in the dashboard. None: by which URL this server is called is not known."""
    url = links.public_url or rule.base_url or links.usual_url
    if not url:
        return None
    place = f"#event-{event.number}" if event.number else ""
    return f"{url}/ui/alerts?{urlencode({'id': rule.id, 'project': rule.project})}{place}"
