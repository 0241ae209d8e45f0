"""Server-sent events: bytes → events, as WHATWG's HTML standard §9.2.6 reads them. Pure; never raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(rb"([^\r\n]*)(\r\n|\n|\r|\Z)")
_BLANK_LINES = re.compile(rb"[\r\n]*")


class Event(NamedTuple):
    name: bytes  # of its `event:` line, b"" without one
    data: bytes  # its `data:` lines, joined by line feeds
    end: int  # the offset in the body after the blank line that ended it


def events(body: bytes) -> Iterator[Event]:
    """The events that have data, lazily and in order.

    A browser drops an event without the blank line after it; here it is returned as the last one, since some providers
    leave out the last blank line.
    """
    name = b""
    data: list[bytes] = []
    offset = 3 if body.startswith(b"\xef\xbb\xbf") else 0
    end = len(body)
    while offset < end:
        match = _LINE.match(body, offset)
        assert match is not None  # it matches any bytes, and no bytes
        line, offset = match[1], match.end()
        if not line:
            if data:
                yield Event(name, b"\n".join(data), offset)
            name, data = b"", []
            blank = _BLANK_LINES.match(body, offset)  # a body of nothing but line feeds would take very long otherwise
            assert blank is not None  # likewise
            offset = blank.end()
            continue
        field, _, value = line.partition(b":")
        if field == b"data":
            data.append(value.removeprefix(b" "))
        elif field == b"event":
            name = value.removeprefix(b" ")
    if data:
        yield Event(name, b"\n".join(data), end)


def tail(body: bytes) -> bytes:
    """The bytes of the last event, searched from the end."""
    end = len(body.rstrip(b"\r\n"))
    return body[max(body.rfind(blank, 0, end) for blank in (b"\n\n", b"\r\n\r\n", b"\r\r")) + 1 :]
