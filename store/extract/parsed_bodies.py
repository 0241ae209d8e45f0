"""Bodies → values: decoded, parsed, streams put together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from store.extract import sse
from store.extract.content_encoding import decode
from store.extract.dialects.deltas import coalesce
from store.extract.dialects.dialect import Dialect, Joined
from store.extract.parsing import Json, parse, text
from store.models import ExchangeRow

_DONE = b"[DONE]"
_OVER: Json = {}
_MAX_BROKEN = 100


class ParsedResponse(NamedTuple):
    value: Any = None  # the JSON value, or the stream put together; None: neither
    complete: bool = False  # all of it is there
    decoded: bytes = b""
    first_token_end: int | None = None  # offset in `decoded` after the event that brought it


def decoded_request(facts: ExchangeRow, body: bytes) -> bytes:
    return decode(body, facts.request_headers.get("content-encoding", "")).data


def request_value(facts: ExchangeRow, body: bytes | None) -> Any:
    """The request's JSON value; None when there is none, or not all of it."""
    if not body or facts.request_truncated:
        return None
    return parse(decoded_request(facts, body))


def response_value(facts: ExchangeRow, body: bytes | None, dialect: Dialect | None) -> ParsedResponse:
    """The answer's value: of a JSON body, or of a stream in a dialect we know."""
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
    # Some servers forget to say so.
    return not content_type.startswith("application/json") and decoded.startswith((b"data:", b"event:"))


def _stream(body: bytes, dialect: Dialect) -> ParsedResponse:
    joined = _join(body, dialect)
    return ParsedResponse(joined.answer, joined.complete, body, _first_token_end(body, dialect))


def _join(body: bytes, dialect: Dialect) -> Joined:
    if dialect.FINAL:
        last = _values(sse.tail(body))
        if last.objects and text(last.objects[-1], "type") in dialect.FINAL:
            whole = dialect.join(last.objects[-1:])
            if whole.answer and dialect.answer(whole.answer):
                return whole
    values = _values(coalesce(body, dialect.DELTA))
    if values.broken:  # perhaps by an event that was broken before, and took its neighbours with it
        values = _values(body)
    joined = dialect.join(values.objects)
    return Joined(joined.answer, joined.complete or values.done)


def _first_token_end(body: bytes, dialect: Dialect) -> int | None:
    return next((end for value, end in _objects(body) if value and dialect.says(value)), None)


class _Values(NamedTuple):
    objects: list[Json]
    done: bool  # the stream said [DONE]
    broken: bool  # an event was no JSON object


def _values(body: bytes) -> _Values:
    objects: list[Json] = []
    done = broken = False
    for value, _ in _objects(body):
        if value is None:
            broken = True
        elif value is _OVER:
            done = True
        else:
            objects.append(value)
    return _Values(objects, done, broken)


def _objects(body: bytes) -> Iterator[tuple[Json | None, int]]:
    """Each event's object and end; _OVER for [DONE], None for what is no object, of which a stream in a
    dialect we know has few."""
    broken = 0
    for event in sse.events(body):
        if event.data == _DONE:
            yield _OVER, event.end
            continue
        value = parse(event.data)
        if isinstance(value, dict):
            yield value, event.end
            continue
        yield None, event.end
        broken += 1
        if broken == _MAX_BROKEN:
            return
