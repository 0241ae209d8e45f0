"""Questions of alerts: every metric in a window."""

from __future__ import annotations

from typing import Any

from store.analytics.alerts.window_values import window_value
from store.evaluation.alerts import Threshold
from tests.store.clickhouse.answers import MIDDLE, Question, keys_of, selection

_METRICS: dict[str, dict[str, Any]] = {
    "numbers": {"metric": "score_mean", "score": "quality"},
    "numbers by session": {"metric": "score_mean", "score": "accuracy", "cluster_by": "session"},
    "booleans": {"metric": "score_mean", "score": "is_safe"},
    "labels": {"metric": "label_share", "score": "tone", "label": "good"},
    "a label that never was": {"metric": "label_share", "score": "tone", "label": "never"},
    "a score that never was": {"metric": "score_mean", "score": "never"},
    "errors": {"metric": "error_rate"},
    "median": {"metric": "latency", "quantile": 0.5},
    "far out": {"metric": "time_to_first_token", "quantile": 0.999},
    "cost": {"metric": "cost"},
    "requests": {"metric": "requests"},
}


def _value(tree: Any = "all", **fields: Any) -> Question:
    threshold = Threshold(**({"window_s": 3_600, "direction": "above", "alert": 1.0} | fields))

    async def ask(engine: Any) -> Any:
        chosen = selection(engine, tree, start=MIDDLE)
        return await engine.read(lambda snapshot: window_value(snapshot, threshold, chosen, keys_of(engine)))

    return ask


QUESTIONS = {
    "alerts": {
        **{name: _value(**fields) for name, fields in _METRICS.items()},
        **{
            f"{name}, filtered": _value({"request_response_rmt": {"status": {"equals": 200}}}, **fields)
            for name, fields in _METRICS.items()
        },
    }
}
