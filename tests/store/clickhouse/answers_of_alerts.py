"""Questions of alerts: every metric in a window."""

from __future__ import annotations

from typing import Any

from store.analytics.alerts.window_values import window_value
from store.analytics.changes.all_series import counted, metric_hours, score_hours, usual_delays, watched_scores
from store.analytics.changes.causes import likely_causes
from store.analytics.changes.finding import find_changes
from store.analytics.changes.label_series import label_hours, watched_labels
from store.analytics.changes.question import ChangeQuestion
from store.evaluation.alerts import Threshold
from store.statistics.changes import HourlySeries
from tests.store.clickhouse.answers import END, MIDDLE, Question, keys_of, selection
from tests.store.clickhouse.answers_record import START

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


def _everything(tree: Any) -> Question:
    """Every score and metric at once; of numbers, booleans and labels, of which requests have one or several."""

    async def ask(engine: Any) -> Any:
        chosen = selection(engine, tree, start=START, end=END)

        def read(snapshot: Any) -> Any:
            scores = watched_scores(snapshot, chosen.project)
            series = score_hours(snapshot, chosen, scores) | metric_hours(snapshot, chosen, is_first=True)
            labels = watched_labels(snapshot, chosen, scores)
            series |= label_hours(snapshot, chosen, scores, labels)
            delays = usual_delays(snapshot, chosen, scores)
            return (
                counted(snapshot, chosen),
                labels,
                sorted(delays.items()),
                [(str(key), *_numbers(each)) for key, each in sorted(series.items(), key=str)],
            )

        return await engine.read(read)

    return ask


async def _causes(engine: Any) -> Any:
    """Of the newest change, with so many false alarms allowed that there is one."""
    asked = ChangeQuestion(
        selection(engine, start=START, end=END), END, "accuracy", false_alarms_per_quarter=1000.0, explained=0
    )

    def read(snapshot: Any) -> Any:
        changes = [change for series in find_changes(snapshot, asked, keys_of(engine)) for change in series.changes]
        return changes[-1], likely_causes(snapshot, asked, changes[-1], keys_of(engine))

    return await engine.read(read)


def _numbers(series: HourlySeries) -> list[list[float]]:
    return [getattr(series, name).tolist() for name in ("hours", "n", "means", "squares", "lowest", "highest")]


QUESTIONS = {
    "alerts": {
        "everything": _everything("all"),
        "causes": _causes,
        "everything, filtered": _everything({"request_response_rmt": {"properties": {"Env": {"equals": "null"}}}}),
        **{name: _value(**fields) for name, fields in _METRICS.items()},
        **{
            f"{name}, filtered": _value({"request_response_rmt": {"status": {"equals": 200}}}, **fields)
            for name, fields in _METRICS.items()
        },
    }
}
