"""OTLP's messages in protobuf → batches. Pure.

Field numbers are those of opentelemetry-proto 1.x (trace.proto, logs.proto, common.proto), which never change.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import partial
from typing import Any

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
from api.otlp.protobuf import BYTES, FIXED64, VARINT, double, fields, signed, text

Reader = Callable[[bytes, int, int], Record]  # of one record, which is body[start:end]
_LINK_IDS = {1: "trace_id", 2: "span_id"}
_SPAN_TEXTS = {3: "trace_state", 5: "name"}
_SPAN_IDS = {1: "trace_id", 2: "span_id", 4: "parent_span_id"}
_SPAN_NUMBERS = {6: "kind", 7: "start_time_unix_nano", 8: "end_time_unix_nano", 10: "dropped_attributes_count"}


def trace_batch(body: bytes) -> RecordBatch:
    """ExportTraceServiceRequest. Raises Malformed when the body as a whole cannot be read."""
    return _batch(body, _span)


def log_batch(body: bytes) -> RecordBatch:
    """ExportLogsServiceRequest. Raises Malformed when the body as a whole cannot be read."""
    return _batch(body, _log)


def _batch(body: bytes, read: Reader) -> RecordBatch:
    batch = RecordBatch()
    for number, wire, start, end in fields(body, 0, len(body)):
        if number == 1 and wire == BYTES:
            _read_resource(body, start, end, batch, read)
    return batch


def _read_resource(body: bytes, start: int, end: int, batch: RecordBatch, read: Reader) -> None:
    """ResourceSpans or ResourceLogs. The resource may stand behind its scopes."""
    resource: Record = {}
    scopes: list[tuple[int, int]] = []
    for number, wire, start_, end_ in fields(body, start, end):
        if number == 1 and wire == BYTES:
            resource = _members(body, start_, end_, {}, attributes=1)["attributes"]
        elif number == 2 and wire == BYTES:
            scopes.append((start_, end_))
    for scope_start, scope_end in scopes:
        scope: Record = {}
        records: list[tuple[int, int]] = []
        for number, wire, start_, end_ in fields(body, scope_start, scope_end):
            if number == 1 and wire == BYTES:
                scope = _members(body, start_, end_, {1: "name", 2: "version"}, attributes=3)
            elif number == 2 and wire == BYTES:
                records.append((start_, end_))
        for record_start, record_end in records:
            batch.add(partial(_in_context, read, body, record_start, record_end, resource, scope))


def _in_context(read: Reader, body: bytes, start: int, end: int, resource: Record, scope: Record) -> Record:
    return with_context(read(body, start, end), resource, scope)


def _span(body: bytes, start: int, end: int) -> Record:
    span: Record = {"name": ""}
    attributes: Record = {}
    events: list[Record] = []
    links: list[Record] = []
    for number, wire, start_, end_ in fields(body, start, end):
        if wire == BYTES:
            if number == 9:
                _add_attribute(attributes, body, start_, end_, 0)
            elif number in _SPAN_IDS:
                span[_SPAN_IDS[number]] = body[start_:end_].hex()
            elif number in _SPAN_TEXTS:
                span[_SPAN_TEXTS[number]] = text(body, start_, end_)
            elif number == 11:
                events.append(_event(body, start_, end_))
            elif number == 13:
                links.append(_members(body, start_, end_, {3: "trace_state"}, attributes=4, ids=_LINK_IDS))
            elif number == 15:
                span["status"] = _status(body, start_, end_)
        elif number in _SPAN_NUMBERS:
            span[_SPAN_NUMBERS[number]] = start_
    span["attributes"] = attributes
    if events:
        span["events"] = events
    if links:
        span["links"] = links
    return checked_span(span)


def _event(body: bytes, start: int, end: int) -> Record:
    return _members(body, start, end, {2: "name"}, attributes=3, numbers={1: "time_unix_nano"})


def _status(body: bytes, start: int, end: int) -> Record:
    status = _members(body, start, end, {2: "message"}, numbers={3: "code"})
    del status["attributes"]
    return status


def _log(body: bytes, start: int, end: int) -> Record:
    log = _members(
        body,
        start,
        end,
        {12: "event_name"},
        attributes=6,
        ids={9: "trace_id", 10: "span_id"},
        numbers={1: "time_unix_nano", 11: "observed_time_unix_nano"},
        value=(5, "body"),
    )
    return checked_log(log)


def _members(
    body: bytes,
    start: int,
    end: int,
    texts: dict[int, str],
    attributes: int = 0,
    ids: dict[int, str] | None = None,
    numbers: dict[int, str] | None = None,
    value: tuple[int, str] = (0, ""),
) -> Record:
    """The members of a message whose numbers are named; "attributes" is always there."""
    found: Record = {"attributes": {}}
    for number, wire, start_, end_ in fields(body, start, end):
        if wire != BYTES:
            if numbers and number in numbers:
                found[numbers[number]] = start_
        elif number == attributes:
            _add_attribute(found["attributes"], body, start_, end_, 0)
        elif number in texts:
            found[texts[number]] = text(body, start_, end_)
        elif ids and number in ids:
            found[ids[number]] = body[start_:end_].hex()
        elif number == value[0]:
            found[value[1]] = _any_value(body, start_, end_, 0)
    return found


def _add_attribute(attributes: Record, body: bytes, start: int, end: int, depth: int) -> None:
    """KeyValue"""
    key = ""
    value: Any = None
    for number, wire, start_, end_ in fields(body, start, end):
        if wire == BYTES:
            if number == 1:
                key = text(body, start_, end_)
            elif number == 2:
                value = _any_value(body, start_, end_, depth)
    attributes[key] = value


def _any_value(body: bytes, start: int, end: int, depth: int) -> Any:
    if depth > DEPTH_MOST:
        raise Malformed(f"an attribute is nested deeper than {DEPTH_MOST} levels")
    value: Any = None
    for number, wire, start_, end_ in fields(body, start, end):
        if number == 1 and wire == BYTES:
            value = text(body, start_, end_)
        elif number == 2 and wire == VARINT:
            value = start_ != 0
        elif number == 3 and wire == VARINT:
            value = signed(start_)
        elif number == 4 and wire == FIXED64:
            value = plain_number(double(start_))
        elif number in (5, 6) and wire == BYTES:
            value = _list(body, start_, end_, depth) if number == 5 else _object(body, start_, end_, depth)
        elif number == 7 and wire == BYTES:
            value = b64encode(body[start_:end_]).decode()
    return value


def _list(body: bytes, start: int, end: int, depth: int) -> list[Any]:
    return [
        _any_value(body, start_, end_, depth + 1)
        for number, wire, start_, end_ in fields(body, start, end)
        if number == 1 and wire == BYTES
    ]


def _object(body: bytes, start: int, end: int, depth: int) -> Record:
    members: Record = {}
    for number, wire, start_, end_ in fields(body, start, end):
        if number == 1 and wire == BYTES:
            _add_attribute(members, body, start_, end_, depth + 1)
    return members
