"""The framings in which providers stream: server-sent events, lines of JSON, one JSON array, AWS's binary frames.

Each reader is pure, never raises, and gives what there is of a stream that was cut or damaged.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

import orjson

from store.extract.bodies import sse
from store.extract.bodies.parsing import mapping, parse, text

_PRELUDE = 12  # total length, headers' length, CRC of both (AWS's application/vnd.amazon.eventstream)
_CRC = 4
_MAX_FRAME = 16 << 20
_BRACES = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\Z)|[{}]', re.DOTALL)  # strings are skipped: braces in them do not count
_STRING = 7  # the type of a header whose value is text
_BLANK_LINE = re.compile(rb"\n\n|\r\n\r\n|\r\r")
_FIXED_BYTES = {0: 0, 1: 0, 2: 1, 3: 2, 4: 4, 5: 8, 8: 8, 9: 16}  # header type → bytes of its value


class StreamEvent(NamedTuple):
    name: str  # "" without one
    data: bytes  # JSON, or an end mark
    end: int  # offset in the body after the event


Events = Callable[[bytes], Iterator[StreamEvent]]


def server_sent(body: bytes) -> Iterator[StreamEvent]:
    for event in sse.events(body):
        yield StreamEvent(event.name.decode("utf-8", "replace"), event.data, event.end)


def json_lines(body: bytes) -> Iterator[StreamEvent]:
    """Ollama: an object on each line."""
    start = 0
    while start < len(body):
        end = body.find(b"\n", start)
        end = len(body) if end < 0 else end + 1
        line = body[start:end].strip()
        if line:
            yield StreamEvent("", line, end)
        start = end


def json_array(body: bytes) -> Iterator[StreamEvent]:
    """Gemini without `alt=sse`: one array, whose elements come as they are made."""
    depth = start = 0
    for match in _BRACES.finditer(body):
        token = match[0]
        if token == b"{":
            start = match.start() if depth == 0 else start
            depth += 1
        elif token == b"}" and depth:
            depth -= 1
            if depth == 0:
                yield StreamEvent("", body[start : match.end()], match.end())


def aws_frames(body: bytes) -> Iterator[StreamEvent]:
    """Bedrock: length-prefixed frames with headers; an event's JSON is `{":event-type": …}` with its payload.

    `invoke-with-response-stream` wraps the model's own events as `{"bytes": base64}`: they come out unwrapped.
    """
    offset = 0
    while offset + _PRELUDE + _CRC <= len(body):
        total = int.from_bytes(body[offset : offset + 4], "big")
        headers_size = int.from_bytes(body[offset + 4 : offset + 8], "big")
        if not _PRELUDE + _CRC + headers_size <= total <= _MAX_FRAME or offset + total > len(body):
            return
        headers = _headers(body[offset + _PRELUDE : offset + _PRELUDE + headers_size])
        payload = body[offset + _PRELUDE + headers_size : offset + total - _CRC]
        offset += total
        name = headers.get(":event-type") or headers.get(":exception-type") or headers.get(":error-code") or ""
        is_error = headers.get(":message-type") in ("exception", "error")
        yield StreamEvent(
            name, _aws_payload(name, payload, headers.get(":error-message", ""), is_error=is_error), offset
        )


def whole_events(behind: bytes, events: Events) -> bytes:
    """From the first event on that begins in these bytes, which begin anywhere in a stream of that framing."""
    return behind[_BEGINS[events](behind) :]


def _after_blank_line(behind: bytes) -> int:
    found = _BLANK_LINE.search(behind)
    return found.end() if found else len(behind)


def _after_line(behind: bytes) -> int:
    return behind.find(b"\n") + 1 or len(behind)


def _after_comma_line(behind: bytes) -> int:
    """Gemini puts the comma between two elements on a line of its own; there is no line feed inside of JSON's text."""
    return behind.find(b"\n,") + 2 if b"\n," in behind else len(behind)


def _at_prelude(behind: bytes) -> int:
    """Where the checksum of a frame's prelude is right. The first byte of its length is 0: frames are small."""
    start = behind.find(b"\0")
    while 0 <= start <= len(behind) - _PRELUDE:
        if zlib.crc32(behind[start : start + 8]) == int.from_bytes(behind[start + 8 : start + _PRELUDE], "big"):
            return start
        start = behind.find(b"\0", start + 1)
    return len(behind)


_BEGINS: dict[Events, Callable[[bytes], int]] = {
    server_sent: _after_blank_line,
    json_lines: _after_line,
    json_array: _after_comma_line,
    aws_frames: _at_prelude,
}


def has_more_frames(body: bytes, number: int) -> bool:
    """Whether AWS's frames are more than that; takes no longer than counting up to there."""
    offset = 0
    for _ in range(number):
        total = int.from_bytes(body[offset : offset + 4], "big")
        if total < _PRELUDE + _CRC:
            return False
        offset += total
    return offset < len(body)


def _aws_payload(name: str, payload: bytes, message: str, *, is_error: bool) -> bytes:
    value = parse(payload)
    if is_error:
        said = text(value, "message") or text(value, "Message") or message
        return orjson.dumps({"error": {"type": name, "message": said}})
    wrapped = text(value, "bytes")
    if name == "chunk" and wrapped:
        try:
            return base64.b64decode(wrapped)
        except (binascii.Error, ValueError):
            return payload
    return orjson.dumps({"type": name} | mapping({"value": value}, "value"))


def _headers(data: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    offset = 0
    while offset < len(data):
        size = data[offset]
        name = data[offset + 1 : offset + 1 + size].decode("utf-8", "replace")
        offset += 1 + size
        kind = data[offset] if offset < len(data) else -1
        offset += 1
        if kind in (6, _STRING):
            size = int.from_bytes(data[offset : offset + 2], "big")
            found[name] = data[offset + 2 : offset + 2 + size].decode("utf-8", "replace")
            offset += 2 + size
        elif kind in _FIXED_BYTES:
            offset += _FIXED_BYTES[kind]
        else:
            break
    return found
