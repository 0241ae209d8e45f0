"""Headers of frames → the facts of an exchange's row. Pure.

Frames that an earlier version wrote lack the fields that were added since; these are then None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from store.models import ExchangeRow

Fields = dict[str, Any]

_ADDED_SINCE = ("request_gap_offset",)
_OPENING_FIELDS = (
    "exchange_id",
    "request_id",
    "project",
    "key_name",
    "node",
    "started_at_us",
    "method",
    "path",
    "upstream",
    "target_url",
    "request_headers",
    "helicone_headers",
    "request_omitted",
    "response_omitted",
    "request_size_bytes",
    "request_truncated",
)


def opening_fields(header: Mapping[str, Any]) -> Fields:
    """Raises KeyError when a field is missing."""
    fields = {name: header[name] for name in _OPENING_FIELDS}
    for name in _ADDED_SINCE:
        fields[name] = header.get(name)
    return fields


def request_fields(header: Mapping[str, Any]) -> Fields:
    return {
        "request_size_bytes": header["request_size_bytes"],
        "request_truncated": header["request_truncated"] or not header["request_complete"],
        "request_gap_offset": header.get("request_gap_offset"),
    }


def closing_fields(header: Mapping[str, Any]) -> Fields:
    first_byte_us = header["first_byte_us"]
    return {
        "outcome": header["outcome"],
        "error": header["error"],
        "status": header["status"],
        "response_headers": header["response_headers"],
        "response_size_bytes": header["response_size_bytes"],
        "response_truncated": header["response_truncated"],
        "response_gap_offset": header.get("response_gap_offset"),
        "latency_ms": None if header["duration_us"] is None else header["duration_us"] / 1000,
        "time_to_first_byte_ms": None if first_byte_us is None else first_byte_us / 1000,
        "chunks": header["chunks"],
        "connect_attempts": header["connect_attempts"],
        "served_by": header["served_by"],
    }


def fields_of_row(row: ExchangeRow) -> Fields:
    """The inverse of `opening_fields`."""
    return {name: getattr(row, name) for name in (*_OPENING_FIELDS, *_ADDED_SINCE)}
