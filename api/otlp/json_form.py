"""OTLP's messages in JSON → batches. Pure.

Ids are hexadecimal, and 64-bit numbers are texts or numbers
(https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). Unknown members are ignored.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import orjson

from api.otlp.batch import (
    DEPTH_MOST,
    Malformed,
    Record,
    RecordBatch,
    checked_log,
    checked_span,
    plain_number,
    with_context,
)
from store.extract.budgets import SHOWN, OverBudget

_DIGITS_MOST = 20


class TooManyValues(Exception):
    """More values than may be held in memory at once."""


def trace_batch(body: bytes) -> RecordBatch:
    """ExportTraceServiceRequest. Raises Malformed and TooManyValues."""
    return _batch(body, "resourceSpans", "scopeSpans", "spans", _span)


def log_batch(body: bytes) -> RecordBatch:
    """ExportLogsServiceRequest. Raises Malformed and TooManyValues."""
    return _batch(body, "resourceLogs", "scopeLogs", "logRecords", _log)


def _batch(body: bytes, resources: str, scopes: str, records: str, read: Callable[[Any], Record]) -> RecordBatch:
    try:
        SHOWN.check_values(body)
        value = orjson.loads(body)
    except OverBudget:
        raise TooManyValues from None
    except orjson.JSONDecodeError as error:
        raise Malformed(f"the body is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise Malformed(f"the body must be an object with {resources}")
    batch = RecordBatch()
    for resource in _objects(value, resources):
        attributes = _attributes(_object(resource, "resource"))
        for scope in _objects(resource, scopes):
            named = _object(scope, "scope")
            known = {name: named[name] for name in ("name", "version") if isinstance(named.get(name), str)}
            context = {**known, "attributes": _attributes(named)}
            for record in _list(scope, records):
                batch.add(partial(_in_context, read, record, attributes, context))
    return batch


def _in_context(read: Callable[[Any], Record], record: Any, resource: Record, scope: Record) -> Record:
    return with_context(read(record), resource, scope)


def _span(value: Any) -> Record:
    if not isinstance(value, dict):
        raise Malformed("a span must be an object")
    span: Record = {
        "trace_id": _text(value, "traceId"),
        "span_id": _text(value, "spanId"),
        "parent_span_id": _text(value, "parentSpanId"),
        "name": _text(value, "name"),
        "kind": value.get("kind", 0),
        "start_time_unix_nano": _number(value, "startTimeUnixNano"),
        "end_time_unix_nano": _number(value, "endTimeUnixNano"),
        "attributes": _attributes(value),
    }
    if state := _text(value, "traceState"):
        span["trace_state"] = state
    status = _object(value, "status")
    span["status"] = {"code": status.get("code", 0)}
    if message := _text(status, "message"):
        span["status"]["message"] = message
    if events := _objects(value, "events"):
        span["events"] = [
            {
                "name": _text(event, "name"),
                "time_unix_nano": _number(event, "timeUnixNano"),
                "attributes": _attributes(event),
            }
            for event in events
        ]
    if links := _objects(value, "links"):
        span["links"] = [
            {"trace_id": _text(link, "traceId"), "span_id": _text(link, "spanId"), "attributes": _attributes(link)}
            for link in links
        ]
    return checked_span(span)


def _log(value: Any) -> Record:
    if not isinstance(value, dict):
        raise Malformed("a log record must be an object")
    return checked_log(
        {
            "trace_id": _text(value, "traceId"),
            "span_id": _text(value, "spanId"),
            "event_name": _text(value, "eventName"),
            "time_unix_nano": _number(value, "timeUnixNano"),
            "observed_time_unix_nano": _number(value, "observedTimeUnixNano"),
            "attributes": _attributes(value),
            "body": _any_value(value.get("body"), 0),
        }
    )


def _attributes(value: Record) -> Record:
    return {_text(pair, "key"): _any_value(pair.get("value"), 0) for pair in _objects(value, "attributes")}


def _any_value(value: Any, depth: int) -> Any:
    if depth > DEPTH_MOST:
        raise Malformed(f"an attribute is nested deeper than {DEPTH_MOST} levels")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Malformed('the value of an attribute must be an object such as {"stringValue": "…"}')
    for name in value:
        if name in _SCALARS:
            return _SCALARS[name](value, name)
        if name == "arrayValue":
            return [_any_value(each, depth + 1) for each in _list(_object(value, name), "values")]
        if name == "kvlistValue":
            pairs = _objects(_object(value, name), "values")
            return {_text(pair, "key"): _any_value(pair.get("value"), depth + 1) for pair in pairs}
    return None


def _flag(value: Record, name: str) -> bool:
    item = value[name]
    if not isinstance(item, bool):
        raise Malformed(f"{name}: must be true or false")
    return item


def _double(holder: Record, name: str) -> float | str:
    value = holder[name]
    if value in ("NaN", "Infinity", "-Infinity"):
        return str(value)
    if isinstance(value, str):
        try:
            return plain_number(float(value))
        except ValueError:
            pass
    if isinstance(value, int | float) and not isinstance(value, bool):
        return plain_number(float(value))
    raise Malformed(f"{name}: must be a number")


def _text(value: Record, name: str) -> str:
    item = value.get(name)
    if item is None:
        return ""
    if not isinstance(item, str):
        raise Malformed(f"{name}: must be a text")
    return item


def _number(value: Record, name: str) -> int:
    """A whole number, as number or as text."""
    item = value.get(name)
    if item is None or item == "":
        return 0
    if isinstance(item, str) and len(item) <= _DIGITS_MOST and item.removeprefix("-").isascii():
        if item.removeprefix("-").isdecimal():
            return int(item)
    elif isinstance(item, float) and item.is_integer():
        return int(item)
    elif isinstance(item, int) and not isinstance(item, bool):
        return item
    raise Malformed(f"{name}: must be a whole number")


def _object(value: Record, name: str) -> Record:
    item = value.get(name)
    if item is None:
        return {}
    if not isinstance(item, dict):
        raise Malformed(f"{name}: must be an object")
    return item


def _list(value: Record, name: str) -> list[Any]:
    item = value.get(name)
    if item is None:
        return []
    if not isinstance(item, list):
        raise Malformed(f"{name}: must be a list")
    return item


def _objects(value: Record, name: str) -> list[Record]:
    items = _list(value, name)
    if not all(isinstance(item, dict) for item in items):
        raise Malformed(f"{name}: must be a list of objects")
    return items


_SCALARS: dict[str, Callable[[Record, str], Any]] = {
    "stringValue": _text,
    "bytesValue": _text,
    "intValue": _number,
    "boolValue": _flag,
    "doubleValue": _double,
}
