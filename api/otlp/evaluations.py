"""Evaluation events of OpenTelemetry → scores. Pure.

`gen_ai.evaluation.result` is an event of the Logs API; older instrumentations add it to the judged span.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.otlp.batch import Malformed, Record
from api.scores.items import ItemRefused, score_from
from store.extract.reported.spans.attributes import word
from store.intake import span_id_of
from store.models import NewScore

EVENT = "gen_ai.evaluation.result"
_MAX_COMMENT = 10_000
_LAST_MS = 4_102_444_800_000


def is_evaluation(log: Record) -> bool:
    return EVENT in (log.get("event_name"), log["attributes"].get("event.name"))


def of_log(log: Record, project: int) -> NewScore:
    """Raises Malformed, with the reason, unless it is a score."""
    return _score(log, log["attributes"], project, log.get("time_unix_nano") or log.get("observed_time_unix_nano") or 0)


def of_span(span: Record, project: int) -> Iterator[NewScore | Malformed]:
    for event in span.get("events", ()):
        if event.get("name") == EVENT:
            try:
                yield _score(span, event["attributes"], project, event.get("time_unix_nano") or 0)
            except Malformed as error:
                yield error


def _score(context: Record, attributes: Record, project: int, at_nano: int) -> NewScore:
    value, label = attributes.get("gen_ai.evaluation.score.value"), attributes.get("gen_ai.evaluation.score.label")
    if value is None and label is None:
        failed = word(attributes, "error.type")
        because = f", but the error.type {failed}" if failed else ""
        raise Malformed(f"{EVENT}: has neither a score.value nor a score.label{because}")
    at_ms = at_nano // 1_000_000
    item: dict[str, Any] = {
        "request_id": _target(context, attributes, project),
        "name": attributes.get("gen_ai.evaluation.name"),
        "value": label if value is None else value,
        "comment": word(attributes, "gen_ai.evaluation.explanation")[:_MAX_COMMENT],
    }
    if value is not None and isinstance(label, str):
        item["metadata"] = {"label": label[: _MAX_COMMENT // 10]}
    if 0 < at_ms < _LAST_MS:
        item["scored_at"] = at_ms
    try:
        return score_from(item)
    except ItemRefused as error:
        details = "; ".join(f"{field}: {detail['message']}" for field, detail in error.details.items())
        raise Malformed(f"{EVENT}: {details}") from error


def _target(context: Record, attributes: Record, project: int) -> str:
    """The answer's id, by which a call is found however it was logged, else the span."""
    answered = word(attributes, "gen_ai.response.id")
    if answered:
        return answered
    if "trace_id" in context and "span_id" in context:
        return span_id_of(project, context["trace_id"], context["span_id"])
    raise Malformed(f"{EVENT}: names neither a span nor a gen_ai.response.id")
