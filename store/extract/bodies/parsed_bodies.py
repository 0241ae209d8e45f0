"""Bodies → values: decoded, parsed, streams put together. The bytes decide what they are, not their content type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from store.extract.bodies import event_stream, sse
from store.extract.bodies.content_encoding import decode
from store.extract.bodies.deltas import coalesce
from store.extract.bodies.event_stream import Events
from store.extract.bodies.form_fields import form_fields
from store.extract.bodies.parsing import Json, members_of_cut, parse, text
from store.extract.budgets import FULL, BodyBudget, OverBudget, check_depth
from store.extract.dialects.dialect import Dialect, JoinedStream
from store.intake import MANUAL_LOG
from store.models import ExchangeRow

_DONE = b"[DONE]"
_OVER: Json = {}
_MAX_UNREADABLE = 100
_BOM = b"\xef\xbb\xbf"
_SSE_FIELDS = (b"data:", b"event:", b"id:", b"retry:", b":")


class ParsedResponse(NamedTuple):
    value: Any = None  # the JSON value, or the stream put together; None: neither
    complete: bool = False  # the whole answer is there
    decoded: bytes = b""
    is_stream: bool = False
    first_token_end: int | None = None  # offset in `decoded` after the event that brought it
    unreadable_events: int = 0  # events that are not JSON: what they said is lost


def request_value(facts: ExchangeRow, body: bytes | None, budget: BodyBudget = FULL) -> Any:
    """The request's JSON value, or the fields of its form; of a cut body the members that can be read. None: none.

    Raises OverBudget.
    """
    if not body:
        return None
    decoded, _ = _decoded(body, facts.request_headers, budget)
    if facts.request_truncated:
        return _of_cut_request(facts, decoded)
    if decoded.startswith(b"{"):  # nearly always
        return _parsed(decoded)
    content_type = facts.request_headers.get("content-type", "")
    if "multipart/form-data" in content_type.lower():
        return form_fields(decoded, content_type) or None
    return _parsed(decoded)


def _of_cut_request(facts: ExchangeRow, decoded: bytes) -> Json | None:
    content_type = facts.request_headers.get("content-type", "")
    if "multipart/form-data" in content_type.lower():
        return form_fields(decoded, content_type) or None
    return members_of_cut(decoded, facts.request_gap_offset) or None


def response_value(
    facts: ExchangeRow, body: bytes | None, dialect: Dialect | None, budget: BodyBudget = FULL
) -> ParsedResponse:
    """The answer's value: of a JSON body, or of a stream in a dialect that is known. Raises OverBudget."""
    if not body:
        return ParsedResponse()
    decoded, whole = _decoded(body, facts.response_headers, budget)
    events = stream_events(facts, decoded, dialect)
    if events is not None:
        if dialect is None:
            return ParsedResponse(decoded=decoded, is_stream=True)
        _check_stream(decoded, events, budget)
        return _stream(facts, decoded, dialect, events)
    if facts.response_truncated or not whole:
        members = members_of_cut(decoded, facts.response_gap_offset) if dialect else {}
        return ParsedResponse(members or None, False, decoded)
    is_json = decoded.startswith(b"{") or decoded.removeprefix(_BOM).lstrip()[:1] in (b"{", b"[")
    value = _parsed(decoded) if is_json else None
    return ParsedResponse(value, value is not None, decoded)


def _decoded(body: bytes, headers: Mapping[str, str], budget: BodyBudget) -> tuple[bytes, bool]:
    """The bytes, and whether they are whole. Raises OverBudget."""
    if "content-encoding" not in headers:
        if len(body) > budget.containers:  # else it cannot have too many
            budget.check_values(body)
        return body, True
    limit = budget.decoded_limit(len(body))
    decoded, whole = decode(body, headers["content-encoding"], limit)
    if len(decoded) >= limit and not whole:
        raise OverBudget("too_large")
    budget.check_values(decoded)
    return decoded, whole


def _parsed(decoded: bytes) -> Any:
    value = parse(decoded)
    if value is None:
        check_depth(decoded)
    return value


def _check_stream(decoded: bytes, events: Events, budget: BodyBudget) -> None:
    if events in (event_stream.server_sent, event_stream.json_lines):
        budget.check_lines(decoded)
    elif events is event_stream.aws_frames and event_stream.has_more_frames(decoded, budget.frames):
        raise OverBudget("too_large")


def stream_events(facts: ExchangeRow, decoded: bytes, dialect: Dialect | None) -> Events | None:
    """How to read the answer as a stream; None: it is not one."""
    if facts.status == 101:  # what the proxy keeps of a WebSocket
        return event_stream.json_lines
    is_lines = dialect is not None and dialect.events is event_stream.json_lines
    if facts.upstream == MANUAL_LOG and b"}\n{" in decoded:  # Helicone's clients log the chunks of a stream so
        is_lines = True
    if not is_lines and decoded.startswith(b"{"):  # nearly always
        return None
    start = decoded[:64].removeprefix(_BOM).lstrip()
    content_type = facts.response_headers.get("content-type", "").lower()
    if start.startswith(_SSE_FIELDS) or (
        content_type.startswith("text/event-stream") and not start.startswith((b"{", b"["))
    ):
        return event_stream.server_sent
    if content_type.startswith("application/vnd.amazon.eventstream"):
        return event_stream.aws_frames
    if start.startswith(b"[") and dialect is not None and dialect.name == "gemini":
        return event_stream.json_array
    return event_stream.json_lines if is_lines and decoded.strip().find(b"\n") > 0 else None


def _stream(facts: ExchangeRow, body: bytes, dialect: Dialect, events: Events) -> ParsedResponse:
    joined, unreadable = _join(facts, body, dialect, events)
    return ParsedResponse(
        joined.answer, joined.complete, body, True, _first_token_end(body, dialect, events), unreadable
    )


def _join(facts: ExchangeRow, body: bytes, dialect: Dialect, events: Events) -> tuple[JoinedStream, int]:
    is_sse = events is event_stream.server_sent
    gap = facts.response_gap_offset
    if is_sse and dialect.final:
        last = _values(sse.tail(body), events)
        if last.objects and text(last.objects[-1], "type") in dialect.final:
            whole = dialect.join(last.objects[-1:])
            if whole.answer and dialect.answer(whole.answer):
                return whole, 0
    if gap is not None:
        values = _around_gap(body, gap, events)
    else:
        values = _values(coalesce(body, dialect.delta) if is_sse else body, events)
        if values.unreadable and is_sse:  # perhaps by an event that was broken before, and took its neighbours with it
            values = _values(body, events)
    joined = dialect.join(values.objects)
    return JoinedStream(joined.answer, joined.complete or values.done), values.unreadable


def _first_token_end(body: bytes, dialect: Dialect, events: Events) -> int | None:
    return next((end for value, end in _objects(body, events) if value and dialect.has_output(value)), None)


class _Values(NamedTuple):
    objects: list[Json]
    done: bool  # the stream said [DONE]
    unreadable: int  # events that are not JSON objects


def _values(body: bytes, events: Events) -> _Values:
    objects: list[Json] = []
    done = False
    unreadable = 0
    for value, _ in _objects(body, events):
        if value is None:
            unreadable += 1
        elif value is _OVER:
            done = True
        else:
            objects.append(value)
    return _Values(objects, done, unreadable)


def _around_gap(body: bytes, gap: int, events: Events) -> _Values:
    """Of a stream whose middle was not kept: the events before the gap, and those after the first whole one behind."""
    before = _values(body[:gap], events)
    after = _values(event_stream.whole_events(body[gap:], events), events)
    return _Values(before.objects + after.objects, after.done, 0)


def _objects(body: bytes, events: Events) -> Iterator[tuple[Json | None, int]]:
    """Each event's object and end; _OVER for [DONE]. None: not an object, of which a known dialect has few."""
    unreadable = 0
    for event in events(body):
        if event.data == _DONE:
            yield _OVER, event.end
            continue
        value = parse(event.data)
        if isinstance(value, dict) and value:
            yield value, event.end
            continue
        yield None, event.end
        unreadable += 1
        if unreadable == _MAX_UNREADABLE:
            return
