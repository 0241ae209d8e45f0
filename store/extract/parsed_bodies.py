"""Bodies → values: decoded, parsed, and the events of streams put together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from store.extract import sse
from store.extract.content_encoding import decode
from store.extract.dialects.deltas import coalesce
from store.extract.dialects.dialect import Dialect, JoinedStream
from store.extract.parsing import Json, parse, text
from store.models import ExchangeRow

_DONE = b"[DONE]"
_END: Json = {}  # stands for [DONE]
_MAX_BROKEN = 100  # events


class ParsedResponse(NamedTuple):
    value: Any = None  # the JSON value, or the stream put together; None: neither
    complete: bool = False  # the whole answer is there
    decoded: bytes = b""
    first_token_end: int | None = None  # offset in `decoded` after the event that brought it


def decoded_request(facts: ExchangeRow, body: bytes) -> bytes:
    return decode(body, facts.request_headers.get("content-encoding", "")).data


def request_value(facts: ExchangeRow, body: bytes | None) -> Any:
    """The request's JSON value; None when there is none or it was cut."""
    if not body or facts.request_truncated:
        return None
    return parse(decoded_request(facts, body))


def response_value(facts: ExchangeRow, body: bytes | None, dialect: Dialect | None) -> ParsedResponse:
    """The answer's value: of a JSON body, or of a stream in a known dialect."""
    if not body:
        return ParsedResponse()
    decoded, whole = decode(body, facts.response_headers.get("content-encoding", ""))
    if is_event_stream(facts, decoded):
        return _stream(decoded, dialect) if dialect else ParsedResponse(decoded=decoded)
    if facts.response_truncated or not whole:
        return ParsedResponse(decoded=decoded)
    value = parse(decoded) if decoded.lstrip()[:1] in (b"{", b"[") else None
    return ParsedResponse(value, value is not None, decoded)


def is_event_stream(facts: ExchangeRow, decoded: bytes) -> bool:
    content_type = facts.response_headers.get("content-type", "").lower()
    if content_type.startswith("text/event-stream"):
        return True
    # Some servers leave out the content type.
    return not content_type.startswith("application/json") and decoded.startswith((b"data:", b"event:"))


def _stream(body: bytes, dialect: Dialect) -> ParsedResponse:
    joined = _join(body, dialect)
    return ParsedResponse(joined.response, joined.complete, body, _first_token_end(body, dialect))


def _join(body: bytes, dialect: Dialect) -> JoinedStream:
    if dialect.FINAL:
        last = _values(sse.tail(body))
        if last.objects and text(last.objects[-1], "type") in dialect.FINAL:
            whole = dialect.join(last.objects[-1:])
            if whole.response and dialect.answer(whole.response):
                return whole
    values = _values(coalesce(body, dialect.DELTA))
    if values.broken:  # perhaps because `coalesce` merged an event that was broken before with its neighbours
        values = _values(body)
    joined = dialect.join(values.objects)
    return JoinedStream(joined.response, joined.complete or values.done)


def _first_token_end(body: bytes, dialect: Dialect) -> int | None:
    return next((end for value, end in _objects(body) if value and dialect.has_output(value)), None)


class _Values(NamedTuple):
    objects: list[Json]
    done: bool  # [DONE] came
    broken: bool  # an event was not a JSON object


def _values(body: bytes) -> _Values:
    objects: list[Json] = []
    done = broken = False
    for value, _ in _objects(body):
        if value is None:
            broken = True
        elif value is _END:
            done = True
        else:
            objects.append(value)
    return _Values(objects, done, broken)


def _objects(body: bytes) -> Iterator[tuple[Json | None, int]]:
    """Each event's object and end offset; _END for [DONE], None for anything else.

    Ends after `_MAX_BROKEN` of the latter: such a stream is not in a known dialect.
    """
    broken = 0
    for event in sse.events(body):
        if event.data == _DONE:
            yield _END, event.end
            continue
        value = parse(event.data)
        if isinstance(value, dict):
            yield value, event.end
            continue
        yield None, event.end
        broken += 1
        if broken == _MAX_BROKEN:
            return
