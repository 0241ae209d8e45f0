"""Rules of alerts."""

from __future__ import annotations

from typing import Any

from store.evaluation.alerts import AlertRule, Threshold


def threshold(**changes: Any) -> Threshold:
    fields: dict[str, Any] = {
        "metric": "score_mean",
        "window_s": 3_600,
        "direction": "below",
        "alert": 0.7,
        "score": "accuracy",
    }
    return Threshold(**(fields | changes))


def rule(**changes: Any) -> AlertRule:
    fields: dict[str, Any] = {
        "id": "a1",
        "project": 1,
        "name": "Accuracy is low",
        "definition": threshold(),
        "renotify_s": None,
        "webhooks": None,
        "enabled": True,
        "silenced_until_us": None,
        "base_url": "https://gnomon.example.com",
        "created_at_us": 1,
        "updated_at_us": 1,
    }
    return AlertRule(**(fields | changes))
