"""Spans and log records of one request, in one form for protobuf and JSON. Pure.

A span as it is logged, and as `store.extract.reported.spans` reads it:

    {"trace_id", "span_id", "parent_span_id"?, "name", "kind", "start_time_unix_nano", "end_time_unix_nano",
     "status": {"code", "message"?}, "attributes": {name: value}, "events": [{"name", "time_unix_nano", "attributes"}],
     "links": [{"trace_id", "span_id", "attributes"}], "resource": {name: value}, "scope": {"name", "version"}}

Attributes are objects instead of lists of keys and values; bytes are base64, numbers that JSON lacks are texts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

RECORDS_MOST = 10_000  # spans or log records of one request; exporters send 512 by default
DEPTH_MOST = 32  # of a value in an attribute
_FIRST_NANO = 946_684_800 * 10**9  # 2000-01-01
_LAST_NANO = 4_102_444_800 * 10**9  # 2100-01-01
_KINDS = ("unspecified", "internal", "server", "client", "producer", "consumer")
_CODES = ("unset", "ok", "error")

Record = dict[str, Any]


class Malformed(ValueError):
    """The body, or one record, is not what the protocol allows; the message says what was wrong."""


@dataclass(slots=True)
class RecordBatch:
    """The records of a request, and those that were refused."""

    records: list[Record] = field(default_factory=list)
    refused: int = 0
    reasons: dict[str, int] = field(default_factory=dict)  # → how many records

    def add(self, read: Callable[[], Record]) -> None:
        """Add the record that `read` gives, or count it as refused. Beyond the limit it is not read."""
        if len(self.records) >= RECORDS_MOST:
            self.refuse(f"more than {RECORDS_MOST} records in one request; send smaller batches")
            return
        try:
            self.records.append(read())
        except Malformed as error:
            self.refuse(str(error))

    def refuse(self, reason: str, count: int = 1) -> None:
        self.refused += count
        known = self.reasons if reason in self.reasons or len(self.reasons) < 10 else {}
        known[reason] = known.get(reason, 0) + count

    @property
    def message(self) -> str:
        """Why records were refused; "" when none was."""
        return "; ".join(f"{count} refused: {reason}" for reason, count in self.reasons.items())


def checked_span(span: Record) -> Record:
    """Raises Malformed unless it can be stored."""
    span["trace_id"] = _hex_id(span.get("trace_id"), 32, "trace_id")
    span["span_id"] = _hex_id(span.get("span_id"), 16, "span_id")
    parent = span.pop("parent_span_id", "")
    if parent and parent.strip("0"):
        span["parent_span_id"] = _hex_id(parent, 16, "parent_span_id")
    start = span.get("start_time_unix_nano", 0)
    if not _FIRST_NANO <= start <= _LAST_NANO:
        raise Malformed(f"start_time_unix_nano: must be a time from 2000 to 2100, got {start}")
    span["kind"] = word_of(span.get("kind", 0), _KINDS, "SPAN_KIND_")
    status = span.setdefault("status", {})
    status["code"] = word_of(status.get("code", 0), _CODES, "STATUS_CODE_")
    return span


def checked_log(log: Record) -> Record:
    """Raises Malformed for ids that are none. Without ids, they are left out."""
    for name, digits in (("trace_id", 32), ("span_id", 16)):
        if value := log.pop(name, ""):
            log[name] = _hex_id(value, digits, name)
    return log


def plain_number(value: float) -> float | str:
    """A double; those that JSON lacks as texts."""
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def word_of(value: Any, words: tuple[str, ...], prefix: str) -> str:
    """The word of an enumeration's value, a number or a name; of an unknown one, the first."""
    if isinstance(value, str):
        name = value.removeprefix(prefix).lower()
        return name if name in words else words[0]
    return words[value] if type(value) is int and 0 <= value < len(words) else words[0]


def with_context(record: Record, resource: Mapping[str, Any], scope: Mapping[str, Any]) -> Record:
    record["resource"] = resource
    record["scope"] = scope
    return record


def _hex_id(value: Any, digits: int, name: str) -> str:
    lower = value.lower() if isinstance(value, str) else ""
    if len(lower) != digits or lower.strip("0123456789abcdef") or not lower.strip("0"):
        raise Malformed(f"{name}: must be {digits} hexadecimal digits that are not all zero")
    return lower
