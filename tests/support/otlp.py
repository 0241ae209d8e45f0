"""OTLP as exporters send it: JSON, and the same in protobuf (opentelemetry-proto 1.x)."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Any

TRACE = "5b8efff798038103d269b633813fc60c"
START_NANO = 1_780_000_000_000_000_000


def any_value(value: Any) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int):
        return {"intValue": str(value)}
    if isinstance(value, float):
        return {"doubleValue": value}
    if isinstance(value, list | tuple):
        return {"arrayValue": {"values": [any_value(item) for item in value]}}
    if isinstance(value, dict):
        return {"kvlistValue": {"values": attributes(value)}}
    return {"stringValue": value}


def attributes(values: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"key": key, "value": any_value(value)} for key, value in values.items()]


def span(number: int, values: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The span with the id `number`, which ran for a second, `number` milliseconds after START_NANO."""
    start = START_NANO + number * 1_000_000
    return {
        "traceId": TRACE,
        "spanId": f"{number:016x}",
        "name": f"span {number}",
        "kind": 3,
        "startTimeUnixNano": str(start),
        "endTimeUnixNano": str(start + 1_000_000_000),
        "attributes": attributes(values),
        "status": {"code": 1},
        **changes,
    }


def traces(spans: Iterable[dict[str, Any]], resource: dict[str, Any] | None = None) -> dict[str, Any]:
    scope = {"scope": {"name": "tests", "version": "1"}, "spans": list(spans)}
    known = {"attributes": attributes(resource or {"service.name": "shop"})}
    return {"resourceSpans": [{"resource": known, "scopeSpans": [scope]}]}


def logs(records: Iterable[dict[str, Any]]) -> dict[str, Any]:
    scope = {"scope": {"name": "tests"}, "logRecords": list(records)}
    return {"resourceLogs": [{"resource": {"attributes": []}, "scopeLogs": [scope]}]}


def evaluation(values: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "timeUnixNano": str(START_NANO),
        "eventName": "gen_ai.evaluation.result",
        "attributes": attributes(values),
        **changes,
    }


def message(number: int, event: str, body: Any, at_ms: int = 0, **changes: Any) -> dict[str, Any]:
    """A log record of the span with the id `number`, as instrumentations send messages up to 1.36."""
    return {
        "timeUnixNano": str(START_NANO + at_ms * 1_000_000),
        "eventName": event,
        "traceId": TRACE,
        "spanId": f"{number:016x}",
        "attributes": attributes({"gen_ai.system": "openai"}),
        "body": any_value(body),
        **changes,
    }


# The same in protobuf


def traces_protobuf(request: dict[str, Any]) -> bytes:
    return b"".join(_message(1, _resource(each, "scopeSpans", "spans", _span)) for each in request["resourceSpans"])


def logs_protobuf(request: dict[str, Any]) -> bytes:
    return b"".join(_message(1, _resource(each, "scopeLogs", "logRecords", _log)) for each in request["resourceLogs"])


def _resource(value: dict[str, Any], scopes: str, records: str, encode: Any) -> bytes:
    body = _message(1, _attributes(1, value["resource"]))
    for scope in value[scopes]:
        named = _text(1, scope["scope"]["name"]) + _text(2, scope["scope"].get("version", ""))
        inner = _message(1, named) + b"".join(_message(2, encode(record)) for record in scope[records])
        body += _message(2, inner)
    return body


def _span(value: dict[str, Any]) -> bytes:
    body = _message(1, bytes.fromhex(value["traceId"])) + _message(2, bytes.fromhex(value["spanId"]))
    if "parentSpanId" in value:
        body += _message(4, bytes.fromhex(value["parentSpanId"]))
    body += _text(5, value["name"]) + _varint_field(6, value["kind"])
    body += _fixed64(7, int(value["startTimeUnixNano"])) + _fixed64(8, int(value["endTimeUnixNano"]))
    body += _attributes(9, value)
    for event in value.get("events", []):
        inner = _fixed64(1, int(event["timeUnixNano"])) + _text(2, event["name"]) + _attributes(3, event)
        body += _message(11, inner)
    status = value["status"]
    return body + _message(15, _text(2, status.get("message", "")) + _varint_field(3, status["code"]))


def _log(value: dict[str, Any]) -> bytes:
    body = _fixed64(1, int(value["timeUnixNano"])) + _attributes(6, value) + _text(12, value["eventName"])
    if "body" in value:
        body += _message(5, _any(value["body"]))
    if "traceId" in value:
        body += _message(9, bytes.fromhex(value["traceId"])) + _message(10, bytes.fromhex(value["spanId"]))
    return body


def _attributes(number: int, holder: dict[str, Any]) -> bytes:
    return b"".join(_message(number, _pair(pair)) for pair in holder["attributes"])


def _pair(pair: dict[str, Any]) -> bytes:
    return _text(1, pair["key"]) + _message(2, _any(pair["value"]))


def _any(value: dict[str, Any]) -> bytes:
    ((kind, item),) = value.items()
    match kind:
        case "stringValue":
            return _message(1, item.encode())
        case "boolValue":
            return _varint_field(2, int(item))
        case "intValue":
            return _varint_field(3, int(item) & 0xFFFF_FFFF_FFFF_FFFF)
        case "doubleValue":
            return b"\x21" + struct.pack("<d", item)
        case "arrayValue":
            return _message(5, b"".join(_message(1, _any(each)) for each in item["values"]))
        case _:
            return _message(6, b"".join(_message(1, _pair(each)) for each in item["values"]))


def _text(number: int, text: str) -> bytes:
    return _message(number, text.encode()) if text else b""


def _message(number: int, body: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(body)) + body


def _varint_field(number: int, value: int) -> bytes:
    return varint(number << 3) + varint(value)


def _fixed64(number: int, value: int) -> bytes:
    return varint(number << 3 | 1) + struct.pack("<Q", value)


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
