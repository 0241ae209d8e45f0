"""Log records that hold the messages of a span's call. Pure.

By OpenTelemetry's conventions up to 1.36, instrumentations send messages as log records beside the span. Both become
one object: the span with the member `log_records`, a list in the order of their times:

    {"id", "name", "time_unix_nano", "attributes": {name: value}, "body": any}

The `id` is a hash of the record: one that is sent again is known by it, also after its texts were cut. Log records
whose span has not come are an object with that member alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import orjson

from store.extract.bodies.parsing import Json, mappings

MEMBER = "log_records"
_FULL = "log_records_full"  # some did not fit, so no more are added: else a record that is sent again might fit
_CUT_BYTES = 1_000  # what stays of a text that is too long, at the least
_MARK = "… [cut by Gnomon]"
_SHARED = ("resource", "scope")  # between the spans of a request


class Grown(NamedTuple):
    """A span with more log records, as JSON."""

    body: bytes
    records: int
    added: int  # of them
    left_out: int  # for want of room


def with_records(span: Json, records: Sequence[Json], limit_bytes: int) -> Grown:
    """Changes `span`. Of what is larger than the limit, the longest texts are cut, then the last records left out."""
    held = mappings(span, MEMBER)
    known = {record.get("id") for record in held}
    new = {record["id"]: record for record in records if record["id"] not in known}
    every = held if span.get(_FULL) else [*held, *new.values()]
    count, body = len(every), _with_first(span, every, len(every), limit_bytes)
    if body is None:
        span[_FULL] = True
        fits = partial(_with_first, span, every, limit_bytes=limit_bytes)
        count = max(0, bisect_left(range(count), True, key=lambda first: fits(first) is None) - 1)
        body = fits(count) or orjson.dumps(span)
    return Grown(body, count, max(0, count - len(held)), len(held) + len(new) - count)


def _with_first(span: Json, records: Sequence[Json], count: int, limit_bytes: int) -> bytes | None:
    span[MEMBER] = sorted(records[:count], key=_time)
    return fitting(span, limit_bytes)


def fitting(span: Json, limit_bytes: int) -> bytes | None:
    """The span as JSON of at most so many bytes. Of a larger one the longest texts are cut, in place; None: even so it
    is too large. Raises TypeError for what JSON cannot express: a number beyond 64 bits, a lone surrogate."""
    body = orjson.dumps(span)
    left = len(body) - limit_bytes
    if left <= 0:
        return body
    own = {name: value for name, value in span.items() if name not in _SHARED}
    for holder, place in sorted(_texts(own), key=lambda found: -len(found[0][found[1]])):
        value = holder[place]
        if left <= 0 or len(value) <= _CUT_BYTES:
            break
        kept = max(_CUT_BYTES, len(value) - left - len(_MARK) - _CUT_BYTES)
        holder[place] = value[:kept] + _MARK
        left -= len(value) - kept
    span.update(own)
    body = orjson.dumps(span)
    return body if len(body) <= limit_bytes else None


def _texts(value: Any) -> Iterator[tuple[Any, Any]]:
    """The places of all texts: what holds them, and the name or index there."""
    for place, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, str):
            yield value, place
        elif isinstance(item, dict | list):
            yield from _texts(item)


def _time(record: Json) -> int:
    time = record.get("time_unix_nano")
    return time if isinstance(time, int) else 0
